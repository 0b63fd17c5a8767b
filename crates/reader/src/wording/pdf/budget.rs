//! How much work one file may cause, counted in bytes: a small file can point at the same large stream from everywhere.

use lopdf::{Document, Object, Stream};

/// All work on one file; real documents of hundreds of pages stay below a tenth.
const WORK: usize = 64 * 1024 * 1024;
/// One stream. Drawings may be larger; their words are left out.
const LARGEST_STREAM: usize = 4 * 1024 * 1024;
/// What looking something up costs at least, so that endless empty things come to an end as well.
const STEP: usize = 1024;

/// What is left of the work.
pub struct Budget {
    left: usize,
}

impl Budget {
    pub fn new() -> Self {
        Self { left: WORK }
    }

    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Takes `bytes`, and a step; whether so much was left.
    pub fn take(&mut self, bytes: usize) -> bool {
        let rest = self.left.checked_sub(bytes.saturating_add(STEP));
        self.left = rest.unwrap_or(0);
        rest.is_some()
    }

    /// The content of a stream, if it can be unpacked within what is left.
    pub fn unpack(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        if !self.take(stream.content.len()) {
            return None;
        }
        let most = LARGEST_STREAM.min(self.left);
        let content = stream.decompressed_content_with_limit(most);
        // A stream that did not fit has been unpacked up to the limit all the same.
        let taken = self.take(content.as_ref().map_or(most, Vec::len));
        content.ok().filter(|_| taken)
    }

    /// An array that many things may share, with its length taken.
    pub fn array<'a>(&mut self, document: &'a Document, object: &'a Object) -> Option<&'a [Object]> {
        let array = document.dereference(object).ok()?.1.as_array().ok()?;
        self.take(array.len().saturating_mul(16)).then_some(array.as_slice())
    }
}
