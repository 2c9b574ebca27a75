//! Sentences: where each begins and ends.
//!
//! Three steps, from sure to less sure:
//!
//! 1. **Blocks.** Furniture, blank lines, list bullets and lines that stand alone (headlines, bylines, one-line
//!    paragraphs) always part two sentences. A line break inside hard-wrapped text never does.
//! 2. **Ends.** Inside a block `sentencex` and a plain rule (end mark, space, capital) propose ends; our own rules for
//!    abbreviations, initials, numbering and datelines accept or refuse each.
//! 3. **Length.** What is still longer than [`LONGEST`] is cut at a space: no network could read it whole.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::lex;

/// The most bytes of one sentence. Longer runs are lists without punctuation or damaged text.
pub const LONGEST: usize = 1_500;

/// The most bytes of a quotation that is kept whole.
const LONGEST_QUOTE: usize = 600;

/// A wrapped line is seldom shorter or longer than this (code points).
const WRAP: Range<usize> = 45..131;

/// The sentences of `text`: byte ranges in order, trimmed of white space, never empty, never touching `furniture`
/// (byte ranges, in any order), always on char boundaries.
///
/// ```
/// use chancery_coder::sentence::split;
/// let text = "Gen. A. Rojas met the U.S. envoy on Jan. 3. Talks go on.";
/// let found: Vec<&str> = split(text, &[]).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["Gen. A. Rojas met the U.S. envoy on Jan. 3.", "Talks go on."]);
/// ```
pub fn split(text: &str, furniture: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    for region in outside(text, furniture) {
        for block in blocks(text, region) {
            for sentence in ends(&text[block.clone()]) {
                cut(text, block.start + sentence.start..block.start + sentence.end, &mut sentences);
            }
        }
    }
    sentences
}

/// What of the text is no furniture, in order.
fn outside(text: &str, furniture: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut taken: Vec<Range<usize>> = furniture
        .iter()
        .map(|f| text.floor_char_boundary(f.start.min(text.len()))..text.ceil_char_boundary(f.end.min(text.len())))
        .filter(|f| f.start < f.end)
        .collect();
    taken.sort_by_key(|f| (f.start, f.end));
    let mut free = Vec::new();
    let mut at = 0;
    for f in taken {
        if at < f.start {
            free.push(at..f.start);
        }
        at = at.max(f.end);
    }
    if at < text.len() {
        free.push(at..text.len());
    }
    free
}

/// Lines joined into blocks: paragraphs, list items, headlines.
fn blocks(text: &str, region: Range<usize>) -> Vec<Range<usize>> {
    let lines = lines(text, region);
    let wrapped = wrap_width(text, &lines);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        let Some(line) = line else {
            open = false;
            continue;
        };
        let body = bullet(text, line.clone());
        let is_item = body.start != line.start;
        if open && !is_item {
            let before = lines[..i].iter().rev().flatten().next().cloned().unwrap_or(line.clone());
            if continues(&text[before], &text[line.clone()], wrapped)
                && let Some(last) = blocks.last_mut()
            {
                last.end = line.end;
                continue;
            }
        }
        if !body.is_empty() {
            // Bullets in the middle of a line ("• ships • crews") part items as well.
            let mut start = body.start;
            for (at, sign) in text[body.clone()].char_indices().filter(|(_, c)| is_glyph(*c)) {
                let at = body.start + at;
                let part = trim(text, start..at);
                if !part.is_empty() {
                    blocks.push(part);
                }
                start = at + sign.len_utf8();
            }
            let part = trim(text, start..body.end);
            if !part.is_empty() {
                blocks.push(part);
            }
            open = true;
        }
    }
    blocks
}

