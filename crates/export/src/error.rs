//! What can go wrong while writing.

use std::io;

/// Why records could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The output does not take any more: disk full, pipe closed.
    #[error("the records could not be written: {0}")]
    Io(#[from] io::Error),
    /// The Parquet library refused.
    #[error("the Parquet file could not be made: {0}")]
    Parquet(String),
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Error::Io(e.into())
    }
}

impl From<::csv::Error> for Error {
    fn from(e: ::csv::Error) -> Self {
        // Its own way to an I/O error forgets the kind.
        match e.into_kind() {
            ::csv::ErrorKind::Io(io) => Error::Io(io),
            other => Error::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}
