//! Events and commitments, computed from the mentions as they stand when asked.

use std::collections::BTreeMap;

use chancery_model::{Commitment, Event, Mention};

use crate::{Filter, Store, StoreError};

impl Store {
    /// The events that pass `filter`, in order of their first mention. An event passes with all its mentions where one
    /// of them has the status, mode, context, document, source and words asked for.
    pub fn events(&self, filter: &Filter) -> Result<Vec<Event>, StoreError> {
        let mentions = self.mentions_of(&filter.of_whole_events())?;
        let by_id: BTreeMap<&str, &Mention> = mentions.iter().map(|m| (m.mention_id.as_str(), m)).collect();
        let with_words = filter.words.as_ref().map(|w| self.sentences_with(w, filter)).transpose()?;
        let mut events = chancery_ledger::events_paired(&mentions, &self.pairings()?);
        events.retain(|e| {
            filter.actor.is_none_or(|c| e.actor.contains(&c))
                && filter.recipient.is_none_or(|c| e.recipient.contains(&c))
                && filter.accepts_day(e.date)
                && e.mentions.iter().any(|id| {
                    by_id.get(id.as_str()).is_some_and(|m| {
                        let told = || (m.document.id.clone(), m.sentence.span.start);
                        filter.accepts_member(m) && with_words.as_ref().is_none_or(|w| w.contains(&told()))
                    })
                })
        });
        limit(&mut events, filter);
        Ok(events)
    }

    /// The commitments that pass `filter`, in order of their first step. `event` is the promised act, `actor` who
    /// undertakes it, `recipient` the other side; `since` and `until` ask for a step within those days.
    pub fn commitments(&self, filter: &Filter) -> Result<Vec<Commitment>, StoreError> {
        let told = self.steps(filter)?;
        let mut commitments: Vec<Commitment> = chancery_ledger::commitments(&told);
        let sources: BTreeMap<&str, Option<&str>> = told.iter().map(|s| (s.document.id.as_str(), s.document.source.as_deref())).collect();
        // Mode and status are of acts: a step whose sentence codes none has neither.
        let acts = if filter.mode.is_some() || filter.status.is_some() {
            self.mentions_of(&Filter { known: filter.known, recorded: filter.recorded, ..Filter::default() })?
        } else {
            Vec::new()
        };
        let by_id: BTreeMap<&str, &Mention> = acts.iter().map(|m| (m.mention_id.as_str(), m)).collect();
        let with_words = filter.words.as_ref().map(|w| self.sentences_with(w, filter)).transpose()?;
        let proof = |c: &Commitment, f: &Filter| {
            c.steps.iter().any(|s| {
                f.document.as_ref().is_none_or(|d| s.document == *d)
                    && f.source.as_deref().is_none_or(|x| sources.get(s.document.as_str()).is_some_and(|y| *y == Some(x)))
                    && (f.mode.is_none() && f.status.is_none()
                        || s.mention_id.as_deref().and_then(|id| by_id.get(id)).is_some_and(|m| f.accepts_member(m)))
            })
        };
        let asks_members = Filter {
            mode: filter.mode,
            status: filter.status,
            document: filter.document.clone(),
            source: filter.source.clone(),
            ..Filter::default()
        };
        commitments.retain(|c| {
            filter.party.is_none_or(|p| c.by.contains(&p) || c.to.contains(&p))
                && filter.actor.is_none_or(|p| c.by.contains(&p))
                && filter.recipient.is_none_or(|p| c.to.contains(&p))
                && filter.event.is_none_or(|e| c.kind == e)
                && filter.context.is_none_or(|x| c.domain.as_deref() == Some(x.as_str()))
                && ((filter.since.is_none() && filter.until.is_none()) || c.steps.iter().any(|s| filter.accepts_day(s.date)))
                && with_words.as_ref().is_none_or(|w| c.steps.iter().any(|s| w.contains(&(s.document.clone(), s.span.start))))
                && (asks_members == Filter::default() || proof(c, &asks_members))
        });
        limit(&mut commitments, filter);
        Ok(commitments)
    }
}

fn limit<T>(all: &mut Vec<T>, filter: &Filter) {
    if let Some(n) = filter.limit {
        all.truncate(n as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, filled, mention, now};
    use chancery_model::{Coded, Status, StepMention, StepState};

    /// PER has promised CHL something in `word`; the act beside it is `act`, if any.
    fn promise(doc: &chancery_model::Document, act: Option<&Mention>, word: &str) -> StepMention {
        let m = mention(doc, word, "AID", "PER", "CHL");
        StepMention {
            mention_id: act.map(|m| m.mention_id.clone()),
            document: m.document,
            state: StepState::Announced,
            kind: m.event,
            actor: m.actor,
            recipient: m.recipient,
            contexts: m.contexts,
            date: doc.date,
            due: None,
            amount: None,
            word: m.trigger,
            sentence: m.sentence,
            confidence: 0.9,
            about: vec![127, 0],
            coder: "c1".into(),
        }
    }

    #[test]
    fn commitments_rest_on_the_steps_that_stand() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        let mut doc = document("d1", "Peru will help Chile.");
        doc.source = Some("Wire".into());
        let m = mention(&doc, "will help", "AGREE", "PER", "CHL");
        let told = promise(&doc, Some(&m), "will help");
        store.add(&doc, &Coded { mentions: vec![m], steps: vec![told.clone()], sentences: 1, ..Coded::default() }, "c1", now()).unwrap();
        assert_eq!(store.steps(&Filter::default()).unwrap(), [told]);
        let ask = |f: Filter| store.commitments(&f).unwrap().len();
        assert_eq!(ask(Filter::default()), 1);
        assert_eq!(ask(Filter { source: Some("Wire".into()), ..Filter::default() }), 1);
        assert_eq!(ask(Filter { source: Some("Daily".into()), ..Filter::default() }), 0);
        assert_eq!(ask(Filter { document: Some("d2".into()), ..Filter::default() }), 0);
        assert_eq!(ask(Filter { status: Some(Status::Reported), ..Filter::default() }), 1);
        assert_eq!(ask(Filter { status: Some(Status::Future), ..Filter::default() }), 0);
        assert_eq!(store.without_steps().unwrap(), 0);
        // Coded anew by one that tells no step: what it said before is superseded.
        store.add(&doc, &Coded { sentences: 1, ..Coded::default() }, "c2", now()).unwrap();
        assert_eq!(store.steps(&Filter::default()).unwrap(), []);
        assert_eq!(store.commitments(&Filter::default()).unwrap(), []);
        store.connection.execute("UPDATE revision SET steps = NULL WHERE coder = 'c2'", []).unwrap();
        assert_eq!(store.without_steps().unwrap(), 1);
    }

    #[test]
    fn events_pass_whole() {
        let (_folder, store) = filled();
        let all = store.events(&Filter::default()).unwrap();
        assert_eq!(all.len(), 3);
        let aid = store.events(&Filter { actor: Some("CHL".parse().unwrap()), ..Filter::default() }).unwrap();
        assert_eq!(aid, [all[1].clone()]);
        assert_eq!(store.events(&Filter { until: Some("2024-04-01".parse().unwrap()), ..Filter::default() }).unwrap(), [all[0].clone()]);
        assert_eq!(store.events(&Filter { limit: Some(1), ..Filter::default() }).unwrap().len(), 1);
    }
}
