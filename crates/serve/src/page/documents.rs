//! The list of documents.

use askama::Template;
use jiff::civil::Date;
use serde::Serialize;

use super::facet::{self, Chip};
use crate::{
    ask::{Ask, Form, Frame, Reply},
    choice::value,
    cursor,
    failure::Failure,
    query,
};

/// A document of the list.
#[derive(Debug, Serialize)]
struct Item {
    id: String,
    title: Option<String>,
    date: Option<Date>,
    source: Option<String>,
    language: Option<String>,
    sentences: u32,
    mentions: u32,
    added: jiff::Timestamp,
    #[serde(skip)]
    href: String,
}

#[derive(Template, Serialize)]
#[template(path = "documents.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    count: usize,
    results: Vec<Item>,
    next: Option<String>,
    #[serde(skip)]
    next_href: Option<String>,
    #[serde(skip)]
    chips: Vec<Chip>,
    #[serde(skip)]
    text: String,
    #[serde(skip)]
    since: String,
    #[serde(skip)]
    until: String,
    #[serde(skip)]
    sources: Vec<String>,
}

/// `GET /documents`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let view = &ask.view;
    let sources: Vec<&str> = ask.query.all("source").collect();
    let text = ask.query.get("text").unwrap_or_default().to_lowercase();
    let (since, until): (Option<Date>, Option<Date>) = (value(&ask.query, "since")?, value(&ask.query, "until")?);
    let takes = |i: &usize| {
        let d = &view.documents[*i];
        (sources.is_empty() || d.source.as_deref().is_some_and(|s| sources.contains(&s)))
            && (text.is_empty() || d.title.as_deref().unwrap_or(&d.id).to_lowercase().contains(&text))
            && since.is_none_or(|s| d.date.is_some_and(|x| x >= s))
            && until.is_none_or(|u| d.date.is_some_and(|x| x <= u))
    };
    let item = |i: usize| {
        let d = &view.documents[i];
        Item {
            id: d.id.clone(),
            title: d.title.clone(),
            date: d.date,
            source: d.source.clone(),
            language: d.language.clone(),
            sentences: d.sentences,
            mentions: view.mentions_in(i as u32),
            added: d.added,
            href: query::to("document", &d.id),
        }
    };
    if ask.form == Form::Csv {
        let head = ["id", "title", "date", "source", "language", "sentences", "mentions", "added"];
        return ask.table(
            "documents",
            &head,
            (0..view.documents.len()).filter(takes).map(item).map(|d| {
                let text = |o: Option<String>| o.unwrap_or_default();
                vec![
                    d.id,
                    text(d.title),
                    text(d.date.map(|x| x.to_string())),
                    text(d.source),
                    text(d.language),
                    d.sentences.to_string(),
                    d.mentions.to_string(),
                    d.added.to_string(),
                ]
            }),
        );
    }
    let limit = cursor::limit(&ask.query)?;
    let before = match cursor::read::<2>(&ask.query)? {
        None => view.documents.len(),
        Some([day, id]) => {
            let place = (if day.is_empty() { None } else { day.parse().ok() }, id.as_str());
            view.documents.partition_point(|d| (d.date, d.id.as_str()) < place)
        }
    };
    let count = (0..view.documents.len()).filter(takes).count();
    let found: Vec<usize> = (0..before).rev().filter(takes).take(limit + 1).collect();
    let next = (found.len() > limit).then(|| {
        let d = &view.documents[found[limit - 1]];
        cursor::write(&[&d.date.map(|x| x.to_string()).unwrap_or_default(), &d.id])
    });
    ask.page(&Page {
        frame: ask.frame("Documents", "corpus"),
        count,
        results: found.into_iter().take(limit).map(item).collect(),
        next_href: next.as_ref().map(|n| ask.query.with("after", n).on("/documents")),
        next,
        chips: facet::chips(
            &ask.query,
            "/documents",
            &[("source", "source"), ("text", "title has"), ("since", "since"), ("until", "until")],
        ),
        text: ask.query.get("text").unwrap_or_default().to_owned(),
        since: since.map(|d| d.to_string()).unwrap_or_default(),
        until: until.map(|d| d.to_string()).unwrap_or_default(),
        sources: view.sources.iter().skip(1).take(300).cloned().collect(),
    })
}
