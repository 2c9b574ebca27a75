//! From resolved acts to mentions and the reasons for them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chancery_gazetteer::Around;
use chancery_model::{
    Actor, Coded, Country, DateRange, Document, Mention, Offsets, Sector, Sentence, Status, Trigger, codebook, content_hash,
};

use crate::{
    amount,
    coder::{Coder, reason},
    decode::{Part, RawAct, Role},
    place::place,
    rules,
    sides::{Side, Sides},
    when::Story,
    who::{Party, Resolved, pointer, state},
};
use jiff::civil::Date;

/// What all words of one country must say together of being the recipient, where none says it clearly.
const FAINT_SUM: f32 = 0.2;

/// From this probability on a state that another sentence names is the recipient of an act that has none in its own.
const IMPLIED: f32 = 0.9;

/// Appends the mentions of one sentence.
#[allow(clippy::too_many_arguments)]
pub(crate) fn mentions(
    coder: &Coder,
    document: &Document,
    offsets: &Offsets,
    sentences: &[Range<usize>],
    story: &Story<'_>,
    around: &Around,
    acts: &[RawAct],
    parties: &BTreeMap<(usize, usize), Resolved>,
    sides: &Sides<'_>,
    coded: &mut Coded,
) {
    let Some((first, range)) = acts.first().and_then(|a| Some((a, sentences.get(a.sentence)?.clone()))) else { return };
    let text = &document.text;
    let words = &text[range.clone()];
    // Times that cannot be told as days ("recently") must not hide one that can.
    let times: Vec<_> = story.found(first.sentence).iter().filter(|t| t.date.is_some()).cloned().collect();
    let amounts = amount::find(words);
    let sides: Vec<(Vec<Actor>, Vec<Actor>)> = acts
        .iter()
        .map(|a| {
            let actor = actors(text, offsets, a, Role::Actor, parties);
            let mut recipient = actors(text, offsets, a, Role::Recipient, parties);
            recipient.retain(|r| !is_one_of(r, &actor));
            if recipient.is_empty() {
                recipient = faint(text, offsets, a, &actor, parties);
            }
            if recipient.is_empty() {
                recipient = implied(text, offsets, a, &actor, sides);
            }
            (actor, recipient)
        })
        .collect();
    for (number, act) in acts.iter().enumerate() {
        let (actor, recipient) = sides[number].clone();
        if let Some(other) = told_twice(acts, &sides, number) {
            let because =
                format!("'{}' tells the {} of '{}' again", &text[act.trigger.clone()], act.kind, &text[acts[other].trigger.clone()]);
            coded.reasons.push(reason(offsets, act.trigger.clone(), "dropped", because, None));
            continue;
        }
        if actor.is_empty() {
            let because = format!("{} with the trigger '{}' names no one who does it", act.kind, &text[act.trigger.clone()]);
            coded.reasons.push(reason(offsets, act.trigger.clone(), "dropped", because, None));
            continue;
        }
        let time = nearest(acts, act, &times, |t| shift(&t.range, range.start));
        let date = time.and_then(|t| t.date.clone()).filter(|d| may_be_its_day(act.status, d, document.date));
        let mut status = act.status;
        if let (Status::Reported, Some(end), Some(published)) = (status, date.as_ref().and_then(|d| d.end), document.date)
            && rules::is_history(end, published)
        {
            status = Status::Historical;
        }
        let amount = nearest(acts, act, &amounts, |a| shift(&a.0, range.start)).map(|a| a.1.clone());
        let home = actor.iter().chain(&recipient).find_map(|a| a.country);
        let where_ = act
            .parts
            .iter()
            .filter(|p| p.role == Role::Place)
            .max_by(|a, b| a.probability.total_cmp(&b.probability))
            .and_then(|p| place(&coder.gazetteer, text, p.range.clone(), offsets, &around.first(home)));
        let span = offsets.span(act.trigger.clone());
        let mention_id = mention_id(document, act, span, &actor, &recipient);
        if coded.mentions.iter().any(|m| m.mention_id == mention_id) {
            continue;
        }
        let least = act.parts.iter().filter(|p| p.role != Role::Place && !p.faint).map(|p| p.probability).fold(1.0f32, f32::min);
        let confidence = coder.calibration.confidence(act.probability, act.status_probability, least);
        if confidence < coder.least {
            let because = format!(
                "'{}' may name {}, but the confidence {confidence:.2} is below {}",
                &text[act.trigger.clone()],
                act.kind,
                coder.least
            );
            coded.reasons.push(reason(offsets, act.trigger.clone(), "dropped", because, None));
            continue;
        }
        let cameo = codebook::cameo::closest(act.kind, act.mode, act.of, &act.contexts, status);
        let mention = Mention {
            mention_id: mention_id.clone(),
            document: document.reference(),
            event: act.kind,
            mode: act.mode,
            of: act.of,
            status,
            contexts: act.contexts.clone(),
            quad: act.kind.quad(),
            plover_score: codebook::score(act.kind, act.mode),
            cameo: cameo.map(|c| c.code.to_owned()),
            goldstein: cameo.and_then(|c| c.goldstein),
            actor,
            recipient,
            date,
            place: where_,
            amount,
            trigger: Trigger { text: text[act.trigger.clone()].to_owned(), span },
            sentence: Sentence { index: act.sentence as u32, text: words.to_owned(), span: offsets.span(range.clone()) },
            confidence,
            coder: coder.id().to_owned(),
        };
        explain(&mention, act, offsets, parties, coded);
        coded.mentions.push(mention);
    }
}

