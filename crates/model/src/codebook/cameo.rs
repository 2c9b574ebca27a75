//! CAMEO: its codes with their Goldstein values, and the way between it and PLOVER.
//!
//! PLOVER says more of status and content than CAMEO can hold, CAMEO more of an act's kind than PLOVER; so both ways lead
//! to the closest, not to the same. What holds: an act coded in PLOVER, put into CAMEO and back keeps its quad class.

use std::sync::LazyLock;

use super::{
    Context, EventType, Mode, Quad, Status,
    table::{Problems, rows},
};

/// A CAMEO code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Code {
    /// Two digits (a root: "03"), three ("036") or four ("0331"). The leading zero belongs to it.
    pub code: &'static str,
    /// Its name: "Express intent to meet or negotiate".
    pub name: &'static str,
    /// Goldstein value, -10 to 10; `None` for a code without one.
    pub goldstein: Option<f64>,
}

impl Code {
    /// The root it belongs to: "03" for "0331".
    pub fn root(&self) -> &'static str {
        self.code.get(..2).unwrap_or(self.code)
    }

    /// Quad class by root, as GDELT counts: 01-05 verbal and 06-08 material cooperation, 09-13 verbal and 14-20 material conflict.
    ///
    /// PLOVER draws the line elsewhere: an appeal (02) is its REQUEST, of verbal conflict.
    pub fn quad(&self) -> Quad {
        match self.root() {
            "01" | "02" | "03" | "04" | "05" => Quad::VerbalCooperation,
            "06" | "07" | "08" => Quad::MaterialCooperation,
            "09" | "10" | "11" | "12" | "13" => Quad::VerbalConflict,
            _ => Quad::MaterialConflict,
        }
    }
}

/// What a CAMEO code is in PLOVER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plover {
    /// Type.
    pub event: EventType,
    /// One of the type's modes.
    pub mode: Option<Mode>,
    /// Inner act of AGREE, CONCEDE, REQUEST, REJECT, THREATEN.
    pub of: Option<EventType>,
    /// Contexts that the code implies, in the code book's order.
    pub contexts: Vec<Context>,
    /// Future for a code of intent (03), else reported.
    pub status: Status,
}

/// A row of `closest.tsv`; `None` is any.
struct Closest {
    of: Option<EventType>,
    mode: Option<Mode>,
    context: Option<Context>,
    status: Option<Status>,
    code: &'static Code,
}

impl Closest {
    fn fits(&self, mode: Option<Mode>, of: Option<EventType>, contexts: &[Context], status: Status) -> bool {
        self.of.is_none_or(|x| of == Some(x))
            && self.mode.is_none_or(|x| mode == Some(x))
            && self.context.is_none_or(|x| contexts.contains(&x))
            && self.status.is_none_or(|x| x == status)
    }

    /// How much the row names: `of` counts more than mode, mode more than context, context more than status.
    fn weight(&self) -> (bool, bool, bool, bool) {
        (self.of.is_some(), self.mode.is_some(), self.context.is_some(), self.status.is_some())
    }
}

static CODES: LazyLock<(Vec<Code>, Problems)> = LazyLock::new(|| {
    let mut p = Problems::new();
    let mut codes = Vec::new();
    for row in rows("cameo.tsv", include_str!("../../../../data/codebook/cameo.tsv"), ["code", "name", "goldstein"], &mut p) {
        let [code, name, _] = row.cells;
        if !(2..=4).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_digit()) {
            p.push(format!("{}: '{code}' is no CAMEO code: two to four digits are", row.at));
        } else if codes.last().is_some_and(|c: &Code| c.code >= code) {
            p.push(format!("{}: {code} is out of order", row.at)); // looked up by halving
        } else if let Some(goldstein) = row.read_or(2, "-", &mut p) {
            codes.push(Code { code, name, goldstein });
        }
    }
    (codes, p)
});

