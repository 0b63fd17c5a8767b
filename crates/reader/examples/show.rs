//! Prints what is read of a file, for whoever works on the reader.

use reader::{Asked, Text, read};

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let raw = reader::input::text(&std::fs::read(path).expect("the file")).expect("text");
    let reading = read(&Text::new(&raw), &Asked::default());
    println!("{reading:#?}");
}
