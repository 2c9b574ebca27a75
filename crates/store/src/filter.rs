//! Which mentions are asked for.

use chancery_model::{Context, Country, EventType, Mention, Mode, Status};
use jiff::{Timestamp, civil::Date};
use rusqlite::types::Value;

use crate::Words;

/// What a question is limited to; the default asks for everything. All conditions must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Takes part in either role.
    pub party: Option<Country>,
    /// Acts.
    pub actor: Option<Country>,
    /// Is acted on.
    pub recipient: Option<Country>,
    /// PLOVER type.
    pub event: Option<EventType>,
    /// Mode.
    pub mode: Option<Mode>,
    /// Status.
    pub status: Option<Status>,
    /// One of the contexts.
    pub context: Option<Context>,
    /// First day: of the document for mentions, of the act for events, of a step for commitments. What has no date
    /// is left out where a day is asked for.
    pub since: Option<Date>,
    /// Last day, likewise.
    pub until: Option<Date>,
    /// Document id.
    pub document: Option<String>,
    /// Name of the source.
    pub source: Option<String>,
    /// Words of the sentence that proves it: of a step, for commitments.
    pub words: Option<Words>,
    /// Only what documents of up to this day tell; documents without a date tell nothing by then.
    pub known: Option<Date>,
    /// The record as it stood at this moment; `None` as it stands.
    pub recorded: Option<Timestamp>,
    /// At most so many, the first in order.
    pub limit: Option<u32>,
}

impl Filter {
    /// The condition on a mention `m` and its revision `r`, with its parameters.
    pub(crate) fn sql(&self) -> (String, Vec<Value>) {
        self.sql_of("m.overridden IS NULL")
    }

    /// The same for the mentions that meet another condition than that people let them stand.
    pub(crate) fn sql_of(&self, which: &str) -> (String, Vec<Value>) {
        let (revision, mut values) = self.revision();
        let mut sql = format!("{revision} AND {which}");
        let mut and = |condition: &str, value: Option<String>| {
            if let Some(v) = value {
                sql.push_str(" AND ");
                sql.push_str(condition);
                values.push(Value::Text(v));
            }
        };
        let name = |c: Option<Country>| c.map(|c| c.to_string());
        and("m.mention IN (SELECT mention FROM party WHERE country = ?)", name(self.party));
        and("m.mention IN (SELECT mention FROM party WHERE country = ? AND role = 'actor')", name(self.actor));
        and("m.mention IN (SELECT mention FROM party WHERE country = ? AND role = 'recipient')", name(self.recipient));
        and("m.event = ?", self.event.map(|x| x.to_string()));
        and("m.mode = ?", self.mode.map(|x| x.to_string()));
        and("m.status = ?", self.status.map(|x| x.to_string()));
        and("m.mention IN (SELECT mention FROM context WHERE context = ?)", self.context.map(|x| x.to_string()));
        and("m.document_date >= ?", self.since.map(|d| d.to_string()));
        and("m.document_date <= ?", self.until.map(|d| d.to_string()));
        and("m.document_id = ?", self.document.clone());
        and("m.document_date <= ?", self.known.map(|d| d.to_string()));
        and("r.source = ?", self.source.clone());
        and("m.evidence IN (SELECT rowid FROM evidence_words WHERE evidence_words MATCH ?)", self.words.as_ref().map(|w| w.query().to_owned()));
        (sql, values)
    }

    /// The condition on a revision `r`: that it stands, or stood at the moment asked for.
    pub(crate) fn revision(&self) -> (String, Vec<Value>) {
        match self.recorded {
            None => ("r.superseded IS NULL".to_owned(), Vec::new()),
            Some(t) => {
                let sql = "substr(r.added, 1, 19) <= ? AND (r.superseded IS NULL OR substr(r.superseded, 1, 19) > ?)".to_owned();
                // To the second: with and without parts of one, moments do not sort as text.
                let second = t.to_string().get(..19).unwrap_or_default().to_owned();
                (sql, vec![Value::Text(second.clone()), Value::Text(second)])
            }
        }
    }

    /// The same without what only the whole cluster can answer: type and taking part are the same for all mentions of
    /// an event, so they may choose mentions before clustering; the rest may not.
    pub(crate) fn of_whole_events(&self) -> Filter {
        let party = self.party.or(self.actor).or(self.recipient);
        Filter { party, event: self.event, known: self.known, recorded: self.recorded, ..Filter::default() }
    }

    /// Whether a mention has what its cluster is asked for.
    pub(crate) fn accepts_member(&self, m: &Mention) -> bool {
        self.mode.is_none_or(|x| m.mode == Some(x))
            && self.status.is_none_or(|x| m.status == x)
            && self.context.is_none_or(|x| m.contexts.contains(&x))
            && self.document.as_ref().is_none_or(|x| m.document.id == *x)
            && self.source.as_ref().is_none_or(|x| m.document.source.as_ref() == Some(x))
    }

    /// Whether a day lies within `since` and `until`.
    pub(crate) fn accepts_day(&self, day: Option<Date>) -> bool {
        match day {
            Some(d) => self.since.is_none_or(|s| d >= s) && self.until.is_none_or(|u| d <= u),
            None => self.since.is_none() && self.until.is_none(),
        }
    }
}
