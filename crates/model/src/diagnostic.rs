//! Diagnostics: what was wrong with an input, as a value. Messy input is not an error of the program.

use std::fmt;

use crate::Document;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Something could not be read: the run ends with exit code 2.
    Failure,
}

/// What was wrong, where, and what to do.
///
/// ```
/// use chancery_model::{Diagnostic, Severity};
/// let d = Diagnostic { severity: Severity::Failure, input: "a.jsonl".into(), place: Some("line 3".into()), what: "not valid JSON: expected `,`".into(), hint: None };
/// assert_eq!(d.to_string(), "a.jsonl: line 3: not valid JSON: expected `,`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// The input as it was given.
    pub input: String,
    /// "line 12", "record 4", "entry 2", "byte 1047".
    pub place: Option<String>,
    /// What failed.
    pub what: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// What was wrong with a document that was read.
    pub fn about(document: &Document, severity: Severity, what: String) -> Self {
        let place = document.origin.record.map(|n| format!("record {n}"));
        Diagnostic { severity, input: document.origin.input.clone(), place, what, hint: None }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.input)?;
        if let Some(p) = &self.place {
            write!(f, "{p}: ")?;
        }
        f.write_str(&self.what)
    }
}
