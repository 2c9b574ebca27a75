//! Who: from the words of a party to the parties they stand for.
//!
//! Names and titles go to the gazetteer. What only points back ("he", "they", "the Secretary", "both sides") is resolved
//! inside the document, in this order: the voice of the document for "we"; the network's links; the parties told last.
//! What stays unknown stays without a country.

#[cfg(test)]
mod gold;
mod pointer;
mod publisher;
mod short;
mod unnamed;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chancery_gazetteer::{Answer, Found, FoundKind, Gazetteer, Head, Query};
use chancery_model::{Country, Document, EventType, Sector};
use jiff::civil::Date;

pub(crate) use self::pointer::pointer;
use self::{
    pointer::{Pointer, both, number},
    publisher::{own_office, own_title, publisher, titled},
    short::short_names,
    unnamed::{foreign, unnamed},
};
use crate::{
    decode::{Part, RawAct, Role},
    encoder::sigmoid,
    sides::Sides,
};

/// A link of the network counts from this probability on.
const LINK_FLOOR: f32 = 0.5;

/// A resolved party.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Party {
    pub name: Option<String>,
    pub country: Option<Country>,
    pub sector: Option<Sector>,
    pub office: Option<String>,
    pub actor_id: Option<String>,
}

/// The parties that some words stand for, and why.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub parties: Vec<Party>,
    pub because: String,
}

/// What words are linked to: a party told before, or a state by its name.
enum To<'a> {
    Told(&'a Known),
    State(Country),
}

/// A link of the network, with its probability.
struct Link<'a> {
    p: f32,
    /// Where the other words begin, and what they are.
    at: usize,
    words: &'a str,
    to: To<'a>,
}

impl Link<'_> {
    fn parties(&self) -> Vec<Party> {
        match self.to {
            To::Told(k) => k.parties.clone(),
            To::State(country) => vec![state(country)],
        }
    }
}

/// Whom the network links words to, and whether that is a person.
struct Linked {
    resolved: Resolved,
    person: bool,
}

/// Parties named earlier in the document.
struct Known {
    sentence: usize,
    range: Range<usize>,
    /// Number of the window and position in it, for the network's links; none for names that play no part in an act.
    position: Option<(usize, usize)>,
    parties: Vec<Party>,
    person: bool,
    plural: bool,
    role: Option<Role>,
}

/// Resolves the parties of one document, sentence by sentence in order.
pub(crate) struct Resolver<'a> {
    gazetteer: &'static Gazetteer,
    text: &'a str,
    date: Option<Date>,
    sentences: &'a [Range<usize>],
    /// The country that the document is about, for offices and groups without one.
    pub home: Option<Country>,
    speaker: Vec<Party>,
    known: Vec<Known>,
    /// Sentences whose names are known.
    read: usize,
    /// The country whose government publishes the document.
    publisher: Option<Country>,
    /// Parties that stood together, the last ones last: on one side of an act, or on both of a symmetric one.
    together: Vec<Vec<Party>>,
    /// Countries that title and text name by themselves, not by a person.
    named: BTreeSet<Country>,
    /// Short names that the text introduces: "National Telecommunications Commission (NTC)".
    short: Vec<(String, String)>,
}

