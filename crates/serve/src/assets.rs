//! The style sheet and the scripts, carried by the program.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use chancery_model::content_hash;

/// Name, content type, content.
const ASSETS: &[(&str, &str, &str)] = &[
    ("style.css", "text/css; charset=utf-8", include_str!("../assets/style.css")),
    ("theme.js", "text/javascript; charset=utf-8", include_str!("../assets/theme.js")),
    ("page.js", "text/javascript; charset=utf-8", include_str!("../assets/page.js")),
    ("brush.js", "text/javascript; charset=utf-8", include_str!("../assets/brush.js")),
    ("review.js", "text/javascript; charset=utf-8", include_str!("../assets/review.js")),
    ("add.js", "text/javascript; charset=utf-8", include_str!("../assets/add.js")),
    ("icon.svg", "image/svg+xml", include_str!("../assets/icon.svg")),
];

/// The file of this name.
pub fn answer(name: &str, headers: &HeaderMap) -> Option<Response> {
    let (_, media, content) = ASSETS.iter().find(|(n, ..)| *n == name)?;
    let tag = format!("\"{}\"", content_hash(&[content]));
    let same = headers.get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes());
    let mut response = Response::new(if same { Body::empty() } else { Body::from(*content) });
    if same {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    out.insert(header::ETAG, HeaderValue::from_str(&tag).ok()?);
    Some(response)
}
