//! Finding by id, or by the beginning of one.

use chancery_model::{Commitment, Event, Mention};

use crate::{Filter, Store, StoreError, Stored};

/// What an id stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A document.
    Document(Box<Stored>),
    /// A mention.
    Mention(Box<Mention>),
    /// An event.
    Event(Box<Event>),
    /// A commitment.
    Commitment(Box<Commitment>),
    /// The beginning of several ids: these, sorted.
    Several(Vec<String>),
    /// Nothing.
    Nothing,
}

impl Store {
    /// What has this id; else the only thing whose id begins so. A whole id always wins, a document before the rest.
    pub fn find(&self, id: &str) -> Result<Found, StoreError> {
        if let Some(d) = self.document(id)? {
            return Ok(Found::Document(Box::new(d)));
        }
        if let Some(m) = self.mention(id)? {
            return Ok(Found::Mention(Box::new(m)));
        }
        if id.is_empty() {
            return Ok(Found::Nothing);
        }
        let documents = self.begin_so("SELECT DISTINCT document_id FROM revision WHERE superseded IS NULL AND document_id", id)?;
        let mentions = self.begin_so(
            "SELECT DISTINCT m.mention_id FROM mention m JOIN revision r ON r.revision = m.revision WHERE r.superseded IS NULL AND m.overridden IS NULL AND m.mention_id",
            id,
        )?;
        // Events and commitments are computed from mentions. Their ids are hashes: what is no hash need not be looked for.
        let hash = id.len() <= 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
        let (mut events, mut commitments) = match hash {
            true => (self.events(&Filter::default())?, self.commitments(&Filter::default())?),
            false => (Vec::new(), Vec::new()),
        };
        if let Some(i) = commitments.iter().position(|c| c.id == id) {
            return Ok(Found::Commitment(Box::new(commitments.swap_remove(i))));
        }
        if let Some(i) = events.iter().position(|e| e.event_id == id) {
            return Ok(Found::Event(Box::new(events.swap_remove(i))));
        }
        commitments.retain(|c| c.id.starts_with(id));
        events.retain(|e| e.event_id.starts_with(id));
        let mut ids: Vec<String> = documents.iter().chain(&mentions).cloned().collect();
        ids.extend(commitments.iter().map(|c| c.id.clone()));
        ids.extend(events.iter().map(|e| e.event_id.clone()));
        ids.sort();
        ids.dedup();
        Ok(match (ids.len(), documents.first(), mentions.first(), commitments.pop(), events.pop()) {
            (0, ..) => Found::Nothing,
            (1, Some(d), ..) => self.document(d)?.map_or(Found::Nothing, |d| Found::Document(Box::new(d))),
            (1, _, Some(m), ..) => self.mention(m)?.map_or(Found::Nothing, |m| Found::Mention(Box::new(m))),
            (1, _, _, Some(c), _) => Found::Commitment(Box::new(c)),
            (1, _, _, _, Some(e)) => Found::Event(Box::new(e)),
            _ => Found::Several(ids),
        })
    }

    /// Ids of `select` that begin with `prefix`; no more than a person would read.
    fn begin_so(&self, select: &str, prefix: &str) -> Result<Vec<String>, StoreError> {
        // A range, not LIKE: ids may hold % and _, and a range uses the index.
        let column = select.rsplit(' ').next().unwrap_or_default();
        let sql = format!("{select} >= ?1 AND {column} < ?1 || char(1114111) ORDER BY 1 LIMIT 20");
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut s| s.query_map([prefix], |r| r.get(0))?.collect())
            .map_err(|e| self.error("looking for an id", e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::filled;

    #[test]
    fn whole_ids_and_beginnings() {
        let (_folder, store) = filled();
        let all = store.mentions_of(&Filter::default()).unwrap();
        let first = &all[0];
        assert!(matches!(store.find("a").unwrap(), Found::Document(d) if d.document.id == "a"));
        assert!(matches!(store.find(&first.mention_id).unwrap(), Found::Mention(m) if *m == *first));
        assert!(matches!(store.find(&first.mention_id[..12]).unwrap(), Found::Mention(m) if *m == *first));
        let event = store.events(&Filter::default()).unwrap().remove(0);
        assert!(matches!(store.find(&event.event_id).unwrap(), Found::Event(e) if *e == event));
        assert!(matches!(store.find(&event.event_id[..12]).unwrap(), Found::Event(e) if *e == event));
        assert_eq!(store.find("%").unwrap(), Found::Nothing);
        assert_eq!(store.find("").unwrap(), Found::Nothing);
    }
}
