//! Dictionaries of actors and agents in the form of PETRARCH and TABARI.
//!
//! An actor is a name with its further names (`+`) and its codes, each perhaps for some days only; an agent has a code with `~`.
//! Names are in capitals with underscores for blanks, so that how they are written otherwise is not known.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
    sync::OnceLock,
};

use jiff::civil::Date;

use super::{
    OwnActor, OwnKind, OwnRole, Wrong,
    cameo::{self, Parts},
    has_words,
    table::plural,
};
use crate::{
    Gazetteer,
    find::ambiguous,
    index::Target,
    tables::Kind,
    text::{Case, words},
};

/// Names that one name with macros may stand for, at most.
const MOST_NAMES: usize = 64;

/// An actor or agent while its lines are read.
#[derive(Default)]
struct Entry {
    line: u32,
    names: Vec<String>,
    plural: Option<String>,
    agent: bool,
    /// A code could not be read: told already.
    spoilt: bool,
    codes: Vec<(Parts, OwnRole)>,
}

/// Reads the lines of a dictionary.
pub(super) fn read(lines: &[Cow<'_, str>]) -> (Vec<OwnActor>, Vec<Wrong>) {
    if lines.iter().any(|l| l.starts_with("- ") && l.contains('*') || l.starts_with("--- ")) {
        let what = "a dictionary of verbs: only those of actors and agents, and tables, can be given".to_owned();
        return (Vec::new(), vec![(None, what)]);
    }
    let mut r = Reader::default();
    let mut comment = false;
    for (i, line) in lines.iter().enumerate() {
        r.line = u32::try_from(i + 1).unwrap_or(u32::MAX);
        let text = bare(line, &mut comment);
        if !text.is_empty() {
            r.take(&text);
        }
    }
    r.finish();
    r.wrong.sort_by_key(|w| w.0);
    (r.actors, r.wrong)
}

/// A line without its comments: `# ...`, and `<!-- ... -->` over lines too.
fn bare(line: &str, comment: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = line;
    loop {
        if *comment {
            let Some(end) = rest.find("-->") else { return out.trim().to_owned() };
            rest = &rest[end + 3..];
            *comment = false;
        }
        match rest.find("<!--") {
            Some(begin) => {
                out.push_str(&rest[..begin]);
                rest = &rest[begin + 4..];
                *comment = true;
            }
            None => {
                out.push_str(rest);
                break;
            }
        }
    }
    let end = out.find('#').unwrap_or(out.len());
    out[..end].trim().to_owned()
}

#[derive(Default)]
struct Reader {
    line: u32,
    entry: Option<Entry>,
    macros: BTreeMap<String, Vec<String>>,
    actors: Vec<OwnActor>,
    wrong: Vec<Wrong>,
}

impl Reader {
    fn complain(&mut self, what: String) {
        self.wrong.push((Some(self.line), what));
    }

    fn take(&mut self, text: &str) {
        if let Some((name, values)) =
            text.split_once('=').filter(|(n, _)| n.trim().len() > 2 && n.starts_with('!') && n.trim().ends_with('!'))
        {
            let values = values.split(',').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect();
            self.macros.insert(name.trim().trim_matches('!').to_owned(), values);
            return;
        }
        for (i, part) in text.split(';').map(str::trim).enumerate() {
            // Behind a semicolon stands a further name or a remark.
            if i > 0 && !part.starts_with('+') {
                return;
            }
            let (name, codes) = part.split_at(part.find(['[', '{']).unwrap_or(part.len()));
            match name.strip_prefix('+') {
                Some(_) if self.entry.is_none() => {
                    return self.complain(format!("'{part}' is a further name, but no name stands before it"));
                }
                Some(further) => self.name(further.trim()),
                None if name.is_empty() => {}
                None => {
                    self.finish();
                    self.entry = Some(Entry { line: self.line, ..Entry::default() });
                    self.name(name.trim());
                }
            }
            self.codes(codes);
        }
    }

    /// Adds a name, or those that its macros make of it.
    fn name(&mut self, written: &str) {
        let mut all = vec![written.to_owned()];
        while let Some(at) = all.first().and_then(|n| n.find('!')) {
            let Some(end) = all[0][at + 1..].find('!').map(|e| at + 1 + e) else {
                return self.complain(format!("'{written}' has a '!' without its pair"));
            };
            let key = all[0][at + 1..end].trim().to_owned();
            let Some(values) = self.macros.get(&key).filter(|v| v.len() * all.len() <= MOST_NAMES) else {
                return self.complain(format!("'!{key}!' stands for nothing: a line '!{key}! = ...' is expected before it"));
            };
            // Every name in the list has the same macro at the same place, if not at the same byte.
            let mut next = Vec::new();
            for n in &all {
                let Some((before, rest)) = n.split_once('!') else { continue };
                let Some((_, after)) = rest.split_once('!') else { continue };
                // A value may not hold a macro itself: that could go on for ever.
                next.extend(values.iter().map(|v| format!("{before}{}{after}", v.replace('!', ""))));
            }
            all = next;
        }
        let Some(entry) = self.entry.as_mut() else { return };
        for name in all.iter().flat_map(|n| spellings(n)).filter(|n| has_words(n)) {
            if !entry.names.contains(&name) {
                entry.names.push(name);
            }
        }
        if entry.names.is_empty() {
            self.complain(format!("name '{written}' has no letters"));
        }
    }

    /// Reads `{PLURAL}` and `[CODE DAYS]`, as many as there are.
    fn codes(&mut self, mut rest: &str) {
        loop {
            rest = rest.trim_start();
            let close = match rest.chars().next() {
                None => return,
                Some('[') => ']',
                Some('{') => '}',
                // Words behind a code say nothing.
                Some(_) => match rest.find(['[', '{']) {
                    Some(i) => {
                        rest = &rest[i..];
                        continue;
                    }
                    None => return,
                },
            };
            let Some(end) = rest.find(close) else {
                if let Some(e) = self.entry.as_mut() {
                    e.spoilt = true;
                }
                return self.complain(format!("'{rest}' is not closed: '{close}' is expected"));
            };
            let inner = rest[1..end].trim();
            rest = &rest[end + 1..];
            if self.entry.is_none() {
                return self.complain(format!("the code '{inner}' belongs to no name"));
            }
            let code = if close == '}' { None } else { Some(code(inner, self.line)) };
            let Some(entry) = self.entry.as_mut() else { return };
            match code {
                None => entry.plural = Some(inner.to_owned()),
                Some(Ok((agent, parts, role))) => {
                    entry.agent |= agent;
                    entry.codes.push((parts, role));
                }
                Some(Err(what)) => {
                    entry.spoilt = true;
                    self.complain(what);
                }
            }
        }
    }

    /// The entry is at its end: makes an actor of it.
    fn finish(&mut self) {
        let Some(entry) = self.entry.take() else { return };
        let Some(name) = entry.names.first().cloned() else { return };
        if entry.codes.is_empty() {
            if !entry.spoilt {
                self.wrong.push((Some(entry.line), format!("'{name}' has no code")));
            }
            return;
        }
        let kind = if entry.agent { OwnKind::Group } else { kind(&name, &entry.codes) };
        let lower = |n: &str| if entry.agent { n.to_lowercase() } else { n.to_owned() };
        let plural = match (kind, &entry.plural) {
            (OwnKind::Group | OwnKind::Office, Some(p)) => spellings(p).into_iter().next().filter(|p| has_words(p)).unwrap_or_default(),
            // Macros tell every form of a word.
            (OwnKind::Group | OwnKind::Office, None) if entry.names.len() == 1 => plural(&name),
            _ => String::new(),
        };
        let parts: Vec<Parts> = entry.codes.iter().map(|c| c.0).collect();
        let roles: Vec<OwnRole> = entry.codes.iter().map(|c| c.1.clone()).collect();
        let body_of_none = kind == OwnKind::Country && parts.iter().any(|p| p.country.is_none());
        self.actors.push(OwnActor {
            name: lower(&name),
            aliases: entry.names[1..].iter().map(|n| lower(n)).collect(),
            surnames: Vec::new(),
            kind: if body_of_none { OwnKind::Body } else { kind },
            id: None,
            plural: lower(&plural),
            capitals: true,
            roles,
        });
    }
}

/// A code with its days: whether it is an agent's, what it says.
fn code(inner: &str, line: u32) -> Result<(bool, Parts, OwnRole), String> {
    let (from, to, code) = {
        let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>')).unwrap_or(inner.len());
        // "[ ~COP]", "[NGO ~]": the sign of an agent may stand apart.
        let (code, days) = inner.split_at(end);
        let days: String = days.chars().filter(|c| !c.is_whitespace()).collect();
        match days.strip_prefix('~') {
            Some(rest) => (None, None, format!("{code}~{rest}")),
            None => {
                let (from, to) = stretch(&days)?;
                (from, to, code.to_owned())
            }
        }
    };
    let agent = code.contains('~');
    let bare = code.replace('~', "");
    let parts = match bare.as_str() {
        // Known to be nobody.
        "---" => Parts::default(),
        "" if agent => Parts::default(),
        _ => cameo::split(&bare, agent)?,
    };
    Ok((agent, parts, OwnRole { country: parts.country, sector: parts.sector, office: None, from, to, line }))
}

/// `YYMMDD-YYMMDD`, `<YYMMDD` (before that day), `>YYMMDD` (from that day on); years of two digits up to 30 are of this century.
fn stretch(days: &str) -> Result<(Option<Date>, Option<Date>), String> {
    if days.is_empty() {
        return Ok((None, None));
    }
    if let Some(d) = days.strip_prefix('<') {
        let before = day(d)?.yesterday().map_err(|_| format!("there is no day before '{d}'"))?;
        return Ok((None, Some(before)));
    }
    if let Some(d) = days.strip_prefix('>') {
        return Ok((Some(day(d)?), None));
    }
    let Some((a, b)) = days.split_once('-') else { return Err(format!("'{days}' is one day: <DAY, >DAY or DAY-DAY is expected")) };
    let (from, to) = (day(a)?, day(b)?);
    if from > to { Err(format!("the days '{days}' end before they begin")) } else { Ok((Some(from), Some(to))) }
}

fn day(text: &str) -> Result<Date, String> {
    let wrong = || format!("'{text}' is not a day written YYMMDD or YYYYMMDD");
    if !text.bytes().all(|b| b.is_ascii_digit()) || !matches!(text.len(), 6 | 8) {
        return Err(wrong());
    }
    let number = |s: &str| s.parse::<i16>().map_err(|_| wrong());
    let (year, rest) = text.split_at(text.len() - 4);
    let mut y = number(year)?;
    if year.len() == 2 {
        y += if y <= 30 { 2000 } else { 1900 };
    }
    Date::new(y, number(&rest[..2])? as i8, number(&rest[2..])? as i8).map_err(|_| wrong())
}

/// A name as it is written in text, as far as can be told from capitals: "Ban Ki-Moon", "Army of Aden", and what it has in brackets
/// ("Aden Army (AAA)") as a name of its own.
fn spellings(written: &str) -> Vec<String> {
    let plain = written.replace(['_', '+'], " ");
    let (outside, inside): (String, Option<String>) = match plain.split_once('(') {
        Some((a, b)) => {
            let (inner, after) = b.split_once(')').unwrap_or((b, ""));
            (format!("{a} {after}"), Some(inner.to_owned()))
        }
        None => (plain, None),
    };
    // In brackets stands an acronym as a rule.
    let short = |n: String| if (1..=6).contains(&n.trim().len()) { n.trim().to_owned() } else { cased(&n) };
    std::iter::once(cased(&outside)).chain(inside.map(short)).filter(|n| !n.is_empty()).collect()
}

fn cased(name: &str) -> String {
    let index = &Gazetteer::embedded().index;
    let small = |w: &str| matches!(w, "OF" | "THE" | "AND" | "FOR" | "IN" | "ON" | "AT" | "TO" | "DE" | "DU" | "DES" | "E" | "Y");
    let acronym = |w: &str| {
        w.chars().all(|c| c.is_uppercase()) && !w.contains(['A', 'E', 'I', 'O', 'U', 'Y']) || w.contains('.') || index.is_acronym(w)
    };
    let mut out = String::with_capacity(name.len());
    for (i, word) in name.split_whitespace().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if acronym(word) || word.chars().any(char::is_lowercase) {
            out.push_str(word);
        } else if i > 0 && small(word) {
            out.push_str(&word.to_lowercase());
        } else {
            let mut begin = true;
            for c in word.chars() {
                if begin {
                    out.push(c)
                } else {
                    out.extend(c.to_lowercase())
                }
                begin = c == '-';
            }
        }
    }
    out
}

