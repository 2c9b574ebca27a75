//! People's decisions: kept for good, and put in place of what the program says.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Decision, Mention, Pairing, Verdict};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params, params_from_iter};

use crate::{
    Filter, Store, StoreError,
    add::{json, write_mention},
};

impl Store {
    /// Keeps a decision and puts it in place. Gives its number, by which it can be taken back.
    pub fn decide(&mut self, decision: &Decision) -> Result<i64, StoreError> {
        self.reviewing(|tx| {
            let m = &decision.seen;
            tx.prepare_cached(
                "INSERT INTO decision (document_id, mention_id, trigger_start, trigger_end, verdict, seen, corrected, reviewer, made)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                m.document.id,
                m.mention_id,
                m.trigger.span.start,
                m.trigger.span.end,
                decision.verdict.as_str(),
                json(m)?,
                decision.corrected.as_ref().map(json).transpose()?,
                decision.reviewer,
                decision.made.to_string(),
            ])?;
            let number = tx.last_insert_rowid();
            apply(tx, &m.document.id)?;
            Ok(number)
        })
    }

    /// Takes a decision back: it stays in the record and holds no longer. Whether there was one to take back.
    pub fn take_back(&mut self, decision: i64, now: Timestamp) -> Result<bool, StoreError> {
        self.reviewing(|tx| {
            let document: Option<String> = tx
                .query_row("SELECT document_id FROM decision WHERE decision = ? AND taken_back IS NULL", [decision], |r| r.get(0))
                .optional()?;
            let Some(document) = document else { return Ok(false) };
            tx.execute("UPDATE decision SET taken_back = ? WHERE decision = ?", params![now.to_string(), decision])?;
            apply(tx, &document)?;
            Ok(true)
        })
    }

    fn reviewing<T>(&mut self, write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let path = self.path.clone();
        let wrap = |e| StoreError::from_sqlite(&path, "keeping a decision", e);
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrap)?;
        let out = write(&tx).map_err(wrap)?;
        tx.commit().map_err(wrap)?;
        Ok(out)
    }

    /// The decisions that hold, in the order in which they were made. Of one reviewer on one mention the last counts.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let wrap = |e| self.error("reading decisions", e);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT decision, verdict, seen, corrected, reviewer, made FROM decision WHERE taken_back IS NULL ORDER BY decision",
            )
            .map_err(wrap)?;
        let mut rows = statement.query([]).map_err(wrap)?;
        let mut last: BTreeMap<(String, String, u32, u32), usize> = BTreeMap::new();
        let mut out: Vec<Option<Decision>> = Vec::new();
        while let Some(row) = rows.next().map_err(wrap)? {
            let d = self.read_decision(row)?;
            let span = d.seen.trigger.span;
            if let Some(before) = last.insert((d.reviewer.clone(), d.seen.document.id.clone(), span.start, span.end), out.len()) {
                out[before] = None;
            }
            out.push(Some(d));
        }
        Ok(out.into_iter().flatten().collect())
    }

    fn read_decision(&self, row: &Row<'_>) -> Result<Decision, StoreError> {
        let number: i64 = row.get(0).map_err(|e| self.error("reading decisions", e))?;
        let text = |i: usize| row.get::<_, String>(i).map_err(|e| self.error("reading decisions", e));
        let bad = |what: &str| self.damaged(format!("decision {number} has no readable {what}"));
        let corrected: Option<String> = row.get(3).map_err(|e| self.error("reading decisions", e))?;
        Ok(Decision {
            verdict: text(1)?.parse().map_err(|_| bad("verdict"))?,
            seen: serde_json::from_str(&text(2)?).map_err(|_| bad("mention"))?,
            corrected: corrected.map(|c| serde_json::from_str(&c).map_err(|_| bad("correction"))).transpose()?,
            reviewer: text(4)?,
            made: text(5)?.parse().map_err(|_| bad("moment"))?,
        })
    }

    /// The mentions that pass `filter` and that `reviewer` has not decided on, the least certain first: those whose
    /// confidence lies nearest to one half. Others' decisions do not show.
    pub fn review_queue(&self, reviewer: &str, filter: &Filter) -> Result<Vec<Mention>, StoreError> {
        let wrap = |e| self.error("reading the queue", e);
        // What a decision overrode is asked of others too, what it made is not.
        let open = Filter { limit: None, ..filter.clone() };
        let (condition, mut values) = open.sql_of("m.decided IS NULL");
        values.push(reviewer.to_owned().into());
        let sql = format!(
            "SELECT m.record, m.mention_id FROM mention m JOIN revision r ON r.revision = m.revision WHERE {condition}
               AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.document_id = m.document_id AND d.trigger_start = m.trigger_start
                               AND d.trigger_end = m.trigger_end AND d.taken_back IS NULL AND d.reviewer = ?)
             ORDER BY abs(m.confidence - 0.5), m.document_date, m.document_id, m.trigger_start, m.mention_id LIMIT {}",
            filter.limit.unwrap_or(1000)
        );
        let mut statement = self.connection.prepare(&sql).map_err(wrap)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(wrap)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(wrap)? {
            out.push(self.read_mention(row)?);
        }
        Ok(out)
    }

    /// Keeps that two mentions tell the same act, or do not.
    pub fn pair(&mut self, pairing: &Pairing) -> Result<(), StoreError> {
        self.reviewing(|tx| {
            tx.prepare_cached("INSERT INTO pairing (mention_id, other_id, same, reviewer, made) VALUES (?, ?, ?, ?, ?)")?
                .execute(params![pairing.mention_id, pairing.other_id, pairing.same, pairing.reviewer, pairing.made.to_string()])?;
            Ok(())
        })
    }

    /// The pairings that hold, in the order in which they were made.
    pub fn pairings(&self) -> Result<Vec<Pairing>, StoreError> {
        let wrap = |e| self.error("reading pairings", e);
        let mut statement = self
            .connection
            .prepare_cached("SELECT mention_id, other_id, same, reviewer, made FROM pairing WHERE taken_back IS NULL ORDER BY pairing")
            .map_err(wrap)?;
        let mut rows = statement.query([]).map_err(wrap)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(wrap)? {
            let text = |i: usize| row.get::<_, String>(i).map_err(wrap);
            let made = text(4)?;
            out.push(Pairing {
                mention_id: text(0)?,
                other_id: text(1)?,
                same: row.get(2).map_err(wrap)?,
                reviewer: text(3)?,
                made: made.parse().map_err(|_| self.damaged(format!("a pairing has the moment '{made}'")))?,
            });
        }
        Ok(out)
    }
}