impl<'a> Resolver<'a> {
    pub fn new(gazetteer: &'static Gazetteer, document: &'a Document, sentences: &'a [Range<usize>]) -> Self {
        let mut r = Resolver {
            gazetteer,
            text: &document.text,
            date: document.date,
            sentences,
            home: None,
            speaker: Vec::new(),
            known: Vec::new(),
            read: 0,
            publisher: publisher(document),
            together: Vec::new(),
            named: BTreeSet::new(),
            short: short_names(&document.text),
        };
        let publisher = r.publisher;
        let title = document.title.as_deref().unwrap_or("");
        let lead = sentences.first().map_or("", |s| &r.text[s.clone()]);
        let named = |text: &str| -> Vec<Country> {
            let mut out: Vec<Country> = Vec::new();
            for f in gazetteer.find_names(text, document.date) {
                if let Some(c) = f.country.filter(|c| !out.contains(c)) {
                    out.push(c);
                }
            }
            out
        };
        for text in [title, r.text] {
            let states = gazetteer.find_names(text, document.date).into_iter().filter(|f| f.kind != FoundKind::Person);
            r.named.extend(states.filter_map(|f| f.country));
        }
        // A joint statement speaks for the states of its title or first sentence.
        let opening = format!("{title} {lead}").to_lowercase();
        if ["joint statement", "joint declaration", "joint communique", "joint communiqué"].iter().any(|w| opening.contains(w)) {
            let mut countries = named(title);
            if countries.len() < 2 {
                countries = named(lead);
            }
            if countries.len() >= 2 {
                r.speaker = countries.into_iter().map(state).collect();
            }
        }
        if r.speaker.is_empty() {
            r.speaker = publisher.map(state).into_iter().collect();
        }
        // Home: the country named most in title (counted three times) and the first sentences; the publisher's own only
        // if there is no other.
        let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
        let mut count = |text: &str, weight: usize| {
            for f in gazetteer.find_names(text, document.date) {
                if let Some(c) = f.country.filter(|c| !c.is_body()) {
                    *counts.entry(c).or_default() += weight;
                }
            }
        };
        count(title, 3);
        for s in sentences.iter().take(6) {
            count(&r.text[s.clone()], 1);
        }
        let most = |skip: Option<Country>| {
            counts.iter().filter(|(c, _)| Some(**c) != skip).max_by_key(|(c, n)| (**n, std::cmp::Reverse(**c))).map(|(c, _)| *c)
        };
        r.home = most(publisher).or_else(|| most(None));
        r
    }

    /// Extends the parts of a sentence's acts that are cut out of a known name to all of it: "Democratic People" to
    /// "Democratic People's Republic of Korea".
    pub fn whole_names(&mut self, index: usize, acts: &mut [RawAct]) {
        self.read(index);
        let names: Vec<&Range<usize>> = self.known.iter().filter(|k| k.sentence == index && k.role.is_none()).map(|k| &k.range).collect();
        for part in acts.iter_mut().flat_map(|a| &mut a.parts) {
            let own = part.range.clone();
            if let Some(name) = names.iter().find(|n| n.start <= own.start && own.end <= n.end) {
                part.range = (*name).clone();
            }
        }
    }

    /// Reads the names of the sentences up to this one: those that tell no act name whom later ones mean.
    fn read(&mut self, index: usize) {
        while self.read <= index {
            self.names(self.read);
            self.read += 1;
        }
    }

    /// The same as [`Resolver::sentence`] without remembering whom the acts name: for a look at what is no act.
    pub fn glance(&mut self, window: usize, index: usize, acts: &[RawAct], sides: &Sides<'_>) -> BTreeMap<(usize, usize), Resolved> {
        self.read(index);
        let (known, together) = (self.known.len(), self.together.len());
        let out = self.sentence(window, index, acts, sides);
        self.known.truncate(known);
        self.together.truncate(together);
        out
    }

