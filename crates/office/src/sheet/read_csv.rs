//! Reads a CSV file as people have them: with or without byte-order mark, parted by comma, semicolon or tab.

use super::fault::CellFault;
use super::grid::{CellValue, Sheet};
use super::room::MOST_COLUMNS;

/// The table of a CSV file. A file that cannot be read is one fault with a sentence.
pub fn read_csv(file_name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, CellFault> {
    let text = decode(bytes).ok_or_else(|| {
        let sentence = "Tệp không ở dạng UTF-8 nên chữ có dấu không đọc được. Trong Excel chọn Lưu thành, kiểu “CSV UTF-8”, hoặc lưu dạng .xlsx, rồi tải lên lần nữa.";
        CellFault::new(file_name, "bảng mã lạ", sentence)
    })?;
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&lines))
        .from_reader(text.as_bytes());
    let (mut line, mut seen) = (1, 0);
    let mut sheet = Sheet { name: file_name.to_owned(), ..Sheet::default() };
    for record in reader.records() {
        let record = record.map_err(|e| {
            CellFault::new(
                file_name,
                e.to_string(),
                "Dòng này không đọc được. Lưu lại tệp dạng “CSV UTF-8” rồi tải lên lần nữa.",
            )
        })?;
        if record.len() > MOST_COLUMNS {
            let sentence =
                format!("Tệp có hơn {MOST_COLUMNS} cột. Tách thành nhiều tệp ít cột hơn rồi tải lên từng tệp.");
            return Err(CellFault::new(file_name, "quá nhiều cột", sentence));
        }
        // The reader tells where it stood before the record: line ends and empty lines may still lie between.
        let start = record.position().map_or(seen, |at| at.byte() as usize);
        let start = start + text.bytes().skip(start).take_while(|byte| matches!(*byte, b'\r' | b'\n')).count();
        line += text.as_bytes().get(seen..start).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        seen = start;
        sheet.rows.push(record.iter().map(CellValue::of_text).collect());
        sheet.lines.push(line);
    }
    if sheet.lines.is_empty() {
        sheet.lines.push(1);
    }
    Ok(vec![sheet])
}

/// UTF-8 with or without mark, or UTF-16 with mark (“Unicode text” of older programs).
fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |rest: &[u8], join: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| join([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
        _ => std::str::from_utf8(bytes).ok().map(str::to_owned),
    }
    .filter(|text| !text.contains('\0'))
}

/// Tab, then semicolon, when at least half of the lines with text contain it outside quotes; otherwise the comma. In
/// this order, because commas also part decimals and tabs stand in no cell.
fn delimiter(lines: &[&str]) -> u8 {
    let head: Vec<&&str> = lines.iter().filter(|line| !line.trim().is_empty()).take(60).collect();
    let parts = |mark: char| head.iter().filter(|line| outside_quotes(line, mark)).count() * 2 >= head.len().max(1);
    if parts('\t') {
        b'\t'
    } else if parts(';') {
        b';'
    } else {
        b','
    }
}

fn outside_quotes(line: &str, mark: char) -> bool {
    line.split('"').step_by(2).any(|part| part.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> String {
        match read_csv("tep.csv", bytes) {
            Ok(sheets) => {
                let sheet = &sheets[0];
                let row = |(at, row): (usize, &Vec<CellValue>)| {
                    let cells: Vec<String> = row.iter().map(CellValue::shown).collect();
                    format!("{}:{}", sheet.row_no(at), cells.join("|"))
                };
                sheet.rows.iter().enumerate().map(row).collect::<Vec<_>>().join(" ")
            }
            Err(fault) => fault.found,
        }
    }

    #[test]
    fn files_are_read_as_people_save_them() {
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("a\tđ\r\n".encode_utf16().flat_map(u16::to_le_bytes));
        let rows: [(&[u8], &str); 10] = [
            (b"a,b\n1,2\n", "1:a|b 2:1|2"),
            (b"a;b\r\n1,5;2,5\r\n", "1:a|b 2:1,5|2,5"),
            (b"a\tb\n1,5\t2;5\n", "1:a|b 2:1,5|2;5"),
            (b"\xef\xbb\xbfa;b\n\n\n1;\"x;y\"\n", "1:a|b 4:1|x;y"),
            (b"a,b\n1,\"hai\ndong\"\n3,4\n", "1:a|b 2:1|hai\ndong 4:3|4"),
            (&utf16, "1:a|đ"),
            (b"\xd0\xcf\x11", "bảng mã lạ"),
            (b"a\0b", "bảng mã lạ"),
            (&[b','; 256], "quá nhiều cột"),
            (b"", ""),
        ];
        for (bytes, expected) in rows {
            assert_eq!(shown(bytes), expected, "{bytes:?}");
        }
    }
}
