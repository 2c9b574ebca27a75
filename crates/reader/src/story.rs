//! Stories as JSON objects: plain, OEDA, NGEC and what corpora call the same things.

use chancery_model::DateSource;
use serde_json::{Map, Value};

use crate::DOCUMENT_LIMIT;
use crate::draft::{Context, Draft};
use crate::item::{Item, failure};
use crate::open::Opened;
use crate::text::messages;
use crate::{encoding, feed};

// Keys by what they mean, best first. OEDA: url, title, source, date, date_added, content, language. NGEC: id, date
// (of the event), event_text, story_id, publisher, headline, pub_date (of publication).
const ID: &[&str] = &["id", "_id", "doc_id", "document_id", "story_id", "article_id", "guid", "uri"];
const TEXT: &[&str] =
    &["text", "content", "body", "event_text", "article", "articleBody", "full_text", "maintext", "content_text", "story"];
const TITLE: &[&str] = &["title", "headline"];
const DATE: &[&str] = &[
    "pub_date",
    "date",
    "published",
    "pub",
    "datePublished",
    "date_published",
    "published_at",
    "publishedAt",
    "publication_date",
    "pubDate",
    "date_publish",
    "created_at",
    "date_added",
];
const SOURCE: &[&str] = &["source", "publisher", "site_name", "source_domain", "creator", "author"];
const URL: &[&str] = &["url", "link", "permalink", "uri"];
const LANGUAGE: &[&str] = &["language", "lang"];

/// A value as the text of a field: strings as they are, numbers as they are written, MongoDB's wrappers unwrapped, of
/// an object its name, of a list its first.
pub(crate) fn field(value: &Value) -> Option<String> {
    match value {
        Value::String(s) if s.trim().is_empty() => None,
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Object(o) => {
            ["$oid", "$date", "$numberLong", "name", "title"].iter().find_map(|k| o.get(*k).and_then(Value::as_str)).map(str::to_owned)
        }
        Value::Array(a) => a.first().filter(|v| !v.is_array()).and_then(field),
        Value::Null | Value::Bool(_) => None,
    }
}

fn first(story: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|k| story.get(*k).and_then(field))
}

/// The story's text: a string as it is, a list of strings as paragraphs.
fn text(story: &Map<String, Value>) -> Result<Option<String>, String> {
    let mut empty = None;
    for key in TEXT {
        match story.get(*key) {
            None | Some(Value::Null) => {}
            Some(Value::String(s)) if s.trim().is_empty() => empty = Some(s.clone()),
            Some(Value::String(s)) => return Ok(Some(s.clone())),
            Some(Value::Array(parts)) if parts.iter().all(Value::is_string) => {
                let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
                return Ok(Some(parts.join("\n\n")));
            }
            Some(_) => return Err(format!("\"{key}\" is not a string")),
        }
    }
    Ok(empty)
}

/// A story of one JSON value.
///
/// # Errors
/// Why it is no story.
pub(crate) fn draft(value: &Value) -> Result<Draft, String> {
    let Value::Object(story) = value else { return Err("not a JSON object".to_owned()) };
    let (text, title) = (text(story)?, first(story, TITLE));
    if text.is_none() && title.is_none() && !TEXT.iter().chain(TITLE).any(|k| story.contains_key(*k)) {
        return Err("no story: it has no \"text\", \"content\", \"body\", \"event_text\" or \"title\"".to_owned());
    }
    // `pub` is a date in some corpora and the publisher in others: the first field that is a date wins.
    let dates: Vec<String> = DATE.iter().filter_map(|k| story.get(*k).and_then(field)).collect();
    let date = dates.iter().find(|d| crate::date::parse(d).is_some()).or(dates.first()).cloned();
    let publisher = || first(story, &["pub"]).filter(|p| crate::date::parse(p).is_none());
    Ok(Draft {
        id: first(story, ID),
        text: text.unwrap_or_default(),
        title,
        date: date.map(|d| (d, DateSource::Given)),
        source: first(story, SOURCE).or_else(publisher),
        url: first(story, URL).filter(|u| u.contains("://") || story.contains_key("url")),
        own_language: first(story, LANGUAGE),
        ..Draft::default()
    })
}

