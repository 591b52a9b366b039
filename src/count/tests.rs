//! Counts of small texts, added up, written and read again.

use super::*;
use crate::language::{Kept, Segmenters, tokenise};
use crate::options::Normalisation;
use crate::phrase;
use crate::priority::{self, Judge, Rules, clauses};
use crate::themes::{Matcher, Themes};
use itertools::Itertools;
use proptest::prelude::*;
use std::io::Write;

/// English articles of three groups: group, text.
const ARTICLES: [(&str, &str); 5] = [
    ("1", "Trade grows. Ministers support trade; ports wait."),
    ("2", "Peace first. The minister supports peace."),
    ("1", "Ports grow. Peace and trade."),
    ("3", "Nothing of note."),
    ("2", "Trading ports; a peaceful port."),
];

/// What English articles are counted with: group, text, which is also its name.
struct Tools {
    themes: Themes,
    rules: Rules,
    segmenters: Segmenters,
}

impl Tools {
    fn new() -> Tools {
        let mut dictionary = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
        for (id, keyword) in [("trade", "trade"), ("peace", "peac*"), ("security", "security"), ("goals", "2030")] {
            writeln!(
                dictionary,
                "[[theme]]\nid = '{id}'\nlabel = {{ en = '{id}', vi = '{id}' }}\nkeywords = ['{keyword}']"
            )
            .unwrap();
        }
        let (themes, rules) = (Themes::read(Some(dictionary.path())).unwrap(), Rules::read(None).unwrap());
        Tools { themes, rules, segmenters: Segmenters::new(Normalisation::default()).unwrap() }
    }

    fn count<'t>(&self, articles: impl IntoIterator<Item = &'t (&'t str, &'t str)>) -> Counter {
        let (id, kept) = (self.segmenters.find("en"), Kept::new([]).unwrap());
        let segmenter = self.segmenters.get(id);
        let matcher = Matcher::new(&self.themes, segmenter);
        let (mut forms, mut known) = (Forms::new(segmenter), KnownTerms::default());
        let (mut keywords, mut cues) = (phrase::SeenSymbols::default(), priority::SeenCues::default());
        let mut counter = Counter::default();
        for (group, text) in articles {
            let line = |(text, line): (&str, usize)| Paragraph { line, text: text.to_string(), headline: false };
            let paragraphs = text.lines().zip(1..).map(line).collect_vec();
            let tokens = tokenise(&paragraphs, &mut forms, kept.get(id, segmenter));
            let hits = tokens.lines.iter().map(|line| matcher.find(line, &forms, &mut keywords));
            let judge = Judge::new(self.rules.get("en").unwrap(), segmenter);
            let segmented = Segmented {
                document: text,
                group: Some(group),
                date: Some("2001".into()),
                language: "en",
                stems: true,
                paragraphs: &paragraphs,
                hits: &hits.collect_vec(),
                verdicts: &judge.judge(&clauses(&paragraphs, &tokens), &forms, &mut cues),
                tokens: &tokens,
                forms: &forms,
                removed_lines: 1,
                seed: 1,
            };
            counter.add_document(&segmented, &self.themes, &mut known);
        }
        counter
    }

    fn counts<'t>(&self, articles: impl IntoIterator<Item = &'t (&'t str, &'t str)>) -> Counts {
        let mut sum = Sum::default();
        sum.absorb(&mut self.count(articles));
        sum.finish()
    }

    fn read(&self, file: &str) -> Result<Counts, String> {
        let part = Part::read(file.as_bytes(), "these settings", &self.themes);
        part.map(|part| part.counts).map_err(|error| format!("{error:#}"))
    }
}

