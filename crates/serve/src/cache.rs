//! Pages made before, by the tag of the answer: the tag changes with the record, so nothing in here is ever wrong, only old.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::body::Bytes;

/// Bytes kept.
const ROOM: usize = 32 << 20;
/// A page larger than this is made anew each time.
const LARGEST: usize = 1 << 20;

/// The cache.
#[derive(Default)]
pub struct Cache(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    pages: HashMap<String, Bytes>,
    bytes: usize,
}

impl Cache {
    /// The page of this tag.
    pub fn get(&self, tag: &str) -> Option<Bytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages.get(tag).cloned()
    }

    /// Keeps a page. When the room is full, all go: they are of older views for the most part.
    pub fn put(&self, tag: String, page: Bytes) {
        if page.len() > LARGEST {
            return;
        }
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.bytes + page.len() > ROOM {
            *inner = Inner::default();
        }
        inner.bytes += page.len();
        inner.pages.insert(tag, page);
    }
}
