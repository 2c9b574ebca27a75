//! Who a phrase stands for.

use chancery_model::{Country, Sector};
use jiff::civil::Date;

use crate::{
    Answer, Around, Gazetteer, Head, Query,
    find::ambiguous,
    people::{Choice, Hints, choose, holds, standing},
    phrase::{Item, Link, What, is_small},
    tables::{Form, Kind, Noun},
    text::{Case, Word, words},
};

/// Who owns or sends the one at the head of the phrase.
#[derive(Debug, Clone, Default)]
struct Owner {
    country: Option<Country>,
    /// Sector of the body or noun before the head.
    sector: Option<Sector>,
    /// The sector is a body's (not a noun's).
    body: bool,
    /// The country was named as a state.
    state: Option<Country>,
    why: Vec<String>,
}

impl Gazetteer {
    /// Says who `q.text` stands for on `q.date`.
    pub fn resolve(&self, q: &Query) -> Answer {
        let answer = self.phrase(q);
        // "Jane Roe, Peru's governor": an unknown name, told by what follows it.
        if answer.country.is_none()
            && matches!(answer.head, Head::Unknown)
            && let Some((name, told)) = q.text.split_once(", ").filter(|(n, t)| n.starts_with(char::is_uppercase) && !t.is_empty())
        {
            let by = self.phrase(&Query { text: told, ..*q });
            if by.country.is_some() && matches!(by.head, Head::Office | Head::Group) {
                return Answer { name: Some(name.to_owned()), actor_id: None, person: true, plural: false, ..by };
            }
        }
        answer
    }

    fn phrase(&self, q: &Query) -> Answer {
        let all = words(q.text);
        if let [w] = &all[..]
            && let Some(a) = pronoun(&w.key, w.case)
        {
            return a;
        }
        let mut start = 0;
        let article = all.first().is_some_and(|w| matches!(w.key.as_str(), "the"));
        while start + 1 < all.len() && skippable(&all[start]) {
            // "hundreds of", "both of"
            start += if start + 2 < all.len() && all[start + 1].key == "of" && all[start].case == Case::Lower { 2 } else { 1 };
        }
        let words = &all[start..];
        if words.is_empty() {
            return Answer::unknown();
        }
        // A name without its capitals is a name where somebody types it, not in running text ("a global fund").
        let lenient = q.context.is_none() && words.iter().all(|w| w.case == Case::Lower);
        let mut items = self.items(words, lenient, q.date);
        // "(PKK)" and other asides after the party do not change it, but a name after a comma may be its own.
        let around = q.context.map(|c| self.countries_in(c, q.date)).unwrap_or_default();
        if items.len() == 1
            && let Some(a) = self.single(&items[0], words, article, q, &around)
        {
            return a;
        }
        items.retain(|i| !matches!(i.what, What::Word(false)) || i.ally || i.hyphen);
        let main = items.iter().position(|i| matches!(i.what, What::Link(_))).unwrap_or(items.len());
        if let Some(a) = self.person(&items, words, q, &around) {
            return a;
        }
        self.headed(&items, main, words, article, q)
    }

    /// Countries that a sentence names.
    fn countries_in(&self, text: &str, date: Option<Date>) -> Vec<Country> {
        let mut out = Vec::new();
        for f in self.find_names(text, date) {
            if let Some(c) = f.country.filter(|c| !out.contains(c)) {
                out.push(c);
            }
        }
        out
    }

