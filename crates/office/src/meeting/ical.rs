//! iCalendar (RFC 5545): deadlines of tasks and appointments of the leadership as calendar programs read them.

use super::store::Appointment;
use crate::task::Task;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::Timestamp;

/// A calendar of a person or an office.
pub struct Feed<'a> {
    /// Book and public address, for identifiers and links.
    pub book: &'a str,
    pub base: &'a str,
    pub name: String,
    pub tasks: &'a [Task],
    pub appointments: &'a [Appointment],
    pub now: Timestamp,
}

/// The text of the calendar.
pub fn write(feed: &Feed) -> String {
    // An empty one: the library's own PRODID would stand beside ours, and RFC 5545 (3.6) allows one.
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Ro Viec//Lich cong tac//VI"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.name(&feed.name);
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.append_property(Property::new("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh"));
    for task in feed.tasks {
        calendar.push(deadline(feed, task));
    }
    for appointment in feed.appointments {
        calendar.push(event(feed, appointment));
    }
    calendar.done().to_string()
}

/// A deadline: the hour before it; it does not block the day.
fn deadline(feed: &Feed, task: &Task) -> Event {
    let due = task.due_at;
    let hour = jiff::SignedDuration::from_hours(1);
    let closed = if task.state.is_open() { "" } else { "[xong] " };
    let mut event = Event::new();
    event
        .uid(&format!("task-{}@{}.roviec", task.no, feed.book))
        .summary(&format!("{closed}Hạn: {}", task.work.lines().next().unwrap_or_default()))
        .description(&format!("{}\n\nKết quả phải đạt: {}\n{}", task.work, task.expected_result, task.state.label()))
        .add_property("DTSTAMP", utc(feed.now))
        .add_property("DTSTART", utc(due - hour))
        .add_property("DTEND", utc(due))
        .add_property("TRANSP", "TRANSPARENT");
    if !feed.base.is_empty() {
        event.url(&format!("{}/{}/tasks/{}", feed.base, feed.book, task.no));
    }
    event.done()
}

fn event(feed: &Feed, appointment: &Appointment) -> Event {
    let mut event = Event::new();
    let status = if appointment.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed };
    event
        .uid(&format!("appointment-{}@{}.roviec", appointment.no, feed.book))
        .summary(&appointment.title)
        .status(status)
        .add_property("DTSTAMP", utc(feed.now))
        .add_property("DTSTART", utc(appointment.starts_at))
        .add_property("DTEND", utc(appointment.ends_at));
    if !appointment.place.is_empty() {
        event.location(&appointment.place);
    }
    let attended = if appointment.attended.is_empty() {
        String::new()
    } else {
        format!("\nThành phần: {}", appointment.attended)
    };
    event.description(&format!("Chủ trì: {}{attended}", appointment.leader));
    event.done()
}

/// `20140410T010000Z`: an instant in UTC, which every program shows in the zone of its reader.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
