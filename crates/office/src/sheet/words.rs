//! Comparing what people type: folded words, the measure in brackets, the nearest known name.

/// Letters and digits folded to plain words: `Đơn vị (phường):` → `don vi phuong`.
pub fn words(text: &str) -> String {
    let folded = viet::fold::fold(text);
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// Whether a text begins with these words, as whole words.
pub fn begins(text: &str, with: &str) -> bool {
    text.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Parts a head from what stands in brackets or after “ĐVT”: `Thu ngân sách (tỷ đồng)` → `Thu ngân sách`, `tỷ đồng`.
pub fn part_brackets(head: &str) -> (String, Option<String>) {
    if let Some((before, after)) = head.rsplit_once('(')
        && let Some((inside, rest)) = after.split_once(')')
    {
        return (
            format!("{before} {rest}").split_whitespace().collect::<Vec<_>>().join(" "),
            Some(measure_text(inside)),
        );
    }
    match after_measure_word(head) {
        Some((before, measure)) => (before, Some(measure)),
        None => (head.to_owned(), None),
    }
}

/// `ĐVT: tỷ đồng` and `Đơn vị tính: tỷ đồng` within a head or a title.
fn after_measure_word(text: &str) -> Option<(String, String)> {
    let (before, after) = text.split_once(':')?;
    let folded = words(before);
    let bare = ["don vi tinh", "dvt", "don vi"].iter().find_map(|word| folded.strip_suffix(word))?;
    let kept: String = before.split_whitespace().take(bare.split_whitespace().count()).collect::<Vec<_>>().join(" ");
    Some((kept, after.trim().to_owned()))
}

fn measure_text(inside: &str) -> String {
    after_measure_word(inside).map_or_else(|| inside.trim().to_owned(), |(_, measure)| measure)
}

/// The measure a title row sets for the whole table: `Đơn vị tính: triệu đồng`, also in brackets.
pub fn title_measure(title: &str) -> Option<String> {
    let bracketed = title.rsplit_once('(').and_then(|(_, after)| after.split_once(')')).map(|(inside, _)| inside);
    let tries = [bracketed.unwrap_or(title), title];
    let found = tries
        .into_iter()
        .filter_map(after_measure_word)
        .find(|(before, measure)| before.is_empty() && !measure.is_empty());
    found.map(|(_, measure)| measure)
}

/// The known name nearest to what was typed, if it is near enough to be a slip: a third of the letters at most.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = words(typed);
    let most = typed.chars().count() / 3;
    let far = |name: &str| distance(&typed, &words(name), most);
    known.filter_map(|name| Some((far(name)?, name))).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// How many letters to add, drop or change; `None` beyond `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = corner + usize::from(from != to);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    Some(row[b.len()]).filter(|far| *far <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_parted_from_their_measure() {
        let rows = [
            ("Thu ngân sách (tỷ đồng)", "Thu ngân sách", "tỷ đồng"),
            ("Giá trị (ĐVT: triệu đồng)", "Giá trị", "triệu đồng"),
            ("Giá trị\n(triệu đồng) lũy kế", "Giá trị lũy kế", "triệu đồng"),
            ("Thu ngân sách ĐVT: tỷ đồng", "Thu ngân sách", "tỷ đồng"),
            ("Đơn vị", "Đơn vị", ""),
            ("Thu (a) ngân sách", "Thu ngân sách", "a"),
        ];
        for (head, bare, measure) in rows {
            let found = part_brackets(head);
            assert_eq!((found.0.as_str(), found.1.unwrap_or_default().as_str()), (bare, measure), "{head}");
        }
    }

    #[test]
    fn titles_set_the_measure_of_the_table() {
        let rows = [
            ("Đơn vị tính: triệu đồng", "triệu đồng"),
            ("(ĐVT: tỷ đồng)", "tỷ đồng"),
            ("Biểu số 1 (Đơn vị tính: nghìn đồng)", "nghìn đồng"),
            ("Báo cáo thu ngân sách", ""),
            ("Đơn vị báo cáo: Phòng Tài chính", ""),
        ];
        for (title, expected) in rows {
            assert_eq!(title_measure(title).unwrap_or_default(), expected, "{title}");
        }
    }

    #[test]
    fn slips_are_recognised() {
        let known = ["Phường Cống Vị", "Phường Ngọc Hà", "Phường Đội Cấn"];
        let rows = [
            ("Phường Cống Vỵ", "Phường Cống Vị"),
            ("Phuong Ngoc Ha", "Phường Ngọc Hà"),
            ("Phường Đôi Can", "Phường Đội Cấn"),
            ("Kho bạc", ""),
        ];
        for (typed, expected) in rows {
            assert_eq!(nearest(typed, known.into_iter()).unwrap_or_default(), expected, "{typed}");
        }
    }
}
