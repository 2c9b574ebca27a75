//! Cue words: what the words around a trigger say of a commitment's state. The words are data.

use std::sync::OnceLock;

use chancery_model::StepState;

/// `cue <tab> state <tab> scope <tab> note`, `#` begins a comment.
const TABLE: &str = include_str!("../../../data/ledger/states.tsv");

/// Words in sequence and the state they tell.
#[derive(Debug)]
struct Cue {
    /// Each word, and whether any ending may follow.
    words: Vec<(&'static str, bool)>,
    /// `None`: nothing is opened or moved.
    state: Option<StepState>,
    /// Counts anywhere in the clause, not in the trigger alone.
    clause: bool,
}

/// What cue words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// This state.
    State(StepState),
    /// That nothing is promised.
    Rhetoric,
}

/// What the words of a trigger and of its clause say, the trigger first. Where several cues stand together the
/// gravest wins: "agreed to postpone" is a postponement.
pub(crate) fn told(trigger: &[String], clause: &[String]) -> Option<Told> {
    gravest(trigger, |_| true).or_else(|| gravest(clause, |c| c.clause))
}

fn gravest(words: &[String], counts: impl Fn(&Cue) -> bool) -> Option<Told> {
    table()
        .iter()
        .filter(|c| counts(c) && stands_in(c, words))
        .map(|c| c.state.map_or(Told::Rhetoric, Told::State))
        .max_by_key(|&t| gravity(t))
}

fn stands_in(cue: &Cue, words: &[String]) -> bool {
    words
        .windows(cue.words.len())
        .any(|w| w.iter().zip(&cue.words).all(|(word, &(cue, open))| if open { word.starts_with(cue) } else { word == cue }))
}

fn gravity(told: Told) -> u8 {
    use StepState::*;
    match told {
        Told::Rhetoric => 9,
        Told::State(Cancelled) => 8,
        Told::State(Suspended) => 7,
        Told::State(Reduced) => 6,
        Told::State(InProgress) => 5,
        Told::State(Delivered) => 4,
        Told::State(Proposed) => 3,
        Told::State(Agreed) => 2,
        Told::State(Announced) => 1,
    }
}

fn table() -> &'static [Cue] {
    static CUES: OnceLock<Vec<Cue>> = OnceLock::new();
    CUES.get_or_init(|| TABLE.lines().filter_map(parse).collect())
}

/// A line of the table; `None` for comments and the head. The test reads every line, so none is lost unseen.
fn parse(line: &'static str) -> Option<Cue> {
    let mut fields = line.split('\t');
    let (cue, state, scope) = (fields.next()?, fields.next()?, fields.next()?);
    let state = match state {
        "proposed" => Some(StepState::Proposed),
        "announced" => Some(StepState::Announced),
        "agreed" => Some(StepState::Agreed),
        "in_progress" => Some(StepState::InProgress),
        "delivered" => Some(StepState::Delivered),
        "reduced" => Some(StepState::Reduced),
        "suspended" => Some(StepState::Suspended),
        "cancelled" => Some(StepState::Cancelled),
        "none" => None,
        _ => return None,
    };
    let words = cue.split(' ').map(|w| w.strip_suffix('*').map_or((w, false), |w| (w, true))).collect();
    Some(Cue { words, state, clause: scope == "clause" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::words;

    #[test]
    fn every_line_of_the_table_is_read_and_sorted() {
        let lines: Vec<&str> = TABLE.lines().filter(|l| !l.starts_with('#') && !l.starts_with("cue\t")).collect();
        assert_eq!(table().len(), lines.len());
        assert!(lines.windows(2).all(|w| w[0] < w[1]), "sorted, each once");
        assert!(lines.iter().all(|l| l.split('\t').count() == 4 && ["trigger", "clause"].contains(&l.split('\t').nth(2).unwrap())));
    }

    #[test]
    fn cues() {
        let told = |trigger: &str, clause: &str| told(&words(trigger), &words(clause));
        assert_eq!(told("agreed to postpone", ""), Some(Told::State(StepState::Suspended)));
        assert_eq!(told("signed", "signed the contract"), Some(Told::State(StepState::Agreed)));
        assert_eq!(told("treaty", "the treaty came into force on Monday"), Some(Told::State(StepState::Delivered)));
        assert_eq!(told("met", "they signed the contract"), None, "a cue of the trigger does not count elsewhere");
        assert_eq!(told("looks forward to working", ""), Some(Told::Rhetoric));
        assert_eq!(told("met", "the ministers"), None);
    }
}
