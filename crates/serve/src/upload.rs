//! Forms as browsers send them: urlencoded, or in parts with a file.

use axum::{
    body::Bytes,
    http::{HeaderMap, header},
};

use crate::{Query, failure::Failure};

/// A form.
#[derive(Debug, Default)]
pub struct Form {
    /// Its fields.
    pub fields: Query,
    /// Its file.
    pub file: Option<Vec<u8>>,
}

/// Reads the body of a form.
pub fn read(headers: &HeaderMap, body: &Bytes) -> Result<Form, Failure> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !media.starts_with("multipart/form-data") {
        return Ok(Form { fields: Query::parse(&String::from_utf8_lossy(body)), file: None });
    }
    let boundary = media.split(';').find_map(|p| p.trim().strip_prefix("boundary=")).map(|b| b.trim_matches('"'));
    let boundary = boundary.ok_or_else(|| Failure::bad("The form has no boundary."))?;
    parts(body, boundary).ok_or_else(|| Failure::bad("The form cannot be read."))
}

/// The parts between the boundaries (RFC 7578). The body is in memory, within its limit, so no streaming is needed.
fn parts(body: &[u8], boundary: &str) -> Option<Form> {
    let mark = [b"\r\n--", boundary.as_bytes()].concat();
    // The first boundary has no line break before it.
    let body = [b"\r\n", body].concat();
    let mut form = Form::default();
    let mut at = find(&body, &mark)? + mark.len();
    while !body[at..].starts_with(b"--") {
        let head_end = at + find(&body[at..], b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&body[at..head_end]).into_owned();
        let start = head_end + 4;
        // An empty part's line break is the one before the boundary.
        let end = start - 2 + find(&body[start - 2..], &mark)?;
        let content = body.get(start..end.max(start))?;
        let disposition = head.lines().find(|l| l.to_ascii_lowercase().starts_with("content-disposition:"))?;
        let value =
            |key: &str| disposition.split(';').find_map(|p| p.trim().strip_prefix(key)?.strip_prefix('=').map(|v| v.trim_matches('"')));
        match value("filename") {
            Some(_) => form.file = Some(content.to_vec()).filter(|c| !c.is_empty()).or(form.file),
            None => form.fields.push(value("name")?, String::from_utf8_lossy(content)),
        }
        at = end + mark.len();
    }
    Some(form)
}

fn find(body: &[u8], what: &[u8]) -> Option<usize> {
    body.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_a_file() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nA – b\r\n--x\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nline\r\nline\r\n--x--\r\n";
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, "multipart/form-data; boundary=x".parse().unwrap())]);
        let form = read(&headers, &Bytes::from(body)).unwrap();
        assert_eq!((form.fields.get("title"), form.fields.get("empty")), (Some("A – b"), None));
        assert_eq!(form.file.as_deref(), Some(&b"line\r\nline"[..]));
        assert!(read(&headers, &Bytes::from("--x\r\nnonsense")).is_err());
    }
}
