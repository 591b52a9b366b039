//! XML of no known form -> the elements in it that are articles, found by how often they come, how much text they hold, and by
//! the names of the elements in them, which are those that the columns of tables have.

use anyhow::{Result, bail, ensure};

use super::found::Field;
use super::outline::Outline;
use super::pieces::XmlTag;
use super::walker::{self, Context, Role};
use crate::read::article::RawArticle;
use crate::read::metadata::Metadata;
use crate::read::table::{ArticleRow, NamedColumns};

/// The fewest bytes that a text takes on average: a title or an address is shorter.
const LEAST_TEXT: usize = 100;
/// Elements of fewer bytes on average are words, not lines.
const MOST_WORD: usize = 20;
/// How many elements an error names.
const MOST_NAMED: usize = 8;
/// Names of elements that are parts of a text, never all of it.
const PARTS: &str = "ab chapter div head l lg line li p par para paragraph passage s sec section seg segment sent sentence \
    sp speech stanza tok token turn u utterance v verse w";

/// Which elements are articles, and which hold their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    article: usize,
    /// The same where the article is all text.
    text: usize,
}

/// Reads the articles of a file whose elements are these.
///
/// # Errors
/// It isn't clear which elements are articles, or the file has none that the user names; it is broken or too large.
pub fn articles(text: &str, outline: &Outline, columns: &NamedColumns) -> Result<Vec<RawArticle>> {
    let plan = match &columns.text {
        Some(named) => of_named(outline, named)?,
        None => match of_known(outline, columns).or_else(|| of_shape(outline)) {
            Some(plan) => plan,
            None => bail!(
                "it is XML of no known form: name the element that holds a text with --text-column (--text-column doc/body for \
                 `body` in `doc`); it has {}",
                listed(outline)
            ),
        },
    };
    let roles: Vec<Role> =
        std::iter::once(0).chain(outline.all()).map(|sort| role(outline, plan, columns, sort)).collect();
    let role = |context: &Context, tag: &XmlTag| match roles.get(context.sort) {
        Some(Role::Document) if plan.text == plan.article => {
            Role::Record(known(columns, tag), is_leaf(outline, context.sort))
        }
        Some(Role::Document) => Role::Known(known(columns, tag)),
        Some(role) => role.clone(),
        None => Role::Other,
    };
    walker::articles(text, outline, &role)
}

/// The plan where the user names the element, or the last elements of a path.
fn of_named(outline: &Outline, named: &str) -> Result<Plan> {
    let wanted: Vec<String> =
        named.split('/').map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect();
    let fits = |place: &usize| {
        let mut place = *place;
        wanted.iter().rev().all(|name| {
            let sort = outline.sort(place);
            place = sort.parent;
            sort.name.to_lowercase() == *name
        })
    };
    let found = outline.all().filter(|place| !wanted.is_empty() && fits(place));
    let Some(text) = found.max_by_key(|&place| (outline.sort(place).bytes, usize::MAX - place)) else {
        bail!("it has no element `{named}`: it has {}", listed(outline));
    };
    ensure!(outline.sort(text).bytes > 0, "its elements `{named}` hold no text: it has {}", listed(outline));
    Ok(around(outline, text))
}

/// The article of a text: the element around it, unless that holds all texts.
fn around(outline: &Outline, text: usize) -> Plan {
    let (sort, parent) = (outline.sort(text), outline.sort(text).parent);
    let holds_all = parent == 0 || outline.sort(parent).count == 1 && sort.count > 1;
    Plan { article: if holds_all { text } else { parent }, text }
}

/// The plan where an element has a name that says that it holds the text.
fn of_known(outline: &Outline, columns: &NamedColumns) -> Option<Plan> {
    let bytes = |place: &usize| outline.sort(*place).bytes;
    let is_text = |place: &usize| outline.sort(*place).depth > 1 && columns.is_text(&outline.sort(*place).name);
    let named: Vec<usize> = outline.all().filter(|place| is_text(place) && bytes(place) > 0).collect();
    let mut text = named.iter().copied().max_by_key(|place| (bytes(place), usize::MAX - place))?;
    // "article" may hold "text".
    for &place in &named {
        if place != text && outline.is_within(place, text) && 2 * bytes(&place) >= bytes(&text) {
            text = place;
        }
    }
    // Most of what isn't said of the articles must be in it.
    let all: usize = outline.sort(1).bytes.max(1);
    (3 * bytes(&text) >= all).then(|| around(outline, text))
}

