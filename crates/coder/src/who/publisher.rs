//! Whose release a document is, and which offices are its own.

use chancery_model::{Country, Document};

use super::unnamed::foreign;

/// The country in whose voice the document's publisher speaks (`data/coder/publishers.tsv`).
pub(super) fn publisher(document: &Document) -> Option<Country> {
    let host =
        document.url.as_deref().and_then(|u| u.split("://").nth(1)).and_then(|u| u.split(['/', ':', '?']).next()).map(str::to_lowercase);
    let source = document.source.as_deref().map(|s| s.trim().to_lowercase());
    include_str!("../../../../data/coder/publishers.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .filter(|(name, _)| {
            source.as_deref() == Some(name)
                || [&host, &source]
                    .into_iter()
                    .flatten()
                    .any(|h| h == name && h.contains('.') || h.strip_suffix(name).is_some_and(|head| head.ends_with('.')))
        })
        .max_by_key(|(name, _)| name.len())
        .and_then(|(_, code)| code.trim().parse().ok())
}

/// Whether the words are a bare title that a government's release gives its own: "the Secretary".
pub(super) fn own_title(publisher: Country, words: &str) -> bool {
    let lower = words.to_lowercase();
    offices(publisher, "own").any(|w| w == lower)
}

/// Whether a government's own release can mean one of its own offices by the words: where the head of government is a
/// president there is no prime minister.
pub(super) fn own_office(publisher: Country, words: &str) -> bool {
    let lower = words.to_lowercase();
    !foreign(words) && !lower.contains("counterpart") && !offices(publisher, "none").any(|w| lower.contains(w))
}

/// The offices that `data/coder/offices.tsv` tells of a state: `own` ones, and such as it has `none` of.
fn offices(state: Country, kind: &'static str) -> impl Iterator<Item = &'static str> {
    let rows = include_str!("../../../../data/coder/offices.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(move |l| {
        let mut f = l.split('\t');
        (f.next()? == state.as_str() && f.next()? == kind).then(|| f.next()).flatten()
    })
}

/// Whether the words are a title with a name or more: "National Cyber Director Jane Roe".
pub(super) fn titled(words: &str) -> bool {
    words.split_whitespace().filter(|w| w.len() > 3).all(|w| w.starts_with(char::is_uppercase)) && words.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_known_by_host_or_name() {
        let of = |url: Option<&str>, source: Option<&str>| {
            let d = Document { url: url.map(str::to_owned), source: source.map(str::to_owned), ..Document::from_text("x") };
            publisher(&d).map(|c| c.to_string())
        };
        assert_eq!(of(Some("https://www.example.gov.uk/news/1"), None).as_deref(), Some("GBR"));
        assert_eq!(of(Some("https://www.example.gov/news/1"), None).as_deref(), Some("USA"));
        assert_eq!(of(Some("https://news.example.com/gov"), None), None);
        assert_eq!(of(None, Some("whitehouse")).as_deref(), Some("USA"));
        assert_eq!(of(None, None), None);
    }

    #[test]
    fn own_offices() {
        let usa: Country = "USA".parse().expect("a country");
        for (words, title, office) in [
            ("Secretary", true, true),
            ("Deputy Secretary", true, true),
            ("Prime Minister", false, false),
            ("foreign counterpart", false, false),
            ("Special Envoy Jane Roe", false, true),
        ] {
            assert_eq!((own_title(usa, words), own_office(usa, words)), (title, office), "{words}");
        }
        assert!(titled("National Cyber Director Jane Roe") && !titled("director") && !titled("people of Peru"));
    }
}
