//! Reads the text of a DOCX: the body, then headers, footers, footnotes and endnotes. No entity is expanded, nothing is
//! loaded, and no size that the file names is believed.

use super::ENOUGH;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// The most bytes one part, and all parts read together, may unpack into.
const LARGEST_PART: u64 = 64 * 1024 * 1024;
/// The most parts that are read; Word writes three headers and three footers for each section.
const MOST_PARTS: usize = 100;

const BODY: &str = "word/document.xml";
const BROKEN: &str = "Không đọc được chữ trong tệp DOCX, có lẽ tệp bị hỏng. Mở tệp bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi tải lên lần nữa.";
const NO_BODY: &str = "Tệp không phải văn bản Word (thiếu word/document.xml). Mở bằng chương trình đã tạo ra nó, lưu thành .docx rồi tải lên lần nữa.";
const TOO_LARGE: &str =
    "Phần chữ của tệp DOCX quá lớn (trên 64 MB khi giải nén). Tách thành nhiều tệp nhỏ hơn rồi tải lên từng tệp.";

/// The raw text of a document.
///
/// # Errors
/// A Vietnamese sentence: no archive, no body, broken XML, too large.
pub fn read(bytes: &[u8]) -> Result<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
    if archive.index_for_name(BODY).is_none() {
        return Err(NO_BODY.into());
    }
    let names = parts(&archive);
    let mut words = Words::default();
    let mut left = LARGEST_PART;
    for name in names {
        let part = archive.by_name(&name).map_err(|_| BROKEN)?;
        // One byte more than allowed tells a part that just fits from one that was cut.
        let mut limited = BufReader::new(part.take(left + 1));
        let read = words.read(&mut limited);
        let rest = limited.get_ref().limit();
        if rest == 0 {
            return Err(TOO_LARGE.into());
        }
        read?;
        left = rest - 1;
        if words.text.len() >= ENOUGH {
            break;
        }
    }
    Ok(words.text)
}

/// The parts with words, the body first.
fn parts(archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let rank = |name: &str| {
        let stem = name.strip_prefix("word/")?.strip_suffix(".xml")?;
        ["document", "header", "footer", "footnotes", "endnotes"].iter().position(|kind| {
            let number = stem.strip_prefix(kind);
            number.is_some_and(|number| number.chars().all(|digit| digit.is_ascii_digit()))
        })
    };
    let names = archive.file_names().filter_map(Result::ok);
    let mut ranked: Vec<(usize, String)> =
        names.filter_map(|name| rank(&name).map(|rank| (rank, name.into_owned()))).collect();
    ranked.sort_unstable_by(|(rank, name), (other_rank, other)| {
        let key = |rank: usize, name: &str| (rank, name != BODY, name.len());
        key(*rank, name).cmp(&key(*other_rank, other)).then_with(|| name.cmp(other))
    });
    ranked.into_iter().take(MOST_PARTS).map(|(_, name)| name).collect()
}

/// Text as it is gathered, and where reading stands.
#[derive(Default)]
struct Words {
    text: String,
    /// Within how many cells of tables.
    cells: usize,
    /// Within how many elements that hold letters.
    letters: usize,
    /// Within how many second versions of the same content, for old programs.
    fallbacks: usize,
}

impl Words {
    fn read(&mut self, part: &mut impl BufRead) -> Result<(), String> {
        (self.cells, self.letters, self.fallbacks) = (0, 0, 0);
        let mut reader = Reader::from_reader(part);
        let mut buffer = Vec::new();
        while self.text.len() < ENOUGH {
            match reader.read_event_into(&mut buffer).map_err(|_| BROKEN)? {
                Event::Eof => break,
                Event::DocType(_) => return Err(BROKEN.into()),
                Event::Start(element) => self.open(element.local_name().into_inner()),
                Event::End(element) => self.close(element.local_name().into_inner()),
                Event::Empty(element) => {
                    self.open(element.local_name().into_inner());
                    self.close(element.local_name().into_inner());
                }
                Event::Text(text) if self.reads() => self.text.push_str(&text),
                Event::CData(text) if self.reads() => self.text.push_str(&text),
                Event::GeneralRef(name) if self.reads() => self.text.extend(letter(&name)),
                _ => {}
            }
            buffer.clear();
        }
        self.text.push('\n');
        Ok(())
    }

    fn reads(&self) -> bool {
        self.letters > 0 && self.fallbacks == 0
    }

    fn open(&mut self, element: &str) {
        match element {
            "t" => self.letters += 1,
            "tc" => self.cells += 1,
            "Fallback" => self.fallbacks += 1,
            "tab" | "ptab" => self.text.push(' '),
            "noBreakHyphen" => self.text.push('-'),
            "br" | "cr" => self.text.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, element: &str) {
        match element {
            "t" => self.letters = self.letters.saturating_sub(1),
            "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            "tc" => {
                self.cells = self.cells.saturating_sub(1);
                // Cells stay apart, so that a table can be read as one.
                self.text.push('\t');
            }
            // A row of a table is one line, however many paragraphs its cells hold.
            "p" | "tr" => self.text.push(if self.cells > 0 { ' ' } else { '\n' }),
            _ => {}
        }
    }
}

/// The letter a reference stands for, if it is one of those that XML itself knows.
fn letter(name: &BytesRef) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}