/// The plan where one kind of elements comes again and again with long text, right within the outermost element.
fn of_shape(outline: &Outline) -> Option<Plan> {
    let long = |place: usize| outline.sort(place).bytes >= LEAST_TEXT * outline.sort(place).count;
    let depth = if outline.sort(1).count > 1 { 1 } else { 2 };
    let article = outline
        .all()
        .filter(|&place| outline.sort(place).depth == depth)
        .max_by_key(|&place| outline.sort(place).bytes)?;
    let sort = outline.sort(article);
    let all: usize =
        outline.all().filter(|&place| outline.sort(place).depth == 1).map(|place| outline.sort(place).bytes).sum();
    let is_part = PARTS.split(' ').any(|part| sort.name.to_lowercase() == part);
    let is_most = 10 * sort.bytes >= 9 * all;
    // What is around articles: a year, an issue.
    let is_around = outline.all().any(|place| {
        let inner = outline.sort(place);
        let repeats = inner.count >= 2 * sort.count && 2 * inner.bytes >= sort.bytes && long(place);
        place != article && outline.is_within(place, article) && repeats && inner.own * 2 < inner.bytes
    });
    (sort.count > 1 && long(article) && is_most && !is_part && !is_around).then_some(Plan { article, text: article })
}

/// The elements with most text, for a message.
fn listed(outline: &Outline) -> String {
    let mut places: Vec<usize> = outline.all().filter(|&place| outline.sort(place).bytes > 0).collect();
    places.sort_by_key(|&place| (std::cmp::Reverse(outline.sort(place).bytes), place));
    let said = |&place: &usize| {
        let sort = outline.sort(place);
        let path: String = outline.path(place).chars().take(80).collect();
        format!("`{path}` ({} of them, {} bytes of text)", sort.count, sort.bytes)
    };
    let named: Vec<String> = places.iter().take(MOST_NAMED).map(said).collect();
    if named.is_empty() { "no text at all".to_string() } else { named.join(", ") }
}

/// What the elements of a kind are.
fn role(outline: &Outline, plan: Plan, columns: &NamedColumns, sort: usize) -> Role {
    let is_apart = plan.text != plan.article;
    match () {
        () if sort == plan.article => Role::Document,
        () if !outline.is_within(sort, plan.article) => Role::Other,
        () if is_apart && sort == plan.text => Role::Text(is_leaf(outline, sort)),
        () if is_apart && outline.is_within(sort, plan.text) => part(outline, sort),
        () => {
            // Of an article that is all text, what is right within it can be a field.
            let is_first = outline.sort(sort).parent == plan.article;
            match field(columns, &outline.sort(sort).name).filter(|_| (is_apart || is_first) && is_short(outline, sort))
            {
                Some(field) => Role::Field(field, u8::try_from(outline.sort(sort).depth).unwrap_or(u8::MAX)),
                None if is_apart => Role::Other,
                None if is_first && outline.sort(plan.article).own == 0 => Role::Text(is_leaf(outline, sort)),
                None => part(outline, sort),
            }
        }
    }
}

/// Whether elements hold nothing but text.
fn is_leaf(outline: &Outline, place: usize) -> bool {
    outline.sort(place).own == outline.sort(place).bytes && outline.sort(place).own > 0
}

/// Whether elements are no longer than what is said of an article.
fn is_short(outline: &Outline, place: usize) -> bool {
    outline.sort(place).bytes <= 5 * LEAST_TEXT * outline.sort(place).count
}

/// An element within text: part of a line where there is text around it and it is short, else a word, or a line.
fn part(outline: &Outline, place: usize) -> Role {
    let sort = outline.sort(place);
    let is_in_line = outline.sort(sort.parent).own > 0 && sort.bytes < LEAST_TEXT * sort.count;
    match () {
        () if is_in_line => Role::Other,
        () if sort.bytes < MOST_WORD * sort.count && is_leaf(outline, place) => Role::Word,
        () => Role::Block,
    }
}

/// The fields that metadata of one value has, by the name of a column.
fn field(columns: &NamedColumns, name: &str) -> Option<Field> {
    let Metadata { group, title, date, source, author, section, language } =
        ArticleRow::known(columns, [(name, "2021-12-14")].into_iter());
    let fields = [
        (group, Field::Group),
        (title, Field::Title),
        (date, Field::Date),
        (source, Field::Source),
        (author, Field::Author),
        (section, Field::Section),
        (language, Field::Language),
    ];
    fields.into_iter().find(|(value, _)| value.is_some()).map(|(_, field)| field)
}

/// What the attributes of an article say.
fn known(columns: &NamedColumns, tag: &XmlTag) -> Vec<(Field, String)> {
    tag.values().take(100).filter_map(|(name, value)| Some((field(columns, &name)?, value))).collect()
}
