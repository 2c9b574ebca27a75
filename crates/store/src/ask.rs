//! What a program that keeps the record in view asks again and again: what is new, all in one reading; and how a long
//! question is stopped.

use chancery_model::{DateSource, Mention, StepMention};
use jiff::{Timestamp, civil::Date};
use rusqlite::InterruptHandle;

use crate::{Store, StoreError, Words};

/// A document as it stands, without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Number of its revision: later ones are larger.
    pub revision: u64,
    /// The document's id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Where the day comes from.
    pub date_source: DateSource,
    /// Publisher or collection.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Sentences read.
    pub sentences: u32,
    /// Code points of the text.
    pub characters: u32,
    /// Program and model that coded it.
    pub coder: String,
    /// When this revision was added.
    pub added: Timestamp,
}

/// What stands in the record and is newer than a revision: a consistent reading, whoever writes meanwhile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct News {
    /// The record's latest revision, superseded or not; 0 where it holds none.
    pub latest: u64,
    /// Documents, in order of revision. One whose id was known before has taken the place of its earlier revision.
    pub documents: Vec<Summary>,
    /// Their mentions, in the order of telling.
    pub mentions: Vec<Mention>,
    /// What they tell of undertakings, likewise.
    pub steps: Vec<StepMention>,
}

/// A sentence that holds the words looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub document: String,
    /// Where the sentence starts in it.
    pub start: u32,
    /// The sentence.
    pub text: String,
    /// A mention that it proves; `None` where it only proves a step.
    pub mention: Option<String>,
}

