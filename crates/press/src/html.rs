//! The HTML face: a fragment for a page of the program, or a page that stands alone.

mod blocks;
mod table;

use crate::escape::escape;
use crate::layout::name_lines;
use crate::{Document, MOTTO, NATION, Signature, Trace};

/// The style of a document, scoped under `.van-ban`; prints as A4 by itself.
pub const HTML_CSS: &str = include_str!("html/style.css");

/// How the fragment fits into the page around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Heading level of the document's title, 1 to 4; 2 inside a page that has its own `h1`.
    pub title_level: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self { title_level: 1 }
    }
}

/// The document as one `<article class="van-ban">`.
#[must_use]
pub fn body(document: &Document, options: &Options) -> String {
    let level = options.title_level.clamp(1, 4);
    let mut blocks = blocks::Writer::new(document.draft, level);
    let mut out = String::from("<article class=\"van-ban\">\n");
    out.push_str(&masthead(document));
    out.push_str(&title(document, level));
    for base in &document.bases {
        out.push_str(&format!("<p class=\"can-cu\">{}</p>\n", escape(base)));
    }
    blocks.write_all(&document.body, &mut out);
    out.push_str(&foot(document));
    if let Some(trace) = &document.trace {
        out.push_str(&trace_lines(trace));
    }
    for (at, annex) in document.annexes.iter().enumerate() {
        out.push_str("<section class=\"phu-luc\">\n");
        let heading = format!("{} {}", document.annex_label(at), annex.title);
        out.push_str(&blocks.heading(1, heading.trim(), "ten-phu-luc"));
        out.push_str(&format!("<p class=\"kem-theo\">{}</p>\n", escape(&document.annex_reference())));
        blocks.write_all(&annex.blocks, &mut out);
        out.push_str("</section>\n");
    }
    out.push_str("</article>\n");
    out
}

/// A whole page with its style inside, in Vietnamese, needing nothing from elsewhere.
#[must_use]
pub fn page(document: &Document) -> String {
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{HTML_CSS}</style>\n</head>\n<body class=\"trang-van-ban\">\n<main>\n{}</main>\n</body>\n</html>\n",
        escape(&document.full_title()),
        body(document, &Options::default())
    )
}

fn masthead(document: &Document) -> String {
    let head = &document.masthead;
    let draft = if document.draft { "<p class=\"du-thao\">DỰ THẢO</p>" } else { "" };
    format!(
        "<header class=\"dau\">\n<div class=\"co-quan\">{}{}{}{draft}</div>\n\
         <div class=\"quoc-hieu\"><p class=\"ten-nuoc\">{NATION}</p>\
         <p class=\"tieu-ngu\"><span>{MOTTO}</span></p><p class=\"ngay\">{}</p></div>\n</header>\n",
        name("chu-quan", &head.superior),
        name("ban-hanh", &head.issuer),
        line("so", &head.symbol),
        escape(&head.place_and_date()),
    )
}

fn title(document: &Document, level: u8) -> String {
    let mut out = String::new();
    if !document.kind.is_empty() || !document.title.is_empty() {
        let kind = format!("<span class=\"loai\">{}</span>", escape(&document.kind));
        let about = format!("<span class=\"trich-yeu\">{}</span>", escape(&document.title));
        out.push_str(&format!("<h{level} class=\"tieu-de\">{kind} {about}</h{level}>\n"));
    }
    match document.addressee.as_slice() {
        [] => {}
        [one] => out.push_str(&format!("<p class=\"kinh-gui\">Kính gửi: {}</p>\n", escape(one))),
        many => {
            let lines: String = many.iter().map(|to| format!("<li>{}</li>", escape(to))).collect();
            out.push_str(&format!("<div class=\"kinh-gui\">Kính gửi:<ul>{lines}</ul></div>\n"));
        }
    }
    out
}

fn foot(document: &Document) -> String {
    let lines: String = document.recipients.iter().map(|line| format!("<li>{}</li>", escape(line))).collect();
    let recipients = if lines.is_empty() {
        String::new()
    } else {
        format!("<p class=\"noi-nhan\">Nơi nhận:</p><ul>{lines}</ul>")
    };
    let Signature { authority, post, name, signed_at } = &document.signature;
    let signed = signed_at.as_deref().map_or(String::new(), |text| line("ky-so", text));
    format!(
        "<footer class=\"chan\">\n<div class=\"nhan\">{recipients}</div>\n<div class=\"ky\">{}{}<div class=\"cho-ky\">{signed}</div>{}</div>\n</footer>\n",
        line("quyen-han", authority),
        line("chuc-vu", post),
        line("ho-ten", name),
    )
}

fn trace_lines(trace: &Trace) -> String {
    let code = trace.url.as_deref().and_then(crate::qr::draw).unwrap_or_default();
    let address = trace.url.as_deref().map_or(String::new(), |url| {
        let text = escape(url);
        match crate::escape::followable(url) {
            Some(_) => format!("<p><a href=\"{text}\">{text}</a></p>"),
            None => format!("<p>{text}</p>"),
        }
    });
    let said = |label: &str, text: &str, tag: &str| match text {
        "" => String::new(),
        text => format!("<p>{label}: <{tag}>{}</{tag}></p>", escape(text)),
    };
    format!(
        "<div class=\"tra-cuu\">{code}<div>{}{}{}{address}</div></div>\n",
        said("Mã tra cứu", &trace.code, "strong"),
        said("Mã băm", &trace.hash, "code"),
        line("ghi-chu", &trace.note),
    )
}

/// The name of a body, broken where clerks break it.
fn name(class: &str, text: &str) -> String {
    let lines: Vec<String> = name_lines(text).into_iter().map(escape).collect();
    if lines.is_empty() { String::new() } else { format!("<p class=\"{class}\">{}</p>", lines.join("<br>")) }
}

fn line(class: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p class=\"{class}\">{}</p>", escape(text)) }
}
