//! The tables are whole, phrases resolve as a reader would, and nothing panics.

use std::collections::BTreeSet;

use chancery_gazetteer::{Around, FoundKind, Gazetteer, Head, Query};
use chancery_model::PlacePrecision;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect()).collect()
}

fn assert_sorted(name: &str, keys: &[Vec<&str>]) {
    for w in keys.windows(2) {
        assert!(w[0] < w[1], "{name}: {:?} stands before {:?}, or twice", w[0], w[1]);
    }
}

#[test]
fn tables_are_sorted_and_hold_nothing_twice() {
    let keys = |table: &'static str, columns: &[usize]| -> Vec<Vec<&'static str>> {
        rows(table).into_iter().map(|r| columns.iter().map(|&c| r[c]).collect()).collect()
    };
    assert_sorted("countries", &keys(include_str!("../../../data/countries/countries.tsv"), &[0]));
    assert_sorted("names", &keys(include_str!("../../../data/countries/names.tsv"), &[0, 1, 2]));
    assert_sorted("bodies", &keys(include_str!("../../../data/actors/bodies.tsv"), &[0, 5]));
    assert_sorted("nouns", &keys(include_str!("../../../data/actors/nouns.tsv"), &[0]));
    assert_sorted("people", &keys(include_str!("../../../data/actors/people.tsv"), &[0]));
    assert_sorted("regions", &keys(include_str!("../../../data/places/regions.tsv"), &[0, 1, 2]));
    assert_sorted("waters", &keys(include_str!("../../../data/places/waters.tsv"), &[0]));
    let ids: BTreeSet<&str> = rows(include_str!("../../../data/places/cities.tsv")).iter().map(|r| r[5]).collect();
    assert_eq!(ids.len(), rows(include_str!("../../../data/places/cities.tsv")).len());
}

