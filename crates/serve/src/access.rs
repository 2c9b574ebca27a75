//! Who may read and write. On loopback everybody who reaches the address; elsewhere those who hold a token.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// What a token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rights {
    /// Every page and question.
    Read,
    /// Also adding documents and deciding on mentions.
    Write,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    token: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    rights: Rights,
    token: Option<String>,
    sha256: Option<String>,
}

/// The tokens of a file, as hashes.
#[derive(Debug, Clone, Default)]
pub struct Tokens(Vec<Token>);

#[derive(Debug, Clone)]
struct Token {
    name: String,
    rights: Rights,
    hash: [u8; 32],
}

impl Tokens {
    /// Reads a token file.
    ///
    /// ```
    /// let file = r#"
    /// [[token]]
    /// name = "desk"
    /// rights = "read"
    /// token = "a-long-secret-of-at-least-16-characters"
    /// "#;
    /// assert!(chancery_serve::Tokens::parse(file).is_ok());
    /// assert!(chancery_serve::Tokens::parse("").is_err());
    /// ```
    pub fn parse(toml: &str) -> Result<Tokens, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let read = |e: Entry| {
            let hash = match (&e.token, &e.sha256) {
                (Some(t), None) if t.len() < 16 => return Err(format!("the token of '{}' is shorter than 16 characters", e.name)),
                (Some(t), None) => hash(t.as_bytes()),
                (None, Some(h)) => unhex(h).ok_or_else(|| format!("sha256 of '{}' is not 64 hex digits", e.name))?,
                _ => return Err(format!("'{}' needs a token or its sha256, and not both", e.name)),
            };
            Ok(Token { name: e.name, rights: e.rights, hash })
        };
        let tokens: Vec<Token> = file.token.into_iter().map(read).collect::<Result<_, _>>()?;
        if tokens.is_empty() { Err("it holds no [[token]]".into()) } else { Ok(Tokens(tokens)) }
    }

    /// A new token file with one token to read and one to write, and the two tokens: only their hashes are in the file.
    pub fn generate() -> (String, [String; 2]) {
        let tokens = [secret(), secret()];
        let entry = |name: &str, token: &str| {
            let hash = hex(&hash(token.as_bytes()));
            format!("[[token]]\nname = \"{name}\"\nrights = \"{name}\"\nsha256 = \"{hash}\"\n")
        };
        let head = "# Who may use `chancery serve`: one [[token]] each, with rights read or write, and the token or its sha256.\n\n";
        (format!("{head}{}\n{}", entry("read", &tokens[0]), entry("write", &tokens[1])), tokens)
    }

    fn find(&self, token: &str) -> Option<&Token> {
        // Hashes are compared: how far they agree tells nothing of the token.
        let hash = hash(token.as_bytes());
        self.0.iter().find(|t| t.hash == hash)
    }
}

/// How somebody was recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// They reached a loopback address.
    Loopback,
    /// A cookie of a sign-in.
    Cookie,
    /// A header that no other site can make a browser send.
    Bearer,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Name of the token; none on loopback.
    pub name: Option<String>,
    /// Whether they may write.
    pub write: bool,
    /// How they were recognized.
    pub by: By,
    /// What the forms of their pages carry.
    pub csrf: String,
}

struct Session {
    name: String,
    rights: Rights,
    ends: Timestamp,
}

/// The doorkeeper.
pub struct Access {
    tokens: Option<Tokens>,
    key: String,
    sessions: Mutex<HashMap<String, Session>>,
}

/// Name of the session's cookie.
const COOKIE: &str = "chancery";
/// How long a sign-in lasts.
const LASTS: SignedDuration = SignedDuration::from_hours(12);
/// Sign-ins kept at once: more are old or an attack.
const MOST: usize = 10_000;

impl Access {
    /// With the tokens, or none: then whoever reaches the address may do all.
    pub fn new(tokens: Option<Tokens>) -> Self {
        Access { tokens, key: secret(), sessions: Mutex::default() }
    }

    /// Whether tokens are asked for.
    pub fn guarded(&self) -> bool {
        self.tokens.is_some()
    }

    /// Who sends these headers.
    ///
    /// # Errors
    /// 401 where a token is needed and none, or a wrong one, is there; 403 where the host is none of ours.
    pub fn who(&self, headers: &HeaderMap, now: Timestamp) -> Result<Who, Failure> {
        let Some(tokens) = &self.tokens else {
            // A page of another site may have its name resolve to this machine; then Host names that site.
            let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
            if !loopback(host) {
                return Err(Failure::forbidden("This server answers on localhost only."));
            }
            return Ok(Who { name: None, write: true, by: By::Loopback, csrf: self.csrf("loopback") });
        };
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            let token = value.to_str().ok().and_then(|v| v.strip_prefix("Bearer ")).and_then(|t| tokens.find(t.trim()));
            let token = token.ok_or_else(Failure::unknown)?;
            let write = token.rights == Rights::Write;
            return Ok(Who { name: Some(token.name.clone()), write, by: By::Bearer, csrf: String::new() });
        }
        let id = cookie(headers, COOKIE).ok_or_else(Failure::unknown)?;
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get(id).filter(|s| s.ends > now).ok_or_else(Failure::unknown)?;
        let write = session.rights == Rights::Write;
        Ok(Who { name: Some(session.name.clone()), write, by: By::Cookie, csrf: self.csrf(id) })
    }

    /// Signs in with a token: the cookie to set; `None` where there is no such token.
    pub fn sign_in(&self, token: &str, now: Timestamp) -> Option<String> {
        let token = self.tokens.as_ref()?.find(token.trim())?;
        let id = secret();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, s| s.ends > now);
        if sessions.len() >= MOST {
            sessions.clear();
        }
        sessions
            .insert(id.clone(), Session { name: token.name.clone(), rights: token.rights, ends: now.saturating_add(LASTS).unwrap_or(now) });
        Some(format!("{COOKIE}={id}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", LASTS.as_secs()))
    }

    /// Signs out: the cookie to set.
    pub fn sign_out(&self, headers: &HeaderMap) -> String {
        if let Some(id) = cookie(headers, COOKIE) {
            self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        }
        format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
    }

    /// Whether a write is meant by who asks: they may write, and no other site made their browser send it. `token` is what
    /// the form carries; programs that send a Bearer token need none, nor do those on loopback that are no browser.
    pub fn may_write(&self, who: &Who, headers: &HeaderMap, token: Option<&str>) -> Result<(), Failure> {
        if !who.write {
            return Err(Failure::forbidden("This token may read only."));
        }
        if foreign(headers) {
            return Err(Failure::forbidden("The request comes from another site."));
        }
        let browser = headers.contains_key(header::ORIGIN) || headers.contains_key("sec-fetch-site") || token.is_some();
        match who.by {
            By::Bearer => Ok(()),
            By::Loopback if !browser => Ok(()),
            By::Loopback | By::Cookie if token == Some(&who.csrf) => Ok(()),
            By::Loopback | By::Cookie => Err(Failure::forbidden("The form is out of date: load the page again.")),
        }
    }

    fn csrf(&self, session: &str) -> String {
        hex(&hash(format!("{} {session}", self.key).as_bytes()))
    }
}

