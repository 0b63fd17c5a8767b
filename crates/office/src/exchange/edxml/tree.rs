//! The elements of an XML file as a tree: size, depth and number of elements held, no DTD, no entity but the five
//! predefined ones.

use super::Unreadable;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// The largest file that is read, in bytes.
pub(super) const BYTES: usize = 60 * 1024 * 1024;
/// The deepest nesting; a message needs eight levels, a signature a few more.
pub(super) const DEPTH: usize = 64;
/// The most elements, so that a small file of nothing but tags cannot fill the memory.
const ELEMENTS: usize = 100_000;
/// The attributes of one element that are looked at.
const ATTRIBUTES: usize = 64;

/// An element.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Name without prefix.
    pub(super) name: String,
    pub(super) prefix: String,
    /// Attributes by their whole name.
    pub(super) attributes: Vec<(String, String)>,
    /// Text directly within, with its blanks.
    pub(super) text: Cow<'a, str>,
    pub(super) children: Vec<Node<'a>>,
    pub(super) line: usize,
    /// The element as it stands in the file, tags included.
    pub(super) raw: &'a str,
    start: usize,
}

impl<'a> Node<'a> {
    /// Whether it bears one of the names, given as `A|B`; case makes no difference.
    pub(super) fn is(&self, names: &str) -> bool {
        names.split('|').any(|name| name.eq_ignore_ascii_case(&self.name))
    }

    /// The children of that name.
    pub(super) fn all<'n>(&'n self, names: &'n str) -> impl Iterator<Item = &'n Node<'a>> {
        self.children.iter().filter(move |child| child.is(names))
    }

    /// The first element at a path such as `Code/CodeNumber`, each step `A|B`.
    pub(super) fn at(&self, path: &str) -> Option<&Node<'a>> {
        path.split('/').try_fold(self, |node, step| node.children.iter().find(|child| child.is(step)))
    }

    /// The text at a path, trimmed; empty when nothing stands there.
    pub(super) fn value(&self, path: &str) -> String {
        self.at(path).map(Node::plain).unwrap_or_default()
    }

    /// Its own text, trimmed and without characters that neither XML nor a database holds.
    pub(super) fn plain(&self) -> String {
        self.text.chars().filter(|c| is_char(*c)).collect::<String>().trim().to_owned()
    }

    /// The first element from here down that fits.
    pub(super) fn find(&self, fits: &dyn Fn(&Node) -> bool) -> Option<&Node<'a>> {
        if fits(self) {
            return Some(self);
        }
        self.children.iter().find_map(|child| child.find(fits))
    }

    /// Every element from here down that fits, outermost first; what stands within one that fits is passed over.
    pub(super) fn collect<'n>(&'n self, fits: &dyn Fn(&Node) -> bool, into: &mut Vec<&'n Node<'a>>) {
        if fits(self) {
            into.push(self);
        } else {
            self.children.iter().for_each(|child| child.collect(fits, into));
        }
    }
}

/// Whether XML 1.0 can hold the character (section 2.2 of the recommendation).
pub(super) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// The text of a file: UTF-8 with or without a byte order mark, or UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if bytes.len() > BYTES {
        let most = BYTES / (1024 * 1024);
        return Err(wrong(0, format!("Tệp lớn hơn {most} MB. Đề nghị nơi gửi chia nhỏ tệp đính kèm rồi gửi lại.")));
    }
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let read = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let sentence = "Tệp không phải XML mã hóa UTF-8. Đề nghị nơi gửi xuất lại thông điệp bằng UTF-8.";
        wrong(1 + count_lines(read), sentence.to_owned())
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, Unreadable> {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned)
        .map_err(|_| wrong(0, "Tệp mã hóa UTF-16 bị hỏng. Đề nghị nơi gửi xuất lại thông điệp bằng UTF-8.".to_owned()))
}

/// Reads the tree of a text.
pub(super) fn parse(source: &str) -> Result<Node<'_>, Unreadable> {
    let mut reader = Reader::from_str(source);
    let mut growing = Growing { source, open: Vec::new(), root: None, elements: 0, line: 1, counted: 0 };
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        growing.count_to(from);
        let found = match reader.read_event() {
            Ok(Event::Eof) => return growing.finish(),
            Ok(found) => growing.take(found, from, usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)),
            Err(quick_xml::Error::Syntax(_)) => Err(cut_off()),
            Err(error) => Err(broken(&error)),
        };
        if let Err(sentence) = found {
            return Err(wrong(growing.line, sentence));
        }
    }
}

/// A fault of the file itself; line 0 stands for the whole of it.
fn wrong(line: usize, sentence: String) -> Unreadable {
    let place = if line == 0 { "toàn tệp".to_owned() } else { format!("dòng {line}") };
    Unreadable { place, sentence }
}

