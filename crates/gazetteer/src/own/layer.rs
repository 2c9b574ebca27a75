//! A user's names laid over the embedded gazetteer, which stays shared: only their own rows and index are new.

use std::{
    collections::{HashMap, HashSet},
    num::NonZeroU32,
};

use chancery_model::{Country, Diagnostic, Severity};
use jiff::civil::Date;

use super::{OwnActor, OwnFile, OwnKind, OwnRole};
use crate::{
    Gazetteer, holders,
    index::{Hit, Index, Style, Target},
    people::holds,
    rows::{Rows, Told},
    tables::{Body, Form, Kind, Noun, Person, Standing, State, Tables, Term, classes, covers},
    text::{Word, key},
};

/// Contradictions that are told one by one; of more only the number.
const MOST_TOLD: usize = 20;

/// What a layer knows beside its rows.
pub(crate) struct Own {
    embedded: &'static Gazetteer,
    files: Vec<String>,
    /// File and line of every row.
    lines: Vec<(usize, u32)>,
    /// Lines of the layer's states, in their order.
    states: Vec<Told>,
}

impl Gazetteer {
    /// The embedded gazetteer with a user's names over it; costs what they cost, the embedded tables are not copied.
    ///
    /// A user's row stands before the embedded ones of the same name on the days for which it holds, a later row before an
    /// earlier. Rows of one name that contradict each other on the same days are told.
    ///
    /// ```
    /// use chancery_gazetteer::{Gazetteer, OwnFile, Query};
    /// let (file, _) = OwnFile::read("mine.tsv", b"name\tkind\tcountry\tsector\nBlue River Front\tbody\tPER\tREB\n");
    /// let (mine, contradictions) = Gazetteer::with(&[file]);
    /// assert!(contradictions.is_empty());
    /// let answer = mine.resolve(&Query { text: "the Blue River Front", date: None, context: None, home: None });
    /// assert_eq!(answer.why, ["body 'Blue River Front' -> PER REB (mine.tsv line 2)"]);
    /// ```
    pub fn with(files: &[OwnFile]) -> (Gazetteer, Vec<Diagnostic>) {
        let mut layer = Layer::new();
        for (i, file) in files.iter().enumerate() {
            layer.own.files.push(file.name().to_owned());
            for actor in &file.actors {
                layer.add(i, actor);
            }
        }
        layer.finish(files)
    }

    /// The longest name at word `at` on a day. Where a user's rows of that name hold, the embedded ones of it do not; where none
    /// does, the embedded ones stand, if there are any.
    pub(crate) fn hit(&self, words: &[Word], at: usize, lenient: bool, date: Option<Date>) -> Option<Hit> {
        let mut hit = self.index.longest(words, at, lenient)?;
        if self.own.is_some() && hit.targets.iter().any(|t| self.decides(t)) {
            self.choose_own(&mut hit.targets, date);
        }
        Some(hit)
    }

    fn choose_own(&self, targets: &mut Vec<Target>, date: Option<Date>) {
        let holding: Vec<Target> = targets.iter().filter(|t| self.decides(t) && self.covers(t, date)).copied().collect();
        if holding.is_empty() {
            if targets.iter().any(|t| !self.decides(t)) {
                targets.retain(|t| !self.decides(t));
            }
            return;
        }
        // A word for people or posts ("congress") leaves the bodies and states of that name.
        let noun = |t: &Target| matches!(t, Target::Noun(..));
        let nouns_only = holding.iter().all(noun);
        targets.retain(|t| holding.contains(t) || nouns_only && !noun(t) && !self.decides(t));
        // A name that stood for several states: on the day asked for as of bodies, else what it stands for now.
        let span = |t: &Target| match *t {
            Target::State(i, _) => {
                let (from, to) = (self.tables.states[i].from, self.tables.states[i].to);
                let order = if date.is_some() { (from.is_some() || to.is_some(), from) } else { (to.is_none(), to) };
                Some((order, i))
            }
            _ => None,
        };
        if let Some(last) = targets.iter().filter_map(span).max() {
            let code = self.tables.states[last.1].code;
            targets.retain(|t| !matches!(*t, Target::State(i, _) if self.tables.states[i].code != code));
        }
        // Of several bodies of one name, and several rows for a word, the last that says something.
        let body = |t: &Target| match *t {
            Target::Body(i) if self.tables.bodies.is_own(i) => Some((self.tables.bodies[i].on(date).country.is_some(), i)),
            _ => None,
        };
        if let Some((_, last)) = targets.iter().filter_map(body).max() {
            targets.retain(|t| body(t).is_none_or(|b| b.1 == last));
        }
        let word = |t: &Target| match *t {
            Target::Noun(i, _) if self.tables.nouns.is_own(i) => Some((self.tables.nouns[i].from, i)),
            _ => None,
        };
        if let Some((_, last)) = targets.iter().filter_map(word).max() {
            targets.retain(|t| word(t).is_none_or(|w| w.1 == last));
        }
    }

