//! The model's `config.json`: label inventories in the order of the network's outputs, and sizes.

use serde::Deserialize;

use chancery_model::{Context, EventType, Mode, Sector, Status, StepState};

use crate::{CoderError, window::Budget};

/// As written by `train/export.py`.
#[derive(Deserialize)]
struct File {
    model: String,
    max_pieces: usize,
    max_title: usize,
    max_context: usize,
    trigger: Vec<String>,
    mention: Vec<String>,
    role: Vec<String>,
    of: Vec<String>,
    mode: Vec<String>,
    status: Vec<String>,
    context: Vec<String>,
    sector: Vec<String>,
    step: Vec<String>,
    side: Vec<String>,
}

/// Labels as the code book's names. The first two of `trigger` ("O", "I") and the first of `of`, `mode` and `step` ("-") are not
/// among them.
pub(crate) struct Config {
    pub model: String,
    pub budget: Budget,
    pub trigger: Vec<EventType>,
    pub of: Vec<EventType>,
    pub mode: Vec<Mode>,
    pub status: Vec<Status>,
    pub context: Vec<Context>,
    pub sector: Vec<Sector>,
    pub step: Vec<StepState>,
}

fn names<T: std::str::FromStr<Err = String>>(what: &str, list: &[String], lead: &[&str]) -> Result<Vec<T>, CoderError> {
    if list.len() < lead.len() || !list.iter().zip(lead).all(|(a, b)| a == b) {
        return Err(CoderError::Config(format!("{what} must begin with {lead:?}")));
    }
    list[lead.len()..].iter().map(|s| s.parse().map_err(|e| CoderError::Config(format!("{what}: {e}")))).collect()
}

impl Config {
    pub fn parse(json: &str) -> Result<Self, CoderError> {
        let file: File = serde_json::from_str(json).map_err(|e| CoderError::Config(e.to_string()))?;
        if file.mention != ["O", "B", "I", "B-place", "I-place"]
            || file.role != ["none", "actor", "recipient", "place"]
            || file.side != ["-", "by", "to"]
        {
            return Err(CoderError::Config("mention, role or side labels are not those of this coder".into()));
        }
        Ok(Config {
            budget: Budget { pieces: file.max_pieces, title: file.max_title, context: file.max_context },
            trigger: names("trigger", &file.trigger, &["O", "I"])?,
            of: names("of", &file.of, &["-"])?,
            mode: names("mode", &file.mode, &["-"])?,
            status: names("status", &file.status, &[])?,
            context: names("context", &file.context, &[])?,
            sector: names("sector", &file.sector, &[])?,
            step: names("step", &file.step, &["-"])?,
            model: file.model,
        })
    }
}
