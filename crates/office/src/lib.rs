//! The office: its domains, their SQL and their pages. It knows no environment, no wall clock and no socket.
//!
//! Acts write facts, measures read them; the two halves meet in [`journal`]. See `ARCHITECTURE.md` for the map.

pub mod app;
pub mod attachment;
pub mod casework;
pub mod ctx;
pub mod db;
pub mod directory;
pub mod document;
pub mod error;
pub mod exchange;
pub mod figure;
pub mod indicator;
pub mod journal;
pub mod meeting;
pub mod mining;
pub mod plan;

pub mod portal;
pub mod reading;
pub mod report;
pub mod routes;
pub mod seed;
pub mod sheet;
pub mod task;
pub mod ui;