    /// Resolves the parties of a sentence's acts: by byte range of the words.
    pub fn sentence(&mut self, window: usize, index: usize, acts: &[RawAct], sides: &Sides<'_>) -> BTreeMap<(usize, usize), Resolved> {
        let mut parts: Vec<&Part> = acts.iter().flat_map(|a| &a.parts).filter(|p| p.role != Role::Place).collect();
        parts.sort_by_key(|p| (p.range.start, p.range.end, p.faint));
        parts.dedup_by_key(|p| (p.range.start, p.range.end));
        self.read(index);
        let mut out = BTreeMap::new();
        for part in parts {
            let (resolved, person, plural) = self.part(window, index, part, sides);
            let at = (part.range.start, part.range.end);
            if part.faint {
                out.insert(at, resolved);
                continue;
            }
            self.known.push(Known {
                sentence: index,
                range: part.range.clone(),
                position: Some((window, part.position)),
                parties: resolved.parties.clone(),
                person,
                plural,
                role: Some(part.role),
            });
            out.insert(at, resolved);
        }
        acts.iter().for_each(|act| others(self.text, act, &mut out));
        for act in acts {
            let side = |role: Option<Role>| -> Vec<Party> {
                let mut parties: Vec<Party> = Vec::new();
                let own =
                    act.parts.iter().filter(|p| !p.faint && if role.is_some() { Some(p.role) == role } else { p.role != Role::Place });
                for p in own.filter_map(|p| out.get(&(p.range.start, p.range.end))).flat_map(|r| &r.parties) {
                    if !parties.iter().any(|q| q.country == p.country) {
                        parties.push(p.clone());
                    }
                }
                parties
            };
            let symmetric = matches!(act.kind, EventType::Consult | EventType::Agree | EventType::Support | EventType::Cooperate);
            for group in [Some(Role::Recipient), Some(Role::Actor), None] {
                let parties = side(group);
                if parties.len() >= 2 && (group.is_some() || symmetric) {
                    self.together.push(parties);
                }
            }
        }
        out
    }

    /// Persons and states that the sentence names, whether or not they act.
    fn names(&mut self, index: usize) {
        let Some(range) = self.sentences.get(index) else { return };
        for found in self.gazetteer.find_names(&self.text[range.clone()], self.date) {
            let at = range.start + found.range.start..range.start + found.range.end;
            let Some(words) = self.text.get(at.clone()) else { continue };
            // A short name that the text gives to another is not the gazetteer's.
            if self.short.iter().any(|(short, _)| short == words) {
                continue;
            }
            let answer = self.gazetteer.resolve(&Query { text: words, date: self.date, context: None, home: None });
            if answer.country.is_some() {
                let person = answer.head == Head::NamedPerson;
                self.known.push(Known {
                    sentence: index,
                    range: at,
                    position: None,
                    parties: vec![party(&answer, None)],
                    person,
                    plural: answer.plural,
                    role: None,
                });
            }
        }
    }