#[test]
fn spans_of_time_begin_before_they_end() {
    let tables = [
        ("bodies", include_str!("../../../data/actors/bodies.tsv"), 5, 6),
        ("terms", include_str!("../../../data/actors/terms.tsv"), 4, 5),
        ("countries", include_str!("../../../data/countries/countries.tsv"), 11, 12),
    ];
    for (name, table, from, to) in tables {
        for row in rows(table) {
            let day = |s: &str| -> Option<Date> { (!s.is_empty()).then(|| s.parse().unwrap_or_else(|e| panic!("{name}: {row:?}: {e}"))) };
            if let (Some(from), Some(to)) = (day(row[from]), day(row[to])) {
                assert!(from <= to, "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn every_row_is_read() {
    assert_eq!(chancery_gazetteer::unread_rows(), Vec::<String>::new());
}

#[test]
fn a_state_is_known_by_all_its_numbers() {
    let g = Gazetteer::embedded();
    let s = g.state("DEU".parse().unwrap()).unwrap();
    assert_eq!((s.iso2, s.numeric, s.cow, s.gw, s.fips, s.capital), ("DE", "276", "255", "260", "GM", "Berlin"));
    let s = g.state("KOS".parse().unwrap()).unwrap();
    assert_eq!((s.cow, s.fips, s.name), ("347", "KV", "Kosovo"));
    let sovereign = g.states().iter().filter(|s| !s.cow.is_empty() && s.to.is_none()).count();
    assert!((194..=200).contains(&sovereign), "{sovereign} states with a Correlates of War number");
}

/// Dates, phrases and what a reader makes of them; an empty cell of name, office or head is not asked.
#[test]
fn phrases_resolve_as_a_reader_would() {
    let g = Gazetteer::embedded();
    let mut wrong = Vec::new();
    let all = rows(include_str!("phrases.tsv"));
    assert!(all.len() >= 120);
    for row in &all {
        let [day, home, text, country, sector, name, office, head] = row[..] else { panic!("{row:?}") };
        let a = g.resolve(&Query { text, date: day.parse().ok(), context: None, home: home.parse().ok() });
        let show = |c: Option<String>| c.unwrap_or_default();
        let got_country = show(a.country.map(|c| c.to_string()));
        let got_sector = show(a.sector.map(|s| s.to_string()));
        let ok = got_country == country
            && (got_sector == sector || sector.is_empty() && !country.is_empty())
            && (name.is_empty() || a.name.as_deref() == Some(name))
            && (office.is_empty() || a.office.as_deref() == Some(office))
            && (head.is_empty() || format!("{:?}", a.head) == head);
        if !ok {
            wrong.push(format!("{day} {text}: wanted {country} {sector} {name} {office} {head}; got {a:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

#[test]
fn a_vacancy_of_knowledge_is_no_name() {
    let a = Gazetteer::embedded().resolve(&Query {
        text: "the French foreign minister",
        date: Some(date(1950, 1, 1)),
        context: None,
        home: None,
    });
    assert_eq!((a.name, a.actor_id), (None, None));
}

#[test]
fn plural_and_person_say_what_a_pronoun_may_mean() {
    let ask = |text: &str| Gazetteer::embedded().resolve(&Query { text, date: Some(date(2022, 5, 1)), context: None, home: None });
    for (text, plural, person) in [
        ("protesters", true, false),
        ("the Japanese", true, false),
        ("President Macron", false, true),
        ("the foreign minister", false, true),
        ("Russia", false, false),
        ("the army", false, false),
        ("police", true, false),
    ] {
        let a = ask(text);
        assert_eq!((a.plural, a.person), (plural, person), "{text}");
    }
}

#[test]
fn names_are_found_in_running_text() {
    let text = "Officials from Côte d’Ivoire and the European Union met Emmanuel Macron in Paris; Ukraine's president and Scholz joined, Michael Jordan did not.";
    let found = Gazetteer::embedded().find_names(text, Some(date(2022, 5, 1)));
    let got: Vec<(&str, &str, FoundKind)> = found.iter().map(|f| (&text[f.range.clone()], f.id.as_str(), f.kind)).collect();
    assert_eq!(
        got,
        [
            ("Côte d’Ivoire", "country:CIV", FoundKind::State),
            ("European Union", "body:european-union", FoundKind::Body),
            ("Emmanuel Macron", "person:emmanuel-macron-FRA", FoundKind::Person),
            ("Paris", "country:FRA", FoundKind::State),
            ("Ukraine", "country:UKR", FoundKind::State),
            ("Scholz", "person:olaf-scholz-DEU", FoundKind::Person),
        ]
    );
}

#[test]
fn small_words_are_no_names() {
    let found = Gazetteer::embedded().find_names("Let us see who is in, and what car the polish is for.", Some(date(2022, 5, 1)));
    assert_eq!(found, []);
    let text =
        "Amnesty was refused. Shell fire went on. Apple growers and Guardian angels wept. A Republican proposal failed. Wagner was played.";
    assert_eq!(Gazetteer::embedded().find_names(text, Some(date(2022, 5, 1))), []);
}

#[test]
fn places_are_where_they_are() {
    let g = Gazetteer::embedded();
    for (text, home, name, country, precision, lat, lon) in [
        ("Paris", "", "Paris", "FRA", PlacePrecision::City, 48.9, 2.3),
        ("Paris, Texas", "", "Paris", "USA", PlacePrecision::City, 33.7, -95.6),
        ("Kiev", "", "Kyiv", "UKR", PlacePrecision::City, 50.5, 30.5),
        ("Geneva", "", "Genève", "CHE", PlacePrecision::City, 46.2, 6.1),
        ("Geneva, Switzerland", "", "Genève", "CHE", PlacePrecision::City, 46.2, 6.1),
        ("The Hague", "", "The Hague", "NLD", PlacePrecision::City, 52.1, 4.3),
        ("Washington", "", "Washington", "USA", PlacePrecision::City, 38.9, -77.0),
        ("Fallujah", "", "Al Fallūjah", "IRQ", PlacePrecision::City, 33.3, 43.8),
        ("San Jose", "CRI", "San José", "CRI", PlacePrecision::City, 9.9, -84.1),
        ("the South China Sea", "", "South China Sea", "", PlacePrecision::Water, 14.0, 115.0),
        ("Strait of Hormuz", "", "Strait of Hormuz", "", PlacePrecision::Water, 26.5, 56.5),
        ("Japan", "", "Japan", "JPN", PlacePrecision::Country, 36.0, 138.0),
        ("northern Syria", "", "Syria", "SYR", PlacePrecision::Region, 35.0, 38.0),
        ("Darfur", "", "Darfur", "SDN", PlacePrecision::Region, 13.0, 25.0),
        ("Crimea", "", "Crimea", "UKR", PlacePrecision::Region, 45.5, 34.5),
        ("Bavaria", "", "Bavaria", "DEU", PlacePrecision::Region, 48.8, 11.5),
    ] {
        let a = g.place(text, &home.parse().ok().into()).unwrap_or_else(|| panic!("{text} is not known"));
        assert_eq!((a.name.as_str(), a.precision), (name, precision), "{text}");
        assert_eq!(a.country.map(|c| c.to_string()).unwrap_or_default(), country, "{text}");
        assert!((a.lat.unwrap() - lat).abs() < 1.0 && (a.lon.unwrap() - lon).abs() < 1.0, "{text}: {a:?}");
    }
    assert_eq!(g.place("Qzxblat", &Around::default()), None);
    // Several towns of about one size: without a country nobody knows which.
    assert_eq!(g.place("Santa Rosa", &Around::default()).map(|a| a.name), None);
}

/// What else a text names decides between the places of one name.
#[test]
fn places_by_what_the_text_names() {
    let g = Gazetteer::embedded();
    for (text, asked, name, country) in [
        ("The premier of Victoria spoke in Melbourne, Australia.", "Victoria", "Victoria", "AUS"),
        ("Canada's coast guard left Victoria for Vancouver.", "Victoria", "Victoria", "CAN"),
        ("The mayor of Birmingham met lawmakers in Montgomery, Alabama, U.S. officials said.", "Birmingham", "Birmingham", "USA"),
        ("Britain's second city, Birmingham, voted.", "Birmingham", "Birmingham", "GBR"),
        ("Voters in Alabama and Georgia chose senators of the U.S. Congress.", "Georgia", "Georgia", "USA"),
        ("Georgia and the United States signed a pact.", "Georgia", "Georgia", "GEO"),
        ("Georgian troops left Alabama for Georgia.", "Georgia", "Georgia", "GEO"),
        ("Floods in the north of NSW, Australia.", "NSW", "New South Wales", "AUS"),
        ("Mexico sent soldiers to Acapulco.", "Acapulco", "Acapulco de Juárez", "MEX"),
        ("Police in Cornwall, England, closed a road.", "Cornwall", "Cornwall", "GBR"),
        ("Scotland votes on Thursday, the British prime minister said.", "Scotland", "Scotland", "GBR"),
        ("Talks were held in Washington.", "Washington", "Washington", "USA"),
        ("Quebec votes on Monday, Canada's broadcaster said.", "Quebec", "Quebec", "CAN"),
    ] {
        let a = g.place(asked, &g.around(text, None)).unwrap_or_else(|| panic!("{text}: {asked} is not known"));
        assert_eq!((a.name.as_str(), a.country.map(|c| c.to_string()).unwrap_or_default().as_str()), (name, country), "{text}");
    }
    // A small town of a land that the text does not name is likely another place of that name.
    assert_eq!(g.place("Malakoff", &g.around("A man from Malakoff, near Dallas, Texas, fell ill.", None)), None);
    assert_eq!(g.place("Malakoff", &g.around("France: a man from Malakoff fell ill.", None)).and_then(|a| a.country), "FRA".parse().ok());
}

/// A hint, not a measurement: the load is timed in the benchmark.
#[test]
fn the_second_call_reads_nothing() {
    assert!(std::ptr::eq(Gazetteer::embedded(), Gazetteer::embedded()));
}

fn pieces() -> impl Strategy<Value = String> {
    let known = [
        "U.S.",
        "Japan",
        "’s",
        "-backed",
        " the ",
        "Prime Minister",
        "of",
        ",",
        "former",
        "Putin",
        "(PKK)",
        "é",
        "…",
        "\u{301}",
        "President",
        "&",
        "\u{200f}",
        "İ",
        "ß",
        "' ",
    ];
    proptest::collection::vec(
        prop_oneof![
            Just(()).prop_flat_map(move |_| proptest::sample::select(known.to_vec())).prop_map(str::to_owned),
            "\\PC{0,6}",
            "[A-Z][a-z]{1,6}",
            " "
        ],
        0..8,
    )
    .prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn nothing_panics_and_ranges_are_whole(text in pieces(), year in 1900i16..2100) {
        let g = Gazetteer::embedded();
        let day = Date::new(year, 3, 1).ok();
        let a = g.resolve(&Query { text: &text, date: day, context: Some(&text), home: "FRA".parse().ok() });
        prop_assert!(a.head != Head::NamedPerson || a.actor_id.is_some());
        let _ = g.place(&text, &g.around(&text, day));
        let mut end = 0;
        for f in g.find_names(&text, day) {
            prop_assert!(f.range.start >= end && f.range.end > f.range.start);
            prop_assert!(text.get(f.range.clone()).is_some());
            end = f.range.end;
        }
    }
}
