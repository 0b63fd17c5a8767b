//! Rows of the time line about documents that come in, tasks, meetings and the working week.

use super::rows::rows;
use jiff::civil::{Date, DateTime};

rows! {
    /// A document that came in.
    ArrivalRow {
        key: String,
        kind: String,
        symbol: String,
        issued: Option<Date>,
        issuer: String,
        subject: String,
        #[serde(default)]
        urgency: i64,
        answer_due: Option<Date>,
    }
}

rows! {
    /// A task with its clears.
    TaskRow {
        key: String,
        work: String,
        procedure: String,
        result: String,
        #[serde(default)]
        power: String,
        assigner: String,
        document: Option<String>,
        unit: String,
        #[serde(default)]
        with: Vec<String>,
        person: String,
        head: String,
        due: String,
        #[serde(default)]
        urgency: i64,
        #[serde(default)]
        unexpected: bool,
    }
}

rows! {
    /// Something done with a task: `do` names the act.
    TaskActRow {
        task: String,
        r#do: String,
        #[serde(default)]
        text: String,
        /// The competent body of an obstacle, or a new deadline.
        #[serde(default)]
        with: String,
        #[serde(default)]
        percent: Option<i64>,
        #[serde(default)]
        obstacle: i64,
        /// An officer who takes over.
        to: Option<String>,
        document: Option<String>,
    }
}

rows! {
    /// A meeting with everything that was said there.
    MeetingRow {
        key: String,
        kind: String,
        title: String,
        starts: DateTime,
        #[serde(default)]
        place: String,
        chair: String,
        report: Option<String>,
        #[serde(default)]
        participants: Vec<String>,
        #[serde(default)]
        agenda: Vec<String>,
        #[serde(default)]
        minutes: Vec<String>,
        #[serde(default)]
        proposal: Vec<ProposalRow>,
        #[serde(default)]
        item: Vec<ConclusionRow>,
        #[serde(default)]
        close: bool,
    }
}

rows! {
    /// A proposal upward, with its answer if there is one.
    ProposalRow {
        body: String,
        addressed: String,
        #[serde(default)]
        answer: String,
        #[serde(default)]
        text: String,
        promised: Option<Date>,
    }
}

rows! {
    /// A conclusion or request with its responsible side.
    ConclusionRow {
        body: String,
        #[serde(default)]
        request: bool,
        #[serde(default)]
        by: String,
        unit: Option<String>,
        #[serde(default)]
        outside: String,
        due: Option<Date>,
    }
}

rows! {
    /// The notice of conclusion.
    NoticeRow {
        meeting: String,
        signer: String,
        post: String,
    }
}

rows! {
    /// News of a meeting.
    NewsRow {
        meeting: String,
        title: String,
        body: String,
        author: String,
    }
}

rows! {
    /// Conclusions that become tasks, by number of the item.
    ConclusionTasksRow {
        meeting: String,
        assigner: String,
        task: Vec<ConclusionTaskRow>,
    }
}

rows! {
    /// What one conclusion becomes.
    ConclusionTaskRow {
        item: i64,
        procedure: String,
        result: String,
        person: String,
        head: String,
        due: String,
    }
}

rows! {
    /// An appointment of the leadership.
    AppointmentRow {
        starts: DateTime,
        ends: DateTime,
        title: String,
        #[serde(default)]
        place: String,
        leader: String,
        #[serde(default)]
        attended: String,
        unit: Option<String>,
    }
}
