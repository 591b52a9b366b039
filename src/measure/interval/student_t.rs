//! A probability and degrees of freedom in -> critical value of Student's t. Arithmetic and `libm` alone, so the bits
//! are the same on every platform.

use std::f64::consts::{PI, SQRT_2};

/// From here the tail is that of the normal distribution at a corrected t, which costs less: it is off by one part in
/// 10^12 where it is 1e-6, in 10^8 where it is 1e-25.
const NEARLY_NORMAL: f64 = 200.0;

/// The t that |T| exceeds with probability `alpha`: 12.7 for .05 and one degree. Infinite where `alpha` is not above 0
/// or there is no degree of freedom, and 0 where it is 1 or more. It does not round a small `alpha` to 0.
pub(in crate::measure) fn critical_value(alpha: f64, degrees: f64) -> f64 {
    if alpha >= 1.0 {
        return 0.0;
    }
    // With a = degrees / 2, P(|T| > t) = I_x(a, 1/2) < x^a for x = degrees / (degrees + t^2): this t is too large.
    let mut t = (degrees * libm::expm1(-2.0 * libm::log(alpha) / degrees)).sqrt();
    if !t.is_finite() {
        return f64::INFINITY;
    }
    // The logarithm of the tail is concave in ln t, so Newton's steps from there lead down to the root.
    let tail: fn(f64, f64) -> Tail = if degrees >= NEARLY_NORMAL { normal_tail } else { beta_tail };
    for _ in 0..100 {
        let Tail { probability, slope } = tail(t, degrees);
        let step = libm::log(probability / alpha) * probability / slope;
        t *= libm::exp(step);
        if step.abs() < 1e-12 {
            break;
        }
    }
    t
}

/// P(|T| > t), and how fast it falls as ln t rises.
struct Tail {
    probability: f64,
    slope: f64,
}

/// The tail as an incomplete beta function, DLMF 8.17.4 and 8.17.22.
fn beta_tail(t: f64, degrees: f64) -> Tail {
    let (a, b) = (degrees / 2.0, 0.5);
    let (x, y) = (degrees / (degrees + t * t), t * t / (degrees + t * t));
    let inverse_beta = libm::exp(libm::lgamma(a + b) - libm::lgamma(a)) / PI.sqrt();
    let factor = inverse_beta * libm::exp(-a * libm::log1p(t * t / degrees)) * y.sqrt();
    let probability = if x < (a + 1.0) / (a + b + 2.0) {
        factor * beta_fraction(a, b, x) / a
    } else {
        1.0 - factor * beta_fraction(b, a, y) / b
    };
    Tail { probability, slope: 2.0 * factor }
}

/// The continued fraction of the incomplete beta function, DLMF 8.17.22, evaluated forwards (Lentz 1976).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..1000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = value;
        for coefficient in [even, odd] {
            d = 1.0 / (1.0 + coefficient * d);
            c = 1.0 + coefficient / c;
            value *= c * d;
        }
        if (value - before).abs() <= f64::EPSILON * value {
            break;
        }
    }
    value
}

/// The tail for many degrees of freedom: t turned into a normal z.
///
/// Hill, G. W. (1970). Algorithm 395: Student's t-distribution. Communications of the ACM 13(10), 617-619.
fn normal_tail(t: f64, degrees: f64) -> Tail {
    let a = degrees - 0.5;
    let b = 48.0 * a * a;
    let w2 = a * libm::log1p(t * t / degrees);
    let correction = (((4.0 * w2 + 33.0) * w2 + 240.0) * w2 + 855.0) / (10.0 * b * (b + 0.8 * w2 * w2 + 100.0));
    let z = w2.sqrt() * (1.0 + (w2 + 3.0) / b - correction);
    let density = libm::exp(-z * z / 2.0) / (2.0 * PI).sqrt();
    let slope = 2.0 * density * a * t * t / (degrees + t * t) / w2.sqrt();
    Tail { probability: libm::erfc(z / SQRT_2), slope }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_values_are_those_of_another_program() {
        // By bisection of mpmath's regularised incomplete beta function, 40 digits.
        for (degrees, alpha, expected) in [
            (1.0, 0.05, 12.706204736174705),
            (1.0, 1e-100, 6.366197723675814e99),
            (2.0, 0.5, 0.816496580927726),
            (4.0, 0.05, 2.7764451051977943),
            (4.0, 1e-30, 49492320.038397625),
            (24.0, 0.05, 2.063898561628026),
            (249.0, 1e-12, 7.518676601209172),
            (249.0, 0.5, 0.675476312752674),
            (100.0, 1e-300, 9750.083100973821),
            (1000.0, 0.05, 1.9623390808264085),
            (1000.0, 1e-30, 11.920421968600103),
            (20000.0, 0.5, 0.6745020171411137),
            (20000.0, 0.05, 1.9600826051581353),
            (20000.0, 1e-30, 11.543184386040444),
            (1000000.0, 1e-12, 7.130599267919323),
        ] {
            let value = critical_value(alpha, degrees);
            assert!((value / expected - 1.0).abs() < 1e-12, "{value} is not {expected}");
        }
    }

    #[test]
    fn both_tails_agree_where_one_takes_over_from_the_other() {
        for (t, tolerance) in [(0.1, 1e-12), (1.0, 1e-12), (2.0, 1e-12), (5.0, 1e-12), (12.0, 1e-8)] {
            let (beta, normal) = (beta_tail(t, NEARLY_NORMAL), normal_tail(t, NEARLY_NORMAL));
            assert!((beta.probability / normal.probability - 1.0).abs() < tolerance, "at {t}");
            assert!((beta.slope / normal.slope - 1.0).abs() < 1e-3, "at {t}");
        }
    }

    #[test]
    fn critical_value_is_0_where_nothing_is_asked_and_infinite_where_nothing_is_known() {
        assert_eq!(critical_value(1.0, 5.0), 0.0);
        for (alpha, degrees) in [(0.0, 5.0), (-1.0, 5.0), (f64::NAN, 5.0), (0.05, 0.0), (1e-300, 1.0)] {
            assert_eq!(critical_value(alpha, degrees), f64::INFINITY);
        }
    }
}
