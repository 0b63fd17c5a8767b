//! Large files stay out of the history: they are downloaded for ever by everybody.

use super::finding::Finding;
use super::tree::Tree;

/// Bytes at which a file is too large to commit.
const STOP: u64 = 600_000;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let large = tree.sizes.iter().filter(|(_, bytes)| **bytes > STOP);
    large
        .map(|(path, bytes)| {
            let advice = format!("make it smaller or build it; the stop is {STOP} bytes");
            Finding::new("blob", path, 0, format!("{bytes} bytes"), advice)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_over_the_stop_is_found() {
        let mut tree = Tree::default();
        tree.sizes.insert("a.ttf".into(), 600_000);
        tree.sizes.insert("b.ttf".into(), 600_001);
        let found = check(&tree);
        assert_eq!(found.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), ["b.ttf"]);
    }
}