/// A file of one JSON value: a story or a list of stories.
pub(crate) fn json_items(opened: Opened, context: &Context) -> Vec<Item> {
    let bytes = match opened.whole(DOCUMENT_LIMIT) {
        Ok(bytes) => bytes,
        Err((what, _)) => {
            return vec![Item::Failed(failure(&context.input, None, what, Some("write one story a line (JSONL)".to_owned())))];
        }
    };
    let decoded = encoding::decode(&bytes, None);
    let mut items = messages(&decoded, context, None);
    let stories = match serde_json::from_str(&decoded.text) {
        Ok(value) if value.get("version").is_some() && value.get("items").is_some() => match feed::json_feed(&value, context) {
            Some(entries) => {
                items.extend(entries);
                return items;
            }
            None => vec![value],
        },
        Ok(Value::Array(stories)) => stories,
        Ok(story) => vec![story],
        Err(e) => {
            items.push(Item::Failed(failure(
                &context.input,
                Some(format!("line {}", e.line())),
                format!("not valid JSON: {}", bare(&e)),
                None,
            )));
            return items;
        }
    };
    let many = stories.len() > 1;
    for (story, number) in stories.iter().zip(1..) {
        match draft(story) {
            Ok(d) => items.extend(Draft { record: many.then_some((number, "entry")), ..d }.finish(context)),
            Err(what) => items.push(Item::Failed(failure(&context.input, many.then(|| format!("entry {number}")), what, None))),
        }
    }
    items
}

/// A JSON error without its place, which serde_json adds at the end.
pub(crate) fn bare(e: &serde_json::Error) -> String {
    let whole = e.to_string();
    match whole.rfind(" at line ") {
        Some(at) => format!("{} (column {})", &whole[..at], e.column()),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_three_layouts() {
        let plain = draft(&json!({"id": 17, "date": "2024-04-05", "title": "T", "text": " Peru signed.\r\n"})).unwrap();
        assert_eq!((plain.id.as_deref(), plain.text.as_str()), (Some("17"), " Peru signed.\r\n"));
        let oeda = draft(&json!({"_id": {"$oid": "5f1e"}, "url": "https://a.example/x", "title": "T", "source": "agency",
            "date": "Fri, 05 Apr 2024 08:00:00 GMT", "date_added": {"$date": "2024-04-06T00:00:00Z"}, "content": "Peru signed.", "stanford": 1, "language": "english"}))
        .unwrap();
        assert_eq!(
            (oeda.id.as_deref(), oeda.source.as_deref(), oeda.own_language.as_deref()),
            (Some("5f1e"), Some("agency"), Some("english"))
        );
        assert_eq!(oeda.date.unwrap().0, "Fri, 05 Apr 2024 08:00:00 GMT");
        let ngec =
            draft(&json!({"id": "e-1", "date": "2024-04-01", "event_type": "AGREE", "event_text": "Peru signed.", "story_id": "s-1",
            "publisher": "agency", "headline": "H", "pub_date": "2024-04-05"}))
            .unwrap();
        assert_eq!((ngec.id.as_deref(), ngec.title.as_deref(), ngec.date.unwrap().0.as_str()), (Some("e-1"), Some("H"), "2024-04-05"));
    }

    #[test]
    fn pub_is_a_date_or_a_publisher() {
        let d = draft(&json!({"text": "a", "pub": "Thu, 04 Apr 2024 23:00:00 +0000", "creator": "Press office"})).unwrap();
        assert_eq!((d.date.unwrap().0.as_str(), d.source.as_deref()), ("Thu, 04 Apr 2024 23:00:00 +0000", Some("Press office")));
        let d = draft(&json!({"text": "a", "pub": "The Gazette", "date": "2024-04-05"})).unwrap();
        assert_eq!((d.date.unwrap().0.as_str(), d.source.as_deref()), ("2024-04-05", Some("The Gazette")));
    }

    #[test]
    fn what_is_no_story_says_why() {
        assert_eq!(draft(&json!([1])).unwrap_err(), "not a JSON object");
        assert_eq!(draft(&json!({"text": 3})).unwrap_err(), "\"text\" is not a string");
        assert!(draft(&json!({"id": 3})).unwrap_err().starts_with("no story"));
        assert_eq!(draft(&json!({"text": ["One.", "Two."]})).unwrap().text, "One.\n\nTwo.");
    }
}