    /// Whether it is a user's name of something; a surname alone decides nothing.
    fn decides(&self, target: &Target) -> bool {
        match *target {
            Target::State(i, _) => self.tables.states.is_own(i),
            Target::Body(i) => self.tables.bodies.is_own(i),
            Target::Noun(i, _) => self.tables.nouns.is_own(i),
            Target::Person(i, full) => full && self.tables.people.is_own(i),
        }
    }

    /// Whether a user's row of it holds on the day.
    fn covers(&self, target: &Target, date: Option<Date>) -> bool {
        let Some(date) = date else { return true };
        match *target {
            Target::State(i, _) => covers(self.tables.states[i].from, self.tables.states[i].to, date),
            Target::Body(i) => self.tables.bodies[i].standings.iter().any(|s| covers(s.from, s.to, date)),
            Target::Noun(i, _) => covers(self.tables.nouns[i].from, self.tables.nouns[i].to, date),
            Target::Person(i, _) => self.tables.people[i].terms.iter().any(|t| holds(t, date)),
        }
    }

    /// " (mine.tsv line 3)", for reasons; nothing for what the program carries.
    pub(crate) fn line(&self, told: Option<Told>) -> String {
        let at = told.and_then(|t| self.own.as_ref()?.lines.get(t.0.get() as usize - 1));
        at.zip(self.own.as_ref())
            .and_then(|(&(file, line), own)| Some(format!(" ({} line {line})", own.files.get(file)?)))
            .unwrap_or_default()
    }

    /// The same for a state.
    pub(crate) fn line_of_state(&self, i: usize) -> String {
        let own = i.checked_sub(self.tables.states.embedded().len());
        self.line(own.and_then(|i| self.own.as_ref()?.states.get(i).copied()))
    }

    /// Persons and terms of an office's class in a country.
    pub(crate) fn holders_of(&self, country: Country, class: &'static str) -> impl Iterator<Item = (usize, usize)> {
        let embedded = self.own.as_ref().map(|o| &o.embedded.holders);
        std::iter::once(&self.holders).chain(embedded).filter_map(move |h| h.get(&(country, class))).flatten().copied()
    }
}

/// A role told, to find what contradicts it.
struct Seen {
    actor: usize,
    kind: OwnKind,
    id: Option<String>,
    role: OwnRole,
    file: usize,
}

/// A layer while it is built.
struct Layer {
    embedded: &'static Gazetteer,
    tables: Tables,
    index: Index,
    own: Own,
    /// Rows by kind and id, or key of the name where no id is given.
    known: HashMap<(OwnKind, String), usize>,
    classes: HashMap<String, &'static str>,
    seen: HashMap<String, Vec<Seen>>,
    actors: usize,
    contradictions: Vec<(usize, u32, String)>,
}

impl Layer {
    fn new() -> Self {
        let embedded = Gazetteer::embedded();
        let t = &embedded.tables;
        Layer {
            embedded,
            tables: Tables {
                states: Rows::over(&t.states),
                names: Rows::over(&t.names),
                bodies: Rows::over(&t.bodies),
                nouns: Rows::over(&t.nouns),
                people: Rows::over(&t.people),
            },
            index: Index::over(&embedded.index),
            own: Own { embedded, files: Vec::new(), lines: Vec::new(), states: Vec::new() },
            known: HashMap::new(),
            classes: HashMap::new(),
            seen: HashMap::new(),
            actors: 0,
            contradictions: Vec::new(),
        }
    }

