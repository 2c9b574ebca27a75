//! Against a server of the test's own on loopback.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use chancery_reader::Item;
use chancery_watch::{Feed, Fetcher, State, article, poll};
use jiff::Timestamp;

/// A server that gives one answer after another; what it was asked is kept.
fn server(answers: Vec<String>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = asked.clone();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request: Vec<String> = lines.map(Result::unwrap).take_while(|l| !l.is_empty()).collect();
            kept.lock().unwrap().push(request.join("\n"));
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, asked)
}

fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><link>http://news.example</link>
<description>fiction</description><item><guid>one</guid><title>A loan of boats</title><link>LINK</link>
<pubDate>Fri, 05 Apr 2024 10:00:00 GMT</pubDate><description>Peru will lend Chile two patrol boats, its minister said on Friday.</description></item></channel></rss>"#;

fn feed(url: String) -> Feed {
    Feed { url, name: None, every: Duration::from_secs(900), articles: false }
}

fn now() -> Timestamp {
    "2024-04-05T12:00:00Z".parse().unwrap()
}

#[test]
fn only_what_changed_is_asked_for() {
    let (url, asked) = server(vec![
        answer("200 OK\r\nETag: \"v1\"\r\nLast-Modified: Fri, 05 Apr 2024 11:00:00 GMT\r\nCache-Control: public, max-age=3600", RSS),
        "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_owned(),
    ]);
    let (feed, mut state, mut fetcher) = (feed(url), State::default(), Fetcher::new(Duration::ZERO));
    let first = poll(&feed, &mut state, &mut fetcher, now());
    let [Item::Document(d)] = &first.items[..] else { panic!("{first:?}") };
    assert_eq!((d.id.as_str(), d.source.as_deref(), d.origin.input.as_str()), ("one", Some("Example Wire"), feed.url.as_str()));
    // The server's wish for an hour is longer than a quarter of one.
    assert_eq!(state.due.unwrap().duration_since(now()).as_secs(), 3600);
    // A state that was kept as JSON is the same state.
    let mut state: State = serde_json::from_str(&serde_json::to_string(&state).unwrap()).unwrap();
    let second = poll(&feed, &mut state, &mut fetcher, now());
    assert!(second.unchanged && second.items.is_empty() && second.failure.is_none());
    let asked = asked.lock().unwrap();
    assert!(!asked[0].to_lowercase().contains("if-none-match"));
    let again = asked[1].to_lowercase();
    assert!(again.contains("if-none-match: \"v1\"") && again.contains("if-modified-since: fri, 05 apr 2024"), "{again}");
    assert!(again.contains("user-agent: chancery/"), "{again}");
}

#[test]
fn a_failing_server_is_left_alone_for_longer() {
    let (url, _) =
        server(vec![answer("503 Service Unavailable\r\nRetry-After: 7200", ""), answer("404 Not Found", ""), answer("200 OK", RSS)]);
    let (feed, mut state, mut fetcher) = (feed(url), State::default(), Fetcher::new(Duration::ZERO));
    let busy = poll(&feed, &mut state, &mut fetcher, now()).failure.unwrap();
    assert!(busy.to_string().contains("503") && busy.input == feed.url, "{busy}");
    assert_eq!(state.due.unwrap().duration_since(now()).as_secs(), 7200);
    assert!(poll(&feed, &mut state, &mut fetcher, now()).failure.unwrap().to_string().contains("404"));
    assert_eq!((state.failures, state.due.unwrap().duration_since(now()).as_secs()), (2, 3600));
    assert_eq!(poll(&feed, &mut state, &mut fetcher, now()).items.len(), 1);
    assert_eq!(state.failures, 0);
    let (url, _) = server(vec![answer("200 OK", "<!DOCTYPE html><html><body><p>Sign in to read on.</p></body></html>")]);
    let login = poll(&Feed { url, ..feed.clone() }, &mut State::default(), &mut fetcher, now());
    assert!(login.items.is_empty() && login.failure.unwrap().to_string().contains("no feed"));
    let gone = Feed { url: "http://127.0.0.1:9/none".into(), ..feed };
    assert!(poll(&gone, &mut state, &mut fetcher, now()).failure.is_some());
}

#[test]
fn the_page_stands_in_for_the_entry() {
    let text =
        "Peru will lend Chile two patrol boats for the southern summer, the defence minister told reporters in Lima on Friday. ".repeat(4);
    let page = format!(
        "<html lang=\"en\"><head><title>x</title></head><body><article><h1>A loan</h1><p>{text}</p><p>{text}</p></article></body></html>"
    );
    let (pages, _) = server(vec![answer("200 OK\r\nContent-Type: text/html", &page)]);
    let (url, _) = server(vec![answer("200 OK", &RSS.replace("LINK", &pages))]);
    let mut fetcher = Fetcher::new(Duration::ZERO);
    let polled = poll(&feed(url), &mut State::default(), &mut fetcher, now());
    let [Item::Document(entry)] = &polled.items[..] else { panic!("{polled:?}") };
    let full = article(entry, &mut fetcher).unwrap();
    assert!(full.text.contains("southern summer"), "{}", full.text);
    assert_eq!((full.id.as_str(), full.title.as_deref(), full.date), ("one", Some("A loan of boats"), entry.date));
    let without = chancery_model::Document { url: None, ..entry.clone() };
    assert!(article(&without, &mut fetcher).unwrap_err().to_string().contains("links to no page"));
}

#[test]
fn two_requests_to_one_host_have_a_pause_between_them() {
    let (url, _) = server(vec![answer("200 OK", RSS), answer("200 OK", RSS)]);
    let mut fetcher = Fetcher::new(Duration::from_millis(300));
    let begun = Instant::now();
    poll(&feed(url.clone()), &mut State::default(), &mut fetcher, now());
    poll(&feed(url), &mut State::default(), &mut fetcher, now());
    assert!(begun.elapsed() >= Duration::from_millis(300));
}
