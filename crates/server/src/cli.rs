//! The command line of `roviec`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Rõ Việc: hệ điều hành của chính quyền địa phương.
#[derive(Parser)]
#[command(name = "roviec", version, about, long_about = None)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// Where the records are kept, and what time it is.
#[derive(Args, Clone)]
pub struct Place {
    /// Folder of the embedded database.
    #[arg(long, global = true, default_value = "data", env = "ROVIEC_DATA")]
    pub data: PathBuf,
    /// `postgres://…` instead of the embedded database.
    #[arg(long, global = true, env = "ROVIEC_DATABASE")]
    pub database: Option<String>,
    /// Run as if the clock started at this instant (ISO 8601, e.g. 2017-05-05T09:00:00+07:00).
    #[arg(long, global = true, env = "ROVIEC_NOW")]
    pub now: Option<jiff::Timestamp>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make the demonstration office if the folder is empty, and serve it.
    Demo {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        listen: Listen,
    },
    /// Serve the office.
    Serve {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        listen: Listen,
        /// Show one-click logins, as the demonstration does.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the tables up to date.
    Migrate {
        #[command(flatten)]
        place: Place,
    },
    /// Walk every book: nothing was altered, or the first fact that was.
    Verify {
        #[command(flatten)]
        place: Place,
    },
    /// Throw away every derived figure and compute all of them again.
    Rebuild {
        #[command(flatten)]
        place: Place,
    },
    /// Fill an empty database.
    Seed {
        #[command(subcommand)]
        what: Seed,
    },
    /// Open a book for an office, with its root unit and its first operator.
    Open {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        office: Office,
    },
    /// Set the password of an officer; it is read from standard input.
    Password {
        #[command(flatten)]
        place: Place,
        /// Key of the book.
        #[arg(long)]
        book: String,
        /// Login of the officer.
        login: String,
    },
    /// Import a spreadsheet (XLSX or CSV): all of it or nothing.
    Import {
        #[command(flatten)]
        place: Place,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
        subject: Subject,
        file: PathBuf,
        /// Only say what is wrong.
        #[arg(long)]
        check: bool,
    },
    /// Reports: list, export, explain a number.
    Report {
        #[command(flatten)]
        place: Place,
        #[command(subcommand)]
        what: Report,
    },
    /// Process analysis: import an event log, waiting and variants of a log.
    Mining {
        #[command(flatten)]
        place: Place,
        #[command(subcommand)]
        what: Mining,
    },
    /// Packs: check, test by their stories, compare, publish.
    Pack {
        #[command(subcommand)]
        what: Pack,
    },
    /// Cases: list them, export their event log, let their ladders speak.
    Cases {
        #[command(flatten)]
        place: Place,
        #[command(subcommand)]
        what: Cases,
    },
    /// Tasks as they stand.
    Tasks {
        #[command(flatten)]
        place: Place,
        #[command(subcommand)]
        what: Tasks,
    },
    /// Documents as edXML files.
    Documents {
        #[command(flatten)]
        place: Place,
        #[command(subcommand)]
        what: Documents,
    },
    /// Deadlines and appointments of a person as iCalendar.
    Calendar {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        asked: CalendarAsked,
    },
    /// Carry messages of the exchange once; the server does so by itself.
    Exchange {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        scanner: Scanner,
        #[command(flatten)]
        carriers: Carriers,
    },
    /// What a report says: figures, tasks, projects, documents, and what does not fit in it.
    Read(Read),
    /// When a time limit runs out, and every step that led to it.
    Deadline(Deadline),
    /// Read a number the way officials write it.
    Number {
        text: String,
        #[arg(long)]
        json: bool,
    },
}

/// Where to listen, and under which address the public reaches it.
#[derive(Args, Clone)]
pub struct Listen {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8017", env = "ROVIEC_LISTEN")]
    pub listen: std::net::SocketAddr,
    /// Address printed into documents, e.g. https://roviec.example.vn.
    #[arg(long, default_value = "", env = "ROVIEC_PUBLIC_URL")]
    pub public_url: String,
    #[command(flatten)]
    pub scanner: Scanner,
    #[command(flatten)]
    pub carriers: Carriers,
}

/// What looks at files from outside.
#[derive(Args, Clone, Default)]
pub struct Scanner {
    /// Program that scans a file from outside: it reads the file from standard input and ends with 0 when the file is clean.
    #[arg(long, env = "ROVIEC_SCAN")]
    pub scan: Option<PathBuf>,
}

/// A report to read.
#[derive(Args, Clone)]
pub struct Read {
    /// Plain text, a page, DOCX, or PDF with a text layer.
    pub file: PathBuf,
    /// Day of the report, when its text does not say it.
    #[arg(long)]
    pub date: Option<String>,
    /// Unit that reports: its official code as of the day of the report, such as 00004, or its name.
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// Everything that was read, as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What carries messages of the exchange of documents.
#[derive(Args, Clone, Default)]
pub struct Carriers {
    /// Folder with BOOK/inbox and BOOK/outbox for edXML files.
    #[arg(long, env = "ROVIEC_EXCHANGE_DIR")]
    pub exchange_dir: Option<PathBuf>,
    /// Address of the hub, e.g. https://truc.example.vn.
    #[arg(long, env = "ROVIEC_HUB")]
    pub hub: Option<String>,
    /// Identifier of this system at the hub (X-SystemId).
    #[arg(long, default_value = "", env = "ROVIEC_HUB_ID")]
    pub hub_id: String,
    /// Secret of this system at the hub (X-SecretKey).
    #[arg(long, default_value = "", env = "ROVIEC_HUB_SECRET", hide_env_values = true)]
    pub hub_secret: String,
    /// Key of the book that exchanges; not needed when there is only one.
    #[arg(long, env = "ROVIEC_EXCHANGE_BOOK")]
    pub exchange_book: Option<String>,
    /// Seconds between two rounds of the server.
    #[arg(long, default_value = "300", env = "ROVIEC_EXCHANGE_EVERY")]
    pub exchange_every: u64,
}

#[derive(Subcommand)]
pub enum Tasks {
    /// Open tasks, or only those past their deadline.
    List(TasksAsked),
    /// Let every rung of the ladders speak whose instant has come, and series assign what is due; the server does so by itself.
    Sweep {
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
    },
}

#[derive(Args, Clone)]
pub struct TasksAsked {
    /// Only those past their deadline.
    #[arg(long)]
    pub overdue: bool,
    /// Only those from this body, by key or name, e.g. thanh-uy.
    #[arg(long)]
    pub assigner: Option<String>,
    /// Judge at the end of this day instead of now, e.g. 30/6/2017.
    #[arg(long)]
    pub as_of: Option<String>,
    /// Key of the book; not needed when there is only one.
    #[arg(long)]
    pub book: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum Documents {
    /// Take in an edXML message: a document is entered, a status is kept with its document.
    Import {
        file: PathBuf,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
        #[command(flatten)]
        scanner: Scanner,
    },
    /// Write a document with its files as an edXML message.
    Export {
        /// Number of the document.
        id: i64,
        #[arg(short, long)]
        output: PathBuf,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
    },
}

#[derive(Args, Clone)]
pub struct CalendarAsked {
    /// Login or full name.
    pub person: String,
    #[arg(short, long)]
    pub output: PathBuf,
    /// Address of the server, so that events link to their tasks.
    #[arg(long, default_value = "")]
    pub public_url: String,
    /// Key of the book; not needed when there is only one.
    #[arg(long)]
    pub book: Option<String>,
}

#[derive(Args, Clone)]
pub struct Office {
    /// Key of the book in addresses, e.g. ba-dinh.
    #[arg(long)]
    pub book: String,
    /// Name of the office's unit, e.g. "Quận Ba Đình".
    #[arg(long)]
    pub name: String,
    /// Kind of the unit: thanh-pho, quan, phuong, xa.
    #[arg(long, default_value = "phuong")]
    pub kind: String,
    /// Official code of the unit.
    #[arg(long, default_value = "")]
    pub code: String,
    /// Day of establishment, e.g. 1/7/2025.
    #[arg(long)]
    pub from: String,
    /// Key of the book that looks down on this one.
    #[arg(long)]
    pub superior: Option<String>,
    /// Login of the first operator; set the password with `roviec password`.
    #[arg(long, default_value = "quan-tri")]
    pub operator: String,
}

#[derive(Subcommand)]
pub enum Seed {
    /// The demonstration office.
    Demo {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
pub enum Report {
    /// One line per report: number, book, state, symbol, label.
    List,
    /// Write a report as a file. ID is NUMBER or BOOK/NUMBER.
    Export {
        id: String,
        #[arg(long)]
        format: Format,
        #[arg(short, long)]
        output: PathBuf,
        /// Address printed into the document, so that its numbers are links.
        #[arg(long, default_value = "")]
        public_url: String,
    },
    /// Open a number of a report by the code printed beside it.
    Explain {
        id: String,
        figure: String,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum Cases {
    /// Let every rung of the ladders speak whose instant has come; the server does so every minute.
    Sweep {
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
    },
    /// Cases as they stand, one line each.
    List(CasesAsked),
    /// Write the event log of the cases received in a span of days; no personal data of citizens.
    Export {
        #[arg(long)]
        format: LogFormat,
        #[arg(short, long)]
        output: PathBuf,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
        /// First day of receiving, e.g. 1/7/2026.
        #[arg(long)]
        from: Option<String>,
        /// Last day of receiving.
        #[arg(long)]
        to: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum Mining {
    /// Read an event log in XES into the tables of process analysis; the same file twice is read once.
    Import {
        file: PathBuf,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
    },
    /// Cases, events, variants, throughput and waiting of a log.
    Stats {
        /// Number of an imported log; without it the office's own cases.
        #[arg(long)]
        log: Option<i64>,
        #[arg(long)]
        json: bool,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
    },
}

#[derive(ValueEnum, Clone, Copy)]
pub enum LogFormat {
    /// IEEE 1849-2016.
    Xes,
    /// OCEL 2.0 in JSON.
    Ocel,
    Csv,
}

#[derive(ValueEnum, Clone, Copy)]
pub enum Format {
    Html,
    Pdf,
    Docx,
    Xlsx,
}

#[derive(ValueEnum, Clone, Copy)]
pub enum Subject {
    Figures,
    Targets,
    Units,
    Officers,
}

#[derive(Args, Clone)]
pub struct Deadline {
    /// When it was received, by the clock of Hà Nội, e.g. 2026-02-13T15:30.
    #[arg(long)]
    pub from: String,
    /// The limit, e.g. "5 ngày làm việc", "8 giờ làm việc", "30 ngày", "2 tháng", "trong ngày".
    #[arg(long)]
    pub limit: String,
    /// Key of the working calendar.
    #[arg(long, default_value = "hanh-chinh")]
    pub calendar: String,
    /// A pause, FROM..TO, or FROM.. while it lasts; may be repeated.
    #[arg(long)]
    pub pause: Vec<String>,
    /// An extension in the unit of the limit; may be repeated.
    #[arg(long)]
    pub extend: Vec<String>,
    /// For "trong ngày": what comes after this hour is answered on the next working day.
    #[arg(long)]
    pub same_day_until: Option<String>,
    /// The budget starts anew after a pause instead of going on.
    #[arg(long)]
    pub restart: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum Pack {
    /// Every fault with file, line and what to write instead; what is still to be confirmed.
    Check {
        /// Folder that holds packs; without it the built-in ones.
        dir: Option<PathBuf>,
    },
    /// Run the stories of packs.
    Test {
        /// Folder that holds packs; without it the built-in ones.
        dir: Option<PathBuf>,
    },
    /// What differs between two editions.
    Diff { before: PathBuf, after: PathBuf },
    /// Publish case types and calendars; a version, once published, never changes.
    Publish {
        #[command(flatten)]
        place: Place,
        dir: PathBuf,
        /// Key of the book; not needed when there is only one.
        #[arg(long)]
        book: Option<String>,
    },
}

#[derive(Args, Clone)]
pub struct CasesAsked {
    /// Only those past their statutory limit.
    #[arg(long)]
    pub overdue: bool,
    /// Only those of a unit, by its code or number.
    #[arg(long)]
    pub unit: Option<String>,
    /// Judge as of this instant (ISO 8601, with offset) instead of now.
    #[arg(long)]
    pub as_of: Option<jiff::Timestamp>,
    /// Key of the book; not needed when there is only one.
    #[arg(long)]
    pub book: Option<String>,
    #[arg(long)]
    pub json: bool,
}
