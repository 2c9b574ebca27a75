//! What is said about types, modes, contexts and sectors: definitions and scores.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    Context, EventType, Mode, Sector,
    table::{Problems, rows},
};

struct Type {
    score: f64,
    recipient: bool,
    definition: &'static str,
}

struct Pair {
    score: f64,
    definition: &'static str,
}

/// The tables, by the enums' order.
struct Book {
    types: BTreeMap<EventType, Type>,
    /// By type and mode.
    pairs: BTreeMap<(EventType, Mode), Pair>,
    /// Modes of each type in the manual's order, by the type's number.
    modes: Vec<Vec<Mode>>,
    contexts: BTreeMap<Context, &'static str>,
    sectors: BTreeMap<Sector, &'static str>,
    problems: Problems,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut p = Problems::new();
    let mut types = BTreeMap::new();
    let columns = ["type", "quad", "score", "recipient", "definition"];
    for row in rows("types.tsv", include_str!("../../../../data/codebook/types.tsv"), columns, &mut p) {
        let (kind, quad, score) = (row.read::<EventType>(0, &mut p), row.read::<u8>(1, &mut p), row.read(2, &mut p));
        let recipient = match row.cells[3] {
            "yes" => true,
            "no" => false,
            other => {
                p.push(format!("{}: recipient is '{other}', expected yes or no", row.at));
                continue;
            }
        };
        if let (Some(kind), Some(quad), Some(score)) = (kind, quad, score) {
            if quad != u8::from(kind.quad()) {
                p.push(format!("{}: {kind} has quad {quad}, the program {}", row.at, u8::from(kind.quad())));
            }
            once(types.insert(kind, Type { score, recipient, definition: row.cells[4] }), &row.at, &mut p);
        }
    }
    let mut pairs = BTreeMap::new();
    let mut modes = vec![Vec::new(); EventType::ALL.len()];
    let columns = ["type", "mode", "score", "definition"];
    for row in rows("modes.tsv", include_str!("../../../../data/codebook/modes.tsv"), columns, &mut p) {
        if let (Some(kind), Some(mode), Some(score)) = (row.read(0, &mut p), row.read(1, &mut p), row.read(2, &mut p)) {
            once(pairs.insert((kind, mode), Pair { score, definition: row.cells[3] }), &row.at, &mut p);
            modes[kind as usize].push(mode);
        }
    }
    let mut contexts = BTreeMap::new();
    for row in rows("contexts.tsv", include_str!("../../../../data/codebook/contexts.tsv"), ["context", "definition"], &mut p) {
        if let Some(context) = row.read(0, &mut p) {
            once(contexts.insert(context, row.cells[1]), &row.at, &mut p);
        }
    }
    let mut sectors = BTreeMap::new();
    for row in rows("sectors.tsv", include_str!("../../../../data/codebook/sectors.tsv"), ["sector", "definition", "source"], &mut p) {
        if let Some(sector) = row.read(0, &mut p) {
            once(sectors.insert(sector, row.cells[1]), &row.at, &mut p);
        }
    }
    Book { types, pairs, modes, contexts, sectors, problems: p }
});

pub(super) fn problems() -> &'static Problems {
    &BOOK.problems
}

/// A key that was there before is a problem.
fn once<T>(before: Option<T>, at: &str, problems: &mut Problems) {
    if before.is_some() {
        problems.push(format!("{at}: said twice"));
    }
}

/// PLOVER score of an act, -10 (most hostile) to 10 (most cooperative).
///
/// The mode's where the act has one; else, or where the mode is none of the type's, the type's. Source: the PLOVER manual.
///
/// ```
/// use chancery_model::{EventType, Mode, codebook::score};
/// assert_eq!(score(EventType::Consult, None), 2.5);
/// assert_eq!(score(EventType::Consult, Some(Mode::Phone)), 1.5);
/// ```
pub fn score(kind: EventType, mode: Option<Mode>) -> f64 {
    let of_mode = mode.and_then(|m| BOOK.pairs.get(&(kind, m))).map(|p| p.score);
    of_mode.or_else(|| BOOK.types.get(&kind).map(|t| t.score)).unwrap_or_default()
}

