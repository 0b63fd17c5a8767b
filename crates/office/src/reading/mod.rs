//! Reading old reports (đọc báo cáo): the text on one side, what it says on the other; a person accepts, corrects or rejects, and
//! what is accepted enters the office through the same act as a figure that was typed.

mod accept;
mod assigners;
mod catalogue;
mod json;
mod pages;
mod read_report;
mod reject;
mod store;

pub use accept::accept;
pub use catalogue::catalogue;
pub use json::json;
pub use pages::routes;
pub use read_report::{NewReading, read_report};
pub use reject::reject;
pub use store::{Proposal, ReadReport, proposal, proposals, reading, readings};
