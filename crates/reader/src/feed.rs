//! RSS, Atom and JSON Feed: one entry, one document.
//!
//! A feed that is not well-formed is read entry by entry: what can be parsed is given, the rest is named.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery_model::DateSource;
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use serde_json::Value;

use crate::draft::{Context, Draft, filled};
use crate::item::{Item, failure, note};
use crate::open::Opened;
use crate::{date, encoding, html, markup, story};

/// Largest feed, in bytes (64 MiB): many documents, so more than one of them may take.
const FEED_LIMIT: usize = 64 << 20;

/// An RSS, RDF or Atom file.
pub(crate) fn items(opened: Opened, context: &Context) -> Vec<Item> {
    let (bytes, cut) = match opened.whole(FEED_LIMIT) {
        Ok(bytes) => (bytes, None),
        Err((what, bytes)) => (bytes, Some(what)),
    };
    if cut.is_none()
        && let Ok(feed) = parse(&bytes)
    {
        return all(&feed, context);
    }
    let problem = cut.unwrap_or_else(|| match parse(&bytes) {
        Err(e) => format!("malformed feed: {e}"),
        Ok(_) => "malformed feed".to_owned(),
    });
    by_entry(&bytes, problem, context)
}

/// How feed-rs words that it does not know the root element.
const NO_ROOT: &str = "no root element";

const NO_ENTRIES: &str = "the feed has no entries";

fn parse(bytes: &[u8]) -> Result<Feed, String> {
    // Dates are ours to read: the day as it stands, not moved to UTC. Missing ids stay missing.
    let parser = parser::Builder::new()
        .timestamp_parser(|field| date::parse(field).and_then(|d| format!("{d}T00:00:00Z").parse().ok()))
        .id_generator(|_, _, _| String::new())
        .build();
    match catch_unwind(AssertUnwindSafe(|| parser.parse(bytes))) {
        Ok(Ok(feed)) => Ok(feed),
        Ok(Err(e)) => Err(e.to_string()),
        Err(_) => Err("the feed parser gave up".to_owned()),
    }
}

fn all(feed: &Feed, context: &Context) -> Vec<Item> {
    let source = feed.title.as_ref().map(|t| markup::maybe_html(&t.content));
    if feed.entries.is_empty() {
        return vec![Item::Message(note(&context.input, None, NO_ENTRIES.to_owned()))];
    }
    let entries = feed.entries.iter().zip(1..);
    entries.flat_map(|(entry, number)| draft(entry, source.clone(), feed.language.clone(), number).finish(context)).collect()
}

fn draft(entry: &Entry, feed: Option<String>, language: Option<String>, number: u64) -> Draft {
    let content = entry.content.as_ref().and_then(|c| c.body.as_deref()).map(markup::maybe_html);
    let summary = || entry.summary.as_ref().map(|s| markup::maybe_html(&s.content));
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first());
    Draft {
        id: filled(Some(entry.id.clone())),
        text: filled(content).or_else(summary).unwrap_or_default(),
        title: entry.title.as_ref().map(|t| markup::maybe_html(&t.content)),
        date: entry.published.or(entry.updated).map(|d| (d.format("%Y-%m-%d").to_string(), DateSource::Feed)),
        source: filled(feed).or_else(|| entry.source.clone()),
        url: link.map(|l| l.href.clone()),
        stated_language: entry.language.clone().or(language),
        record: Some((number, "entry")),
        ..Draft::default()
    }
}

/// Names that entries use, whether or not the broken feed declared them.
const NAMESPACES: &str = concat!(
    r#" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom""#,
    r#" xmlns:media="http://search.yahoo.com/mrss/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:slash="http://purl.org/rss/1.0/modules/slash/""#,
    r#" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:georss="http://www.georss.org/georss" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd""#,
);

fn by_entry(bytes: &[u8], problem: String, context: &Context) -> Vec<Item> {
    let text = encoding::decode(bytes, html::declared(bytes).as_deref()).text;
    let found = entries(&text);
    // A root element of an unknown version is no damage.
    let closed = ["</rss>", "</feed>", "</channel>"].iter().any(|end| text.contains(end)) || text.to_ascii_lowercase().contains(":rdf>");
    let odd_version = problem.ends_with(NO_ROOT) && closed;
    if found.is_empty() && odd_version {
        return vec![Item::Message(note(&context.input, None, NO_ENTRIES.to_owned()))];
    }
    if found.is_empty() {
        let hint = Some("fetch the feed again; it has no entry that can be read".to_owned());
        return vec![Item::Failed(failure(&context.input, None, problem, hint))];
    }
    let hint = Some("its entries are read one by one".to_owned());
    let mut items = match odd_version {
        true => vec![Item::Message(note(&context.input, None, "a feed of an unknown version, read entry by entry".to_owned()))],
        false => vec![Item::Message(failure(&context.input, None, problem, hint))],
    };
    for (entry, number) in found.iter().zip(1..) {
        let (open, close) = match entry.atom {
            true => (format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"{NAMESPACES}>"), "</feed>"),
            false => (format!("<rss version=\"2.0\"{NAMESPACES}><channel>"), "</channel></rss>"),
        };
        let parsed = match entry.whole {
            true => parse(format!("{open}{}{close}", ampersands(entry.xml)).as_bytes()),
            false => Err("the entry is cut short".to_owned()),
        };
        match parsed {
            Ok(feed) if !feed.entries.is_empty() => {
                items.extend(feed.entries.iter().flat_map(|e| draft(e, None, None, number).finish(context)));
            }
            Ok(_) => items.push(Item::Failed(failure(&context.input, Some(format!("entry {number}")), "cannot be read".to_owned(), None))),
            Err(what) => items.push(Item::Failed(failure(&context.input, Some(format!("entry {number}")), what, None))),
        }
    }
    items
}

