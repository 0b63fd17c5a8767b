//! Puts pieces of text together: side by side in a word, apart by a space, or on a line of their own.

/// Where a piece stands on the page.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub start: (f64, f64),
    pub end: (f64, f64),
    /// The way the writing runs, of length one.
    pub way: (f64, f64),
    /// How large a letter is on the page.
    pub size: f64,
}

/// From this gap on, in sizes of a letter, two pieces are two words; a narrow space takes a fifth, kerning a twentieth.
const WORD: f64 = 0.15;
/// From this rise or fall on it is another line; a raised figure stays within.
const LINE: f64 = 0.5;
/// Stepping back by this much begins another column or line.
const BACK: f64 = 2.0;

/// Text in the order in which it is shown.
#[derive(Default)]
pub struct Lines {
    text: String,
    last: Option<Place>,
}

impl Lines {
    pub fn put(&mut self, text: &str, place: Place) {
        if text.is_empty() {
            return;
        }
        self.text.extend(self.last.and_then(|last| gap(last, place)));
        self.text.push_str(text);
        self.last = Some(place);
    }

    /// What follows stands on another page.
    pub fn end_page(&mut self) {
        self.text.push('\n');
        self.last = None;
    }

    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn into_text(self) -> String {
        self.text
    }
}

fn gap(last: Place, next: Place) -> Option<char> {
    let size = last.size.max(next.size);
    let (x, y) = (next.start.0 - last.end.0, next.start.1 - last.end.1);
    let along = (x * last.way.0 + y * last.way.1) / size;
    let across = (x * last.way.1 - y * last.way.0).abs() / size;
    let turned = last.way.0 * next.way.0 + last.way.1 * next.way.1;
    if !along.is_finite() || !across.is_finite() || turned < 0.9 || across > LINE || along < -BACK {
        return Some('\n');
    }
    (along > WORD).then_some(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_together_or_apart() {
        // A first piece ends at (100, 700) in size 10; the next one begins here.
        let rows = [
            (100.0, 700.0, 10.0, None),
            (99.0, 700.0, 10.0, None),
            (101.0, 700.0, 10.0, None),
            (102.5, 700.0, 10.0, Some(' ')),
            (300.0, 700.0, 10.0, Some(' ')),
            (100.0, 703.5, 6.0, None),
            (50.0, 700.0, 10.0, Some('\n')),
            (100.0, 688.0, 10.0, Some('\n')),
            (f64::NAN, 700.0, 10.0, Some('\n')),
        ];
        let at = |x, y, size| Place { start: (x, y), end: (x, y), way: (1.0, 0.0), size };
        for (x, y, size, expected) in rows {
            assert_eq!(gap(at(100.0, 700.0, 10.0), at(x, y, size)), expected, "{x} {y} {size}");
        }
        let upward = |x, y| Place { way: (0.0, 1.0), ..at(x, y, 10.0) };
        assert_eq!(gap(upward(100.0, 700.0), upward(100.0, 705.0)), Some(' '));
        assert_eq!(gap(upward(100.0, 700.0), upward(115.0, 100.0)), Some('\n'));
        assert_eq!(gap(at(100.0, 700.0, 10.0), upward(100.0, 700.0)), Some('\n'));
    }
}