/// Rows by the number of their type, those that name most first.
static CLOSEST: LazyLock<(Vec<Vec<Closest>>, Problems)> = LazyLock::new(|| {
    let mut p = Problems::new();
    let mut closest: Vec<Vec<Closest>> = EventType::ALL.iter().map(|_| Vec::new()).collect();
    let columns = ["type", "of", "mode", "context", "status", "cameo"];
    for row in rows("closest.tsv", include_str!("../../../../data/codebook/closest.tsv"), columns, &mut p) {
        let Some(code) = find(row.cells[5]) else {
            p.push(format!("{}: '{}' is not in cameo.tsv", row.at, row.cells[5]));
            continue;
        };
        let (kind, of, mode) = (row.read::<EventType>(0, &mut p), row.read_or(1, "*", &mut p), row.read_or::<Mode>(2, "*", &mut p));
        let (context, status) = (row.read_or(3, "*", &mut p), row.read_or(4, "*", &mut p));
        let (Some(kind), Some(of), Some(mode), Some(context), Some(status)) = (kind, of, mode, context, status) else { continue };
        if let Some(m) = mode.filter(|m| !m.valid_for(kind)) {
            p.push(format!("{}: {kind} has no mode {m}", row.at));
        }
        closest[kind as usize].push(Closest { of, mode, context, status, code });
    }
    for rows in &mut closest {
        rows.sort_by_key(|r| std::cmp::Reverse(r.weight())); // stable: of equal rows the first stays first
    }
    (closest, p)
});

/// A row of `cameo_to_plover.tsv`: a code, and what it is in PLOVER, if anything.
type ToPlover = (&'static str, Option<Plover>);

/// By code, in order.
static TO_PLOVER: LazyLock<(Vec<ToPlover>, Problems)> = LazyLock::new(|| {
    let mut p = Problems::new();
    let mut table: Vec<ToPlover> = Vec::new();
    let columns = ["code", "event", "mode", "of", "contexts", "status", "source", "note"];
    for row in rows("cameo_to_plover.tsv", include_str!("../../../../data/codebook/cameo_to_plover.tsv"), columns, &mut p) {
        let code = row.cells[0];
        if table.last().is_some_and(|(last, _)| *last >= code) {
            p.push(format!("{}: {code} is out of order", row.at));
            continue;
        }
        if !matches!(row.cells[6], "manual" | "chancery") {
            p.push(format!("{}: source is '{}', expected manual or chancery", row.at, row.cells[6]));
        }
        let (event, mode, of) =
            (row.read_or::<EventType>(1, "-", &mut p), row.read_or::<Mode>(2, "-", &mut p), row.read_or(3, "-", &mut p));
        let status = row.read_or(5, "-", &mut p);
        let mut contexts = Vec::new();
        for name in row.cells[4].split(',').filter(|n| *n != "-") {
            match name.parse::<Context>() {
                Ok(c) => contexts.push(c),
                Err(e) => p.push(format!("{}: {e}", row.at)),
            }
        }
        contexts.sort();
        match (event, mode, of, status) {
            (Some(Some(event)), Some(mode), Some(of), Some(Some(status))) => {
                if let Some(m) = mode.filter(|m| !m.valid_for(event)) {
                    p.push(format!("{}: {event} has no mode {m}", row.at));
                }
                table.push((code, Some(Plover { event, mode, of, contexts, status })));
            }
            (Some(None), Some(None), Some(None), Some(None)) if contexts.is_empty() => table.push((code, None)),
            _ => p.push(format!("{}: a code has a type and a status, or neither and nothing else", row.at)),
        }
    }
    (table, p)
});

pub(super) fn problems() -> impl Iterator<Item = &'static String> {
    CODES.1.iter().chain(&CLOSEST.1).chain(&TO_PLOVER.1)
}

/// All 312 codes, roots and all, in order.
pub fn all() -> &'static [Code] {
    &CODES.0
}

/// The code written so; the leading zero is needed, since "36" may be many things.
///
/// ```
/// use chancery_model::codebook::cameo;
/// assert_eq!(cameo::find("036").unwrap().goldstein, Some(4.0));
/// assert!(cameo::find("36").is_none());
/// ```
pub fn find(code: &str) -> Option<&'static Code> {
    let i = all().binary_search_by(|c| c.code.cmp(code)).ok()?;
    all().get(i)
}

/// The CAMEO code closest to an act coded in PLOVER.
///
/// Of the table's rows that fit, the one that names most wins (`of`, then mode, context, status). Whether the act happened
/// does not change what it is: a denied attack has the code of an attack. Every type has a row that always fits, so the answer
/// is `None` only if the table is broken.
///
/// ```
/// use chancery_model::{Context, EventType, Mode, Status, codebook::cameo};
/// let code = cameo::closest(EventType::Agree, None, Some(EventType::Aid), &[Context::Military], Status::Future).unwrap();
/// assert_eq!((code.code, code.name), ("0332", "Express intent to provide military aid"));
/// let code = cameo::closest(EventType::Assault, Some(Mode::Aerial), None, &[], Status::Negated).unwrap();
/// assert_eq!(code.code, "195");
/// ```
pub fn closest(kind: EventType, mode: Option<Mode>, of: Option<EventType>, contexts: &[Context], status: Status) -> Option<&'static Code> {
    CLOSEST.0.get(kind as usize)?.iter().find(|r| r.fits(mode, of, contexts, status)).map(|r| r.code)
}

