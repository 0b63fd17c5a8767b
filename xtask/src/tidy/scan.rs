//! Tells code from comments and from text in quotes, keeping every line where it stands.

/// The three voices of a Rust file; each has as many lines as the file, the others' characters being blanks.
#[derive(Debug, Default)]
pub struct Voices {
    /// Neither comments nor what stands between quotes.
    pub code: String,
    /// Comments only.
    pub comments: String,
    /// Code with its quoted text, without comments.
    pub quoted: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Code,
    Comment,
    Quote,
}

/// Splits a file into its voices.
pub fn voices(text: &str) -> Voices {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Voices::default();
    let mut at = 0;
    while at < chars.len() {
        let (voice, length) = next(&chars, at);
        for &c in &chars[at..at + length] {
            let keep = |mine: bool| if mine || c == '\n' { c } else { ' ' };
            out.code.push(keep(voice == Voice::Code));
            out.comments.push(keep(voice == Voice::Comment));
            out.quoted.push(keep(voice != Voice::Comment));
        }
        at += length;
    }
    out
}

/// The voice that begins here and how many characters it lasts, at least one.
fn next(chars: &[char], at: usize) -> (Voice, usize) {
    let rest = &chars[at..];
    match rest {
        ['/', '/', ..] => (Voice::Comment, rest.iter().position(|&c| c == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => (Voice::Comment, block_comment(rest)),
        ['"', ..] => (Voice::Quote, plain_quote(rest)),
        ['r', '"' | '#', ..] if !follows_name(chars, at) => match raw_quote(rest) {
            Some(length) => (Voice::Quote, length),
            None => (Voice::Code, 1),
        },
        ['\'', '\\', ..] => (Voice::Quote, escaped_char(rest)),
        ['\'', _, '\'', ..] => (Voice::Quote, 3),
        _ => (Voice::Code, 1),
    }
}

/// Whether the character before belongs to a name; `b` and `c` before a raw quote are markers, not names.
fn follows_name(chars: &[char], at: usize) -> bool {
    let named = |i: usize| chars[i].is_alphanumeric() || chars[i] == '_';
    match at {
        0 => false,
        1 => named(0) && !matches!(chars[0], 'b' | 'c'),
        _ => named(at - 1) && (!matches!(chars[at - 1], 'b' | 'c') || named(at - 2)),
    }
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    rest.len()
}

fn plain_quote(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#` and so on; `r#name` is no quote.
fn raw_quote(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|&&c| c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let start = hashes + 2;
    let closes = |i: &usize| rest[*i] == '"' && rest[i + 1..].iter().take_while(|&&c| c == '#').count() >= hashes;
    Some((start..rest.len()).find(closes).map_or(rest.len(), |i| i + 1 + hashes))
}

fn escaped_char(rest: &[char]) -> usize {
    let end = rest.iter().skip(3).position(|&c| c == '\'');
    end.map_or(1, |i| i + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_apart_from_comments_and_quotes() {
        // text, what of it is code
        let rows = [
            ("a // b", "a"),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"a("b \" c", d)"#, "a(        , d)"),
            (r###"a(r#"b " c"#, d)"###, "a(          , d)"),
            ("r#type x", "r#type x"),
            ("f('\"', 'a, 'b')", "f(   , 'a,    )"),
            ("f('\\'', x)", "f(    , x)"),
            ("for x", "for x"),
            ("b\"x\" + 'c'", "b    +"),
        ];
        for (text, expected) in rows {
            assert_eq!(voices(text).code.trim_end(), expected, "{text}");
        }
    }

    #[test]
    fn every_voice_keeps_the_lines() {
        let text = "a\n/* b\nc */\n\"d\ne\"\n";
        let voices = voices(text);
        for voice in [&voices.code, &voices.comments, &voices.quoted] {
            assert_eq!(voice.lines().count(), text.lines().count());
        }
        assert_eq!(voices.comments.split_whitespace().collect::<Vec<_>>(), ["/*", "b", "c", "*/"]);
    }
}