/// Whether a recipient is one of those who act: nobody acts on oneself, and a pronoun of their country ("we thank our ...")
/// means them.
fn is_one_of(recipient: &Actor, actors: &[Actor]) -> bool {
    let pronoun = pointer(&recipient.text).is_some();
    actors.iter().any(|a| {
        a.actor_id.is_some() && a.actor_id == recipient.actor_id && a.sector == recipient.sector
            || pronoun && a.country.is_some() && a.country == recipient.country
    })
}

/// The surer act of the sentence that is the same act by type, status and parties: one act may have two triggers ("is ...
/// accusing"; "met ... for talks"), while of a hundred sentences hardly one tells two acts that are alike in all of these.
fn told_twice(acts: &[RawAct], sides: &[(Vec<Actor>, Vec<Actor>)], number: usize) -> Option<usize> {
    let countries = |side: &[Actor]| side.iter().map(|a| a.country).collect::<BTreeSet<_>>();
    let key = |i: usize| (acts[i].kind, acts[i].status, countries(&sides[i].0), countries(&sides[i].1));
    let own = key(number);
    let known = own.2.iter().chain(&own.3).any(Option::is_some);
    let surer = |i: &usize| {
        let (p, q) = (acts[*i].probability, acts[number].probability);
        p > q || p == q && *i < number
    };
    (0..acts.len()).filter(|i| known && *i != number && key(*i) == own).find(surer)
}

/// Whether an act can be of the day: what is told as done was done by then, so that a later day is that of the act inside
/// ("agreed to meet in May") or a deadline.
fn may_be_its_day(status: Status, date: &DateRange, told: Option<Date>) -> bool {
    let done = matches!(status, Status::Reported | Status::Historical);
    !(done && date.start.is_some_and(|day| told.is_some_and(|told| day > told)))
}

