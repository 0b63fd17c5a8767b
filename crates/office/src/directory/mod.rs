//! The directory (danh mục): units over time, officers, posts, sign-in, and who may do what.
//!
//! A unit's key is never its official code, because codes were given to other territory in 2025.

mod appoint;
mod change_unit;
mod end_post;
mod officer;
mod officer_pages;
mod pages;
pub mod permit;
pub mod session;
mod sign_in;
mod sign_in_pages;
mod store;
mod unit;

pub use appoint::{NewOfficer, appoint, is_plain_login, set_password};
pub use change_unit::{NewUnit, UnitChange, change, establish};
pub use end_post::end_post;
pub use officer::{Officer, officer_choices, officers};

pub use pages::{KINDS, kind_label};
pub use sign_in_pages::{DEMO_LOGINS, routes as sign_in_routes};
pub use store::{NewBook, open_book};
pub use unit::{Unit, children, place_of, root, unit_choices, unit_on, units_on};

/// The kinds of unit as choices of a form.
fn kind_choices() -> &'static [(String, String)] {
    static CHOICES: std::sync::OnceLock<Vec<(String, String)>> = std::sync::OnceLock::new();
    CHOICES.get_or_init(|| KINDS.iter().map(|(key, label)| (key.to_string(), label.to_string())).collect())
}

/// What can happen to a unit, as choices of a form.
fn change_choices() -> &'static [(String, String)] {
    static CHOICES: std::sync::OnceLock<Vec<(String, String)>> = std::sync::OnceLock::new();
    let kinds = [
        ("rename", "Đổi tên"),
        ("move", "Chuyển đơn vị trực thuộc"),
        ("succeed", "Được kế thừa bởi"),
        ("abolish", "Giải thể"),
    ];
    CHOICES.get_or_init(|| kinds.map(|(key, label)| (key.to_owned(), label.to_owned())).into())
}

/// Every address of the directory.
pub fn routes() -> axum::Router<crate::app::App> {
    axum::Router::new().merge(pages::routes()).merge(officer_pages::routes())
}
