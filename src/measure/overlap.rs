//! How far two sets are the same.

use super::proportion;

/// The sizes of what two sets share and of what each has alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// In both sets.
    pub shared: u64,
    /// In the first alone.
    pub only_1: u64,
    /// In the second alone.
    pub only_2: u64,
}

impl Overlap {
    /// Jaccard's index: shared over all; `None` where both sets are empty.
    ///
    /// Jaccard, P. (1901). Bulletin de la Société vaudoise des sciences naturelles 37.
    pub fn jaccard(&self) -> Option<f64> {
        proportion(self.shared, self.shared + self.only_1 + self.only_2)
    }

    /// Dice's coefficient: twice the shared over the sum of the sizes; `None` where both sets are empty.
    ///
    /// Dice, L. R. (1945). Ecology 26(3).
    pub fn dice(&self) -> Option<f64> {
        proportion(2 * self.shared, 2 * self.shared + self.only_1 + self.only_2)
    }

    /// Overlap coefficient: shared over the size of the smaller set; `None` where it is empty.
    ///
    /// Szymkiewicz, D. (1934). Acta Societatis Botanicorum Poloniae 11(3).
    pub fn overlap_coefficient(&self) -> Option<f64> {
        proportion(self.shared, self.shared + self.only_1.min(self.only_2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_have_their_values_by_hand() {
        // {a, b, c, d} and {a, b, e}.
        let overlap = Overlap { shared: 2, only_1: 2, only_2: 1 };
        assert!((overlap.jaccard().unwrap() - 0.4).abs() < 1e-12);
        assert!((overlap.dice().unwrap() - 0.571429).abs() < 5e-7);
        assert!((overlap.overlap_coefficient().unwrap() - 0.666667).abs() < 5e-7);
    }

    #[test]
    fn empty_sets_have_no_index() {
        let empty = Overlap { shared: 0, only_1: 0, only_2: 0 };
        assert_eq!((empty.jaccard(), empty.dice(), empty.overlap_coefficient()), (None, None, None));
        assert_eq!(Overlap { shared: 0, only_1: 3, only_2: 0 }.overlap_coefficient(), None);
    }
}
