//! Which forms are one term: inflections of one word are (plural, case, gender, tense), derivations never.
//!
//! A stemmer proposes: forms with the same stem may be one term. Two things in the language's file of `inflections/`
//! say which are. A line that starts with `-` holds endings that make a different word ("-ation -ations"): where the
//! stemmer cut one of them off, the longest counts, and the form belongs to another term than the stem alone, the same
//! as with the other endings of its line. Where the line starts with a `-` alone, its endings only look like such ones.
//! Any other line holds the forms of one term, whatever their stems are: words that endings alone would mislead about
//! ("aide aides" next to "aid aided"). A line that starts with `#` is a remark.

use rust_stemmers::Algorithm;
use rustc_hash::FxHashMap;

use super::stem::Stems;

/// Between a stem and the first ending of its line.
const ENDED: char = '+';

/// Before the first form of a term that is listed.
const LISTED: char = '=';

/// The inflections of one language.
pub(super) struct Inflections {
    stems: Stems,
    /// The first ending of the line of each ending.
    endings: FxHashMap<&'static str, &'static str>,
    /// The first form of the line of each form.
    forms: FxHashMap<&'static str, &'static str>,
}

impl Inflections {
    /// Reads a language's file, in which no form and no ending occurs twice.
    pub(super) fn new(stemmer: Algorithm, file: &'static str) -> Inflections {
        let (mut endings, mut forms) = (FxHashMap::default(), FxHashMap::default());
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut first = None;
            for word in line.split_whitespace() {
                let (known, word) = match word.strip_prefix('-') {
                    Some(ending) => (&mut endings, ending),
                    None => (&mut forms, word),
                };
                let before = known.insert(word, *first.get_or_insert(word));
                debug_assert!(before.is_none(), "{word:?} stands twice");
            }
        }
        Inflections { stems: Stems::new(stemmer), endings, forms }
    }

    /// Appends what is the same for all forms of a term, and for no other; `word` is in small letters.
    pub(super) fn write_term(&self, word: &str, out: &mut String) {
        // As it is written in Switzerland, and in the stems of German.
        let word = &*word.replace('ß', "ss");
        if let Some(first) = self.forms.get(word) {
            out.push(LISTED);
            out.push_str(first);
            return;
        }
        let stem = self.stems.stem(word);
        out.push_str(&stem);
        let kept = std::iter::zip(word.char_indices(), stem.chars()).take_while(|((_, own), kept)| own == kept).count();
        let cut = word.char_indices().skip(kept).map(|(at, _)| &word[at..]);
        if let Some(first) = cut.filter_map(|ending| self.endings.get(ending)).next().filter(|first| !first.is_empty())
        {
            out.push(ENDED);
            out.push_str(first);
        }
    }
}
