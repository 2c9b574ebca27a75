//! Questions about documents, mentions and reasons.

use std::{collections::BTreeSet, ops::ControlFlow};

use chancery_model::{DateSource, Document, Mention, Origin, Reason, Span, StepMention};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::{Filter, Store, StoreError, Words};

/// A document as the record holds it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The document; where it was found is not kept.
    pub document: Document,
    /// Program and model that coded it.
    pub coder: String,
    /// When this revision was added.
    pub added: Timestamp,
    /// Sentences read.
    pub sentences: u32,
    /// Revisions of it that the record holds, this one included.
    pub revisions: u32,
}

/// How much the record holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Sentences read in them.
    pub sentences: u64,
    /// Mentions of the documents as they stand.
    pub mentions: u64,
    /// Distinct named sources.
    pub sources: u64,
    /// Revisions, the superseded ones included.
    pub revisions: u64,
}

impl Store {
    /// Gives the mentions that pass `filter` one by one, in order of document date (undated first), document id and
    /// place in the text, until `each` breaks. Holds one at a time.
    pub fn mentions(&self, filter: &Filter, mut each: impl FnMut(Mention) -> ControlFlow<()>) -> Result<(), StoreError> {
        let wrap = |e| self.error("reading mentions", e);
        let (condition, mut values) = filter.sql();
        let mut sql = format!(
            "SELECT m.record, m.mention_id FROM mention m JOIN revision r ON r.revision = m.revision WHERE {condition}
             ORDER BY m.document_date, m.document_id, m.trigger_start, m.trigger_end, m.mention_id"
        );
        if let Some(n) = filter.limit {
            sql.push_str(" LIMIT ?");
            values.push(i64::from(n).into());
        }
        let mut statement = self.connection.prepare_cached(&sql).map_err(wrap)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(wrap)?;
        while let Some(row) = rows.next().map_err(wrap)? {
            if each(self.read_mention(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The mentions that pass `filter`, all at once.
    pub fn mentions_of(&self, filter: &Filter) -> Result<Vec<Mention>, StoreError> {
        let mut all = Vec::new();
        self.mentions(filter, |m| {
            all.push(m);
            ControlFlow::Continue(())
        })?;
        Ok(all)
    }

    /// What documents tell of undertakings, in order of document date, document id and place, but what people rejected. Of `filter` only `known` and
    /// `recorded` count: a commitment is made of all its steps.
    pub fn steps(&self, filter: &Filter) -> Result<Vec<StepMention>, StoreError> {
        let wrap = |e| self.error("reading steps", e);
        let (mut condition, mut values) = filter.revision();
        if let Some(day) = filter.known {
            condition.push_str(" AND s.document_date <= ?");
            values.push(day.to_string().into());
        }
        let sql = format!(
            "SELECT s.record FROM step s JOIN revision r ON r.revision = s.revision WHERE {condition}
               AND NOT EXISTS (SELECT 1 FROM mention m JOIN decision d ON d.decision = m.overridden
                               WHERE m.revision = s.revision AND m.mention_id = s.record ->> '$.mention_id' AND d.verdict = 'reject')
             ORDER BY s.document_date, s.document_id, s.start"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(wrap)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(wrap)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(wrap)? {
            let record = row.get_ref(0).and_then(|v| v.as_str().map_err(Into::into)).map_err(wrap)?;
            out.push(serde_json::from_str(record).map_err(|e| self.damaged(format!("a step cannot be read: {e}")))?);
        }
        Ok(out)
    }

    /// Where sentences that hold the words stand: document id and first code point.
    pub(crate) fn sentences_with(&self, words: &Words, filter: &Filter) -> Result<BTreeSet<(String, u32)>, StoreError> {
        let (condition, mut values) = filter.revision();
        values.push(words.query().to_owned().into());
        let sql = format!(
            "SELECT r.document_id, e.start FROM evidence_words w JOIN evidence e ON e.evidence = w.rowid
             JOIN revision r ON r.revision = e.revision WHERE {condition} AND evidence_words MATCH ?"
        );
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut s| s.query_map(params_from_iter(values), |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
            .map_err(|e| self.error("looking for words", e))
    }

    /// How many documents were coded before steps were read, so that no commitment rests on them: adding them again reads them.
    pub fn without_steps(&self) -> Result<u64, StoreError> {
        self.connection
            .query_row("SELECT count(*) FROM revision WHERE superseded IS NULL AND steps IS NULL", [], |r| r.get::<_, i64>(0))
            .map(|n| n.unsigned_abs())
            .map_err(|e| self.error("counting documents", e))
    }

    /// A mention by its whole id, from the documents as they stand.
    pub fn mention(&self, mention_id: &str) -> Result<Option<Mention>, StoreError> {
        let wrap = |e| self.error("reading a mention", e);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT m.record, m.mention_id FROM mention m JOIN revision r ON r.revision = m.revision
                 WHERE m.mention_id = ? AND r.superseded IS NULL AND m.overridden IS NULL ORDER BY m.mention LIMIT 1",
            )
            .map_err(wrap)?;
        let mut rows = statement.query([mention_id]).map_err(wrap)?;
        rows.next().map_err(wrap)?.map(|row| self.read_mention(row)).transpose()
    }

    pub(crate) fn read_mention(&self, row: &Row<'_>) -> Result<Mention, StoreError> {
        let record = row.get_ref(0).and_then(|v| v.as_str().map_err(Into::into)).map_err(|e| self.error("reading a mention", e))?;
        serde_json::from_str(record).map_err(|e| {
            let id: String = row.get(1).unwrap_or_default();
            self.damaged(format!("mention {id} cannot be read: {e}"))
        })
    }

    /// A document as it stands, by its whole id.
    pub fn document(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        let columns = "text, title, date, date_source, source, url, language, furniture, coder, added, sentences,
                       (SELECT count(*) FROM revision o WHERE o.document_id = revision.document_id)";
        let row = self
            .connection
            .prepare_cached(&format!("SELECT {columns} FROM revision WHERE document_id = ? AND superseded IS NULL"))
            .and_then(|mut s| {
                s.query_row([id], |r| {
                    let text = |i: usize| r.get::<_, String>(i);
                    let maybe = |i: usize| r.get::<_, Option<String>>(i);
                    Ok((
                        (text(0)?, maybe(1)?, maybe(2)?, text(3)?, maybe(4)?, maybe(5)?, maybe(6)?, text(7)?),
                        (text(8)?, text(9)?, r.get::<_, u32>(10)?, r.get::<_, u32>(11)?),
                    ))
                })
                .optional()
            })
            .map_err(|e| self.error("reading a document", e))?;
        let Some(((text, title, date, date_source, source, url, language, furniture), (coder, added, sentences, revisions))) = row else {
            return Ok(None);
        };
        let bad = |what: &str, value: &str| self.damaged(format!("document {id} has {what} '{value}'"));
        let date = date.map(|d| d.parse().map_err(|_| bad("the date", &d))).transpose()?;
        let date_source: DateSource =
            serde_json::from_value(date_source.clone().into()).map_err(|_| bad("the source of the date", &date_source))?;
        let spans: Vec<Span> = serde_json::from_str(&furniture).map_err(|_| bad("the furniture", &furniture))?;
        let added = added.parse().map_err(|_| bad("the moment of adding", &added))?;
        Ok(Some(Stored {
            document: Document {
                id: id.to_owned(),
                text,
                title,
                date,
                date_source,
                source,
                url,
                language,
                furniture: spans,
                origin: Origin::default(),
            },
            coder,
            added,
            sentences,
            revisions,
        }))
    }

    /// The coder's reasons for a mention, or all of a document's, in the coder's order.
    pub fn reasons(&self, mention_or_document_id: &str) -> Result<Vec<Reason>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT w.start, w.end, w.decision, w.because, w.mention_id FROM reason w
                 WHERE w.revision IN (SELECT revision FROM revision WHERE document_id = ?1 AND superseded IS NULL)
                    OR w.mention_id = ?1 AND w.revision IN (
                       SELECT m.revision FROM mention m JOIN revision r ON r.revision = m.revision
                       WHERE m.mention_id = ?1 AND r.superseded IS NULL)
                 ORDER BY w.revision, w.ordinal",
            )
            .and_then(|mut s| {
                s.query_map(params![mention_or_document_id], |r| {
                    Ok(Reason {
                        span: Span { start: r.get(0)?, end: r.get(1)? },
                        decision: r.get(2)?,
                        because: r.get(3)?,
                        mention_id: r.get(4)?,
                    })
                })?
                .collect()
            })
            .map_err(|e| self.error("reading reasons", e))
    }

    /// How much the record holds.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        self.connection
            .query_row(
                "SELECT count(*) FILTER (WHERE superseded IS NULL), coalesce(sum(sentences) FILTER (WHERE superseded IS NULL), 0),
                        (SELECT count(*) FROM mention m JOIN revision r ON r.revision = m.revision WHERE r.superseded IS NULL AND m.overridden IS NULL),
                        count(DISTINCT source) FILTER (WHERE superseded IS NULL), count(*) FROM revision",
                [],
                |r| {
                    let n = |i: usize| r.get::<_, i64>(i).map(|n| n.max(0) as u64);
                    Ok(Counts { documents: n(0)?, sentences: n(1)?, mentions: n(2)?, sources: n(3)?, revisions: n(4)? })
                },
            )
            .map_err(|e| self.error("counting", e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, filled, mention, now};
    use chancery_model::Coded;

    #[test]
    fn what_goes_in_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        let mut doc = document("d/1 – ünï", "Curaçao met\0Chile.");
        doc.furniture.push(Span { start: 3, end: 5 });
        doc.title = Some("A title".into());
        let m = mention(&doc, "met", "CONSULT", "PER", "CHL");
        let coded = Coded { mentions: vec![m.clone()], reasons: vec![], sentences: 4, ..Coded::default() };
        store.add(&doc, &coded, "c1", now()).unwrap();
        let stored = store.document(&doc.id).unwrap().unwrap();
        assert_eq!(stored, Stored { document: doc.clone(), coder: "c1".into(), added: now(), sentences: 4, revisions: 1 });
        assert_eq!(store.mention(&m.mention_id).unwrap(), Some(m.clone()));
        assert_eq!(store.mentions_of(&Filter::default()).unwrap(), [m]);
        assert_eq!(store.document("no such").unwrap(), None);
    }

    #[test]
    fn filters_and_order() {
        let (_folder, store) = filled();
        let ids = |f: Filter| store.mentions_of(&f).unwrap().into_iter().map(|m| m.document.id).collect::<Vec<_>>();
        let all = Filter::default;
        let c = |s: &str| Some(s.parse().unwrap());
        assert_eq!(ids(all()), ["a", "b", "c"]);
        assert_eq!(ids(Filter { party: c("CHL"), ..all() }), ["a", "b"]);
        assert_eq!(ids(Filter { actor: c("CHL"), ..all() }), ["b"]);
        assert_eq!(ids(Filter { recipient: c("CHL"), ..all() }), ["a"]);
        assert_eq!(ids(Filter { event: Some(chancery_model::EventType::Aid), ..all() }), ["b"]);
        assert_eq!(ids(Filter { since: Some("2024-04-02".parse().unwrap()), ..all() }), ["b", "c"]);
        assert_eq!(ids(Filter { until: Some("2024-04-02".parse().unwrap()), ..all() }), ["a", "b"]);
        assert_eq!(ids(Filter { context: Some(chancery_model::Context::Military), ..all() }), Vec::<String>::new());
        assert_eq!(ids(Filter { document: Some("c".into()), ..all() }), ["c"]);
        assert_eq!(ids(Filter { limit: Some(2), ..all() }), ["a", "b"]);
        let mut seen = 0;
        store
            .mentions(&all(), |_| {
                seen += 1;
                ControlFlow::Break(())
            })
            .unwrap();
        assert_eq!(seen, 1);
    }

    #[test]
    fn reasons_of_a_mention_and_of_a_document() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        let doc = document("d1", "Peru met Chile.");
        let m = mention(&doc, "met", "CONSULT", "PER", "CHL");
        let why = |id: Option<&str>, because: &str| Reason {
            span: Span { start: 0, end: 4 },
            decision: "type".into(),
            because: because.into(),
            mention_id: id.map(Into::into),
        };
        let reasons = vec![why(Some(&m.mention_id), "it says met"), why(None, "no actor")];
        store
            .add(&doc, &Coded { mentions: vec![m.clone()], reasons: reasons.clone(), sentences: 1, ..Coded::default() }, "c1", now())
            .unwrap();
        assert_eq!(store.reasons(&m.mention_id).unwrap(), reasons[..1]);
        assert_eq!(store.reasons("d1").unwrap(), reasons);
        // Another coder's reasons take their place.
        store.add(&doc, &Coded { mentions: vec![m.clone()], reasons: vec![], sentences: 1, ..Coded::default() }, "c2", now()).unwrap();
        assert_eq!(store.reasons(&m.mention_id).unwrap(), []);
    }

    #[test]
    fn a_damaged_row_is_named() {
        let (_folder, store) = filled();
        store.connection.execute("UPDATE mention SET record = '{}' WHERE document_id = 'b'", []).unwrap();
        let e = store.mentions_of(&Filter::default()).unwrap_err();
        assert!(matches!(&e, StoreError::Damaged { what, .. } if what.contains("mention")), "{e}");
    }
}
