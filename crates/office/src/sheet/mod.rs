//! Spreadsheets in and out (nhập, xuất bảng tính): figures, targets, units and officers as people really have them in XLSX
//! and CSV, with a preview that names every fault by sheet and cell, and a commit of everything or nothing.
//!
//! The path of a file: `open` → `header` finds the head → `body` parts rows from notes → the reader of the subject →
//! `preview` → `keep_draft` → `commit`. `export` writes the same layout back.

mod amount;
mod body;
mod claims;
mod commit;
mod draft;
mod export;
mod export_rows;
mod fault;
mod fields;
mod figures;
mod front;
mod grid;
mod header;
mod keep_draft;
mod known;
mod officers;
mod open;
mod pages;
mod preview;
mod read_csv;
mod read_xlsx;
mod rehearse;
mod room;
mod sample;
mod subject;
mod table;
mod targets;
#[cfg(test)]
mod tests;
mod titles;
mod units;
mod upload;
mod weigh;
mod words;
mod write_officers;
mod write_units;

pub use export::{blank_sheet, export_sheet};
pub use fault::CellFault;
pub use front::{check_file, import_file};
pub use pages::routes;
pub use preview::Preview;
pub use subject::Subject;
