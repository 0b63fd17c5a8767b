//! Registering documents.

use crate::harness::{Actor, BOOK, Page};

/// The document register.
pub trait Documents {
    /// Registers a document: kind, symbol, day, issuer, subject.
    fn register_document(&self, kind: &str, symbol: &str, day: &str, issuer: &str, subject: &str) -> Page;

    /// Registers a document that rests on an earlier one.
    fn register_adjustment(&self, kind: &str, symbol: &str, day: &str, issuer: &str, subject: &str, basis: i64)
    -> Page;
}

impl Documents for Actor {
    #[track_caller]
    fn register_document(&self, kind: &str, symbol: &str, day: &str, issuer: &str, subject: &str) -> Page {
        let fields = [("kind", kind), ("symbol", symbol), ("issued_on", day), ("issuer", issuer), ("subject", subject)];
        self.post(&format!("/{BOOK}/documents"), &fields)
    }

    #[track_caller]
    fn register_adjustment(
        &self,
        kind: &str,
        symbol: &str,
        day: &str,
        issuer: &str,
        subject: &str,
        basis: i64,
    ) -> Page {
        let basis = basis.to_string();
        let fields = [
            ("kind", kind),
            ("symbol", symbol),
            ("issued_on", day),
            ("issuer", issuer),
            ("subject", subject),
            ("bases", &basis),
        ];
        self.post(&format!("/{BOOK}/documents"), &fields)
    }
}
