//! Text made safe for markup: XML and HTML escaping, characters XML cannot hold, links worth following.

/// Escapes text for HTML or XML content and for quoted attributes, dropping what XML cannot hold.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|c| allowed(*c)) {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Drops the characters XML 1.0 cannot hold; a file with one of them does not open at all.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|c| allowed(*c)).collect()
}

fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The link if a browser may follow it: the web, this site or this page, never a script.
pub(crate) fn followable(href: &str) -> Option<&str> {
    let here = href.starts_with('#') || href.starts_with('?') || (href.starts_with('/') && !href.starts_with("//"));
    (here || absolute(href).is_some()).then_some(href)
}

/// The link if it still leads somewhere when read from a file.
pub(crate) fn absolute(href: &str) -> Option<&str> {
    (href.starts_with("https://") || href.starts_with("http://")).then_some(href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let rows = [
            ("a < b & c", "a &lt; b &amp; c"),
            ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
            ("\"#$*]\"", "&quot;#$*]&quot;"),
            ("a\u{0}b\u{FFFF}", "ab"),
        ];
        for (text, expected) in rows {
            assert_eq!(escape(text), expected);
        }
    }

    #[test]
    fn only_harmless_links_are_followed() {
        let rows = [
            ("/so-lieu/12", true),
            ("https://badinh.hanoi.gov.vn", true),
            ("#S3", true),
            ("javascript:alert(1)", false),
            ("//other.example", false),
            ("", false),
        ];
        for (href, expected) in rows {
            assert_eq!(followable(href).is_some(), expected, "{href}");
        }
    }
}
