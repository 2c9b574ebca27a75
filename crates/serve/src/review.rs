//! What reviewers decided, as the store keeps it.

use std::collections::HashMap;

use chancery_store::{Store, StoreError};

use crate::view::Verdict;

/// How many decisions there are: a new view is due when it changes.
pub fn version(_: &Store) -> Result<u64, StoreError> {
    Ok(0)
}

/// The latest decision on each mention.
pub fn verdicts(_: &Store) -> Result<HashMap<String, Verdict>, StoreError> {
    Ok(HashMap::new())
}
