//! What sentences tell of undertakings: where they stand, whose they are, by when, what they are about.

use std::ops::Range;

use chancery_model::{Actor, Context, Document, EventType, Mention, Offsets, Sentence, StepMention, StepState, Trigger};
use jiff::civil::Date;

use crate::{
    amount,
    assemble::{actors, distance, of_state, shift},
    coder::{Coder, reason},
    config::Config,
    decode::{self, Role},
    encoder::{Scores, argmax, softmax},
    sides::{Side, Sides},
    when,
    who::Resolver,
    window::WindowSentence,
};

/// Words this far from each other may tell one step.
const REACH: usize = 3;
/// From this probability on, added up over the words within reach, a step is told.
const FLOOR: f32 = 0.5;
/// A word that says less of a step does not tell it.
const LEAST: f32 = 0.15;
/// From this probability on a state may be the other side of an undertaking that has no surer one.
const LIKELY: f32 = 0.15;
/// An act named within this many bytes of the word that tells a step is the act of the step.
const NEAR: usize = 30;

/// A sentence as the network has read it.
pub(crate) struct Seen<'a> {
    pub document: &'a Document,
    pub offsets: &'a Offsets,
    /// Number of the window.
    pub window: usize,
    pub sentence: &'a WindowSentence,
    pub scores: &'a Scores,
    pub sides: &'a Sides<'a>,
}

/// A word that tells a step.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sign {
    word: usize,
    state: StepState,
    probability: f32,
}

/// Appends what the sentence tells of undertakings; its acts stand in `coded` already.
pub(crate) fn mentions(
    coder: &Coder,
    seen: &Seen<'_>,
    sentences: &[Range<usize>],
    resolver: &mut Resolver<'_>,
    coded: &mut chancery_model::Coded,
) {
    let words = &seen.sentence.words;
    let probabilities: Vec<Vec<f32>> = words.iter().map(|w| softmax(seen.scores.step.row(w.position).iter().copied())).collect();
    let signs = signs(&probabilities, &coder.config);
    let Some(range) = sentences.get(seen.sentence.index).filter(|_| !signs.is_empty()) else { return };
    let (text, published) = (&seen.document.text, seen.document.date);
    let told = &text[range.clone()];
    let times: Vec<(Range<usize>, Date, Date)> = when::find(told, published)
        .into_iter()
        .filter_map(|t| {
            let date = t.date?;
            Some((shift(&t.range, range.start), date.start.or(date.end)?, date.end.or(date.start)?))
        })
        .collect();
    let amounts = amount::find(told);
    let acts: Vec<(Range<usize>, &Mention)> = coded
        .mentions
        .iter()
        .filter(|m| m.sentence.index as usize == seen.sentence.index)
        .map(|m| (seen.offsets.bytes(m.trigger.span), m))
        .collect();
    let at: Vec<Range<usize>> = signs.iter().map(|s| words[s.word].range.clone()).collect();
    // Each thing belongs to the sign that stands nearest to it.
    let own = |number: usize, thing: &Range<usize>| {
        let near = distance(thing, &at[number]);
        at.iter().all(|other| distance(thing, other) >= near)
    };
    let mut steps = Vec::new();
    for (number, sign) in signs.iter().enumerate() {
        let nearest = |things: &mut dyn Iterator<Item = (Range<usize>, Date)>| {
            things.filter(|t| own(number, &t.0)).min_by_key(|t| distance(&t.0, &at[number])).map(|t| t.1)
        };
        let later = |end: &Date| published.is_some_and(|p| *end > p);
        let open = !matches!(sign.state, StepState::Delivered | StepState::Cancelled);
        // Without a date of the document nobody can say whether a day is of the telling or of the deed to come.
        let to_come = published.is_none() && matches!(sign.state, StepState::Proposed | StepState::Announced);
        let due = nearest(&mut times.iter().filter(|t| open && (to_come || later(&t.2))).map(|t| (t.0.clone(), t.2)));
        let day = nearest(&mut times.iter().filter(|t| !to_come && !later(&t.2)).map(|t| (t.0.clone(), t.1)));
        let amount = amounts
            .iter()
            .map(|a| (shift(&a.0, range.start), &a.1))
            .filter(|a| own(number, &a.0))
            .min_by_key(|a| distance(&a.0, &at[number]))
            .map(|a| a.1.clone());
        let act = acts
            .iter()
            .filter(|a| own(number, &a.0) && distance(&a.0, &at[number]) <= NEAR)
            .min_by_key(|a| distance(&a.0, &at[number]))
            .map(|a| a.1);
        let mut doing = match act {
            Some(m) => Doing {
                kind: undertaken(m.event, m.of),
                actor: m.actor.clone(),
                recipient: m.recipient.clone(),
                contexts: m.contexts.clone(),
            },
            None => doing(coder, seen, sign, resolver),
        };
        doing.complete(seen, words[sign.word].position, &at[number]);
        let span = seen.offsets.span(at[number].clone());
        steps.push((
            StepMention {
                mention_id: act.map(|m| m.mention_id.clone()),
                document: seen.document.reference(),
                state: sign.state,
                kind: doing.kind,
                actor: doing.actor,
                recipient: doing.recipient,
                contexts: doing.contexts,
                date: day.or(published),
                due,
                amount,
                word: Trigger { text: text[at[number].clone()].to_owned(), span },
                sentence: Sentence { index: seen.sentence.index as u32, text: told.to_owned(), span: seen.offsets.span(range.clone()) },
                confidence: (f64::from(sign.probability) * 100.0).round() / 100.0,
                about: direction(seen.scores.thread.row(words[sign.word].position)),
                coder: coder.id().to_owned(),
            },
            reason(
                seen.offsets,
                at[number].clone(),
                "step",
                format!("'{}' tells that something stands {} (the model, {:.2})", &text[at[number].clone()], sign.state, sign.probability),
                act.map(|m| m.mention_id.as_str()),
            ),
        ));
    }
    for (step, reason) in steps {
        coded.steps.push(step);
        coded.reasons.push(reason);
    }
}