    fn part(&mut self, window: usize, index: usize, part: &Part, sides: &Sides<'_>) -> (Resolved, bool, bool) {
        let words = self.text.get(part.range.clone()).unwrap_or("");
        let sentence = self.sentences.get(index).map_or("", |r| &self.text[r.clone()]);
        if let Some(country) = unnamed(words, self.text[..part.range.start].trim_end(), self.publisher) {
            let nobody = Party { country, sector: Some(part.sector), ..Party::default() };
            return (Resolved { parties: vec![nobody], because: format!("'{words}' names nobody in particular") }, false, true);
        }
        let pointer = pointer(words);
        if pointer.is_none() {
            let full = self.short.iter().find(|(short, _)| short == words).map(|(_, full)| full.as_str());
            let mut answer =
                self.gazetteer.resolve(&Query { text: full.unwrap_or(words), date: self.date, context: Some(sentence), home: None });
            if full.is_some() && (answer.country.is_none() && answer.head == Head::Unknown || answer.head == Head::State) {
                answer = self.gazetteer.resolve(&Query { text: words, date: self.date, context: Some(sentence), home: None });
            }
            if answer.head == Head::NamedPerson && self.another(words, &answer) {
                answer = Answer { name: None, country: None, sector: None, office: None, actor_id: None, head: Head::Unknown, ..answer };
            }
            if answer.country.is_some() || answer.head == Head::NamedBody && full.is_none() {
                let person = answer.person;
                let why = if answer.why.is_empty() { format!("'{words}' is in the gazetteer") } else { answer.why.join("; ") };
                let parties = self.several(words, &answer, part.sector).unwrap_or_else(|| vec![party(&answer, Some(part.sector))]);
                let plural = answer.plural || parties.len() > 1;
                return (Resolved { parties, because: why }, person, plural);
            }
            if let Some(publisher) = self.publisher.filter(|p| own_title(*p, words)) {
                let own = Party { country: Some(publisher), ..party(&answer, Some(part.sector)) };
                let because = format!("'{words}' is an office of {publisher}, whose release this is");
                return (Resolved { parties: vec![own], because }, true, false);
            }
            let joint = part.joint >= 0.5;
            if let Some(found) = self.by_words(words, part, &answer, joint) {
                return (found, answer.person, joint);
            }
            if let Some(mut found) = self.linked(window, part, sides, joint) {
                // Words of their own for somebody tell the sector by themselves; a person told by the office keeps the name.
                if !(answer.person && found.person) {
                    let own = party(&answer, Some(part.sector));
                    found.resolved.parties.iter_mut().for_each(|p| *p = Party { country: p.country, ..own.clone() });
                }
                let found = found.resolved;
                return (found, answer.person, joint);
            }
            if joint
                && answer.head != Head::Unknown
                && let Some(parties) = self.group(words)
            {
                return (Resolved { parties, because: format!("'{words}' stands for the parties told last") }, false, true);
            }
            let domestic = matches!(answer.head, Head::Office | Head::Group) && !foreign(words);
            let mut own = party(&answer, Some(part.sector));
            let official = answer.head == Head::Office
                || answer.head == Head::Group
                    && answer.person
                    && titled(words)
                    && !matches!(answer.sector, Some(Sector::Rel | Sector::Cvl));
            if let Some(publisher) = self.publisher.filter(|p| official && own_office(*p, words)) {
                own.country = self.publisher;
                let because = format!("'{words}' is named without a country in a release of {publisher}");
                return (Resolved { parties: vec![own], because }, answer.person, answer.plural);
            }
            if domestic && self.home.is_some() {
                own.country = self.home;
                let because = format!(
                    "'{words}' is named without a country; the document is about {}",
                    self.home.map(|c| c.to_string()).unwrap_or_default()
                );
                return (Resolved { parties: vec![own], because }, answer.person, answer.plural);
            }
            return (Resolved { parties: vec![own], because: format!("nobody is known by '{words}'") }, answer.person, answer.plural);
        }
        let pointer = pointer.unwrap_or(Pointer::Thing);
        let joint = part.joint >= 0.5 || pointer == Pointer::Group && both(words);
        let resolved = match pointer {
            Pointer::Speaker => self.voice(part, index),
            _ => None,
        };
        let resolved = resolved
            .or_else(|| self.linked(window, part, sides, joint).map(|l| l.resolved))
            .or_else(|| self.told_last(part, pointer, joint))
            .unwrap_or_else(|| Resolved {
                parties: vec![Party { sector: Some(part.sector), ..Party::default() }],
                because: format!("whom '{words}' stands for is not clear"),
            });
        (resolved, pointer == Pointer::Person, joint)
    }

    /// The states of a phrase that names several of them in a row: "leaders of Poland and Romania".
    fn several(&self, words: &str, answer: &Answer, sector: Sector) -> Option<Vec<Party>> {
        if answer.person || !words.contains(" and ") {
            return None;
        }
        let mut row: Vec<Found> = Vec::new();
        for found in self.gazetteer.find_names(words, self.date) {
            if found.kind != FoundKind::State {
                continue;
            }
            let joined = row.last().is_none_or(|last: &Found| {
                let between = words.get(last.range.end..found.range.start).unwrap_or("x").trim();
                matches!(between, "," | "and" | ", and" | "and the" | ", the" | ", and the")
            });
            if !joined {
                row.clear();
            }
            row.push(found);
        }
        let mut countries: Vec<Country> = Vec::new();
        for c in row.iter().filter_map(|f| f.country) {
            if !countries.contains(&c) {
                countries.push(c);
            }
        }
        let own = Party { name: None, actor_id: None, ..party(answer, Some(sector)) };
        (countries.len() >= 2 && answer.country.is_some_and(|c| countries.contains(&c)))
            .then(|| countries.into_iter().map(|c| Party { country: Some(c), ..own.clone() }).collect())
    }

