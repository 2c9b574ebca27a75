//! Content hashes.

use xxhash_rust::xxh3::Xxh3;

/// 16 hex digits that stand for `parts`: the same on every machine, different where any part differs.
///
/// ```
/// use chancery_model::content_hash;
/// assert_ne!(content_hash(&["ab", "c"]), content_hash(&["a", "bc"]));
/// ```
pub fn content_hash(parts: &[&str]) -> String {
    format!("{:016x}", content_number(parts))
}

/// [`content_hash`] of parts that need not be text.
pub fn content_hash_of_bytes<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    format!("{:016x}", number(parts))
}

/// [`content_hash`] as a number, where it is only compared.
pub fn content_number(parts: &[&str]) -> u64 {
    number(parts.iter().map(|p| p.as_bytes()))
}

fn number<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut h = Xxh3::new();
    for p in parts {
        h.update(&(p.len() as u64).to_le_bytes());
        h.update(p);
    }
    h.digest()
}
