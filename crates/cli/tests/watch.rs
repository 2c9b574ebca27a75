//! `chancery watch` against a server of the test's own on loopback.

mod common;
use common::*;

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    thread,
};

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><link>http://news.example</link>
<description>fiction</description>
<item><guid>one</guid><title>A loan of boats</title><pubDate>Fri, 05 Apr 2024 10:00:00 GMT</pubDate><description>Peru will lend Chile two patrol boats, its minister said on Friday.</description></item>
<item><guid>two</guid><title>Thanks</title><pubDate>Fri, 05 Apr 2024 11:00:00 GMT</pubDate><description>Chile thanked Peru for the boats on Friday.</description></item>
</channel></rss>"#;

/// A server that answers every request with the feed, and /gone with an error.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request: Vec<String> = lines.map(Result::unwrap).take_while(|l| !l.is_empty()).collect();
            let (status, body) = if request[0].contains("/gone") { ("404 Not Found", "") } else { ("200 OK", FEED) };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    address
}

#[test]
fn each_entry_is_coded_once_and_a_feed_only_when_due() {
    let url = serve();
    let dir = folder(&[("feeds.toml", format!("[[feed]]\nurl = \"{url}/rss\"\nname = \"Wire\"\n").as_bytes())]);
    let once = || chancery(dir.path(), &["watch", "--once", "--db", "r.db", "feeds.toml"]);
    let first = once();
    assert_eq!((first.adds_up().count("coded"), first.code), (2, 0), "{}", first.err);
    let kept = chancery(dir.path(), &["mentions", "--db", "r.db", "--format", "jsonl"]).out;
    assert!(kept.lines().count() >= 2 && kept.contains("\"source\":\"Wire\""), "{kept}");
    // Not due again for a quarter of an hour: nobody is asked.
    assert_eq!(once().adds_up().count("in"), 0);
}

#[test]
fn one_failing_feed_does_not_stop_the_others() {
    let url = serve();
    let toml = format!("[[feed]]\nurl = \"{url}/gone\"\n[[feed]]\nurl = \"{url}/rss\"\n");
    let dir = folder(&[("feeds.toml", toml.as_bytes()), ("bad.toml", b"[[feed]]\nurl = 3\n")]);
    let run = chancery(dir.path(), &["watch", "--once", "--db", "r.db", "feeds.toml"]);
    assert_eq!((run.adds_up().count("coded"), run.count("failed"), run.code), (2, 1, 2), "{}", run.err);
    assert!(run.err.contains("/gone") && run.err.contains("404"), "{}", run.err);
    let bad = chancery(dir.path(), &["watch", "--once", "--db", "r.db", "bad.toml"]);
    assert!(bad.code == 2 && bad.err.contains("bad.toml") && bad.err.contains("line 2"), "{}", bad.err);
    assert_eq!(chancery(dir.path(), &["watch", "--once", "--db", "r.db", "none.toml"]).code, 2);
}
