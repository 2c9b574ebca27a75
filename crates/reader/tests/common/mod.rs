//! Helpers that all tests of the reader share.
#![allow(dead_code)] // each test file uses its own part

use std::io::Write;
use std::path::{Path, PathBuf};

use chancery_model::Document;
use chancery_reader::{Item, Options, Skip, read};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Everything an input gives, in short: `doc ID`, `skip REASON`, `fail PLACE: WHAT`, `note …`.
pub fn short(items: &[Item]) -> Vec<String> {
    let message = |d: &chancery_model::Diagnostic| d.place.as_ref().map_or_else(|| d.what.clone(), |p| format!("{p}: {}", d.what));
    items
        .iter()
        .map(|item| match item {
            Item::Document(d) => format!("doc {}", d.id),
            Item::Skipped { reason, .. } => format!("skip {reason}"),
            Item::Failed(d) => format!("fail {}", message(d)),
            Item::Message(d) => format!("note {}", message(d)),
        })
        .collect()
}

pub fn files(inputs: &[PathBuf]) -> Vec<Item> {
    let inputs: Vec<String> = inputs.iter().map(|p| p.display().to_string()).collect();
    read(&inputs, None, &Options::default()).collect()
}

pub fn stdin(bytes: &[u8]) -> Vec<Item> {
    read(&["-".to_owned()], Some(Box::new(std::io::Cursor::new(bytes.to_vec()))), &Options::default()).collect()
}

/// Writes `bytes` as a file called `name` in a fresh folder and reads it by name.
pub fn file(name: &str, bytes: &[u8]) -> Vec<Item> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    files(&[path])
}

pub fn documents(items: &[Item]) -> Vec<&Document> {
    items.iter().filter_map(|i| if let Item::Document(d) = i { Some(d) } else { None }).collect()
}

pub fn skips(items: &[Item]) -> Vec<&Skip> {
    items.iter().filter_map(|i| if let Item::Skipped { reason, .. } = i { Some(reason) } else { None }).collect()
}

pub fn failures(items: &[Item]) -> usize {
    items.iter().filter(|i| matches!(i, Item::Failed(_))).count()
}

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A path in the shared folder (`CHANCERY_SHARED`, or beside the repository).
pub fn shared(path: &str) -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let full = std::env::var_os("CHANCERY_SHARED").map_or(beside, PathBuf::from).join(path);
    assert!(full.exists(), "needs the shared data: {} is not there", full.display());
    full
}
