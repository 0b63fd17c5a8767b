//! The office of the stories, prepared once per run and engine the way an operator does it: books opened, units and
//! officers imported from CSV, passwords set.

use super::database::{Database, Engine};
use super::program::run;
use super::{BOOK, SUPERIOR};
use std::sync::OnceLock;

/// The password of everybody.
pub const PASSWORD: &str = "rõ người rõ việc 2017";
/// When the office was prepared.
const NOW: &str = "2017-01-03T08:00:00+07:00";

/// Wards of the district in 2017; the last one was established years later.
const WARDS: [&str; 12] = [
    "Phường Cống Vị",
    "Phường Điện Biên",
    "Phường Đội Cấn",
    "Phường Giảng Võ",
    "Phường Kim Mã",
    "Phường Liễu Giai",
    "Phường Ngọc Hà",
    "Phường Ngọc Khánh",
    "Phường Phúc Xá",
    "Phường Quán Thánh",
    "Phường Thành Công",
    "Phường Hồng Hà",
];

/// Wards whose officers sign in, with their logins.
const WARD_LOGINS: [(&str, &str); 3] =
    [("Phường Ngọc Hà", "ngoc-ha"), ("Phường Kim Mã", "kim-ma"), ("Phường Phúc Xá", "phuc-xa")];

/// The login of a ward's officer: `Ngọc Hà` → `ngoc-ha`.
pub fn ward_login(name: &str) -> &'static str {
    let known = WARD_LOGINS.iter().find(|(ward, _)| ward.strip_prefix("Phường ") == Some(name));
    known.unwrap_or_else(|| panic!("nobody of the ward {name} signs in")).1
}

/// The prepared office; made once, then copied for every test.
pub fn office(engine: Engine) -> &'static Database {
    static SQLITE: OnceLock<Database> = OnceLock::new();
    static POSTGRES: OnceLock<Database> = OnceLock::new();
    let kept = if engine == Engine::Sqlite { &SQLITE } else { &POSTGRES };
    kept.get_or_init(|| prepare(Database::empty(engine)))
}

fn prepare(database: Database) -> Database {
    let roviec = |args: &[&str], input: &str| run(&database, NOW, args, input).done();
    let city = ["open", "--book", SUPERIOR, "--name", "Thành phố Hà Nội", "--kind", "thanh-pho", "--code", "01"];
    roviec(&[&city[..], &["--from", "10/10/1954"]].concat(), "");
    let district = ["open", "--book", BOOK, "--name", "Quận Ba Đình", "--kind", "quan", "--code", "001"];
    roviec(&[&district[..], &["--from", "31/5/1961", "--superior", SUPERIOR]].concat(), "");
    import(&database, BOOK, "units", &units());
    import(&database, BOOK, "officers", &officers());
    import(&database, SUPERIOR, "officers", CITY_OFFICERS);
    let mut logins = vec![(SUPERIOR, "lanh-dao"), (BOOK, "quan-tri"), (BOOK, "chu-tich"), (BOOK, "chuyen-vien")];
    logins.extend([(BOOK, "mot-cua"), (BOOK, "mot-cua-2"), (BOOK, "tu-phap")]);
    logins.extend(WARD_LOGINS.iter().map(|(_, login)| (BOOK, *login)));
    for (book, login) in logins {
        roviec(&["password", "--book", book, login], PASSWORD);
    }
    database
}

fn import(database: &Database, book: &str, subject: &str, csv: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("{subject}.csv"));
    std::fs::write(&file, csv).expect("the file is written");
    let path = file.to_str().expect("a plain path");
    run(database, NOW, &["import", "--book", book, subject, path], "").done();
}

fn units() -> String {
    let row = |(at, ward): (usize, &&str)| {
        let from = if *ward == "Phường Hồng Hà" { "1/7/2025" } else { "31/5/1961" };
        format!("{:05},{ward},Phường,Quận Ba Đình,{from}\n", at + 4)
    };
    let wards: String = WARDS.iter().enumerate().map(row).collect();
    format!(
        "Mã,Tên,Loại,Trực thuộc,Thành lập ngày\n\
         TCKH,Phòng Tài chính - Kế hoạch,\"Phòng, ban\",Quận Ba Đình,31/5/1961\n{wards}"
    )
}

fn officers() -> String {
    let ward = |(name, login): &(&str, &str)| {
        let given = name.trim_start_matches("Phường ");
        format!("Cán bộ {given},{login},Công chức tài chính,{name},\"cán bộ đơn vị, phường\",1/1/2014\n")
    };
    let wards: String = WARD_LOGINS.iter().map(ward).collect();
    format!(
        "Họ tên,Tên đăng nhập,Vị trí,Đơn vị,Vai trò,Từ ngày\n\
         Người Đứng Đầu,chu-tich,Chủ tịch UBND quận,Quận Ba Đình,người ký,1/1/2014\n\
         Nguyễn Thị Lập,chuyen-vien,Chuyên viên tổng hợp,Quận Ba Đình,chuyên viên tổng hợp,1/1/2014\n\
         Trần Thị Quầy,mot-cua,Công chức Một cửa,Quận Ba Đình,cán bộ Một cửa,1/1/2014\n\
         Phạm Văn Đón,mot-cua-2,Công chức Một cửa,Quận Ba Đình,cán bộ Một cửa,1/1/2014\n\
         Đỗ Văn Tịch,tu-phap,Công chức Tư pháp - Hộ tịch,Quận Ba Đình,chuyên viên tổng hợp,1/1/2014\n{wards}"
    )
}

const CITY_OFFICERS: &str = "Họ tên,Tên đăng nhập,Vị trí,Đơn vị,Vai trò,Từ ngày\n\
    Lãnh Đạo Thành Phố,lanh-dao,Phó Chủ tịch,Thành phố Hà Nội,cấp trên,1/1/2014\n";
