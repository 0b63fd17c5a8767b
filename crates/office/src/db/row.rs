//! A row read from the database, with columns taken by name and turned into the types of the domain.

use super::Value;
use crate::error::Failure;
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use std::sync::Arc;

/// One row; the names of the columns are shared by all rows of a query.
#[derive(Clone, Debug)]
pub struct Row {
    names: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(super) fn new(names: Arc<[String]>, values: Vec<Value>) -> Row {
        Row { names, values }
    }

    /// The raw columns with their names, in order (exports, dumps, the rebuild comparison).
    pub fn columns(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.names.iter().map(String::as_str).zip(&self.values)
    }

    pub(super) fn first_int(&self) -> Option<i64> {
        match self.values.first() {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        }
    }

    fn get(&self, name: &str) -> Result<&Value, Failure> {
        let at = self.names.iter().position(|n| n == name);
        at.map(|at| &self.values[at]).ok_or_else(|| Failure::new(format!("no column {name} in this query")))
    }

    /// A text that must be there.
    pub fn text(&self, name: &str) -> Result<String, Failure> {
        self.opt_text(name)?.ok_or_else(|| Failure::new(format!("column {name} is empty")))
    }

    /// A text that may be missing.
    pub fn opt_text(&self, name: &str) -> Result<Option<String>, Failure> {
        match self.get(name)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Int(n) => Ok(Some(n.to_string())),
        }
    }

    /// An integer that must be there.
    pub fn int(&self, name: &str) -> Result<i64, Failure> {
        self.opt_int(name)?.ok_or_else(|| Failure::new(format!("column {name} is empty")))
    }

    /// An integer that may be missing.
    pub fn opt_int(&self, name: &str) -> Result<Option<i64>, Failure> {
        match self.get(name)? {
            Value::Null => Ok(None),
            Value::Int(n) => Ok(Some(*n)),
            Value::Text(_) => Err(Failure::new(format!("column {name} is not an integer"))),
        }
    }

    /// A yes or no, kept as 1 or 0.
    pub fn flag(&self, name: &str) -> Result<bool, Failure> {
        Ok(self.int(name)? != 0)
    }

    /// A day.
    pub fn day(&self, name: &str) -> Result<Date, Failure> {
        parsed(name, &self.text(name)?)
    }

    /// A day that may be missing (an open end).
    pub fn opt_day(&self, name: &str) -> Result<Option<Date>, Failure> {
        self.opt_text(name)?.map(|text| parsed(name, &text)).transpose()
    }

    /// An instant.
    pub fn instant(&self, name: &str) -> Result<Timestamp, Failure> {
        parsed(name, &self.text(name)?)
    }

    /// An instant that may be missing.
    pub fn opt_instant(&self, name: &str) -> Result<Option<Timestamp>, Failure> {
        self.opt_text(name)?.map(|text| parsed(name, &text)).transpose()
    }

    /// An exact decimal in the base unit of its measure.
    pub fn decimal(&self, name: &str) -> Result<Decimal, Failure> {
        parsed(name, &self.text(name)?)
    }

    /// An exact decimal that may be missing.
    pub fn opt_decimal(&self, name: &str) -> Result<Option<Decimal>, Failure> {
        self.opt_text(name)?.map(|text| parsed(name, &text)).transpose()
    }
}

fn parsed<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(format!("column {name} holds an unreadable value: {text}")))
}