    fn add(&mut self, file: usize, actor: &OwnActor) {
        self.actors += 1;
        self.compare(file, actor);
        match actor.kind {
            OwnKind::Person => self.person(file, actor),
            OwnKind::Body => self.body(file, actor),
            OwnKind::Office | OwnKind::Group => self.noun(file, actor),
            OwnKind::Country => self.state(file, actor),
        }
    }

    fn told(&mut self, file: usize, line: u32) -> Option<Told> {
        self.own.lines.push((file, line));
        u32::try_from(self.own.lines.len()).ok().and_then(NonZeroU32::new).map(Told)
    }

    fn style(&self, actor: &OwnActor, name: &str) -> Style {
        if actor.capitals { self.embedded.index.style_of_capitals(name) } else { Style::of(name) }
    }

    /// The row of an actor told before; else the id for a new one.
    fn row(&mut self, actor: &OwnActor) -> Result<usize, String> {
        let by = (actor.kind, actor.id.clone().unwrap_or_else(|| key(&actor.name)));
        if let Some(&i) = self.known.get(&by) {
            return Ok(i);
        }
        let next = match actor.kind {
            OwnKind::Person => self.tables.people.len(),
            _ => self.tables.bodies.len(),
        };
        self.known.insert(by, next);
        let country = actor.roles.iter().find_map(|r| r.country).filter(|_| actor.kind == OwnKind::Person);
        let slug = key(&actor.name).replace(' ', "-");
        let made = format!("{}:{slug}{}", actor.kind.as_str(), country.map_or(String::new(), |c| format!("-{c}")));
        Err(actor.id.clone().unwrap_or(made))
    }