    /// A phrase that is one name or noun.
    fn single(&self, item: &Item, words: &[Word], article: bool, q: &Query, around: &[Country]) -> Option<Answer> {
        match &item.what {
            What::State(i, Form::Part) => {
                let (state, name) = (&self.tables.states[*i], text_of(words, item, q));
                // "Tibetans", "Texans": people of a part, not the state.
                let Some(noun) = self.people_of_part(item, name) else {
                    return Some(Answer { name: Some(name.to_owned()), actor_id: None, ..self.state_answer(*i, Form::Part, article) });
                };
                let owner =
                    Owner { country: Some(state.code), why: vec![format!("part of {} -> {}", state.name, state.code)], ..Owner::default() };
                Some(match noun {
                    Some((n, plural)) => self.noun_answer(n, plural, &owner, None, false, q),
                    None => Answer {
                        country: owner.country,
                        sector: Some(Sector::Cvl),
                        head: Head::Group,
                        plural: true,
                        why: owner.why,
                        ..Answer::unknown()
                    },
                })
            }
            What::State(i, form) => Some(self.state_answer(*i, *form, article)),
            What::Body(b) => {
                if let (Some(noun), Some(home)) = (item.noun, q.home)
                    && Some(home) != self.tables.bodies[*b].on(q.date).country
                {
                    return Some(self.noun_answer(noun.0, noun.1, &Owner::default(), None, false, q));
                }
                Some(self.body_answer(*b, q.date))
            }
            What::Noun(n, plural) => Some(self.noun_answer(*n, *plural, &Owner::default(), None, false, q)),
            What::Person(candidates) => {
                let hints = Hints { date: q.date, country: None, noun: None, around };
                Some(match choose(&self.tables.people, candidates, &hints) {
                    Choice::One(p) => self.person_answer(p, None, None, q.date, false),
                    Choice::Tied(rows, country) => self.tied(&rows, country, None),
                    Choice::None => Answer {
                        person: true,
                        why: vec![format!("nobody called '{}' held a known office on the date", text_of(words, item, q))],
                        ..Answer::unknown()
                    },
                })
            }
            _ => None,
        }
    }

    /// Whether the name of a part is that of its people: a noun of the tables, or ("Texans") the plural of another such name.
    fn people_of_part(&self, item: &Item, text: &str) -> Option<Option<(usize, bool)>> {
        let singular = || text.strip_suffix('s').is_some_and(|one| self.tables.names.iter().any(|n| n.1 == Form::Part && n.2 == one));
        item.noun.map(Some).or_else(|| singular().then_some(None))
    }

    fn state_answer(&self, i: usize, form: Form, article: bool) -> Answer {
        let s = &self.tables.states[i];
        let people = matches!(form, Form::People) || form == Form::Adjective && article && self.is_people(i, form);
        let what = match form {
            Form::Name => "name",
            Form::Adjective => "demonym",
            Form::People => "people",
            Form::Person => "national",
            Form::Capital => "capital",
            Form::Part => "part",
        };
        let single = form == Form::Person;
        let own_people = people || single;
        Answer {
            name: Some(s.name.to_owned()),
            country: Some(s.code),
            sector: Some(if own_people { Sector::Cvl } else { Sector::Gov }),
            office: None,
            actor_id: Some(format!("country:{}", s.code)),
            head: if own_people { Head::Group } else { Head::State },
            plural: people,
            person: single,
            why: vec![format!("{what} of {} -> {}{}", s.name, s.code, self.line_of_state(i))],
        }
    }

    /// "the Japanese": the adjective is also the name of the people.
    fn is_people(&self, state: usize, form: Form) -> bool {
        form == Form::Adjective && {
            let own = |f: Form| self.tables.names.iter().filter(move |(i, g, _)| *i == state && *g == f).map(|n| n.2);
            own(Form::Adjective).any(|a| own(Form::People).any(|p| p == a || p == format!("the {a}")))
        }
    }

    fn body_answer(&self, b: usize, date: Option<Date>) -> Answer {
        let body = &self.tables.bodies[b];
        let on = body.on(date);
        Answer {
            name: Some(body.name.to_string()),
            country: on.country,
            sector: on.sector,
            office: None,
            actor_id: Some(body.id.to_string()),
            head: Head::NamedBody,
            plural: false,
            person: false,
            why: vec![format!("body '{}' -> {}{}", body.name, standing_of(on), self.line(on.told))],
        }
    }

