//! Which format an input has: by its name, else by its first bytes.

/// Formats the reader knows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    /// One JSON object a line.
    Jsonl,
    /// One JSON value: a story, a list of stories, a JSON Feed.
    Json,
    Html,
    /// RSS, RDF or Atom.
    Feed,
    Warc,
    /// No byte at all.
    Empty,
    /// Something else; what.
    Other(String),
}

/// The format of an input called `label` that begins with `head`. `named`: the user named it, so that an unknown
/// extension is no reason to leave it out.
pub(crate) fn format(label: &str, head: &[u8], named: bool) -> Format {
    let name = label.rsplit(['/', '\\']).next().unwrap_or(label).to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let extension = name.rsplit_once('.').map(|(_, e)| e).unwrap_or("");
    let known = matches!(
        extension,
        "txt" | "text" | "jsonl" | "ndjson" | "json" | "html" | "htm" | "xhtml" | "xml" | "rss" | "atom" | "rdf" | "warc"
    );
    if !known && !named {
        return Format::Other(if extension.is_empty() {
            "unknown kind of file".to_owned()
        } else {
            format!("unknown kind of file (.{extension})")
        });
    }
    if head.is_empty() {
        return Format::Empty;
    }
    // Before asking whether it is text: a damaged or foreign file of that name is for its reader to name.
    if extension == "warc" || !matches!(extension, "txt" | "text") && head.starts_with(b"WARC/") {
        return Format::Warc;
    }
    if is_binary(head) {
        return Format::Other("not text".to_owned());
    }
    match extension {
        "txt" | "text" => Format::Text,
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => json(head),
        "html" | "htm" | "xhtml" => Format::Html,
        "rss" | "atom" | "rdf" => Format::Feed,
        "xml" => match by_content(head) {
            Format::Text | Format::Jsonl | Format::Json => Format::Other("XML that is neither a feed nor a page".to_owned()),
            format => format,
        },
        _ => by_content(head),
    }
}

fn by_content(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match head.trim_ascii_start().first() {
        Some(b'{' | b'[') => json(head),
        Some(b'<') => markup(&String::from_utf8_lossy(head)),
        _ if head.starts_with(b"WARC/") => Format::Warc,
        _ if head.starts_with(b"filedesc://") => {
            Format::Other("an ARC file, the format before WARC (`warcio recompress` makes a WARC of it)".to_owned())
        }
        _ => Format::Text,
    }
}

/// By the first element that is neither a declaration nor a comment.
fn markup(head: &str) -> Format {
    let mut rest = head;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |e| &comment[e..]);
            continue;
        }
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '!' | '?' | '-')).collect();
        match name.to_ascii_lowercase().rsplit(':').next().unwrap_or("") {
            "rss" | "feed" | "rdf" | "channel" | "entry" => return Format::Feed,
            "!doctype"
                if rest.get(..20).is_some_and(|d| d.to_ascii_lowercase().ends_with("html"))
                    || rest.to_ascii_lowercase().starts_with("!doctype html") =>
            {
                // Some feeds carry a page's declaration: the root decides where one is in sight.
                return if rest.contains("<rss") || rest.contains("<feed") { Format::Feed } else { Format::Html };
            }
            n if n.starts_with(['?', '!']) => {}
            "html" | "head" | "body" | "article" | "main" | "section" | "div" | "p" | "h1" | "meta" | "title" | "script" | "table"
            | "span" => return Format::Html,
            _ => return Format::Text,
        }
    }
    Format::Text
}

/// Whether a file of JSON has one value a line or one value in all: one that ends with its first line while more
/// follow stands on lines.
fn json(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if head.starts_with(b"[") {
        return Format::Json;
    }
    match head.iter().position(|&b| b == b'\n') {
        // A line longer than the head is a story, unless it says that it is a feed.
        None if head.windows(20).any(|w| w == b"jsonfeed.org/version") => Format::Json,
        None => Format::Jsonl,
        Some(end) if serde_json::from_slice::<serde::de::IgnoredAny>(&head[..end]).is_ok() => Format::Jsonl,
        Some(end) => {
            // A bad first line of many still is a line: it looks finished.
            let first = head[..end].trim_ascii_end();
            if first.len() > 1 && first.ends_with(b"}") { Format::Jsonl } else { Format::Json }
        }
    }
}

/// Whether these bytes are no text in any encoding: NUL bytes without a byte order mark, or many control characters.
pub(crate) fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return false;
    }
    let control = head.iter().filter(|&&b| b < 32 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b)).count();
    head.contains(&0) || control * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name_and_by_content() {
        assert_eq!(format("a/b.JSONL.gz", b"{}", false), Format::Jsonl);
        assert_eq!(format("-", b"{\"text\": \"a\"}\n{\"text\"", true), Format::Jsonl);
        assert_eq!(format("-", b"{\n \"text\": \"a\"}\n", true), Format::Json);
        assert_eq!(format("-", b"{\"version\": \"https://jsonfeed.org/version/1.1\", ", true), Format::Json);
        assert_eq!(format("-", b"[{\"text\": 1}]", true), Format::Json);
        assert_eq!(format("-", b"{\"text\": oops}\n{}", true), Format::Jsonl);
        assert_eq!(format("-", b"Peru signed.", true), Format::Text);
        assert_eq!(format("x.xml", b"<?xml version='1.0'?><!-- a < b --><rss version='2.0'>", false), Format::Feed);
        assert_eq!(format("-", b"\n<atom:feed xmlns:atom='a'>", true), Format::Feed);
        assert_eq!(format("-", b"<!DOCTYPE html>\n<html>", true), Format::Html);
        assert_eq!(format("-", b"<3 is no tag", true), Format::Text);
        assert_eq!(format("x.xml", b"<svg/>", false), Format::Other("XML that is neither a feed nor a page".to_owned()));
        assert_eq!(format("-", b"WARC/1.0\r\n", true), Format::Warc);
        assert_eq!(format("-", b"WARC/1.0\r\n\r\n\0\x01\x02\x03", true), Format::Warc, "a payload that is no text");
        assert_eq!(format("x.bin", b"a\0b", true), Format::Other("not text".to_owned()));
        assert_eq!(format("x.bin", b"plain", false), Format::Other("unknown kind of file (.bin)".to_owned()));
        assert_eq!(format("x.txt", b"", false), Format::Empty);
        assert_eq!(format("x.txt", b"\xff\xfeP\0e\0", false), Format::Text);
    }
}
