//! From the network's scores to raw acts: which words name an act, and which words its parties and place.

use std::ops::Range;

use chancery_model::{Context, EventType, Mode, Sector, Status};

use crate::{
    config::Config,
    encoder::{Scores, argmax, sigmoid, softmax},
    lex,
    window::{Window, WindowSentence, Word},
};

/// Words this far from each other may tell one act.
const REACH: usize = 3;
/// From this probability on, added up over the words within reach, an act is told.
const FLOOR: f32 = 0.25;
/// A word that says less of a type does not name it.
const LEAST: f32 = 0.1;
/// Number of the role "recipient".
const RECIPIENT: usize = 2;
/// From this probability on words may be a recipient that a sentence tells only faintly.
const FAINT: f32 = 0.05;
/// Below this probability a word is not taken for a party or place, even if that is its likeliest role.
const ROLE_FLOOR: f32 = 0.35;
/// A context is given from this probability on, three at most.
const CONTEXT_FLOOR: f32 = 0.45;
/// An inner act or mode is given only if no other reading ("none" included) is likelier.
const MOST_CONTEXTS: usize = 3;

/// The part that words play in an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Actor,
    Recipient,
    Place,
}

/// Words that play a part in an act.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub role: Role,
    /// Byte range in the document.
    pub range: Range<usize>,
    /// Position of its first word in the window.
    pub position: usize,
    pub sector: Sector,
    /// Probability that it stands for several parties at once ("they", "the two leaders").
    pub joint: f32,
    pub probability: f32,
    /// A recipient that another reading is likelier than: it counts where the act has no other.
    pub faint: bool,
}

/// An act as the network reads it: parties are words, not yet countries.
#[derive(Debug, Clone)]
pub(crate) struct RawAct {
    /// Number of the sentence in the document.
    pub sentence: usize,
    /// Byte range of the trigger in the document.
    pub trigger: Range<usize>,
    /// Position of its first word in the window.
    pub position: usize,
    pub kind: EventType,
    pub of: Option<EventType>,
    pub mode: Option<Mode>,
    pub status: Status,
    pub contexts: Vec<Context>,
    pub parts: Vec<Part>,
    /// Probability of the type.
    pub probability: f32,
    /// The next likeliest type; `None` where that is "no act".
    pub next: (Option<EventType>, f32),
    pub status_probability: f32,
    /// The next likeliest status.
    pub next_status: (Status, f32),
}

#[cfg(test)]
impl RawAct {
    /// A plain reported act of the first sentence, for tests: they say what differs.
    pub fn plain(kind: EventType) -> Self {
        RawAct {
            sentence: 0,
            trigger: 0..1,
            position: 0,
            kind,
            of: None,
            mode: None,
            status: Status::Reported,
            contexts: Vec::new(),
            parts: Vec::new(),
            probability: 1.0,
            next: (None, 0.0),
            status_probability: 1.0,
            next_status: (Status::Future, 0.0),
        }
    }
}

/// Reads the acts of a window's own sentences (context sentences left out), in order.
pub(crate) fn acts(text: &str, window: &Window, scores: &Scores, config: &Config) -> Vec<RawAct> {
    let mut out = Vec::new();
    for sentence in window.sentences.iter().filter(|s| !s.context) {
        let words = &sentence.words;
        let probabilities: Vec<Vec<f32>> = words.iter().map(|w| softmax(scores.trigger.row(w.position).iter().copied())).collect();
        for (w, kind, probability) in triggers(&probabilities) {
            let word = &words[w];
            let end =
                words[w + 1..].iter().take_while(|next| argmax(scores.trigger.row(next.position)) == 1).last().unwrap_or(word).range.end;
            let mut act = act(text, sentence, word, end, kind, &probabilities[w], scores, config);
            act.probability = probability;
            out.push(act);
        }
    }
    out
}

/// The words of a sentence that name acts: word, number of the type, probability. "Expressed its condemnation" may be found at
/// either word: what the words within reach of each other say for one type is said of one act, at the likeliest of them, and
/// they name no other.
fn triggers(probabilities: &[Vec<f32>]) -> Vec<(usize, usize, f32)> {
    // Each word with its likeliest type.
    let likeliest = |(w, p): (usize, &Vec<f32>)| {
        p.iter().enumerate().skip(2).fold((w, 2, 0.0), |best, (k, &p)| if p > best.2 { (w, k, p) } else { best })
    };
    let mut words: Vec<(usize, usize, f32)> = probabilities.iter().enumerate().map(likeliest).collect();
    words.retain(|w| w.2 >= LEAST);
    words.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut taken = vec![false; probabilities.len()];
    let mut out: Vec<(usize, usize, f32)> = Vec::new();
    for (w, k, _) in words {
        if taken[w] {
            continue;
        }
        let reach = w.saturating_sub(REACH)..(w + REACH + 1).min(probabilities.len());
        let sum: f32 = reach.clone().filter(|&x| !taken[x]).map(|x| probabilities[x][k]).sum();
        if sum >= FLOOR {
            taken[reach].fill(true);
            out.push((w, k - 2, sum.min(1.0)));
        }
    }
    out.sort_by_key(|o| o.0);
    out
}