    fn person_answer(&self, p: usize, noun: Option<&Noun>, country: Option<Country>, date: Option<Date>, former: bool) -> Answer {
        let person = &self.tables.people[p];
        let s = standing(person, date, noun, country);
        let mut why = vec![s.why + &self.line(s.told)];
        let in_office = date.is_some_and(|d| person.terms.iter().any(|t| holds(t, d)));
        let sector = if former && !in_office {
            why.push("'former' -> ELI".into());
            Some(Sector::Eli)
        } else {
            s.sector
        };
        Answer {
            name: Some(person.name.to_string()),
            country: s.country,
            sector,
            office: if former && !in_office { None } else { s.office },
            actor_id: Some(person.id.to_string()),
            head: Head::NamedPerson,
            plural: false,
            person: true,
            why,
        }
    }

    fn tied(&self, rows: &[usize], country: Option<Country>, sector: Option<Sector>) -> Answer {
        let names: Vec<&str> = rows.iter().take(4).map(|&i| &*self.tables.people[i].id).collect();
        Answer { country, sector, person: true, why: vec![format!("may be {}", names.join(" or "))], ..Answer::unknown() }
    }

    /// A phrase that names a person of the gazetteer who is meant by it.
    fn person(&self, items: &[Item], words: &[Word], q: &Query, around: &[Country]) -> Option<Answer> {
        let at = items.iter().rposition(|i| matches!(i.what, What::Person(_)))?;
        let What::Person(candidates) = &items[at].what else { return None };
        if items[at].possessive && at + 1 < items.len() {
            return None;
        }
        // A noun right after it is the head: "Putin supporters", "the Assad regime".
        if matches!(items.get(at + 1).map(|i| &i.what), Some(What::Noun(..) | What::Body(_))) {
            return None;
        }
        let link = items[..at].iter().rposition(|i| matches!(i.what, What::Link(_)));
        let begin = match link {
            Some(l) => {
                let What::Link(kind) = items[l].what else { return None };
                let direct =
                    matches!(items.get(l + 1).map(|i| &i.what), Some(What::Noun(..) | What::Person(_) | What::Honorific | What::Former));
                if kind != Link::Comma && direct {
                    // "spokesman for President X": somebody else is meant.
                    return None;
                }
                0
            }
            None => 0,
        };
        // A surname alone must be introduced by an office or a state; other capitals beside it make another name.
        let before = &items[begin..at];
        let mut noun = None;
        let mut country = None;
        let mut body = None;
        let mut former = false;
        for (i, item) in before.iter().enumerate() {
            match &item.what {
                // The office itself, not what it is for ("Secretary for Refugees").
                What::Noun(n, _) if noun.is_none_or(|o: &Noun| !matches!(o.kind, Kind::Office | Kind::Title)) => {
                    noun = Some(&self.tables.nouns[*n])
                }
                What::State(s, _) if !item.ally => {
                    let code = self.tables.states[*s].code;
                    let envoy_to = i > 0
                        && matches!(before[i - 1].what, What::Link(Link::Other | Link::For | Link::In))
                        && country.is_none()
                        && before[..i].iter().any(|b| matches!(b.what, What::Noun(..)));
                    if country.is_none() && !envoy_to {
                        country = Some(code);
                    }
                }
                What::Body(b) if country.is_none() => {
                    let on = self.tables.bodies[*b].on(q.date);
                    if on.country.is_some_and(|c| c.is_body()) {
                        body = on.country;
                    } else {
                        country = on.country;
                    }
                }
                What::Former => former = true,
                _ => {}
            }
        }
        let hints = Hints { date: q.date, country, noun, around };
        // "NATO's secretary general": first among those who serve the body.
        let of_body =
            body.filter(|_| country.is_none()).map(|c| choose(&self.tables.people, candidates, &Hints { country: Some(c), ..hints }));
        let country = match of_body {
            Some(Choice::One(_)) => body,
            _ => country,
        };
        match of_body.filter(|c| matches!(c, Choice::One(_))).unwrap_or_else(|| choose(&self.tables.people, candidates, &hints)) {
            Choice::One(p) => {
                let mut a = self.person_answer(p, noun, country, q.date, former);
                if let (Some(c), None) = (country, &a.country) {
                    a.country = Some(c);
                }
                Some(a)
            }
            Choice::Tied(rows, c) => {
                let mut a = self.tied(&rows, country.or(c), noun.and_then(|n| n.sector));
                a.head = if noun.is_some() { Head::Office } else { Head::Unknown };
                a.name = Some(text_of(words, &items[at], q).to_owned());
                Some(a)
            }
            Choice::None => None,
        }
    }

