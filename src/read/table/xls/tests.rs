use super::*;

#[test]
fn numbers_of_30_bits_are_integers_or_fractions() {
    assert_eq!([of_rk(28 << 2 | 2), of_rk(3150 << 2 | 3), of_rk((-4_i32 << 2) as u32 | 2)], [28.0, 31.5, -4.0]);
    assert_eq!(of_rk((44544.5_f64.to_bits() >> 32) as u32), 44544.5);
}
