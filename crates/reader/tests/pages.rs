//! HTML, feeds and WARC through the public API, good and bad.

mod common;

use chancery_model::{DateSource, Severity};
use chancery_reader::{Item, Skip};
use common::*;
use proptest::prelude::*;

const BODY: &str = "<p>Peru and Chile signed a fishing treaty in Lima on Friday, officials of both states said.</p>\
<p>The treaty enters into force when both parliaments have approved it, which the ministers expect within the year.</p>\
<p>Under its terms the two coast guards will patrol the boundary together and share what their radars see.</p>";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Treaty | Gazette</title>{head}</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>\
         <main><article><h1>Peru signs treaty</h1>{body}</article></main><footer>Imprint</footer></body></html>"
    )
}

#[test]
fn a_page_by_json_ld_then_opengraph_then_readability() {
    let linked = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Peru, Chile sign",
        "datePublished": "2024-04-05T22:00:00-05:00", "articleBody": "Peru and Chile signed a fishing treaty in Lima on Friday, officials of both states said.\nThe treaty enters into force when both parliaments have approved it, which the ministers expect within the year.", "publisher": {"@type": "Organization", "name": "The Gazette"}}]}</script>
        <link rel=canonical href="https://gazette.example/treaty">"#;
    let items = file("a.html", page(linked, BODY).as_bytes());
    let d = documents(&items)[0];
    assert_eq!((d.title.as_deref(), d.source.as_deref()), (Some("Peru, Chile sign"), Some("The Gazette")));
    assert_eq!((d.date.map(|d| d.to_string()).as_deref(), d.date_source), (Some("2024-04-05"), DateSource::Metadata));
    assert!(d.text.ends_with("officials of both states said.\n\nThe treaty enters into force when both parliaments have approved it, which the ministers expect within the year."), "{}", d.text);
    assert_eq!(d.id, "https://gazette.example/treaty");

    let graph = r#"<meta property="og:title" content="Peru signs"><meta property="og:site_name" content="Gazette"><meta property="article:published_time" content="2024-04-05">"#;
    let items = file("a.html.gz", &gz(page(graph, BODY).as_bytes()));
    let d = documents(&items)[0];
    assert_eq!((d.title.as_deref(), d.source.as_deref(), d.date_source), (Some("Peru signs"), Some("Gazette"), DateSource::Metadata));
    let paragraphs: Vec<&str> = d.text.split("\n\n").filter(|p| !p.starts_with("Peru signs")).collect();
    assert_eq!(paragraphs.len(), 3, "{}", d.text);
    assert!(paragraphs[0].starts_with("Peru and Chile") && paragraphs[2].ends_with("radars see."));
    assert!(!d.text.contains("Imprint") && !d.text.contains("Home"));

    let items = stdin(page("", BODY).as_bytes());
    assert_eq!((documents(&items)[0].title.as_deref(), documents(&items)[0].date), (Some("Peru signs treaty"), None));
}

#[test]
fn a_page_is_decoded_by_what_it_declares() {
    let html = page("<meta charset=windows-1252>", &BODY.replace("Lima", "Cura\u{e7}ao"));
    let bytes: Vec<u8> = html.chars().map(|c| u8::try_from(c as u32).unwrap()).collect();
    let items = file("a.htm", &bytes);
    assert!(documents(&items)[0].text.contains("in Curaçao on Friday"), "{:?}", short(&items));
}