    /// A phrase by its head noun, body or state.
    fn headed(&self, items: &[Item], main: usize, words: &[Word], article: bool, q: &Query) -> Answer {
        let is_name = |i: &Item| matches!(i.what, What::Word(true)) || matches!(i.what, What::Person(_));
        let head = items[..main].iter().rposition(|i| matches!(i.what, What::Noun(..) | What::Body(_)));
        let Some(head) = head else { return self.headless(items, main, words, article, q) };
        let owner = self.owner(items, head, main, words, q);
        let former = items[..head].iter().any(|i| i.what == What::Former);
        let lesser = items[..main].iter().any(|i| i.what == What::Lesser);
        // Capitalised words at the end: the name of someone unknown.
        let tail: Vec<&Item> = items[head + 1..].iter().rev().take_while(|i| is_name(i)).collect();
        // Behind "for", "of" or "for President" it is somebody else's ("supporters of ...").
        let begin = items.len() - tail.len();
        let foreign = begin > 0
            && match items[begin - 1].what {
                What::Link(l) => l != Link::Comma,
                What::Noun(..) | What::Honorific | What::Former => {
                    begin >= 2 && begin - 1 > head && matches!(items[begin - 2].what, What::Link(l) if l != Link::Comma)
                }
                _ => false,
            };
        let name = tail
            .last()
            .zip(tail.first())
            .filter(|_| !foreign)
            .and_then(|(a, b)| q.text.get(words[a.from].range.start..words[b.to - 1].range.end))
            .map(str::to_owned);
        let mut answer = match items[head].what {
            What::Body(b) => {
                let body = &self.tables.bodies[b];
                let on = body.on(q.date);
                let stated = owner.state.filter(|c| Some(*c) != on.country);
                match (stated, items[head].noun) {
                    // "Japan's Liberal Democratic Party" is not the body of that name elsewhere.
                    (Some(_), Some((n, plural))) => self.noun_answer(n, plural, &owner, name.clone(), lesser, q),
                    (Some(c), None) if !on.country.is_some_and(|c| c.is_body()) && on.sector != Some(Sector::Reb) => Answer {
                        name: Some(text_of(words, &items[head], q).to_owned()),
                        country: Some(c),
                        sector: on.sector,
                        head: Head::NamedBody,
                        why: vec![format!("a '{}' of {c}{}", body.name, self.line(on.told))],
                        ..Answer::unknown()
                    },
                    _ => self.body_answer(b, q.date),
                }
            }
            What::Noun(n, plural) => self.noun_answer(n, plural, &owner, name.clone(), lesser || former, q),
            _ => Answer::unknown(),
        };
        if former && !answer.plural && matches!(answer.head, Head::Office) {
            answer.sector = Some(Sector::Eli);
            answer.office = None;
            answer.why.push("'former' -> ELI".into());
        } else if former && answer.head == Head::Group && answer.person && answer.sector == Some(Sector::Gov) {
            answer.sector = Some(Sector::Eli);
        }
        if answer.name.is_none() {
            answer.name = name;
        }
        if let Some(n) = &answer.name {
            answer.person |= tail.len() > 1 && answer.head != Head::NamedBody && !n.is_empty();
        }
        answer
    }

