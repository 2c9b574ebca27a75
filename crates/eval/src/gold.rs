//! The gold file: annotated documents, one JSON object a line.

use std::io::BufRead;

use chancery_model::{DateSource, Diagnostic, Document, EventType, Mode, Origin, Severity, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A party as the gold writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldEntity {
    /// The words.
    #[serde(default)]
    pub t: String,
    /// Country, or the code book's other codes; `None` where nobody can say.
    #[serde(default)]
    pub c: Option<String>,
    /// Sector.
    #[serde(default)]
    pub s: Option<String>,
}

/// An event as the gold writes it: what is scored, no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldEvent {
    /// 0-based index of the sentence.
    pub s: u32,
    /// The trigger's words.
    #[serde(default)]
    pub tr: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Inner act.
    #[serde(default)]
    pub of: Option<EventType>,
    /// PLOVER mode.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Whether it happened.
    pub status: Status,
    /// Who does it.
    pub actor: Vec<GoldEntity>,
    /// To whom.
    pub recipient: Vec<GoldEntity>,
}

/// An annotated document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldDocument {
    /// Its id.
    pub id: String,
    /// Collection it comes from.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Headline.
    pub title: Option<String>,
    /// The sentences. Empty in files that hold events alone (a second coder's).
    pub sentences: Vec<String>,
    /// The events.
    pub events: Vec<GoldEvent>,
    /// Where it was read.
    pub origin: Origin,
}

impl GoldDocument {
    /// The document to be coded: its text is the sentences joined by one space.
    pub fn to_document(&self) -> Document {
        Document {
            id: self.id.clone(),
            text: self.sentences.join(" "),
            title: self.title.clone(),
            date: self.date,
            date_source: if self.date.is_some() { DateSource::Given } else { DateSource::None },
            source: self.source.clone(),
            url: self.url.clone(),
            // The code book annotates English only.
            language: Some("en".to_owned()),
            furniture: Vec::new(),
            origin: self.origin.clone(),
        }
    }
}

/// A line as it stands in the file. Keys that are not scored (`ctx`, `place`, `thread`) are passed over.
#[derive(Deserialize)]
struct Line {
    id: String,
    source: Option<String>,
    url: Option<String>,
    date: Option<String>,
    title: Option<String>,
    #[serde(default)]
    sentences: Vec<String>,
    events: Vec<GoldEvent>,
}

/// Reads a gold file. `input` names it in messages.
///
/// A line that cannot be read is left out and reported as a [`Severity::Failure`] with its number; the rest is read.
/// An id that comes again replaces the earlier document in its place, as in the project's scorer, and is reported.
pub fn read_gold(input: &str, mut reader: impl BufRead) -> (Vec<GoldDocument>, Vec<Diagnostic>) {
    let (mut documents, mut problems) = (Vec::<GoldDocument>::new(), Vec::new());
    let mut places = std::collections::HashMap::<String, usize>::new();
    let mut line = Vec::new();
    for number in 1.. {
        let mut report = |severity, what: String, hint: Option<&str>| {
            problems.push(Diagnostic {
                severity,
                input: input.to_owned(),
                place: Some(format!("line {number}")),
                what,
                hint: hint.map(str::to_owned),
            })
        };
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(e) => {
                report(Severity::Failure, format!("could not be read: {e}"), None);
                break;
            }
        }
        let bytes = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let parsed: Line = match serde_json::from_slice(bytes) {
            Ok(parsed) => parsed,
            Err(e) => {
                report(
                    Severity::Failure,
                    format!("not a gold document: {e}"),
                    Some(
                        "a line is {\"id\",\"sentences\":[...],\"events\":[{\"s\",\"tr\",\"type\",\"status\",\"actor\":[...],\"recipient\":[...]}]}",
                    ),
                );
                continue;
            }
        };
        let date = match parsed.date.as_deref().map(str::parse::<Date>) {
            None => None,
            Some(Ok(date)) => Some(date),
            Some(Err(_)) => {
                let what = format!("'{}' is not a date; the document is taken without one", parsed.date.unwrap_or_default());
                report(Severity::Failure, what, Some("dates are written 2024-04-05"));
                None
            }
        };
        for event in &parsed.events {
            if !parsed.sentences.is_empty() && event.s as usize >= parsed.sentences.len() {
                let what = format!("event '{}' is in sentence {}, but there are {}", event.tr, event.s, parsed.sentences.len());
                report(Severity::Failure, what, Some("sentences are counted from 0"));
            }
        }
        let document = GoldDocument {
            id: parsed.id,
            source: parsed.source,
            url: parsed.url,
            date,
            title: parsed.title,
            sentences: parsed.sentences,
            events: parsed.events,
            origin: Origin { input: input.to_owned(), record: Some(number) },
        };
        match places.get(&document.id) {
            Some(&place) => {
                let first = documents[place].origin.record.unwrap_or_default();
                report(Severity::Note, format!("id '{}' stands in line {first} too; the later line counts", document.id), None);
                documents[place] = document;
            }
            None => {
                places.insert(document.id.clone(), documents.len());
                documents.push(document);
            }
        }
    }
    (documents, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_named_and_the_rest_is_read() {
        let file = concat!(
            "\u{feff}{\"id\":\"a\",\"date\":\"2031-02-30\",\"sentences\":[\"One.\"],\"events\":[]}\n",
            "\n",
            "{\"id\":\"b\",\"events\":[{\"s\":0,\"type\":\"PRAISE\",\"status\":\"reported\",\"actor\":[],\"recipient\":[]}]}\n",
            "{\"id\":\"c\",\"sentences\":[\"One.\"],\"events\":[{\"s\":1,\"tr\":\"met\",\"type\":\"CONSULT\",\"status\":\"reported\",\"actor\":[],\"recipient\":[]}]}\r\n",
            "{\"id\":\"a\",\"date\":\"2031-02-03\",\"sentences\":[\"Two.\"],\"events\":[]}",
        );
        let (documents, problems) = read_gold("g.jsonl", file.as_bytes());
        assert_eq!(documents.iter().map(|d| (d.id.as_str(), d.sentences[0].as_str())).collect::<Vec<_>>(), [("a", "Two."), ("c", "One.")]);
        let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(messages.len(), 4, "{messages:?}");
        assert!(messages[0].starts_with("g.jsonl: line 1: '2031-02-30' is not a date"), "{}", messages[0]);
        assert!(messages[1].starts_with("g.jsonl: line 3: not a gold document: ") && messages[1].contains("PRAISE"), "{}", messages[1]);
        assert!(messages[2].starts_with("g.jsonl: line 4: event 'met' is in sentence 1"), "{}", messages[2]);
        assert!(messages[3].starts_with("g.jsonl: line 5: id 'a' stands in line 1 too"), "{}", messages[3]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_a_failure_of_their_line() {
        let (documents, problems) = read_gold("g.jsonl", &b"{\"id\":\"\xff\",\"events\":[]}\n{\"id\":\"b\",\"events\":[]}\n"[..]);
        assert_eq!((documents.len(), problems.len()), (1, 1));
        assert_eq!(problems[0].place.as_deref(), Some("line 1"));
    }
}