/// What kind of actor a name is, of which the dictionary tells only the codes.
fn kind(name: &str, codes: &[(Parts, OwnRole)]) -> OwnKind {
    let g = Gazetteer::embedded();
    let words = words(name);
    let nouns = |key: &str| -> Vec<Kind> {
        g.index.targets(key).filter_map(|t| if let Target::Noun(n, _) = t { Some(g.tables.nouns[n].kind) } else { None }).collect()
    };
    let state = |key: &str| !ambiguous(key) && g.index.targets(key).any(|t| matches!(t, Target::State(..)));
    let dated = codes.iter().any(|(_, r)| r.from.is_some() || r.to.is_some());
    let office = words.last().is_some_and(|w| nouns(&w.key).iter().any(|k| matches!(k, Kind::Office | Kind::Title)));
    let of_body =
        words.iter().any(|w| state(&w.key) || nouns(&w.key).iter().any(|k| matches!(k, Kind::Organ | Kind::Group | Kind::Neutral)));
    let called = words.first().is_some_and(|w| w.case != Case::Lower && first_names().contains(w.key.as_str()));
    let person = (2..=5).contains(&words.len()) && !of_body && (called || dated && !codes.iter().all(|(p, _)| p.kin));
    if office && !dated && !called {
        return OwnKind::Office;
    }
    if person && (called || codes.iter().any(|(p, _)| p.sector.is_some())) {
        return OwnKind::Person;
    }
    let of_states = codes.iter().all(|(p, _)| p.sector.is_none() && !p.kin) && codes.iter().any(|(p, _)| p.country.is_some());
    if of_states { OwnKind::Country } else { OwnKind::Body }
}

