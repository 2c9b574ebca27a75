//! What people decide on mentions, as the store keeps it.

use std::collections::HashMap;

use chancery_model::{
    Actor, Country, Decision, EventType, Mention, Mode, Status, Verdict as Said,
    codebook::{cameo, score},
    content_hash,
};
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

/// The mention as a form says it should read.
///
/// # Errors
/// What the code book does not have: a type, a mode of another type, a status, a country.
pub fn corrected(seen: &Mention, fields: &Query) -> Result<Mention, Failure> {
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
    let actor = parties(&seen.actor, fields.get("actor"), seen)?;
    let recipient = parties(&seen.recipient, fields.get("recipient"), seen)?;
    if actor.is_empty() {
        return Err(Failure::bad("actor: an act has at least one actor; reject it where nobody acts"));
    }
    let code = cameo::closest(event, mode, of, &seen.contexts, status);
    let who = |all: &[Actor]| all.iter().map(|a| a.country.map_or_else(|| a.text.clone(), |c| c.to_string())).collect::<Vec<_>>().join(" ");
    let start = seen.trigger.span.start.to_string();
    let parts = ["corrected", &seen.document.id, &start, event.as_str(), status.as_str(), &who(&actor), &who(&recipient)];
    Ok(Mention {
        mention_id: content_hash(&parts),
        event,
        mode,
        of,
        status,
        quad: event.quad(),
        plover_score: score(event, mode),
        cameo: code.map(|c| c.code.to_owned()),
        goldstein: code.and_then(|c| c.goldstein),
        actor,
        recipient,
        confidence: 1.0,
        ..seen.clone()
    })
}

/// The parties that a list of countries names: those there were, with their words; for others the trigger's words stand.
fn parties(were: &[Actor], countries: Option<&str>, seen: &Mention) -> Result<Vec<Actor>, Failure> {
    let Some(text) = countries else { return Ok(were.to_vec()) };
    let codes = text.split([',', ' ', ';']).map(str::trim).filter(|c| !c.is_empty() && *c != "-");
    let codes: Vec<Country> = codes.map(|c| c.to_uppercase().parse().map_err(|e: String| Failure::bad(e))).collect::<Result<_, _>>()?;
    let party = |c: &Country| {
        were.iter().chain(&seen.actor).chain(&seen.recipient).find(|a| a.country == Some(*c)).cloned().unwrap_or_else(|| Actor {
            text: seen.trigger.text.clone(),
            span: seen.trigger.span,
            name: Some(crate::name::label(*c)),
            country: Some(*c),
            sector: None,
            code: None,
            office: None,
            actor_id: Some(format!("country:{c}")),
        })
    };
    Ok(codes.iter().map(party).collect())
}
