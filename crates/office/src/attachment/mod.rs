//! Files handed in (tệp đính kèm): what may be, kept once per digest, with their text for search, and the operator's scanner.

mod keep;
mod read_wording;
mod scan;

pub use keep::{LARGEST, file, keep_file, media_type, plain_name, wording};
pub use scan::{MOST_FILES, NO_ANSWER};
