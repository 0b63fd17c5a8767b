//! Units, officers and targets of a file: what is written, and every fault.

use super::office::{Office, lines};
use crate::ctx::Ctx;
use crate::sheet::commit::commit;
use crate::sheet::keep_draft::keep_draft;
use crate::sheet::{Subject, import_file};
use jiff::SignedDuration;

const UNITS: &str = "Mã,Tên đơn vị,Loại,Trực thuộc,Từ ngày\n";
const OFFICERS: &str = "Họ và tên,Tên đăng nhập,Chức vụ,Đơn vị,Vai trò,Từ ngày\n";
const TARGETS: &str = "Chỉ tiêu;Đơn vị;Cấp giao;Năm;Dự toán (tỷ đồng);Căn cứ\n";

#[test]
fn units_may_come_before_their_superiors() {
    let office = Office::bare();
    let file =
        format!("{UNITS}00011,Trường Tiểu học Ba Đình,Trường,Phường Mới,1/1/2017\n00010,Phường Mới,Phường,,1/1/2017\n");
    let import = || office.write(|ctx, tx| import_file(ctx, tx, Subject::Units, "don-vi.csv", file.as_bytes()));
    assert_eq!(import(), 2);
    let facts = office.facts();
    assert_eq!(import(), 2);
    assert_eq!(office.facts(), facts, "the same file again changes nothing");
    let sql =
        "select p.name as parent from unit_version v join unit_version p on p.unit = v.parent where v.code = '00011'";
    let parent = office.write(|_, tx| Ok(tx.row(sql, &[])?.expect("a school").text("parent")?));
    assert_eq!(parent, "Phường Mới");
}

#[test]
fn faults_are_named_by_cell() {
    let office = Office::open();
    let table = [
        (Subject::Units, UNITS, "00010,Phường Mới,Tổng cục,,1/1/2017", "cột 3", "không phải loại đơn vị"),
        (
            Subject::Units,
            UNITS,
            "00010,Phường Mới,Phường,Quận Tây Hồ,1/1/2017",
            "cột 2",
            "Không có đơn vị “Quận Tây Hồ”",
        ),
        (Subject::Units, UNITS, "00010,Phường Mới,Phường,,32/1/2017", "cột 5", "32/1/2017"),
        (Subject::Units, UNITS, "00001,Phường Cống Vị,Phường,,1/1/1995", "cột 2", "thành lập ngày 1/1/2000"),
        (
            Subject::Officers,
            OFFICERS,
            "Nguyễn Văn An,nguyễn an,Chuyên viên,Phường Cống Vị,chuyên viên tổng hợp,1/1/2017",
            "cột 2",
            "Chỉ ghi chữ không dấu",
        ),
        (
            Subject::Officers,
            OFFICERS,
            "Nguyễn Văn An,an,Chuyên viên,Phường Cũ,chuyên viên tổng hợp,1/1/2017",
            "cột 4",
            "không có vào ngày 1/1/2017",
        ),
        (
            Subject::Officers,
            OFFICERS,
            "Nguyễn Văn An,an,Chuyên viên,Phường Cống Vị,thủ kho,1/1/2017",
            "cột 5",
            "không phải vai trò",
        ),
        (Subject::Targets, TARGETS, "thu-nsnn;;Bộ giao;2017;6.191;123-NQ/HĐND", "cột 3", "“UBND Thành phố giao”"),
        (Subject::Targets, TARGETS, "thu-nsnn;;thanh-pho;17;6.191;123-NQ/HĐND", "cột 4", "bốn chữ số"),
        (Subject::Targets, TARGETS, "thu-nsnn;;thanh-pho;2017;sáu nghìn;123-NQ/HĐND", "cột 5", "không phải số tiền"),
        (Subject::Targets, TARGETS, "thu-nsnn;;thanh-pho;2017;6.191;124-NQ/HĐND", "cột 6", "Có phải “123-NQ/HĐND”?"),
        (Subject::Targets, TARGETS, "thu-nsnn;;thanh-pho;2017;-5;123-NQ/HĐND", "cột 5", "không thể giao số âm"),
    ];
    let facts = office.facts();
    for (subject, head, row, column, sentence) in table {
        let preview = office.check(subject, "tep.csv", format!("{head}{row}\n").as_bytes());
        assert_eq!(preview.faults.len(), 1, "{row}: {}", lines(&preview));
        assert_eq!(preview.faults[0].place, format!("dòng 2, {column}"), "{row}");
        assert!(preview.faults[0].sentence.contains(sentence), "{row}: {}", preview.faults[0].sentence);
    }
    assert_eq!(office.facts(), facts, "a preview leaves nothing behind");
}

#[test]
fn a_preview_is_committed_within_a_day() {
    let office = Office::bare();
    let file = format!("{UNITS}00010,Phường Mới,Phường,,1/1/2017\n");
    let preview = office.check(Subject::Units, "a.csv", file.as_bytes());
    let token = office.write(|ctx, tx| keep_draft(ctx, tx, &preview));
    let commit_after = |hours: i64| {
        let committed = office.attempt(|ctx, tx| {
            let later = Ctx { now: ctx.now + SignedDuration::from_hours(hours), ..ctx.clone() };
            commit(&later, tx, Subject::Units, &token)
        });
        committed.map_err(|error| error.to_string())
    };
    assert!(commit_after(25).is_err_and(|why| why.contains("draft-gone")));
    assert_eq!(commit_after(24), Ok(1));
}

#[test]
fn targets_bring_one_fact() {
    let office = Office::open();
    let file = format!(
        "{TARGETS}thu-nsnn;;UBND Thành phố giao;2017;6.191;123-NQ/HĐND\nchi-ns;Quận Ba Đình;HĐND quận giao;2017;1.220,371;123-NQ/HĐND\n"
    );
    let before = office.facts();
    assert_eq!(office.check(Subject::Targets, "a.csv", file.as_bytes()).faults, []);
    assert_eq!(office.facts(), before);
    office.write(|ctx, tx| import_file(ctx, tx, Subject::Targets, "a.csv", file.as_bytes()));
    assert_eq!(office.facts(), before + 1);
    let sum = office.write(|_, tx| {
        Ok(tx
            .row("select value, typed from target where indicator = 'chi-ns'", &[])?
            .expect("a target")
            .text("value")?)
    });
    assert_eq!(sum, "1220371000000");
}
