//! The query of an address: pairs in order, keys may repeat. The state of every view stands here and nowhere else.

use std::fmt::Write;

use serde::Serialize;

/// Pairs of a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands after the `?` of an address, or a form's body.
    ///
    /// ```
    /// let q = chancery_serve::Query::parse("party=JPN&party=PHL&q=ship+repair%21");
    /// assert_eq!(q.all("party").collect::<Vec<_>>(), ["JPN", "PHL"]);
    /// assert_eq!(q.get("q"), Some("ship repair!"));
    /// assert_eq!(q.with("party", "USA").to_string(), "party=USA&q=ship+repair%21");
    /// ```
    pub fn parse(text: &str) -> Query {
        let pair = |p: &str| {
            let (key, value) = p.split_once('=').unwrap_or((p, ""));
            (decode(&key.replace('+', " ")), decode(&value.replace('+', " ")))
        };
        Query(text.split('&').filter(|p| !p.is_empty()).map(pair).collect())
    }

    /// The first value of a key that is not empty: an empty field of a form asks for nothing.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// All values of a key that are not empty.
    pub fn all<'q, 'k>(&'q self, key: &'k str) -> impl Iterator<Item = &'q str> + use<'q, 'k> {
        self.0.iter().filter(move |(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// Adds a pair.
    pub fn push(&mut self, key: &str, value: impl ToString) {
        self.0.push((key.to_owned(), value.to_string()));
    }

    /// The same with this one value for the key, at the key's place.
    pub fn with(&self, key: &str, value: impl ToString) -> Query {
        let mut out = self.clone();
        match out.0.iter().position(|(k, _)| k == key) {
            Some(at) => {
                out.0[at].1 = value.to_string();
                let mut n = 0;
                out.0.retain(|(k, _)| {
                    n += 1;
                    k != key || n == at + 1
                });
            }
            None => out.push(key, value),
        }
        out
    }

    /// The same without the key.
    pub fn without(&self, key: &str) -> Query {
        Query(self.0.iter().filter(|(k, _)| k != key).cloned().collect())
    }

    /// The pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// An address with this query.
    pub fn on(&self, path: &str) -> String {
        if self.0.is_empty() { path.to_owned() } else { format!("{path}?{self}") }
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, (k, v)) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("&")?;
            }
            write!(f, "{}={}", encode(k).replace("%20", "+"), encode(v).replace("%20", "+"))?;
        }
        Ok(())
    }
}

impl Serialize for Query {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// Percent-encodes a part of an address: everything but letters, digits, `-`, `_`, `.` and `~`.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(b as char),
            _ => {
                let _ = write!(out, "%{b:02X}"); // writing to a string does not fail
            }
        }
    }
    out
}

/// The address of something with an id: a dot of the id is encoded too, so that an id that ends in `.json` is not taken
/// for the page's twin.
pub fn to(kind: &str, id: &str) -> String {
    format!("/{kind}/{}", encode(id).replace('.', "%2E"))
}

/// Undoes [`encode`]; what is no UTF-8 is replaced.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |b: Option<&u8>| b.and_then(|b| (*b as char).to_digit(16));
        match (bytes[i], hex(bytes.get(i + 1)), hex(bytes.get(i + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                i += 3;
            }
            (b, ..) => {
                out.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        for id in ["a", "d/1 – ünï", "story.json", "50%", "a+b&c=d?e#f"] {
            assert_eq!(decode(to("document", id).strip_prefix("/document/").unwrap()), id);
            assert!(!to("document", id).ends_with(".json"));
            let mut q = Query::default();
            q.push("document", id);
            assert_eq!(Query::parse(&q.to_string()), q);
        }
        assert_eq!(Query::parse("a=%zz&b=%f").get("a"), Some("%zz"));
    }
}
