//! Search: sentences of the evidence, and documents by title.

use askama::Template;
use chancery_store::Words;
use serde::Serialize;

use crate::{
    ask::{Ask, Frame, Reply},
    chart::escape,
    cursor,
    failure::Failure,
    name, query,
};

/// A sentence found.
#[derive(Debug, Serialize)]
struct Found {
    document: String,
    title: Option<String>,
    source: Option<String>,
    date: Option<jiff::civil::Date>,
    sentence: String,
    mention: Option<String>,
    #[serde(skip)]
    html: String,
    #[serde(skip)]
    href: String,
    #[serde(skip)]
    what: String,
    #[serde(skip)]
    document_href: String,
}

/// Something whose name holds the words.
#[derive(Debug, Serialize)]
struct Named {
    kind: &'static str,
    name: String,
    href: String,
}

#[derive(Template, Serialize)]
#[template(path = "search.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    q: String,
    named: Vec<Named>,
    results: Vec<Found>,
    next: Option<String>,
    #[serde(skip)]
    next_href: Option<String>,
    #[serde(skip)]
    problem: Option<String>,
}

/// `GET /search`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let q = ask.query.get("q").unwrap_or_default().trim().to_owned();
    let limit = cursor::limit(&ask.query)?;
    let skip: u32 = match cursor::read::<1>(&ask.query)? {
        None => 0,
        Some([n]) => n.parse().map_err(|_| Failure::bad("after: this is not the `next` of an answer"))?,
    };
    let words: Option<Result<Words, String>> = (!q.is_empty()).then(|| q.parse());
    let (mut results, mut problem) = (Vec::new(), None);
    match words {
        None => {}
        Some(Err(e)) => problem = Some(e),
        Some(Ok(words)) => {
            for hit in ask.store.hits(&words, limit as u32 + 1, skip)? {
                let document = ask.view.document(&hit.document).map(|(d, _)| d);
                let row = hit.mention.as_deref().and_then(|m| ask.view.row(m)).map(|(_, r)| r);
                let document_href = query::to("document", &hit.document);
                results.push(Found {
                    title: document.and_then(|d| d.title.clone()),
                    source: document.and_then(|d| d.source.clone()),
                    date: document.and_then(|d| d.date),
                    html: highlight(&hit.text, &q),
                    href: hit.mention.as_deref().map_or_else(|| document_href.clone(), |m| query::to("mention", m)),
                    what: row.map(|r| format!("{} · {}", r.event, r.status)).unwrap_or_else(|| "proves a step".into()),
                    document_href,
                    document: hit.document,
                    sentence: hit.text,
                    mention: hit.mention,
                });
            }
        }
    }
    let next = (results.len() > limit).then(|| cursor::write(&[&(skip as usize + limit).to_string()]));
    results.truncate(limit);
    ask.page(&Page {
        frame: ask.frame(if q.is_empty() { "Search".to_owned() } else { format!("Search: {q}") }, "search"),
        named: if q.is_empty() || skip > 0 { Vec::new() } else { named(ask, &q.to_lowercase()) },
        next_href: next.as_ref().map(|n| ask.query.with("after", n).on("/search")),
        results,
        next,
        problem,
        q,
    })
}

/// Countries, actors and documents by name.
fn named(ask: &Ask, q: &str) -> Vec<Named> {
    let q = q.trim_matches('"');
    let mut out = Vec::new();
    for s in chancery_gazetteer::Gazetteer::embedded().states() {
        if s.name.to_lowercase() == q || s.code.as_str().to_lowercase() == q {
            out.push(Named { kind: "country", name: s.name.to_owned(), href: format!("/country/{}", s.code) });
        }
    }
    let mut people: Vec<_> = ask.view.people.iter().filter(|(_, p)| p.name.to_lowercase().contains(q)).collect();
    people.sort_by_key(|(_, p)| std::cmp::Reverse(p.rows.len()));
    out.extend(people.into_iter().take(8).map(|(id, p)| Named { kind: "actor", name: p.name.clone(), href: query::to("actor", id) }));
    let titled = ask.view.documents.iter().rev().filter(|d| d.title.as_deref().is_some_and(|t| t.to_lowercase().contains(q)));
    out.extend(titled.take(8).map(|d| Named {
        kind: "document",
        name: d.title.clone().unwrap_or_default(),
        href: query::to("document", &d.id),
    }));
    let promised = ask.view.commitments.iter().filter(|c| c.subject.to_lowercase().contains(q));
    out.extend(promised.take(8).map(|c| Named {
        kind: "commitment",
        name: format!("{}: {}", name::countries(&c.by), c.subject),
        href: query::to("commitment", &c.id),
    }));
    out
}

/// The sentence with the words of the search marked, where they stand as they were written.
fn highlight(sentence: &str, q: &str) -> String {
    let words: Vec<String> = q.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut out = String::new();
    for piece in sentence.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = &piece[bare.len()..];
        match words.iter().any(|w| bare.to_lowercase().starts_with(w.as_str())) && !bare.is_empty() {
            true => out.push_str(&format!("<mark class=\"hit\">{}</mark>{}", escape(bare), escape(rest))),
            false => out.push_str(&escape(piece)),
        }
    }
    out
}
