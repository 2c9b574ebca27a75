//! A stored HTTP response: status, headers, and the body as the browser would have seen it.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::DOCUMENT_LIMIT;

/// A response, its body decoded from chunks and compression.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Media type in lower case without parameters; empty where none is given.
    pub(crate) media: String,
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Media type and charset of a `Content-Type`.
pub(crate) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|p| {
        let (name, value) = p.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media, charset)
}

/// Reads a response from the block of a record.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn response(block: &[u8]) -> Result<Response, String> {
    let end = find(block, b"\r\n\r\n").map(|i| (i, i + 4)).or_else(|| find(block, b"\n\n").map(|i| (i, i + 2)));
    // A response without a body may lack the blank line too.
    let (end, body) = end.unwrap_or((block.len(), block.len()));
    let head = String::from_utf8_lossy(&block[..end]);
    let mut lines = head.lines();
    let status = lines.next().filter(|l| l.starts_with("HTTP/")).and_then(|l| l.split_whitespace().nth(1)?.parse().ok());
    let Some(status) = status else { return Err("no HTTP response".to_owned()) };
    let headers: Vec<(&str, &str)> = lines.filter_map(|l| l.split_once(':')).map(|(n, v)| (n.trim(), v.trim())).collect();
    let header = |name: &str| headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| *v);
    let (media, charset) = content_type(header("content-type").unwrap_or(""));
    let mut body = block[body..].to_vec();
    if header("transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"))
        && let Some(whole) = unchunk(&body)
    {
        body = whole;
    }
    for coding in header("content-encoding").unwrap_or("").rsplit(',').map(|c| c.trim().to_ascii_lowercase()) {
        body = decompress(&coding, body)?;
    }
    Ok(Response { status, media, charset, body })
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|w| w == needle)
}

/// A chunked body in one piece; `None` where it is not chunked after all (crawlers unchunk and keep the header). What
/// is chunked and cut short gives the chunks there are.
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest, mut chunks) = (Vec::new(), body, 0);
    loop {
        let size = find(&rest[..rest.len().min(64)], b"\n").and_then(|end| {
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            Some((usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?, end + 1))
        });
        let Some((size, start)) = size else { return (chunks > 0).then_some(out) };
        rest = &rest[start..];
        if size == 0 {
            return Some(out);
        }
        let n = size.min(rest.len());
        out.extend_from_slice(&rest[..n]);
        rest = &rest[n..];
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        chunks += 1;
    }
}

fn decompress(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let limit = DOCUMENT_LIMIT as u64 + 1;
    let mut out = Vec::new();
    let read: io::Result<usize> = match coding {
        "" | "identity" => return Ok(body),
        // Crawlers decompress and keep the header, too.
        "gzip" | "x-gzip" if !body.starts_with(&[0x1f, 0x8b]) => return Ok(body),
        "gzip" | "x-gzip" => MultiGzDecoder::new(&body[..]).take(limit).read_to_end(&mut out),
        "deflate" => match ZlibDecoder::new(&body[..]).take(limit).read_to_end(&mut out) {
            Ok(n) => Ok(n),
            Err(_) => {
                out.clear();
                DeflateDecoder::new(&body[..]).take(limit).read_to_end(&mut out)
            }
        },
        // Not decoded: neither is text, so that text was stored decompressed.
        _ if std::str::from_utf8(&body).is_ok() => return Ok(body),
        other => return Err(format!("the page is compressed as {other}, which is not read")),
    };
    match read {
        Ok(_) if out.len() > DOCUMENT_LIMIT => {
            Err(format!("the page is longer than {} MiB, the limit for one document", DOCUMENT_LIMIT >> 20))
        }
        Ok(_) => Ok(out),
        Err(e) => Err(format!("the page's compressed data is damaged ({e})")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn chunks_and_gzip() {
        let gz = crate::gzip::tests::gz(b"<p>Peru signed.</p>");
        let chunked = [
            format!("{:x}\r\n", 5).as_bytes(),
            &gz[..5],
            b"\r\n",
            format!("{:X};x=y\r\n", gz.len() - 5).as_bytes(),
            &gz[5..],
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        let block = [&b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"utf-8\"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"[..], &chunked].concat();
        let r = response(&block).unwrap();
        assert_eq!(
            (r.status, r.media.as_str(), r.charset.as_deref(), &r.body[..]),
            (200, "text/html", Some("utf-8"), &b"<p>Peru signed.</p>"[..])
        );
        let kept = response(b"HTTP/1.1 404 Not Found\nTransfer-Encoding: chunked\nContent-Encoding: gzip\n\n<p>plain</p>").unwrap();
        assert_eq!((kept.status, &kept.body[..]), (404, &b"<p>plain</p>"[..]));
        assert!(response(b"nonsense").is_err());
    }

    proptest! {
        #[test]
        fn any_block_is_read(body in prop::collection::vec(any::<u8>(), 0..200), coding in prop::sample::select(vec!["gzip", "deflate", "br", ""])) {
            let _ = response(&body);
            let head = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {coding}\r\n\r\n");
            let _ = response(&[head.as_bytes(), &body].concat());
            let _ = response(&[head.as_bytes(), b"1f\r\n", &body].concat());
        }
    }
}
