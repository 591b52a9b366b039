//! Which forms are one term, compared with pairs of forms with the same stem that two readers judged.

use std::fs;

use themeshift::language::Segmenters;
use themeshift::options::Normalisation;

use crate::harness::{assert_stated, project};

/// Of the pairs of a language and set that both readers judge alike, those that are one term here and for them, here
/// alone, for them alone.
fn compare(code: &str, set: &str) -> [usize; 3] {
    let segmenters = Segmenters::new(Normalisation::default()).unwrap();
    let segmenter = segmenters.get(segmenters.find(code));
    let term = |form: &str| {
        let mut term = String::new();
        segmenter.write_normal(form, &mut term);
        term
    };
    let mut counts = [0; 3];
    for row in fs::read_to_string(project().join(format!("tests/data/inflections/{code}.tsv"))).unwrap().lines().skip(1)
    {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[left, right, of_set, first, second] = &cells[..] else { panic!("{row}") };
        if of_set != set || first != second || first == "?" {
            continue;
        }
        match (term(left) == term(right), first == "1") {
            (true, true) => counts[0] += 1,
            (true, false) => counts[1] += 1,
            (false, true) => counts[2] += 1,
            (false, false) => {}
        }
        if (term(left) == term(right)) != (first == "1") {
            println!("{code} {set}: {left} {right}: {first}");
        }
    }
    let [both, here, there] = counts;
    let ratio = |other: usize| both as f64 / (both + other) as f64;
    println!(
        "{code} {set}: right merges {:.3}, inflections merged {:.3} of {}",
        ratio(here),
        ratio(there),
        both + there
    );
    counts
}

#[test]
fn forms_are_one_term_where_readers_say_that_they_are_inflections_of_one_word() {
    for (code, language) in [("en", "English"), ("fr", "French"), ("de", "German"), ("es", "Spanish")] {
        let [seen, unseen] = ["seen", "unseen"].map(|set| compare(code, set));
        let of_unseen = |other: usize| unseen[0] as f64 / (unseen[0] + unseen[other]) as f64;
        assert_stated(&format!("{language} |"), &[of_unseen(1), of_unseen(2)]);
        let [both, here, there] = [0, 1, 2].map(|at| seen[at] + unseen[at]);
        assert!(both > 180, "{code}");
        assert!(both as f64 >= 0.985 * (both + here) as f64, "{code}: {here} beside {both} are merged wrongly");
        assert!(both as f64 >= 0.965 * (both + there) as f64, "{code}: {there} beside {both} are not merged");
    }
}
