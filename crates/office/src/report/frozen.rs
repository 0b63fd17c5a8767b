//! What is kept of a report when it is signed: the document, the explanation of every number, the findings it was signed
//! with. It is text (JSON), hashed, and never changes.

use crate::indicator::Explanation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The frozen state of a signed report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Frozen {
    pub document: press::Document,
    /// Keys of the outline's sections with the number of blocks each brought, in order; extracts are cut along them.
    pub sections: Vec<FrozenSection>,
    /// By the code printed beside the number.
    pub explanations: BTreeMap<String, Explanation>,
    pub findings: Vec<FrozenFinding>,
    /// The last fact the report rests on.
    pub position: i64,
    pub signed_by: String,
    /// UTC, ISO 8601.
    pub signed_at: String,
    pub pack: String,
}

/// A section of the outline and how many blocks of the body it brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenSection {
    pub key: String,
    pub heading: String,
    pub public: bool,
    pub blocks: usize,
}

/// A finding the signer knew, with the written explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenFinding {
    pub code: String,
    pub sentence: String,
    pub explained: String,
}

impl Frozen {
    /// Reads the frozen text.
    pub fn read(text: &str) -> Result<Frozen, crate::error::Error> {
        Ok(serde_json::from_str(text)?)
    }

    /// The document cut down to some sections.
    pub fn extract(&self, keys: &[String]) -> press::Document {
        let mut body = Vec::new();
        let mut at = 0;
        for section in &self.sections {
            let end = (at + section.blocks).min(self.document.body.len());
            if keys.contains(&section.key) {
                body.extend_from_slice(&self.document.body[at..end]);
            }
            at = end;
        }
        press::Document { body, annexes: Vec::new(), ..self.document.clone() }
    }
}
