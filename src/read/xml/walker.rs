//! XML, and what each of its elements is -> articles.

use anyhow::{Result, ensure};

use super::found::{Field, XmlArticle, XmlFinished};
use super::outline::Outline;
use super::pieces::{XmlPiece, XmlPieces, XmlTag};
use crate::read::article::RawArticle;

/// Most articles of a file, and most lines of all of them: real files have thousands.
const MOST_ARTICLES: usize = 300_000;
const MOST_LINES: usize = 1_000_000;

/// What an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing of its own: its text is that of the element around it.
    Other,
    /// The same, and what is within it knows that it is.
    Scope(u8),
    /// An article.
    Document,
    /// An article of which this is known.
    Known(Vec<(Field, String)>),
    /// The same, and what is in it is its text. Where it says so, the ends of its lines count.
    Record(Vec<(Field, String)>, bool),
    /// The value of a field. Of several, that with the lowest number counts, then the first.
    Field(Field, u8),
    /// Fields that attributes say, each with its number as for [`Role::Field`].
    Said(Vec<(Field, u8, String)>),
    /// The name of an author, of which the part that is [`Role::Last`] comes last.
    Name,
    Last,
    /// The day, in parts.
    Date(u8),
    /// Text of the article. Where it says so, the ends of its lines count.
    Text(bool),
    /// The same of what stands above the text, which the text may say again. What comes after text is no part of the article.
    Lead(bool),
    /// A line.
    Block,
    /// A line that is a heading.
    Heading,
    /// Words apart from those around them.
    Word,
    /// The cell of a row.
    Cell,
    /// HTML that is the text, unless one with a lower number is there.
    Html(u8),
    /// It is no part of the article.
    Hidden,
}

/// Where an element is.
pub struct Context<'a> {
    /// The name of the element around it.
    pub parent: &'a str,
    /// What the nearest [`Role::Scope`] says; 0 without one.
    pub scope: u8,
    /// Its kind in the outline.
    pub sort: usize,
    /// Whether elements of its kind hold text, and whether they hold it themselves.
    pub has_text: bool,
    pub has_own_text: bool,
    /// Whether it is within an article.
    pub is_within: bool,
}

/// Says what an element is.
pub type RoleOf<'a> = &'a dyn Fn(&Context, &XmlTag) -> Role;

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Nowhere,
    /// To the value of an open element, by its place.
    Value(usize),
    Lines,
    /// The same, and ends of lines count.
    Kept,
}

struct Open {
    sort: usize,
    role: Role,
    scope: u8,
    target: Target,
    value: String,
    /// What comes after its value.
    after: String,
}

/// Reads the articles of a file, and what is said of all of them.
///
/// # Errors
/// It is broken, or has too many articles or lines.
pub fn articles(text: &str, outline: &Outline, role: RoleOf) -> Result<Vec<RawArticle>> {
    let mut walker = Walker {
        outline,
        role,
        open: vec![],
        hidden: 0,
        within: vec![],
        of_all: XmlArticle::default(),
        done: vec![],
        lines: 0,
    };
    let mut pieces = XmlPieces::new(text);
    while let Some(piece) = pieces.next()? {
        match piece {
            XmlPiece::Start(tag) => walker.start(&tag)?,
            XmlPiece::End => walker.end()?,
            XmlPiece::Text(text) => walker.text(&text)?,
        }
    }
    let Walker { of_all, done, .. } = walker;
    Ok(done.into_iter().map(|article| article.known_with(&of_all)).collect())
}

struct Walker<'a> {
    outline: &'a Outline,
    role: RoleOf<'a>,
    open: Vec<Open>,
    /// How many elements are open from the hidden one on.
    hidden: usize,
    /// The articles that are open, one within another.
    within: Vec<XmlArticle>,
    /// What is said outside of articles.
    of_all: XmlArticle,
    done: Vec<XmlFinished>,
    lines: usize,
}

