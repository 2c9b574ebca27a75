//! One poll of one feed.

use std::io::Cursor;

use chancery_model::{Diagnostic, Document, Severity};
use chancery_reader::{Item, Options, read};
use jiff::Timestamp;

use crate::{Feed, Fetched, Fetcher, State};

/// What a poll gave.
#[derive(Debug, Default)]
pub struct Polled {
    /// Documents, and what else the reader has to say, in the order of the feed.
    pub items: Vec<Item>,
    /// Why the feed could not be asked.
    pub failure: Option<Diagnostic>,
    /// Whether the feed has not changed since the last poll.
    pub unchanged: bool,
}

/// Asks a feed at `now` and brings its state up to date. The state is to be kept only when its documents are: else the next poll
/// would not be told of them again.
pub fn poll(feed: &Feed, state: &mut State, fetcher: &mut Fetcher, now: Timestamp) -> Polled {
    match fetcher.get(&feed.url, state) {
        Fetched::Unchanged => {
            state.answered(now, feed.every, None);
            Polled { unchanged: true, ..Polled::default() }
        }
        Fetched::Failed { what, wait } => {
            state.failed(now, feed.every, wait);
            Polled { failure: Some(failed(&feed.url, what)), ..Polled::default() }
        }
        // A page to sign in at, say: an article to the reader, and no news of the feed.
        Fetched::Page { bytes, wait, .. } if is_page(&bytes) => {
            state.failed(now, feed.every, wait);
            Polled { failure: Some(failed(&feed.url, "the answer is a web page and no feed".to_owned())), ..Polled::default() }
        }
        Fetched::Page { bytes, etag, last_modified, wait } => {
            let mut items = items(&feed.url, bytes);
            for item in &mut items {
                if let Item::Document(d) = item {
                    d.source = feed.name.clone().or(d.source.take());
                }
            }
            (state.etag, state.last_modified) = (etag, last_modified);
            state.answered(now, feed.every, wait);
            Polled { items, ..Polled::default() }
        }
    }
}

/// The page that an entry links to, in the entry's place: with its id, title, date and source, and the page's text.
///
/// # Errors
/// If there is no page, or no text in it.
pub fn article(entry: &Document, fetcher: &mut Fetcher) -> Result<Document, Diagnostic> {
    let Some(url) = &entry.url else { return Err(failed(&entry.id, "the entry links to no page".to_owned())) };
    let bytes = match fetcher.get(url, &State::default()) {
        Fetched::Page { bytes, .. } => bytes,
        Fetched::Failed { what, .. } => return Err(failed(url, what)),
        Fetched::Unchanged => return Err(failed(url, "the server says that nothing changed, of a page that it never gave".to_owned())),
    };
    let page = items(url, bytes).into_iter().find_map(|item| match item {
        Item::Document(d) => Some(d),
        _ => None,
    });
    let Some(page) = page else { return Err(failed(url, "the page holds no article".to_owned())) };
    Ok(Document {
        id: entry.id.clone(),
        title: entry.title.clone().or(page.title),
        date: entry.date.or(page.date),
        date_source: if entry.date.is_some() { entry.date_source } else { page.date_source },
        source: entry.source.clone().or(page.source),
        url: entry.url.clone(),
        language: page.language.or_else(|| entry.language.clone()),
        ..page
    })
}

/// Whether bytes are an HTML page.
fn is_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// What bytes hold, told as from `url`.
fn items(url: &str, bytes: Vec<u8>) -> Vec<Item> {
    let told = |mut d: Diagnostic| {
        d.input = url.to_owned();
        d
    };
    read(&["-".to_owned()], Some(Box::new(Cursor::new(bytes))), &Options::default())
        .map(|item| match item {
            Item::Document(mut d) => {
                d.origin.input = url.to_owned();
                Item::Document(d)
            }
            Item::Failed(d) => Item::Failed(told(d)),
            Item::Message(d) => Item::Message(told(d)),
            other => other,
        })
        .collect()
}

fn failed(input: &str, what: String) -> Diagnostic {
    let hint = Some("it is asked again later, each time after a longer while".to_owned());
    Diagnostic { severity: Severity::Failure, input: input.to_owned(), place: None, what, hint }
}
