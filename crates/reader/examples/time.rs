//! How long a file takes to be read.
use reader::{Asked, Text, read};
use std::time::Instant;
fn main() {
    let raw =
        reader::input::text(&std::fs::read(std::env::args().nth(1).expect("a file")).expect("the file")).expect("text");
    for _ in 0..5 {
        let begun = Instant::now();
        let text = Text::new(&raw);
        let cut = begun.elapsed();
        let reading = read(&text, &Asked::default());
        println!(
            "{:?} of them {:?} cutting; {} facts, {} doubts, {} tasks",
            begun.elapsed(),
            cut,
            reading.facts.len(),
            reading.doubts.len(),
            reading.tasks.len()
        );
    }
}