/// The trimmed lines of a region; `None` for a blank one.
fn lines(text: &str, region: Range<usize>) -> Vec<Option<Range<usize>>> {
    let mut out = Vec::new();
    let mut start = region.start;
    let breaks = text[region.clone()]
        .char_indices()
        .filter(|(_, c)| matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'));
    for (at, c) in breaks {
        let at = region.start + at;
        // "\r\n" is one break.
        if !(c == '\n' && text[..at].ends_with('\r') && at > region.start) {
            let line = trim(text, start..at);
            out.push((!line.is_empty()).then_some(line));
        }
        start = at + c.len_utf8();
    }
    let line = trim(text, start..region.end);
    out.push((!line.is_empty()).then_some(line));
    out
}

/// The longest line, if the text looks hard-wrapped: most lines that others follow are as long as lines get.
fn wrap_width(text: &str, lines: &[Option<Range<usize>>]) -> Option<usize> {
    let length = |line: &Range<usize>| text[line.clone()].chars().count();
    let pairs: Vec<(usize, usize)> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [Some(a), Some(b)] => Some((length(a), text[b.clone()].split_whitespace().next().map_or(0, |w| w.chars().count()))),
            _ => None,
        })
        .collect();
    let width = lines.iter().flatten().map(length).max()?;
    if pairs.is_empty() || !WRAP.contains(&width) {
        return None;
    }
    let full = pairs.iter().filter(|(length, word)| length + 1 + word > width.saturating_sub(6)).count();
    (full * 3 >= pairs.len() * 2).then_some(width)
}

/// Whether `line` goes on where `before` stopped.
fn continues(before: &str, line: &str, wrapped: Option<usize>) -> bool {
    let ended = END.is_match(before);
    let lower = line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    if lower && !ended && !before.ends_with([';', ':']) {
        return true;
    }
    let Some(width) = wrapped else { return false };
    let word = line.split_whitespace().next().map_or(0, |w| w.chars().count());
    // A full line is wrapped; whether a sentence ends there as well is for the rules of `ends`.
    before.chars().count() + 1 + word > width.saturating_sub(6)
}

/// The line without its list bullet.
fn bullet(text: &str, line: Range<usize>) -> Range<usize> {
    match BULLET.find(&text[line.clone()]) {
        Some(found) => trim(text, line.start + found.end()..line.end),
        None => line,
    }
}

fn is_glyph(c: char) -> bool {
    matches!(c, '•' | '◦' | '▪' | '●' | '■' | '‣' | '∙' | '\u{F0B7}')
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let left = inner.trim_start();
    let start = range.start + (inner.len() - left.len());
    start..start + left.trim_end().len()
}

/// An end mark with what may close behind it, at the end of a string.
static END: LazyLock<Regex> = LazyLock::new(|| pattern(r#"[.!?…]["'”’»)\]]*$"#));
/// A list bullet at the start of a line.
static BULLET: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:[•◦▪●■‣∙\u{F0B7}]|[-–—*]\\s)\\s*"));
/// A place where a sentence may end: end mark, closers, note marks, white space.
static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?:[.!?…]+["'”’»)\]]*(?:\[\d+\])?)\s+"#));
/// An end mark and a closing quote with the next sentence glued to it.
static GLUED: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z]{2}[.!?][”)]?([A-Z][a-z]+\s)"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

/// The sentences of one block.
fn ends(block: &str) -> Vec<Range<usize>> {
    // White space of one byte keeps all offsets; the splitter must not see line breaks, which it takes for ends.
    let flat: String = block.chars().map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}') { ' ' } else { c }).collect();
    let mut at: Vec<(usize, bool)> = CANDIDATE.find_iter(&flat).map(|m| (m.end(), false)).collect();
    at.extend(GLUED.captures_iter(&flat).filter_map(|c| c.get(1)).map(|m| (m.start(), true)));
    for boundary in sentencex::get_sentence_boundaries("en", &flat) {
        let start = flat.len() - flat.get(boundary.start_byte..).map_or(0, |rest| rest.trim_start().len());
        // It also parts "Andes-U.S." inside the word: a sentence needs a space before it.
        if start > 0 && start < flat.len() && flat[..start].ends_with(char::is_whitespace) {
            at.push((start, true));
        }
    }
    at.sort_unstable();
    let quotes = quotes(&flat);
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut k = 0;
    while k < at.len() {
        let position = at[k].0;
        let mut proposed = false;
        while k < at.len() && at[k].0 == position {
            proposed |= at[k].1;
            k += 1;
        }
        let quoted = quotes.iter().any(|q| q.start < position && position < q.end);
        if position > start && !quoted && is_end(&flat[start..position], &flat[position..], proposed) {
            let sentence = trim(&flat, start..position);
            if !sentence.is_empty() {
                out.push(sentence);
            }
            start = position;
        }
    }
    let sentence = trim(&flat, start..flat.len());
    if !sentence.is_empty() {
        out.push(sentence);
    }
    out
}

