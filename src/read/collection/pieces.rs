//! Whether the lines of a file that no database wrote are several articles all the same: rules or counted headings, each with a
//! date soon under it. A chronicle may look so, too, so it is read as one article, and the user is told.

use super::seen::Seen;
use crate::read::date;

/// Fewest parts that are told of.
const LEAST: usize = 3;
/// In how many lines under the beginning of an article its date stands.
const NEAR: usize = 5;
/// Most bytes of a line that tells a date, with the name of a paper or an author.
const LONGEST_DATED: usize = 100;
/// Fewest lines of an article.
const SHORTEST: usize = 4;
/// Most bytes of a heading that counts.
const LONGEST_COUNTED: usize = 60;

/// About how many articles these lines are: at least three, and three in four of the parts have a date.
pub fn count(lines: &[Seen]) -> Option<usize> {
    let starts = [rules(lines), counted(lines)].into_iter().max_by_key(Vec::len)?;
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let parts: Vec<&[Seen]> = starts.iter().zip(ends).map(|(&start, end)| &lines[start..end]).collect();
    let is_dated = |part: &&&[Seen]| part.iter().take(NEAR).any(|line| is_date(&line.text));
    let dated = parts.iter().filter(|part| part.len() >= SHORTEST).filter(is_dated).count();
    (dated >= LEAST && 4 * dated >= 3 * parts.len()).then_some(dated)
}

/// What is said of a file with so many.
pub fn note(guessed: usize) -> String {
    format!(
        "it is read as one article, but looks like about {guessed}, each with its date: if it is so, give each a file or a row of \
         its own"
    )
}

/// The lines under rules: as many of one sign as fill a line.
fn rules(lines: &[Seen]) -> Vec<usize> {
    let is_rule = |line: &Seen| {
        let first = line.text.chars().next().filter(|c| "-=_*#~+•—–".contains(*c));
        first.is_some_and(|first| line.text.chars().count() >= 5 && line.text.chars().all(|c| c == first))
    };
    let mut starts: Vec<usize> =
        (1..lines.len()).filter(|&at| is_rule(&lines[at - 1]) && !is_rule(&lines[at])).collect();
    // Rules between articles: the first of them has none.
    if starts.first().is_some_and(|&first| first > SHORTEST) {
        starts.insert(0, 0);
    }
    starts
}

/// The lines under headings that are alike but for a number that counts up from one: "### Article 1".
fn counted(lines: &[Seen]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut known: Option<String> = None;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= LONGEST_COUNTED) {
        let number = (starts.len() + 1).to_string();
        let Some((before, after)) = line.text.split_once(&number) else { continue };
        let is_whole =
            !before.ends_with(|c: char| c.is_ascii_digit()) && !after.starts_with(|c: char| c.is_ascii_digit());
        let has_word = before.chars().chain(after.chars()).any(char::is_alphabetic);
        let kind = format!("{before}#{after}");
        if is_whole && has_word && known.as_ref().is_none_or(|known| *known == kind) && !is_date(&line.text) {
            known = Some(kind);
            starts.push(at + 1);
        }
    }
    starts
}

/// Whether a short line tells a day.
fn is_date(text: &str) -> bool {
    text.len() <= LONGEST_DATED && date::iso(text).is_some_and(|date| date.len() == 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::collection::seen::look;
    use crate::read::collection::tests::document;

    fn counted_in(text: &str) -> Option<usize> {
        count(&look(&document(text)))
    }

    fn article(number: usize) -> String {
        format!("The Ferry is Late\nThe Quay, {number} March 2014\nIt came at noon.\nNobody waited.\nIt left again.\n")
    }

    #[test]
    fn articles_between_rules_or_under_counted_headings_are_told_of() {
        let ruled = |rule: &str| (1..=4).map(article).collect::<Vec<_>>().join(&format!("{rule}\n"));
        for rule in ["==========", "-----", "* * *", "##########"] {
            let expected = (rule != "* * *").then_some(4);
            assert_eq!(counted_in(&ruled(rule)), expected, "{rule}");
        }
        let headed =
            |head: &str| (1..=3).map(|number| format!("{head} {number}\n{}", article(number))).collect::<String>();
        assert_eq!(counted_in(&headed("##### Article")), Some(3));
        assert_eq!(counted_in(&headed("Bài số")), Some(3));
    }

    #[test]
    fn sections_without_dates_and_lists_of_days_are_one_article() {
        let sections = (1..=5).map(|number| format!("Part {number}\nA ferry came.\nIt was late.\nNobody waited.\n"));
        assert_eq!(counted_in(&sections.collect::<String>()), None);
        let days = (1..=5).map(|day| format!("-----\n{day} March 2014\nA ferry came.\n"));
        assert_eq!(counted_in(&days.collect::<String>()), None);
        assert_eq!(counted_in(&article(1)), None);
        assert_eq!(counted_in(&[article(1), article(2)].join("-----\n")), None);
    }
}
