//! The article of a portal's page, found among menus, sidebars and feet: the smallest part of the page that holds nearly all of its
//! running text. Tags and entities are read by a tokenizer of the HTML standard.

use html5gum::{Token, Tokenizer};

/// Text of one block of the page, and within which containers it stands.
struct Block {
    text: String,
    /// Characters of it that are links.
    linked: usize,
    within: Vec<usize>,
}

/// Parts of a page that are never its article.
const ASIDE: [&str; 12] =
    ["script", "style", "nav", "footer", "aside", "form", "select", "noscript", "template", "button", "iframe", "svg"];
/// Parts that hold blocks.
const CONTAINERS: [&str; 9] = ["div", "article", "section", "main", "td", "body", "table", "header", "center"];
/// Tags that end a block.
const BLOCKS: [&str; 20] = [
    "p",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "th",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "hr",
];

#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    /// Open containers, each with its tag.
    open: Vec<(usize, String)>,
    made: usize,
    /// How deep inside parts that are never the article.
    aside: usize,
    link: usize,
    /// The block in which the first heading of the page stands.
    heading: Option<usize>,
    in_heading: bool,
}

/// The article of a page as lines of text.
pub fn article(html: &str) -> String {
    let mut page = Page::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.open(&String::from_utf8_lossy(&tag.name), tag.self_closing),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if page.aside == 0 => page.say(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    page.end_block();
    page.article()
}

impl Page {
    fn open(&mut self, name: &str, closed: bool) {
        if ASIDE.contains(&name) {
            self.end_block();
            self.aside += usize::from(!closed);
        } else if CONTAINERS.contains(&name) {
            self.end_block();
            self.made += 1;
            self.open.push((self.made, name.to_owned()));
        } else if BLOCKS.contains(&name) {
            self.end_block();
            self.in_heading = name == "h1";
        } else if name == "a" {
            self.link += 1;
        }
    }

    fn close(&mut self, name: &str) {
        if ASIDE.contains(&name) {
            self.aside = self.aside.saturating_sub(1);
        } else if CONTAINERS.contains(&name) {
            self.end_block();
            // A tag that was never opened closes nothing; one that was left open ends with its parent.
            if let Some(at) = self.open.iter().rposition(|(_, open)| open == name) {
                self.open.truncate(at);
            }
        } else if BLOCKS.contains(&name) {
            self.end_block();
        } else if name == "a" {
            self.link = self.link.saturating_sub(1);
        }
    }

    fn say(&mut self, text: &str) {
        let blank = self.text.is_empty() || self.text.ends_with(' ');
        let words: Vec<&str> = text.split_whitespace().collect();
        if text.starts_with(char::is_whitespace) && !blank && !words.is_empty() {
            self.text.push(' ');
        }
        let said = words.join(" ");
        if self.link > 0 {
            self.linked += said.chars().count();
        }
        self.text.push_str(&said);
        if text.ends_with(char::is_whitespace) && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let linked = std::mem::take(&mut self.linked);
        if !text.is_empty() {
            if self.in_heading && self.heading.is_none() {
                self.heading = Some(self.blocks.len());
            }
            self.blocks.push(Block { text, linked, within: self.open.iter().map(|(id, _)| *id).collect() });
        }
        self.in_heading = false;
    }

    /// The deepest container that still holds nearly all running text, and the page's heading before it.
    fn article(&self) -> String {
        let running = |block: &Block| {
            let length = block.text.chars().count();
            if length >= 60 && block.linked * 2 < length { length } else { 0 }
        };
        let mut sums = std::collections::BTreeMap::new();
        let mut all = 0;
        for block in &self.blocks {
            let length = running(block);
            all += length;
            block.within.iter().for_each(|id| *sums.entry(*id).or_insert(0) += length);
        }
        // Containers are numbered as they open: the last that holds enough is the deepest.
        let best = sums.iter().rev().find(|(_, sum)| **sum * 100 >= all * 70).map(|(id, _)| *id);
        let inside = |block: &Block| best.is_none_or(|id| block.within.contains(&id));
        let heading = self.heading.filter(|at| !inside(&self.blocks[*at])).map(|at| self.blocks[at].text.clone());
        let lines = self
            .blocks
            .iter()
            .filter(|b| inside(b))
            .filter(|b| b.linked < b.text.chars().count() || best.is_none())
            .map(|b| b.text.clone());
        heading.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_among_menus() {
        let page = "<!doctype html><html><head><title>Cổng</title><style>p{}</style></head><body><nav><a href=/>Trang chủ 12</a></nav>\
            <div id=menu><ul><li><a href=/1>Tin 1</a><li><a href=/2>Tin 2</a></ul></div><h1>Thu ngân sách 4 tháng</h1>\
            <div class=bai><p>Thu ng&acirc;n s&aacute;ch tr&ecirc;n địa b&agrave;n đạt <b>1.748,6</b>&nbsp;tỷ đồng, bằng 28,24% dự toán năm.</p>\
            <p>Đoàn kiểm tra liên ngành đã kiểm tra 335 cơ sở dịch vụ ăn uống trên địa bàn quận trong kỳ.<p>Hết.</div>\
            <div class=foot>Điện thoại 024</div><script>var a = 99;</script></body></html>";
        let text = article(page);
        assert!(text.starts_with("Thu ngân sách 4 tháng\nThu ngân sách trên địa bàn đạt 1.748,6"), "{text}");
        assert!(text.contains("335 cơ sở") && text.ends_with("Hết."), "{text}");
        assert!(!text.contains("Trang chủ") && !text.contains("024") && !text.contains("99"), "{text}");
    }

    #[test]
    fn no_page_panics() {
        for page in ["<", "<div", "</div></div>text", "<p><div><p>", "&#x110000;", "<a><a></a>"] {
            let _ = article(page);
        }
    }
}
