//! Opening a record: pragmas, schema version, migrations.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::StoreError;

/// Schema changes in order; the version of a record is how many of them it has had.
const MIGRATIONS: &[&str] = &[include_str!("../migrations/001.sql"), include_str!("../migrations/002.sql"), include_str!("../migrations/003.sql")];

/// Marks the file as ours: "CHNC" in the header.
const APPLICATION_ID: i64 = 0x4348_4e43;

/// How long to wait for another program's lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open record.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl Store {
    /// Opens the record at `path` for reading and writing; makes it where there is none, migrates it where it is old.
    ///
    /// # Errors
    /// A file that is no database or another program's, a schema newer than this program, a lock that stays.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Self::open_with(path, MIGRATIONS)
    }

    fn open_with(path: &Path, migrations: &[&str]) -> Result<Store, StoreError> {
        let wrap = |e| StoreError::from_sqlite(path, "opening", e);
        let connection = Connection::open(path).map_err(wrap)?;
        connection.busy_timeout(PATIENCE).map_err(wrap)?;
        let mut store = Store { connection, path: path.to_owned() };
        // Before anything is written, so that a foreign file stays as it was.
        let version = store.version()?;
        if version > migrations.len() as i64 {
            return Err(StoreError::Newer { path: path.to_owned(), found: version, known: migrations.len() as i64 });
        }
        // A reader never waits for a writer, and a killed writer leaves a whole record.
        store.connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).map_err(wrap)?;
        store.connection.pragma_update(None, "synchronous", "normal").map_err(wrap)?;
        store.connection.pragma_update(None, "foreign_keys", true).map_err(wrap)?;
        if version < migrations.len() as i64 {
            store.migrate(migrations)?;
        }
        Ok(store)
    }

    /// Opens the record at `path` for reading only.
    ///
    /// # Errors
    /// As [`Store::open`]; also where there is no record, and where it has an older schema.
    pub fn open_read(path: &Path) -> Result<Store, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let wrap = |e| StoreError::from_sqlite(path, "opening", e);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(wrap)?;
        connection.busy_timeout(PATIENCE).map_err(wrap)?;
        let store = Store { connection, path: path.to_owned() };
        let (path, found, known) = (path.to_owned(), store.version()?, MIGRATIONS.len() as i64);
        match found.cmp(&known) {
            std::cmp::Ordering::Less => Err(StoreError::Older { path, found, known }),
            std::cmp::Ordering::Equal => Ok(store),
            std::cmp::Ordering::Greater => Err(StoreError::Newer { path, found, known }),
        }
    }

    /// The schema version; 0 for a file that holds nothing yet.
    fn version(&self) -> Result<i64, StoreError> {
        let number = |sql: &str| self.connection.query_row(sql, [], |r| r.get::<_, i64>(0)).map_err(|e| self.error("opening", e));
        let application = number("PRAGMA application_id")?;
        if application != APPLICATION_ID && (application != 0 || number("SELECT count(*) FROM sqlite_schema")? > 0) {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        number("PRAGMA user_version")
    }

    /// Runs what the record has not had yet, each migration whole or not at all.
    fn migrate(&mut self, migrations: &[&str]) -> Result<(), StoreError> {
        let path = self.path.clone();
        let wrap = |e| StoreError::from_sqlite(&path, "migrating", e);
        for (n, sql) in migrations.iter().enumerate() {
            let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrap)?;
            // Read under the lock: another program may have migrated in the meantime.
            let version: i64 = tx.query_row("PRAGMA user_version", [], |r| r.get(0)).map_err(wrap)?;
            if version > n as i64 {
                continue;
            }
            tx.execute_batch(sql).map_err(wrap)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID).map_err(wrap)?;
            tx.pragma_update(None, "user_version", n as i64 + 1).map_err(wrap)?;
            tx.commit().map_err(wrap)?;
        }
        Ok(())
    }

    pub(crate) fn error(&self, doing: &'static str, source: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, doing, source)
    }

    pub(crate) fn damaged(&self, what: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, dump, mention, now};
    use chancery_model::Coded;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.db");
        (folder, path)
    }

    #[test]
    fn a_new_record_has_the_latest_version_and_wal() {
        let (_folder, path) = place();
        let store = Store::open(&path).unwrap();
        assert_eq!(store.version().unwrap(), MIGRATIONS.len() as i64);
        let mode: String = store.connection.query_row("PRAGMA journal_mode", [], |r| r.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let (folder, path) = place();
        assert!(matches!(Store::open_read(&path), Err(StoreError::Missing(_))));
        assert!(!path.exists(), "reading must not make a file");

        let text = folder.path().join("notes.txt");
        std::fs::write(&text, "Peru and Chile signed a treaty. ".repeat(200)).unwrap();
        assert!(matches!(Store::open(&text), Err(StoreError::NotADatabase(_))));
        assert!(matches!(Store::open_read(&text), Err(StoreError::NotADatabase(_))));
        assert!(std::fs::read_to_string(&text).unwrap().starts_with("Peru"), "a foreign file must stay as it was");

        let other = folder.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        assert!(matches!(Store::open(&other), Err(StoreError::Foreign(_))));

        Store::open(&path).unwrap().connection.pragma_update(None, "user_version", 999).unwrap();
        let e = Store::open(&path).unwrap_err();
        assert!(matches!(e, StoreError::Newer { found: 999, .. }), "{e}");
        assert!(e.to_string().contains("use a newer Chancery"));
    }

    #[test]
    fn migrations_keep_what_is_there_and_run_once() {
        let (_folder, path) = place();
        let doc = document("d1", "Peru met Chile.");
        let coded =
            Coded { mentions: vec![mention(&doc, "met", "CONSULT", "PER", "CHL")], reasons: vec![], sentences: 1, ..Coded::default() };
        Store::open(&path).unwrap().add(&doc, &coded, "c1", now()).unwrap();
        let next: Vec<&str> =
            MIGRATIONS.iter().copied().chain(["CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (7);"]).collect();
        let store = Store::open_with(&path, &next).unwrap();
        assert_eq!(store.version().unwrap(), next.len() as i64);
        assert_eq!(store.counts().unwrap().mentions, 1);
        drop(store);
        let again = Store::open_with(&path, &next).unwrap();
        assert_eq!(again.connection.query_row("SELECT count(*) FROM later", [], |r| r.get::<_, i64>(0)).unwrap(), 1);
        // And this program, which does not know it, refuses it.
        assert!(matches!(Store::open(&path), Err(StoreError::Newer { .. })));
    }

    #[test]
    fn a_failed_migration_leaves_the_record_as_it_was() {
        let (_folder, path) = place();
        let before = dump(&Store::open(&path).unwrap());
        let broken: Vec<&str> = MIGRATIONS.iter().copied().chain(["CREATE TABLE half (x); CREATE TABLE revision (x);"]).collect();
        assert!(matches!(Store::open_with(&path, &broken), Err(StoreError::Sqlite { doing: "migrating", .. })));
        assert_eq!(dump(&Store::open(&path).unwrap()), before);
    }

    #[test]
    fn a_lock_that_stays_is_named() {
        let (_folder, path) = place();
        let mut store = Store::open(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.connection.busy_timeout(Duration::from_millis(20)).unwrap();
        let e = store.add(&document("d1", "Peru met Chile."), &Coded::default(), "c1", now()).unwrap_err();
        assert!(matches!(e, StoreError::Locked(_)), "{e}");
        // Readers do not wait.
        assert_eq!(Store::open_read(&path).unwrap().counts().unwrap().documents, 0);
        other.execute_batch("ROLLBACK").unwrap();
        store.add(&document("d1", "Peru met Chile."), &Coded::default(), "c1", now()).unwrap();
    }
}
