//! An article as Nexis writes it: what is above its text (headline, paper, date, fields), the text, and what is under it.

use super::draft::{Draft, date_line, joined, season_line};
use super::seen::{Seen, paragraphs};
use super::tail;
use super::words::{self, Marker};
use crate::read::article::{LineMark, RawLine};

/// What comes first above the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Headline, paper, date: Nexis Uni, Lexis+, LexisNexis Advance.
    HeadlineFirst,
    /// Paper, date, headline: older ones.
    PaperFirst,
}

/// The signs of an article of Nexis that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// "Length: 355 words".
    pub length: bool,
    /// A line "Body".
    pub body: bool,
    /// A line with the date.
    pub date: bool,
    /// Byline, section or another field above the text.
    pub field: bool,
    /// Who holds the rights.
    pub copyright: bool,
    /// The date of loading, or other fields under the text.
    pub tail: bool,
}

impl Signs {
    /// How many there are.
    pub fn count(self) -> usize {
        [self.length, self.body, self.date, self.field, self.copyright, self.tail].into_iter().map(usize::from).sum()
    }

    /// Whether there is what stands above a text: the line under an article may be in a text itself.
    pub fn has_head(self) -> bool {
        self.length || self.body || self.date && (self.field || self.copyright)
    }
}

/// Whether these are articles of Nexis: most have what stands above a text, and one has so many signs that it leaves no doubt.
pub fn are_sure(articles: &[(Draft, Signs)], least: usize) -> bool {
    articles.iter().filter(|(_, signs)| signs.has_head()).count() * 2 > articles.len()
        && articles.iter().any(|(_, signs)| signs.count() >= least)
}

/// The fields above a text.
const ABOVE: [Marker; 7] =
    [Marker::Headline, Marker::Highlight, Marker::Byline, Marker::Section, Marker::Length, Marker::Body, Marker::Above];
/// Most lines above a text.
const MOST_ABOVE: usize = 60;
/// Most lines without a name in front of the fields above a text, and between them.
const MOST_FREE: usize = 16;
const NEAR: usize = 4;

/// What is above the text of an article.
#[derive(Default)]
struct Head<'a> {
    /// Lines that are no fields, with their places.
    free: Vec<&'a Seen<'a>>,
    fields: Vec<(Marker, Vec<Seen<'a>>)>,
    rights: Option<&'a str>,
    /// The last line that tells the rights, or is a headline that begins as such lines do.
    claim: Option<&'a Seen<'a>>,
    /// Where the text begins.
    end: usize,
    /// The text behind the word for it, in the same line.
    first: Option<Seen<'a>>,
}

/// The article in these lines, and the signs that it is one.
pub fn article(lines: &[Seen], order: Order) -> (Draft, Signs) {
    let head = head(lines, order);
    let below = head.end + tail::start(&lines[head.end..], tail::of_nexis);
    let first = head.first.clone().into_iter();
    let is_appended = |line: &&Seen| line.text.eq_ignore_ascii_case("Correction Appended");
    let under = lines[head.end..below].iter().skip_while(is_appended);
    let body: Vec<Seen> = first.chain(under.cloned()).collect();
    let value = |marker: Marker| {
        let found = head.fields.iter().find(|(known, _)| *known == marker);
        found.map(|(_, lines)| joined(lines.iter().map(|line| &*line.text))).filter(|value| !value.is_empty())
    };
    let line = |marker: Marker| {
        let (_, lines) = head.fields.iter().find(|(known, _)| *known == marker)?;
        Some(lines.first()?.with(&value(marker)?).raw())
    };
    let free = Free::of(&head.free, order);
    let language = |line: &Seen| words::field(&line.text, &[Marker::Language]).map(|(_, value)| value.to_string());
    let language = lines[below..].iter().find_map(language);
    let signs = Signs {
        length: value(Marker::Length).is_some_and(|value| words::count_of_words(&value).is_some()),
        body: head.fields.iter().any(|(marker, _)| *marker == Marker::Body),
        date: free.date.is_some(),
        field: head.fields.iter().any(|(marker, _)| !matches!(marker, Marker::Length | Marker::Body)),
        copyright: head.rights.is_some() || lines[below..].iter().any(|line| words::is_copyright(&line.text)),
        tail: lines[below..].iter().any(|line| matches!(tail::of_nexis(&line.text), tail::Tail::Strong { .. })),
    };
    let rights = head.rights.or_else(|| {
        lines[below..].iter().map(|line| &*line.text).find(|text| words::is_copyright(text) && !words::is_rights(text))
    });
    let is_told_below = lines[below..].iter().any(|line| words::is_copyright(&line.text));
    let claim = head.claim.filter(|_| is_told_below).map(|line| line.raw());
    let is_claimed = |line: &RawLine| claim.as_ref().is_some_and(|claim| claim.number > line.number);
    let bare = free.title.filter(|line| !words::is_edition(&line.text) || !is_claimed(line));
    let title = line(Marker::Headline).or(bare).or(claim);
    let mut text = paragraphs(&body);
    if order == Order::HeadlineFirst {
        // The headline is the head of each page, too.
        text.retain(|line| Some(&line.text) != title.as_ref().map(|title| &title.text));
    }
    // What stands among the fields under the text is told of, and not counted.
    let is_free = |line: &&Seen| tail::of_nexis(&line.text) == tail::Tail::No;
    let under: Vec<Seen> = lines[below..].iter().filter(is_free).cloned().collect();
    let beside = |line: RawLine| RawLine { mark: LineMark::Outside, ..line };
    text.extend(paragraphs(&under).into_iter().filter(|_| !body.is_empty()).map(beside));
    let draft = Draft {
        title,
        highlight: line(Marker::Highlight),
        date: free.date,
        source: free.source.or_else(|| rights.and_then(holder)),
        author: value(Marker::Byline),
        section: value(Marker::Section),
        language,
        text,
    };
    (draft, signs)
}