/// What a CAMEO code is in PLOVER.
///
/// `None` for what is no code, and for the statements of root 01 that are no PLOVER act (01, 010 to 015, 017).
///
/// ```
/// use chancery_model::{EventType, Mode, codebook::cameo::to_plover};
/// let visit = to_plover("043").unwrap();
/// assert_eq!((visit.event, visit.mode), (EventType::Consult, Some(Mode::Visit)));
/// assert!(to_plover("010").is_none());
/// ```
pub fn to_plover(code: &str) -> Option<Plover> {
    let table = &TO_PLOVER.0;
    let i = table.binary_search_by(|(c, _)| (*c).cmp(code)).ok()?;
    table.get(i)?.1.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(all().len(), 312);
        assert!(all().iter().all(|c| c.goldstein.is_some_and(|g| (-10.0..=10.0).contains(&g))));
        assert!(all().iter().all(|c| find(c.root()).is_some()), "a code without its root");
        assert!(all().iter().map(|c| c.code).eq(TO_PLOVER.0.iter().map(|r| r.0)), "each code has one row to PLOVER");
    }

    #[test]
    fn rows_stand_in_the_code_book_s_order_and_no_two_say_the_same() {
        let mut problems = Problems::new();
        let columns = ["type", "of", "mode", "context", "status", "cameo"];
        let rows = rows("closest.tsv", include_str!("../../../../data/codebook/closest.tsv"), columns, &mut problems);
        let place = |cells: &[&str; 6]| {
            let kind = cells[0].parse::<EventType>().unwrap();
            (kind, cells[1].parse::<EventType>().ok(), cells[2].parse::<Mode>().ok())
        };
        for pair in rows.windows(2) {
            assert!(place(&pair[0].cells) <= place(&pair[1].cells), "{} is out of order", pair[1].at);
        }
        let keys: std::collections::BTreeSet<_> = rows.iter().map(|r| &r.cells[..5]).collect();
        assert_eq!(keys.len(), rows.len());
    }

    /// Every type with each of its modes, each inner type, each context and each status.
    fn every_act() -> impl Iterator<Item = (EventType, Option<Mode>, Option<EventType>, Option<Context>, Status)> {
        fn or_none<T: Copy>(all: &'static [T]) -> impl Iterator<Item = Option<T>> + Clone {
            std::iter::once(None).chain(all.iter().copied().map(Some))
        }
        EventType::ALL.iter().flat_map(|&kind| {
            or_none(kind.modes()).flat_map(move |mode| {
                or_none(EventType::ALL).flat_map(move |of| {
                    or_none(Context::ALL).flat_map(move |context| Status::ALL.iter().map(move |&status| (kind, mode, of, context, status)))
                })
            })
        })
    }

    #[test]
    fn every_act_has_a_code_and_comes_back_in_its_quad() {
        for (kind, mode, of, context, status) in every_act() {
            let act = format!("{kind} {mode:?} of {of:?}, {context:?}, {status}");
            let code = closest(kind, mode, of, context.as_slice(), status).unwrap_or_else(|| panic!("no code: {act}"));
            let back = to_plover(code.code).unwrap_or_else(|| panic!("{act} is {}, which is no PLOVER act", code.code));
            assert_eq!(back.event.quad(), kind.quad(), "{act} is {} {}, which is {}", code.code, code.name, back.event);
            // A promise to yield is CONCEDE, whoever calls it AGREE; all others keep their type.
            let promises = [EventType::Agree, EventType::Concede];
            assert!(back.event == kind || promises.contains(&kind) && promises.contains(&back.event), "{act} comes back {}", back.event);
        }
    }

    #[test]
    fn every_row_is_reached() {
        for (kind, rows) in EventType::ALL.iter().zip(&CLOSEST.0) {
            for (i, r) in rows.iter().enumerate() {
                let status = r.status.unwrap_or(Status::Reported);
                let first = rows.iter().position(|other| other.fits(r.mode, r.of, r.context.as_slice(), status));
                assert_eq!(first, Some(i), "{kind} of {:?} {:?} {:?}: another row always wins", r.of, r.mode, r.context);
            }
        }
    }

    #[test]
    fn every_code_is_a_plover_act_but_for_bare_statements() {
        let without: Vec<_> = all().iter().filter(|c| to_plover(c.code).is_none()).map(|c| c.code).collect();
        assert_eq!(without, ["01", "010", "011", "012", "013", "014", "015", "017"]);
    }

    #[test]
    fn most_codes_come_back_by_way_of_plover() {
        let (mut same, mut moved) = (0, std::collections::BTreeMap::new());
        for code in all() {
            let Some(p) = to_plover(code.code) else { continue };
            let back = closest(p.event, p.mode, p.of, &p.contexts, p.status).unwrap();
            assert_eq!(to_plover(back.code).unwrap().event, p.event, "{} comes back {}", code.code, back.code);
            same += usize::from(back == code);
            if back.root() != code.root() {
                *moved.entry((code.root(), back.root())).or_insert(0) += 1;
            }
        }
        // The rest comes back as a kin within its root, but for these: sympathy as praise, apology as yielding, demands as
        // appeals, mass killing as assassination.
        let moved: Vec<_> = moved.into_iter().map(|((from, to), n)| format!("{from} to {to}: {n}")).collect();
        assert_eq!(moved, ["01 to 05: 2", "05 to 08: 2", "10 to 02: 28", "20 to 18: 5"]);
        assert_eq!(same, 186, "figure of docs/design/001-code-book.md");
    }

    #[test]
    fn acts_have_the_codes_that_a_cameo_coder_gives() {
        use Context as C;
        use EventType::*;
        use Mode as M;
        type Act = (EventType, Option<Mode>, Option<EventType>, &'static [Context]);
        let acts: [(Act, &str); 30] = [
            ((Agree, None, Some(Consult), &[C::Military, C::Diplomatic]), "036"),
            ((Agree, None, Some(Aid), &[]), "033"),
            ((Agree, None, Some(Aid), &[C::Economic, C::Health]), "0333"),
            ((Agree, None, Some(Cooperate), &[C::Economic]), "0311"),
            ((Agree, None, Some(Support), &[]), "032"),
            ((Consult, Some(M::Visit), None, &[]), "042"),
            ((Consult, Some(M::Phone), None, &[]), "041"),
            ((Consult, Some(M::ThirdParty), None, &[]), "045"),
            ((Support, None, None, &[C::Diplomatic]), "051"),
            ((Support, None, None, &[C::Economic]), "057"),
            ((Concede, None, Some(Retreat), &[C::Military]), "0356"),
            ((Aid, None, None, &[C::Military]), "072"),
            ((Retreat, Some(M::Withdraw), None, &[C::Military]), "0874"),
            ((Request, Some(M::Yield), Some(Retreat), &[C::HumanRights]), "0253"),
            // What is asked for says more than how it is asked: the mode's row does not win.
            ((Request, Some(M::Change), Some(Consult), &[C::Executive]), "026"),
            ((Request, Some(M::Change), None, &[C::RightsFreedoms]), "0243"),
            ((Accuse, Some(M::Allege), None, &[C::HumanRights]), "1122"),
            ((Accuse, Some(M::Investigate), None, &[C::Corruption]), "091"),
            ((Reject, Some(M::Meet), Some(Consult), &[C::Diplomatic]), "125"),
            ((Reject, None, Some(Accuse), &[]), "016"),
            ((Threaten, None, Some(Sanction), &[C::Economic]), "1312"),
            ((Threaten, Some(M::Violence), Some(Assault), &[C::Cbrn]), "1385"),
            ((Protest, Some(M::Demo), None, &[C::RightsFreedoms]), "1413"),
            ((Sanction, None, None, &[C::Economic]), "163"),
            ((Sanction, Some(M::Withdraw), None, &[C::Diplomatic]), "161"),
            ((Sanction, Some(M::Convict), None, &[]), "116"),
            ((Mobilize, Some(M::Troops), None, &[]), "154"),
            ((Coerce, Some(M::Arrest), None, &[]), "173"),
            ((Assault, None, None, &[C::Military]), "190"),
            ((Assault, Some(M::SuicideAttack), None, &[]), "1831"),
        ];
        for ((kind, mode, of, contexts), want) in acts {
            for status in Status::ALL {
                let got = closest(kind, mode, of, contexts, *status).unwrap();
                assert_eq!(got.code, want, "{kind} {mode:?} of {of:?} {contexts:?} {status}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "0", "3", "99", "0361", "ü36", "036 "] {
            assert!(find(text).is_none() && to_plover(text).is_none(), "{text:?}");
        }
    }
}
