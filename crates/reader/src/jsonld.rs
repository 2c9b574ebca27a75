//! What a page says of its article in JSON-LD.

use scraper::{Html, Selector};
use serde_json::{Map, Value};

use crate::markup;

/// Fields of a `NewsArticle` or its kin.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Article {
    pub(crate) headline: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
}

/// The page's article; of several the one with the longest body.
pub(crate) fn article(page: &Html) -> Option<Article> {
    let scripts = Selector::parse(r#"script[type="application/ld+json"]"#).ok()?;
    let mut found: Vec<Article> = Vec::new();
    for script in page.select(&scripts) {
        let source: String = script.text().collect();
        let source =
            source.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->").trim_end_matches("//]]>");
        // Line breaks inside strings are not JSON, and common.
        let value = serde_json::from_str(source).or_else(|_| serde_json::from_str::<Value>(&source.replace(|c: char| c.is_control(), " ")));
        if let Ok(value) = value {
            collect(&value, 0, &mut found);
        }
    }
    // `max_by_key` gives the last of equals; the first one on the page is the article itself.
    found.into_iter().rev().max_by_key(|a| a.body.as_ref().map_or(0, String::len))
}

fn collect(value: &Value, depth: usize, found: &mut Vec<Article>) {
    match value {
        Value::Array(values) if depth < 4 => values.iter().for_each(|v| collect(v, depth + 1, found)),
        Value::Object(object) if depth < 4 => {
            if is_article(object.get("@type")) {
                found.push(fields(object));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

/// NewsArticle, Article, ReportageNewsArticle, BlogPosting, LiveBlogPosting …, with or without the vocabulary's address.
fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(s)) => s.ends_with("Article") || s.ends_with("BlogPosting") || s.ends_with("Report"),
        Some(Value::Array(kinds)) => kinds.iter().any(|k| k.is_string() && is_article(Some(k))),
        _ => false,
    }
}

fn fields(object: &Map<String, Value>) -> Article {
    let string = |key: &str| object.get(key).and_then(name).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    Article {
        headline: string("headline").or_else(|| string("name")).map(|h| markup::maybe_html(&h)),
        body: string("articleBody").or_else(|| string("text")).map(|b| markup::maybe_html(&b)).filter(|b| !b.is_empty()),
        published: string("datePublished").or_else(|| string("dateCreated")),
        publisher: string("publisher").or_else(|| string("sourceOrganization")),
        url: string("url")
            .or_else(|| object.get("mainEntityOfPage").and_then(|m| m.as_str().or_else(|| m.get("@id")?.as_str())).map(str::to_owned)),
        description: string("description").map(|d| markup::maybe_html(&d)),
        language: string("inLanguage"),
    }
}

/// A string, or the name of the thing or of the first of things.
fn name(value: &Value) -> Option<&str> {
    match value {
        Value::String(s) => Some(s),
        Value::Object(o) => o.get("name").and_then(Value::as_str),
        Value::Array(a) => a.first().filter(|v| !v.is_array()).and_then(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graph_and_line_breaks_in_strings() {
        let page = Html::parse_document(
            "<script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"WebSite\", \"name\": \"x\"}, {\"@type\": [\"Thing\", \"NewsArticle\"],
            \"headline\": \"Peru &amp; Chile\", \"articleBody\": \"One.\nTwo.\", \"datePublished\": \"2024-04-05T10:00:00Z\", \"publisher\": {\"name\": \"Gazette\"},
            \"mainEntityOfPage\": {\"@id\": \"https://a.example/x\"}}]}</script>",
        );
        let article = article(&page).unwrap();
        assert_eq!((article.headline.as_deref(), article.publisher.as_deref()), (Some("Peru & Chile"), Some("Gazette")));
        assert_eq!((article.published.as_deref(), article.url.as_deref()), (Some("2024-04-05T10:00:00Z"), Some("https://a.example/x")));
        assert_eq!(article.body.as_deref(), Some("One. Two."));
    }
}