/// Whether these lines hold more than one article: the line between them is lost.
pub fn holds_many(lines: &[Seen]) -> bool {
    let is_rights = |line: &&Seen| words::is_copyright(&line.text) && !words::is_rights(&line.text);
    let is_loaded = |line: &&Seen| {
        let field = words::field(&line.text, &[Marker::LoadDate]);
        field.is_some_and(|(_, value)| crate::read::date::iso(value).is_some())
    };
    let is_body = |line: &&Seen| words::named(line.text.trim_end_matches(':'), &[Marker::Body]).is_some();
    let others = [lines.iter().filter(is_rights).count(), lines.iter().filter(is_loaded).count()];
    lengths(lines) > 1 && (others.iter().any(|count| *count > 1) || lines.iter().filter(is_body).count() > 1)
}

/// How many times lines tell a number of words as the field above a text does.
pub fn lengths(lines: &[Seen]) -> usize {
    let is_length = |line: &&Seen| {
        words::field(&line.text, &[Marker::Length]).is_some_and(|(_, value)| words::count_of_words(value).is_some())
    };
    lines.iter().filter(is_length).count()
}

/// What is above the text: up to the word for it, or the last of the fields that belong together.
fn head<'a>(lines: &'a [Seen<'a>], order: Order) -> Head<'a> {
    let field = |line: &'a Seen| match words::field(&line.text, &ABOVE) {
        // "BODY" of newer exports has no colon.
        None if words::named(&line.text, &[Marker::Body]).is_some() => Some((Marker::Body, "")),
        field => field,
    };
    let near = &lines[..lines.len().min(MOST_ABOVE)];
    let body = near.iter().position(|line| field(line).is_some_and(|(marker, _)| marker == Marker::Body));
    let mut head = Head::default();
    let mut has_length = false;
    for (at, line) in near.iter().enumerate() {
        head.end = at;
        // A headline may begin as the line under it that tells the rights does.
        let is_headline = || {
            let next = near.iter().skip(1).take(MOST_FREE);
            at == 0 && order == Order::HeadlineFirst && next.filter(|line| words::is_copyright(&line.text)).count() > 0
        };
        if words::is_copyright(&line.text) && !is_headline() {
            head.claim = Some(line);
            if !words::is_rights(&line.text) || line.text.len() > 40 {
                head.rights = head.rights.or(Some(&line.text));
            }
            continue;
        }
        if let Some((marker, value)) = field(line) {
            let value = line.with(value);
            if marker == Marker::Body {
                head.first = Some(value).filter(|value| !value.text.is_empty());
                head.fields.push((marker, Vec::new()));
                head.end = at + 1;
                return head;
            }
            has_length |= marker == Marker::Length;
            head.fields.push((marker, vec![value]));
            continue;
        }
        let ahead = &near[at + 1..near.len().min(at + 1 + NEAR)];
        let is_above = body.is_some()
            || head.fields.is_empty() && near[at..].iter().take(MOST_FREE).any(|line| field(line).is_some())
            || !has_length && ahead.iter().any(|line| field(line).is_some());
        let is_first = head.fields.is_empty();
        match head.fields.last_mut() {
            Some((marker, values)) if goes_on(*marker, values, line, is_above) => values.push(line.clone()),
            _ if is_first && !is_above && head.free.len() < 3 => head.free.push(line),
            // A field that is not known.
            _ if is_above && !is_first && words::is_label(&line.text) => head.fields.push((Marker::Above, Vec::new())),
            _ if is_above => head.free.push(line),
            _ => return head,
        }
        head.end = at + 1;
    }
    head.end = near.len();
    head
}

