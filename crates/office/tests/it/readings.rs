//! Every write of reading a report, of accepting and of rejecting what it says fails once, and nothing of the act remains.

use crate::fail_writes::survive;
use crate::world::{ROOT, World};
use jiff::civil::date;
use office::directory::permit::Role;
use office::figure::{NewFigure, Status};
use office::reading::{NewReading, accept, read_report, reject};
use viet::bound::Bound;

const REPORT: &str = "BÁO CÁO\nKết quả 4 tháng đầu năm 2017\nThu ngân sách nhà nước trên địa bàn ước đạt 1.748,6 tỷ đồng, \
    bằng 28,24% dự toán (6.191 tỷ đồng). Đoàn liên ngành kiểm tra 335 cơ sở dịch vụ ăn uống.";

#[test]
fn every_write_of_a_reading_fails_once() {
    let world = World::new();
    let new = NewReading { name: "bao-cao.txt".into(), text: REPORT.into(), day: None };
    let no = survive(&world, Role::Specialist, "read", |ctx, tx| read_report(ctx, tx, &new));
    let figure = NewFigure {
        indicator: "thu-nsnn".into(),
        unit: ROOT,
        starts_on: date(2017, 1, 1),
        cutoff_on: date(2017, 4, 30),
        status: Status::Expected,
        bound: Bound::Equal,
        value: 1_748_600_000_000_i64.into(),
        typed: "1.748,6 tỷ đồng".into(),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    };
    survive(&world, Role::Specialist, "accept", |ctx, tx| accept(ctx, tx, (no, 1), &figure));
    survive(&world, Role::Specialist, "reject", |ctx, tx| reject(ctx, tx, (no, 2), "Không theo dõi"));
}