/// Puts the decisions on a document in place of what its current revision says: the last one on each place holds.
pub(crate) fn apply(tx: &Transaction<'_>, document: &str) -> rusqlite::Result<()> {
    let decisions: Vec<Made> = tx
        .prepare_cached(
            "SELECT decision, mention_id, trigger_start, trigger_end, verdict, corrected, seen ->> '$.sentence' FROM decision
             WHERE document_id = ? AND taken_back IS NULL ORDER BY decision",
        )?
        .query_map([document], |r| {
            Ok(Made {
                sentence: r.get(6)?,
                number: r.get(0)?,
                mention_id: r.get(1)?,
                start: r.get(2)?,
                end: r.get(3)?,
                verdict: r.get(4)?,
                corrected: r.get(5)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let standing: Option<(i64, String)> = tx
        .prepare_cached("SELECT revision, text FROM revision WHERE document_id = ? AND superseded IS NULL")?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let Some((revision, text)) = standing else { return Ok(()) };
    // A decision is on a sentence: where the document's text is another one now, and has it not, there is nothing to decide on.
    let decisions: Vec<Made> = decisions.into_iter().filter(|d| stands(&text, &d.sentence)).collect();
    tx.prepare_cached("UPDATE mention SET overridden = NULL WHERE revision = ? AND overridden IS NOT NULL")?.execute([revision])?;
    for table in ["party", "context"] {
        let made = "SELECT mention FROM mention WHERE revision = ? AND decided IS NOT NULL";
        tx.execute(&format!("DELETE FROM {table} WHERE mention IN ({made})"), [revision])?;
    }
    tx.prepare_cached("DELETE FROM mention WHERE revision = ? AND decided IS NOT NULL")?.execute([revision])?;
    // Of each mention, and of each place where the program says nothing any more, the last decision holds.
    let mut of_mention: BTreeMap<i64, usize> = BTreeMap::new();
    let mut of_place: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (n, d) in decisions.iter().enumerate() {
        let meant = meant(tx, revision, d)?;
        if meant.is_empty() {
            of_place.insert((d.start, d.end), n);
        }
        of_mention.extend(meant.into_iter().map(|m| (m, n)));
    }
    for (mention, n) in &of_mention {
        if decisions[*n].verdict != Verdict::Accept.as_str() {
            let number = decisions[*n].number;
            tx.prepare_cached("UPDATE mention SET overridden = ? WHERE mention = ?")?.execute([number, *mention])?;
        }
    }
    for n in of_mention.values().chain(of_place.values()).copied().collect::<BTreeSet<_>>() {
        if let Some(corrected) = &decisions[n].corrected {
            let m: Mention = serde_json::from_str(corrected).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
            write_mention(tx, revision, &m, Some(decisions[n].number))?;
        }
    }
    Ok(())
}

/// A decision as its row has it.
struct Made {
    number: i64,
    mention_id: String,
    start: u32,
    end: u32,
    verdict: String,
    corrected: Option<String>,
    /// The sentence that was seen, as JSON.
    sentence: String,
}

/// Whether the sentence (JSON) stands in the text where it stood.
fn stands(text: &str, sentence: &str) -> bool {
    let Ok(sentence) = serde_json::from_str::<chancery_model::Sentence>(sentence) else { return false };
    let begin = text.char_indices().nth(sentence.span.start as usize).map(|(i, _)| i);
    begin.and_then(|b| text.get(b..)).is_some_and(|t| t.starts_with(&sentence.text))
}

/// The program's mentions that a decision is about: the one that was seen while its id lives, else those at its words.
fn meant(tx: &Transaction<'_>, revision: i64, d: &Made) -> rusqlite::Result<Vec<i64>> {
    let at_words: Vec<(i64, String)> = tx
        .prepare_cached(
            "SELECT mention, mention_id FROM mention WHERE revision = ? AND decided IS NULL AND trigger_start = ? AND trigger_end = ?",
        )?
        .query_map(params![revision, d.start, d.end], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    // Two acts may have one trigger.
    let seen: Vec<i64> = at_words.iter().filter(|(_, id)| *id == d.mention_id).map(|(m, _)| *m).collect();
    Ok(if seen.is_empty() { at_words.into_iter().map(|(m, _)| m).collect() } else { seen })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, filled, mention, now};
    use chancery_model::{Coded, EventType};

    fn word(seen: &Mention, verdict: Verdict, corrected: Option<Mention>, reviewer: &str) -> Decision {
        Decision { seen: seen.clone(), verdict, corrected, reviewer: reviewer.into(), made: now() }
    }

    #[test]
    fn decisions_hold_over_the_program_and_after_another_coding() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        let doc = document("d1", "PER met CHL");
        let m = mention(&doc, "met", "CONSULT", "PER", "CHL");
        let coded = |m: &Mention| Coded { mentions: vec![m.clone()], sentences: 1, ..Coded::default() };
        store.add(&doc, &coded(&m), "c1", now()).unwrap();
        let ask = |store: &Store, f: Filter| store.mentions_of(&f).unwrap().into_iter().map(|m| m.event.to_string()).collect::<Vec<_>>();
        let better = Mention { event: EventType::Agree, mention_id: "by-hand".into(), ..m.clone() };

        let number = store.decide(&word(&m, Verdict::Correct, Some(better.clone()), "ann")).unwrap();
        assert_eq!(ask(&store, Filter::default()), ["AGREE"]);
        assert_eq!(ask(&store, Filter { event: Some(EventType::Consult), ..Filter::default() }), Vec::<String>::new());
        assert_eq!(store.mention("by-hand").unwrap(), Some(better));
        assert_eq!(store.counts().unwrap().mentions, 1);

        // Another model gives the act another id at the same words: the decision holds.
        let other = Mention { mention_id: "x1".into(), event: EventType::Aid, ..m.clone() };
        store.add(&doc, &coded(&other), "c2", now()).unwrap();
        assert_eq!(ask(&store, Filter::default()), ["AGREE"]);

        store.decide(&word(&other, Verdict::Reject, None, "bob")).unwrap();
        assert_eq!(ask(&store, Filter::default()), Vec::<String>::new());
        assert_eq!(store.decisions().unwrap().iter().map(|d| d.reviewer.as_str()).collect::<Vec<_>>(), ["ann", "bob"]);

        assert!(store.take_back(number + 1, now()).unwrap());
        assert!(!store.take_back(number + 1, now()).unwrap());
        assert_eq!(ask(&store, Filter::default()), ["AGREE"]);
        assert!(store.take_back(number, now()).unwrap());
        assert_eq!(ask(&store, Filter::default()), ["AID"]);
        assert_eq!(store.decisions().unwrap(), []);
    }

    #[test]
    fn a_decision_is_on_its_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        let doc = document("d1", "PER met CHL");
        let m = mention(&doc, "met", "CONSULT", "PER", "CHL");
        let coded = |m: &Mention| Coded { mentions: vec![m.clone()], sentences: 1, ..Coded::default() };
        store.add(&doc, &coded(&m), "c1", now()).unwrap();
        store.decide(&word(&m, Verdict::Reject, None, "ann")).unwrap();
        assert_eq!(store.mentions_of(&Filter::default()).unwrap(), []);
        // Another text under the same id, with an act at the same place.
        let other = document("d1", "BOL met ECU");
        let m = mention(&other, "met", "CONSULT", "BOL", "ECU");
        store.add(&other, &coded(&m), "c1", now()).unwrap();
        assert_eq!(store.mentions_of(&Filter::default()).unwrap(), [m]);
    }

    #[test]
    fn the_queue_is_each_reviewers_own() {
        let (_folder, mut store) = filled();
        let all = Filter::default();
        let first = store.review_queue("ann", &all).unwrap();
        assert_eq!(first.len(), 3);
        store.decide(&word(&first[0], Verdict::Reject, None, "ann")).unwrap();
        assert_eq!(store.review_queue("ann", &all).unwrap(), first[1..]);
        // Another sees it still, as the program coded it.
        assert_eq!(store.review_queue("bob", &all).unwrap(), first);
        assert_eq!(store.review_queue("bob", &Filter { limit: Some(1), ..all }).unwrap(), first[..1]);
        // The last word of one reviewer counts.
        store.decide(&word(&first[0], Verdict::Accept, None, "ann")).unwrap();
        let held = store.decisions().unwrap();
        assert_eq!((held.len(), held[0].verdict), (1, Verdict::Accept));
    }

    #[test]
    fn pairings_join_events() {
        let (_folder, mut store) = filled();
        let ids: Vec<String> = store.mentions_of(&Filter::default()).unwrap().into_iter().map(|m| m.mention_id).collect();
        assert_eq!(store.events(&Filter::default()).unwrap().len(), 3);
        let pairing = Pairing { mention_id: ids[0].clone(), other_id: ids[2].clone(), same: true, reviewer: "ann".into(), made: now() };
        store.pair(&pairing).unwrap();
        assert_eq!(store.pairings().unwrap(), [pairing]);
        assert_eq!(store.events(&Filter::default()).unwrap().len(), 2);
    }

    #[test]
    fn words_find_sentences() {
        let (_folder, store) = filled();
        let ask = |words: &str| {
            let filter = Filter { words: Some(words.parse().unwrap()), ..Filter::default() };
            store.mentions_of(&filter).unwrap().into_iter().map(|m| m.document.id).collect::<Vec<_>>()
        };
        assert_eq!(ask("met"), ["a"]);
        assert_eq!(ask("chl"), ["a", "b"]);
        assert_eq!(ask("help* chl"), ["b"]);
        assert_eq!(ask("\"BOL condemned\""), ["c"]);
        assert_eq!(ask("\"condemned BOL\""), Vec::<String>::new());
        let events = store.events(&Filter { words: Some("condemned".parse().unwrap()), ..Filter::default() }).unwrap();
        assert_eq!(events.len(), 1);
    }
}