#[test]
fn a_page_without_an_article_fails_by_name_and_in_a_crawl_is_skipped() {
    let index = "<html><body><nav><ul><li><a href=/a>Home</a></li><li><a href=/b>World</a></li></ul></nav><form><input name=q></form></body></html>";
    assert_eq!(short(&file("a.html", index.as_bytes())), ["fail no article was found in the page"]);
    assert_eq!(short(&file("a.html", b"")), ["fail the file is empty"]);
    assert_eq!(short(&file("a.warc", &record("https://a.example/", index))), ["skip no article"]);
    let deep = format!("<html>{}{BODY}", "<div>".repeat(100_000));
    assert_eq!(short(&file("a.html", deep.as_bytes())).len(), 1, "depth is no reason to fail hard");
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Press releases</title><language>en-US</language>
<item><title>Peru &#8211; Chile</title><link>https://a.example/1</link><guid isPermaLink="false">g-1</guid><pubDate>Fri, 05 Apr 2024 23:30:00 -0500</pubDate>
<description>Peru and…</description><content:encoded><![CDATA[<p>Peru signed.</p><p>Chile &amp; Bolivia did.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://a.example/2</link><description>Bolivia signed.</description></item></channel></rss>"#;

#[test]
fn rss_atom_and_json_feeds() {
    let items = file("feed.xml", RSS.as_bytes());
    let d = documents(&items);
    assert_eq!((d[0].id.as_str(), d[0].title.as_deref(), d[0].source.as_deref()), ("g-1", Some("Peru – Chile"), Some("Press releases")));
    assert_eq!(d[0].text, "Peru signed.\n\nChile & Bolivia did.");
    assert_eq!(
        (d[0].date.map(|d| d.to_string()).as_deref(), d[0].date_source),
        (Some("2024-04-05"), DateSource::Feed),
        "the day as it stands, not in UTC"
    );
    assert_eq!(
        (d[1].id.as_str(), d[1].text.as_str(), d[1].date, d[1].origin.record),
        ("https://a.example/2", "Bolivia signed.", None, Some(2))
    );
    assert_eq!(d[0].language.as_deref(), Some("en"));

    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>tag:a,1</id><title>T</title><updated>2024-04-05T10:00:00Z</updated>
        <link href="https://a.example/1"/><content type="html">&lt;p&gt;Peru signed.&lt;/p&gt;</content></entry></feed>"#;
    let items = stdin(atom.as_bytes());
    let d = documents(&items)[0];
    assert_eq!((d.id.as_str(), d.text.as_str(), d.url.as_deref()), ("tag:a,1", "Peru signed.", Some("https://a.example/1")));

    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [
        {"id": 5, "url": "https://a.example/5", "content_html": "<p>Peru signed.</p>", "date_published": "2024-04-05T10:00:00+02:00"}, 7]}"#;
    let items = file("feed.json", json.as_bytes());
    assert_eq!(short(&items), ["doc 5", "fail entry 2: not a JSON object"]);
    assert_eq!((documents(&items)[0].text.as_str(), documents(&items)[0].date_source), ("Peru signed.", DateSource::Feed));
}

#[test]
fn a_malformed_feed_gives_the_entries_that_can_be_read() {
    // Cut in the middle of the second entry.
    let cut = &RSS[..RSS.find("Bolivia signed").unwrap()];
    let items = file("feed.xml", cut.as_bytes());
    assert!(matches!(&items[0], Item::Message(d) if d.severity == Severity::Failure && d.what.starts_with("malformed feed")));
    assert_eq!(short(&items)[1..], ["doc g-1", "fail entry 2: the entry is cut short"]);
    // A bare ampersand and an undeclared prefix between entries.
    let loose = RSS.replace("<title>Second</title>", "<title>Second & last</title><x:y>1</x:y>").replace("</channel>", "</chanel>");
    let items = file("feed.rss", loose.as_bytes());
    assert_eq!(documents(&items).len(), 2, "{:?}", short(&items));
    assert_eq!(documents(&items)[1].title.as_deref(), Some("Second & last"));
    let items = file("feed.rss", b"<rss><nothing>");
    assert_eq!((items.len(), failures(&items)), (1, 1));
}

fn record(url: &str, html: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
    format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n", http.len())
        .into_bytes()
}

fn request() -> Vec<u8> {
    b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 14\r\n\r\nGET / HTTP/1.0\r\n\r\n".to_vec()
}

#[test]
fn a_crawl_plain_and_compressed() {
    let article = page("", BODY);
    let records = [request(), record("https://a.example/2024/04/05/x", &article), request(), record("<https://a.example/y>", &article)];
    for bytes in [records.concat(), records.iter().flat_map(|r| gz(r)).collect()] {
        let items = file("crawl.warc.gz", &bytes);
        assert_eq!(short(&items), ["doc https://a.example/2024/04/05/x", "doc https://a.example/y"]);
        let d = documents(&items)[0];
        assert_eq!((d.date_source, d.origin.record), (DateSource::Url, Some(2)));
        assert_eq!(short(&stdin(&bytes)).len(), 2);
    }
}

#[test]
fn what_is_no_page_is_skipped_with_its_reason() {
    let missing = String::from_utf8(record("https://a.example/", "gone")).unwrap().replace("200 OK", "404 No");
    let image =
        String::from_utf8(record("https://a.example/", "GIF")).unwrap().replace("text/html; charset=utf-8", "image/gif; none=none xx");
    let items = file("a.warc", format!("{missing}{image}").as_bytes());
    assert_eq!(skips(&items), [&Skip::HttpStatus(404), &Skip::NotText("not text (image/gif)".to_owned())]);
}

#[test]
fn a_damaged_record_is_named_and_the_next_is_read() {
    let article = page("", BODY);
    let (first, second, third) =
        (record("https://a.example/1", &article), record("https://a.example/2", &article), record("https://a.example/3", &article));
    // A length that swallows the next record, one that stops too early, none at all, and noise between records.
    let text = String::from_utf8(second.clone()).unwrap();
    let length = text.split("Content-Length: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
    let with = |n: &str| text.replace(&format!("Content-Length: {length}"), &format!("Content-Length: {n}")).into_bytes();
    let grown = (length.parse::<usize>().unwrap() + 300).to_string();
    for (damaged, what) in [
        (with(&grown), "the record's length is not what it says"),
        (with("100"), "the record's length is not what it says"),
        (with("many"), "the record has no Content-Length that can be read"),
        (with("99999999999"), "the record is 99999999999 bytes long"),
        ([b"noise\r\n".to_vec(), vec![0; 100_000]].concat(), "no record starts where one should"),
    ] {
        let items = file("a.warc", &[first.clone(), damaged, third.clone()].concat());
        let short = short(&items);
        assert_eq!(short[0], "doc https://a.example/1");
        assert!(short.iter().any(|s| s.starts_with(&format!("fail record 2: {what}"))), "{short:?}");
        if !what.contains("bytes long") {
            assert_eq!(short.last().unwrap(), "doc https://a.example/3", "{what}: {short:?}");
        }
    }
    // A damaged member.
    let mut member = gz(&second);
    let n = member.len();
    member[n / 2] ^= 0x55;
    let short_of = |bytes: Vec<u8>| short(&file("a.warc.gz", &bytes));
    let items = short_of([gz(&first), member, gz(&third)].concat());
    assert_eq!((items[0].as_str(), items.last().unwrap().as_str()), ("doc https://a.example/1", "doc https://a.example/3"));
    assert!(items[1].starts_with("fail record 2: damaged gzip data"), "{items:?}");
    // Cut short, plain and compressed.
    let cut = [first.clone(), second[..second.len() / 2].to_vec()].concat();
    assert_eq!(short(&file("a.warc", &cut))[1], "fail record 2: the record is cut short; went on at the next record");
    let whole = gz(&second);
    assert!(short_of([gz(&first), whole[..whole.len() / 2].to_vec()].concat())[1].contains("the gzip data is cut short"));
    assert_eq!(
        short(&file("a.warc", b"nothing of the kind")),
        ["fail record 1: no record starts where one should; went on at the next record"]
    );
}

/// Bytes near a valid file: some changed, perhaps cut short.
fn mutated(valid: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (changes, any::<prop::sample::Index>(), any::<bool>()).prop_map(move |(changes, cut, do_cut)| {
        let mut bytes = valid.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if do_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        bytes
    })
}

fn crawl() -> Vec<u8> {
    [request(), record("https://a.example/1", &page("", BODY)), record("https://a.example/2", "<p>x")].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_by_any_name(bytes in prop::collection::vec(any::<u8>(), 0..300), name in prop::sample::select(vec!["a.html", "a.xml", "a.rss", "a.warc", "a.warc.gz", "a.json"])) {
        prop_assert!(!file(name, &bytes).is_empty());
    }

    #[test]
    fn damaged_pages_feeds_and_crawls(html in mutated(page(r#"<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "A."}</script>"#, BODY).into_bytes()),
        rss in mutated(RSS.as_bytes().to_vec()), warc in mutated(crawl()), members in mutated([gz(&crawl()), gz(&crawl())].concat())) {
        for (name, bytes) in [("a.html", html), ("a.rss", rss), ("a.warc", warc), ("a.warc.gz", members)] {
            let items = file(name, &bytes);
            for d in documents(&items) {
                let n = d.text.chars().count() as u32;
                prop_assert!(d.furniture.iter().all(|s| s.start < s.end && s.end <= n));
            }
        }
    }
}
