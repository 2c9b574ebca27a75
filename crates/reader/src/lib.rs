//! Bytes to documents: text, HTML, JSONL, feeds, WARC.
//!
//! [`read`] takes inputs as a user names them (files, folders, globs, `-`) and gives [`Item`]s in order, one at a time:
//! memory is bounded by the largest single document, never by the size of the corpus. The crate knows nothing of
//! events. It never panics on any bytes and never drops anything silently: what is not a [`Item::Document`] is
//! [`Item::Skipped`] with its reason or [`Item::Failed`] with a message.
//!
//! For text and JSONL the document's text is the original, code point for code point (a byte order mark is not text);
//! for HTML, WARC and feeds it is what was extracted, its paragraphs separated by a blank line.

mod date;
mod draft;
mod encoding;
mod expand;
mod feed;
mod furniture;
mod gzip;
mod html;
mod http;
mod item;
mod jsonl;
mod jsonld;
mod language;
mod lines;
mod markup;
mod open;
mod pushback;
mod sniff;
mod story;
mod text;
mod warc;

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use expand::bytes_total;
pub use furniture::furniture;
pub use item::{Item, Options, Skip};
pub use lines::{Line, Lines};
pub use open::{Opened, Peeked};

use draft::Context;
use expand::{Expand, Source};
use item::failure;
use sniff::Format;

/// Longest line or document that is read, in bytes (16 MiB): a hundred times the longest news story, and small enough
/// that a broken file of one endless line costs neither memory nor hours. Longer ones fail with a message.
pub const DOCUMENT_LIMIT: usize = 16 << 20;

/// The items of one source: it may be left at any point.
type Items = Box<dyn Iterator<Item = Item> + Send>;

/// Reads `inputs` in order: paths of files and folders (walked, sorted by name), globs, and `-` for `stdin`.
///
/// Nothing is opened before it is asked for.
///
/// ```
/// use chancery_reader::{Item, Options, read};
/// let story = br#"{"id": "a-1", "date": "2024-04-05", "text": "Peru and Chile signed a fishing treaty."}"#;
/// let items: Vec<Item> = read(&["-".to_owned()], Some(Box::new(&story[..])), &Options::default()).collect();
/// let Item::Document(d) = &items[0] else { panic!() };
/// assert_eq!((d.id.as_str(), d.date.map(|d| d.to_string())), ("a-1", Some("2024-04-05".to_owned())));
/// ```
pub fn read(inputs: &[String], stdin: Option<Box<dyn Read + Send>>, options: &Options) -> Reader {
    Reader { sources: Expand::new(inputs), stdin, current: None, options: options.clone(), bytes: Arc::default() }
}

/// Iterator over what the inputs give; made by [`read`].
pub struct Reader {
    sources: Expand,
    stdin: Option<Box<dyn Read + Send>>,
    current: Option<Items>,
    options: Options,
    bytes: Arc<AtomicU64>,
}

/// How far a [`Reader`] has come; may be asked from another thread.
#[derive(Debug, Clone)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Bytes read so far, as they lie on disk (before decompression): comparable with [`bytes_total`].
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Reader {
    /// A handle on how far the reading has come.
    pub fn progress(&self) -> Progress {
        Progress(self.bytes.clone())
    }

    /// Opens one source and chooses its format; a problem is an item like any other.
    fn open(&mut self, source: Source) -> Items {
        let (opened, named) = match source {
            Source::Item(item) => return Box::new(std::iter::once(*item)),
            Source::Stdin => match self.stdin.take() {
                Some(stdin) => (Opened::stream("-".to_owned(), stdin, &self.bytes), true),
                None => {
                    let what = "standard input can be read only once".to_owned();
                    return Box::new(std::iter::once(Item::Failed(failure("-", None, what, None))));
                }
            },
            Source::File { path, named } => match Opened::file(&path, &self.bytes) {
                Ok(opened) => (opened, named),
                Err(item) => return Box::new(std::iter::once(*item)),
            },
        };
        let context = Context { input: opened.label.clone(), date: self.options.date };
        match sniff::format(&opened.label, &opened.head, named) {
            Format::Text => Box::new(text::items(opened, &context).into_iter()),
            Format::Jsonl => Box::new(jsonl::Stories::new(opened, context)),
            Format::Json => Box::new(story::json_items(opened, &context).into_iter()),
            Format::Html => Box::new(html::items(opened, &context).into_iter()),
            Format::Feed => Box::new(feed::items(opened, &context).into_iter()),
            Format::Warc => Box::new(warc::Records::new(opened, context)),
            Format::Empty if opened.has_error() => Box::new(text::items(opened, &context).into_iter()),
            Format::Empty => {
                let hint = Some("remove it from the inputs, or fetch it again".to_owned());
                Box::new(std::iter::once(Item::Failed(failure(&context.input, None, "the file is empty".to_owned(), hint))))
            }
            Format::Other(what) if named => {
                let hint = "readable are .txt, .html, .jsonl, .json, .xml, .rss, .atom and .warc, each also as .gz".to_owned();
                Box::new(std::iter::once(Item::Failed(failure(&context.input, None, what, Some(hint)))))
            }
            Format::Other(what) => Box::new(std::iter::once(Item::Skipped { origin: context.origin(None), reason: Skip::NotText(what) })),
        }
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            let source = self.sources.next()?;
            self.current = Some(self.open(source));
        }
    }
}
