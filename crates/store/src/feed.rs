//! What is known of feeds between two polls.

use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    /// What was kept of the feed at `url`.
    pub fn feed_state(&self, url: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT state FROM feed WHERE url = ?")
            .and_then(|mut s| s.query_row([url], |r| r.get(0)).optional())
            .map_err(|e| self.error("reading a feed", e))
    }

    /// Keeps what is known of the feed at `url`, in place of what was.
    pub fn keep_feed_state(&mut self, url: &str, state: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT INTO feed (url, state) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET state = excluded.state")
            .and_then(|mut s| s.execute([url, state]))
            .map(drop)
            .map_err(|e| self.error("keeping a feed", e))
    }

    /// Whether the record holds a document of this id, whatever its text and coder.
    pub fn holds(&self, document_id: &str) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("SELECT 1 FROM revision WHERE document_id = ?")
            .and_then(|mut s| s.exists([document_id]))
            .map_err(|e| self.error("looking up a document", e))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::filled;

    #[test]
    fn the_last_state_is_kept() {
        let (_folder, mut store) = filled();
        assert_eq!(store.feed_state("https://news.example/rss").unwrap(), None);
        for state in ["{\"failures\":1}", "{\"failures\":2}"] {
            store.keep_feed_state("https://news.example/rss", state).unwrap();
            assert_eq!(store.feed_state("https://news.example/rss").unwrap().as_deref(), Some(state));
        }
        assert!(store.holds("a").unwrap() && !store.holds("z").unwrap());
    }
}
