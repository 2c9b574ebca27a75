//! What people decide on mentions, as the store keeps it.

use std::collections::HashMap;

use chancery_model::{Country, Decision, EventType, Mention, Mode, Reading, Status, Verdict as Said};
use chancery_store::{Filter, Store, StoreError};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    Query,
    failure::Failure,
    view::{Verdict, Words},
};

/// A decision as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct Decided {
    /// accept, correct, reject.
    pub verdict: &'static str,
    /// Who.
    pub reviewer: String,
    /// When.
    pub made: Timestamp,
}

/// Grows with everything that people decide.
pub fn version(store: &Store) -> Result<u64, StoreError> {
    store.words_of_people()
}

/// All that people have said.
pub fn words(store: &Store) -> Result<Words, StoreError> {
    let mut verdicts = HashMap::new();
    for d in store.decisions()? {
        match (d.verdict, d.corrected) {
            (Said::Accept, _) => verdicts.insert(d.seen.mention_id, Verdict::Accepted),
            (Said::Correct, Some(m)) => verdicts.insert(m.mention_id, Verdict::Corrected),
            (Said::Correct, None) | (Said::Reject, _) => None,
        };
    }
    let mut decided = HashMap::new();
    for id in store.documents_decided_on()? {
        let mentions = store.mentions_of(&Filter { document: Some(id.clone()), ..Filter::default() })?;
        decided.insert(id, mentions);
    }
    Ok(Words { verdicts, pairings: store.pairings()?, decided })
}

/// What was decided on a mention, also under the id it had before.
pub fn of_mention(store: &Store, id: &str) -> Result<Vec<Decided>, StoreError> {
    let about = |d: &Decision| d.seen.mention_id == id || d.corrected.as_ref().is_some_and(|m| m.mention_id == id);
    let shown = |d: Decision| Decided { verdict: d.verdict.as_str(), reviewer: d.reviewer, made: d.made };
    Ok(store.decisions()?.into_iter().filter(about).map(shown).collect())
}

/// The mention as a form says it should read, by the word of `reviewer`.
///
/// # Errors
/// What the code book does not have: a type, a mode of another type, a status, a country.
pub fn corrected(seen: &Mention, fields: &Query, reviewer: &str) -> Result<Mention, Failure> {
    fn read<T: std::str::FromStr<Err = String>>(fields: &Query, key: &str) -> Result<Option<T>, Failure> {
        fields.get(key).filter(|v| *v != "-").map(|v| v.parse().map_err(|e| Failure::bad(format!("{key}: {e}")))).transpose()
    }
    let event = read::<EventType>(fields, "event")?.unwrap_or(seen.event);
    let mode = match fields.get("mode") {
        None => seen.mode.filter(|m| m.valid_for(event)),
        Some(_) => read::<Mode>(fields, "mode")?,
    };
    if let Some(m) = mode.filter(|m| !m.valid_for(event)) {
        let modes: Vec<&str> = event.modes().iter().map(|m| m.as_str()).collect();
        return Err(Failure::bad(format!("{event} has no mode {m}; its modes are: {}", modes.join(", "))));
    }
    let status = read::<Status>(fields, "status")?.unwrap_or(seen.status);
    let takes_of = matches!(event, EventType::Agree | EventType::Concede | EventType::Request | EventType::Reject | EventType::Threaten);
    let of = match fields.get("of") {
        None => seen.of.filter(|_| takes_of),
        Some(_) => read::<EventType>(fields, "of")?.filter(|_| takes_of),
    };
    let side = |key: &str, had: Vec<Option<Country>>| match fields.get(key) {
        None => Ok(had),
        Some(text) => countries(key, text),
    };
    let was = Reading::of(seen);
    let reading = Reading { event, mode, of, status, actor: side("actor", was.actor)?, recipient: side("recipient", was.recipient)? };
    if reading.actor.is_empty() {
        return Err(Failure::bad("actor: an act has at least one actor; reject it where nobody acts"));
    }
    Ok(reading.applied(seen, reviewer))
}

/// A list of countries; `?` is a party whose country nobody knows.
fn countries(key: &str, text: &str) -> Result<Vec<Option<Country>>, Failure> {
    let codes = text.split([',', ' ', ';', '+']).map(str::trim).filter(|c| !c.is_empty() && *c != "-");
    let read = |c: &str| match c {
        "?" => Ok(None),
        c => c.to_uppercase().parse().map(Some).map_err(|e: String| Failure::bad(format!("{key}: {e}"))),
    };
    codes.map(read).collect()
}