fn broken(why: &dyn std::fmt::Display) -> String {
    format!("Tệp XML bị hỏng ({why}). Đề nghị nơi gửi xuất và gửi lại thông điệp.")
}

fn cut_off() -> String {
    "Tệp thiếu phần cuối, có lẽ bị cắt giữa chừng. Tải lại tệp hoặc đề nghị nơi gửi gửi lại.".to_owned()
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// A tree being read.
struct Growing<'a> {
    source: &'a str,
    open: Vec<Node<'a>>,
    root: Option<Node<'a>>,
    elements: usize,
    line: usize,
    counted: usize,
}

impl<'a> Growing<'a> {
    fn count_to(&mut self, position: usize) {
        let passed = self.source.as_bytes().get(self.counted..position).unwrap_or_default();
        self.line += count_lines(passed);
        self.counted = self.counted.max(position);
    }

    fn take(&mut self, found: Event<'a>, from: usize, to: usize) -> Result<(), String> {
        match found {
            Event::Start(element) => self.begin(&element, from),
            Event::Empty(element) => {
                self.begin(&element, from)?;
                self.end(to);
                Ok(())
            }
            Event::End(_) => {
                self.end(to);
                Ok(())
            }
            Event::Text(text) => self.text(text.xml10_content()),
            Event::CData(text) => self.text(text.xml10_content()),
            Event::GeneralRef(name) => self.text(Cow::Owned(resolve(&name)?)),
            Event::DocType(_) => Err(
                "Tệp khai báo DOCTYPE, phần này không được đọc vì an toàn. Đề nghị nơi gửi bỏ khai báo rồi gửi lại."
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, element: &BytesStart, start: usize) -> Result<(), String> {
        self.elements += 1;
        if self.open.len() >= DEPTH {
            return Err(format!("Các phần tử lồng nhau quá {DEPTH} lớp. Đề nghị nơi gửi xuất lại theo QCVN 102:2016."));
        }
        if self.elements > ELEMENTS {
            return Err(format!("Tệp có quá {ELEMENTS} phần tử. Đề nghị nơi gửi xuất lại theo QCVN 102:2016."));
        }
        if self.root.is_some() {
            return Err(
                "Tệp có nhiều hơn một phần tử gốc. Đề nghị nơi gửi gửi mỗi thông điệp trong một tệp.".to_owned()
            );
        }
        let name = element.local_name().into_inner().to_owned();
        let prefix = element.name().prefix().map(|prefix| prefix.into_inner().to_owned()).unwrap_or_default();
        let attributes = attributes(element)?;
        let (text, children, line) = (Cow::Borrowed(""), Vec::new(), self.line);
        self.open.push(Node { name, prefix, attributes, text, children, line, raw: "", start });
        Ok(())
    }

    fn end(&mut self, to: usize) {
        let Some(mut node) = self.open.pop() else { return };
        node.raw = self.source.get(node.start..to).unwrap_or_default();
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.root = Some(node),
        }
    }

    fn text(&mut self, found: Cow<'a, str>) -> Result<(), String> {
        match self.open.last_mut() {
            Some(node) if node.text.is_empty() => node.text = found,
            Some(node) => node.text.to_mut().push_str(&found),
            None if found.trim().is_empty() => {}
            None => {
                return Err("Tệp không phải thông điệp XML: có chữ đứng ngoài phần tử gốc. Chọn tệp edXML.".to_owned());
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Node<'a>, Unreadable> {
        match (self.root, self.open.is_empty()) {
            (Some(root), true) => Ok(root),
            (None, true) => {
                Err(wrong(0, "Tệp không có phần tử XML nào. Chọn tệp edXML do nơi gửi cung cấp.".to_owned()))
            }
            (_, false) => Err(wrong(self.line, cut_off())),
        }
    }
}

/// The character that a reference stands for. A declared entity never comes here: a DTD is refused before.
fn resolve(name: &BytesRef) -> Result<String, String> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Ok(c.to_string()),
        Ok(None) => resolve_xml_entity(name).map(str::to_owned).ok_or_else(|| {
            let name: &str = name;
            format!("Tệp dùng thực thể &{name}; không thuộc XML. Đề nghị nơi gửi viết thẳng ký tự đó rồi gửi lại.")
        }),
        Err(error) => Err(broken(&error)),
    }
}

/// The attributes; not searched for doubles, which would take the square of their number.
fn attributes(element: &BytesStart) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for attribute in element.attributes().with_checks(false).take(ATTRIBUTES) {
        let attribute = attribute.map_err(|error| broken(&error))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error))?;
        found.push((attribute.key.into_inner().to_owned(), value.into_owned()));
    }
    Ok(found)
}