/// Whether a browser says that another site made it send the request.
pub fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    let host = text("host").unwrap_or_default();
    // A browser that is told to send no referrer says `null` of our own pages: then the form's token decides.
    text("origin").is_some_and(|o| o != "null" && o.split_once("://").is_none_or(|(_, h)| h != host))
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
    all.flat_map(|v| v.split(';')).filter_map(|c| c.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v)
}

fn loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}

/// 32 random bytes as hex.
fn secret() -> String {
    let mut bytes = [0; 32];
    // Without randomness no session can be kept from others: better none at all.
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    hex(&bytes)
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}"); // writing to a string does not fail
        out
    })
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|d| d[0] * 16 + d[1]).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse::<header::HeaderName>().unwrap(), v.parse().unwrap())).collect()
    }

    fn now() -> Timestamp {
        "2031-04-05T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn loopback_only_under_its_own_names() {
        let access = Access::new(None);
        for host in ["localhost:8047", "127.0.0.1:8047", "[::1]:8047", "localhost"] {
            assert!(access.who(&headers(&[("host", host)]), now()).is_ok(), "{host}");
        }
        for host in ["evil.example:8047", "127.0.0.1.evil.example", "localhost.evil.example", ""] {
            assert!(access.who(&headers(&[("host", host)]), now()).is_err(), "{host}");
        }
    }

    #[test]
    fn tokens_cookies_and_rights() {
        let (file, [read, write]) = Tokens::generate();
        let access = Access::new(Some(Tokens::parse(&file).unwrap()));
        assert!(access.who(&headers(&[("host", "x")]), now()).is_err());
        let bearer = |t: &str| access.who(&headers(&[("authorization", &format!("Bearer {t}"))]), now());
        assert!(!bearer(&read).unwrap().write && bearer(&write).unwrap().write);
        assert!(bearer("wrong").is_err());
        assert!(!file.contains(&read));

        assert_eq!(access.sign_in("wrong", now()), None);
        let set = access.sign_in(&write, now()).unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"));
        let cookie = set.split(';').next().unwrap();
        let h = headers(&[("cookie", &format!("other=1; {cookie}")), ("host", "record.example"), ("origin", "https://record.example")]);
        let who = access.who(&h, now()).unwrap();
        assert!(access.may_write(&who, &h, Some(&who.csrf)).is_ok());
        assert!(access.may_write(&who, &h, Some("guess")).is_err());
        assert!(access.may_write(&who, &h, None).is_err());
        let elsewhere = headers(&[("cookie", cookie), ("host", "record.example"), ("origin", "https://evil.example")]);
        assert!(access.may_write(&who, &elsewhere, Some(&who.csrf)).is_err());
        assert!(access.who(&h, now().saturating_add(SignedDuration::from_hours(13)).unwrap()).is_err(), "it ends");
        access.sign_out(&h);
        assert!(access.who(&h, now()).is_err());
    }

    #[test]
    fn on_loopback_programs_need_nothing_and_other_sites_get_nothing() {
        let access = Access::new(None);
        let h = headers(&[("host", "localhost:8047")]);
        let who = access.who(&h, now()).unwrap();
        assert!(access.may_write(&who, &h, None).is_ok());
        let browser = headers(&[("host", "localhost:8047"), ("origin", "http://localhost:8047")]);
        assert!(access.may_write(&who, &browser, None).is_err());
        assert!(access.may_write(&who, &browser, Some(&who.csrf)).is_ok());
        let silent = headers(&[("host", "localhost:8047"), ("origin", "null"), ("sec-fetch-site", "same-origin")]);
        assert!(access.may_write(&who, &silent, Some(&who.csrf)).is_ok() && access.may_write(&who, &silent, None).is_err());
        let other = headers(&[("host", "localhost:8047"), ("sec-fetch-site", "cross-site")]);
        assert!(access.may_write(&who, &other, Some(&who.csrf)).is_err());
    }

    #[test]
    fn token_files_that_make_no_sense() {
        for bad in
            ["[[token]]\nname='x'\nrights='read'\ntoken='short'", "[[token]]\nname='x'\nrights='all'\ntoken='0123456789abcdef'", "x = 1"]
        {
            assert!(Tokens::parse(bad).is_err(), "{bad}");
        }
    }
}
