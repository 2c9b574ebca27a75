//! Which mentions are asked for.

use chancery_model::{Context, Country, EventType, Mention, Mode, Status};
use jiff::civil::Date;
use rusqlite::types::Value;

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
    /// At most so many, the first in order.
    pub limit: Option<u32>,
}

impl Filter {
    /// The condition on a mention `m` and its revision `r`, with its parameters.
    pub(crate) fn sql(&self) -> (String, Vec<Value>) {
        let mut sql = String::from("r.superseded IS NULL");
        let mut values = Vec::new();
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
        and("r.source = ?", self.source.clone());
        (sql, values)
    }

    /// The same without what only the whole cluster can answer: type and taking part are the same for all mentions of
    /// an event, so they may choose mentions before clustering; the rest may not.
    pub(crate) fn of_whole_events(&self) -> Filter {
        let party = self.party.or(self.actor).or(self.recipient);
        Filter { party, event: self.event, ..Filter::default() }
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
