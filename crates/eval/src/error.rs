//! The errors behind the figures, by cause.

use std::fmt;

use serde::Serialize;

use crate::{
    GoldDocument, GoldEntity, GoldEvent,
    count::by_sentence,
    matching::{act, all_countries, countries, pairs, pooled, share_word},
};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A gold event that nothing answers.
    MissedTrigger,
    /// The same act or words under another type.
    WrongType,
    /// Right type, other countries as actors.
    WrongActor,
    /// Right type, other countries as recipients.
    WrongRecipient,
    /// Right type, another status.
    WrongStatus,
    /// A coded event that the gold does not have.
    Spurious,
}

impl Cause {
    /// All of them, in order of reading.
    pub const ALL: [Cause; 6] =
        [Cause::MissedTrigger, Cause::WrongType, Cause::WrongActor, Cause::WrongRecipient, Cause::WrongStatus, Cause::Spurious];
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Cause::MissedTrigger => "missed trigger",
            Cause::WrongType => "wrong type",
            Cause::WrongActor => "wrong actor",
            Cause::WrongRecipient => "wrong recipient",
            Cause::WrongStatus => "wrong status",
            Cause::Spurious => "spurious",
        })
    }
}

/// One way in which a coded event and the gold differ. A pair may differ in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventError {
    /// What is wrong.
    pub cause: Cause,
    /// Id of the document.
    pub document: String,
    /// 0-based index of the sentence.
    pub sentence_index: u32,
    /// The sentence; `None` where the gold file holds none.
    pub sentence: Option<String>,
    /// What the gold has.
    pub gold: Option<GoldEvent>,
    /// What was coded.
    pub coded: Option<GoldEvent>,
}

/// The errors of one document, whose events all have actors.
pub(crate) fn errors(document: &GoldDocument, gold: &[&GoldEvent], coded: &[&GoldEvent]) -> Vec<EventError> {
    let mut found = Vec::new();
    for (s, gold, coded) in by_sentence(gold, coded) {
        let mut push = |cause, g: Option<&GoldEvent>, c: Option<&GoldEvent>| {
            found.push(EventError {
                cause,
                document: document.id.clone(),
                sentence_index: s,
                sentence: document.sentences.get(s as usize).cloned(),
                gold: g.cloned(),
                coded: c.cloned(),
            })
        };
        let mut gold_left: Vec<Option<&GoldEvent>> = gold.iter().copied().map(Some).collect();
        let mut coded_left: Vec<Option<&GoldEvent>> = coded.iter().copied().map(Some).collect();
        for (i, j) in pairs(&gold, &coded, |g, c| g.kind == c.kind) {
            let (g, c) = (gold[i], coded[j]);
            (gold_left[i], coded_left[j]) = (None, None);
            let (actor, recipient) = if pooled(g) {
                (countries(&g.actor) == all_countries(c), true)
            } else {
                (countries(&g.actor) == countries(&c.actor), countries(&g.recipient) == countries(&c.recipient))
            };
            for (right, cause) in
                [(actor, Cause::WrongActor), (recipient, Cause::WrongRecipient), (g.status == c.status, Cause::WrongStatus)]
            {
                if !right {
                    push(cause, Some(g), Some(c));
                }
            }
        }
        let gold_left: Vec<&GoldEvent> = gold_left.into_iter().flatten().collect();
        let coded_left: Vec<&GoldEvent> = coded_left.into_iter().flatten().collect();
        let other = pairs(&gold_left, &coded_left, |g, c| act(g) == act(c) || share_word(&g.tr, &c.tr));
        for &(i, j) in &other {
            push(Cause::WrongType, Some(gold_left[i]), Some(coded_left[j]));
        }
        for (_, g) in gold_left.iter().enumerate().filter(|(i, _)| other.iter().all(|(k, _)| k != i)) {
            push(Cause::MissedTrigger, Some(g), None);
        }
        for (_, c) in coded_left.iter().enumerate().filter(|(j, _)| other.iter().all(|(_, k)| k != j)) {
            push(Cause::Spurious, None, Some(c));
        }
    }
    found
}

/// Errors to read: a count for each cause, then the errors of each with their sentences.
///
/// ```text
/// missed trigger 1, wrong type 0, wrong actor 0, wrong recipient 0, wrong status 0, spurious 0
///
/// missed trigger (1)
///   a:0  Peru thanked Chile.
///     gold   SUPPORT reported  PER GOV 'Peru' -> CHL GOV 'Chile'  [thanked]
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ErrorListing<'a>(pub(crate) &'a [EventError]);

impl fmt::Display for ErrorListing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |cause| self.0.iter().filter(move |e| e.cause == cause);
        let counts: Vec<String> = Cause::ALL.iter().map(|&c| format!("{c} {}", of(c).count())).collect();
        writeln!(f, "{}", counts.join(", "))?;
        for cause in Cause::ALL.into_iter().filter(|&c| of(c).next().is_some()) {
            writeln!(f, "\n{cause} ({})", of(cause).count())?;
            for e in of(cause) {
                writeln!(
                    f,
                    "  {}:{}  {}",
                    e.document,
                    e.sentence_index,
                    e.sentence.as_deref().unwrap_or("(no sentence in the gold file)")
                )?;
                for (name, event) in [("gold", &e.gold), ("coded", &e.coded)] {
                    if let Some(event) = event {
                        writeln!(f, "    {name:5}  {}", Line(event))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// An event on one line.
struct Line<'a>(&'a GoldEvent);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let e = self.0;
        write!(f, "{}", e.kind)?;
        if let Some(mode) = e.mode {
            write!(f, "/{mode}")?;
        }
        if let Some(of) = e.of {
            write!(f, " of {of}")?;
        }
        write!(f, " {}  {} -> {}  [{}]", e.status, Parties(&e.actor), Parties(&e.recipient), e.tr)
    }
}

struct Parties<'a>(&'a [GoldEntity]);

impl fmt::Display for Parties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("-");
        }
        for (i, p) in self.0.iter().enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            write!(f, "{comma}{} {} '{}'", p.c.as_deref().unwrap_or("?"), p.s.as_deref().unwrap_or("?"), p.t)?;
        }
        Ok(())
    }
}
