//! The gate functions: rational, so that they are the same on every machine and cheap to compute in bulk.

/// The Padé approximant of tanh of order 3/2, cut where it reaches ±1 (at ±3, with slope 0).
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The slope of [`tanh`] at `x`.
#[inline(always)]
pub fn tanh_slope(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    let root = (9.0 - square) / (9.0 + 3.0 * square);
    root * root
}

#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// The slope of [`sigmoid`] at `x`.
#[inline(always)]
pub fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_meet_their_bounds_and_stay_near_the_true_functions() {
        assert_eq!(tanh(3.0), 1.0);
        assert_eq!(tanh(-50.0), -1.0);
        assert_eq!(sigmoid(0.0), 0.5);
        assert_eq!(sigmoid(6.0), 1.0);
        let worst = (-600..=600)
            .map(|i| i as f32 / 100.0)
            .map(|x| (tanh(x) - x.tanh()).abs())
            .fold(0.0, f32::max);
        assert!(worst < 0.025, "{worst}");
    }

    #[test]
    fn slopes_are_those_of_the_functions() {
        for x in [-2.9f32, -1.0, -0.1, 0.0, 0.3, 2.0, 4.0] {
            let step = 1e-2;
            let measured = (tanh(x + step) - tanh(x - step)) / (2.0 * step);
            assert!((measured - tanh_slope(x)).abs() < 1e-3, "tanh at {x}");
            let measured = (sigmoid(x + step) - sigmoid(x - step)) / (2.0 * step);
            assert!((measured - sigmoid_slope(x)).abs() < 1e-3, "sigmoid at {x}");
        }
    }
}