    /// Whose the head is: what stands before it, else what follows "of", "for", "in".
    fn owner(&self, items: &[Item], head: usize, main: usize, words: &[Word], q: &Query) -> Owner {
        let mut o = Owner::default();
        let take = |o: &mut Owner, item: &Item| match &item.what {
            What::State(row, form) if !item.ally => {
                let s = &self.tables.states[*row];
                if o.country.is_none() || item.hyphen && s.code.as_str() == "USA" {
                    o.country = Some(s.code);
                    o.state = Some(s.code);
                    let what = if *form == Form::Adjective {
                        "demonym"
                    } else if *form == Form::Capital {
                        "capital"
                    } else {
                        "name"
                    };
                    o.why.push(format!("{what} of {} -> {}{}", s.name, s.code, self.line_of_state(*row)));
                }
            }
            What::Body(b) if !item.ally => {
                let body = &self.tables.bodies[*b];
                let on = body.on(q.date);
                let apart = on.country.is_some_and(|c| c.is_body()) || on.sector == Some(Sector::Reb);
                if o.country.is_none_or(|c| Some(c) == on.country) || item.noun.is_none() && apart {
                    o.country = on.country;
                    o.sector = on.sector;
                    o.body = true;
                    o.why.push(format!("of '{}' -> {}{}", body.name, standing_of(on), self.line(on.told)));
                } else if o.sector.is_none() {
                    o.sector = on.sector;
                }
            }
            What::Noun(n, _) if !o.body => {
                o.sector = self.tables.nouns[*n].sector.or(o.sector);
            }
            // "the Sherman Group" is nobody's whom the gazetteer knows.
            What::Person(candidates)
                if !item.possessive
                    && !candidates.iter().any(|c| c.1)
                    && words[items[head].from].case != Case::Lower
                    && !matches!(words[items[head].from].key.as_str(), "administration" | "government" | "cabinet" | "regime") => {}
            // "a court in Lagos": a surname that is a city's name too, where no leader's following is told of.
            What::Person(candidates)
                if !candidates.iter().any(|c| c.1)
                    && !of_persons(&words[items[head].from].key)
                    && self.place(text_of(words, item, q), &Around::default()).is_some() => {}
            What::Person(candidates) if o.country.is_none() => {
                if let Choice::One(p) = choose(&self.tables.people, candidates, &Hints { date: q.date, ..Hints::default() }) {
                    let s = standing(&self.tables.people[p], q.date, None, None);
                    o.country = s.country;
                    let country = s.country.map_or("no country".to_owned(), |c| c.to_string());
                    o.why.push(format!("of '{}' -> {country}{}", self.tables.people[p].name, self.line(s.told)));
                }
            }
            _ => {}
        };
        for item in &items[..head] {
            take(&mut o, item);
        }
        if o.country.is_some() {
            return o;
        }
        let envoy = matches!(items[head].what, What::Noun(n, _) if is_envoy(&self.tables.nouns[n]));
        let mut link = None;
        for item in items.get(main..).unwrap_or(&[]) {
            match item.what {
                What::Link(l) => link = Some(l),
                What::Word(_) => {}
                _ => {
                    let counts = match link {
                        Some(Link::Of) => true,
                        Some(Link::For) => !envoy,
                        Some(Link::In) => !envoy,
                        Some(Link::Comma) => matches!(item.what, What::State(..)),
                        _ => false,
                    };
                    if counts {
                        let sector = o.sector;
                        take(&mut o, item);
                        if matches!(item.what, What::Noun(..)) {
                            // "members of parliament": the noun behind "of" counts for a neutral head only.
                            o.sector = sector.or(o.sector);
                        }
                    }
                    if o.country.is_some() {
                        break;
                    }
                }
            }
        }
        if o.country.is_none()
            && let Some((country, place)) = self.place_of(items, head, main, words, q)
        {
            o.country = Some(country);
            o.why.push(format!("place '{place}' -> {country}"));
        }
        o
    }