/// The words that tell steps: what the words within reach of each other say is said of one.
fn signs(probabilities: &[Vec<f32>], config: &Config) -> Vec<Sign> {
    let told = |w: usize| 1.0 - probabilities[w][0];
    let mut order: Vec<usize> = (0..probabilities.len()).filter(|&w| told(w) >= LEAST).collect();
    order.sort_by(|&a, &b| told(b).total_cmp(&told(a)).then(a.cmp(&b)));
    let mut taken = vec![false; probabilities.len()];
    let mut out = Vec::new();
    for w in order {
        if taken[w] {
            continue;
        }
        let reach = w.saturating_sub(REACH)..(w + REACH + 1).min(probabilities.len());
        let free: Vec<usize> = reach.filter(|&x| !taken[x]).collect();
        let sum: f32 = free.iter().map(|&x| told(x)).sum();
        if sum >= FLOOR {
            let states: Vec<f32> = (1..probabilities[w].len()).map(|k| free.iter().map(|&x| probabilities[x][k]).sum()).collect();
            out.push(Sign { word: w, state: config.step[argmax(&states)], probability: sum.min(1.0) });
            free.into_iter().for_each(|x| taken[x] = true);
        }
    }
    out.sort_by_key(|s| s.word);
    out
}

/// The act that is undertaken: that of a promise is the promised one.
fn undertaken(kind: EventType, of: Option<EventType>) -> EventType {
    if decode::takes_inner(kind) { of.unwrap_or(kind) } else { kind }
}

/// Who would do what, read off a word that names no act of its own.
struct Doing {
    kind: EventType,
    actor: Vec<Actor>,
    recipient: Vec<Actor>,
    contexts: Vec<Context>,
}

