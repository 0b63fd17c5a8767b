//! Who set the plan that a stated percentage compares with, where the sentence names it: proposed on the form, ticked by a person.

use pack::Assigner;

/// Characters behind the percentage in which the plan is named.
const NEAR: usize = 90;
/// Words of which one stands beside whoever set the plan.
const PLANS: [&str; 5] = ["du toan", "ke hoach", "chi tieu", "giao", "nghi quyet"];

/// Codes of the assigners that the sentence names behind a stated percentage: `bằng 28,24 % dự toán Thành phố giao`.
pub fn named(text: &str, number: usize, share: &str, assigners: &[Assigner]) -> Vec<String> {
    let behind: String = text.chars().skip(number).take(4 * NEAR).collect();
    let Some(at) = behind.find(share).filter(|_| !share.is_empty()) else { return Vec::new() };
    let rest: String = behind[at + share.len()..].chars().take(NEAR).collect();
    let end = rest.find(['\n', ';']).or_else(|| rest.find(". ")).unwrap_or(rest.len());
    in_words(&rest[..end], assigners)
}

/// Code of the only assigner that the sentence names just before a number: `dự toán Thành phố giao (5.562 tỷ đồng)`.
pub fn before(text: &str, number: usize, assigners: &[Assigner]) -> Option<String> {
    let skipped = number.saturating_sub(NEAR);
    let near: String = text.chars().skip(skipped).take(number - skipped).collect();
    let from = near.rfind(['\n', ';']).max(near.rfind(". ")).map_or(0, |at| at + 1);
    match &in_words(near.get(from..)?, assigners)[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Codes of the assigners that some words name as those of a plan.
fn in_words(words: &str, assigners: &[Assigner]) -> Vec<String> {
    let sentence = format!(" {} ", viet::fold::fold(words));
    if !PLANS.iter().any(|plan| sentence.contains(plan)) {
        return Vec::new();
    }
    let is_named = |assigner: &&Assigner| {
        let words = viet::fold::fold(&assigner.estimate);
        let body = PLANS.iter().find_map(|plan| words.strip_prefix(plan)).unwrap_or(&words);
        let body = body.trim().trim_end_matches(" giao");
        !body.is_empty() && sentence.match_indices(body).any(|(at, found)| whole(&sentence, at, at + found.len()))
    };
    assigners.iter().filter(is_named).map(|assigner| assigner.code.clone()).collect()
}

/// Whether a place is cut out of no longer word.
fn whole(text: &str, from: usize, to: usize) -> bool {
    let part = |byte: Option<&u8>| byte.is_none_or(|b| !b.is_ascii_alphanumeric());
    part(from.checked_sub(1).and_then(|at| text.as_bytes().get(at))) && part(text.as_bytes().get(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_set_the_plan_is_read_behind_the_percentage() {
        let assigner = |code: &str, estimate: &str| Assigner {
            code: code.into(),
            label: String::new(),
            estimate: estimate.into(),
            basis: String::new(),
        };
        let all = [
            assigner("thanh-pho", "dự toán Thành phố giao"),
            assigner("hdnd", "dự toán HĐND quận giao"),
            assigner("ubnd-quan", "kế hoạch UBND quận giao"),
        ];
        let rows = [
            ("đạt 1.748,6 tỷ đồng, bằng 28,24% dự toán Thành phố giao, tăng 17%", "thanh-pho"),
            ("đạt 1.748,6 tỷ đồng, bằng 28,24% dự toán được UBND thành phố và HĐND quận giao", "thanh-pho hdnd"),
            ("đạt 1.748,6 tỷ đồng, bằng 28,24% kế hoạch do UBND quận giao", "ubnd-quan"),
            ("đạt 1.748,6 tỷ đồng, bằng 28,24% dự toán. Thành phố giao thêm", ""),
            ("đạt 1.748,6 tỷ đồng, bằng 28,24% so với thành phố", ""),
            ("đạt 1.748,6 tỷ đồng, bằng 28,24% dự toán", ""),
            ("đạt 1.748,6 tỷ đồng", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(named(text, 4, "28,24%", &all).join(" "), expected, "{text}");
        }
        assert!(named("bằng 5% dự toán Thành phố", 0, "", &all).is_empty());
        let rows = [
            ("bằng 28% dự toán Thành phố giao (", Some("thanh-pho")),
            ("bằng 28% dự toán Thành phố giao.\nKế hoạch HĐND quận giao là ", Some("hdnd")),
            ("dự toán Thành phố và HĐND quận giao: ", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(before(text, text.chars().count(), &all).as_deref(), expected, "{text}");
        }
    }
}
