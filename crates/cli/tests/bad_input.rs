//! Bad input: a message that names the place, the rest still coded, exit code 2.

mod common;
use common::*;

const GOOD: &str = r#"{"id":"good","date":"2023-03-14","text":"Peru and Chile signed a fishing treaty in Lima on Monday."}"#;

/// Runs `code` over the files and checks that the good story was coded, that the message holds `says`, and exit code 2.
fn rest_is_done(files: &[(&str, &[u8])], says: &[&str]) -> Run {
    let mut all: Vec<(&str, &[u8])> = files.to_vec();
    all.push(("zz-good.jsonl", GOOD.as_bytes()));
    let dir = folder(&all);
    let run = chancery(dir.path(), &["code", "."]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.out.contains("\"good\""), "the rest was not coded: {} {}", run.out, run.err);
    for s in says {
        assert!(run.err.contains(s), "'{s}' is not in:\n{}", run.err);
    }
    run.adds_up();
    assert!(run.count("failed") >= 1);
    run
}

#[test]
fn a_bad_json_line_is_named_and_the_others_are_coded() {
    let text = format!("{}\nnot json\n{}", STORIES.lines().next().unwrap(), STORIES.lines().nth(1).unwrap());
    let run = rest_is_done(&[("a.jsonl", text.as_bytes())], &["a.jsonl", "line 2"]);
    assert_eq!(run.count("coded"), 3);
}

#[test]
fn a_truncated_gzip_keeps_what_was_read() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let mut long = String::new();
    for n in 0..400 {
        // Random-looking words, so that the cut loses a part only.
        let noise: String = (0..60).map(|k| char::from(b'a' + ((n * 7919 + k * 104_729 + n * k) % 26) as u8)).collect();
        long.push_str(&format!("{{\"id\":\"s{n}\",\"text\":\"Peru signed a treaty with Chile. {noise}\"}}\n"));
    }
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    gz.write_all(long.as_bytes()).unwrap();
    let bytes = gz.finish().unwrap();
    let run = rest_is_done(&[("a.jsonl.gz", &bytes[..bytes.len() / 2])], &["a.jsonl.gz"]);
    assert!(run.count("coded") > 10, "{}", run.err);
}

#[test]
fn a_line_of_fifty_megabytes_is_refused_and_the_next_one_coded() {
    let mut text = format!("{{\"id\":\"long\",\"text\":\"{}\"}}\n", "a ".repeat(25_000_000)).into_bytes();
    text.extend_from_slice(GOOD.as_bytes());
    let dir = folder(&[("a.jsonl", &text)]);
    let run = chancery(dir.path(), &["code", "a.jsonl"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("line 1"), "{}", run.err);
    assert!(run.out.contains("\"good\""));
}

#[test]
fn invalid_utf8_in_a_line_is_no_end() {
    let mut text = b"{\"id\":\"x\",\"text\":\"Peru \xff\xfe signed.\"}\n".to_vec();
    text.extend_from_slice(GOOD.as_bytes());
    let dir = folder(&[("a.jsonl", &text)]);
    let run = chancery(dir.path(), &["code", "a.jsonl"]);
    assert!(run.out.contains("\"good\""), "{}", run.err);
    run.adds_up();
}

#[test]
fn an_html_page_without_an_article_is_told() {
    let dir = folder(&[("a.html", b"<html><body><a href=x>Home</a></body></html>"), ("b.jsonl", GOOD.as_bytes())]);
    let run = chancery(dir.path(), &["code", "."]);
    assert!(run.out.contains("\"good\""));
    run.adds_up();
    assert_eq!(run.count("coded"), 1);
    assert_eq!(run.count("skipped") + run.count("failed"), 1, "{}", run.err);
}

#[test]
fn an_empty_file_is_counted() {
    let dir = folder(&[("a.txt", b""), ("b.jsonl", GOOD.as_bytes())]);
    let run = chancery(dir.path(), &["code", "."]);
    assert_eq!(run.adds_up().count("in"), 2, "{}", run.err);
}

#[test]
fn a_missing_file_is_named_and_the_rest_done() {
    let dir = folder(&[("b.jsonl", GOOD.as_bytes())]);
    let run = chancery(dir.path(), &["code", "nowhere.jsonl", "b.jsonl"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("nowhere.jsonl"), "{}", run.err);
    assert!(run.out.contains("\"good\""));
}

#[test]
fn a_damaged_feed_and_a_damaged_archive_are_told() {
    rest_is_done(&[("a.rss", b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>x</title><item><title>cut")], &["a.rss"]);
    rest_is_done(&[("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90000\r\n\r\nHTTP/1.1 200 OK")], &["a.warc"]);
}

#[test]
fn wrong_usage_is_exit_code_1() {
    let dir = folder(&[]);
    for args in [&["code"][..], &["nonsense"], &["mentions", "--status", "perhaps"], &["mentions", "--db", "none.db"]] {
        assert_eq!(chancery(dir.path(), args).code, 1, "{args:?}");
    }
}

#[test]
fn a_file_that_is_no_record_is_refused_in_words() {
    let dir = folder(&[("a.db", b"this is no database, whatever its name says, and long enough to look at")]);
    let run = chancery(dir.path(), &["mentions", "--db", "a.db"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("a.db"), "{}", run.err);
}

#[test]
fn an_output_never_destroys_an_input_or_what_stood_there() {
    let dir = folder(&[("a.jsonl", STORIES.as_bytes()), ("keep.jsonl", b"kept\n")]);
    let run = chancery(dir.path(), &["code", "a.jsonl", "-o", "a.jsonl"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("is an input"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(dir.path().join("a.jsonl")).unwrap(), STORIES);
    let run = chancery(dir.path(), &["code", "missing.txt", "-o", "keep.jsonl"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(std::fs::read_to_string(dir.path().join("keep.jsonl")).unwrap(), "kept\n");
    let run = chancery(dir.path(), &["code", "a.jsonl", "-o", "keep.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(std::fs::read_to_string(dir.path().join("keep.jsonl")).unwrap().starts_with("{\"mention_id\""));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2, "nothing half-written stays");
}

#[test]
fn what_is_allowed_is_said() {
    let dir = folder(&[]);
    let run = chancery(dir.path(), &["mentions", "--event", "FOO"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("AGREE, CONSULT"), "{}", run.err);
}

#[test]
fn files_to_compare_or_ask_that_are_not_there_are_told() {
    let dir = folder(&[("empty.jsonl", b"")]);
    for args in [["eval", "nope.jsonl"], ["relate", "nope.jsonl"], ["eval", "empty.jsonl"]] {
        let run = chancery(dir.path(), &args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(args[1]) && run.err.contains("check the path"), "{args:?}: {}", run.err);
    }
}