/// What at least three persons of the embedded gazetteer are called first.
fn first_names() -> &'static HashSet<String> {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for p in Gazetteer::embedded().tables.people.iter() {
            if let Some(first) = p.name.split(' ').next() {
                *counts.entry(crate::text::key(first)).or_default() += 1;
            }
        }
        counts.into_iter().filter(|(n, c)| *c >= 3 && n.len() > 2 && !crate::phrase::is_small(n)).map(|(n, _)| n).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<OwnActor>, Vec<Wrong>) {
        let lines: Vec<Cow<'_, str>> = text.split('\n').map(Cow::Borrowed).collect();
        read(&lines)
    }

    fn show(a: &OwnActor) -> String {
        let text = |s: Option<String>| s.unwrap_or("-".into());
        let role = |r: &OwnRole| {
            let days = if r.from.is_none() && r.to.is_none() {
                String::new()
            } else {
                format!(" {}..{}", text(r.from.map(|d| d.to_string())), text(r.to.map(|d| d.to_string())))
            };
            format!("{} {}{days} @{}", text(r.country.map(|c| c.to_string())), text(r.sector.map(|c| c.to_string())), r.line)
        };
        let names: Vec<&str> = std::iter::once(&a.name).chain(&a.aliases).map(String::as_str).collect();
        let plural = if a.plural.is_empty() { String::new() } else { format!(" ({})", a.plural) };
        format!("{} {}{plural}: {}", a.kind.as_str(), names.join(", "), a.roles.iter().map(role).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn actors_have_names_codes_and_days() {
        let (actors, wrong) = of("# comment\n\
            CHINA_ [CHN 720101-820101] ;jw 1991\n+PEKING_ \n\t[TWN <720101]\n\t[CHN >19820102] # later\n\n\
            ZORG_ARMY_(ZA)_ [AFGREB]# x\nJOHN_DOE [USAGOV 010120-050120] [ELI];+J._DOE_\n<!-- NO [PER]\n -->UN_HELPERS_ [IGOUNO]\nNOBODY_ [---]");
        let all: Vec<String> = actors.iter().map(show).collect();
        assert_eq!(wrong, []);
        assert_eq!(
            all,
            [
                "country China, Peking: CHN - 1972-01-01..1982-01-01 @2; TWN - -..1971-12-31 @4; CHN - 1982-01-02..- @5",
                "body Zorg Army, ZA: AFG REB @7",
                "person John Doe, J. Doe: USA GOV 2001-01-20..2005-01-20 @8; - ELI @8",
                "body UN Helpers: UNO IGO @10",
                "body Nobody: - - @11",
            ]
        );
    }

    #[test]
    fn agents_have_plurals_and_macros() {
        let (actors, wrong) = of(
            "!PERSON! = MAN, MEN,WOMAN\nPOLICE!PERSON! [~COP]\nTHIEF {THIEVES} [ ~CRM]\nPOLICE {} [~COP]\nAID_BODY [NGO~]\nGENERAL_DEPUTY [~GOVMIL]",
        );
        let all: Vec<String> = actors.iter().map(show).collect();
        assert_eq!(wrong, []);
        assert_eq!(
            all,
            [
                "group policeman, policemen, policewoman: - COP @2",
                "group thief (thieves): - CRM @3",
                "group police: - COP @4",
                "group aid body (aid bodies): NGO NGO @5",
                "group general deputy (general deputies): - GOV @6",
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_is_read() {
        let (actors, wrong) = of(
            "+LATE [PER]\nA_ [PER 2004017-20061201]\nB_ [PER 010101]\nC_ [PERU]\nD_\nE_ [~ENV}\nF!X! [PER]\n___ [PER]\nG_ [PER 030101-020101]\nZ_TEAM [PERGOV]",
        );
        let lines: Vec<(u32, &str)> = wrong.iter().map(|(l, w)| (l.unwrap_or(0), w.as_str())).collect();
        assert_eq!(actors.len(), 1, "{lines:?}");
        for (line, says) in [
            (1, "further name"),
            (2, "'2004017'"),
            (3, "one day"),
            (4, "'PERU'"),
            (5, "no code"),
            (6, "not closed"),
            (7, "!X!"),
            (8, "no letters"),
            (9, "end before"),
        ] {
            assert!(lines.iter().any(|(l, w)| *l == line && w.contains(says)), "{line} {says}: {lines:?}");
        }
        assert!(of("OBJECT [120]\n- * CASE [112]\n").1[0].1.contains("verbs"));
    }
}
