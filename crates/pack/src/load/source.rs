//! One pack file: its text, and everything found while reading it.

use std::cell::{Cell, RefCell};

use toml::de::DeTable;

use super::entry::Entry;
use super::names::{Kind, Mark};
use crate::fault::Fault;

/// One pack file with what was found in it.
pub(crate) struct Source<'t> {
    /// Path as given.
    pub(crate) file: &'t str,
    /// Text of the file.
    pub(crate) text: &'t str,
    faults: RefCell<Vec<Fault>>,
    unread: Cell<bool>,
    defined: RefCell<Vec<Mark>>,
    referred: RefCell<Vec<Mark>>,
}

impl<'t> Source<'t> {
    /// A file in which nothing was found yet.
    pub(crate) fn new(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            faults: RefCell::default(),
            unread: Cell::default(),
            defined: RefCell::default(),
            referred: RefCell::default(),
        }
    }

    /// Notes a mistake at a byte offset.
    pub(crate) fn fault(&self, at: usize, what: impl Into<String>, instead: impl Into<String>) {
        self.faults.borrow_mut().push(Fault::at(self.file, self.text, at, what, instead));
    }

    /// Notes that a code is declared here.
    pub(super) fn define(&self, kind: Kind, code: &str, at: usize) {
        self.defined.borrow_mut().push(Mark { kind, code: code.to_owned(), place: self.place(at) });
    }

    /// Notes that a code is named here and must be declared somewhere.
    pub(super) fn refer(&self, kind: Kind, code: &str, at: usize) {
        self.referred.borrow_mut().push(Mark { kind, code: code.to_owned(), place: self.place(at) });
    }

    /// Reads the file as TOML and hands its top table to `read`; a file that is
    /// not TOML leaves only its faults of writing.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Entry<'_>) -> T) -> Option<T> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!("không đọc được cú pháp TOML ({})", error.message());
            self.fault(at, what, "viết `trường = giá trị`; chữ đặt trong dấu nháy kép");
        }
        if !errors.is_empty() {
            self.unread.set(true);
            return None;
        }
        let entry = Entry::new(self, table.get_ref(), 0);
        let value = read(&entry);
        entry.finish();
        Some(value)
    }

    /// True when the file was not TOML.
    pub(super) fn is_unread(&self) -> bool {
        self.unread.get()
    }

    /// Everything found: faults, declared codes, named codes.
    pub(super) fn found(self) -> (Vec<Fault>, Vec<Mark>, Vec<Mark>) {
        (self.faults.into_inner(), self.defined.into_inner(), self.referred.into_inner())
    }

    /// Only the faults.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }

    fn place(&self, at: usize) -> Fault {
        Fault::at(self.file, self.text, at, "", "")
    }
}
