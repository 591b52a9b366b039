//! The words of all phrases as numbers: a unit of text is looked up once, however many phrases there are.

use itertools::Itertools;
use regex::RegexSet;
use rustc_hash::FxHashMap;

use super::Matching;
use crate::language::{Form, Forms};

/// A word or a wildcard of some phrase.
pub type Symbol = u32;

/// The words of the phrases while they are gathered, and the words of text after [`Symbols::finish`].
#[derive(Debug)]
pub struct Symbols {
    /// How many there are.
    count: Symbol,
    /// Words without a wildcard: by normal form, or by surface where matching is exact.
    words: FxHashMap<Box<str>, Symbol>,
    /// `diplomat*`, by what comes before the star.
    prefixes: FxHashMap<Box<str>, Symbol>,
    /// The prefixes' lengths in bytes, each once, shortest first.
    lengths: Vec<usize>,
    /// Other words with wildcards.
    globs: FxHashMap<Box<str>, Symbol>,
    /// The same as expressions, some at a time, each with its symbol.
    expressions: Vec<(RegexSet, Vec<Symbol>)>,
    matching: Matching,
}

/// At most this many expressions are searched for at once: a set of them may not grow beyond a few megabytes.
const TOGETHER: usize = 64;

impl Symbols {
    /// None yet.
    pub fn new(matching: Matching) -> Symbols {
        Symbols {
            count: 0,
            words: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            lengths: Vec::new(),
            globs: FxHashMap::default(),
            expressions: Vec::new(),
            matching,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// The symbol of a word of a phrase.
    pub fn word(&mut self, form: Form, forms: &Forms) -> Symbol {
        let word = self.matching.key(form, forms);
        symbol(&mut self.words, &word, &mut self.count)
    }

    /// The symbol of all words that begin so.
    pub fn prefix(&mut self, prefix: &str) -> Symbol {
        symbol(&mut self.prefixes, prefix, &mut self.count)
    }

    /// The symbol of all words that a glob stands for.
    pub fn glob(&mut self, glob: &str) -> Symbol {
        symbol(&mut self.globs, glob, &mut self.count)
    }

    /// Makes them ready for lookups.
    pub fn finish(mut self) -> Symbols {
        self.lengths = self.prefixes.keys().map(|prefix| prefix.len()).sorted().dedup().collect();
        let globs = self.globs.iter().map(|(glob, symbol)| (&**glob, *symbol)).sorted().collect_vec();
        let set = |globs: &[(&str, Symbol)]| {
            let expressions = globs.iter().map(|(glob, _)| {
                let body = glob.split('*').map(|part| part.split('?').map(regex::escape).join(".")).join(".*");
                format!("(?s)^{body}$")
            });
            let set = RegexSet::new(expressions).expect("words of a checked phrase are short, and escaped");
            (set, globs.iter().map(|(_, symbol)| *symbol).collect())
        };
        self.expressions = globs.chunks(TOGETHER).map(set).collect();
        self
    }

    /// Adds the symbols for the forms that `seen` doesn't know yet; `behind` says what may follow where a phrase starts
    /// with a symbol.
    pub fn see(&self, forms: &Forms, seen: &mut SeenSymbols, behind: impl Fn(Symbol) -> Marks) {
        for form in forms.from(seen.ends.len()) {
            let start = seen.symbols.len();
            self.append(form, forms, &mut seen.symbols);
            let symbols = || seen.symbols[start..].iter().copied();
            let (marks, behind) = (symbols().map(Marks::of).collect(), symbols().map(&behind).collect());
            seen.marks.push((marks, behind));
            seen.ends.push(seen.symbols.len() as u32);
        }
    }

    /// Appends the symbols that stand for a unit of text.
    fn append(&self, form: Form, forms: &Forms, found: &mut Vec<Symbol>) {
        found.extend(self.words.get(&*self.matching.key(form, forms)));
        if self.lengths.is_empty() && self.expressions.is_empty() {
            return;
        }
        let surface = forms.surface(form);
        for &length in self.lengths.iter().take_while(|length| **length <= surface.len()) {
            found.extend(surface.get(..length).and_then(|prefix| self.prefixes.get(prefix)));
        }
        for (set, symbols) in &self.expressions {
            found.extend(set.matches(&surface).into_iter().map(|index| symbols[index]));
        }
    }
}

/// The symbols that stand for each form, as far as the forms have come up.
#[derive(Debug, Default)]
pub struct SeenSymbols {
    symbols: Vec<Symbol>,
    /// Where each form's symbols end.
    ends: Vec<u32>,
    /// The marks of each form's symbols, and of those that may follow where a phrase starts with the form.
    marks: Vec<(Marks, Marks)>,
}

/// Some symbols, each as one of 64 bits: two sets without a common bit have no common symbol (Bloom 1970).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u64);

impl Marks {
    /// All symbols, and none at all.
    pub const ANY: Marks = Marks(u64::MAX);

    /// One symbol.
    pub fn of(symbol: Symbol) -> Marks {
        Marks(1 << (symbol.wrapping_mul(0x9E37_79B1) >> 26))
    }
}

impl FromIterator<Marks> for Marks {
    fn from_iter<I: IntoIterator<Item = Marks>>(marks: I) -> Marks {
        Marks(marks.into_iter().fold(0, |all, marks| all | marks.0))
    }
}

impl SeenSymbols {
    /// Whether some phrase may start with a form and go on with the next, or end before it. False is certain.
    #[inline]
    pub(super) fn opens(&self, form: Form, next: Option<Form>) -> bool {
        let (_, behind) = self.marks[form.index()];
        behind == Marks::ANY || next.is_some_and(|next| self.may_be(next, behind))
    }

    /// Whether a form may be one of some symbols. False is certain.
    #[inline]
    pub(super) fn may_be(&self, form: Form, symbols: Marks) -> bool {
        symbols == Marks::ANY || self.marks[form.index()].0.0 & symbols.0 != 0
    }

    /// The symbols that stand for a form.
    #[inline]
    pub(super) fn symbols(&self, form: Form) -> &[Symbol] {
        let index = form.index();
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.symbols[start as usize..self.ends[index] as usize]
    }
}

fn symbol(map: &mut FxHashMap<Box<str>, Symbol>, word: &str, count: &mut Symbol) -> Symbol {
    if let Some(&known) = map.get(word) {
        return known;
    }
    let new = *count;
    *count += 1;
    map.insert(word.into(), new);
    new
}