/// Quotations in double quotes that open and close in this block. The sentences inside one stay with who says them; a
/// quotation of more than [`LONGEST_QUOTE`] bytes is a speech, and its sentences count.
fn quotes(flat: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = ' ';
    for (at, c) in flat.char_indices() {
        let opens = match c {
            '“' => true,
            '”' => false,
            '"' => open.is_none() || before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–'),
            _ => {
                before = c;
                continue;
            }
        };
        if opens {
            open = Some(at);
        } else if let Some(start) = open.take()
            && at - start <= LONGEST_QUOTE
        {
            found.push(start..at + c.len_utf8());
        }
        before = c;
    }
    found
}

/// Whether a sentence ends between `before` (from its start) and `after`.
fn is_end(before: &str, after: &str, proposed: bool) -> bool {
    let before = before.trim_end();
    let after = after.trim_start();
    let closed = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '[' || c == ']');
    let closed = if closed.ends_with(['.', '!', '?', '…', '"', '”', '’', ')']) { closed } else { before };
    let bare = closed.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let Some(mark) = bare.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…')) else { return false };
    let has_closer = closed[bare.len()..].contains(['"', '”', '»']);
    let opened = after.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '-', '–', '—', '¿', '¡', ' ']);
    let Some(next) = opened.chars().next() else { return false };
    if next.is_lowercase() || matches!(next, ',' | ';' | ':' | ')' | '%') {
        return false;
    }
    // A dash goes on: "WASHINGTON, D.C. - The", "Really? - he asked".
    if after.starts_with(['–', '—']) || after.starts_with("- ") {
        return false;
    }
    // Words in brackets inside a sentence: "the Council (see Res. 5) Members".
    if bare.len() < closed.len() && closed.ends_with(')') && !before[..bare.len()].contains('(') {
        return true;
    }
    // "3. Ministers agreed": the number belongs to what follows.
    let body = bare.trim_end_matches(['.', '!', '?', '…']);
    let first = body.trim_start_matches(['"', '“', '(']);
    if !first.contains(' ') && first.len() <= 4 && (first.chars().all(|c| c.is_ascii_digit()) && !first.is_empty() || is_roman(first)) {
        return false;
    }
    if mark != '.' || bare.ends_with("..") {
        return true;
    }
    let word = body
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '[' | '/' | '-' | '—' | '–'))
        .next()
        .unwrap_or_default();
    let follower = opened.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default();
    let starts = STARTERS.binary_search(&follower).is_ok();
    match abbreviation(word, next, follower) {
        Abbreviation::Never => false,
        Abbreviation::Seldom => has_closer || starts,
        Abbreviation::No => {
            proposed
                || has_closer
                || next.is_uppercase()
                || next.is_numeric()
                || !opened.starts_with(char::is_alphanumeric)
                || !next.is_ascii()
        }
    }
}

/// How a word before a full stop stands to the end of a sentence.
enum Abbreviation {
    /// An abbreviation that something must follow.
    Never,
    /// An abbreviation that may close a sentence.
    Seldom,
    /// A word.
    No,
}

