//! The name of an element -> what it does on a page.

use std::collections::HashMap;

/// Elements that break the line before and after them (HTML standard, 15.3).
const BLOCKS: &str = "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search \
    section summary table tbody tfoot thead tr ul";
/// Elements that can hold an article, or furniture.
const CONTAINERS: &str = "article aside blockquote body center details dialog div fieldset figure footer form header html li \
    main menu nav ol ruby section table td th tr ul";
/// Elements whose text isn't shown as text, is said to be deleted, or says how to pronounce the text beside it.
const HIDDEN: &str = "amp-analytics amp-sidebar audio button canvas datalist del iframe noembed noframes noscript object rp rt \
    rtc script select style svg template textarea title video";
/// Elements that have no end tag.
const VOID: &str = "area base br col embed hr img input link meta param source track wbr";

/// What an element does.
#[derive(Clone, Copy, Default)]
pub struct ElementKind {
    /// It breaks the line before and after it.
    pub is_block: bool,
    /// It can hold an article, or furniture.
    pub is_container: bool,
    /// Its text isn't shown.
    pub is_hidden: bool,
    /// It has no end tag.
    pub is_void: bool,
}

/// What the elements that are of use here do.
pub fn kinds() -> HashMap<&'static [u8], ElementKind> {
    let is_in = |list: &str, name: &str| list.split(' ').any(|listed| listed == name);
    let kind = |name| ElementKind {
        is_block: is_in(BLOCKS, name),
        is_container: is_in(CONTAINERS, name),
        is_hidden: is_in(HIDDEN, name),
        is_void: is_in(VOID, name),
    };
    let names = [BLOCKS, CONTAINERS, HIDDEN, VOID].into_iter().flat_map(|list| list.split(' '));
    names.map(|name| (name.as_bytes(), kind(name))).collect()
}

/// Whether the start tag of an item, a cell, a row or a part of ruby ends the one that is open.
pub fn ends(name: &[u8], open: &[u8]) -> bool {
    match name {
        b"li" => open == b"li",
        b"rb" | b"rp" | b"rt" | b"rtc" => matches!(open, b"rp" | b"rt" | b"rtc"),
        b"td" | b"th" => matches!(open, b"td" | b"th"),
        b"tr" => matches!(open, b"td" | b"th" | b"tr"),
        _ => false,
    }
}

/// Words in the classes of boxes that are no part of an article.
const FURNITURE: &str = "ad ads advert author binhluan breadcrumb breadcrumbs comment comments consent cookie cookies keyword \
    keywords lienquan mostread newsletter poll popular promo rating readmore readnext recommend recommendation \
    recommendations recommended relate related relatednews share sharing sidebar social subscribe subscription survey tag tags \
    tinlienquan toolbar trending vote weather";
/// Words in the classes of captions; "desc" with a word for a picture.
const CAPTION: &str = "caption figcaption imgdesc imagedesc photodesc";

/// Whether a class or an identifier says that its element is no part of an article.
pub fn names_furniture(value: &str) -> bool {
    holds(value, FURNITURE) || value.to_ascii_lowercase().contains("tinlienquan")
}

/// Whether a class says that its element is a caption.
pub fn names_caption(value: &str) -> bool {
    let of_picture = ["image", "img", "photo", "picture"].into_iter().any(|picture| holds(value, picture));
    holds(value, CAPTION) || of_picture && holds(value, "desc description note")
}

/// Whether one of the words of a class ("box-related", "RelatedNews") is in the list.
fn holds(value: &str, list: &str) -> bool {
    let is_listed = |word: &str| list.split(' ').any(|listed| word.eq_ignore_ascii_case(listed));
    value.split(|c: char| !c.is_ascii_alphabetic()).any(|word| is_listed(word) || camel_case(word).any(is_listed))
}

/// The parts of a word that begin with a capital after a small letter.
fn camel_case(word: &str) -> impl Iterator<Item = &str> {
    let bytes = word.as_bytes();
    let is_start = |at: &usize| *at == 0 || bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase();
    let starts: Vec<usize> = (0..word.len()).filter(is_start).chain([word.len()]).collect();
    (1..starts.len()).map(move |place| &word[starts[place - 1]..starts[place]])
}

/// Words in the classes of a whole article, and those that make it the class of a part, or of a list.
const ARTICLE: &str = "article articledetail detail entry hentry newsdetail post story";
const PARTS: &str = "author body breadcrumb caption category comment content date desc description footer head header image \
    img info lead list meta nav photo sapo subtitle summary tag tags text thumb time title tools";
/// Words in the classes of boxes that show another article within one, and those of boxes that belong to it.
const EMBEDDED: &str = "box card embed embedded inset promo teaser";
const OWN: &str =
    "fact factbox facts highlight highlights info key note notes number numbers pull pullquote quote summary";
/// Words in the classes of headlines; with one of `WHOSE`, they are those of the article.
const HEADLINE: &str = "contentheading headline heading tieude tit title";
const WHOSE: &str = "article content contentheading detail entry news p post story";
/// Words in the classes of other titles.
const OTHERS: &str = "bar block box category cate cat menu module other page related section site sub tab widget";
/// Words in the classes of what is above a headline.
const KICKER: &str = "category chuyenmuc eyebrow kicker label overline rubric topic topline";

/// Whether a class says that its element is an article.
pub fn names_article(value: &str) -> bool {
    value.split_whitespace().any(|name| holds(name, ARTICLE) && !holds(name, PARTS))
}

/// Whether a class says that its element is a box that may show another article.
pub fn names_embedded(value: &str) -> bool {
    holds(value, EMBEDDED) && !holds(value, OWN)
}

/// Whether a class says that its element leads to a headline, and is no part of it.
pub fn names_kicker(value: &str) -> bool {
    holds(value, KICKER)
}

/// How surely a class says that its element is a headline: 0 if it doesn't.
pub fn names_headline(value: &str) -> u8 {
    let surely = |name: &str| match () {
        () if !holds(name, HEADLINE) || holds(name, OTHERS) => 0,
        () if holds(name, WHOSE) => 2,
        () => 1,
    };
    value.split_whitespace().map(surely).max().unwrap_or(0)
}
