//! Watches the library while it opens a file: it reads every object at once, and a small file can name so many of them, or
//! the same large one so often, that memory or an hour is gone. The library shows each object to the guard, which stops it.
//!
//! One hole stays: objects that cannot be read are not shown. A list of places that names the same broken object some
//! hundred thousand times keeps a thread busy for hours, though not memory. Only a process that can be ended closes it.

use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};
use std::cell::Cell;
use std::panic::resume_unwind;

/// All objects of one file together, in bytes of memory; a real file of 10 MB takes a quarter.
const MOST: usize = 256 * 1024 * 1024;
/// What one object takes, whatever it holds.
const OBJECT: usize = 128;
/// The most bytes one stream that lists objects may unpack into; programs begin a new one after a few hundred objects.
const LARGEST_LIST: usize = 1024 * 1024;

thread_local! {
    // The library takes a plain function, which cannot carry anything with it, and calls it on the thread it is called on.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Opens a file. Unwinds if it holds too much.
pub fn open(bytes: &[u8]) -> Result<Document, Error> {
    let options = |force_reconstruct| LoadOptions {
        filter: Some(weigh),
        max_decompressed_size: Some(LARGEST_LIST),
        force_reconstruct,
        ..LoadOptions::default()
    };
    LEFT.set(MOST);
    let document = Document::load_mem_with_options(bytes, options(false))?;
    if document.page_iter().next().is_some() {
        return Ok(document);
    }
    // With a guard the library does not try on its own to find the pages of a damaged file.
    drop(document);
    Document::load_mem_with_options(bytes, options(true))
}

/// Lets an object pass, or leaves it out, or unwinds when all is spent; without a word, for nothing is wrong here.
fn weigh(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    take(weight(object));
    match object {
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") && !is_plain_list(stream) => None,
        // A stream always stands on its own, and of such objects the library keeps the one it has shown.
        Object::Stream(_) => Some((id, Object::Null)),
        // Of those in a list it keeps the one that is answered.
        listed => Some((id, listed.clone())),
    }
}

fn take(bytes: usize) {
    match LEFT.get().checked_sub(bytes) {
        Some(rest) => LEFT.set(rest),
        None => resume_unwind(Box::new("the file holds too much")),
    }
}

fn weight(object: &Object) -> usize {
    let mut sum = 0_usize;
    let mut rest = vec![object];
    while let Some(object) = rest.pop() {
        let inner = match object {
            Object::Array(array) => {
                rest.extend(array);
                0
            }
            Object::Dictionary(dictionary) => names(dictionary, &mut rest),
            Object::Stream(stream) => names(&stream.dict, &mut rest) + stream.content.len(),
            Object::String(bytes, _) | Object::Name(bytes) => bytes.len(),
            _ => 0,
        };
        sum = sum.saturating_add(OBJECT + inner);
    }
    sum
}

fn names<'a>(dictionary: &'a Dictionary, rest: &mut Vec<&'a Object>) -> usize {
    rest.extend(dictionary.iter().map(|(_, object)| object));
    dictionary.iter().map(|(name, _)| OBJECT + name.len()).sum()
}

/// Whether the objects of a list stand one behind the other. Were one allowed to begin within another, a list of a few
/// thousand bytes could hold a thousand times a million numbers.
fn is_plain_list(stream: &Stream) -> bool {
    let Ok(content) = stream.decompressed_content_with_limit(LARGEST_LIST) else { return false };
    take(content.len());
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let Some((index, objects)) = first.and_then(|first| content.split_at_checked(first)) else { return false };
    // A comment in the index could hide numbers from one of two readers.
    let Some(index) = std::str::from_utf8(index).ok().filter(|index| !index.contains('%')) else { return false };
    let offsets: Option<Vec<usize>> =
        index.split_whitespace().skip(1).step_by(2).map(|word| word.parse().ok()).collect();
    let Some(offsets) = offsets else { return false };
    let ends = offsets.iter().skip(1).copied().chain([objects.len()]);
    offsets.iter().zip(ends).all(|(start, end)| objects.get(*start..end).is_some_and(is_closed))
}

/// Whether something stands here, and every bracket and string that is opened is closed. Reading an object that begins
/// here then ends here.
fn is_closed(written: &[u8]) -> bool {
    let (mut depth, mut round) = (0_usize, 0_usize);
    let mut found = false;
    let mut bytes = written.iter();
    while let Some(byte) = bytes.next() {
        found |= *byte != b'%' && *byte != 0 && !byte.is_ascii_whitespace();
        let open = match (byte, round) {
            (b'\\', 1..) => {
                bytes.next();
                continue;
            }
            (b'%', 0) => {
                if !bytes.any(|byte| matches!(byte, b'\n' | b'\r')) {
                    return false;
                }
                continue;
            }
            (b'(' | b')', _) => &mut round,
            (b'[' | b']' | b'<' | b'>', 0) => &mut depth,
            _ => continue,
        };
        let next = if matches!(byte, b'(' | b'[' | b'<') { open.checked_add(1) } else { open.checked_sub(1) };
        let Some(next) = next else { return false };
        *open = next;
    }
    found && depth == 0 && round == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_is_closed() {
        let rows: &[(&str, bool)] = &[
            ("<</A[1 2 (x\\)]) <41>]>>", true),
            ("1 ", true),
            ("", false),
            (" %\n", false),
            ("[1 [2]", false),
            ("1]", false),
            ("(a(b)", false),
            ("(a\\", false),
            ("1 % [\n", true),
            ("1 % ", false),
        ];
        for (written, expected) in rows {
            assert_eq!(is_closed(written.as_bytes()), *expected, "{written}");
        }
    }

    #[test]
    fn objects_of_a_list_stand_one_behind_the_other() {
        let rows: &[(&str, i64, bool)] = &[
            ("7 0 8 4 [1] [2]", 8, true),
            ("7 0 8 1 [[2]    ", 8, false),
            ("7 4 8 0 [1] [2]", 8, false),
            ("7 0 8 0 [1] [2]", 8, false),
            ("7 0 8 99 [1] [2]", 9, false),
            ("7 0", 99, false),
        ];
        for (content, first, expected) in rows {
            let mut dictionary = Dictionary::new();
            dictionary.set("First", *first);
            LEFT.set(MOST);
            assert_eq!(is_plain_list(&Stream::new(dictionary, content.as_bytes().to_vec())), *expected, "{content}");
        }
    }
}
