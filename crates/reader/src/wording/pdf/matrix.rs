//! Where on the page: the six numbers by which PDF moves, turns and stretches.

use lopdf::Object;

/// `[a b c d e f]` as PDF writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const STILL: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// From the operands of an operator, or an array.
    pub fn read(objects: &[Object]) -> Option<Self> {
        let mut numbers = [0.0; 6];
        for (at, number) in numbers.iter_mut().enumerate() {
            *number = number_at(objects, at)?;
        }
        Some(Self(numbers))
    }

    /// This one first, then `next`.
    pub fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }
}

/// The number among operands.
pub fn number_at(objects: &[Object], at: usize) -> Option<f64> {
    objects.get(at).and_then(|object| object.as_float().ok()).map(f64::from)
}