/// Whether a line goes on with the value of the field in front of it, or is that value, behind a name on a line of its own.
fn goes_on(marker: Marker, values: &[Seen], line: &Seen, is_above: bool) -> bool {
    let is_next = values.last().is_some_and(|last| last.number + 1 == line.number);
    let is_long = matches!(marker, Marker::Headline | Marker::Highlight | Marker::Section);
    let is_empty = values.iter().all(|value| value.text.is_empty());
    marker != Marker::Length && (is_empty && is_next || line.joins || is_long && (line.follows || is_next && is_above))
}

/// What the lines above a text without names tell.
#[derive(Default)]
struct Free {
    title: Option<RawLine>,
    source: Option<String>,
    date: Option<String>,
}

impl Free {
    fn of(lines: &[&Seen], order: Order) -> Free {
        let day = |line: &Seen| date_line(&line.text).or_else(|| season_line(&line.text));
        let is_date = |line: &&Seen| day(line).is_some();
        let at = match order {
            Order::HeadlineFirst => lines.iter().rposition(is_date),
            Order::PaperFirst => lines.iter().position(is_date),
        };
        let date = at.and_then(|at| day(lines[at]));
        let (above, below) = at.map_or((lines, &[] as &[&Seen]), |at| (&lines[..at], &lines[at + 1..]));
        let text = |line: &&Seen| line.text.to_string();
        let (title, source): (&[&Seen], Option<String>) = match (order, above) {
            (Order::HeadlineFirst, []) => (below, None),
            (Order::HeadlineFirst, [title]) => (std::slice::from_ref(title), None),
            (Order::HeadlineFirst, [title @ .., source]) => (title, Some(text(source))),
            (Order::PaperFirst, []) => (below, None),
            (Order::PaperFirst, [source, title @ ..]) if at.is_none() => (title, Some(text(source))),
            (Order::PaperFirst, [.., source]) => (below, Some(text(source))),
        };
        let title = match order {
            Order::HeadlineFirst => title,
            Order::PaperFirst => without_edition(title, at.is_some()),
        };
        let words = joined(title.iter().map(|line| &*line.text));
        let title = title.first().filter(|_| !words.is_empty()).map(|line| line.with(&words).raw());
        Free { title, source, date }
    }
}

/// The lines under the date without the edition: what is in the date's block, and blocks that tell it in front of others.
fn without_edition<'a, 'b>(mut lines: &'a [&'b Seen<'b>], is_under_date: bool) -> &'a [&'b Seen<'b>] {
    let block = |lines: &[&Seen]| lines.iter().skip(1).take_while(|line| line.follows).count() + 1;
    if is_under_date && lines.first().is_some_and(|line| line.follows) && block(lines) < lines.len() {
        lines = &lines[block(lines)..];
    }
    while block(lines) < lines.len() && lines[..block(lines)].iter().any(|line| words::is_edition(&line.text)) {
        lines = &lines[block(lines)..];
    }
    lines
}

/// Who holds the rights, as the paper where none is named: "Copyright 1991 The Paper All Rights Reserved".
fn holder(rights: &str) -> Option<String> {
    let name = rights.split_once(|c: char| c.is_ascii_digit())?.1.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = name.to_lowercase().find("all rights").filter(|&end| name.is_char_boundary(end)).unwrap_or(name.len());
    let name = name[..end].trim_matches([' ', ',', '.', ';']);
    (!name.is_empty() && name.len() < 80).then(|| name.to_string())
}
