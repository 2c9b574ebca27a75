//! From a request to its answer: who asks, which route, within which limits, with which headers.

use std::{
    io::{self, Write},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use sha2::{Digest, Sha256};
use tokio::{runtime::Handle, sync::mpsc, task::spawn_blocking, time::timeout};

use crate::{
    Query,
    access::{cookie, foreign},
    app::{App, LIMITS},
    ask::{Ask, Form, Out, Reply, Stream, day_of},
    assets,
    failure::Failure,
    page,
    route::{self, Found},
};

/// Everything comes from here, nothing is inline, nobody may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Answers a request.
pub async fn answer(State(app): State<Arc<App>>, request: Request) -> Response {
    let started = Instant::now();
    let head_only = request.method() == Method::HEAD;
    let wants_html = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|a| a.contains("text/html"));
    let api = request.uri().path().starts_with("/api/") || !wants_html;
    let place = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let answered = match timeout(LIMITS.time, respond(app.clone(), request)).await {
        Ok(answered) => answered,
        Err(_) => Err(Failure::slow("The request and its answer took longer than 10 seconds.")),
    };
    let mut response = answered.unwrap_or_else(|f| failed(&f, api, &place));
    if head_only {
        *response.body_mut() = Body::empty();
    }
    let headers = response.headers_mut();
    let mut set = |name: header::HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    app.metrics.answered(response.status().as_u16(), started.elapsed());
    response
}

async fn respond(app: Arc<App>, request: Request) -> Result<Response, Failure> {
    let (head, body) = request.into_parts();
    let path = head.uri.path();
    let method = if head.method == Method::HEAD { Method::GET } else { head.method.clone() };
    if let Some(asset) = path.strip_prefix("/assets/") {
        return assets::answer(asset, &head.headers).ok_or_else(Failure::no_page);
    }
    let Found { route, form, params, place } = route::find(&method, path)?;
    let now = (app.clock)();
    let who = match app.access.who(&head.headers, now) {
        Ok(who) => who,
        Err(e) if route.open && e.status == StatusCode::UNAUTHORIZED => page::login::stranger(),
        Err(e) => return Err(e),
    };
    if method != Method::GET && foreign(&head.headers) {
        return Err(Failure::forbidden("The request comes from another site."));
    }
    let query = Query::parse(head.uri.query().unwrap_or_default());
    let view = app.view();
    let start = route.path == "/" && form == Form::Html;
    let (last_visit, keep) = if start { last_visit(&head.headers, now) } else { (None, String::new()) };
    let keep = Some(keep).filter(|k| !k.is_empty());
    // Everything that an answer depends on.
    let tag = (method == Method::GET && route.cached).then(|| {
        let parts = [
            env!("CARGO_PKG_VERSION"),
            &format!("{} {} {}", view.version, view.decisions, day_of(now)),
            place.as_str(),
            form.ending(),
            &query.to_string(),
            who.name.as_deref().unwrap_or_default(),
            &who.csrf,
            &last_visit.map(|v| v.to_string()).unwrap_or_default(),
        ];
        format!("\"{}\"", short_hash(&parts))
    });
    if let Some(tag) = &tag {
        let same = head
            .headers
            .get(header::IF_NONE_MATCH)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.split(',').any(|t| t.trim().trim_start_matches("W/") == tag));
        if same {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            put(response.headers_mut(), header::ETAG, tag);
            return Ok(response);
        }
        if let Some(page) = app.cache.get(tag) {
            return Ok(whole(StatusCode::OK, form.media(), page, keep, Some(tag)));
        }
    }
    let mut _making = None;
    if let Some(tag) = tag.as_ref().filter(|_| matches!(form, Form::Html | Form::Json)) {
        _making = Some(app.cache.making(tag).await);
        if let Some(page) = app.cache.get(tag) {
            return Ok(whole(StatusCode::OK, form.media(), page, keep, Some(tag)));
        }
    }
    let body = if method == Method::GET { Bytes::new() } else { read(body).await? };
    let permit = match route.heavy || matches!(form, Form::Csv | Form::Jsonl | Form::Parquet) {
        true => match timeout(Duration::from_secs(3), app.heavy.clone().acquire_owned()).await {
            Ok(Ok(permit)) => Some(permit),
            _ => return Err(Failure::busy()),
        },
        false => None,
    };
    let turn = app.turns.clone().acquire_owned().await.map_err(|_| Failure::busy())?;
    let store = app.pool.read()?;
    let stop = store.interrupter();
    let ask =
        Ask { app: app.clone(), view, store, route, path: params, place, query, form, who, headers: head.headers, body, now, last_visit };
    let work = spawn_blocking(move || {
        let reply = (ask.route.run)(&ask);
        drop(turn);
        reply
    });
    let reply = match timeout(LIMITS.query, work).await {
        Ok(Ok(reply)) => reply?,
        Ok(Err(_)) => return Err(Failure::fault("The page could not be made; please report the address.")),
        Err(_) => {
            stop.interrupt();
            return Err(Failure::slow("The question took longer than 8 seconds; ask for less."));
        }
    };
    Ok(match reply {
        Reply::Whole { status, media, body, cookie } => {
            if let Some(tag) = tag.clone().filter(|_| status == StatusCode::OK && cookie.is_none()) {
                app.cache.put(tag, body.clone());
            }
            whole(status, media, body, cookie.or(keep), tag.as_deref())
        }
        Reply::Elsewhere { to, cookie } => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::SEE_OTHER;
            put(response.headers_mut(), header::LOCATION, &to);
            if let Some(cookie) = cookie {
                put(response.headers_mut(), header::SET_COOKIE, &cookie);
            }
            response
        }
        Reply::Streamed { form, name, write } => streamed(form, &name, write, permit, tag.as_deref()),
    })
}

