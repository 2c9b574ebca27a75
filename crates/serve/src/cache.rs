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
pub struct Cache {
    kept: Mutex<Inner>,
    making: Vec<tokio::sync::Mutex<()>>,
}

/// Pages that may be made side by side without waiting for each other, but for a chance meeting.
const LANES: usize = 256;

impl Default for Cache {
    fn default() -> Self {
        Cache { kept: Mutex::default(), making: (0..LANES).map(|_| tokio::sync::Mutex::default()).collect() }
    }
}

#[derive(Default)]
struct Inner {
    pages: HashMap<String, Bytes>,
    bytes: usize,
}

impl Cache {
    /// Held while a page is made: fifty readers who ask for a new page at once have it made once.
    pub async fn making(&self, tag: &str) -> tokio::sync::MutexGuard<'_, ()> {
        let lane = chancery_model::content_number(&[tag]) as usize % LANES;
        self.making[lane].lock().await
    }

    /// The page of this tag.
    pub fn get(&self, tag: &str) -> Option<Bytes> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).pages.get(tag).cloned()
    }

    /// Keeps a page. When the room is full, all go: they are of older views for the most part.
    pub fn put(&self, tag: String, page: Bytes) {
        if page.len() > LARGEST {
            return;
        }
        let mut inner = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.bytes + page.len() > ROOM {
            *inner = Inner::default();
        }
        inner.bytes += page.len();
        inner.pages.insert(tag, page);
    }
}
