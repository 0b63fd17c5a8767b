//! As much of HTML as the pages of the program need: text without tags, attributes, entities.

/// Tags that stand within a line of text; every other one parts words.
const INLINE: [&str; 9] = ["a", "b", "strong", "em", "i", "span", "small", "code", "sup"];
/// Elements whose content nobody reads as text: drawings, and the codes printed beside numbers.
const SILENT: [&str; 4] = ["svg", "script", "style", "sup"];

/// What a person reads: no tags, no codes beside numbers, entities decoded, one plain space between words.
pub fn text(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let name = tag_name(&rest[at..end]);
        rest = &rest[end..];
        if SILENT.contains(&name.as_str()) {
            let close = format!("</{name}>");
            rest = rest.find(&close).map_or("", |at| &rest[at + close.len()..]);
        } else if !INLINE.contains(&name.trim_start_matches('/')) {
            out.push(' ');
        }
    }
    out.push_str(rest);
    decode(&out).replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tag_name(tag: &str) -> String {
    let inner = tag.trim_start_matches('<');
    inner.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect()
}

/// Entities as the characters they stand for.
pub fn decode(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let entity = rest[at + 1..].split_once(';').filter(|(name, _)| name.len() < 8);
        match entity.and_then(|(name, after)| Some((entity_of(name)?, after))) {
            Some((character, after)) => {
                out.push(character);
                rest = after;
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity_of(name: &str) -> Option<char> {
    let numeric = name.strip_prefix('#').map(|number| match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    match (name, numeric) {
        (_, Some(number)) => char::from_u32(number.ok()?),
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("nbsp", _) => Some('\u{a0}'),
        _ => None,
    }
}

/// The value of an attribute of the first tag in `html` that holds `marker`.
pub fn attribute(html: &str, marker: &str, name: &str) -> Option<String> {
    let at = html.find(marker)?;
    let tag = &html[html[..=at].rfind('<')?..];
    attribute_of(&tag[..tag.find('>')?], name)
}

/// The value of an attribute of a tag.
pub fn attribute_of(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(decode(&tag[start..start + tag[start..].find('"')?]))
}

/// What stands between the first `from` and the next `to`.
pub fn between<'a>(html: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = html.find(from)? + from.len();
    Some(&html[start..start + html[start..].find(to)?])
}

#[test]
fn text_is_what_a_person_reads() {
    let rows = [
        ("<p>đạt <a id=\"S2\">28,24\u{a0}%<sup>S2</sup></a>, chậm</p><p>5&#44;09</p>", "đạt 28,24 %, chậm 5,09"),
        ("<td>a</td><td>b &amp; c</td>", "a b & c"),
        ("1 <svg><text>9</text></svg> & 2", "1 & 2"),
    ];
    for (html, expected) in rows {
        assert_eq!(text(html), expected);
    }
    assert_eq!(
        attribute("<p><input name=\"v\" value=\"1 &#34;tỷ&#34;\">", "name=\"v\"", "value").as_deref(),
        Some("1 \"tỷ\"")
    );
}
