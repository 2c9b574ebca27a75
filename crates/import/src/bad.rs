//! Why a row cannot be what its layout says.

use std::fmt;

/// What is wrong with a row. [`Bad::kind`] groups rows that fail alike; as text it names the value too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// What is wrong, without the value: "SQLDATE is no day".
    pub kind: String,
    /// The value, where there is one.
    pub value: Option<String>,
}

/// Characters of a value that a message shows.
const SHOWN: usize = 40;

impl Bad {
    pub(crate) fn new(kind: impl Into<String>) -> Self {
        Bad { kind: kind.into(), value: None }
    }

    pub(crate) fn value(kind: impl Into<String>, value: &str) -> Self {
        let mut shown: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN).collect();
        if value.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        Bad { kind: kind.into(), value: Some(shown) }
    }
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        match &self.value {
            Some(value) => write!(f, ": '{value}'"),
            None => Ok(()),
        }
    }
}