    /// The city or region right before the head, or after "of" or "in": "Karachi police", "governor of Kano". Nouns that follow
    /// a leader's name ("the Santos government") tell no place.
    fn place_of(&self, items: &[Item], head: usize, main: usize, words: &[Word], q: &Query) -> Option<(Country, String)> {
        let surname = |i: &Item| matches!(&i.what, What::Person(p) if !p.iter().any(|p| p.1));
        let name = |i: &Item| (i.what == What::Word(true) || surname(i)) && !i.possessive;
        let located = |from: usize, to: usize| {
            let (first, last) = (items.get(from)?, items.get(to.checked_sub(1)?)?);
            let text = q.text.get(words[first.from].range.start..words[last.to - 1].range.end)?;
            Some((self.place(text, &q.home.into())?.country?, text.to_owned()))
        };
        // "The Sherman Group" is a name, "Lagos police" is not.
        let common = words[items[head].from].case == Case::Lower;
        let before = items[..head].iter().rev().take_while(|i| name(i) && (common || !surname(i))).count();
        // Cities that are plain words where a phrase begins with them.
        const PLAIN: [&str; 16] = [
            "federal", "central", "local", "national", "regional", "mobile", "reading", "nice", "orange", "general", "union", "liberal",
            "young", "born", "split", "progress",
        ];
        if before > 0 && before == head && !of_persons(&words[items[head].from].key) && !PLAIN.contains(&words[items[0].from].key.as_str())
        {
            return located(0, head);
        }
        if !matches!(items.get(main)?.what, What::Link(Link::Of | Link::In)) || before > 0 {
            return None;
        }
        let after = items[main + 1..].iter().take_while(|i| name(i)).count();
        located(main + 1, main + 1 + after)
    }

    fn noun_answer(&self, n: usize, plural: bool, owner: &Owner, name: Option<String>, lesser: bool, q: &Query) -> Answer {
        let noun = &self.tables.nouns[n];
        let mut why = owner.why.clone();
        let country = owner.country.or(noun.country).or_else(|| {
            let home = q.home.filter(|_| noun.sector != Some(Sector::Igo));
            if let Some(h) = home {
                why.push(format!("no country named; {h} is the country spoken of"));
            }
            home
        });
        let sector = sector(noun, owner, country);
        let shown = if plural && !noun.plural.is_empty() { &noun.plural } else { &noun.text };
        match sector {
            Some(s) => why.push(format!("'{shown}' -> {s}{}", self.line(noun.told))),
            None if noun.told.is_some() => why.push(format!("'{shown}'{}", self.line(noun.told))),
            None => {}
        }
        let head = match noun.kind {
            Kind::Office | Kind::Title | Kind::Organ => Head::Office,
            Kind::Group | Kind::Neutral => Head::Group,
        };
        let one = !plural && noun.kind != Kind::Organ && !collective(&noun.text);
        let mut answer = Answer {
            name,
            country,
            sector,
            office: Some(&*noun.office).filter(|o| !o.is_empty() && !plural && !lesser && noun.class != "leader").map(str::to_owned),
            actor_id: None,
            head,
            plural: plural || matches!(&*noun.text, "police" | "people" | "public"),
            person: one,
            why,
        };
        if noun.kind == Kind::Office
            && one
            && !lesser
            && answer.name.is_none()
            && !owner.body
            && let (Some(c), Some(date)) = (country, q.date)
        {
            self.holder(noun, c, date, &mut answer);
        }
        answer
    }

    /// Fills in who holds the office, where exactly one is known to.
    fn holder(&self, noun: &Noun, country: Country, date: Date, answer: &mut Answer) {
        // Who is called the leader where there are several: the office that rules the others.
        const LEADERS: [&[&str]; 3] = [&["supreme-leader", "general-secretary"], &["leader"], &["president", "premier", "monarch"]];
        let own = [noun.class];
        let groups: Vec<&[&str]> = if noun.class == "leader" { LEADERS.to_vec() } else { vec![&own] };
        let mut found: Vec<(usize, usize)> = Vec::new();
        for class in groups.into_iter().flatten() {
            let held = self.holders_of(country, class);
            for (p, t) in held.filter(|&(p, t)| holds(&self.tables.people[p].terms[t], date)) {
                if !found.iter().any(|f| f.0 == p) {
                    found.push((p, t));
                }
            }
        }
        if noun.class == "leader" {
            let top = found.iter().filter(|&&(p, t)| LEADERS[0].contains(&self.tables.people[p].terms[t].class)).count();
            if top == 1 {
                found.retain(|&(p, t)| LEADERS[0].contains(&self.tables.people[p].terms[t].class));
            }
        }
        // Whom a user's file names holds it.
        if found.iter().any(|f| self.tables.people.is_own(f.0)) {
            found.retain(|f| self.tables.people.is_own(f.0));
        }
        // A dated term is surer than a sighting.
        if found.iter().any(|&(p, t)| !self.tables.people[p].terms[t].seen) {
            found.retain(|&(p, t)| !self.tables.people[p].terms[t].seen);
        }
        if let [(p, t)] = found[..] {
            let person = &self.tables.people[p];
            let term = &person.terms[t];
            let day = |d: Option<Date>| d.map_or_else(|| "now".to_owned(), |d| d.to_string());
            answer.name = Some(person.name.to_string());
            answer.actor_id = Some(person.id.to_string());
            answer.office = Some(term.office.to_string()).filter(|o| !o.is_empty());
            let line = self.line(term.told);
            answer.why.push(format!("held by {} from {} to {}{line}", person.name, day(term.from), day(term.to)));
        } else if found.len() > 1 {
            let names: Vec<&str> = found.iter().take(4).map(|f| &*self.tables.people[f.0].name).collect();
            answer.why.push(format!("held by {}: left open", names.join(" or ")));
        }
    }

