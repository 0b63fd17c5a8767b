//! Sizes: files, functions and templates stay small, and every file opens by saying what it is for.

use super::finding::Finding;
use super::tree::Tree;

/// Lines of code at which a file must be divided.
const FILE_STOP: usize = 500;
/// Lines of code that nine files of ten stay under.
const FILE_P90: usize = 300;
/// Lines at which a function must be divided.
const FUNCTION_STOP: usize = 70;
/// Lines at which a template must be divided.
const TEMPLATE_STOP: usize = 60;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in &tree.sources {
        if !source.text.starts_with("//!") {
            found.push(Finding::new("opening", &source.path, 1, "no `//!`", "open with one sentence of purpose"));
        }
        let lines = source.code_lines();
        if lines > FILE_STOP {
            let what = format!("{lines} lines of code");
            found.push(Finding::new("file", &source.path, 0, what, format!("divide it; the stop is {FILE_STOP}")));
        }
        for function in source.functions() {
            let lines = function.last - function.first + 1;
            if lines > FUNCTION_STOP {
                let advice = format!("{lines} lines; divide it, the stop is {FUNCTION_STOP}");
                found.push(Finding::new("function", &source.path, function.first + 1, function.name, advice));
            }
        }
    }
    let lines = file_lines(tree);
    let p90 = rank(&lines, 90);
    if p90 > FILE_P90 {
        let what = format!("the 90th percentile of files is {p90} lines");
        found.push(Finding::new("files", ".", 0, what, format!("keep it at {FILE_P90}")));
    }
    found.extend(templates(tree));
    found
}

fn templates(tree: &Tree) -> impl Iterator<Item = Finding> {
    let ours = tree.texts.iter().filter(|(path, _)| path.starts_with("crates/office/src/") && path.ends_with(".html"));
    let long = ours.map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > TEMPLATE_STOP);
    long.map(|(path, lines)| {
        let advice = format!("divide it with `include`; the stop is {TEMPLATE_STOP}");
        Finding::new("template", path, 0, format!("{lines} lines"), advice)
    })
}

/// The sizes in one sentence.
pub fn report(tree: &Tree) -> String {
    let files = file_lines(tree);
    let functions = tree.sources.iter().flat_map(|source| source.functions());
    let mut functions: Vec<usize> = functions.map(|function| function.last - function.first + 1).collect();
    functions.sort_unstable();
    let longest = tree.sources.iter().max_by_key(|source| source.code_lines()).map_or("", |source| &source.path);
    let figures = |sizes: &[usize]| {
        let (median, p90, most) = (rank(sizes, 50), rank(sizes, 90), rank(sizes, 100));
        format!("median {median}, 90th percentile {p90}, longest {most}")
    };
    format!(
        "{} files of Rust, lines of code: {} ({longest})\n{} functions, lines: {}",
        files.len(),
        figures(&files),
        functions.len(),
        figures(&functions)
    )
}

fn file_lines(tree: &Tree) -> Vec<usize> {
    let mut lines: Vec<usize> = tree.sources.iter().map(|source| source.code_lines()).collect();
    lines.sort_unstable();
    lines
}

/// The size under or at which `percent` of sorted sizes stay.
fn rank(sorted: &[usize], percent: usize) -> usize {
    let place = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(place - 1).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&Tree::of(&[(path, text)])).iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn each_stop_is_found_one_line_after_it() {
        let file = |lines: usize| format!("//! A file.\n{}", "const A: u8 = 1;\n".repeat(lines));
        let function = |lines: usize| format!("//! A file.\nfn f() {{\n{}}}\n", "    a();\n".repeat(lines - 2));
        let none: [&str; 0] = [];
        assert_eq!(rules("crates/a/src/a.rs", &file(300)), none);
        assert_eq!(rules("crates/a/src/a.rs", &file(301)), ["files"]);
        assert_eq!(rules("crates/a/src/a.rs", &file(501)), ["file", "files"]);
        assert_eq!(rules("crates/a/src/a.rs", &function(70)), none);
        assert_eq!(rules("crates/a/src/a.rs", &function(71)), ["function"]);
        assert_eq!(rules("crates/a/src/a.rs", "fn f() {}"), ["opening"]);
        assert_eq!(rules("crates/office/src/a/pages/a.html", &"<p>\n".repeat(60)), none);
        assert_eq!(rules("crates/office/src/a/pages/a.html", &"<p>\n".repeat(61)), ["template"]);
    }

    #[test]
    fn a_rank_is_a_size_that_occurs() {
        // sizes, percent, size
        let rows: [(&[usize], usize, usize); 4] =
            [(&[], 90, 0), (&[7], 50, 7), (&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9), (&[1, 2, 3], 50, 2)];
        for (sizes, percent, expected) in rows {
            assert_eq!(rank(sizes, percent), expected);
        }
    }
}