    /// Whether a surname that the gazetteer knows is another's here: the text gives it a first name that does not fit, or
    /// never names the country.
    fn another(&self, words: &str, answer: &Answer) -> bool {
        let surname = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        if surname.contains(' ') || surname.is_empty() {
            return false;
        }
        let mut contradicted = false;
        for (at, _) in self.text.match_indices(surname) {
            let before = &self.text[..at];
            if !before.ends_with(' ') || self.text[at + surname.len()..].starts_with(char::is_alphanumeric) {
                continue;
            }
            let previous = before.trim_end().rsplit([' ', '\n', '"', '“', '(']).next().unwrap_or("");
            if previous.len() < 2 || !previous.starts_with(char::is_uppercase) || !previous.chars().all(char::is_alphabetic) {
                continue;
            }
            let full = &self.text[at - 1 - previous.len()..at + surname.len()];
            let query = |text| self.gazetteer.resolve(&Query { text, date: self.date, context: None, home: None });
            if query(previous).head != Head::Unknown {
                continue;
            }
            if query(full).actor_id == answer.actor_id {
                return false;
            }
            contradicted = true;
        }
        // Who leads a state is known without it; who once was its minister of farming is not.
        const KNOWN: [&str; 9] = ["President", "Prime", "Premier", "King", "Queen", "Chancellor", "Foreign", "Secretary", "Leader"];
        let lesser = answer.office.as_deref().is_some_and(|o| !KNOWN.iter().any(|k| o.contains(k)));
        contradicted || lesser && answer.country.is_some_and(|c| Some(c) != self.publisher && !self.named.contains(&c))
    }

    /// "We": the one who is quoted, else the voice of the document.
    fn voice(&self, part: &Part, index: usize) -> Option<Resolved> {
        if let Some(quoted) = self.quoted(part, index) {
            return Some(quoted);
        }
        if !self.speaker.is_empty() {
            return Some(Resolved { parties: self.speaker.clone(), because: "'we' is the voice of the document".into() });
        }
        None
    }

    /// The speaker of the quotation that holds the words: the nearest person or state named outside of it.
    fn quoted(&self, part: &Part, index: usize) -> Option<Resolved> {
        let range = self.sentences.get(index)?;
        let before = &self.text[range.start..part.range.start];
        let open = before.rfind(['"', '“'])?;
        if before[open..].chars().skip(1).any(|c| matches!(c, '"' | '”')) {
            return None;
        }
        let quote_start = range.start + open;
        let quote_end = self.text[part.range.end..range.end].find(['"', '”']).map_or(range.end, |i| part.range.end + i);
        let outside = |k: &&Known| k.range.end <= quote_start || k.range.start >= quote_end;
        let nearest = self
            .known
            .iter()
            .filter(|k| k.sentence == index && !k.parties.is_empty())
            .filter(outside)
            .max_by_key(|k| (k.person, std::cmp::Reverse(k.range.start.abs_diff(quote_start))))
            .or_else(|| self.known.iter().rev().find(|k| k.person && k.sentence < index))?;
        Some(Resolved { parties: nearest.parties.clone(), because: format!("spoken by '{}'", &self.text[nearest.range.clone()]) })
    }

