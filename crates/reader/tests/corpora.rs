//! Real corpora from the shared folder, where it is there.

mod common;

use chancery_model::{DateSource, Offsets};
use chancery_reader::Item;
use common::*;

#[test]
#[ignore = "not run: needs the shared data"]
fn the_brief_has_only_its_counters_and_headlines_marked() {
    let path = shared("seed/brief.txt");
    let items = files(&[path]);
    let d = documents(&items)[0];
    let offsets = Offsets::new(&d.text);
    let marked: Vec<&str> = d.furniture.iter().map(|s| &d.text[offsets.bytes(*s)]).collect();
    assert_eq!(marked.len(), 4);
    assert_eq!(marked[1..3], ["105", "2"]);
    assert_eq!(Some(marked[0]), d.title.as_deref());
    assert_eq!(marked[0], marked[3]);
    assert_eq!(d.language.as_deref(), Some("en"));
    assert_eq!(items.len(), 1);
}

#[test]
#[ignore = "not run: needs the shared data"]
fn three_corpora_are_read_whole() {
    for (path, stories, foreign) in [
        ("data/statedept_pr/statedept_press_releases_2021-2022.jsonl.gz", 1990, 0),
        ("data/wikinews/wikinews_2019-2021.jsonl.gz", 253, 0),
        // Three are the same declaration in Portuguese, Spanish and French.
        ("data/whitehouse_pr/whitehouse_releases_2021-2022.jsonl.gz", 2336, 3),
    ] {
        let path = shared(path);
        let items = files(&[path]);
        let documents = documents(&items);
        assert_eq!((documents.len(), failures(&items), skips(&items).len()), (stories, 0, foreign));
        assert!(documents.iter().all(|d| d.date_source == DateSource::Given && d.title.is_some() && d.url.as_deref() == Some(&d.id)));
        assert!(skips(&items).iter().all(|s| matches!(s, chancery_reader::Skip::NotEnglish(_))));
        // Furniture is little: lines, not paragraphs.
        let (all, marked) = documents.iter().fold((0usize, 0usize), |(a, m), d| {
            (a + d.text.chars().count(), m + d.furniture.iter().map(|s| (s.end - s.start) as usize).sum::<usize>())
        });
        assert!(marked * 100 < all * 4, "{marked} of {all} code points are furniture");
    }
}

/// Unpacks a folder of test files that comes as an archive.
fn unpacked(archive: std::path::PathBuf) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let done = std::process::Command::new("tar").arg("xzf").arg(archive).arg("-C").arg(dir.path()).status().unwrap();
    assert!(done.success());
    dir
}

#[test]
#[ignore = "not run: needs the shared data"]
fn real_crawls_good_and_bad() {
    let archive = shared("data/ingest_warc/warcio_test_data.tar.gz");
    let dir = unpacked(archive);
    let of = |name: &str| short(&files(&[dir.path().join("test/data").join(name)]));
    // The same capture, plain and compressed; the page says that it is for illustrative examples.
    assert!(of("example.warc")[0].starts_with("doc http://example.com/"), "{:?}", of("example.warc"));
    assert_eq!(of("example.warc"), of("example.warc.gz"));
    assert!(of("example-trunc.warc").iter().any(|s| s.starts_with("fail record")), "{:?}", of("example-trunc.warc"));
    // One gzip member for all its records: bad for who wants to seek in it, not for who reads it.
    assert_eq!(of("example-bad.warc.gz.bad"), ["doc http://example.com?example=1", "skip HTTP status 302"]);
    assert_eq!(of("example-bad-non-chunked.warc.gz"), ["doc http://example.com/"]);
    assert_eq!(of("example-digest.warc").len(), 1, "a crawl without a page says so: {:?}", of("example-digest.warc"));
    assert!(of("example-iana.org-chunked.warc").iter().all(|s| !s.starts_with("fail")), "{:?}", of("example-iana.org-chunked.warc"));
    assert!(of("example.arc")[0].starts_with("fail an ARC file"));
    assert_eq!(of("example-wget-bad-target-uri.warc.gz"), ["doc http://example.com/"], "the crawler's own log is no document");
    assert_eq!(of("example-resource.warc.gz").iter().filter(|s| s.starts_with("fail")).count(), 0, "{:?}", of("example-resource.warc.gz"));
    assert_eq!(of("post-test.warc.gz").first().map(String::as_str), Some("skip not text (application/json)"));
}

#[test]
#[ignore = "not run: needs the shared data"]
fn real_feeds() {
    for folder in ["data/ingest_rss/state_gov_raw", "data/ingest_rss/whitehouse_raw"] {
        let path = shared(folder);
        let items = files(&[path]);
        let documents = documents(&items);
        assert_eq!(failures(&items), 0);
        assert!(documents.len() >= 40, "{} entries in {folder}", documents.len());
        assert!(documents.iter().all(|d| d.date_source == DateSource::Feed && d.url.is_some()));
        assert!(documents.iter().filter(|d| d.text.contains("\n\n")).count() * 10 > documents.len() * 9, "paragraphs are kept");
        assert!(documents.iter().all(|d| !d.text.contains("</p>") && !d.text.contains("&#8217;")));
    }
}

#[test]
#[ignore = "not run: needs the shared data"]
fn odd_and_malformed_feeds_never_end_the_run() {
    let archive = shared("data/ingest_rss/feedparser_tests.tar.gz");
    let dir = unpacked(archive);
    let items = files(&[dir.path().join("tests")]);
    // Each file gives something, and most of what is well-formed gives its entries.
    let named: std::collections::BTreeSet<String> = items
        .iter()
        .map(|i| match i {
            Item::Document(d) => d.origin.input.clone(),
            Item::Skipped { origin, .. } => origin.input.clone(),
            Item::Failed(d) | Item::Message(d) => d.input.clone(),
        })
        .collect();
    let given = walkdir(&dir.path().join("tests"));
    assert_eq!(named.len(), given, "a file that gives nothing is lost silently");
    println!("{} items of {} files: {} documents, {} failures", items.len(), named.len(), documents(&items).len(), failures(&items));
    // Most of these files test one element and hold no story: those that do give it.
    assert!(documents(&items).len() >= 190, "{}", documents(&items).len());
    assert!(failures(&items) < 60, "{}", failures(&items));
}

fn walkdir(path: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path());
    entries.map(|p| if p.is_dir() { walkdir(&p) } else { 1 }).sum()
}