fn abbreviation(word: &str, next: char, follower: &str) -> Abbreviation {
    if word.is_empty() {
        return Abbreviation::No;
    }
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    // "U.S", "D.C", "p.m", "e.g": letters parted by stops.
    if word.contains('.') && word.split('.').all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic)) {
        return if matches!(lower, "e.g" | "i.e") { Abbreviation::Never } else { Abbreviation::Seldom };
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // An initial; but "I" and the last letter of "Vitamin C" or "Plan B" close sentences.
        if letter.is_uppercase() {
            return if next.is_numeric() { Abbreviation::No } else { Abbreviation::Seldom };
        }
        return if matches!(letter, 'p' | 'c' | 'v' | 'b' | 'd') && word.is_ascii() { Abbreviation::Seldom } else { Abbreviation::No };
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if capital && TITLES.binary_search(&lower).is_ok() {
        // "No. 5" and "the answer was No."
        return Abbreviation::Never;
    }
    if ["no", "nos", "art", "arts", "sec", "fig", "para", "paras", "pp", "vol", "ch", "op", "cl", "sect", "res"].contains(&lower) {
        return if next.is_numeric() { Abbreviation::Never } else { Abbreviation::No };
    }
    if capital && ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"].contains(&lower) {
        return if next.is_numeric() { Abbreviation::Never } else { Abbreviation::Seldom };
    }
    if lower == "st" || lower == "ft" || lower == "mt" {
        // "St. Louis"; "12 Main St. The"
        return if STARTERS.binary_search(&follower).is_ok() { Abbreviation::Seldom } else { Abbreviation::Never };
    }
    if ["vs", "v", "cf", "ca", "approx", "viz"].contains(&lower) {
        return Abbreviation::Never;
    }
    if CLOSERS.binary_search(&lower).is_ok() && (capital || matches!(lower, "etc" | "al" | "est")) {
        return Abbreviation::Seldom;
    }
    Abbreviation::No
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Titles and the like, in lower case: a name always follows.
static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "adm amb archbp assemb asst atty bp brig capt cmdr col comdr cpl cpt dep det dir dr drs fr gen gov \
         govs hon insp lt ltc maj messrs mgr mme mr mrs ms msgr pfc pres prof profs pvt rep reps rev rt sen \
         sens sgt spc sr-lt sra ste supt",
    )
});

/// Abbreviations that may end a sentence, in lower case.
static CLOSERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "al ala ariz assn assoc ave blvd bros calif co colo conn corp del dept dist esq est etc fla ga gov't \
         govt ill inc ind intl jr kan ky la llc ltd mass md mich minn miss mo mont nat'l natl neb nev okla ore \
         pa rd sr tenn tex univ va vt wash wis wyo",
    )
});

/// Words that begin a sentence and no name: after "U.S." or "Inc." they decide.
static STARTERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "A About According After All Although Among An And Another Any As Asked At Before Besides Both But By \
         Despite During Each Earlier Even For Four From Further Furthermore Given Had He Her His How However I \
         If In Instead It Its Last Later Many Meanwhile More Moreover Most My Neither No None Nor Not Now Of \
         On Once One Only Or Other Others Our Out Over Several She Since So Some Speaking Such Ten That The \
         Their Then There These They This Those Though Three Through Thus To Together Two Under Until We What \
         When Where Whether While Who Why With Without Yet You Your",
    )
});