    /// What the network links the words to: somebody told before, or a state that the window names anywhere.
    fn linked(&self, window: usize, part: &Part, sides: &Sides<'_>, joint: bool) -> Option<Linked> {
        let pointed = self.text.get(part.range.clone()).is_some_and(|words| pointer(words.split(' ').next().unwrap_or(words)).is_some());
        let sure = |position: usize| -> Option<f32> {
            let p = sigmoid(sides.scores.link.at(part.position, position).next()?);
            (p >= LINK_FLOOR && position != part.position).then_some(p)
        };
        let told = self
            .known
            .iter()
            // A name does not stand for "we".
            .filter(|k| pointed || pointer(&self.text[k.range.clone()]) != Some(Pointer::Speaker))
            .filter(|k| k.parties.iter().any(|p| p.country.is_some()))
            .filter_map(|k| {
                let (_, position) = k.position.filter(|(w, _)| *w == window)?;
                Some(Link { p: sure(position)?, at: k.range.start, words: &self.text[k.range.clone()], to: To::Told(k) })
            });
        let apart = |r: &Option<Range<usize>>| r.as_ref().is_none_or(|r| r.end <= part.range.start || r.start >= part.range.end);
        let named = sides.names().iter().filter(|n| apart(&n.range)).filter_map(|n| {
            let (at, words) = n.range.as_ref().map_or((0, n.country.as_str()), |r| (r.start, &self.text[r.clone()]));
            Some(Link { p: sure(n.position)?, at, words, to: To::State(n.country) })
        });
        let mut links: Vec<Link<'_>> = told.chain(named).collect();
        links.sort_by(|a, b| b.p.total_cmp(&a.p).then(b.at.cmp(&a.at)));
        let best = links.first()?;
        let mut parties: Vec<Party> = best.parties();
        if joint {
            for p in links[1..].iter().flat_map(Link::parties) {
                if !parties.iter().any(|q| q.country == p.country) {
                    parties.push(p);
                }
            }
            if number(self.text.get(part.range.clone())?).is_some_and(|n| parties.len() > n) {
                return None; // more than "both": whoever stood together knows better
            }
        } else {
            parties.truncate(1);
        }
        let names: Vec<&str> = links.iter().take(if joint { 3 } else { 1 }).map(|l| l.words).collect();
        let because = format!("stands for '{}' (the model's link, {:.2})", names.join("', '"), best.p);
        Some(Linked { resolved: Resolved { parties, because }, person: matches!(best.to, To::Told(k) if k.person) })
    }

    /// The parties that stood together last, as many as the words say ("both", "three leaders").
    fn group(&self, words: &str) -> Option<Vec<Party>> {
        let last = self.together.last()?;
        let Some(n) = number(words) else { return Some(last.clone()) };
        let exactly = self.together.iter().rev().find(|g| g.len() == n);
        Some(exactly.unwrap_or(last).iter().take(n).cloned().collect())
    }

    /// The last party told that the words can stand for.
    fn told_last(&self, part: &Part, pointer: Pointer, joint: bool) -> Option<Resolved> {
        let words = &self.text[part.range.clone()];
        if joint && let Some(parties) = self.group(words) {
            return Some(Resolved { parties, because: format!("'{words}' stands for the parties told last") });
        }
        let fits = |k: &&Known| -> bool {
            k.range.end <= part.range.start
                && match pointer {
                    Pointer::Person => k.person && !k.plural,
                    Pointer::Thing => !k.person,
                    Pointer::Group => k.plural || k.parties.len() > 1,
                    Pointer::Speaker => k.person || k.role == Some(Role::Actor),
                }
        };
        let candidates = || self.known.iter().rev().filter(|k| k.parties.iter().any(|p| p.country.is_some()));
        let found = candidates().find(|k| fits(k) && k.role == Some(Role::Actor)).or_else(|| candidates().find(fits)).or_else(|| {
            (pointer == Pointer::Group).then(|| candidates().find(|k| k.range.end <= part.range.start && !k.person)).flatten()
        })?;
        Some(Resolved {
            parties: found.parties.clone(),
            because: format!("'{words}' stands for '{}', named before", &self.text[found.range.clone()]),
        })
    }