/// One entry as it stands in the feed.
struct Raw<'a> {
    xml: &'a str,
    atom: bool,
    /// Whether its end tag is there.
    whole: bool,
}

/// Cuts a feed into its `<item>` and `<entry>` elements in one pass, without asking for more than their tags. An entry
/// without an end stops where the next one starts.
fn entries(xml: &str) -> Vec<Raw<'_>> {
    let mut out = Vec::new();
    let mut current: Option<(usize, &str)> = None;
    let mut at = 0;
    while let Some(tag) = next_tag(xml, at) {
        at = tag + 1;
        let rest = &xml[at..];
        let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |r| (true, r));
        let name = &rest[..rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-'))).unwrap_or(rest.len())];
        let end = rest[name.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace());
        if !end || !matches!(name.rsplit(':').next(), Some("item" | "entry")) {
            continue;
        }
        match (current, closes) {
            (Some((start, open)), true) if open == name => {
                let end = rest.find('>').map_or(xml.len(), |e| xml.len() - rest.len() + e + 1);
                out.push(Raw { xml: &xml[start..end], atom: name.ends_with("entry"), whole: true });
                current = None;
            }
            (_, true) => {}
            (before, false) => {
                out.extend(before.map(|(start, open)| Raw { xml: &xml[start..tag], atom: open.ends_with("entry"), whole: false }));
                current = Some((tag, name));
            }
        }
    }
    out.extend(current.map(|(start, open)| Raw { xml: &xml[start..], atom: open.ends_with("entry"), whole: false }));
    out
}

/// The next `<` at or behind `from` that begins a tag: not that of a CDATA section or comment, nor one inside them.
fn next_tag(xml: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += xml.get(at..)?.find('<')?;
        let rest = &xml[at..];
        let close = if rest.starts_with("<![CDATA[") {
            "]]>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else {
            return Some(at);
        };
        at += rest.find(close)? + close.len();
    }
}

/// Every `&` that begins no entity of XML becomes one: `a & b`, `&nbsp;`. CDATA stays.
fn ampersands(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find('&').into_iter().chain(rest.find("<![CDATA[")).min() {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let end = rest.find("]]>").map_or(rest.len(), |e| e + 3);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else {
            let name = rest[1..].split_once(';').map_or("", |(n, _)| n);
            let number = name
                .strip_prefix('#')
                .is_some_and(|n| n.len() < 8 && !n.is_empty() && n.trim_start_matches('x').chars().all(|c| c.is_ascii_hexdigit()));
            out.push_str(if number || ["amp", "lt", "gt", "quot", "apos"].contains(&name) { "&" } else { "&amp;" });
            rest = &rest[1..];
        }
    }
    out + rest
}

/// The entries of a JSON Feed; `None` where the value is none.
pub(crate) fn json_feed(value: &Value, context: &Context) -> Option<Vec<Item>> {
    value.get("version")?.as_str().filter(|v| v.contains("jsonfeed.org"))?;
    let string = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).map(str::to_owned);
    let (source, language) = (string(value, "title"), string(value, "language"));
    let Some(entries) = value.get("items").and_then(Value::as_array) else {
        return Some(vec![Item::Failed(failure(&context.input, None, "a JSON Feed without \"items\"".to_owned(), None))]);
    };
    let one = |(entry, number): (&Value, u64)| {
        let html = string(entry, "content_html").filter(|h| !h.trim().is_empty()).map(|h| markup::text(&h));
        let text = html.or_else(|| string(entry, "content_text")).or_else(|| string(entry, "summary"));
        if !entry.is_object() {
            return vec![Item::Failed(failure(&context.input, Some(format!("entry {number}")), "not a JSON object".to_owned(), None))];
        }
        let published = string(entry, "date_published").or_else(|| string(entry, "date_modified"));
        let draft = Draft {
            id: entry.get("id").and_then(story::field),
            text: text.unwrap_or_default(),
            title: string(entry, "title"),
            date: published.map(|d| (d, DateSource::Feed)),
            source: source.clone(),
            url: string(entry, "url").or_else(|| string(entry, "external_url")),
            stated_language: string(entry, "language").or_else(|| language.clone()),
            record: Some((number, "entry")),
            ..Draft::default()
        };
        draft.finish(context)
    };
    Some(entries.iter().zip(1..).flat_map(one).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_broken_feed_is_cut_into_entries() {
        let xml =
            "<rss><item><title><![CDATA[a </item> b]]></title></item><items/><atom:entry x='1'>c</atom:entry><item>cut <item>whole</item>";
        let cut: Vec<_> = entries(xml).iter().map(|e| (e.xml, e.atom, e.whole)).collect();
        assert_eq!(
            cut,
            [
                ("<item><title><![CDATA[a </item> b]]></title></item>", false, true),
                ("<atom:entry x='1'>c</atom:entry>", true, true),
                ("<item>cut ", false, false),
                ("<item>whole</item>", false, true)
            ]
        );
        assert_eq!(ampersands("a & b &amp; &nbsp; &#8211; <![CDATA[ & ]]> &"), "a &amp; b &amp; &amp;nbsp; &#8211; <![CDATA[ & ]]> &amp;");
    }

    proptest! {
        #[test]
        fn any_text_is_cut(xml in "(<item>|</item>|<entry|>|<!\\[CDATA\\[|\\]\\]>|<!--|-->|&|;|\\PC){0,30}") {
            let cut = entries(&xml);
            prop_assert!(cut.iter().map(|e| e.xml.len()).sum::<usize>() <= xml.len());
            ampersands(&xml);
        }
    }
}
