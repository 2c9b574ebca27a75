//! HTML to text: paragraphs separated by a blank line, white space as a page shows it.

use scraper::{Html, Node};

/// Elements whose content is no text of the page.
const HIDDEN: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "iframe",
    "object",
    "svg",
    "math",
    "form",
    "button",
    "select",
    "textarea",
    "input",
    "figcaption",
    "audio",
    "video",
    "canvas",
    "nav",
];

/// Elements before and behind which a new paragraph begins.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Text being put together.
#[derive(Default)]
struct Out {
    text: String,
    /// White space that comes before the next word: nothing, a space, a line break, a paragraph.
    gap: usize,
}

const GAPS: [&str; 4] = ["", " ", "\n", "\n\n"];

impl Out {
    fn gap(&mut self, gap: usize) {
        // Two line breaks in a row make a paragraph, as they do on the page.
        self.gap = if gap == 2 && self.gap == 2 { 3 } else { self.gap.max(gap) };
    }

    fn words(&mut self, text: &str) {
        if text.starts_with(is_space) {
            self.gap(1);
        }
        for word in text.split(is_space).filter(|w| !w.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str(GAPS[self.gap]);
            }
            self.text.push_str(word);
            self.gap = 1;
        }
        // Whether a space follows the last word is the text's to say.
        if text.chars().any(|c| !is_space(c)) && !text.ends_with(is_space) {
            self.gap = 0;
        }
    }
}

/// White space that a page shows as one space; the no-break space is one too for who reads the text.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{a0}'
}

/// Elements that have no end tag, or may leave it out.
const UNCLOSED: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta",
    "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// No page nests so deep; parsing one that does takes time with the square of its depth.
const DEEPEST: usize = 3000;

/// Whether a page nests so deep that it must not be parsed. Looks at the tags alone.
pub(crate) fn too_deep(html: &str) -> bool {
    let mut depth = 0usize;
    for part in html.split('<').skip(1) {
        let (closes, part) = part.strip_prefix('/').map_or((false, part), |p| (true, p));
        let end = part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(part.len());
        let name = &part[..end];
        let is_tag =
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && part[end..].starts_with(['>', ' ', '\n', '\r', '\t', '/', '-', ':']);
        let alone = part.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/'));
        if !is_tag || alone || UNCLOSED.iter().any(|u| u.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The text of a piece of HTML; of one that nests too deep, what stands between its tags.
pub(crate) fn text(html: &str) -> String {
    if too_deep(html) {
        let mut out = Out::default();
        html.split('<').for_each(|part| out.words(part.split_once('>').map_or(part, |(_, words)| words)));
        return out.text;
    }
    tree_text(&Html::parse_fragment(html))
}

/// The text of a parsed page. Walks the tree without recursion: pages nest as deep as they like.
pub(crate) fn tree_text(html: &Html) -> String {
    let mut out = Out::default();
    let mut node = html.tree.root();
    'walk: loop {
        let mut descend = true;
        match node.value() {
            Node::Text(t) => out.words(t),
            Node::Element(e) => match e.name() {
                "br" => out.gap(2),
                "td" | "th" => out.gap(1),
                name if HIDDEN.contains(&name) => descend = false,
                name if BLOCK.contains(&name) => out.gap(3),
                _ => {}
            },
            _ => {}
        }
        if let Some(child) = node.first_child().filter(|_| descend) {
            node = child;
            continue;
        }
        loop {
            if let Node::Element(e) = node.value()
                && BLOCK.contains(&e.name())
            {
                out.gap(3);
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                continue 'walk;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return out.text,
            }
        }
    }
}

/// How deep the tree nests, in elements.
pub(crate) fn depth(html: &Html) -> usize {
    let (mut node, mut depth, mut most) = (html.tree.root(), 0usize, 0usize);
    'walk: loop {
        most = most.max(depth);
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                continue 'walk;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return most,
            }
            depth = depth.saturating_sub(1);
        }
    }
}

/// Text that may be HTML (a feed's description, a JSON-LD body), as text; plain text keeps its paragraphs.
pub(crate) fn maybe_html(text_or_html: &str) -> String {
    let tag = text_or_html
        .split('<')
        .skip(1)
        .any(|t| t.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') && t.contains('>'));
    let entity = text_or_html.split('&').skip(1).any(|t| {
        t.split_once(';').is_some_and(|(e, _)| !e.is_empty() && e.len() < 10 && e.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
    });
    match (tag, entity) {
        (true, _) => text(text_or_html),
        // Entities alone: the line breaks are the author's.
        (false, true) => paragraphs(&text_or_html.replace("\r\n", "\n").split('\n').map(text).collect::<Vec<_>>().join("\n")),
        (false, false) => paragraphs(text_or_html),
    }
}

/// Plain text with a blank line between its paragraphs: where it has none, each line is one.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = text.split('\n').map(str::trim);
    match text.contains("\n\n") {
        true => lines.collect::<Vec<_>>().join("\n").trim().to_owned(),
        false => lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n\n"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_words_and_hidden_parts() {
        let html = "<div><h1>Treaty</h1><p>Peru <b>sig</b>ned a\n treaty.</p><script>x</script><p>Chile&nbsp;did<br>too.<br><br>Later.</p></div><ul><li>One</li><li> Two </li></ul><nav>Home</nav>";
        assert_eq!(text(html), "Treaty\n\nPeru signed a treaty.\n\nChile did\ntoo.\n\nLater.\n\nOne\n\nTwo");
        assert_eq!(maybe_html("Chile &amp; Peru\nsigned."), "Chile & Peru\n\nsigned.");
        assert_eq!(maybe_html("3 < 4 & so on"), "3 < 4 & so on");
        assert_eq!(text("<i>Peru </i><b>signed</b>."), "Peru signed.");
    }

    #[test]
    fn deep_nesting_is_walked() {
        let html = Html::parse_fragment(&format!("{}word", "<div>".repeat(2000)));
        assert_eq!(tree_text(&html), "word");
        assert!(depth(&html) > 400);
        assert_eq!(text(&format!("{}some <b>words</b>", "<div>".repeat(1_000_000))), "some words");
        assert!(!too_deep(&"<div><p>a<li>b<br></div><x-y/>".repeat(5000)));
    }

    proptest! {
        #[test]
        fn any_text_is_walked(html in "(<[a-z]{1,3}>|</[a-z]{1,3}>|&[a-z]{1,4};|\\PC| ){0,40}") {
            let text = maybe_html(&html);
            prop_assert!(!text.starts_with(' ') && !text.contains("\n\n\n\n"));
        }
    }
}