    /// Someone named before whose words share the last word ("Thunberg", "the Secretary"), or the words with which the
    /// document introduces the name ("Swedish activist Greta Thunberg").
    fn by_words(&self, words: &str, part: &Part, answer: &Answer, joint: bool) -> Option<Resolved> {
        if joint {
            return None;
        }
        let last = words.split_whitespace().next_back()?.trim_matches(|c: char| !c.is_alphanumeric());
        if last.len() < 3 {
            return None;
        }
        // A bare title is the one who was told with all its words: "the Deputy Secretary" is no "Secretary General".
        let phrase = words.to_lowercase();
        let told = |w: &str| match answer.head {
            Head::Office => w.to_lowercase().contains(&phrase),
            _ => w.split(|c: char| !c.is_alphanumeric()).any(|x| x.eq_ignore_ascii_case(last)),
        };
        let same = |k: &&Known| {
            k.range.end <= part.range.start
                && k.parties.len() == 1
                && k.parties[0].country.is_some()
                && self.text.get(k.range.clone()).is_some_and(told)
        };
        if let Some(k) = self.known.iter().rev().find(same) {
            return Some(Resolved {
                parties: k.parties.clone(),
                because: format!("'{words}' is '{}', named before", &self.text[k.range.clone()]),
            });
        }
        if !last.starts_with(char::is_uppercase) || matches!(answer.head, Head::Office | Head::Group) {
            return None;
        }
        let mut from = 0;
        while let Some(i) = self.text.get(from..).and_then(|t| t.find(last)) {
            let at = from + i;
            from = at + last.len();
            let start = self.text[..at].char_indices().rev().filter(|(_, c)| c.is_whitespace()).nth(6).map_or(0, |(i, c)| i + c.len_utf8());
            let sentence_start = self.sentences.iter().find(|s| s.contains(&at)).map_or(start, |s| s.start);
            let phrase = &self.text[start.max(sentence_start)..from];
            let phrase = phrase.rsplit([',', ';', ':', '.', '"', '“', '(', '\n']).next().unwrap_or(phrase).trim();
            if phrase.len() <= words.len() {
                continue;
            }
            let introduced = self.gazetteer.resolve(&Query { text: phrase, date: self.date, context: None, home: None });
            if introduced.country.is_some() && introduced.head != Head::NamedPerson {
                let party = Party { name: Some(words.to_owned()), ..party(&introduced, Some(part.sector)) };
                return Some(Resolved { parties: vec![party], because: format!("introduced as '{phrase}'") });
            }
        }
        None
    }
}

/// "The Secretary and the two ministers", "Peru urged both sides": words for several parties do not mean the one who stands
/// beside them in the act by itself.
fn others(text: &str, act: &RawAct, resolved: &mut BTreeMap<(usize, usize), Resolved>) {
    let countries = |r: &Resolved| r.parties.iter().map(|p| p.country).collect::<Vec<_>>();
    let clear = act.parts.iter().filter(|p| p.role != Role::Place && !p.faint).map(|p| (p.range.start, p.range.end));
    let sides: Vec<_> = clear.filter_map(|at| Some((at, countries(resolved.get(&at)?)))).collect();
    for (at, all) in sides.iter().filter(|(_, all)| all.len() >= 2) {
        let alone = |c: &Option<Country>| sides.iter().any(|(other, own)| other != at && own[..] == [*c] && c.is_some());
        let left = all.iter().filter(|c| !alone(c)).count();
        // "Both leaders" are two, whoever of them is named beside.
        if left < number(text.get(at.0..at.1).unwrap_or("")).unwrap_or(1) {
            continue;
        }
        if let Some(r) = resolved.get_mut(at) {
            r.parties.retain(|p| !alone(&p.country));
        }
    }
}

fn party(answer: &Answer, sector: Option<Sector>) -> Party {
    Party {
        name: answer.name.clone(),
        country: answer.country,
        sector: answer.sector.or(sector),
        office: answer.office.clone(),
        actor_id: answer.actor_id.clone(),
    }
}

/// A state as such.
pub(crate) fn state(country: Country) -> Party {
    let answer = Gazetteer::embedded().resolve(&Query { text: country.as_str(), date: None, context: None, home: None });
    let sector = if country.is_body() { Sector::Igo } else { Sector::Gov };
    Party {
        name: answer.name.filter(|_| answer.country == Some(country)),
        country: Some(country),
        sector: Some(sector),
        office: None,
        actor_id: answer.actor_id.filter(|_| answer.country == Some(country)),
    }
}
