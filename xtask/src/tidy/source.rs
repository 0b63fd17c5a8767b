//! One Rust file as the rules see it: its voices, which lines are tests, and where its functions begin and end.

use super::scan::{Voices, voices};

/// A Rust file.
#[derive(Debug)]
pub struct Source {
    /// From the root of the repository.
    pub path: String,
    pub text: String,
    /// Its voices, line by line.
    pub code: Vec<String>,
    pub comments: Vec<String>,
    pub quoted: Vec<String>,
    /// For each line, whether it only serves tests.
    pub test: Vec<bool>,
}

/// A function of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// First and last line, counted from 0.
    pub first: usize,
    pub last: usize,
}

impl Source {
    /// Reads a file; `test` is true when the whole file serves tests.
    pub fn new(path: &str, text: &str, test: bool) -> Source {
        let Voices { code, comments, quoted } = voices(text);
        let lines = |voice: &str| voice.lines().map(str::to_owned).collect::<Vec<_>>();
        let code = lines(&code);
        let mut marks = vec![test; code.len()];
        for (first, last) in test_blocks(&code) {
            marks[first..=last].fill(true);
        }
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            comments: lines(&comments),
            quoted: lines(&quoted),
            test: marks,
        }
    }

    /// Lines that carry code and are not tests; in a file of tests, all that carry code.
    pub fn code_lines(&self) -> usize {
        let whole = self.test.iter().all(|&test| test);
        let lines = self.quoted.iter().zip(&self.test);
        lines.filter(|(line, test)| !line.trim().is_empty() && (whole || !**test)).count()
    }

    /// Lines of code outside tests, each with its number counted from 1.
    pub fn plain(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().zip(&self.test).enumerate();
        lines.filter(|(_, (_, test))| !**test).map(|(i, (line, _))| (i + 1, line.as_str()))
    }

    /// Code outside tests as one text.
    pub fn plain_text(&self) -> String {
        let lines = self.code.iter().zip(&self.test);
        lines.map(|(line, test)| if *test { "\n".to_owned() } else { format!("{line}\n") }).collect()
    }

    /// Every function that has a body, in order of its first line.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (first, line) in self.code.iter().enumerate() {
            let Some(column) = function_starts(line) else { continue };
            let Some(name) = after_word(&line[column..], "fn") else { continue };
            if let Some(last) = block_end(&self.code, first, column) {
                found.push(Function { name, first, last });
            }
        }
        found
    }
}

/// Where `fn name` stands in a line; the type `fn(…)` is none.
fn function_starts(line: &str) -> Option<usize> {
    let starts = |at: &usize| !line[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices("fn ").map(|(at, _)| at).find(starts)
}

/// The name that follows a keyword in a line of code.
pub fn after_word(line: &str, keyword: &str) -> Option<String> {
    let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.find(|word| *word == keyword)?;
    let name = words.find(|word| !word.is_empty())?;
    Some(name.to_owned())
}

/// Files named by `#[cfg(test)] mod name;`, by the bare name.
pub fn test_modules(source: &Source) -> Vec<String> {
    let marked = source.code.iter().enumerate().filter(|(_, line)| line.trim() == "#[cfg(test)]");
    let next = marked.filter_map(|(i, _)| source.code.get(i + 1));
    next.filter(|line| line.trim_end().ends_with(';')).filter_map(|line| after_word(line, "mod")).collect()
}

fn test_blocks(code: &[String]) -> Vec<(usize, usize)> {
    let marked = code.iter().enumerate().filter(|(_, line)| line.trim() == "#[cfg(test)]").map(|(i, _)| i);
    marked.map(|first| (first, block_end(code, first + 1, 0).unwrap_or(first + 1).min(code.len() - 1))).collect()
}

/// The line on which the first block after a place closes; none when a semicolon comes first.
fn block_end(code: &[String], first: usize, column: usize) -> Option<usize> {
    let (mut braces, mut brackets) = (0usize, 0usize);
    for (i, line) in code.iter().enumerate().skip(first) {
        let skip = if i == first { column } else { 0 };
        for c in line.get(skip..)?.chars() {
            match c {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets = brackets.saturating_sub(1),
                '{' => braces += 1,
                '}' if braces == 1 => return Some(i),
                '}' => braces = braces.saturating_sub(1),
                ';' if braces == 0 && brackets == 0 => return None,
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
//! A file.
fn one() -> [u8; 2] {
    [1, 2]
}
trait T { fn two(&self); }
struct S { f: fn(&str) }
/// fn no() {}
pub fn three<F>(f: F) -> String
where
    F: Fn(),
{
    \"}\".into()
}
#[cfg(test)]
mod tests {
    fn four() {}
}
#[cfg(test)]
mod rows;
";

    #[test]
    fn functions_are_found_with_their_lines() {
        let source = Source::new("a.rs", TEXT, false);
        let found: Vec<_> = source.functions().into_iter().map(|f| (f.name, f.first, f.last)).collect();
        let expected = [("one", 1, 3), ("three", 7, 12), ("four", 15, 15)];
        assert_eq!(found, expected.map(|(name, first, last)| (name.to_owned(), first, last)));
    }

    #[test]
    fn tests_are_told_from_code() {
        let source = Source::new("a.rs", TEXT, false);
        assert_eq!(source.code_lines(), 11);
        assert_eq!(test_modules(&source), ["rows"]);
        assert!(!source.plain_text().contains("four"));
        assert_eq!(Source::new("tests.rs", TEXT, true).code_lines(), 17);
    }
}
