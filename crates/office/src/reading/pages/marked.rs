//! The text of a report with its numbers and doubts marked, each mark leading to its proposal.

use crate::reading::store::Proposal;
use crate::ui::{Html, escape};
use serde_json::Value;

/// A mark of the text: from, to, opening tag, closing tag.
struct Mark {
    from: usize,
    to: usize,
    open: String,
    close: &'static str,
}

/// The text as paragraphs; `shown` is the proposal that is open.
pub fn marked(text: &str, path: &str, proposals: &[Proposal], doubts: &[Value], shown: Option<i64>) -> Html {
    let mut marks: Vec<Mark> = proposals.iter().map(|p| of_proposal(path, p, shown)).collect();
    marks.extend(doubts.iter().zip(1..).flat_map(|(doubt, no)| of_doubt(doubt, no, proposals)));
    marks.sort_by_key(|mark| (mark.from, mark.to));
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for mark in marks {
        // Marks do not nest: what overlaps an earlier one is reached from the lists.
        if mark.from < at || mark.to > letters.len() || mark.to <= mark.from {
            continue;
        }
        push(&mut out, &letters[at..mark.from]);
        out.push_str(&mark.open);
        push(&mut out, &letters[mark.from..mark.to]);
        out.push_str(mark.close);
        at = mark.to;
    }
    push(&mut out, &letters[at.min(letters.len())..]);
    let paragraphs = out.split('\n').filter(|line| !line.trim().is_empty());
    Html(paragraphs.map(|line| format!("<p>{line}</p>")).collect())
}

fn push(out: &mut String, letters: &[char]) {
    out.push_str(&escape(&letters.iter().collect::<String>()));
}

fn of_proposal(path: &str, p: &Proposal, shown: Option<i64>) -> Mark {
    let class = match (p.state.as_str(), shown == Some(p.no)) {
        (_, true) => "shown",
        ("accepted", _) => "good",
        ("rejected", _) => "dropped",
        _ => "open",
    };
    let no = p.no;
    Mark {
        from: p.number.0,
        to: p.number.1,
        open: format!("<a class=\"mark {class}\" id=\"p{no}\" href=\"{path}?p={no}#p{no}\">"),
        close: "</a>",
    }
}

/// The places of a doubt that are no number of a proposal: those are marked already.
fn of_doubt(doubt: &Value, no: usize, proposals: &[Proposal]) -> Vec<Mark> {
    let places = doubt["spans"].as_array().into_iter().flatten().filter_map(|span| {
        let place = |at: usize| usize::try_from(span[at].as_u64()?).ok();
        Some((place(0)?, place(1)?))
    });
    let free = places.filter(|(from, to)| !proposals.iter().any(|p| p.number.0 < *to && *from < p.number.1));
    free.map(|(from, to)| Mark { from, to, open: format!("<a class=\"mark doubt\" href=\"#d{no}\">"), close: "</a>" })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_marked_and_the_rest_escaped() {
        let one = Proposal { no: 3, number: (8, 11), state: "open".into(), ..Proposal::default() };
        let text = "Thu <b> 335 cơ sở\nvà ngày 22/6";
        let doubts = [serde_json::json!({ "spans": [[26, 30]] })];
        let html = marked(text, "/b/readings/1", &[one], &doubts, None).0;
        assert!(
            html.starts_with(
                "<p>Thu &lt;b&gt; <a class=\"mark open\" id=\"p3\" href=\"/b/readings/1?p=3#p3\">335</a> cơ sở</p><p>"
            ),
            "{html}"
        );
        assert!(html.ends_with("<a class=\"mark doubt\" href=\"#d1\">22/6</a></p>"), "{html}");
    }

    #[test]
    fn a_place_beyond_the_text_marks_nothing() {
        let one = Proposal { no: 1, number: (2, 99), ..Proposal::default() };
        assert_eq!(marked("abc", "/x", &[one], &[], None).0, "<p>abc</p>");
    }
}
