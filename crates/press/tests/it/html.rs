//! The HTML, read as text.

use press::{Document, html};

use crate::sample::{HOSTILE, sample};

#[test]
fn figures_are_links_with_their_codes() {
    let page = html::page(&sample());
    let rows = [
        "<html lang=\"vi\">",
        "<a class=\"figure\" id=\"S3\" href=\"https://badinh.example/so-lieu/S3\">28,24\u{a0}%<sup>S3</sup></a>",
        "1.748,6\u{a0}tỷ<sup>S1</sup>",
        "6.191\u{a0}tỷ\u{a0}đồng",
        "14,14\u{a0}%",
        "<caption>Kết quả thu, chi ngân sách 4 tháng đầu năm 2017</caption>",
        "<th scope=\"col\">TT</th>",
        "<th scope=\"row\" class=\"trai\">Chi ngân sách quận</th>",
        "<summary>Bảng số liệu của biểu đồ</summary>",
        "role=\"img\" aria-labelledby=\"bieu-do-1-ten bieu-do-1-mota\"",
    ];
    for expected in rows {
        assert!(page.contains(expected), "{expected} is missing in:\n{page}");
    }
    keep("mau.html", &page);
}

#[test]
fn what_people_write_stays_text() {
    let page = html::page(&sample());
    assert!(!page.contains("<script"));
    let escaped = HOSTILE
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;");
    assert!(page.contains(&escaped), "{page}");
}

#[test]
fn flags_are_shown_in_drafts_only() {
    let mut document = sample();
    assert!(!html::page(&document).contains("flag flag-warning"));
    document.draft = true;
    let page = html::page(&document);
    assert!(
        page.contains("class=\"flag flag-warning\" title=\"pace\" tabindex=\"0\"><b>Cảnh báo</b> <span>Chi ngân sách")
    );
    assert!(page.contains("DỰ THẢO"));
    keep("du-thao.html", &page);
}

#[test]
fn headings_never_skip_a_level() {
    for level in [1, 2] {
        let page = html::body(&sample(), &html::Options { title_level: level });
        let levels: Vec<u32> =
            page.match_indices("<h").filter_map(|(at, _)| page.get(at + 2..at + 3)?.parse().ok()).collect();
        assert_eq!(levels.first(), Some(&u32::from(level)));
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{levels:?}");
        }
    }
}

#[test]
fn ids_are_unique() {
    let page = html::page(&sample());
    let ids = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ids: Vec<&str> = ids.collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
}

#[test]
fn every_rule_of_the_style_stays_inside() {
    for line in html::HTML_CSS.lines().filter(|line| line.contains('{') && !line.starts_with('@')) {
        let line = line.trim();
        let scoped = [".van-ban", ".trang-van-ban", "@page"].iter().any(|scope| line.starts_with(scope));
        assert!(scoped, "{line}");
    }
}

#[test]
fn nothing_at_all_is_still_a_page() {
    assert!(html::page(&Document::default()).contains("<article class=\"van-ban\">"));
}

fn keep(name: &str, page: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join(name), page).expect("the test folder is writable");
}