impl Walker<'_> {
    fn article(&mut self) -> &mut XmlArticle {
        self.within.last_mut().unwrap_or(&mut self.of_all)
    }

    fn start(&mut self, tag: &XmlTag) -> Result<()> {
        if self.hidden > 0 {
            self.hidden += 1;
            return Ok(());
        }
        let around = self.open.last();
        let (parent, scope) = around.map_or((0, 0), |open| (open.sort, open.scope));
        let target = around.map_or(Target::Nowhere, |open| open.target);
        let sort = self.outline.child(parent, tag.name()).unwrap_or(0);
        let kind = self.outline.sort(sort);
        let context = Context {
            parent: &self.outline.sort(parent).name,
            scope,
            sort,
            has_text: kind.bytes > 0,
            has_own_text: kind.own > 0,
            is_within: !self.within.is_empty(),
        };
        let role = (self.role)(&context, tag);
        let mut open = Open { sort, scope, target, value: String::new(), after: String::new(), role: Role::Other };
        match &role {
            Role::Hidden => {
                self.hidden = 1;
                return Ok(());
            }
            Role::Scope(scope) => open.scope = *scope,
            Role::Document | Role::Known(_) | Role::Record(..) => {
                self.break_line(target)?;
                let known =
                    if let Role::Known(known) | Role::Record(known, _) = &role { known.as_slice() } else { &[] };
                let mut article = XmlArticle::default();
                known.iter().for_each(|(field, value)| article.set(*field, 0, value));
                self.within.push(article);
                open.target = match role {
                    Role::Record(_, true) => Target::Kept,
                    Role::Record(_, false) => Target::Lines,
                    _ => Target::Nowhere,
                };
                let most = self.done.len() + self.within.len();
                ensure!(most <= MOST_ARTICLES, "it has more than {MOST_ARTICLES} articles: split it");
            }
            Role::Last if around.is_some_and(|open| open.role == Role::Name) => {
                open.target = Target::Value(self.open.len());
            }
            Role::Field(..) | Role::Name | Role::Date(_) | Role::Html(_) => {
                open.target = Target::Value(self.open.len())
            }
            Role::Said(said) => said.iter().for_each(|(field, rank, value)| self.article().set(*field, *rank, value)),
            Role::Lead(_) if self.article().has_begun => {
                self.hidden = 1;
                return Ok(());
            }
            Role::Text(keeps) | Role::Lead(keeps) if !self.within.is_empty() => {
                self.break_line(target)?;
                self.article().begin_part(matches!(role, Role::Text(_)));
                open.target = if *keeps { Target::Kept } else { Target::Lines };
            }
            Role::Block | Role::Heading => {
                self.break_line(target)?;
                if let Target::Lines | Target::Kept = target {
                    open.target = Target::Lines;
                }
                self.article().headings += usize::from(role == Role::Heading);
            }
            Role::Word | Role::Last => self.space(target),
            Role::Cell if target == Target::Lines => self.article().tab(),
            Role::Other | Role::Text(_) | Role::Lead(_) | Role::Cell => (),
        }
        // HTML that isn't escaped.
        if let Target::Value(owner) = target
            && let Some(html) = self.open.get_mut(owner).filter(|open| matches!(open.role, Role::Html(_)))
        {
            html.value += &format!("<{}>", tag.name());
        }
        open.role = role;
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        if self.hidden > 0 {
            self.hidden -= 1;
            return Ok(());
        }
        let Some(open) = self.open.pop() else { return Ok(()) };
        match open.role {
            Role::Document | Role::Known(_) | Role::Record(..) => {
                if let Some(article) = self.within.pop() {
                    let article = article.finish()?;
                    self.lines += article.lines();
                    ensure!(self.lines <= MOST_LINES, "it has more than {MOST_LINES} lines: split it");
                    self.done.push(article);
                }
            }
            Role::Field(field, rank) => self.article().set(field, rank, &open.value),
            Role::Name => self.article().set(Field::Author, 0, &format!("{} {}", open.value, open.after)),
            Role::Last => match self.open.last_mut().filter(|around| around.role == Role::Name) {
                Some(around) => around.after = open.value,
                None => self.space(open.target),
            },
            Role::Date(rank) => self.article().set_day(rank, &open.value),
            Role::Html(rank) => self.article().set_html(rank, open.value),
            Role::Text(_) if !self.within.is_empty() => self.article().end_line()?,
            Role::Lead(_) if !self.within.is_empty() => self.article().end_lead()?,
            Role::Block | Role::Heading => {
                self.break_line(open.target)?;
                if open.role == Role::Heading {
                    self.article().headings -= 1;
                }
            }
            Role::Word => self.space(open.target),
            _ => (),
        }
        if let Target::Value(owner) = open.target
            && let Some(html) = self.open.get_mut(owner).filter(|open| matches!(open.role, Role::Html(_)))
        {
            html.value += &format!("</{}>", self.outline.sort(open.sort).name);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let target = self.open.last().filter(|_| self.hidden == 0).map_or(Target::Nowhere, |open| open.target);
        match target {
            Target::Nowhere => (),
            Target::Value(owner) => {
                if let Some(open) = self.open.get_mut(owner) {
                    open.value += text;
                }
            }
            Target::Lines => self.article().push(text),
            Target::Kept => {
                for (place, line) in text.split('\n').enumerate() {
                    if place > 0 {
                        self.article().end_line()?;
                    }
                    self.article().push(line);
                }
            }
        }
        Ok(())
    }

    fn break_line(&mut self, target: Target) -> Result<()> {
        match target {
            Target::Lines | Target::Kept => self.article().end_line(),
            Target::Value(_) => {
                self.space(target);
                Ok(())
            }
            Target::Nowhere => Ok(()),
        }
    }

    fn space(&mut self, target: Target) {
        match target {
            Target::Lines | Target::Kept => self.article().push(" "),
            Target::Value(owner) => {
                if let Some(open) = self.open.get_mut(owner) {
                    open.value.push(' ');
                }
            }
            Target::Nowhere => (),
        }
    }
}