impl Doing {
    /// Completes the sides by all states that the window names: an undertaking is told in many sentences, and few of them name
    /// both sides. What the sentence itself says goes before.
    fn complete(&mut self, seen: &Seen<'_>, position: usize, word: &Range<usize>) {
        let known = |side: &[Actor]| side.iter().any(|a| a.country.is_some());
        if known(&self.actor) && known(&self.recipient) {
            return;
        }
        let sides = seen.sides.of(position);
        let party = |s: &Side| of_state(&seen.document.text, seen.offsets, s, word);
        if !known(&self.actor) {
            self.actor.extend(sides.iter().filter(|s| s.acts()).map(party));
        }
        let acting: Vec<_> = self.actor.iter().filter_map(|a| a.country).collect();
        if !known(&self.recipient) {
            // Of a promise the other side is nearly always somebody whom the text names: the likeliest, if no one is sure.
            let free = || sides.iter().filter(|s| s.to > s.by && !acting.contains(&s.country));
            let sure: Vec<&Side> = free().filter(|s| s.receives()).collect();
            let likely = free().filter(|s| s.to >= LIKELY).max_by(|a, b| a.to.total_cmp(&b.to));
            self.recipient.extend(if sure.is_empty() { likely.into_iter().collect() } else { sure }.into_iter().map(party));
        }
    }
}

fn doing(coder: &Coder, seen: &Seen<'_>, sign: &Sign, resolver: &mut Resolver<'_>) -> Doing {
    let word = &seen.sentence.words[sign.word];
    let probabilities = softmax(seen.scores.trigger.row(word.position).iter().copied());
    let kind = argmax(&probabilities[2..]);
    let text = &seen.document.text;
    let mut act = [decode::act(text, seen.sentence, word, word.range.end, kind, &probabilities, seen.scores, &coder.config)];
    resolver.whole_names(seen.sentence.index, &mut act);
    let parties = resolver.glance(seen.window, seen.sentence.index, &act, seen.sides);
    let [act] = act;
    let side = |role: Role| actors(text, seen.offsets, &act, role, &parties);
    Doing { kind: undertaken(act.kind, act.of), actor: side(Role::Actor), recipient: side(Role::Recipient), contexts: act.contexts }
}

/// A vector as a direction in whole numbers.
fn direction(row: &[f32]) -> Vec<i8> {
    let length = row.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    row.iter().map(|x| (x / length * 127.0).round() as i8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config::parse(include_str!("../../../models/coder/config.json")).unwrap()
    }

    /// Probabilities of a word that tells `state` with `p`.
    fn word(state: StepState, p: f32) -> Vec<f32> {
        let mut row = vec![0.0; 1 + StepState::ALL.len()];
        row[0] = 1.0 - p;
        row[1 + StepState::ALL.iter().position(|s| *s == state).unwrap()] = p;
        row
    }

    #[test]
    fn words_beside_each_other_tell_one_step() {
        use StepState::*;
        let row = [word(Agreed, 0.02), word(Delivered, 0.4), word(Delivered, 0.3), word(Agreed, 0.02)];
        let got = signs(&row, &config());
        assert_eq!(got.len(), 1);
        assert_eq!((got[0].word, got[0].state), (1, Delivered));
        let far = [vec![word(Announced, 0.9)], vec![word(Announced, 0.0); 5], vec![word(Suspended, 0.8)]].concat();
        assert_eq!(signs(&far, &config()).iter().map(|s| s.state).collect::<Vec<_>>(), [Announced, Suspended]);
        assert_eq!(signs(&[word(Delivered, 0.3)], &config()), []);
    }

    #[test]
    fn a_direction_has_one_length() {
        let got = direction(&[3.0, 4.0]);
        assert_eq!(got, [76, 102]);
        assert_eq!(direction(&[0.0, 0.0]), [0, 0]);
    }
}
