//! How pages write a due instant, a state, an amount.

use crate::casework::list::Line;
use crate::ui::Cell;
use jiff::Timestamp;
use pack::case_type::State;

/// A due instant with how far away it is.
pub fn due(due: Option<Timestamp>, state: State, now: Timestamp) -> Cell {
    let Some(at) = due else {
        return if state.is_open() { Cell::text("đang tạm dừng").marked("note") } else { Cell::text("") };
    };
    let text = viet::day::write_instant(at);
    if !state.is_open() {
        return Cell::text(text);
    }
    if at < now {
        return Cell::text(format!("{text}, quá {}", distance(at, now))).marked("stop");
    }
    let soon = at.duration_since(now).as_hours() < 24;
    let cell = Cell::text(format!("{text}, còn {}", distance(now, at)));
    if soon { cell.marked("warn") } else { cell }
}

/// `3 giờ`, `2 ngày`: elapsed time of the wall clock, in the largest unit.
pub fn distance(from: Timestamp, to: Timestamp) -> String {
    let minutes = to.duration_since(from).as_mins();
    match minutes {
        0..60 => format!("{minutes}\u{a0}phút"),
        60..1440 => format!("{}\u{a0}giờ", minutes / 60),
        _ => format!("{}\u{a0}ngày", minutes / 1440),
    }
}

/// The state of a line in words.
pub fn state(line: &Line) -> Cell {
    let cell = Cell::text(match line.verdict.as_str() {
        "early" => format!("{}, trước hạn", line.state.label()),
        "on-time" => format!("{}, đúng hạn", line.state.label()),
        "late" => format!("{}, quá hạn", line.state.label()),
        _ => line.state.label().to_owned(),
    });
    match line.state {
        State::Waiting => cell.marked("note"),
        State::Decided | State::HandedBack if line.verdict == "late" => cell.marked("stop"),
        State::Decided | State::HandedBack => cell.marked("good"),
        _ => cell,
    }
}

/// `16.000 đồng`.
pub fn dong(amount: i64) -> String {
    format!("{}\u{a0}đồng", viet::number::write(amount.into()))
}
