//! Many tests at once.

/// The q-values of the p-values, in their order: the smallest false discovery rate at which each is called significant.
///
/// Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. J. R. Stat. Soc. B 57(1), 289-300.
pub fn q_values(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&left, &right| p_values[left].total_cmp(&p_values[right]));
    let mut q_values = vec![0.0; p_values.len()];
    let mut smallest: f64 = 1.0;
    for (rank, &index) in order.iter().enumerate().rev() {
        smallest = smallest.min(p_values[index] * p_values.len() as f64 / (rank + 1) as f64);
        q_values[index] = smallest;
    }
    q_values
}

/// The q-values of p-values among those that are there; `None` where nothing was tested.
pub fn q_values_of_tested(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let tested: Vec<f64> = p_values.iter().flatten().copied().collect();
    let mut q_values = q_values(&tested).into_iter();
    p_values.iter().map(|p_value| p_value.and_then(|_| q_values.next())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q_values_have_their_published_values() {
        let q = q_values(&[0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]);
        let published = [0.008, 0.032, 0.0672, 0.0672, 0.0672, 0.08, 0.084571, 0.205];
        for (value, expected) in q.iter().zip(published) {
            assert!((value - expected).abs() < 5e-7, "{value} is not {expected}");
        }
    }

    #[test]
    fn q_values_stand_in_the_order_of_the_p_values() {
        assert_eq!(q_values(&[0.5, 0.01]), [0.5, 0.02]);
        assert!(q_values(&[]).is_empty());
    }
}