/// Document, trigger span, type and parties.
fn mention_id(document: &Document, act: &RawAct, span: chancery_model::Span, actor: &[Actor], recipient: &[Actor]) -> String {
    let side = |side: &[Actor]| {
        side.iter()
            .map(|a| format!("{}-{}:{}", a.span.start, a.span.end, a.country.map(|c| c.to_string()).unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(",")
    };
    content_hash(&[&document.id, &format!("{}-{}", span.start, span.end), act.kind.as_str(), &side(actor), &side(recipient)])
}

/// The recipient of an act that no words tell clearly: the country for which all that may tell it speaks most, at the words
/// that speak most of it ("... intends to send a team to Montreal over the Canadian duties").
fn faint(text: &str, offsets: &Offsets, act: &RawAct, actor: &[Actor], parties: &BTreeMap<(usize, usize), Resolved>) -> Vec<Actor> {
    let mut sums: BTreeMap<Country, (f32, &Part)> = BTreeMap::new();
    for part in act.parts.iter().filter(|p| p.faint) {
        let Some([one]) = parties.get(&(part.range.start, part.range.end)).map(|r| &r.parties[..]) else { continue };
        let Some(country) = one.country.filter(|c| actor.iter().all(|a| a.country != Some(*c))) else { continue };
        let sum = sums.entry(country).or_insert((0.0, part));
        sum.0 += part.probability;
        if part.probability > sum.1.probability {
            sum.1 = part;
        }
    }
    let best = sums.into_values().max_by(|a, b| a.0.total_cmp(&b.0)).filter(|b| b.0 >= FAINT_SUM);
    best.map_or(Vec::new(), |(_, part)| told(text, offsets, [part].into_iter(), parties))
}

/// The state that an act is toward where its sentence names none: the one of all that the window names which the network
/// takes for the other side, if it is sure.
fn implied(text: &str, offsets: &Offsets, act: &RawAct, actor: &[Actor], sides: &Sides<'_>) -> Vec<Actor> {
    let free = |s: &Side| s.receives() && s.to >= IMPLIED && s.range.is_some() && actor.iter().all(|a| a.country != Some(s.country));
    let likeliest = sides.of(act.position).into_iter().filter(free).max_by(|a, b| a.to.total_cmp(&b.to));
    likeliest.map(|s| of_state(text, offsets, &s, &act.trigger)).into_iter().collect()
}

/// A state of the window as a party; one that only the title names stands at `instead`.
pub(crate) fn of_state(text: &str, offsets: &Offsets, side: &Side, instead: &Range<usize>) -> Actor {
    party(text, offsets, side.range.as_ref().unwrap_or(instead), state(side.country))
}

/// A party as the words at `range` tell it.
fn party(text: &str, offsets: &Offsets, range: &Range<usize>, party: Party) -> Actor {
    let Party { name, country, sector, office, actor_id } = party;
    Actor {
        text: text[range.clone()].to_owned(),
        span: offsets.span(range.clone()),
        name,
        country,
        sector,
        code: code(country, sector),
        office,
        actor_id,
    }
}

pub(crate) fn actors(text: &str, offsets: &Offsets, act: &RawAct, role: Role, parties: &BTreeMap<(usize, usize), Resolved>) -> Vec<Actor> {
    told(text, offsets, act.parts.iter().filter(|p| p.role == role && !p.faint), parties)
}

/// The parties that some parts stand for.
fn told<'p>(
    text: &str,
    offsets: &Offsets,
    parts: impl Iterator<Item = &'p Part>,
    parties: &BTreeMap<(usize, usize), Resolved>,
) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    for part in parts {
        let Some(resolved) = parties.get(&(part.range.start, part.range.end)) else { continue };
        for one in &resolved.parties {
            // The same state or person told twice on one side is one party.
            if one.actor_id.is_some() && out.iter().any(|a| a.actor_id == one.actor_id && a.sector == one.sector) {
                continue;
            }
            out.push(party(text, offsets, &part.range, one.clone()));
        }
    }
    out
}

/// "JPNGOV"; a body of states is its own sector ("IGO", not "IGOIGO").
fn code(country: Option<Country>, sector: Option<Sector>) -> Option<String> {
    let (country, sector) = (country?, sector?);
    Some(if country.as_str() == sector.as_str() { country.to_string() } else { format!("{country}{sector}") })
}

pub(crate) fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

pub(crate) fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

/// The item nearest to the act's trigger, if no other act of the sentence is nearer to it: a date belongs to one clause.
fn nearest<'t, T>(acts: &[RawAct], act: &RawAct, items: &'t [T], at: impl Fn(&T) -> Range<usize>) -> Option<&'t T> {
    items
        .iter()
        .filter(|i| {
            let own = distance(&at(i), &act.trigger);
            acts.iter().all(|other| distance(&at(i), &other.trigger) >= own)
        })
        .min_by_key(|i| distance(&at(i), &act.trigger))
}