    /// No noun and no body: states and words that nobody knows.
    fn headless(&self, items: &[Item], main: usize, words: &[Word], article: bool, q: &Query) -> Answer {
        let names: Vec<usize> = (0..main).filter(|&i| matches!(items[i].what, What::Word(true) | What::Person(_))).collect();
        let states: Vec<usize> = (0..main).filter(|&i| matches!(items[i].what, What::State(..)) && !items[i].ally).collect();
        let text = |a: usize, b: usize| q.text.get(words[items[a].from].range.start..words[items[b].to - 1].range.end).map(str::to_owned);
        let first = states.first().copied();
        if let Some(s) = first {
            let What::State(row, form) = items[s].what else { return Answer::unknown() };
            let code = self.tables.states[row].code;
            if names.is_empty() {
                let last = words.last();
                let lower = last.filter(|w| w.case == Case::Lower && !is_small(&w.key) && items.last().is_none_or(|i| i.to < words.len()));
                let mut a = self.state_answer(row, form, article && lower.is_none());
                if let Some(w) = lower {
                    // "Egyptian mediators" whom the tables do not know by that noun.
                    a = Answer {
                        name: None,
                        sector: None,
                        actor_id: None,
                        head: Head::Group,
                        plural: w.key.ends_with('s'),
                        person: !w.key.ends_with('s'),
                        ..a
                    };
                }
                return a;
            }
            // A state before a name gives it its country ("Swedish ..."); inside a name, or as a first name, it does not.
            let first_name = form != Form::Adjective
                && items[s].to - items[s].from == 1
                && (ambiguous(&words[items[s].from].key) || self.tables.states.is_own(row));
            if s < names[0] && !first_name {
                let a = self.state_answer(row, form, false);
                let why = a.why;
                return Answer {
                    name: text(names[0], names[names.len() - 1]),
                    country: Some(code),
                    person: true,
                    why,
                    ..Answer::unknown()
                };
            }
        }
        // "University of ...": a capitalised name and "of" or "in" a state.
        let after = items.iter().enumerate().skip(main).find(|(_, i)| matches!(i.what, What::State(..)));
        if let (false, Some((s, item)), Some(What::Link(link))) = (names.is_empty(), after, items.get(main).map(|i| &i.what))
            && let (What::State(row, _), true) = (&item.what, s == main + 1 && matches!(link, Link::Of | Link::In))
        {
            let state = &self.tables.states[*row];
            return Answer {
                name: text(names[0], s),
                country: Some(state.code),
                why: vec![format!("name with {} -> {}", state.name, state.code)],
                ..Answer::unknown()
            };
        }
        let capitals = names.len();
        let what = names.first().zip(names.last()).and_then(|(a, b)| text(*a, *b));
        Answer {
            person: (1..=4).contains(&capitals) && main == items.len(),
            why: vec![format!("nobody is known by '{}'", what.unwrap_or_else(|| q.text.trim().to_owned()))],
            ..Answer::unknown()
        }
    }
}

