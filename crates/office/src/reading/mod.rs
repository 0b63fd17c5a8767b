//! Reading old reports (đọc báo cáo cũ): the text on one side, what it says on the other; a person accepts, corrects or rejects.

mod catalogue;
mod json;

pub use catalogue::catalogue;
pub use json::json;
