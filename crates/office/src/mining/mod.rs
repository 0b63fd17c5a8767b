//! Process analysis (phân tích quy trình): waiting, variants and bottlenecks of cases; event logs out and in.
//!
//! Reads what casework recorded; writes no fact.

mod analyse;
mod counted;
mod export_log;
mod import_log;
mod imported_traces;
pub mod log;
mod office_log;
mod pages;
mod read_xes;
mod spread;
mod stats;
mod tables;
mod words;
mod write_csv;
mod write_ocel;
mod write_xes;
mod xes_time;

pub use analyse::{Source, analyse};
pub use export_log::{Exported, Format, export_log};
pub use import_log::{ImportedLog, digest, import_log, imported_log, imported_logs};
pub use office_log::{Asked, case_types};
pub use pages::routes;
pub use read_xes::{LeftOut, Reading, read_xes};
pub use spread::{Spread, seconds};
pub use stats::{Pair, Stats, Tally, Variant, Wait};
pub use words::duration;
pub use write_xes::XesWriter;
