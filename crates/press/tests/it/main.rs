//! The faces of one realistic report, each read back by a program that is not ours where one exists.

mod awkward;
mod docx;
mod html;
mod model;
mod pdf;
mod sample;
mod xlsx;