/// The word of a sentence that comes nearest to naming an act, where none does: its range, the type, and the probabilities of
/// that and of "no act".
pub(crate) fn nearest(sentence: &WindowSentence, scores: &Scores, config: &Config) -> Option<(Range<usize>, EventType, f32, f32)> {
    let likeliest = |word: &Word| {
        let p = softmax(scores.trigger.row(word.position).iter().copied());
        let label = 2 + argmax(&p[2..]);
        (word.range.clone(), config.trigger[label - 2], p[label], p[0])
    };
    sentence.words.iter().map(likeliest).max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.start.cmp(&a.0.start)))
}

/// The act of the trigger that begins at `word`, taken for a trigger of the type numbered `kind`.
#[allow(clippy::too_many_arguments)]
pub(crate) fn act(
    text: &str,
    sentence: &WindowSentence,
    word: &Word,
    end: usize,
    kind: usize,
    probabilities: &[f32],
    scores: &Scores,
    config: &Config,
) -> RawAct {
    let at = word.position;
    let probability = probabilities[kind + 2];
    let second = second(probabilities, kind + 2);
    let kind = config.trigger[kind];
    let status = softmax(scores.status.row(at).iter().copied());
    let best_status = argmax(&status);
    let mode = pick(scores.mode.row(at), &config.mode, |m| m.valid_for(kind));
    let of = if takes_inner(kind) { pick(scores.of.row(at), &config.of, |_| true) } else { None };
    let mut contexts: Vec<(f32, Context)> =
        scores.context.row(at).iter().zip(&config.context).map(|(s, c)| (sigmoid(*s), *c)).filter(|(p, _)| *p >= CONTEXT_FLOOR).collect();
    contexts.sort_by(|a, b| b.0.total_cmp(&a.0));
    contexts.truncate(MOST_CONTEXTS);
    let mut contexts: Vec<Context> = contexts.into_iter().map(|(_, c)| c).collect();
    contexts.sort();
    RawAct {
        sentence: sentence.index,
        trigger: word.range.start..end.max(word.range.end),
        position: at,
        kind,
        of,
        mode,
        status: config.status[best_status],
        contexts,
        parts: parts(text, sentence, at, scores, config),
        probability,
        next: (second.checked_sub(2).map(|k| config.trigger[k]), probabilities[second]),
        status_probability: status[best_status],
        next_status: {
            let next = self::second(&status, best_status);
            (config.status[next], status[next])
        },
    }
}

/// Index of the largest value but the one at `best`.
fn second(values: &[f32], best: usize) -> usize {
    (0..values.len()).filter(|&i| i != best).fold(usize::from(best == 0), |next, i| if values[i] > values[next] { i } else { next })
}

/// Types whose `of` names the inner act.
pub(crate) fn takes_inner(kind: EventType) -> bool {
    use EventType::*;
    matches!(kind, Agree | Concede | Request | Reject | Threaten)
}

/// The likeliest allowed label; `None` where "none" (the first score) is at least as likely.
fn pick<T: Copy>(scores: &[f32], labels: &[T], allowed: impl Fn(T) -> bool) -> Option<T> {
    let none = scores[0];
    let best = labels.iter().zip(&scores[1..]).filter(|(l, _)| allowed(**l)).fold(None, |best: Option<(T, f32)>, (l, s)| match best {
        Some((_, b)) if b >= *s => best,
        _ => Some((*l, *s)),
    });
    best.filter(|(_, s)| *s > none).map(|(l, _)| l)
}

/// The phrases of a sentence as ranges of its words: what the network tags as a party or place, else single words.
fn phrases(words: &[Word], scores: &Scores) -> Vec<Range<usize>> {
    const BEGIN: [usize; 2] = [1, 3];
    let tags: Vec<usize> = words.iter().map(|w| argmax(scores.mention.row(w.position))).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < tags.len() {
        let inside = match tags[from] {
            tag if BEGIN.contains(&tag) => tag + 1,
            0 => usize::MAX,
            tag => tag, // a phrase whose first word was missed
        };
        let more = tags[from + 1..].iter().take_while(|t| **t == inside).count();
        out.push(from..from + 1 + more);
        from += 1 + more;
    }
    out
}

