//! The stories of the product: the real program over HTTP and the command line, on SQLite and on PostgreSQL.
//!
//! Needs the Debian packages `postgresql` (or a server named by `ROVIEC_TEST_POSTGRES`), `poppler-utils` and
//! `libreoffice-writer`; what is missing fails with its name, nothing is skipped.

#[macro_use]
mod harness;
mod stories;