    fn person(&mut self, file: usize, actor: &OwnActor) {
        if self.classes.is_empty() {
            self.classes = classes(self.embedded.tables.nouns.embedded());
        }
        let i = self.row(actor).unwrap_or_else(|id| {
            let name = actor.name.clone().into();
            self.tables.people.push(Person { id: id.into(), name, aliases: Vec::new(), surnames: Vec::new(), terms: Vec::new() })
        });
        for role in &actor.roles {
            let told = self.told(file, role.line);
            let office = role.office.clone().unwrap_or_default();
            let class = self.classes.get(&office.to_lowercase()).copied().unwrap_or("");
            let (country, sector, from, to) = (role.country, role.sector, role.from, role.to);
            let term = Term { country, office: office.into(), class, sector, from, to, seen: false, told };
            if let Some(p) = self.tables.people.own_mut(i) {
                p.terms.push(term);
            }
        }
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            let style = self.style(actor, name);
            self.index.add_as(name, Target::Person(i, true), style);
        }
        for name in &actor.surnames {
            self.index.add_as(name, Target::Person(i, false), Style::Proper);
        }
    }

    fn body(&mut self, file: usize, actor: &OwnActor) {
        let i = self.row(actor).unwrap_or_else(|id| {
            self.tables.bodies.push(Body { id: id.into(), name: actor.name.clone().into(), aliases: Vec::new(), standings: Vec::new() })
        });
        for r in &actor.roles {
            let standing = Standing { country: r.country, sector: r.sector, from: r.from, to: r.to, told: self.told(file, r.line) };
            if let Some(b) = self.tables.bodies.own_mut(i) {
                b.standings.push(standing);
            }
        }
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            let style = self.style(actor, name);
            self.index.add_as(name, Target::Body(i), style);
        }
    }

    /// A word for a post or for people. What the embedded tables know of the word, but not its sector, still holds.
    fn noun(&mut self, file: usize, actor: &OwnActor) {
        let nouns = &self.embedded.tables.nouns;
        let noun_of = |text: &str| {
            self.embedded.index.targets(&key(text)).find_map(|t| if let Target::Noun(n, _) = t { Some(&nouns[n]) } else { None })
        };
        let same = noun_of(&actor.name);
        // "Deputy labour minister" is a post, as "minister" is, but not one of those that a state has once.
        let like =
            actor.name.rsplit([' ', '-']).next().and_then(noun_of).map(|n| if n.kind == Kind::Office { Kind::Title } else { n.kind });
        let kind = match actor.kind {
            OwnKind::Office => same.map_or(Kind::Office, |n| n.kind),
            _ => same.map(|n| n.kind).or(like).unwrap_or(Kind::Group),
        };
        for r in &actor.roles {
            let office = r.office.clone().or_else(|| same.map(|n| n.office.to_string()));
            let office = office.or_else(|| (actor.kind == OwnKind::Office).then(|| actor.name.clone())).unwrap_or_default();
            let noun = Noun {
                text: actor.name.clone().into(),
                plural: actor.plural.clone().into(),
                kind,
                country: r.country,
                sector: r.sector,
                class: same.map_or("", |n| n.class),
                office: office.into(),
                from: r.from,
                to: r.to,
                told: self.told(file, r.line),
            };
            let i = self.tables.nouns.push(noun);
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                self.index.add_as(name, Target::Noun(i, false), Style::Common);
            }
            if !actor.plural.is_empty() {
                self.index.add_as(&actor.plural, Target::Noun(i, true), Style::Common);
            }
        }
    }

    /// A name of a state keeps the forms that the embedded tables give it (adjective, capital, part ...).
    fn state(&mut self, file: usize, actor: &OwnActor) {
        for role in &actor.roles {
            let state = role.country.and_then(|c| self.embedded.state(c));
            let (Some(state), Some(told)) = (state, self.told(file, role.line)) else { continue };
            let i = self.tables.states.push(State { from: role.from, to: role.to, ..*state });
            self.own.states.push(told);
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                let form = |t: Target| match t {
                    Target::State(s, form) if self.tables.states[s].code == state.code => Some(form),
                    _ => None,
                };
                let mut forms: Vec<Form> = self.embedded.index.targets(&key(name)).filter_map(form).collect();
                if forms.is_empty() {
                    forms.push(Form::Name);
                }
                let style = self.style(actor, name);
                for form in forms {
                    self.index.add_as(name, Target::State(i, form), style);
                }
            }
        }
    }

    /// Looks for rows of the same name that say otherwise of the same days.
    fn compare(&mut self, file: usize, actor: &OwnActor) {
        let mut names: Vec<String> = std::iter::once(&actor.name).chain(&actor.aliases).map(|n| key(n)).collect();
        names.sort();
        names.dedup();
        let mut told = HashSet::new();
        for name in names {
            let before = self.seen.entry(name).or_default();
            for role in &actor.roles {
                let other = before.iter().rev().find(|s| s.actor != self.actors && contradicts(s, actor, role));
                if let Some(s) = other.filter(|s| told.insert((s.file, s.role.line, role.line))) {
                    let here = format!("{} {}", actor.kind.as_str(), what(role));
                    let there = format!("{} {} in {} line {}", s.kind.as_str(), what(&s.role), self.own.files[s.file], s.role.line);
                    let text = format!("'{}' is {here} and, on the same days, {there}: the later row counts", actor.name);
                    self.contradictions.push((file, role.line, text));
                }
            }
            let seen = |r: &OwnRole| Seen { actor: self.actors, kind: actor.kind, id: actor.id.clone(), role: r.clone(), file };
            before.extend(actor.roles.iter().map(seen));
        }
    }

    fn finish(mut self, files: &[OwnFile]) -> (Gazetteer, Vec<Diagnostic>) {
        for i in self.embedded.tables.people.len()..self.tables.people.len() {
            if let Some(p) = self.tables.people.own_mut(i) {
                p.terms.sort_by_key(|t| t.from);
            }
        }
        for i in self.embedded.tables.bodies.len()..self.tables.bodies.len() {
            if let Some(b) = self.tables.bodies.own_mut(i) {
                b.standings.sort_by_key(|s| s.from);
            }
        }
        let own = self.tables.people.iter().enumerate().skip(self.embedded.tables.people.len());
        let holders = holders(own);
        let note = |input: &str, line: Option<u32>, what: String| Diagnostic {
            severity: Severity::Note,
            input: input.to_owned(),
            place: line.map(|n| format!("line {n}")),
            what,
            hint: None,
        };
        let name = |file: usize| files.get(file).map_or("", |f| f.input.as_str());
        let more = self.contradictions.len().saturating_sub(MOST_TOLD);
        let mut told: Vec<Diagnostic> =
            self.contradictions.iter().take(MOST_TOLD).map(|(f, line, what)| note(name(*f), Some(*line), what.clone())).collect();
        if let Some((f, ..)) = self.contradictions.last().filter(|_| more > 0) {
            told.push(note(name(*f), None, format!("{more} more rows contradict others of the same name")));
        }
        (Gazetteer { tables: self.tables, index: self.index, holders, own: Some(self.own) }, told)
    }
}

