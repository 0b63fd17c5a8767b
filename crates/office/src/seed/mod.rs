//! seed
/// Logins of the demonstration: login and what the button says.
pub const DEMO_LOGINS: &[(&str, &str)] = &[
    ("phuong", "Cán bộ phường"),
    ("chuyen-vien", "Chuyên viên tổng hợp"),
    ("chu-tich", "Chủ tịch, người ký"),
    ("thanh-pho", "Thành phố"),
];

/// Makes the demonstration when there is no book yet.
pub fn seed(_: &crate::db::Db, _: &std::sync::Arc<pack::Pack>) -> Result<bool, crate::error::Error> {
    Ok(false)
}
