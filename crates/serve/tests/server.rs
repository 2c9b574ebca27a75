//! The server as programs and browsers meet it, on a record of fiction.

mod common;

use axum::http::{Method, StatusCode};
use common::{Fiction, get, json};
use serde_json::{Value, json};

/// Addresses of every page, for a record of fiction.
async fn pages(f: &Fiction) -> Vec<String> {
    let mentions = json(f, "/api/v1/mentions").await;
    let mention = mentions["results"][0]["mention_id"].as_str().unwrap().to_owned();
    let event = json(f, "/api/v1/events").await["events"][0]["event_id"].as_str().unwrap().to_owned();
    let commitment = json(f, "/api/v1/ledger").await["results"][0]["id"].as_str().unwrap().to_owned();
    let plain = [
        "/",
        "/events",
        "/events?rule=mentions",
        "/events?show=map",
        "/events?rule=days&party=PER",
        "/dyad/PER/CHL",
        "/ledger",
        "/ledger?as_of=2031-03-02",
        "/country/PER",
        "/actor/country:PER",
        "/network",
        "/document/d1",
        "/document/d%2F2",
        "/review",
        "/corpus",
        "/documents",
        "/quality",
        "/codebook",
        "/search",
        "/search?q=boats",
        "/add",
        "/api",
    ];
    let mut all: Vec<String> = plain.iter().map(|s| (*s).to_owned()).collect();
    all.extend([format!("/mention/{mention}"), format!("/event/{event}"), format!("/commitment/{commitment}")]);
    all
}

#[tokio::test]
async fn every_page_is_made_and_has_its_twin() {
    let f = Fiction::new();
    for page in pages(&f).await {
        let html = get(&f, &page).await;
        assert_eq!(html.status, StatusCode::OK, "{page}: {}", html.text);
        assert!(html.text.contains("</html>"), "{page}");
        let policy = html.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{page}");
        assert!(!html.text.contains(" style=\"") && !html.text.contains("onclick"), "{page}: the policy forbids inline styles and scripts");
        assert_eq!((html.header("x-content-type-options"), html.header("referrer-policy")), ("nosniff", "no-referrer"), "{page}");
        if matches!(page.as_str(), "/add" | "/api") {
            continue;
        }
        let (path, query) = page.split_once('?').unwrap_or((&page, ""));
        let path = if path == "/" { "/start" } else { path };
        let twin = get(&f, &format!("{path}.json?{query}")).await;
        assert_eq!(twin.status, StatusCode::OK, "{page}: {}", twin.text);
        assert!(serde_json::from_str::<Value>(&twin.text).is_ok(), "{page}");
        let api = get(&f, &format!("/api/v1{path}?{query}")).await;
        assert_eq!(api.text, twin.text, "{page}");
    }
}

#[tokio::test]
async fn no_text_of_a_document_becomes_markup() {
    let f = Fiction::new();
    for page in ["/document/d3", "/events", "/events?rule=mentions", "/", "/search?q=%3Cscript%3E", "/documents", "/corpus"] {
        let html = get(&f, page).await;
        assert!(!html.text.contains("<script>alert"), "{page}");
    }
    assert!(get(&f, "/document/d3").await.text.contains("&lt;script&gt;"));
}

#[tokio::test]
async fn the_openapi_document_names_every_route_and_no_other() {
    let f = Fiction::new();
    let document = json(&f, "/api/v1/openapi.json").await;
    let mut told: Vec<String> = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            told.push(format!("{} {path}", method.to_uppercase()));
        }
    }
    let mut there: Vec<String> = Vec::new();
    for r in chancery_serve::route::ROUTES.iter().filter(|r| !r.api.is_empty() || matches!(r.path, "/healthz" | "/metrics")) {
        let path = if r.api.is_empty() { r.path } else { r.api };
        there.push(format!("{} {path}", r.method.as_str()));
        let twins = r.forms.iter().filter(|f| **f != chancery_serve::ask::Form::Json);
        there.extend(twins.map(|f| format!("GET {path}{}", f.ending())));
    }
    told.sort();
    there.sort();
    assert_eq!(told, there);
    // And every one of them answers, or says why not, in the one form of errors.
    for path in document["paths"].as_object().unwrap().keys().filter(|p| !p.contains('{')) {
        let answer = get(&f, path).await;
        let fine = answer.status == StatusCode::OK || answer.status == StatusCode::METHOD_NOT_ALLOWED;
        assert!(fine, "{path}: {} {}", answer.status, answer.text);
    }
}

