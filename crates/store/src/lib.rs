//! The record in SQLite.