/// Cuts what is too long at a clause's end or a space in its second half, else at a char boundary.
fn cut(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut rest = range;
    while rest.len() > LONGEST {
        let limit = text.floor_char_boundary(rest.start + LONGEST);
        let window = &text[rest.start..limit];
        let half = window.len() / 2;
        let at = window
            .rfind("; ")
            .map(|i| i + 1)
            .filter(|i| *i > half)
            .or_else(|| window.rfind(char::is_whitespace).filter(|i| *i > 0))
            .unwrap_or(window.len());
        let piece = trim(text, rest.start..rest.start + at);
        if !piece.is_empty() {
            out.push(piece);
        }
        rest = trim(text, rest.start + at..rest.end);
    }
    if !rest.is_empty() {
        out.push(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<&str> {
        split(text, &[]).into_iter().map(|r| &text[r]).collect()
    }

    /// Each case is its sentences; they are joined by one space and must come back.
    const JOINED: &[&[&str]] = &[
        &["Peru signed the treaty.", "Chile did not."],
        &["The envoy met the U.S. President in Lima.", "Talks go on."],
        &["The base will return to the U.S.", "The ministers agreed on it."],
        &["Gen. Rojas met Lt. Col. Vega at Ft. Prado.", "They spoke."],
        &["Sen. A. B. Torres and Rep. Vega voted."],
        &["Resolution No. 5 was adopted.", "No. 6 was not."],
        &["The answer was no.", "Ministers left."],
        &["The ships left on Jan. 3 and came back on Feb. 12.", "Nobody met them."],
        &["Talks began in Jan.", "The treaty followed."],
        &["The envoy stayed in St. Vincent for two days.", "He left on Friday."],
        &["“We will sign,” the minister said.", "“The text is ready.”"],
        &["\"We will sign.\"", "The minister left."],
        &["“Will they sign?” the envoy asked.", "Nobody answered."],
        &["The minister (Peru's third this year) resigned.", "(Chile's did not.)", "Talks go on."],
        &["WASHINGTON (Agency) - The envoy left for Lima on Monday.", "He returns on Friday."],
        &["WASHINGTON, D.C. — The envoy left.", "He returns."],
        &["LIMA, Jan. 3 (Agency) -- The envoy left.", "He returns."],
        &["Growth reached 2.5 percent.", "Exports fell by 3.1 percent."],
        &["The firm Ore Works Inc. will build it.", "Work begins in May."],
        &["The contract went to Ore Works Inc.", "The ministry gave no price."],
        &["Talks start at 10 a.m. in Lima.", "They end at 5 p.m.", "The press is invited."],
        &["Talks start at 10 a.m. Monday in Lima."],
        &["The minister paused... and went on.", "Nobody spoke."],
        &["“They left...”", "The envoy paused."],
        &["They wanted peace…", "They got a truce."],
        &["Stop!", "The police shouted it twice.", "Who heard?", "Nobody."],
        &["J. K. Alvarez, the foreign minister, resigned.", "Her deputy J. Soto follows."],
        &["Ministers of the G-7, e.g. Japan's, agreed.", "Others, i.e. observers, did not."],
        &["The case Peru v. Chile was heard.", "The court ruled in Dec. 2014."],
        &["The treaty of Art. 5 and Sec. 12 stands.", "It was signed."],
        &["Mr. Vega, Mrs. Soto and Ms. Lima met Dr. Prado.", "Prof. Rojas came late."],
        &["The U.N. Security Council met.", "The E.U. did not."],
        &["Envoys from Peru, Chile, etc. met.", "They agreed."],
        &["1. The parties agree on a truce.", "2. The parties exchange prisoners."],
        &["It cost $2.5 billion.", "That is 4.5 times the plan."],
        &["He spoke with President J. Torres Jr. about trade.", "They agreed."],
        &["The council voted 3-2.", "12 members stayed away."],
        &["“Peru is ready. Chile is not,” the envoy said.", "He then left."],
        &["The envoy said, \"Peru is ready. Chile is not. We wait.\"", "He then left."],
        &["“Peru is ready, the envoy said.", "Chile is not, he said."],
        &["The new Andes-U.S. Council met.", "It agreed under Order (E.O.) 14 on nothing."],
        &["The minister said: “We will sign.”", "She then left."],
        &["Troops entered the town at 5 a.m.", "They left by noon."],
        &["The tunnel opens in 2026.", "In 2027 the bridge follows."],
        &["The site state.example.org was down.", "It came back."],
        &["The council approved the plan.[3]", "Members welcomed it."],
    ];

    #[test]
    fn sentences_joined_by_a_space_come_back() {
        for case in JOINED {
            assert_eq!(of(&case.join(" ")), *case);
        }
    }

    /// Text and its sentences, where lines matter.
    const LINES: &[(&str, &[&str])] = &[
        ("Ministers meet in Lima\n\nPeru and Chile talk.", &["Ministers meet in Lima", "Peru and Chile talk."]),
        ("Ministers meet in Lima\nPeru and Chile talk of trade.", &["Ministers meet in Lima", "Peru and Chile talk of trade."]),
        ("• Peru sends ships\n• Chile sends crews", &["Peru sends ships", "Chile sends crews"]),
        ("They agreed on:\n- ships;\n- crews.", &["They agreed on:", "ships;", "crews."]),
        ("They agreed on • ships • crews", &["They agreed on", "ships", "crews"]),
        ("Peru and\nchile talk.", &["Peru and\nchile talk."]),
        ("First paragraph.\r\n\r\nSecond paragraph.", &["First paragraph.", "Second paragraph."]),
        ("First line.\r\nSecond line.", &["First line.", "Second line."]),
        (
            "The foreign ministers of Peru and Chile said on Monday that the\nTreaty of Arica would be signed within the coming month. The two\nMinisters spoke in Lima.",
            &[
                "The foreign ministers of Peru and Chile said on Monday that the\nTreaty of Arica would be signed within the coming month.",
                "The two\nMinisters spoke in Lima.",
            ],
        ),
        ("  \n\n  ", &[]),
        ("", &[]),
        (
            "Office of the Spokesperson\nLima, Peru\nThe envoy will travel.",
            &["Office of the Spokesperson", "Lima, Peru", "The envoy will travel."],
        ),
    ];

    #[test]
    fn lines_that_part_and_lines_that_do_not() {
        for (text, expected) in LINES {
            assert_eq!(of(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn furniture_is_left_out_and_parts_sentences() {
        let text = "Peru signed. 1,204 views Chile did not sign it";
        let at = text.find("1,204 views").unwrap();
        let found: Vec<&str> = split(text, std::slice::from_ref(&(at..at + 11))).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Peru signed.", "Chile did not sign it"]);
    }

    #[test]
    fn a_run_without_punctuation_is_cut_at_a_space() {
        let text = "word ".repeat(1_000);
        let found = split(&text, &[]);
        assert!(
            found.len() >= 4
                && found.iter().all(|r| r.len() <= LONGEST && text[r.clone()].starts_with("word") && text[r.clone()].ends_with("word"))
        );
    }

    fn check(text: &str, furniture: &[Range<usize>]) -> Result<(), TestCaseError> {
        let mut last = 0;
        for r in split(text, furniture) {
            prop_assert!(r.start >= last && r.start < r.end && r.end <= text.len(), "{r:?}");
            prop_assert!(r.len() <= LONGEST);
            prop_assert_eq!(text[r.clone()].trim(), &text[r.clone()]);
            for f in furniture {
                prop_assert!(r.end <= f.start || f.end <= r.start);
            }
            last = r.end;
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_string_is_split_in_order(text in "\\PC{0,200}", a in 0usize..200, n in 1usize..40) {
            check(&text, &[])?;
            check(&text, std::slice::from_ref(&(a.min(text.len())..(a + n).min(text.len()))))?;
        }

        #[test]
        fn any_string_of_marks_is_split_in_order(text in "([A-Za-z]{1,6}|[.!?…]|[\"”“’()\\[\\]]|[ \n\r\t\u{2028}•-]|Mr\\.|U\\.S\\.|[0-9]|é|日){0,80}") {
            check(&text, &[])?;
        }

        #[test]
        fn nothing_but_space_and_bullets_is_lost(text in "([A-Za-z]{1,6}|[.!?…]|[ \n]|[0-9]){0,80}") {
            let kept: String = split(&text, &[]).into_iter().flat_map(|r| text[r].chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>()).collect();
            prop_assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        }
    }
}