impl EventType {
    /// What the type means, in one sentence or two.
    pub fn definition(self) -> &'static str {
        BOOK.types.get(&self).map_or("", |t| t.definition)
    }

    /// Its modes, in the manual's order; AGREE, SUPPORT, CONCEDE, COOPERATE and AID have none.
    pub fn modes(self) -> &'static [Mode] {
        BOOK.modes.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the manual asks for a recipient. The coder does not: a text that names none still tells of an act.
    pub fn asks_recipient(self) -> bool {
        BOOK.types.get(&self).is_some_and(|t| t.recipient)
    }
}

impl Mode {
    /// Whether `kind` has this mode.
    ///
    /// ```
    /// use chancery_model::{EventType, Mode};
    /// assert!(Mode::Arrest.valid_for(EventType::Coerce));
    /// assert!(!Mode::Arrest.valid_for(EventType::Consult));
    /// ```
    pub fn valid_for(self, kind: EventType) -> bool {
        BOOK.pairs.contains_key(&(kind, self))
    }

    /// What the mode means with `kind`; `None` where the type does not have it.
    pub fn definition(self, kind: EventType) -> Option<&'static str> {
        BOOK.pairs.get(&(kind, self)).map(|p| p.definition)
    }
}

impl Context {
    /// What an act with this context is about.
    pub fn definition(self) -> &'static str {
        BOOK.contexts.get(&self).copied().unwrap_or_default()
    }
}

impl Sector {
    /// Which actors belong to it.
    pub fn definition(self) -> &'static str {
        BOOK.sectors.get(&self).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Quad, *};

    #[test]
    fn the_tables_are_whole() {
        assert_eq!((BOOK.types.len(), BOOK.pairs.len(), BOOK.contexts.len(), BOOK.sectors.len()), (16, 67, 37, 28));
        assert!(EventType::ALL.iter().all(|t| BOOK.types.contains_key(t)));
        assert!(Context::ALL.iter().all(|c| BOOK.contexts.contains_key(c)));
        assert!(Sector::ALL.iter().all(|s| BOOK.sectors.contains_key(s)));
        assert!(Mode::ALL.iter().all(|m| EventType::ALL.iter().any(|t| m.valid_for(*t))), "a mode of no type");
        let definitions = BOOK.types.values().map(|t| t.definition).chain(BOOK.pairs.values().map(|p| p.definition));
        assert!(definitions.chain(BOOK.contexts.values().copied()).chain(BOOK.sectors.values().copied()).all(|d| d.ends_with('.')));
    }

    #[test]
    fn scores_lie_in_range_and_carry_the_sign_of_their_quad() {
        for &(kind, mode) in BOOK.pairs.keys() {
            let (s, name) = (score(kind, Some(mode)), format!("{kind} {mode}"));
            assert!((-10.0..=10.0).contains(&s), "{name}: {s}");
            match kind.quad() {
                Quad::VerbalCooperation | Quad::MaterialCooperation => assert!(s > 0.0, "{name}: {s}"),
                Quad::MaterialConflict => assert!(s < 0.0, "{name}: {s}"),
                // A request for help is the one mildly friendly act of its quad.
                Quad::VerbalConflict => assert!(s < 1.0, "{name}: {s}"),
            }
        }
    }

    #[test]
    fn the_manual_s_slips_are_resolved() {
        assert_eq!(score(EventType::Accuse, None), -3.0);
        assert_eq!(EventType::Sanction.quad(), Quad::MaterialConflict);
        assert_eq!(score(EventType::Protest, Some(Mode::Vandalize)), score(EventType::Protest, None));
    }

    #[test]
    fn a_mode_of_another_type_does_not_count() {
        assert_eq!(score(EventType::Aid, Some(Mode::Phone)), 10.0);
        assert_eq!(Mode::Phone.definition(EventType::Aid), None);
        assert!(EventType::Aid.modes().is_empty());
        assert_eq!(EventType::Consult.modes(), [Mode::Visit, Mode::ThirdParty, Mode::Multilateral, Mode::Phone]);
    }
}
