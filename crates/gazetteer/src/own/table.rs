//! A user's table of actors: tab-separated, the first line names the columns.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{OwnActor, OwnKind, OwnRole, Wrong, country, has_words};

/// A column that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Aliases,
    Kind,
    Country,
    Sector,
    Office,
    From,
    To,
    Plural,
    Id,
}

const COLUMNS: [(&str, Column); 10] = [
    ("name", Column::Name),
    ("aliases", Column::Aliases),
    ("kind", Column::Kind),
    ("country", Column::Country),
    ("sector", Column::Sector),
    ("office", Column::Office),
    ("valid_from", Column::From),
    ("valid_to", Column::To),
    ("plural", Column::Plural),
    ("id", Column::Id),
];

/// The line that names the columns.
pub(super) struct Header {
    /// Its number, from 0.
    at: usize,
    /// The columns in their order, and the names of those that are not known.
    columns: Vec<Result<Column, String>>,
}

/// The header of a table; none where the lines are no table. It may be a comment, as in the tables that the program carries.
pub(super) fn header(lines: &[Cow<'_, str>]) -> Option<Header> {
    for (at, line) in lines.iter().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let cells: Vec<String> = line.trim_start_matches('#').split('\t').map(|c| c.trim().to_lowercase()).collect();
        let columns: Vec<Result<Column, String>> =
            cells.iter().map(|c| COLUMNS.iter().find(|(n, _)| n == c).map(|(_, k)| *k).ok_or_else(|| c.clone())).collect();
        if columns.contains(&Ok(Column::Name)) && columns.contains(&Ok(Column::Kind)) {
            return Some(Header { at, columns });
        }
        if !line.starts_with('#') {
            return None;
        }
    }
    None
}

/// Its rows. An actor may have several, one for each stretch of time.
pub(super) fn read(lines: &[Cow<'_, str>], header: &Header) -> (Vec<OwnActor>, Vec<Wrong>) {
    let (mut actors, mut wrong) = (Vec::new(), Vec::new());
    let number = |i: usize| u32::try_from(i + 1).unwrap_or(u32::MAX);
    for unknown in header.columns.iter().filter_map(|c| c.as_ref().err()) {
        let known: Vec<&str> = COLUMNS.iter().map(|c| c.0).collect();
        wrong.push((Some(number(header.at)), format!("column '{unknown}' is not known; the columns are {}", known.join(", "))));
    }
    for (i, line) in lines.iter().enumerate().skip(header.at + 1).filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
        match row(line, header, number(i)) {
            Ok(actor) => actors.push(actor),
            Err(what) => wrong.push((Some(number(i)), what)),
        }
    }
    (actors, wrong)
}

fn row(line: &str, header: &Header, number: u32) -> Result<OwnActor, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    if cells.len() > header.columns.len() && cells[header.columns.len()..].iter().any(|c| !c.is_empty()) {
        return Err(format!("{} cells where the first line names {} columns", cells.len(), header.columns.len()));
    }
    let cell = |column: Column| {
        let at = header.columns.iter().position(|c| *c == Ok(column));
        at.and_then(|i| cells.get(i)).copied().unwrap_or("")
    };
    let text = |column: Column| Some(cell(column)).filter(|c| !c.is_empty());
    let name = cell(Column::Name);
    if !has_words(name) {
        return Err(format!("name '{name}' has no letters"));
    }
    let kind = match cell(Column::Kind) {
        "person" => OwnKind::Person,
        "body" => OwnKind::Body,
        "office" => OwnKind::Office,
        "group" | "agent" => OwnKind::Group,
        "country" => OwnKind::Country,
        other => return Err(format!("kind '{other}' is none of person, body, office, group, country")),
    };
    let country = text(Column::Country).map(country).transpose()?;
    if kind == OwnKind::Country && country.is_none_or(|c| c.is_body()) {
        return Err("a row of the kind country needs the code of a state".to_owned());
    }
    let sector = text(Column::Sector).map(|s| s.parse().map_err(|_| format!("sector '{s}' is none of the code book"))).transpose()?;
    let (from, to) = (day("valid_from", cell(Column::From))?, day("valid_to", cell(Column::To))?);
    if let (Some(a), Some(b)) = (from, to)
        && a > b
    {
        return Err(format!("valid_from {a} lies after valid_to {b}"));
    }
    let (surnames, aliases): (Vec<&str>, Vec<&str>) =
        cell(Column::Aliases).split('|').map(str::trim).filter(|a| has_words(a)).partition(|a| a.starts_with('~'));
    let several = matches!(kind, OwnKind::Office | OwnKind::Group);
    Ok(OwnActor {
        name: name.to_owned(),
        aliases: aliases.into_iter().map(str::to_owned).collect(),
        surnames: surnames.into_iter().map(|s| s[1..].to_owned()).collect(),
        kind,
        id: text(Column::Id).map(str::to_owned),
        plural: text(Column::Plural).map_or_else(|| if several { plural(name) } else { String::new() }, str::to_owned),
        capitals: false,
        roles: vec![OwnRole { country, sector, office: text(Column::Office).map(str::to_owned), from, to, line: number }],
    })
}

