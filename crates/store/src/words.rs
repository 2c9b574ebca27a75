//! Words to look for in the sentences that prove something.

use std::str::FromStr;

/// A search: all of its words must stand in one sentence, in any order and case, with or without accents.
///
/// `"patrol boats"` in quotation marks must stand together; `deliver*` is the beginning of a word.
///
/// ```
/// use chancery_store::Words;
/// assert!("frigate* \"patrol boats\"".parse::<Words>().is_ok());
/// assert!("  ".parse::<Words>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// As SQLite's full-text search wants it: every word quoted, so that none is an operator.
    pub(crate) fn query(&self) -> &str {
        &self.0
    }
}

impl FromStr for Words {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let mut terms = Vec::new();
        // Odd pieces stand between quotation marks.
        for (n, piece) in s.split('"').enumerate() {
            let phrases: Vec<&str> = if n % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() };
            for phrase in phrases {
                let beginning = phrase.ends_with('*');
                let words = phrase.trim_end_matches('*');
                if words.chars().any(char::is_alphanumeric) {
                    terms.push(format!("\"{words}\"{}", if beginning { "*" } else { "" }));
                }
            }
        }
        if terms.is_empty() {
            return Err(format!("'{s}' holds no word to look for"));
        }
        Ok(Words(terms.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted() {
        for (text, want) in [
            ("boats", "\"boats\""),
            ("patrol AND boats", "\"patrol\" \"AND\" \"boats\""),
            ("\"patrol boats\" deliver*", "\"patrol boats\" \"deliver\"*"),
            ("a^b - (c)", "\"a^b\" \"(c)\""),
        ] {
            assert_eq!(text.parse::<Words>().unwrap().query(), want);
        }
        assert!("\" \" *".parse::<Words>().is_err());
    }
}