#[tokio::test]
async fn errors_have_one_form() {
    let f = Fiction::new();
    for (path, status) in [
        ("/api/v1/nowhere", 404),
        ("/api/v1/mention/none", 404),
        ("/api/v1/events?status=perhaps", 400),
        ("/api/v1/events?since=yesterday", 400),
        ("/api/v1/events?limit=0", 400),
        ("/api/v1/events?after=zz", 400),
        ("/api/v1/mentions?confidence=2", 400),
        ("/api/v1/dyad/Peru/CHL", 400),
        ("/api/v1/ledger?state=kept", 400),
        ("/api/v1/search?after=00", 400),
    ] {
        let answer = get(&f, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        let error = serde_json::from_str::<Value>(&answer.text).unwrap();
        assert!(error["error"]["code"].is_string() && error["error"]["message"].is_string(), "{path}");
    }
    let page = f.send(Method::GET, "/mention/none", &[("accept", "text/html")], "").await;
    assert!(page.status == StatusCode::NOT_FOUND && page.text.contains("<html"));
}

#[tokio::test]
async fn counting_rules_and_facets() {
    let f = Fiction::new();
    let all = json(&f, "/api/v1/events").await;
    assert_eq!(all["counts"], json!({"events": 4, "mentions": 5, "sources": 2, "counted": 4}));
    let mentions = json(&f, "/api/v1/events?rule=mentions").await;
    assert_eq!((mentions["counts"]["counted"].as_u64(), mentions["mentions"].as_array().unwrap().len()), (Some(5), 5));
    let count = async |query: &str| json(&f, &format!("/api/v1/mentions?{query}")).await["results"].as_array().unwrap().len();
    assert_eq!(count("party=CHL").await, 5);
    assert_eq!(count("actor=CHL").await, 1);
    assert_eq!(count("event=AID&event=CONSULT").await, 4);
    assert_eq!(count("event=AID,CONSULT").await, 4);
    assert_eq!(count("pair=PER-CHL&status=future").await, 1);
    assert_eq!(count("since=2031-03-02&until=2031-03-03").await, 2);
    assert_eq!(count("source=Daily").await, 1);
    assert_eq!(count("context=military").await, 0);
    assert_eq!(count("document=d%2F2").await, 1);
    // A facet counts what each of its values would leave, whatever is chosen in it.
    let facet = |page: &Value, key: &str| page["facets"].as_array().unwrap().iter().find(|x| x["key"] == key).unwrap()["options"].clone();
    let types = facet(&json(&f, "/api/v1/events?event=AID").await, "event");
    let count = |v: &str| types.as_array().unwrap().iter().find(|o| o["value"] == v).map(|o| o["count"].as_u64().unwrap());
    assert_eq!((count("AID"), count("CONSULT")), (Some(2), Some(2)));
}

#[tokio::test]
async fn pages_of_a_list_meet_and_do_not_overlap() {
    let f = Fiction::new();
    for (path, key) in [
        ("/api/v1/mentions", "results"),
        ("/api/v1/events", "events"),
        ("/api/v1/events?rule=mentions", "mentions"),
        ("/api/v1/documents", "results"),
        ("/api/v1/ledger", "results"),
    ] {
        let join = if path.contains('?') { '&' } else { '?' };
        let whole = json(&f, path).await[key].as_array().unwrap().clone();
        let (mut pieces, mut next) = (Vec::new(), String::new());
        loop {
            let after = if next.is_empty() { String::new() } else { format!("&after={next}") };
            let page = json(&f, &format!("{path}{join}limit=1{after}")).await;
            pieces.extend(page[key].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(n) => next = n.to_owned(),
                None => break,
            }
        }
        assert_eq!(pieces, whole, "{path}");
    }
}

#[tokio::test]
async fn exports_hold_the_selection_in_every_form() {
    let f = Fiction::new();
    let lines = get(&f, "/events.jsonl?rule=mentions&party=CHL").await;
    assert_eq!(lines.text.lines().count(), 5);
    assert!(lines.header("content-disposition").contains("mentions.jsonl"));
    assert_eq!(get(&f, "/events.csv").await.text.lines().count(), 5);
    let parquet = f.bytes("/api/v1/mentions.parquet").await;
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    assert!(get(&f, "/ledger.csv").await.text.starts_with("id,"));
    assert!(get(&f, "/network.csv").await.text.contains("CHL,PER"));
    assert!(get(&f, "/dyad/PER/CHL.csv").await.text.contains("PER,CHL,"));
    assert_eq!(get(&f, "/documents.csv").await.text.lines().count(), 5);
}

#[tokio::test]
async fn an_unchanged_answer_costs_nothing_and_a_changed_one_is_seen() {
    let f = Fiction::new();
    let first = get(&f, "/events").await;
    let tag = first.header("etag").to_owned();
    let again = f.send(Method::GET, "/events", &[("if-none-match", &tag)], "").await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_ne!(get(&f, "/events?party=PER").await.header("etag"), tag);
    f.add(("d9", 9, "PER helped BOL", "helped", "AID", "Wire", "reported"));
    f.app.refresh_now().unwrap();
    let changed = f.send(Method::GET, "/events", &[("if-none-match", &tag)], "").await;
    assert_eq!(changed.status, StatusCode::OK);
    assert!(changed.text.contains("6 mentions"));
}

#[tokio::test]
async fn another_host_and_another_site_are_refused_on_loopback() {
    let f = Fiction::new();
    let other = f.send(Method::GET, "/events", &[("host", "evil.example")], "").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let body = r#"{"mention":"x","verdict":"accept"}"#;
    let cross = f.send(Method::POST, "/api/v1/review", &[("origin", "https://evil.example")], body).await;
    assert_eq!(cross.status, StatusCode::FORBIDDEN);
    let form = f.send(Method::POST, "/review", &[("content-type", "application/x-www-form-urlencoded")], "mention=x&verdict=accept").await;
    assert_eq!(form.status, StatusCode::FORBIDDEN, "a form without its token");
}

#[tokio::test]
async fn tokens_tell_readers_from_writers() {
    let f = Fiction::guarded();
    assert_eq!(get(&f, "/api/v1/events").await.status, StatusCode::UNAUTHORIZED);
    let page = f.send(Method::GET, "/events?party=PER", &[("accept", "text/html")], "").await;
    assert_eq!((page.status, page.header("location")), (StatusCode::SEE_OTHER, "/login?to=%2Fevents%3Fparty%3DPER"));
    assert_eq!(get(&f, "/healthz").await.status, StatusCode::OK);
    let [read, write] = f.tokens.clone().unwrap().map(|t| format!("Bearer {t}"));
    assert_eq!(f.send(Method::GET, "/api/v1/events", &[("authorization", &read)], "").await.status, StatusCode::OK);
    let id = f.mention().await;
    let body = json!({"mention": id, "verdict": "accept"}).to_string();
    assert_eq!(f.send(Method::POST, "/api/v1/review", &[("authorization", &read)], &body).await.status, StatusCode::FORBIDDEN);
    assert_eq!(f.send(Method::POST, "/api/v1/review", &[("authorization", &write)], &body).await.status, StatusCode::CREATED);

    let wrong = f.send(Method::POST, "/login", &[], "token=guess").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    let signed = f.send(Method::POST, "/login", &[], &format!("token={}&to=//evil.example", &write[7..])).await;
    assert_eq!((signed.status, signed.header("location")), (StatusCode::SEE_OTHER, "/"));
    let cookie = signed.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(signed.header("set-cookie").contains("SameSite=Strict"));
    assert_eq!(f.send(Method::GET, "/events", &[("cookie", &cookie)], "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_decision_is_kept_shown_and_taken_back() {
    let f = Fiction::new();
    let id = f.mention().await;
    let waiting = async || json(&f, "/api/v1/review").await["waiting"].as_u64().unwrap();
    assert_eq!(waiting().await, 5);
    let page = get(&f, "/review").await;
    let csrf = page.text.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = format!(
        "csrf={csrf}&mention={id}&verdict=correct&event=AGREE&of=AID&status=future&actor=PER&recipient=BOL&then=%2Freview%3Fskip%3D0"
    );
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", "http://localhost")];
    let done = f.send(Method::POST, "/review", &headers, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(waiting().await, 4);
    let corrected = json(&f, "/api/v1/mentions?reviewed=corrected").await["results"][0].clone();
    assert_eq!(
        (corrected["event"].as_str(), corrected["of"].as_str(), corrected["recipient"][0]["country"].as_str()),
        (Some("AGREE"), Some("AID"), Some("BOL"))
    );
    let number = done.header("location").split("undo=").nth(1).unwrap().to_owned();
    let undone = f.send(Method::POST, "/review", &headers, &format!("csrf={csrf}&undo={number}&then=%2Freview")).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert_eq!((waiting().await, json(&f, "/api/v1/mentions?reviewed=corrected").await["results"].as_array().unwrap().len()), (5, 0));
    let bad = format!("csrf={csrf}&mention={id}&verdict=correct&event=CONSULT&mode=arrest");
    assert_eq!(f.send(Method::POST, "/review", &headers, &bad).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_document_posted_is_coded_and_kept_once() {
    let f = Fiction::new();
    let story =
        json!({"id": "p1", "date": "2031-04-02", "title": "Treaty", "text": "Peru and Chile signed a fishing treaty in Lima on Monday."})
            .to_string();
    let coded = f.send(Method::POST, "/api/v1/code", &[], &story).await;
    let coded: Value = serde_json::from_str(&coded.text).unwrap();
    assert_eq!(coded["results"][0]["outcome"], "coded");
    assert!(!coded["results"][0]["mentions"].as_array().unwrap().is_empty());
    assert_eq!(get(&f, "/document/p1").await.status, StatusCode::NOT_FOUND);
    for outcome in ["added", "unchanged"] {
        let kept = f.send(Method::POST, "/api/v1/documents", &[], &story).await;
        let kept: Value = serde_json::from_str(&kept.text).unwrap();
        assert_eq!(kept["results"][0]["outcome"], outcome);
    }
    f.app.refresh_now().unwrap();
    assert!(get(&f, "/document/p1").await.text.contains("fishing treaty"));
    assert_eq!(f.send(Method::POST, "/api/v1/documents", &[], "").await.status, StatusCode::BAD_REQUEST);
    let large = "a ".repeat(2 << 20);
    assert_eq!(f.send(Method::POST, "/api/v1/documents", &[], &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(f.send(Method::DELETE, "/api/v1/documents", &[], "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_country_or_region_is_never_a_dot() {
    let f = Fiction::new();
    let map = json(&f, "/api/v1/events?show=map").await["map"].clone();
    assert_eq!(map["towns"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect::<Vec<_>>(), ["Lima"]);
    assert_eq!(map["countries"][0]["country"], "CHL");
    let page = get(&f, "/events?show=map").await;
    assert_eq!(page.text.matches("<circle").count(), 1);
    assert!(page.text.contains("Natural Earth"));
}

#[tokio::test]
async fn counters_count() {
    let f = Fiction::new();
    get(&f, "/events").await;
    get(&f, "/nowhere").await;
    let text = get(&f, "/metrics").await.text;
    assert!(text.contains("chancery_record_mentions 5\n") && text.contains("chancery_responses_total{class=\"4xx\"} 1\n"), "{text}");
}