/// A body's country and sector, as far as they are told.
fn standing_of(s: &crate::tables::Standing) -> String {
    let country = s.country.map_or("no country".to_owned(), |c| c.to_string());
    format!("{country} {}", s.sector.map_or("no sector", |s| s.as_str()))
}

/// Nouns that stand behind a leader's name.
fn of_persons(key: &str) -> bool {
    const WORDS: [&str; 9] =
        ["administration", "government", "cabinet", "regime", "campaign", "supporter", "loyalist", "family", "movement"];
    WORDS.iter().any(|w| key.starts_with(w))
}

/// The sector of a noun with what stands before it.
fn sector(noun: &Noun, owner: &Owner, country: Option<Country>) -> Option<Sector> {
    use Sector::*;
    // "private sector leaders", "rebel leader"
    if noun.class == "leader" && owner.sector.is_some() {
        return owner.sector;
    }
    if noun.kind == Kind::Neutral {
        return match (owner.sector, noun.sector) {
            // "NATO forces", "government forces" are soldiers; rebels stay rebels.
            (Some(Igo | Gov | Pre | Mil), Some(Mil)) => Some(Mil),
            (Some(s), _) => Some(s),
            (None, s) => s.or(country.filter(|c| !c.is_body()).and(None)),
        };
    }
    match (owner.sector, noun.sector) {
        (Some(s), Some(Gov)) if owner.body => Some(s),
        (Some(Reb), Some(Mil | Gov | Leg | Cop | Spy | Uaf | Jud)) if owner.body || noun.kind != Kind::Organ => Some(Reb),
        (Some(Igo), Some(Leg | Gov | Oth | Cop)) => Some(Igo),
        (Some(s @ (Opp | Reb)), Some(Leg | Mil | Gov | Cvl | Pty | Uaf)) => Some(s),
        (Some(s), None) => Some(s),
        (_, s) => s,
    }
}

fn is_envoy(n: &Noun) -> bool {
    [
        "ambassador",
        "envoy",
        "representative",
        "coordinator",
        "consul",
        "emissary",
        "assistant secretary",
        "under secretary",
        "undersecretary",
        "secretary",
        "attache",
        "diplomat",
        "rapporteur",
        "liaison",
    ]
    .iter()
    .any(|w| n.text.ends_with(w))
}

fn collective(text: &str) -> bool {
    matches!(
        text,
        "forces"
            | "force"
            | "police"
            | "people"
            | "public"
            | "population"
            | "personnel"
            | "committee"
            | "council"
            | "commission"
            | "team"
            | "unit"
            | "office"
            | "bureau"
            | "board"
            | "panel"
            | "body"
            | "group"
            | "company"
            | "firm"
            | "bank"
            | "crowd"
            | "mob"
            | "union"
            | "militia"
            | "gang"
            | "cartel"
            | "newspaper"
            | "broadcaster"
    )
}

fn skippable(w: &Word) -> bool {
    w.case != Case::Upper && is_small(&w.key) && !matches!(w.key.as_str(), "of" | "no") || w.key == "a"
}

fn text_of<'a>(words: &[Word], item: &Item, q: &Query<'a>) -> &'a str {
    words.get(item.from).zip(words.get(item.to.wrapping_sub(1))).and_then(|(a, b)| q.text.get(a.range.start..b.range.end)).unwrap_or(q.text)
}

fn pronoun(key: &str, case: Case) -> Option<Answer> {
    if matches!(key, "us" | "it" | "who") && case == Case::Upper {
        return None;
    }
    let (person, plural) = match key {
        "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" | "i" | "me" | "my" | "you" | "who" => (true, false),
        "it" | "its" | "itself" | "this" | "that" => (false, false),
        "they" | "them" | "their" | "theirs" | "themselves" | "we" | "us" | "our" | "ours" | "both" | "these" | "those" | "all" => {
            (false, true)
        }
        _ => return None,
    };
    Some(Answer { head: Head::Pronoun, person, plural, why: vec![format!("'{key}' only points back")], ..Answer::unknown() })
}