fn explain(m: &Mention, act: &RawAct, offsets: &Offsets, parties: &BTreeMap<(usize, usize), Resolved>, coded: &mut Coded) {
    let id = Some(m.mention_id.as_str());
    let mut add = |at: Range<usize>, decision: &str, because: String| coded.reasons.push(reason(offsets, at, decision, because, id));
    let kind = match m.of {
        Some(of) => format!("{} of {of}", m.event),
        None => m.event.to_string(),
    };
    let next = act.next.0.map_or("no act".to_owned(), |k| k.to_string());
    let because = format!("'{}' names {kind} (the model, {:.2}; next {next}, {:.2})", m.trigger.text, act.probability, act.next.1);
    add(act.trigger.clone(), "type", because);
    let how = if m.status == act.status {
        let (next, p) = act.next_status;
        format!("{} (the model, {:.2}; next {next}, {p:.2})", m.status, act.status_probability)
    } else {
        format!("{}: its date lies more than a year before the document", m.status)
    };
    add(act.trigger.clone(), "status", how);
    // Of what is told faintly only that which became a party.
    let counts = |p: &&Part| p.role != Role::Place && (!p.faint || m.recipient.iter().any(|r| r.span == offsets.span(p.range.clone())));
    for part in act.parts.iter().filter(counts) {
        let role = if part.role == Role::Actor { "actor" } else { "recipient" };
        let who = parties.get(&(part.range.start, part.range.end));
        let because = who.map_or_else(String::new, |r| r.because.clone());
        add(part.range.clone(), role, format!("{role} (the model, {:.2}); {because}", part.probability));
    }
    if m.recipient.iter().all(|r| act.parts.iter().all(|p| offsets.span(p.range.clone()) != r.span))
        && let [r] = &m.recipient[..]
    {
        add(act.trigger.clone(), "recipient", format!("'{}', named in another place, is whom it is toward (the model)", r.text));
    }
    if let Some(d) = &m.date {
        add(act.trigger.clone(), "date", said_when(d));
    }
    if let Some(code) = m.cameo.as_deref().and_then(codebook::cameo::find) {
        add(act.trigger.clone(), "cameo", format!("{} ({}) is the closest CAMEO code of {kind}", code.code, code.name));
    }
}

fn said_when(d: &DateRange) -> String {
    let day = |d: Option<jiff::civil::Date>| d.map_or("open".to_owned(), |d| d.to_string());
    format!("'{}' is {} to {}", d.text, day(d.start), day(d.end))
}

#[cfg(test)]
mod tests {
    use chancery_model::{EventType, Span};

    use super::*;

    fn act(kind: EventType, probability: f32) -> RawAct {
        RawAct { probability, ..RawAct::plain(kind) }
    }

    fn of(country: &str) -> Actor {
        Actor {
            text: country.to_owned(),
            span: Span { start: 0, end: 3 },
            name: None,
            country: country.parse().ok(),
            sector: None,
            code: None,
            office: None,
            actor_id: None,
        }
    }

    #[test]
    fn an_act_told_twice_is_kept_where_it_is_surest() {
        let acts = [act(EventType::Accuse, 0.6), act(EventType::Accuse, 0.9), act(EventType::Reject, 0.9), act(EventType::Accuse, 0.9)];
        let peru_to = |c: &str| (vec![of("PER")], vec![of(c)]);
        let sides = [peru_to("CHL"), peru_to("CHL"), peru_to("CHL"), peru_to("ECU")];
        let twice: Vec<Option<usize>> = (0..4).map(|i| told_twice(&acts, &sides, i)).collect();
        assert_eq!(twice, [Some(1), None, None, None]);
        // Of two parties nobody knows it is not clear that they are the same.
        let unknown = || (vec![of("-")], Vec::new());
        assert_eq!(told_twice(&acts[..2], &[unknown(), unknown()], 0), None);
    }

    #[test]
    fn what_was_done_is_not_of_a_later_day() {
        let day = |s: &str| s.parse::<Date>().ok();
        let may = DateRange {
            start: day("2024-05-01"),
            end: day("2024-05-31"),
            precision: chancery_model::DatePrecision::Month,
            text: "in May".into(),
            source: chancery_model::DateSourceOfAct::Absolute,
        };
        assert!(!may_be_its_day(Status::Reported, &may, day("2024-02-08")));
        assert!(may_be_its_day(Status::Future, &may, day("2024-02-08")));
        assert!(may_be_its_day(Status::Reported, &may, day("2024-06-08")));
        assert!(may_be_its_day(Status::Reported, &may, None));
    }
}