fn put(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn whole(status: StatusCode, media: &'static str, body: Bytes, cookie: Option<String>, tag: Option<&str>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    put(headers, header::CONTENT_TYPE, media);
    // Kept by the browser, asked for again each time: the tag makes that cheap.
    put(headers, header::CACHE_CONTROL, "private, no-cache");
    if let Some(tag) = tag {
        put(headers, header::ETAG, tag);
    }
    if let Some(cookie) = cookie {
        put(headers, header::SET_COOKIE, &cookie);
    }
    response
}

/// The body, within the limit.
async fn read(body: Body) -> Result<Bytes, Failure> {
    to_bytes(body, LIMITS.body).await.map_err(|e| {
        let large = std::error::Error::source(&e).is_some_and(|s| s.to_string().contains("length limit"));
        if large { Failure::large(LIMITS.body) } else { Failure::bad("The body could not be read.") }
    })
}

fn failed(failure: &Failure, api: bool, place: &str) -> Response {
    if failure.status == StatusCode::UNAUTHORIZED && !api {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SEE_OTHER;
        let mut query = Query::default();
        query.push("to", place);
        put(response.headers_mut(), header::LOCATION, &query.on("/login"));
        return response;
    }
    let (media, body) = match api {
        true => (Form::Json.media(), failure.json().to_string()),
        false => (Form::Html.media(), page::failed(failure)),
    };
    let mut response = whole(failure.status, media, body.into(), None, None);
    if failure.status == StatusCode::UNAUTHORIZED {
        put(response.headers_mut(), header::WWW_AUTHENTICATE, "Bearer");
    }
    if failure.status == StatusCode::SERVICE_UNAVAILABLE {
        put(response.headers_mut(), header::RETRY_AFTER, "3");
    }
    response
}

fn short_hash(parts: &[&str]) -> String {
    let mut h = Sha256::new();
    for p in parts {
        h.update((p.len() as u64).to_le_bytes());
        h.update(p.as_bytes());
    }
    h.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// The records are written on a thread of their own, which waits for the reader; one that stands still for long is left.
fn streamed(form: Form, name: &str, write: Stream, permit: impl Send + 'static, tag: Option<&str>) -> Response {
    let (send, receive) = mpsc::channel(8);
    let handle = Handle::current();
    spawn_blocking(move || {
        let _permit = permit;
        let pipe = Pipe { send: send.clone(), handle: handle.clone() };
        let out: Out = Box::new(io::BufWriter::with_capacity(64 << 10, pipe));
        if let Err(f) = write(out) {
            // The reader sees the connection break, not a file that looks whole.
            let _ = handle.block_on(timeout(STILL, send.send(Err(io::Error::other(f.message)))));
        }
    });
    let mut response = Response::new(Body::from_stream(Chunks(receive)));
    let headers = response.headers_mut();
    put(headers, header::CONTENT_TYPE, form.media());
    put(headers, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
    put(headers, header::CACHE_CONTROL, "private, no-cache");
    if let Some(tag) = tag {
        put(headers, header::ETAG, tag);
    }
    response
}

/// How long a reader of a stream may stand still.
const STILL: Duration = Duration::from_secs(20);

struct Pipe {
    send: mpsc::Sender<io::Result<Bytes>>,
    handle: Handle,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.handle.block_on(timeout(STILL, self.send.send(Ok(Bytes::copy_from_slice(bytes)))));
        match sent {
            Ok(Ok(())) => Ok(bytes.len()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Chunks(mpsc::Receiver<io::Result<Bytes>>);

impl futures_core::Stream for Chunks {
    type Item = io::Result<Bytes>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// The moment of the last visit but this one, and the cookie that keeps it: a visit ends with half an hour of silence.
pub fn last_visit(headers: &HeaderMap, now: jiff::Timestamp) -> (Option<jiff::Timestamp>, String) {
    let second = |text: &str| text.parse().ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
    let (before, current) = match cookie(headers, "visits").and_then(|c| c.split_once('.')) {
        Some((a, b)) => (second(a), second(b)),
        None => (None, None),
    };
    let ended = current.is_some_and(|c| now.duration_since(c) > jiff::SignedDuration::from_mins(30));
    let before = if ended { current } else { before };
    let keep = before.map_or(0, |b| b.as_second());
    (
        before.filter(|b| b.as_second() > 0),
        format!("visits={keep}.{}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", now.as_second()),
    )
}
