//! `roviec number`: the exact value of a text in base units, and how it is written back.

use super::WRONG_INPUT;
use crate::out::say;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::process::ExitCode;
use viet::quantity::{self, Quantity, Read};

/// Prints the value; unreadable text is exit code 2 with the reason.
pub fn number(text: &str, as_json: bool) -> ExitCode {
    match quantity::read(text) {
        Ok(read) if as_json => {
            say!("{}", describe(&read));
            ExitCode::SUCCESS
        }
        Ok(read) => {
            say!("{}\t{}", exact(&read), quantity::write(&read));
            ExitCode::SUCCESS
        }
        Err(unreadable) => {
            eprintln!("{unreadable}");
            if as_json {
                say!("{}", json!({ "error": unreadable.why, "text": unreadable.text }));
            }
            ExitCode::from(WRONG_INPUT)
        }
    }
}

fn exact(read: &Read) -> String {
    let (value, unit) = match &read.quantity {
        Quantity::Money { dong } => (plain(*dong), "đồng"),
        Quantity::Percent(percent) => (plain(percent.value), "%"),
        Quantity::Count { value, noun } => (plain(*value), noun.as_str()),
        Quantity::Ratio { part, whole, noun } => (format!("{}/{}", plain(*part), plain(*whole)), noun.as_str()),
        Quantity::MoneyRatio { part, whole } => (format!("{}/{}", plain(*part), plain(*whole)), "đồng"),
    };
    format!("{value} {unit}").trim_end().to_owned()
}

fn describe(read: &Read) -> Value {
    let mut described = match &read.quantity {
        Quantity::Money { dong } => json!({ "kind": "money", "value": plain(*dong), "unit": "đồng" }),
        Quantity::Percent(p) => {
            json!({ "kind": "percent", "value": plain(p.value), "unit": "%", "decimals": p.decimals })
        }
        Quantity::Count { value, noun } => json!({ "kind": "count", "value": plain(*value), "unit": noun }),
        Quantity::Ratio { part, whole, noun } => {
            json!({ "kind": "ratio", "part": plain(*part), "whole": plain(*whole), "unit": noun })
        }
        Quantity::MoneyRatio { part, whole } => {
            json!({ "kind": "ratio", "part": plain(*part), "whole": plain(*whole), "unit": "đồng" })
        }
    };
    described["bound"] = json!(read.bound.code());
    described["written"] = json!(quantity::write(read));
    if let Some(share) = read.quantity.share() {
        described["share_percent"] = json!(plain(share));
    }
    described
}

fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}