/// All that is counted, as the file that holds it.
fn file(counts: &Counts) -> String {
    let mut file = Vec::new();
    counts.write("these settings", &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

/// All groups together, or those that `is_part` says.
fn total(counts: &Counts, is_part: impl Fn(&str) -> bool) -> GroupCounts {
    let parts = counts.groups.iter().filter(|(name, _)| is_part(name));
    parts.fold(GroupCounts::default(), |mut sum, (_, group)| {
        sum.add(group, u32::MAX, |id| id);
        sum
    })
}

#[test]
fn counts_add_up_to_the_same_in_any_order_and_any_parts() {
    let tools = Tools::new();
    let whole = file(&tools.counts(&ARTICLES));
    for cut in 0..=ARTICLES.len() {
        let (left, right) = ARTICLES.split_at(cut);
        assert_eq!(file(&(tools.counts(left) + tools.counts(right))), whole, "cut at {cut}");
        assert_eq!(file(&(tools.counts(right) + tools.counts(left))), whole, "cut at {cut}");
    }
}

#[test]
fn counts_that_are_absorbed_bit_by_bit_are_those_of_one_run_and_leave_nothing() {
    let tools = Tools::new();
    let mut all = Sum::default();
    for article in &ARTICLES {
        let mut part = tools.count([article]);
        all.absorb(&mut part);
        assert!(part.counts.groups.is_empty() && part.counts.vocabulary.is_empty());
        // What is left counts for nothing.
        all.absorb(&mut part);
    }
    assert_eq!(file(&all.finish()), file(&tools.counts(&ARTICLES)));
}

/// Articles that are enough to fill a group with documents, and the pairs of words beyond what is kept of them.
fn any_articles() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let words = ["trade", "trading", "peace", "the", "we", "must", "ports", "of", "security", "grow", "2030"];
    let word = (0..words.len(), prop::sample::select(&[" ", " ", " ", ", ", ". ", "\n"][..]));
    let text = prop::collection::vec(word, 0..30)
        .prop_map(move |text| text.iter().map(|(word, end)| format!("{}{end}", words[*word])).join(""));
    prop::collection::vec((prop::sample::select(&["1", "2", "3"][..]), text), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_split_merged_in_any_order_is_the_same_file_and_is_read_as_it_was_written(
        articles in any_articles(),
        parts in prop::collection::vec(0..4_usize, 40),
        order in Just([0, 1, 2, 3]).prop_shuffle(),
    ) {
        let tools = Tools::new();
        let articles = articles.iter().map(|(group, text)| (*group, text.as_str())).collect_vec();
        let whole = tools.counts(&articles);
        let part = |number| {
            let of_part = articles.iter().zip(&parts).filter(|(_, part)| **part == number);
            tools.counts(of_part.map(|(article, _)| article))
        };
        let [a, b, c, d] = order.map(part);
        prop_assert_eq!(file(&(a.clone() + b.clone() + c.clone() + d.clone())), file(&whole));
        prop_assert_eq!(file(&((a + b) + (c + d))), file(&whole));
        prop_assert_eq!(file(&tools.read(&file(&whole)).unwrap()), file(&whole));
    }

    #[test]
    fn groups_add_up_to_the_corpus(articles in any_articles()) {
        let tools = Tools::new();
        let articles = articles.iter().map(|(group, text)| (*group, text.as_str())).collect_vec();
        let counts = tools.counts(&articles);
        let as_one = tools.counts(&articles.iter().map(|(_, text)| ("1", *text)).collect_vec());
        let (total, one) = (total(&counts, |_| true), &as_one.groups["1"]);
        prop_assert_eq!((total.documents, total.tokens, total.clauses), (one.documents, one.tokens, one.clauses));
        prop_assert_eq!((&total.themes, &total.themed), (&one.themes, &one.themed));
        prop_assert_eq!((total.part_tokens, total.sequences), (one.part_tokens, one.sequences));
        let terms = |counts: &Counts| -> BTreeMap<String, (TermCount, ByPart)> {
            let of_term = |term: Term| {
                let mut parts = [0; PARTS];
                term.entries().for_each(|entry| entry.add_parts(&mut parts));
                (counts.vocabulary.term(term.id).to_string(), (term.count(|_| true), parts))
            };
            counts.terms.terms().map(of_term).collect()
        };
        prop_assert_eq!(terms(&counts), terms(&as_one));
        prop_assert_eq!(terms(&counts.into_one_group("1")), terms(&as_one));
        prop_assert_eq!(terms(&as_one).values().map(|(count, _)| count.frequency).sum::<u64>(), total.tokens);
    }
}

#[test]
fn pairs_of_words_are_counted_by_hand_and_no_mark_stands_between() {
    let counts = Tools::new().counts(&[("1", "Ports grow, ports grow. Ports, grow ports")]);
    let name = |id| counts.vocabulary.term(id).to_string();
    let pairs = counts.groups["1"].bigrams.total();
    let pairs: BTreeMap<_, _> =
        pairs.iter().map(|((first, second), count)| ((name(*first), name(*second)), *count)).collect();
    let pair = |first: &str, second: &str| (first.to_string(), second.to_string());
    assert_eq!(pairs, BTreeMap::from([(pair("port", "grow"), 2), (pair("grow", "port"), 1)]));
}

#[test]
fn a_file_that_is_no_file_of_counts_is_an_error_that_says_where() {
    let tools = Tools::new();
    let good = file(&tools.counts(&ARTICLES));
    let error = |file: &str| tools.read(file).unwrap_err();
    assert!(error("a,b\n1,2\n").contains("line 1"));
    assert!(error("").contains("no counts to its end"));
    assert!(error(&good.replace("these settings", "others")).contains("another dictionary"));
    assert!(error(&good.replace("\"version\":2", "\"version\":9")).contains("version 9"));
    assert!(error(&format!("{good}{good}")).contains("one by one"));
    let without_groups: String =
        good.lines().filter(|line| !line.contains("{\"group\"")).map(|line| format!("{line}\n")).collect();
    assert!(error(&without_groups).contains("no line of its own"));
    let other_part = good.replacen("\"parts\":[[", "\"parts\":[[9", 1);
    assert!(error(&other_part).contains("20 parts"), "{}", error(&other_part));
}

#[test]
fn a_file_of_the_first_version_is_to_be_counted_again() {
    let first = "{\"themeshift\":{\"version\":1,\"fingerprint\":\"these settings\",\"level\":0,\"languages\":[\"en\"]}}\n{\"end\":1}\n";
    let error = Tools::new().read(first).unwrap_err();
    assert!(error.contains("version 1, not 2: count the part again"), "{error}");
}

#[test]
fn a_file_that_is_changed_in_any_byte_or_cut_or_goes_on_is_refused() {
    let tools = Tools::new();
    let good = file(&tools.counts(&ARTICLES));
    let refused = |bytes: &[u8], what: &str| {
        let read = Part::read(bytes, "these settings", &tools.themes).map(|part| part.counts.groups.len());
        assert!(read.is_err(), "{what}: read");
    };
    assert!(tools.read(&good).is_ok());
    for place in 0..good.len() {
        // Another digit is as long and as well formed; another bit is anything.
        let bytes = good.as_bytes();
        let other = if bytes[place].is_ascii_digit() { bytes[place] ^ 1 } else { bytes[place] ^ 0x20 };
        refused(&[&bytes[..place], &[other], &bytes[place + 1..]].concat(), &format!("byte {place} changed"));
        if place % 5 == 0 {
            refused(&bytes[..place], &format!("cut at {place}"));
        }
    }
    for more in ["\n", "x", "{\"end\":1}\n"] {
        refused(format!("{good}{more}").as_bytes(), "goes on");
    }
    let lines: Vec<&str> = good.split_inclusive('\n').collect();
    for line in 1..lines.len() - 1 {
        let mut swapped = lines.clone();
        swapped.swap(line - 1, line);
        refused(swapped.concat().as_bytes(), &format!("line {line} swapped"));
        let missing = [&lines[..line], &lines[line + 1..]].concat().concat();
        refused(missing.as_bytes(), &format!("line {line} missing"));
    }
    let error = tools.read(&lines[..9].concat()).unwrap_err();
    assert!(
        error.contains("changed or cut off since it was written") && error.contains("count the part again"),
        "{error}"
    );
}

/// A file with the end that its other lines ask for.
fn sealed(lines: &str) -> String {
    let (mut seal, mut sealed) = (seal::Seal::default(), String::new());
    for line in lines.split_inclusive('\n').filter(|line| !seal::is_last(line.as_bytes())) {
        seal.add(line.as_bytes());
        sealed.push_str(line);
    }
    sealed + &seal.close().0
}

#[test]
fn counts_that_no_articles_give_are_refused_though_their_file_is_whole() {
    let tools = Tools::new();
    let good = file(&tools.counts(&ARTICLES));
    assert_eq!(sealed(&good), good);
    let head = |part: &str, other: &str| (good.replacen(part, other, 1), part.to_string());
    let documents = "\"documents\":5";
    assert!(good.lines().next().unwrap().contains(documents), "{good}");
    for (file, why) in [
        (head(documents, "\"documents\":6"), "don't make up its documents"),
        (head("\"documents\":2,\"removed", "\"documents\":0,\"removed"), "it counts no document"),
        (head("\"removed_lines\":2", "\"removed_lines\":9223372036854775808"), "more than articles can hold"),
        (head("\"removed_lines\":2", "\"removed_lines\":0,\"clauses\":0,\"tokens\":1"), "none of counts"),
        (head("\"documents\":1,\"parts\"", "\"documents\":0,\"parts\""), "it occurs in 0 documents"),
        (head("\"documents\":1,\"parts\"", "\"documents\":9,\"parts\""), "it occurs in 9 documents"),
        (head(",1]],\"paragraphs\"", ",7]],\"paragraphs\""), "terms don't make up its tokens"),
        (head(",1]],\"paragraphs\"", ",0]],\"paragraphs\""), "there are 20 parts"),
        (head(",1]],\"paragraphs\"", ",9223372036854775808]],\"paragraphs\""), "more than articles can hold"),
    ] {
        let ((file, part), why) = (file, why);
        assert_ne!(file, good, "{part}");
        let error = tools.read(&sealed(&file)).unwrap_err();
        assert!(error.contains(why), "{part}: {error}");
    }
}

#[test]
fn a_stem_is_shown_in_its_commonest_form() {
    let counts = Tools::new().counts(&[("1", "policies policy Policy ports")]);
    let forms: BTreeMap<&str, &str> =
        counts.stem_forms().into_iter().map(|(id, form)| (counts.vocabulary.term(id), form)).collect();
    assert_eq!(forms, BTreeMap::from([("polici", "policy"), ("port", "ports")]));
}

#[test]
fn the_total_is_the_sum_of_the_groups() {
    let counts = Tools::new().counts(&ARTICLES);
    let all = total(&counts, |_| true);
    assert_eq!((all.documents, all.tokens, all.removed_lines), (5, 26, 5));
    assert_eq!(total(&counts, |group| group != "2").documents, 3);
}

#[test]
fn a_file_without_an_end_is_refused_at_its_first_line_or_in_the_midst_of_a_longer_one_than_counts_have() {
    use std::io::{BufReader, Read, repeat};
    let tools = Tools::new();
    let read = |start: &'static str| {
        let endless = BufReader::new(start.as_bytes().chain(repeat(b'1')));
        Part::read(endless, "these settings", &tools.themes).err().map(|error| format!("{error:#}"))
    };
    assert!(read("").unwrap().contains("line 1 is not that of a file of counts"));
    let first = r#"{"themeshift":{"version":2,"fingerprint":"these settings","documents":1,"level":0,"languages":[]}}"#;
    let error = read(format!("{first}\n{{\"group\":[").leak()).unwrap();
    assert!(error.contains("line 2 is not as it was written"), "{error}");
}
