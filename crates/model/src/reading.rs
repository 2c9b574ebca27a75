//! A mention in one line, for people to read and to correct.

use std::fmt;
use std::str::FromStr;

use crate::{Actor, Country, EventType, Mention, Mode, Status, codebook, codebook::cameo, content_hash};

/// How a mention reads: `AGREE>AID future PRT -> MOZ`, `CONSULT/visit reported CHL+PER -> -`.
///
/// Type, mode after `/`, inner type after `>`; status; countries of the actors and of the recipients, `?` where unknown, `-` for
/// none.
///
/// ```
/// use chancery_model::Reading;
/// let reading: Reading = "AGREE>AID future PRT -> MOZ+?".parse().unwrap();
/// assert_eq!(reading.to_string(), "AGREE>AID future PRT -> MOZ+?");
/// assert!("AGREE/demo reported PRT -> -".parse::<Reading>().is_err()); // AGREE has no such mode
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// PLOVER type.
    pub event: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// Inner act.
    pub of: Option<EventType>,
    /// Whether it happened.
    pub status: Status,
    /// Countries of the actors, at least one entry.
    pub actor: Vec<Option<Country>>,
    /// Countries of the recipients.
    pub recipient: Vec<Option<Country>>,
}

impl Reading {
    /// How `m` reads.
    pub fn of(m: &Mention) -> Reading {
        let side = |parties: &[Actor]| {
            let mut out: Vec<Option<Country>> = Vec::new();
            for p in parties {
                if !out.contains(&p.country) {
                    out.push(p.country);
                }
            }
            out
        };
        Reading { event: m.event, mode: m.mode, of: m.of, status: m.status, actor: side(&m.actor), recipient: side(&m.recipient) }
    }

    /// `m` as it should read, by the word of `reviewer`. Parties whose country stays keep their words; another country is said of
    /// the words that stood in its place, else of the trigger.
    pub fn applied(&self, m: &Mention, reviewer: &str) -> Mention {
        let side = |wanted: &[Option<Country>], had: &[Actor]| -> Vec<Actor> {
            let mut out = Vec::new();
            for (n, country) in wanted.iter().enumerate() {
                let same: Vec<Actor> = had.iter().filter(|a| a.country == *country).cloned().collect();
                if !same.is_empty() {
                    out.extend(same);
                    continue;
                }
                let words = had.get(n).filter(|a| !wanted.contains(&a.country));
                let sector = words.and_then(|a| a.sector);
                out.push(Actor {
                    text: words.map_or_else(|| m.trigger.text.clone(), |a| a.text.clone()),
                    span: words.map_or(m.trigger.span, |a| a.span),
                    name: None,
                    country: *country,
                    sector,
                    code: country.zip(sector).map(|(c, s)| if c.as_str() == s.as_str() { c.to_string() } else { format!("{c}{s}") }),
                    office: None,
                    actor_id: None,
                });
            }
            out
        };
        let cameo = cameo::closest(self.event, self.mode, self.of, &m.contexts, self.status);
        let place = format!("{}-{}", m.trigger.span.start, m.trigger.span.end);
        Mention {
            mention_id: content_hash(&["read by people", &m.document.id, &place, &self.to_string()]),
            event: self.event,
            mode: self.mode,
            of: self.of,
            status: self.status,
            quad: self.event.quad(),
            plover_score: codebook::score(self.event, self.mode),
            cameo: cameo.map(|c| c.code.to_owned()),
            goldstein: cameo.and_then(|c| c.goldstein),
            actor: side(&self.actor, &m.actor),
            recipient: side(&self.recipient, &m.recipient),
            confidence: 1.0,
            coder: format!("corrected by {reviewer}"),
            ..m.clone()
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |cs: &[Option<Country>]| match cs {
            [] => "-".to_owned(),
            cs => cs.iter().map(|c| c.map_or("?".to_owned(), |c| c.to_string())).collect::<Vec<_>>().join("+"),
        };
        let mode = self.mode.map(|m| format!("/{m}")).unwrap_or_default();
        let of = self.of.map(|o| format!(">{o}")).unwrap_or_default();
        write!(f, "{}{mode}{of} {} {} -> {}", self.event, self.status, side(&self.actor), side(&self.recipient))
    }
}

impl FromStr for Reading {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let words: Vec<&str> = s.split_whitespace().collect();
        let [head, status, actor, "->", recipient] = words[..] else {
            return Err(format!("'{s}' is not TYPE[/mode][>OF] status ACTORS -> RECIPIENTS"));
        };
        let (head, of) = head.split_once('>').map_or((head, None), |(h, o)| (h, Some(o)));
        let (event, mode) = head.split_once('/').map_or((head, None), |(e, m)| (e, Some(m)));
        let event: EventType = event.parse().map_err(|e| format!("'{event}' is no type: {e}"))?;
        let mode: Option<Mode> = mode.map(|m| m.parse().map_err(|e| format!("'{m}' is no mode: {e}"))).transpose()?;
        if let Some(m) = mode.filter(|m| !event.modes().contains(m)) {
            let has: Vec<&str> = event.modes().iter().map(|m| m.as_str()).collect();
            return Err(format!("{event} has no mode {m}; it has: {}", if has.is_empty() { "none".into() } else { has.join(", ") }));
        }
        let side = |text: &str| -> Result<Vec<Option<Country>>, String> {
            if text == "-" {
                return Ok(Vec::new());
            }
            let country = |c: &str| match c {
                "?" => Ok(None),
                c => c.parse().map(Some).map_err(|_| format!("'{c}' is no country: three capitals of ISO 3166, IGO, UNO, EUR ..., or ?")),
            };
            text.split('+').map(country).collect()
        };
        let actor = side(actor)?;
        if actor.is_empty() {
            return Err("an act needs somebody who does it; ? where nobody knows who".to_owned());
        }
        Ok(Reading {
            event,
            mode,
            of: of.map(|o| o.parse().map_err(|e| format!("'{o}' is no type: {e}"))).transpose()?,
            status: status.parse().map_err(|e| format!("'{status}' is no status: {e}"))?,
            actor,
            recipient: side(recipient)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_says_is_what_it_reads() {
        for line in ["CONSULT/visit reported CHL+PER -> -", "REQUEST/yield>RETREAT negated ? -> ISR", "ASSAULT historical IGO -> ?"] {
            assert_eq!(line.parse::<Reading>().unwrap().to_string(), line);
        }
        for (line, what) in [
            ("CONSULT reported PER", "is not TYPE"),
            ("MEET reported PER -> CHL", "no type"),
            ("CONSULT done PER -> CHL", "no status"),
            ("CONSULT/visits reported PER -> CHL", "no mode"),
            ("CONSULT reported PER -> Chile", "no country"),
            ("CONSULT reported - -> CHL", "needs somebody"),
        ] {
            let e = line.parse::<Reading>().unwrap_err();
            assert!(e.contains(what), "{line}: {e}");
        }
    }
}