fn day(column: &str, text: &str) -> Result<Option<Date>, String> {
    crate::tables::date(text).ok_or_else(|| format!("{column} '{text}' is not a day written YYYY-MM-DD"))
}

/// Several of what a word names, as English regularly forms it.
pub(super) fn plural(word: &str) -> String {
    let lower = word.to_lowercase();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if lower.ends_with('s') && !lower.ends_with("ss") {
        return String::new();
    }
    let caps = word.ends_with(|c: char| c.is_uppercase());
    let end = |s: &str| if caps { s.to_uppercase() } else { s.to_owned() };
    match lower.strip_suffix('y') {
        Some(stem) if stem.ends_with(|c: char| !vowel(c)) => format!("{}{}", &word[..word.len() - 1], end("ies")),
        _ if ["ss", "x", "z", "ch", "sh"].iter().any(|s| lower.ends_with(s)) => format!("{word}{}", end("es")),
        _ => format!("{word}{}", end("s")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<OwnActor>, Vec<Wrong>) {
        let lines: Vec<Cow<'_, str>> = text.split('\n').map(Cow::Borrowed).collect();
        read(&lines, &header(&lines).expect("a header"))
    }

    #[test]
    fn a_row_is_an_actor() {
        let (actors, wrong) = of("# my names\nkind\tname\taliases\tcountry\tsector\toffice\tvalid_from\tvalid_to\n\
            person\tJane Roe\tJ. Roe|~Roe\tPER\tGOV\tForeign Minister\t2030-01-01\t\n\n# later\ngroup\treservist\t\t\tMIL");
        assert_eq!(wrong, []);
        assert_eq!((actors[0].aliases[0].as_str(), actors[0].surnames[0].as_str(), actors[0].roles[0].line), ("J. Roe", "Roe", 3));
        assert_eq!(actors[0].roles[0].from, Date::new(2030, 1, 1).ok());
        assert_eq!((actors[1].plural.as_str(), actors[1].roles[0].line), ("reservists", 6));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let head = "name\tkind\tcountry\tsector\tvalid_from\tvalid_to\n";
        for (row, says) in [
            ("\tbody", "name"),
            ("A\tbeing", "kind 'being'"),
            ("A\tbody\tPeru", "country 'Peru'"),
            ("A\tbody\tQQQ", "country 'QQQ'"),
            ("A\tbody\tPER\tGVO", "sector 'GVO'"),
            ("A\tbody\tPER\tGOV\t2020", "valid_from '2020'"),
            ("A\tbody\tPER\tGOV\t2020-02-30", "valid_from '2020-02-30'"),
            ("A\tbody\tPER\tGOV\t2020-02-02\t2020-02-01", "after"),
            ("A\tcountry\tIGO", "state"),
            ("A\tbody\tPER\tGOV\t\t\tmore", "7 cells"),
        ] {
            let (actors, wrong) = of(&format!("{head}{row}\nB\tbody\n"));
            assert_eq!((actors.len(), wrong.len()), (1, 1), "{row}: {wrong:?}");
            assert!(wrong[0].0 == Some(2) && wrong[0].1.contains(says), "{row}: {wrong:?}");
        }
    }

    #[test]
    fn several_of_a_word() {
        for (one, several) in [("reservist", "reservists"), ("DEPUTY", "DEPUTIES"), ("boss", "bosses"), ("TROOPS", ""), ("envoy", "envoys")]
        {
            assert_eq!(plural(one), several);
        }
    }
}
