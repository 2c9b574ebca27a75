//! Pages: JSON-LD, then OpenGraph and other metadata, then the article as a reader's eye finds it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery_model::DateSource;
use dom_smoothie::{Config, Readability};
use scraper::{Html, Selector};

use crate::DOCUMENT_LIMIT;
use crate::draft::{Context, Draft, filled};
use crate::item::{Item, failure};
use crate::open::Opened;
use crate::{encoding, jsonld, markup, text};

/// Deeper pages are broken or hostile; extraction recurses and is not tried on them. Real pages stay below 100.
const DEEPEST: usize = 300;

/// More elements than any article page has.
const MOST_ELEMENTS: usize = 100_000;

/// One HTML file.
pub(crate) fn items(opened: Opened, context: &Context) -> Vec<Item> {
    let bytes = match opened.whole(DOCUMENT_LIMIT) {
        Ok(bytes) => bytes,
        Err((what, _)) => return vec![Item::Failed(failure(&context.input, None, what, None))],
    };
    let decoded = encoding::decode(&bytes, declared(&bytes).as_deref());
    let mut items = text::messages(&decoded, context, None);
    match page(&decoded.text, None) {
        Some(draft) => items.extend(draft.finish(context)),
        None => {
            let hint = Some("give the page of an article, not of an index or a form".to_owned());
            items.push(Item::Failed(failure(&context.input, None, "no article was found in the page".to_owned(), hint)));
        }
    }
    items
}

/// The charset that the first kilobyte of a page or the XML declaration states.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head
        .find("charset=")
        .map(|i| i + 8)
        .or_else(|| head.starts_with("<?xml").then(|| head.find("encoding=").map(|i| i + 9)).flatten())?;
    let label = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(label.len());
    Some(label[..end].to_owned())
}

/// The article of a page, or `None` where it has none. `url`: the page's address where it is known.
pub(crate) fn page(html: &str, url: Option<&str>) -> Option<Draft> {
    if markup::too_deep(html) {
        return None;
    }
    let tree = Html::parse_document(html);
    let metadata = Metadata::of(&tree);
    let linked = jsonld::article(&tree).unwrap_or_default();
    let says_article = linked != jsonld::Article::default() || metadata.kind.as_deref() == Some("article");
    let read = readable(html, &tree);

    let text = match (linked.body, read) {
        // A body in JSON-LD is the publisher's own, unless it is a teaser of what stands on the page.
        (Some(body), Some((_, read))) if body.len() * 2 < read.len() => read,
        (Some(body), _) => body,
        (None, Some((_, read))) if has_prose(&read) => read,
        // What calls itself an article and has no prose in sight (a paywall): its description is what there is.
        (None, _) if says_article => linked.description.or(metadata.description).filter(|d| has_prose(d))?,
        (None, _) => return None,
    };
    let url = url.map(str::to_owned).or(metadata.url).or(linked.url).filter(|u| u.starts_with("http"));
    let published = filled(linked.published).or(metadata.published);
    Some(Draft {
        text,
        title: filled(linked.headline).or(metadata.title),
        date: published.map(|d| (d, DateSource::Metadata)),
        source: filled(linked.publisher).or(metadata.site),
        url,
        stated_language: linked.language.or(metadata.language),
        ..Draft::default()
    })
}

/// Whether some paragraph is a sentence of eight words or more: menus, tables and forms have none.
fn has_prose(text: &str) -> bool {
    text.split("\n\n").any(|p| {
        let ends = p.trim_end_matches(['"', '”', '\'', '’', ')', ']']);
        p.split_whitespace().count() >= 8 && (ends.ends_with(['.', '!', '?', '…', ':']) || p.contains(". "))
    })
}

/// Title and text as readability finds them; a page it cannot take gives nothing.
fn readable(html: &str, tree: &Html) -> Option<(String, String)> {
    if markup::depth(tree) > DEEPEST {
        return None;
    }
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    // The library is another's and the page is anyone's: should it fail on one, only that page is lost.
    let article = catch_unwind(AssertUnwindSafe(|| Readability::new(html, None, Some(config)).ok()?.parse().ok())).ok()??;
    let text = markup::text(&article.content);
    (!text.is_empty()).then_some((article.title, text))
}

/// What `<meta>` and its kin say.
#[derive(Debug, Default)]
struct Metadata {
    title: Option<String>,
    site: Option<String>,
    published: Option<String>,
    description: Option<String>,
    url: Option<String>,
    kind: Option<String>,
    language: Option<String>,
}

impl Metadata {
    fn of(tree: &Html) -> Metadata {
        let all = |selector: &str, attribute: &str| -> Vec<(String, String)> {
            let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
            let pairs = tree.select(&selector).filter_map(|e| {
                let name = e.attr("property").or(e.attr("name")).or(e.attr("itemprop")).or(e.attr("http-equiv")).unwrap_or("");
                Some((name.to_ascii_lowercase(), e.attr(attribute)?.trim().to_owned()))
            });
            pairs.filter(|(_, v)| !v.is_empty()).collect()
        };
        let metas = all("meta[content]", "content");
        let meta = |names: &[&str]| names.iter().find_map(|n| metas.iter().find(|(name, _)| name == n).map(|(_, v)| v.clone()));
        let first = |selector: &str, attribute: &str| all(selector, attribute).into_iter().next().map(|(_, v)| v);
        let words = |selector: &str| {
            let selector = Selector::parse(selector).ok()?;
            filled(
                tree.select(&selector)
                    .next()
                    .map(|e| e.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")),
            )
        };
        let dates = [
            "article:published_time",
            "datepublished",
            "date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.date",
            "dcterms.created",
            "dc.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "og:published_time",
            "citation_date",
            "datecreated",
        ];
        Metadata {
            title: meta(&["og:title", "twitter:title", "dc.title", "headline"]).or_else(|| words("h1")).or_else(|| words("title")),
            site: meta(&["og:site_name", "application-name", "dc.publisher"]),
            published: meta(&dates)
                .or_else(|| first(r#"time[itemprop="datePublished"][datetime], time[pubdate][datetime]"#, "datetime"))
                .or_else(|| first("article time[datetime], header time[datetime]", "datetime")),
            description: meta(&["og:description", "description", "twitter:description"]),
            url: first(r#"link[rel="canonical"]"#, "href").or_else(|| meta(&["og:url"])),
            kind: meta(&["og:type"]).map(|k| k.to_ascii_lowercase()),
            language: first("html[lang]", "lang").or_else(|| meta(&["content-language", "og:locale"])),
        }
    }
}
