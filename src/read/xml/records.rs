//! XML of no known form -> the elements in it that are articles, found by how often they come, how much text they hold, and by
//! the names of the elements in them, which are those that the columns of tables have.

use std::collections::{HashMap, HashSet};

use anyhow::{Error, Result, anyhow, bail, ensure};

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

/// Names of elements before the text that stand above it.
const LEADS: &str = "abstract chapeau chapo intro introduction lead lede sapo standfirst summary";
/// Names of elements that hold what stands above the text.
const HEADS: &str = "front head header meta metadata";

/// Which elements are articles, and which hold their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    article: usize,
    /// The same where the article is all text.
    text: usize,
}

/// The plans of all kinds of articles, none within another.
#[derive(Default)]
struct Plans {
    /// For each kind of article the first kind of its texts.
    articles: HashMap<usize, usize>,
    texts: HashSet<usize>,
    /// The kinds around articles.
    around: HashSet<usize>,
}

impl Plans {
    fn add(&mut self, outline: &Outline, plan: Plan) {
        self.articles.entry(plan.article).or_insert(plan.text);
        self.texts.insert(plan.text);
        self.around.extend(above(outline, plan.article).skip(1));
    }

    /// The plan of the article that elements of a kind are or are in.
    fn of(&self, outline: &Outline, place: usize) -> Option<Plan> {
        let (article, first) = above(outline, place).find_map(|place| self.articles.get_key_value(&place))?;
        let text = above(outline, place).find(|place| self.texts.contains(place));
        Some(Plan { article: *article, text: text.unwrap_or(*first) })
    }
}

/// A kind, and those around it.
fn above(outline: &Outline, place: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(place), |&place| Some(outline.sort(place).parent).filter(|_| place > 0))
}

/// Reads the articles of a file whose elements are these.
///
/// # Errors
/// It isn't clear which elements are articles, or the file has none that the user names; it is broken or too large.
pub fn articles(text: &str, outline: &Outline, columns: &NamedColumns) -> Result<Vec<RawArticle>> {
    let plans = match &columns.text {
        Some(named) => of_named(outline, named)?,
        None => match of_known(outline, columns)?.or_else(|| of_shape(outline)) {
            Some(plans) => plans,
            None => bail!("it is XML of no known form: {}", name_it(outline)),
        },
    };
    let role = |place| plans.of(outline, place).map_or(Role::Other, |plan| role(outline, plan, columns, place));
    let roles: Vec<Role> = std::iter::once(Role::Other).chain(outline.all().map(role)).collect();
    let role = |context: &Context, tag: &XmlTag| match roles.get(context.sort) {
        Some(Role::Document) if plans.texts.contains(&context.sort) => {
            Role::Record(known(columns, tag), is_leaf(outline, context.sort))
        }
        Some(Role::Document) => Role::Known(known(columns, tag)),
        Some(role) => role.clone(),
        None => Role::Other,
    };
    walker::articles(text, outline, &role)
}

/// What to do where it isn't clear which elements are articles.
fn name_it(outline: &Outline) -> String {
    format!(
        "name the element that holds a text with --text-column (--text-column doc/body for `body` in `doc`); it has {}",
        listed(outline)
    )
}

/// The plans where the user names the element, or the last elements of a path.
fn of_named(outline: &Outline, named: &str) -> Result<Plans> {
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
    let found: Vec<usize> = outline.all().filter(|place| !wanted.is_empty() && fits(place)).collect();
    let Some(text) = found.iter().copied().max_by_key(|&place| (outline.sort(place).bytes, usize::MAX - place)) else {
        bail!("it has no element `{named}`: it has {}", listed(outline));
    };
    ensure!(outline.sort(text).bytes > 0, "its elements `{named}` hold no text: it has {}", listed(outline));
    let mut plans = Plans::default();
    plans.add(outline, around(outline, text));
    for place in found.into_iter().filter(|&place| outline.sort(place).bytes > 0) {
        let plan = around(outline, place);
        if plans.of(outline, plan.article).is_none() && !plans.around.contains(&plan.article) {
            plans.add(outline, plan);
        }
    }
    Ok(plans)
}

/// The article of a text: the element around it, unless that holds all texts.
fn around(outline: &Outline, text: usize) -> Plan {
    let (sort, parent) = (outline.sort(text), outline.sort(text).parent);
    let holds_all = parent == 0 || outline.sort(parent).count == 1 && sort.count > 1;
    Plan { article: if holds_all { text } else { parent }, text }
}

