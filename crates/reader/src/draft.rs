//! From what a format gives to a document: the rules all formats share.

use chancery_model::{DateSource, Document, Offsets, Origin, content_hash};
use jiff::civil::Date;

use crate::item::{Item, Skip, note};
use crate::{date, furniture, language};

/// What all documents of one input share.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    /// The path as it was given, or `-`.
    pub(crate) input: String,
    /// `--date`.
    pub(crate) date: Option<Date>,
}

impl Context {
    pub(crate) fn origin(&self, record: Option<u64>) -> Origin {
        Origin { input: self.input.clone(), record }
    }
}

/// A document as its format gives it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The story's own id.
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    /// The date field as it stands, and what kind of field it is.
    pub(crate) date: Option<(String, DateSource)>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    /// The story's own `language`: it wins over what is detected.
    pub(crate) own_language: Option<String>,
    /// The language that a template states (`<html lang>`, a feed's): a hint where detection is unsure.
    pub(crate) stated_language: Option<String>,
    /// 1-based line, record or entry, and what it is called in messages.
    pub(crate) record: Option<(u64, &'static str)>,
    /// Whether the text's first line may be its headline (text files).
    pub(crate) headline_in_text: bool,
}

/// A field without content is no field.
pub(crate) fn filled(field: Option<String>) -> Option<String> {
    field.map(|f| f.trim().to_owned()).filter(|f| !f.is_empty())
}

impl Draft {
    /// The document, or the reason that there is none, after messages about it.
    pub(crate) fn finish(self, context: &Context) -> Vec<Item> {
        let origin = context.origin(self.record.map(|(n, _)| n));
        let place = self.record.map(|(n, what)| format!("{what} {n}"));
        let url = filled(self.url);
        let mut title = filled(self.title);
        let has_text = self.text.chars().any(char::is_alphanumeric);
        if !has_text && title.is_none() {
            return vec![Item::Skipped { origin, reason: Skip::Empty }];
        }
        let own = self.own_language.as_deref().and_then(language::named);
        let known = own.or_else(|| language::detect(&self.text));
        if let Some(other) = known.filter(|l| !l.is_english()) {
            return vec![Item::Skipped { origin, reason: Skip::NotEnglish(other.name.to_owned()) }];
        }
        // A template's word is believed only where it says English: it would else contradict what is coded.
        let stated = self.stated_language.as_deref().and_then(language::named).filter(|l| l.is_english());
        let language = known.or(stated).map(|l| l.code.to_owned());

        if title.is_none() && self.headline_in_text {
            title = furniture::headline(&self.text).map(str::to_owned);
        }
        let offsets = Offsets::new(&self.text);
        let furniture = furniture::furniture(&self.text, title.as_deref()).into_iter().map(|bytes| offsets.span(bytes)).collect();

        let mut items = Vec::new();
        let mut dated = None;
        if let Some((field, source)) = self.date {
            dated = date::parse(&field).map(|d| (d, source));
            if dated.is_none() && !field.trim().is_empty() {
                let shown: String = field.trim().chars().take(60).collect();
                let what = format!("the date \"{shown}\" cannot be read in one way and is left out");
                items.push(Item::Message(note(&context.input, place, what)));
            }
        }
        let dated = dated
            .or_else(|| url.as_deref().and_then(date::in_url).map(|d| (d, DateSource::Url)))
            .or_else(|| date::in_text(&self.text).map(|d| (d, DateSource::Text)))
            .or(context.date.map(|d| (d, DateSource::Given)));
        let id = self.id.filter(|id| !id.is_empty()).or_else(|| url.clone()).unwrap_or_else(|| match has_text {
            true => content_hash(&[&self.text]),
            false => content_hash(&[title.as_deref().unwrap_or("")]),
        });
        items.push(Item::Document(Document {
            id,
            title,
            date: dated.map(|(d, _)| d),
            date_source: dated.map_or(DateSource::None, |(_, s)| s),
            source: filled(self.source),
            url,
            language,
            furniture,
            origin,
            text: self.text,
        }));
        items
    }
}
