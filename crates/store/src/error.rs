//! What can go wrong with a record, and what to do.

use std::path::PathBuf;

/// Why the record could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Asked to read what is not there.
    #[error("{}: there is no record here; `chancery add` makes one, `--db` names another", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{}: this file is not a database; name another with `--db`", .0.display())]
    NotADatabase(PathBuf),
    /// A database of another program.
    #[error("{}: this is a database of another program, not a record of Chancery; name another with `--db`", .0.display())]
    Foreign(PathBuf),
    /// Written by a later version.
    #[error("{}: the record has schema version {found}, this program knows versions up to {known}: use a newer Chancery", .path.display())]
    Newer {
        /// The record.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest version known.
        known: i64,
    },
    /// Written by an earlier version, and opened for reading only.
    #[error("{}: the record has schema version {found}, this program reads version {known}: run `chancery add` on it once to bring it up to date", .path.display())]
    Older {
        /// The record.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version read.
        known: i64,
    },
    /// Another program holds it.
    #[error("{}: the record is locked by another program and stayed so for 5 seconds; try again when that has ended", .0.display())]
    Locked(PathBuf),
    /// SQLite refused.
    #[error("{}: {doing} failed: {source}", .path.display())]
    Sqlite {
        /// The record.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// SQLite's own words.
        source: rusqlite::Error,
    },
    /// A row that this program cannot have written.
    #[error("{}: the record is damaged: {what}", .path.display())]
    Damaged {
        /// The record.
        path: PathBuf,
        /// Which row, and what is wrong with it.
        what: String,
    },
}

impl StoreError {
    /// Gives an error of SQLite its name.
    pub(crate) fn from_sqlite(path: &std::path::Path, doing: &'static str, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, NotADatabase};
        match source.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => StoreError::Locked(path.to_owned()),
            Some(NotADatabase) => StoreError::NotADatabase(path.to_owned()),
            Some(CannotOpen) if !path.exists() && path.parent().is_some_and(|p| p.is_dir() || p.as_os_str().is_empty()) => {
                StoreError::Missing(path.to_owned())
            }
            _ => StoreError::Sqlite { path: path.to_owned(), doing, source },
        }
    }
}