fn parts(text: &str, sentence: &WindowSentence, trigger: usize, scores: &Scores, config: &Config) -> Vec<Part> {
    let words = &sentence.words;
    let (mut out, mut faint): (Vec<Part>, Vec<Part>) = (Vec::new(), Vec::new());
    for phrase in phrases(words, scores) {
        let said: Vec<Vec<f32>> = words[phrase.clone()].iter().map(|w| softmax(scores.role.at(trigger, w.position))).collect();
        // The network was taught to say a phrase's role at its first word; where that says nothing, another word may.
        let clear = said.iter().find_map(|p| {
            let label = argmax(p);
            (label != 0 && p[label] >= ROLE_FLOOR).then_some((label, p[label]))
        });
        let maybe = || said.iter().map(|p| p[RECIPIENT]).fold(0.0, f32::max);
        let Some((label, probability)) = clear.or_else(|| Some((RECIPIENT, maybe())).filter(|m| m.1 >= FAINT)) else { continue };
        let range = trim(text, whole(text, words[phrase.start].range.start..words[phrase.end - 1].range.end));
        if range.is_empty() {
            continue;
        }
        let role = match label {
            1 => Role::Actor,
            RECIPIENT => Role::Recipient,
            _ => Role::Place,
        };
        let position = words[phrase.start].position;
        let sector = config.sector[argmax(scores.sector.row(position))];
        let joint = sigmoid(scores.joint.row(position)[0]);
        let part = Part { role, range, position, sector, joint, probability, faint: clear.is_none() };
        if part.faint { faint.push(part) } else { out.push(part) }
    }
    let mut out = join(text, out);
    faint.retain(|f| out.iter().all(|p| p.range.end <= f.range.start || f.range.end <= p.range.start));
    out.extend(faint);
    out
}

/// Completes a phrase that the tags cut short: to the end of its last word ("U" of "U.S.-led"), over the name after a
/// dangling "of" ("President of the"), and over "of" with a name ("Government" of "Government of Peru").
fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let (start, mut end) = (range.start, range.end);
    let inside = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    if inside(end) {
        let word = text[end..].split(char::is_whitespace).next().unwrap_or("");
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = ["'s", "’s"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
        if word.starts_with(['.', '-', '’', '\'']) {
            end += word.len();
        }
    }
    let next_word = |at: usize| -> Option<&str> {
        let rest = text[at..].strip_prefix(' ')?;
        let word = rest.split([' ', '\n', '\u{a0}']).next()?;
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bare = ["'s", "’s"].iter().find_map(|s| bare.strip_suffix(s)).unwrap_or(bare);
        (!bare.is_empty()).then_some(bare)
    };
    // "21" of "21 members".
    if text[start..end].chars().all(|c| c.is_ascii_digit() || c == ',') || lex::small(&text[start..end].to_lowercase()).is_some() {
        // "two" of "two large banks": to the last word before the phrase ends.
        for _ in 0..4 {
            let Some(word) = next_word(end).filter(|w| !ends_phrase(w)) else { break };
            end += 1 + word.len();
            if !text[end..].starts_with(' ') {
                break;
            }
        }
    }
    // "Puerto" of "Puerto Rico": a name goes on with its capitals.
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    while text[start..end].rsplit(' ').next().is_some_and(capital)
        && let Some(word) = next_word(end).filter(|w| capital(w) && !is_day_or_month(w))
    {
        end += 1 + word.len();
    }
    let name_after = |at: usize| -> Option<usize> {
        let mut to = None;
        let mut from = at;
        for _ in 0..5 {
            let rest = &text[from..];
            let gap = rest.len() - rest.trim_start_matches(' ').len();
            let word = rest[gap..].split([' ', '\n', '\u{a0}']).next().unwrap_or("");
            if gap == 0 || !word.starts_with(char::is_uppercase) {
                break;
            }
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let own = ["'s", "’s"].iter().find_map(|s| bare.strip_suffix(s));
            to = Some(from + gap + own.unwrap_or(bare).len());
            if own.is_some() || bare.len() < word.len() {
                break;
            }
            from += gap + word.len();
        }
        to
    };
    let phrase = &text[start..end];
    let dangling = [" of the", " of"].iter().any(|w| phrase.ends_with(w));
    let linked = [" of the", " of"].iter().find(|w| text[end..].starts_with(**w)).map_or(end, |w| end + w.len());
    if (dangling || linked > end)
        && let Some(to) = name_after(linked)
    {
        end = to;
    }
    // "the presidents of Peru and Chile": several, each of a state of the row.
    let several = text[start..end].split_once(" of ").is_some_and(|(head, _)| head.ends_with('s'));
    while several
        && let Some((link, to)) = [", and the ", ", and ", " and the ", " and ", ", the ", ", "]
            .iter()
            .filter(|l| text[end..].starts_with(**l))
            .find_map(|l| Some((*l, name_after(end + l.len() - 1)?)))
    {
        // "..., Jane Roe said": a comma alone begins something else unless the row goes on.
        if !link.contains("and") && ![", ", " and "].iter().any(|l| text[to..].starts_with(l)) {
            break;
        }
        end = to;
    }
    let mut kept = &text[start..end];
    while let Some(shorter) = [" of the", " of", " and", " for", " the", " in", " at", " by", " from", " on", " to", " with"]
        .iter()
        .find_map(|w| kept.strip_suffix(w))
    {
        kept = shorter;
    }
    start..start + kept.len()
}

