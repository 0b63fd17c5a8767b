//! Times the program.
fn main() {}
