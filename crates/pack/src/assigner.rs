//! Cấp giao: a body that sets targets or budget estimates.

/// A body whose estimate or target a figure is compared with. Two assigners may
/// set different values for one indicator; each comparison names its assigner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigner {
    /// Key within the pack, such as `thanh-pho`.
    pub code: String,
    /// Label of what it set, such as `UBND Thành phố giao`.
    pub label: String,
    /// Words for a running sentence, such as `dự toán Thành phố giao`.
    pub estimate: String,
    /// Legal basis of its power to assign.
    pub basis: String,
}
