//! JSON-LD -> what it says of the page's article. Pages describe other things in it, too: related articles, pictures,
//! comments. Those of the page are the objects that have its headline or its address.

use serde_json::{Map, Value};

use super::value::{is_day, keep, squeezed};

/// Most bytes of scripts that are read, and most objects: pages have some dozen kilobytes.
const MOST_BYTES: usize = 2_000_000;
const MOST_OBJECTS: usize = 10_000;

/// The keys of an object that is the page's own, as far as any is.
const OWN: [&str; 3] = ["@graph", "mainEntity", "mainEntityOfPage"];

/// What an object says.
#[derive(Default)]
struct LinkedObject {
    names: Vec<String>,
    addresses: Vec<String>,
    /// Whether it could be an article, or the page of one.
    is_article: bool,
    /// Whether it is the page of one.
    is_page: bool,
    /// Whether it is where that of the page's article is.
    is_own: bool,
    dates: ArticleDates,
    publisher: Option<String>,
}

/// The dates of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleDates {
    /// When it came out.
    pub published: Option<String>,
    /// When it was changed last.
    pub modified: Option<String>,
}

/// What all scripts say.
#[derive(Default)]
pub struct Linked {
    objects: Vec<LinkedObject>,
    bytes: usize,
}

impl Linked {
    /// Reads a script.
    pub fn read(&mut self, script: &str) {
        self.bytes += script.len();
        if self.bytes > MOST_BYTES {
            return;
        }
        // Some are in comments, or hold line breaks within strings.
        let plain = script.replace(|c: char| c.is_control(), " ");
        let start = plain.find(['{', '[']).unwrap_or_default();
        let end = plain.rfind(['}', ']']).map_or(plain.len(), |last| last + 1);
        match plain.get(start..end).map(serde_json::from_str::<Value>) {
            Some(Ok(value)) => self.walk(&value, true),
            _ => self.objects.extend(broken(&plain)),
        }
    }

    fn walk(&mut self, value: &Value, is_own: bool) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, is_own)),
            Value::Object(object) if self.objects.len() < MOST_OBJECTS => {
                self.objects.push(LinkedObject::of(object, is_own));
                object.iter().for_each(|(key, value)| self.walk(value, is_own && OWN.contains(&key.as_str())));
            }
            _ => (),
        }
    }

    /// The dates of the article with this headline, on the page of this address; else those of the only article.
    pub fn dates(&self, headline: Option<&str>, address: Option<&str>) -> ArticleDates {
        let own = self.of_page(headline, address);
        let first =
            |date: fn(&ArticleDates) -> &Option<String>| own.iter().find_map(|object| date(&object.dates).clone());
        ArticleDates { published: first(|dates| &dates.published), modified: first(|dates| &dates.modified) }
    }

    /// The publisher that is named first.
    pub fn publisher(&self) -> Option<&str> {
        self.objects.iter().find_map(|object| object.publisher.as_deref())
    }

    /// The objects of the page's article, the surest first.
    fn of_page(&self, headline: Option<&str>, address: Option<&str>) -> Vec<&LinkedObject> {
        let dated = || self.objects.iter().filter(|object| object.dates != ArticleDates::default());
        let headline = headline.map(squeezed).filter(|headline| !headline.is_empty());
        let address = address.map(bare).filter(|address| !address.is_empty());
        let is_named = |object: &&LinkedObject| {
            headline.as_ref().is_some_and(|headline| object.names.iter().any(|name| is_same(name, headline)))
        };
        let is_here =
            |object: &&LinkedObject| address.as_ref().is_some_and(|address| object.addresses.contains(address));
        let by_name = dated().filter(|object| object.is_article && is_named(object));
        let by_address = dated().filter(|object| object.is_article && object.is_own && is_here(object));
        let mut found: Vec<&LinkedObject> = by_name.chain(by_address).collect();
        // The page of an article may be older than it.
        found.sort_by_key(|object| object.is_page);
        if !found.is_empty() {
            return found;
        }
        // An address of its own that is another says that it isn't this page's.
        let is_elsewhere =
            |object: &&LinkedObject| address.is_some() && !object.addresses.is_empty() && !is_here(object);
        let mut articles: Vec<&LinkedObject> = dated().filter(|object| object.is_article && object.is_own).collect();
        if articles.iter().any(|object| !object.is_page) {
            articles.retain(|object| !object.is_page);
        }
        match &articles[..] {
            [first, rest @ ..] if rest.iter().all(|other| other.dates == first.dates) && !is_elsewhere(first) => {
                articles
            }
            _ => Vec::new(),
        }
    }
}

