//! The reconciliation that ends every run, and messages about inputs: standard error.

use std::collections::BTreeMap;
use std::fmt;

use chancery_model::{Coded, Diagnostic, EventType, Severity};

use crate::Outcome;

/// What went in and what became of it. Each document is counted once.
#[derive(Debug, Default)]
pub struct Report {
    /// Counted where the reader hands documents out; what became of them is counted apart.
    taken: u64,
    coded: u64,
    revised: u64,
    unchanged: u64,
    duplicates: u64,
    skipped: BTreeMap<String, u64>,
    failed: BTreeMap<String, u64>,
    incomplete: bool,
    sentences: u64,
    mentions: BTreeMap<EventType, u64>,
}

impl Report {
    /// The reader gave a document, or the reason why there is none.
    pub fn taken(&mut self, n: u64) {
        self.taken += n;
    }

    /// Whether any document could be read.
    pub fn read_any(&self) -> bool {
        self.coded + self.unchanged + self.duplicates > 0 || self.failed.is_empty()
    }

    /// Whether anything came in.
    pub fn has_any(&self) -> bool {
        self.taken > 0
    }

    fn accounted(&self) -> u64 {
        let (skipped, failed): (u64, u64) = (self.skipped.values().sum(), self.failed.values().sum());
        self.coded + self.unchanged + self.duplicates + skipped + failed
    }

    /// A document was coded.
    pub fn coded(&mut self, coded: &Coded) {
        self.coded += 1;
        self.sentences += u64::from(coded.sentences);
        for m in &coded.mentions {
            *self.mentions.entry(m.event).or_default() += 1;
        }
    }

    /// So many of the coded replaced another text of the same id in the record.
    pub fn revised(&mut self, n: u64) {
        self.revised += n;
    }

    /// The record holds the document already, coded by the same coder.
    pub fn unchanged(&mut self) {
        self.unchanged += 1;
    }

    /// The same text stood in this input before.
    pub fn duplicate(&mut self) {
        self.duplicates += 1;
    }

    /// A document was left out on purpose.
    pub fn skipped(&mut self, reason: String) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// A document, record or input could not be read or coded: tells it at once.
    pub fn failed(&mut self, d: &Diagnostic) {
        say(d);
        *self.failed.entry(reason(d)).or_default() += 1;
    }

    /// Something to know about an input: counts no document, but bytes that could not be read are a failure.
    pub fn message(&mut self, d: &Diagnostic) {
        say(d);
        self.incomplete |= d.severity == Severity::Failure;
    }

    /// A file that goes with the inputs was read in part only: told already.
    pub fn incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Whether everything was read.
    pub fn outcome(&self) -> Outcome {
        if self.failed.is_empty() && !self.incomplete && self.taken == self.accounted() { Outcome::Done } else { Outcome::Incomplete }
    }
}

/// What failures alike have in common: the message up to what is of this one.
pub fn reason(d: &Diagnostic) -> String {
    d.what.split([':', ';', '(']).next().unwrap_or(&d.what).trim().to_owned()
}

/// Without this file the verb would do something else than was asked: it ends with the exit code of input that cannot be read.
#[derive(Debug)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Tells that a file could not be opened, or holds nothing to read: a failure of the input.
pub fn unreadable(input: &str, what: String) {
    let hint = Some("check the path and what the file holds".to_owned());
    say(&Diagnostic { severity: Severity::Failure, input: input.to_owned(), place: None, what, hint });
}

/// Prints a diagnostic, with its advice.
pub fn say(d: &Diagnostic) {
    eprintln!("chancery: {d}");
    if let Some(hint) = &d.hint {
        eprintln!("          {hint}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (skipped, failed): (u64, u64) = (self.skipped.values().sum(), self.failed.values().sum());
        write!(f, "documents in: {} = {} coded", self.taken, self.coded)?;
        if self.unchanged > 0 {
            write!(f, " + {} unchanged", self.unchanged)?;
        }
        if self.duplicates > 0 {
            write!(f, " + {} duplicates", self.duplicates)?;
        }
        write!(f, " + {skipped} skipped + {failed} failed")?;
        if self.taken != self.accounted() {
            write!(f, " (DOES NOT ADD UP: please report it)")?;
        }
        writeln!(f)?;
        for (what, reasons) in [("skipped", &self.skipped), ("failed", &self.failed)] {
            for (reason, n) in reasons {
                writeln!(f, "  {what} {n}: {reason}")?;
            }
        }
        if self.revised > 0 {
            writeln!(f, "  {} of the coded replaced another text or coding under the same id", self.revised)?;
        }
        writeln!(f, "  {} sentences", self.sentences)?;
        let total: u64 = self.mentions.values().sum();
        write!(f, "mentions: {total}")?;
        let types: Vec<String> = self.mentions.iter().map(|(t, n)| format!("{t} {n}")).collect();
        if !types.is_empty() {
            write!(f, " ({})", types.join(", "))?;
        }
        writeln!(f)
    }
}