/// Whether an actor's role cannot be true beside one told before. Two ids are two actors; two offices may be held at once.
fn contradicts(s: &Seen, actor: &OwnActor, role: &OwnRole) -> bool {
    let apart = |a: Option<Date>, b: Option<Date>| a.zip(b).is_some_and(|(to, from)| to < from);
    if apart(s.role.to, role.from) || apart(role.to, s.role.from) || s.id.is_some() && actor.id.is_some() && s.id != actor.id {
        return false;
    }
    let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
    let country = differ(s.role.country.as_ref().map(Country::as_str), role.country.as_ref().map(Country::as_str));
    let sector = differ(s.role.sector.as_ref().map(|x| x.as_str()), role.sector.as_ref().map(|x| x.as_str()));
    s.kind != actor.kind || country || sector && s.role.office == role.office
}

/// "PER GOV": a role in short.
fn what(r: &OwnRole) -> String {
    format!("{} {}", r.country.map_or("no country".to_owned(), |c| c.to_string()), r.sector.map_or("no sector", |s| s.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Head, Query};

    const HEAD: &str = "name\taliases\tkind\tcountry\tsector\toffice\tvalid_from\tvalid_to\tid\n";

    fn with(rows: &str) -> (Gazetteer, Vec<Diagnostic>) {
        let (file, wrong) = OwnFile::read("folder/mine.tsv", format!("{HEAD}{rows}").as_bytes());
        assert_eq!(wrong, []);
        Gazetteer::with(&[file])
    }

    fn ask(g: &Gazetteer, text: &str, date: &str) -> Answer {
        g.resolve(&Query { text, date: date.parse().ok(), context: None, home: None })
    }

    fn short(a: &Answer) -> String {
        let text = |s: Option<String>| s.unwrap_or("-".into());
        format!(
            "{} {} {} {}",
            text(a.country.map(|c| c.to_string())),
            text(a.sector.map(|s| s.to_string())),
            text(a.office.clone()),
            text(a.actor_id.clone())
        )
    }

    #[test]
    fn every_kind_is_known_alone_and_in_a_phrase() {
        let (g, told) = with(
            "Jane Q. Roewood\tJane Roewood|~Roewood\tperson\tPER\tGOV\tForeign Minister\t2030-01-01\t2031-12-31\t\n\
             Blue River Front\tBRF\tbody\tECU\tREB\t\t\t\t\n\
             reservoir keeper\t\tgroup\t\tLAB\t\t\t\t\n\
             High Palatine\t\toffice\t\tGOV\tHigh Palatine\t\t\t\n\
             Peruland\t\tcountry\tPER\t\t\t\t\t\n",
        );
        assert_eq!(told, []);
        for (text, date, want) in [
            ("Jane Roewood", "2030-05-01", "PER GOV Foreign Minister person:jane-q-roewood-PER"),
            ("Jane Roewood", "2035-05-01", "PER ELI - person:jane-q-roewood-PER"),
            ("Foreign Minister Roewood", "2030-05-01", "PER GOV Foreign Minister person:jane-q-roewood-PER"),
            ("Peru's foreign minister", "2030-05-01", "PER GOV Foreign Minister person:jane-q-roewood-PER"),
            ("the BRF", "", "ECU REB - body:blue-river-front"),
            ("Blue River Front fighters", "", "ECU REB - -"),
            ("reservoir keepers", "", "- LAB - -"),
            ("Chilean reservoir keepers", "", "CHL LAB - -"),
            ("the High Palatine of Chile", "", "CHL GOV High Palatine -"),
            ("Peruland", "", "PER GOV - country:PER"),
            ("Peruland's police", "", "PER COP - -"),
        ] {
            let a = ask(&g, text, date);
            assert_eq!(short(&a), want, "{text}: {:?}", a.why);
            assert!(a.why.iter().any(|w| w.contains("(mine.tsv line ")), "{text}: {:?}", a.why);
        }
        let found = g.find_names("The Blue River Front met Jane Roewood in Peruland.", "2030-05-01".parse().ok());
        assert_eq!(
            found.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(),
            ["body:blue-river-front", "person:jane-q-roewood-PER", "country:PER"]
        );
    }

    #[test]
    fn a_users_row_stands_before_the_embedded_one_for_its_days() {
        let (g, _) = with(
            "Barack Obama\t\tperson\tKEN\tREL\tBishop\t2015-01-01\t2015-12-31\t\n\
             Hezbollah\t\tbody\tLBN\tPTY\t\t2040-01-01\t\t\n\
             European Union\t\tbody\tIGO\tIGO\t\t\t\t\n",
        );
        for (text, date, want) in [
            ("Barack Obama", "2015-06-01", "KEN REL Bishop person:barack-obama-KEN"),
            ("Barack Obama", "2014-06-01", "USA GOV President person:barack-obama-USA"),
            ("the European Union", "2014-06-01", "IGO IGO - body:european-union"),
            ("Hezbollah", "2041-06-01", "LBN PTY - body:hezbollah"),
        ] {
            assert_eq!(short(&ask(&g, text, date)), want, "{text} {date}");
        }
        let embedded = Gazetteer::embedded();
        for text in ["Hezbollah", "Peru", "the French president", "NATO", "rebels"] {
            assert_eq!(ask(&g, text, "2014-06-01"), ask(embedded, text, "2014-06-01"), "{text}");
        }
    }

    #[test]
    fn a_body_outside_of_its_days_is_known_but_not_where_it_belongs() {
        let (g, _) = with("Blue River Front\t\tbody\tECU\tREB\t\t2020-01-01\t2020-12-31\t\n");
        let a = ask(&g, "Blue River Front", "2022-01-01");
        assert_eq!((a.head, a.country, a.sector), (Head::NamedBody, None, None));
        assert_eq!(short(&ask(&g, "Blue River Front", "2020-02-01")), "ECU REB - body:blue-river-front");
    }

    #[test]
    fn rows_that_contradict_each_other_are_told_and_the_later_counts() {
        let (g, told) = with(
            "Grey League\t\tbody\tPER\tOPP\t\t2020-01-01\t2020-12-31\t\n\
             Grey League\t\tbody\tPER\tGOV\t\t2021-01-01\t\t\n\
             Grey League\t\tbody\tCHL\tGOV\t\t2021-01-01\t\t\n\
             Ann Zzyx\t\tperson\tPER\tLEG\tDeputy\t\t\t\n\
             Ann Zzyx\t\tperson\tPER\tGOV\tForeign Minister\t\t\t\n",
        );
        assert_eq!(
            told.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "folder/mine.tsv: line 4: 'Grey League' is body CHL GOV and, on the same days, body PER GOV in mine.tsv line 3: the later row counts"
            ]
        );
        assert_eq!(short(&ask(&g, "Grey League", "2022-01-01")), "CHL GOV - body:grey-league");
        assert_eq!(short(&ask(&g, "Grey League", "2020-02-01")), "PER OPP - body:grey-league");
    }

    #[test]
    fn dictionaries_of_petrarch_answer_for_their_days() {
        let text = "ZORGISTAN_ [PER]\n+KINDELA_\nOLD_KINDELA_ [PER] [CHL <200101]\nANN_ZZYX_\n\t[PERGOV 300101-301231]\n\t[CHLELI >310101]\nWHO_ [IGOUNOHLH]\nRIVER_!PERSON! [~LAB]\nMERMAID [~CRM]\n";
        let (file, wrong) = OwnFile::read("old.txt", text.as_bytes());
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        let (g, _) = Gazetteer::with(&[file]);
        for (text, date, want) in [
            ("Kindela", "2030-02-01", "PER GOV - country:PER"),
            ("Old Kindela", "2030-02-01", "PER GOV - country:PER"),
            ("Old Kindela", "2019-02-01", "CHL GOV - country:CHL"),
            ("Ann Zzyx", "2030-02-01", "PER GOV - person:ann-zzyx-PER"),
            ("ANN ZZYX", "1931-02-01", "CHL ELI - person:ann-zzyx-PER"),
            ("the WHO", "2030-02-01", "UNO IGO - body:who"),
            ("Chilean mermaids", "2030-02-01", "CHL CRM - -"),
        ] {
            assert_eq!(short(&ask(&g, text, date)), want, "{text}");
        }
        assert!(g.find_names("Who said that?", None).is_empty());
    }
}