/// Stops a question that another thread is asking; it then fails as interrupted.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Stops whatever is being asked; nothing, where nothing is.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Store {
    /// Stops what this store is being asked, from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }

    /// The number of the latest revision; it grows with every document added.
    pub fn latest(&self) -> Result<u64, StoreError> {
        self.connection
            .prepare_cached("SELECT coalesce(max(revision), 0) FROM revision")
            .and_then(|mut s| s.query_row([], |r| r.get::<_, i64>(0)))
            .map(i64::unsigned_abs)
            .map_err(|e| self.error("looking for what is new", e))
    }

    /// How many words of people the record holds, those taken back counted twice: it grows with everything a reviewer does.
    pub fn words_of_people(&self) -> Result<u64, StoreError> {
        let sql = "SELECT (SELECT count(*) + count(taken_back) FROM decision) + (SELECT count(*) + count(taken_back) FROM pairing)";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| s.query_row([], |r| r.get::<_, i64>(0)))
            .map(i64::unsigned_abs)
            .map_err(|e| self.error("counting decisions", e))
    }

    /// Documents on which anybody ever decided something.
    pub fn documents_decided_on(&self) -> Result<Vec<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT DISTINCT document_id FROM decision ORDER BY 1")
            .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
            .map_err(|e| self.error("reading decisions", e))
    }

    /// Sentences of documents as they stand that hold the words, the best first; `limit` of them after the first `skip`.
    pub fn hits(&self, words: &Words, limit: u32, skip: u32) -> Result<Vec<Hit>, StoreError> {
        let sql = "SELECT r.document_id, e.start, e.text,
                          (SELECT m.mention_id FROM mention m WHERE m.evidence = e.evidence AND m.overridden IS NULL ORDER BY m.mention LIMIT 1)
                   FROM evidence_words w JOIN evidence e ON e.evidence = w.rowid JOIN revision r ON r.revision = e.revision
                   WHERE evidence_words MATCH ?1 AND r.superseded IS NULL ORDER BY w.rank, e.evidence LIMIT ?2 OFFSET ?3";
        let read = |r: &rusqlite::Row<'_>| Ok(Hit { document: r.get(0)?, start: r.get(1)?, text: r.get(2)?, mention: r.get(3)? });
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| s.query_map(rusqlite::params![words.query(), limit, skip], read)?.collect())
            .map_err(|e| self.error("looking for words", e))
    }

    /// Everything that stands and is newer than revision `after`; 0 asks for all.
    pub fn news(&self, after: u64) -> Result<News, StoreError> {
        let wrap = |e| self.error("reading what is new", e);
        // One transaction: the statements see one state of the record.
        let tx = self.connection.unchecked_transaction().map_err(wrap)?;
        let news = News {
            latest: self.latest()?,
            documents: self.summaries(after)?,
            mentions: self.records(
                "SELECT m.record FROM revision r CROSS JOIN mention m ON m.revision = r.revision WHERE r.revision > ? AND r.superseded IS NULL AND m.overridden IS NULL
                 ORDER BY m.document_date, m.document_id, m.trigger_start, m.trigger_end, m.mention_id",
                after,
            )?,
            steps: self.records(
                "SELECT s.record FROM revision r CROSS JOIN step s ON s.revision = r.revision WHERE r.revision > ? AND r.superseded IS NULL
                 ORDER BY s.document_date, s.document_id, s.start",
                after,
            )?,
        };
        tx.finish().map_err(wrap)?;
        Ok(news)
    }

    fn summaries(&self, after: u64) -> Result<Vec<Summary>, StoreError> {
        let wrap = |e| self.error("reading documents", e);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT revision, document_id, title, date, date_source, source, url, language, sentences, length(text), coder, added
                 FROM revision WHERE revision > ? AND superseded IS NULL ORDER BY revision",
            )
            .map_err(wrap)?;
        let mut rows = statement.query([after as i64]).map_err(wrap)?;
        let mut out = Vec::new();
        while let Some(r) = rows.next().map_err(wrap)? {
            let maybe = |i: usize| r.get::<_, Option<String>>(i).map_err(wrap);
            let id: String = r.get(1).map_err(wrap)?;
            let bad = |what: &str| self.damaged(format!("document {id} has {what} that cannot be read"));
            out.push(Summary {
                revision: r.get::<_, i64>(0).map_err(wrap)?.unsigned_abs(),
                title: maybe(2)?,
                date: maybe(3)?.map(|d| d.parse().map_err(|_| bad("a date"))).transpose()?,
                date_source: serde_json::from_value(r.get::<_, String>(4).map_err(wrap)?.into())
                    .map_err(|_| bad("a source of the date"))?,
                source: maybe(5)?,
                url: maybe(6)?,
                language: maybe(7)?,
                sentences: r.get(8).map_err(wrap)?,
                characters: r.get(9).map_err(wrap)?,
                coder: r.get(10).map_err(wrap)?,
                added: r.get::<_, String>(11).map_err(wrap)?.parse().map_err(|_| bad("a moment of adding"))?,
                id,
            });
        }
        Ok(out)
    }

    fn records<T: serde::de::DeserializeOwned>(&self, sql: &str, after: u64) -> Result<Vec<T>, StoreError> {
        let wrap = |e| self.error("reading what is new", e);
        let mut statement = self.connection.prepare_cached(sql).map_err(wrap)?;
        let mut rows = statement.query([after as i64]).map_err(wrap)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(wrap)? {
            let record = row.get_ref(0).and_then(|v| v.as_str().map_err(Into::into)).map_err(wrap)?;
            out.push(serde_json::from_str(record).map_err(|e| self.damaged(format!("a record cannot be read: {e}")))?);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Filter;
    use crate::testing::{document, filled, mention, now};
    use chancery_model::Coded;

    #[test]
    fn what_is_new_and_what_stands() {
        let (_folder, mut store) = filled();
        let all = store.news(0).unwrap();
        assert_eq!((all.latest, all.documents.len()), (3, 3));
        assert_eq!(all.mentions, store.mentions_of(&Filter::default()).unwrap());
        assert_eq!(store.news(3).unwrap(), News { latest: 3, ..News::default() });
        let doc = document("a", "PER met CHL again");
        let m = mention(&doc, "met", "CONSULT", "PER", "CHL");
        store.add(&doc, &Coded { mentions: vec![m.clone()], sentences: 1, ..Coded::default() }, "c1", now()).unwrap();
        let new = store.news(3).unwrap();
        assert_eq!((new.latest, new.documents.len(), new.documents[0].id.as_str()), (4, 1, "a"));
        assert_eq!((new.documents[0].characters, new.documents[0].added), (17, now()));
        assert_eq!(new.mentions, [m]);
        // The revision that it replaced no longer stands.
        assert_eq!(store.news(0).unwrap().documents.len(), 3);
    }

    #[test]
    fn words_are_found_with_their_mention() {
        let (_folder, store) = filled();
        let hits = store.hits(&"condemned".parse().unwrap(), 10, 0).unwrap();
        assert_eq!((hits.len(), hits[0].document.as_str(), hits[0].text.as_str()), (1, "c", "BOL condemned PER"));
        assert!(hits[0].mention.is_some());
        assert_eq!(store.hits(&"PER".parse().unwrap(), 1, 1).unwrap().len(), 1);
        assert_eq!((store.words_of_people().unwrap(), store.documents_decided_on().unwrap()), (0, Vec::<String>::new()));
    }

    #[test]
    fn a_question_can_be_stopped() {
        let (_folder, store) = filled();
        let stop = store.interrupter();
        let mut seen = 0;
        let asked = store.mentions(&Filter::default(), |_| {
            seen += 1;
            stop.interrupt();
            std::ops::ControlFlow::Continue(())
        });
        assert!(asked.is_err() && seen == 1);
    }
}