/// The plans where elements have names that say that they hold the text.
///
/// # Errors
/// There are texts of which it isn't clear whether they are articles.
fn of_known(outline: &Outline, columns: &NamedColumns) -> Result<Option<Plans>> {
    let bytes = |place: &usize| outline.sort(*place).bytes;
    let is_text = |place: &usize| outline.sort(*place).depth > 1 && columns.is_text(&outline.sort(*place).name);
    let named: Vec<usize> = outline.all().filter(|place| is_text(place) && bytes(place) > 0).collect();
    let Some(mut text) = named.iter().copied().max_by_key(|place| (bytes(place), usize::MAX - place)) else {
        return Ok(None);
    };
    // "article" may hold "text".
    for &place in &named {
        if place != text && outline.is_within(place, text) && 2 * bytes(&place) >= bytes(&text) {
            text = place;
        }
    }
    let main = around(outline, text);
    let plans = with_others(outline, main, &named)?;
    // Most of what isn't said of the articles must be in it.
    let all: usize = outline.sort(1).bytes.max(1);
    let in_texts: usize = plans.texts.iter().map(bytes).sum();
    if 3 * in_texts < all {
        return Ok(None);
    }
    let is_left = |&place: &usize| {
        let sort = outline.sort(place);
        let is_beside = outline.sort(main.article).parent == sort.parent;
        let is_taken = plans.articles.contains_key(&place) || plans.around.contains(&place);
        is_beside && !is_taken && sort.count > 1 && sort.bytes >= LEAST_TEXT * sort.count
    };
    match outline.all().find(is_left) {
        Some(left) => Err(left_out(outline, left)),
        None => Ok(Some(plans)),
    }
}

/// The plan of the main texts, and those of other `named` ones.
///
/// # Errors
/// It isn't clear whether they are articles.
fn with_others(outline: &Outline, main: Plan, named: &[usize]) -> Result<Plans> {
    let mut plans = Plans::default();
    plans.add(outline, main);
    let (name, parent) = (&outline.sort(main.article).name, outline.sort(main.article).parent);
    let mut texts_within = outline.sort(main.text).count;
    for &place in named.iter().filter(|&&place| place != main.text && !outline.is_within(main.text, place)) {
        let sort = outline.sort(place);
        let plan = around(outline, place);
        if outline.is_within(place, main.article) {
            // Some articles can name their text otherwise.
            let is_beside = sort.parent == outline.sort(main.text).parent && main.text != main.article;
            if is_beside && texts_within + sort.count <= outline.sort(main.article).count {
                texts_within += sort.count;
                plans.add(outline, Plan { article: main.article, text: place });
            }
            continue;
        }
        let is_like = outline.sort(plan.article).parent == parent || outline.sort(plan.article).name == *name;
        match () {
            () if plans.of(outline, plan.article).is_some() => (),
            // What is said of the whole file.
            () if plans.around.contains(&plan.article) && sort.count == 1 => (),
            () if is_like && !plans.around.contains(&plan.article) => plans.add(outline, plan),
            () => return Err(left_out(outline, place)),
        }
    }
    Ok(plans)
}

fn left_out(outline: &Outline, place: usize) -> Error {
    anyhow!("it isn't clear whether its elements `{}` are articles, too: {}", outline.path(place), name_it(outline))
}

/// The plan where one kind of elements comes again and again with long text, right within the outermost element.
fn of_shape(outline: &Outline) -> Option<Plans> {
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
    let is_beside = |place: usize| outline.sort(place).depth == depth && place != article;
    let has_others = outline.all().any(|place| is_beside(place) && outline.sort(place).count > 1 && long(place));
    let is_most = 10 * sort.bytes >= 9 * all && !has_others;
    // What is around articles: a year, an issue.
    let is_around = outline.all().any(|place| {
        let inner = outline.sort(place);
        let repeats = inner.count >= 2 * sort.count && 2 * inner.bytes >= sort.bytes && long(place);
        place != article && outline.is_within(place, article) && repeats && inner.own * 2 < inner.bytes
    });
    let mut plans = Plans::default();
    plans.add(outline, Plan { article, text: article });
    (sort.count > 1 && long(article) && is_most && !is_part && !is_around).then_some(plans)
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
        () if is_apart && is_lead(outline, plan, sort) => Role::Lead(is_leaf(outline, sort)),
        () if is_apart && above(outline, sort).any(|place| is_lead(outline, plan, place)) => part(outline, sort),
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

/// Whether elements stand above the text where they come before it.
fn is_lead(outline: &Outline, plan: Plan, place: usize) -> bool {
    let sort = outline.sort(place);
    let is_of = |names: &str, place: usize| {
        let name = outline.sort(place).name.to_lowercase();
        names.split(' ').any(|known| known == name)
    };
    let is_beside = outline.is_within(plan.text, sort.parent) || is_of(HEADS, sort.parent);
    place > plan.article && is_of(LEADS, place) && is_beside && !outline.is_within(plan.text, place)
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
