//! Weighs a workbook before it is opened: a small file can unpack into more than the machine holds.

use std::io::Cursor;
use zip::ZipArchive;
use zip::result::ZipError;

/// Whether the parts of a workbook unpack into at most `most` bytes together, by the sizes the file itself names. The
/// library never unpacks more of a part than its named size, so a size that lies gains nothing.
///
/// # Errors
/// The file is no archive, or one of its parts is not where it should be.
pub fn unpacks_within(bytes: &[u8], most: u64) -> Result<bool, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut left = most;
    for at in 0..archive.len() {
        match left.checked_sub(archive.by_index_raw(at)?.size()) {
            Some(rest) => left = rest,
            None => return Ok(false),
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// Parts full of zeros, of these sizes.
    fn archive(parts: &[usize]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (at, size) in parts.iter().enumerate() {
            writer.start_file(format!("{at}.xml"), SimpleFileOptions::default()).expect("a part");
            writer.write_all(&vec![0; *size]).expect("its content");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn parts_are_weighed_together() {
        let rows: [(&[usize], u64, bool); 6] = [
            (&[], 0, true),
            (&[100_000], 100_000, true),
            (&[100_000], 99_999, false),
            (&[60_000, 40_000], 100_000, true),
            (&[60_000, 40_001], 100_000, false),
            (&[0, 0], 0, true),
        ];
        for (parts, most, expected) in rows {
            assert_eq!(unpacks_within(&archive(parts), most).ok(), Some(expected), "{parts:?} {most}");
        }
        assert!(unpacks_within(b"PK\x03\x04 no archive", 100).is_err());
    }

    #[test]
    fn no_part_unpacks_into_more_than_it_names() {
        let mut bytes = archive(&[100_000]);
        // Both headers of the part name its size in little-endian bytes; here they say far less.
        let (size, lie) = (100_000_u32.to_le_bytes(), 10_u32.to_le_bytes());
        while let Some(at) = bytes.windows(4).position(|four| four == size) {
            bytes[at..at + 4].copy_from_slice(&lie);
        }
        let mut unpacked = Vec::new();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        // Its checksum is wrong as well; what counts is how much came out.
        let _ = archive.by_index(0).expect("a part").read_to_end(&mut unpacked);
        assert!(unpacked.len() < 100, "{}", unpacked.len());
    }
}
