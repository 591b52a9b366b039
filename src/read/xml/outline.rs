//! XML -> which elements it has, how often and with how much text.

use std::collections::HashMap;

use anyhow::{Result, ensure};

use super::pieces::{XmlPiece, XmlPieces};

/// Most kinds of elements, told apart by the elements around them: real files have hundreds.
const MOST_KINDS: usize = 20_000;

/// A kind of elements: those of one name in the same kind.
#[derive(Clone, Debug, Default)]
pub struct ElementSort {
    /// Its name without prefix; that of the file itself is empty.
    pub name: String,
    /// The kind around it.
    pub parent: usize,
    /// How many elements are around it.
    pub depth: usize,
    /// How many there are.
    pub count: usize,
    /// Bytes of text, white space at the ends apart, in them and in the elements within.
    pub bytes: usize,
    /// The same without the elements within.
    pub own: usize,
}

/// The kinds of elements of a file; the first is the file itself. A kind comes after the one around it.
#[derive(Default)]
pub struct Outline {
    sorts: Vec<ElementSort>,
    places: HashMap<usize, HashMap<String, usize>>,
}

impl Outline {
    /// Reads a file to its end.
    ///
    /// # Errors
    /// It is broken or cut off, or has too many kinds of elements.
    pub fn read(text: &str) -> Result<Outline> {
        let mut outline = Outline { sorts: vec![ElementSort::default()], ..Outline::default() };
        let mut path = vec![0];
        let mut pieces = XmlPieces::new(text);
        while let Some(piece) = pieces.next()? {
            let open = path.last().copied().unwrap_or(0);
            match piece {
                XmlPiece::Start(tag) => {
                    let sort = match outline.child(open, tag.name()) {
                        Some(sort) => sort,
                        None => outline.add(open, tag.name())?,
                    };
                    outline.sorts[sort].count += 1;
                    path.push(sort);
                }
                XmlPiece::End => _ = path.pop(),
                XmlPiece::Text(text) => outline.sorts[open].own += text.trim().len(),
            }
        }
        for place in (0..outline.sorts.len()).rev() {
            let sort = &mut outline.sorts[place];
            sort.bytes += sort.own;
            let (bytes, parent) = (sort.bytes, sort.parent);
            if place > 0 {
                outline.sorts[parent].bytes += bytes;
            }
        }
        Ok(outline)
    }

    fn add(&mut self, parent: usize, name: &str) -> Result<usize> {
        let (place, depth) = (self.sorts.len(), self.sorts[parent].depth + 1);
        ensure!(
            place < MOST_KINDS,
            "it has more than {MOST_KINDS} kinds of elements: its names hold what its text should"
        );
        self.sorts.push(ElementSort { name: name.to_string(), parent, depth, ..ElementSort::default() });
        self.places.entry(parent).or_default().insert(name.to_string(), place);
        Ok(place)
    }

    /// The kind of this name within another.
    pub fn child(&self, parent: usize, name: &str) -> Option<usize> {
        self.places.get(&parent)?.get(name).copied()
    }

    /// A kind.
    pub fn sort(&self, place: usize) -> &ElementSort {
        &self.sorts[place]
    }

    /// The places of all kinds.
    pub fn all(&self) -> std::ops::Range<usize> {
        1..self.sorts.len()
    }

    /// The name of the first element.
    pub fn root(&self) -> &str {
        self.sorts.get(1).map_or("", |sort| &sort.name)
    }

    /// Whether there are elements of this name.
    pub fn has(&self, name: &str) -> bool {
        self.sorts.iter().any(|sort| sort.name == name)
    }

    /// Whether one kind is within another.
    pub fn is_within(&self, mut place: usize, around: usize) -> bool {
        while place > around {
            place = self.sorts[place].parent;
        }
        place == around
    }

    /// The names from the outermost element to this one, as "a/b/c".
    pub fn path(&self, mut place: usize) -> String {
        let mut names = Vec::new();
        while place > 0 {
            names.push(self.sorts[place].name.as_str());
            place = self.sorts[place].parent;
        }
        names.reverse();
        names.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_with_their_text() {
        let outline = Outline::read("<a>\n<b>một</b><b>two<c>3</c></b><d><b/></d></a>").unwrap();
        let said = |place| {
            let sort = outline.sort(place);
            (outline.path(place), sort.count, sort.own, sort.bytes)
        };
        let all: Vec<_> = outline.all().map(said).collect();
        let expected = [("a", 1, 0, 9), ("a/b", 2, 8, 9), ("a/b/c", 1, 1, 1), ("a/d", 1, 0, 0), ("a/d/b", 1, 0, 0)];
        assert!(all.iter().map(|(path, count, own, bytes)| (path.as_str(), *count, *own, *bytes)).eq(expected));
        assert!(outline.is_within(3, 2) && outline.is_within(3, 1) && !outline.is_within(3, 4));
        assert!(outline.has("c") && !outline.has("e"));
    }

    #[test]
    fn a_file_of_ever_new_names_is_refused() {
        let names: String = (0..30_000).map(|number| format!("<n{number}/>")).collect();
        assert!(Outline::read(&format!("<a>{names}</a>")).is_err());
    }
}