impl LinkedObject {
    fn of(object: &Map<String, Value>, is_own: bool) -> LinkedObject {
        let text = |key: &str| {
            let mut text = None;
            keep(&mut text, object.get(key).and_then(Value::as_str));
            text
        };
        let date = |key: &str| text(key).filter(|date| is_day(date));
        let kinds = match object.get("@type") {
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => kind.and_then(Value::as_str).into_iter().collect::<Vec<_>>(),
        };
        let of_article =
            |kind: &&str| ["Article", "Posting", "Report", "WebPage"].iter().any(|end| kind.ends_with(end));
        let named = ["headline", "name", "alternativeHeadline"].into_iter().filter_map(text);
        let page = object.get("mainEntityOfPage");
        let page = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
        let places = [text("url"), text("@id"), page.map(String::from)];
        let addresses = places.iter().flatten().map(|address| bare(address)).filter(|address| address.contains('/'));
        LinkedObject {
            names: named.map(|name| squeezed(&name)).filter(|name| !name.is_empty()).collect(),
            addresses: addresses.collect(),
            is_article: kinds.is_empty() || kinds.iter().any(of_article),
            is_page: !kinds.is_empty() && kinds.iter().all(|kind| kind.ends_with("WebPage")),
            is_own,
            dates: ArticleDates { published: date("datePublished"), modified: date("dateModified") },
            publisher: object.get("publisher").and_then(|publisher| Some(publisher.get("name")?.as_str()?.to_string())),
        }
    }
}

/// What a script says that is no JSON: a date where it has no other.
fn broken(script: &str) -> Option<LinkedObject> {
    let date = |key: &str| string_after(script, key).filter(|_| script.matches(&format!("\"{key}\"")).count() == 1);
    let publisher = script.split_once("\"publisher\"").and_then(|(_, rest)| rest.split('}').next());
    let publisher = publisher.and_then(|json| string_after(json, "name"));
    let dates = ArticleDates { published: date("datePublished"), modified: None };
    Some(LinkedObject { is_article: true, is_own: true, dates, publisher, ..LinkedObject::default() })
}

/// The string that follows a key of broken JSON.
fn string_after(json: &str, key: &str) -> Option<String> {
    let rest = json.split_once(&format!("\"{key}\""))?.1.trim_start().strip_prefix(':')?;
    let rest = rest.trim_start().strip_prefix('"')?;
    let end = rest.find('"')?;
    serde_json::from_str(&format!("\"{}\"", &rest[..end])).ok()
}

/// Whether two names are the same; one of them may be cut, or have the name of the site after it.
fn is_same(name: &str, other: &str) -> bool {
    let (short, long) = if name.len() < other.len() { (name, other) } else { (other, name) };
    long.starts_with(short) && short.len() * 5 > long.len() * 3
}

/// An address without what may differ for one page; that of a site alone has no slash.
fn bare(address: &str) -> String {
    let address = address.trim().split(['#', '?']).next().unwrap_or_default();
    let place = address.split_once("//").map_or(address, |(_, place)| place);
    place.strip_prefix("www.").unwrap_or(place).trim_end_matches('/').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(script: &str) -> Option<String> {
        let mut linked = Linked::default();
        linked.read(script);
        linked.dates(Some("Mùa lúa mới về"), Some("https://bao.example/lua.html")).published
    }

    #[test]
    fn the_dates_are_those_of_the_object_that_has_the_headline_or_the_address() {
        let related = r#"{"@type": "NewsArticle", "headline": "Tin khác", "datePublished": "2024-03-01"}"#;
        let own = r#"{"@type": ["NewsArticle"], "headline": "Mùa lúa  mới về | Báo", "datePublished": "2021-12-14"}"#;
        let page =
            r#"{"@type": "WebPage", "@id": "http://www.bao.example/lua.html#page", "datePublished": "2021-12-13"}"#;
        for script in [
            format!("[{related}, {own}]"),
            format!("{{\"@graph\": [{related}, {page}, {own}]}}"),
            format!("{{\"@type\": \"ItemList\", \"itemListElement\": [{{\"item\": {related}}}, {{\"item\": {own}}}]}}"),
            own.to_string(),
            format!("<!-- {own} -->"),
        ] {
            assert_eq!(published(&script).as_deref(), Some("2021-12-14"), "{script}");
        }
        assert_eq!(published(&format!("[{related}, {page}]")).as_deref(), Some("2021-12-13"));
    }

    #[test]
    fn the_only_article_is_that_of_the_page_unless_it_names_another_address() {
        let other = |more: &str| format!("{{\"@type\": \"Article\", \"datePublished\": \"2021-12-14\"{more}}}");
        assert_eq!(published(&other(", \"headline\": \"Lúa\"")).as_deref(), Some("2021-12-14"));
        assert_eq!(published(&other(", \"url\": \"https://bao.example/khac.html\"")), None);
        assert_eq!(published(&format!("[{}, {}]", other(""), other("").replace("2021", "2020"))), None);
        assert_eq!(published(&format!("{{\"itemListElement\": [{}]}}", other(""))), None);
        assert_eq!(published(r#"{"@type": "VideoObject", "datePublished": "2020-01-01"}"#), None);
    }

    #[test]
    fn a_broken_script_says_a_date_where_it_has_one() {
        let script = r#"{"datePublished": "2021-12-14", "publisher": {"name": "B\u00e1o"}, }"#;
        assert_eq!(published(script).as_deref(), Some("2021-12-14"));
        let mut linked = Linked::default();
        linked.read(script);
        assert_eq!(linked.publisher(), Some("Báo"));
        assert_eq!(published(&format!("{script}{script}")), None);
    }

    #[test]
    fn scripts_that_are_deep_or_long_are_passed_over() {
        assert_eq!(published(&"[".repeat(1_000_000)), None);
        assert_eq!(published(&format!("[{}]", "{},".repeat(1_000_000))), None);
    }
}