/// Words after which a noun phrase that began with a number goes no further.
fn ends_phrase(word: &str) -> bool {
    const WORDS: [&str; 34] = [
        "of", "in", "on", "for", "to", "with", "and", "that", "who", "which", "from", "by", "at", "were", "was", "is", "are", "have",
        "has", "had", "will", "would", "may", "might", "could", "should", "or", "as", "after", "before", "over", "under", "into", "but",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

fn is_day_or_month(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.contains(&word)
}

/// Joins neighbours of the same role that are one phrase: nothing but a space, "of" or a possessive between them.
fn join(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        if let Some(last) = out.last_mut().filter(|l| l.role == part.role && l.role != Role::Place) {
            let one = match text.get(last.range.end..part.range.start) {
                Some(between) => matches!(between, "" | " " | " of " | " of the " | "'s " | "’s "),
                None => true, // they overlap
            };
            if one {
                let of = text.get(last.range.end..part.range.start).is_some_and(|between| between.starts_with(" of"));
                last.range.end = last.range.end.max(part.range.end);
                last.joint = last.joint.max(part.joint);
                last.probability = last.probability.max(part.probability);
                // The head of an English phrase stands last, but before "of".
                if !of {
                    last.sector = part.sector;
                }
                continue;
            }
        }
        out.push(part);
    }
    out
}

/// Leaves out an article at the front and punctuation at the end.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return range };
    let mut start = range.start;
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] {
        if words.starts_with(article) && words.len() > article.len() {
            start += article.len();
            break;
        }
    }
    let mut kept = &text[start..range.end];
    // "Government of Peru (GOP": an aside that was begun is left out.
    if let Some(open) = kept.rfind('(').filter(|i| !kept[*i..].contains(')')) {
        kept = &kept[..open];
    }
    let kept = kept.trim_end_matches([',', ';', ':', ' ', '\n', '"', '”', '(', '-', '–', '—']);
    start..start + kept.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_words_say_of_one_act_is_added_up() {
        // Outside, inside, and two types.
        let p = |a: f32, b: f32| vec![1.0 - a - b, 0.0, a, b];
        assert_eq!(triggers(&[p(0.3, 0.0), p(0.0, 0.0), p(0.25, 0.0)]), [(0, 0, 0.55)]);
        assert_eq!(triggers(&[p(0.2, 0.0), p(0.0, 0.2)]), []);
        // What stands within reach of a likelier act is part of it.
        assert_eq!(triggers(&[p(0.9, 0.0), p(0.0, 0.8)]), [(0, 0, 0.9)]);
        // Far apart they are two acts of one type.
        let far: Vec<Vec<f32>> = (0..9).map(|i| if i % 8 == 0 { p(0.8, 0.1) } else { p(0.0, 0.0) }).collect();
        assert_eq!(triggers(&far), [(0, 0, 0.8), (8, 0, 0.8)]);
        assert_eq!(triggers(&[]), []);
    }

    #[test]
    fn a_phrase_that_was_cut_is_made_whole() {
        for (text, cut, want) in [
            ("the Government of Peru said", "Government", "Government of Peru"),
            ("President of the United States Jane Roe spoke", "President of the", "President of the United States Jane Roe"),
            ("a U.S.-led coalition", "U", "U.S.-led"),
            ("Peru's army marched", "Peru", "Peru"),
            ("officials in Puerto Rico said", "Puerto", "Puerto Rico"),
            ("Peru on Monday", "Peru", "Peru"),
            ("Peru Monday sent", "Peru", "Peru"),
            ("21 members of parties", "21", "21 members"),
            ("sanctions on two large Peruvian banks, it said", "two", "two large Peruvian banks"),
            ("two were freed", "two", "two"),
            ("an assembly of ministers in", "assembly of ministers in", "assembly of ministers"),
            ("local and foreign guests", "local and", "local"),
            ("leaders of parties met", "leaders", "leaders"),
            ("ministers of Peru, Chile and Cuba met", "ministers", "ministers of Peru, Chile and Cuba"),
            ("the presidents of Peru and the Philippines", "presidents of Peru", "presidents of Peru and the Philippines"),
            ("ministers of Peru, Jane Roe said", "ministers", "ministers of Peru"),
            ("the army of Peru and Chile", "army", "army of Peru"),
        ] {
            let at = text.find(cut).expect("stands there");
            assert_eq!(&text[whole(text, at..at + cut.len())], want, "{text}");
        }
    }
}
