//! Open records: a few for reading, one for writing.

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chancery_store::{Interrupter, Store, StoreError};

/// Records open for reading, kept for the next question; more are opened as needed.
#[derive(Clone)]
pub struct Pool {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Store>>>,
    writer: Arc<Mutex<Option<Store>>>,
}

/// How many are kept open while nobody asks.
const IDLE: usize = 8;

impl Pool {
    /// A pool for the record at `path`; nothing is opened yet.
    pub fn new(path: &Path) -> Self {
        Pool { path: Arc::new(path.to_owned()), idle: Arc::default(), writer: Arc::default() }
    }

    /// Where the record lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A record to read.
    pub fn read(&self) -> Result<Reading, StoreError> {
        let idle = lock(&self.idle).pop();
        let store = idle.map_or_else(|| Store::open_read(&self.path), Ok)?;
        Ok(Reading { store: Some(store), pool: self.clone() })
    }

    /// Does `write` with the one record that writes; others wait for their turn.
    pub fn write<T>(&self, write: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut writer = lock(&self.writer);
        let store = match writer.take() {
            Some(store) => store,
            None => Store::open(&self.path)?,
        };
        write(writer.insert(store))
    }
}

/// A lock, also after another thread panicked with it: what it guards is whole between statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A record lent for a question; goes back to the pool when dropped.
pub struct Reading {
    store: Option<Store>,
    pool: Pool,
}

impl Reading {
    /// What stops the question from another thread.
    pub fn interrupter(&self) -> Interrupter {
        self.deref().interrupter()
    }
}

impl Deref for Reading {
    type Target = Store;
    fn deref(&self) -> &Store {
        self.store.as_ref().expect("held until dropped")
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let mut idle = lock(&self.pool.idle);
        if idle.len() < IDLE {
            idle.extend(self.store.take());
        }
    }
}
