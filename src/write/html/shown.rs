//! Numbers and verdicts -> the same as a reader of either language is shown them.

use serde::Serialize;

use crate::chart::Text;
use crate::compare::Verdict;
use crate::report::times_as_many;
use crate::words::Words;

/// A share in percent; a dash where there is none.
pub fn percent(share: Option<f64>) -> Text {
    Words::each(|labels| share.map_or("–".into(), |share| labels.percent(100.0 * share, 1)))
}

/// An interval of a share in percent; a dash where there is none.
pub fn interval(low: Option<f64>, high: Option<f64>) -> Text {
    Words::each(|labels| {
        let range = |(low, high)| format!("{}–{}", labels.number(100.0 * low, 1), labels.percent(100.0 * high, 1));
        low.zip(high).map_or("–".into(), range)
    })
}

/// A change in percentage points with its sign; a dash where there is none.
pub fn points(change: Option<f64>) -> Text {
    Words::each(|labels| change.map_or("–".into(), |change| labels.signed(100.0 * change, 1)))
}

/// How many times as much it takes; more than a hundred times is as good as never.
pub fn times(needed: Option<f64>) -> Text {
    let Some(needed) = needed else { return Words::same("–") };
    times_as_many(needed).map_or_else(
        || Words::new("more than 100 times as many".into(), "hơn 100 lần".into()),
        |Words { en, vi }| Words::new(format!("about {en}"), format!("khoảng {vi}")),
    )
}

/// A verdict as a shape and a word, and what the style calls it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Badge {
    shape: &'static str,
    class: &'static str,
    word: Words,
}

impl Badge {
    /// How a reader is shown a verdict.
    pub fn of(verdict: Verdict) -> Badge {
        let (shape, class) = match verdict {
            Verdict::Rise => ("▲", "rise"),
            Verdict::Fall => ("▼", "fall"),
            Verdict::Steady => ("■", "steady"),
            Verdict::TooFew => ("◇", "unclear"),
            Verdict::Unclear | Verdict::SingleClause => ("○", "unclear"),
        };
        Badge { shape, class, word: verdict.words() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        let same = |words: &str| Text::same(words);
        assert_eq!(percent(Some(0.3846)), Words::new("38.5 %".into(), "38,5 %".into()));
        assert_eq!(percent(None), same("–"));
        assert_eq!(interval(Some(0.05), Some(0.7005)), Words::new("5.0–70.0 %".into(), "5,0–70,0 %".into()));
        assert_eq!(interval(None, Some(1.0)), same("–"));
    }

    #[test]
    fn what_it_takes_is_rounded_up_and_never_less_than_twice() {
        assert_eq!(times(Some(1.2)).en, "about twice as many");
        assert_eq!(times(Some(3.4)).vi, "khoảng 4 lần");
        assert_eq!((times(Some(100.5)).vi.as_str(), times(None).en.as_str()), ("hơn 100 lần", "–"));
        assert_eq!(points(Some(-0.338)).vi, "−33,8");
    }

    #[test]
    fn no_two_verdicts_look_alike() {
        let verdicts = [Verdict::Rise, Verdict::Fall, Verdict::Steady, Verdict::Unclear, Verdict::TooFew];
        let shapes = verdicts.map(|verdict| Badge::of(verdict).shape);
        assert!((1..shapes.len()).all(|end| !shapes[..end].contains(&shapes[end])));
    }
}
