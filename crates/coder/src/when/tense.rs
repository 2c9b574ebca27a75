//! Whether the words around a time expression speak of the past or the future.

use std::sync::LazyLock;

use crate::lex::{self, Kind, Token};

/// Where a day without a direction ("Tuesday", "April 8") is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// The tense at token `i`: the nearest verb before it in its clause decides, else the nearest after it.
pub(super) fn at(tokens: &[Token], i: usize) -> Option<Tense> {
    for k in (0..i.min(tokens.len())).rev() {
        if matches!(tokens[k].text, ";" | "—") {
            break;
        }
        if let Some(t) = cue(tokens, k, i) {
            return Some(t);
        }
    }
    (i..tokens.len()).take_while(|k| !matches!(tokens[*k].text, ";" | "—")).find_map(|k| cue(tokens, k, tokens.len()))
}

/// The tense that the verb at `k` speaks of, for an expression at `until`.
fn cue(tokens: &[Token], k: usize, until: usize) -> Option<Tense> {
    let word = tokens[k].lower.as_str();
    if tokens[k].kind != Kind::Word {
        return None;
    }
    let lower = |k: usize| tokens.get(k).map_or("", |t| t.lower.as_str());
    let before = |n: usize| k.checked_sub(n).map_or("", lower);
    match word {
        "will" | "shall" | "must" | "ll" | "upcoming" | "forthcoming" | "would" => return Some(Tense::Future),
        "going" if lower(k + 1) == "to" => return Some(Tense::Future),
        "postponed" | "delayed" | "scheduled" | "slated" | "due" | "rescheduled" | "planned" | "expected"
            if matches!(lower(k + 1), "to" | "for" | "until" | "on" | "in" | "by") =>
        {
            return Some(Tense::Future);
        }
        _ => {}
    }
    // "plans to meet on Friday", "agreed with Chile to meet on Friday".
    // "On Friday Peru asked Chile to meet": what stands before the verb dates the verb.
    let dates_itself = until == tokens.len() && word.ends_with("ed");
    if !dates_itself && INTENT.binary_search(&word).is_ok() {
        let to = (k + 1..until.min(k + 9)).find(|n| lower(*n) == "to" && infinitive(lower(n + 1)));
        if to.is_some() {
            return Some(Tense::Future);
        }
    }
    // "is to meet", "are due to", "is meeting": a plan.
    if matches!(word, "is" | "are") {
        if lower(k + 1) == "to" && infinitive(lower(k + 2)) || lower(k + 1).ends_with("ing") && lower(k + 1).len() > 5 {
            return Some(Tense::Future);
        }
        return None;
    }
    if ["was", "were", "had", "did", "has", "have"].contains(&word) {
        if matches!(word, "was" | "were") && lower(k + 1) == "to" {
            return Some(Tense::Future);
        }
        return Some(Tense::Past);
    }
    if IRREGULAR.binary_search(&word).is_ok()
        || word.len() > 4
            && word.ends_with("ed")
            && !["united", "indeed", "armed", "hundred", "need", "speed", "exceed", "proceed", "succeed"].contains(&word)
    {
        // "will be signed", "to be signed": the auxiliary decides.
        if before(1) == "be" {
            return match before(2) {
                "" => None,
                _ => Some(Tense::Future),
            };
        }
        if tokens[k].capital() && k > 0 {
            return None;
        }
        return Some(Tense::Past);
    }
    None
}

/// "to meet", not "to the", "to Lima" or "to 5".
fn infinitive(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(char::is_alphabetic)
        && !["the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "all"].contains(&word)
}

/// Verbs and adjectives whose infinitive is still to come.
static INTENT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "agree agreed agrees aim aims asked called calls commit commits committed decided due expect expected \
         expects hope hoped hopes intend intended intends invited invites likely offered offers ordered orders \
         plan planned planning plans pledge pledged pledges prepare prepared prepares preparing promise \
         promised promises propose proposed proposes ready requested scheduled seek seeking seeks set slated \
         threaten threatened threatens urge urged urges vow vowed vows want wanted wants",
    )
});

/// Past forms that do not end in "-ed".
static IRREGULAR: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "became been begun began bore born bought broke brought built came caught chose chosen dealt drawn drew driven drove done fallen fell felt flew \
         forbade fought found froze gave given got grew heard held hung kept knew laid led left lost made meant met \
         overthrew paid ran rose said sat saw sent shook shot seen shown sold sought spent spoke stole stolen stood struck swore \
         taken taught threw told took understood went withdrew woke won wore written wrote",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_verb_decides() {
        for (text, word, tense) in [
            ("Officials said on Monday that envoys will meet on Friday", "Monday", Some(Tense::Past)),
            ("Officials said on Monday that envoys will meet on Friday", "Friday", Some(Tense::Future)),
            ("On Tuesday, the envoys will meet", "Tuesday", Some(Tense::Future)),
            ("The treaty is to be signed on Friday", "Friday", Some(Tense::Future)),
            ("Peru plans to discuss the deal it signed on Monday", "Monday", Some(Tense::Past)),
            ("They agreed to meet on Friday", "Friday", Some(Tense::Future)),
            ("They agreed on Friday", "Friday", Some(Tense::Past)),
            ("Talks on Friday", "Friday", None),
            ("On Friday Peru called for Chile to meet", "Friday", Some(Tense::Past)),
            ("After decisions taken on Friday envoys are meeting", "Friday", Some(Tense::Past)),
            ("On Friday Peru plans to meet Chile", "Friday", Some(Tense::Future)),
        ] {
            let tokens = lex::tokens(text);
            let i = tokens.iter().position(|t| t.text == word).unwrap();
            assert_eq!(at(&tokens, i), tense, "{text}: {word}");
        }
    }
}
