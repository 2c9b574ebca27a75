//! Country codes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A country field: ISO 3166 alpha-3, or one of the code book's others (`IGO UNO EUR NGO MNC ISM KOS PSE TWN`).
///
/// Three upper-case ASCII letters. Whether a country of that code exists is the gazetteer's to say.
///
/// ```
/// use chancery_model::Country;
/// let japan: Country = "JPN".parse().unwrap();
/// assert_eq!(japan.as_str(), "JPN");
/// assert!("Japan".parse::<Country>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 3]);

impl Country {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters")
    }

    /// Whether the code stands for a body that is no state (`IGO`, `UNO`, `EUR`, `NGO`, `MNC`, `ISM`).
    pub fn is_body(&self) -> bool {
        matches!(&self.0, b"IGO" | b"UNO" | b"EUR" | b"NGO" | b"MNC" | b"ISM")
    }
}

impl FromStr for Country {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        match s.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Country([a, b, c])),
            _ => Err(format!("'{s}' is not a country code: three capital letters such as JPN are expected")),
        }
    }
}

impl TryFrom<String> for Country {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        s.parse()
    }
}

impl From<Country> for String {
    fn from(c: Country) -> String {
        c.as_str().to_owned()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
