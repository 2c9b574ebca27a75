//! The layouts of other event data: the columns that scripts expect, honest values, blanks for what is not known.

mod common;

use chancery_export::{Acts, Layout, LayoutWriter};
use chancery_model::{Event, EventType, Mention, Status};
use common::{bare_mention, full_mention};
use serde_json::{Value, json};

/// Reported, with a place in the open; and the bare one with a code.
fn two() -> [Mention; 2] {
    let mut full = full_mention();
    full.status = Status::Reported;
    full.event = EventType::Consult;
    full.of = None;
    full.cameo = Some("042".into());
    full.goldstein = Some(1.9);
    full.actor.truncate(1);
    full.actor[0].name = Some("Peru".into());
    full.recipient[0].name = Some("Chile; its \"south\"\tcoast".into());
    full.date = None;
    let mut bare = bare_mention();
    bare.status = Status::Reported;
    bare.event = EventType::Assault;
    bare.quad = 4.try_into().unwrap();
    bare.actor.remove(0);
    [full, bare]
}

fn write(layout: Layout, mentions: &[Mention]) -> String {
    let mut acts = Acts::default();
    mentions.iter().for_each(|m| acts.count(m));
    write_with(layout, mentions, acts)
}

fn write_with(layout: Layout, mentions: &[Mention], acts: Acts) -> String {
    let mut writer = LayoutWriter::new(layout, Vec::new(), acts).unwrap();
    mentions.iter().for_each(|m| writer.write(m).unwrap());
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// The fields of each row, by the column's name; blanks left out.
fn rows(layout: Layout, written: &str) -> Vec<Vec<(&'static str, String)>> {
    let names = layout.column_names();
    let delimiter = if layout == Layout::Cline { b',' } else { b'\t' };
    let headed = matches!(layout, Layout::Icews | Layout::Polecat | Layout::Cline);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(headed).from_reader(written.as_bytes());
    let named = |r: csv::StringRecord| {
        assert_eq!(r.len(), names.len(), "{layout}: {r:?}");
        names.iter().zip(r.iter()).filter(|(_, f)| !f.is_empty()).map(|(n, f)| (*n, f.to_owned())).collect()
    };
    reader.records().map(|r| named(r.unwrap())).collect()
}

fn get<'a>(row: &'a [(&'static str, String)], column: &str) -> Option<&'a str> {
    row.iter().find(|(n, _)| *n == column).map(|(_, f)| f.as_str())
}

#[test]
fn the_columns_are_those_that_scripts_expect() {
    let facts: [(Layout, usize, &str); 8] = [
        (Layout::Gdelt, 61, include_str!("columns/gdelt.txt")),
        (Layout::Gdelt1, 58, include_str!("columns/gdelt1.txt")),
        (Layout::GdeltMentions, 16, include_str!("columns/gdelt-mentions.txt")),
        (Layout::Icews, 20, include_str!("columns/icews.txt")),
        (Layout::Polecat, 40, include_str!("columns/polecat.txt")),
        (Layout::Phoenix, 26, include_str!("columns/phoenix.txt")),
        (Layout::Cline, 25, include_str!("columns/cline.txt")),
        (Layout::PloverJson, 23, include_str!("columns/plover-json.txt")),
    ];
    for (layout, count, names) in facts {
        assert_eq!(layout.column_names(), names.lines().collect::<Vec<_>>(), "{layout}");
        assert_eq!(layout.column_names().len(), count, "{layout}");
        assert_eq!(layout.as_str().parse(), Ok(layout));
    }
}

#[test]
fn a_header_stands_where_the_files_have_one() {
    for layout in Layout::ALL {
        let empty = write(layout, &[]);
        let header = match layout {
            Layout::Icews | Layout::Polecat => layout.column_names().join("\t") + "\n",
            Layout::Cline => layout.column_names().join(",") + "\n",
            _ => String::new(),
        };
        assert_eq!(empty, header, "{layout}");
    }
}

/// What a layout makes of the two, as in `tests/golden`: the fields that are not blank, a line each.
#[test]
fn two_mentions_in_each_layout() {
    for layout in Layout::ALL {
        let written = write(layout, &two());
        let mut made = written.clone();
        if layout != Layout::PloverJson {
            made = rows(layout, &written).iter().map(|r| r.iter().map(|(n, f)| format!("{n}: {f}\n")).collect::<String>() + "\n").collect();
        }
        let path = format!("{}/tests/golden/{layout}.txt", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("CHANCERY_UPDATE").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        assert_eq!(
            made,
            std::fs::read_to_string(&path).unwrap_or_default(),
            "{path}: run with CHANCERY_UPDATE=1 and look at the difference"
        );
    }
}

#[test]
fn what_is_not_known_is_blank() {
    let blank = |layout, row: usize, columns: &[&str]| {
        let row = &rows(layout, &write(layout, &two()))[row];
        for c in columns {
            assert!(layout.column_names().contains(c), "{layout} has no {c}");
            assert_eq!(get(row, c), None, "{layout} {c}");
        }
    };
    blank(Layout::Gdelt, 0, &["AvgTone", "DATEADDED", "ActionGeo_FeatureID", "ActionGeo_ADM1Code", "Actor1EthnicCode", "IsRootEvent"]);
    blank(Layout::Gdelt, 1, &["SQLDATE", "Year", "EventCode", "QuadClass", "GoldsteinScale", "Actor1Code", "Actor2Code", "Actor2Name"]);
    blank(Layout::Gdelt, 1, &["SOURCEURL", "NumSources", "ActionGeo_FullName", "ActionGeo_Lat"]);
    blank(Layout::GdeltMentions, 0, &["EventTimeDate", "MentionTimeDate", "MentionDocLen", "MentionDocTone"]);
    blank(Layout::GdeltMentions, 1, &["MentionType", "MentionSourceName"]);
    blank(Layout::Icews, 1, &["Event Date", "Event Text", "CAMEO Code", "Intensity", "Source Country", "Target Name", "Latitude"]);
    blank(Layout::Polecat, 0, &["Wikipedia Actor ID", "Feature Type", "Story People"]);
    blank(Layout::Polecat, 1, &["Event Date", "Actor Name", "Actor Country", "Actor COW", "Recipient Name", "GeoNames ID", "Language"]);
    blank(Layout::Phoenix, 1, &["date", "year", "source", "target", "code", "quad_class", "goldstein", "issues", "lat", "urls"]);
    blank(Layout::Cline, 1, &["story_date", "source", "quad_class", "joined_issues", "process"]);
}

#[test]
fn plover_json_has_the_manual_s_fields_in_its_order() {
    let fields = Layout::PloverJson.column_names();
    for line in write(Layout::PloverJson, &two()).lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let places: Vec<_> = record.as_object().unwrap().keys().map(|k| fields.iter().position(|f| f == k).unwrap()).collect();
        assert!(places.is_sorted(), "{line}");
    }
}

#[test]
fn lists_of_parties_keep_their_order_in_every_column() {
    let mut m = full_mention();
    m.actor.swap(0, 1);
    let row = rows(Layout::Polecat, &write(Layout::Polecat, &[m])).remove(0);
    let columns = ["Actor Name", "Actor Country", "Actor COW", "Actor Sectors", "Actor Name Raw"];
    assert_eq!(columns.map(|c| get(&row, c).unwrap()), [";Name, of \\ Peru", ";PER", ";135", ";GOV", "they;Peru"]);
    assert_eq!(get(&row, "Primary Actor Sector"), None, "the first is not known");
}

/// A mention with the code and everything else of the first.
fn coded(cameo: &str) -> Mention {
    let [mut m, _] = two();
    m.cameo = Some(cameo.into());
    m
}

#[test]
fn quad_classes_go_by_name_and_not_by_number() {
    let quads = |cameo: &str| {
        let one = |layout, column| get(&rows(layout, &write(layout, &[coded(cameo)]))[0], column).map(str::to_owned);
        let all = [one(Layout::Gdelt, "QuadClass"), one(Layout::Phoenix, "quad_class"), one(Layout::Cline, "quad_class")];
        all.map(Option::unwrap_or_default).join(" ")
    };
    assert_eq!(quads("010"), "1 0 0");
    assert_eq!(quads("020"), "1 0 0");
    assert_eq!(quads("042"), "1 1 1");
    assert_eq!(quads("071"), "2 2 2");
    assert_eq!(quads("112"), "3 3 3");
    assert_eq!(quads("163"), "4 3 3");
    assert_eq!(quads("190"), "4 4 4");
    // PLOVER's is the type's, whatever the code: an appeal is verbal conflict.
    let mut appeal = coded("020");
    (appeal.event, appeal.quad) = (EventType::Request, EventType::Request.quad());
    let polecat = rows(Layout::Polecat, &write(Layout::Polecat, &[appeal.clone()]));
    assert_eq!(get(&polecat[0], "Quad Code"), Some("VERBAL CONFLICT"));
    let json: Value = serde_json::from_str(&write(Layout::PloverJson, &[appeal])).unwrap();
    assert_eq!(json["quad_code"], json!(3));
}

#[test]
fn codes_keep_their_leading_zero_and_give_base_and_root() {
    let m = coded("0231");
    let gdelt = &rows(Layout::Gdelt, &write(Layout::Gdelt, std::slice::from_ref(&m)))[0];
    assert_eq!(["EventCode", "EventBaseCode", "EventRootCode"].map(|c| get(gdelt, c).unwrap()), ["0231", "023", "02"]);
    let phoenix = &rows(Layout::Phoenix, &write(Layout::Phoenix, &[m]))[0];
    assert_eq!(["code", "root_code"].map(|c| get(phoenix, c).unwrap()), ["0231", "02"]);
}

#[test]
fn countries_are_in_each_layout_s_own_scheme() {
    let party = |country: &str, sector: &str| {
        let [mut m, _] = two();
        m.actor[0].country = Some(country.parse().unwrap());
        m.actor[0].sector = Some(sector.parse().unwrap());
        m.place.as_mut().unwrap().country = m.actor[0].country;
        let one = |layout, columns: &[&str]| {
            let row = rows(layout, &write(layout, std::slice::from_ref(&m))).remove(0);
            columns.iter().map(|c| get(&row, c).unwrap_or("-").to_owned()).collect::<Vec<_>>().join(" ")
        };
        let gdelt = ["Actor1Code", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1Type1Code", "ActionGeo_CountryCode"];
        [
            one(Layout::Gdelt, &gdelt),
            one(Layout::Icews, &["Source Country", "Source Sectors"]),
            one(Layout::Polecat, &["Actor Country", "Actor COW", "Primary Actor Sector"]),
            one(Layout::Phoenix, &["source", "source_root", "source_agent", "source_others"]),
        ]
        .join(" | ")
    };
    assert_eq!(party("IRQ", "GOV"), "IRQGOV IRQ - GOV IZ | Iraq Government | IRQ 645 GOV | IRQGOV IRQ GOV -");
    assert_eq!(party("ROU", "JRN"), "ROMMED ROM - MED RO | Romania Media | ROU 360 JRN | ROUMED ROU MED -");
    assert_eq!(party("RUS", "MED"), "RUSHLH RUS - HLH RS | Russian Federation - | RUS 365 MED | RUSHLH RUS HLH -");
    assert_eq!(party("KOS", "PTY"), "KSV KSV - - KV | Kosovo Parties | KOS 347 PTY | KSVPTY KSV PTY -");
    assert_eq!(party("UNO", "IGO"), "IGOUNO - UNO IGO - | - International Government Organization | UNO - IGO | IGOUNO IGO UNO -");
    assert_eq!(
        party("EUR", "IGO"),
        "IGOEUREEC EUR EEC IGO - | - International Government Organization | EUR - IGO | IGOEUREEC IGO EUR EEC"
    );
    assert_eq!(party("MNC", "BUS"), "MNC - - MNC - | - Business | MNC - BUS | MNC MNC - -");
    assert_eq!(party("ISM", "REB"), "REB - - REB - | - Insurgents | ISM - REB | REB - REB -");
}

#[test]
fn a_country_s_middle_is_marked_as_one_or_not_written() {
    let placed = |precision: &str, country: &str| {
        let [mut m, _] = two();
        let place = m.place.as_mut().unwrap();
        place.precision = Some(serde_json::from_value(json!(precision)).unwrap());
        place.country = Some(country.parse().unwrap());
        place.name = Some("N".into());
        let row = |layout| rows(layout, &write(layout, std::slice::from_ref(&m))).remove(0);
        let (gdelt, icews, phoenix) = (row(Layout::Gdelt), row(Layout::Icews), row(Layout::Phoenix));
        let plover: Value = serde_json::from_str(&write(Layout::PloverJson, &[m])).unwrap();
        let pins = [get(&gdelt, "ActionGeo_Lat"), get(&icews, "Latitude"), get(&phoenix, "lat")].map(|x| x.is_some());
        let kind = get(&gdelt, "ActionGeo_Type").unwrap_or("-").to_owned();
        (kind, pins, plover["event_loc"]["resolution"].clone(), plover["event_loc"]["lat"].is_null())
    };
    assert_eq!(placed("country", "PER"), ("1".into(), [true, false, false], json!(1), false));
    assert_eq!(placed("region", "USA"), ("2".into(), [true, false, false], json!(2), false));
    assert_eq!(placed("city", "USA"), ("3".into(), [true, true, true], json!(4), false));
    assert_eq!(placed("city", "PER"), ("4".into(), [true, true, true], json!(4), false));
    assert_eq!(placed("region", "PER"), ("5".into(), [true, false, false], json!(2), false));
    assert_eq!(placed("water", "PER"), ("-".into(), [false, false, false], json!(null), true));
}

#[test]
fn only_what_happened_goes_in_unasked() {
    let with = |status: Status, date: Option<Value>| {
        let [mut m, _] = two();
        m.status = status;
        m.date = date.map(|d| serde_json::from_value(d).unwrap());
        Layout::ALL.map(|l| l.takes(&m))
    };
    let day = json!({"start": "1999-06-01", "end": "1999-06-01", "precision": "day", "text": "t", "source": "absolute"});
    let year = json!({"start": "1999-01-01", "end": "1999-12-31", "precision": "year", "text": "t", "source": "absolute"});
    assert_eq!(with(Status::Reported, None), [true; 8]);
    for status in [Status::Future, Status::Hypothetical, Status::Negated] {
        assert_eq!(with(status, Some(day.clone())), [false; 8]);
    }
    assert_eq!(with(Status::Historical, None), [false; 8]);
    // In the order gdelt, gdelt1, gdelt-mentions, icews, polecat, phoenix, cline, plover-json.
    assert_eq!(with(Status::Historical, Some(day)), [true, true, true, true, true, true, false, true]);
    assert_eq!(with(Status::Historical, Some(year)), [true, true, true, false, false, true, false, true]);
}

#[test]
fn plover_s_layouts_say_the_status_as_a_context() {
    let [mut m, _] = two();
    m.status = Status::Negated;
    assert_eq!(get(&rows(Layout::Polecat, &write(Layout::Polecat, &[m.clone()]))[0], "Contexts"), Some("military;diplomatic;negation"));
    let json: Value = serde_json::from_str(&write(Layout::PloverJson, &[m])).unwrap();
    assert_eq!(json["context"], json!(["military", "diplomatic", "negation"]));
    assert_eq!(json["date"], json!(null), "the day of the story is not the day of what did not happen");
}

#[test]
fn a_day_is_the_text_s_or_the_story_s_and_never_a_guess() {
    let dated = |start: &str, end: &str, precision: &str| {
        let [mut m, _] = two();
        m.date = Some(
            serde_json::from_value(json!({"start": start, "end": end, "precision": precision, "text": "t", "source": "relative"})).unwrap(),
        );
        let row = rows(Layout::Gdelt, &write(Layout::Gdelt, &[m])).remove(0);
        ["SQLDATE", "MonthYear", "Year", "FractionDate"].map(|c| get(&row, c).unwrap_or("-").to_owned()).join(" ")
    };
    // The story is of 2 May 2031.
    assert_eq!(dated("2031-04-30", "2031-04-30", "day"), "20310430 203104 2031 2031.3288");
    assert_eq!(dated("2031-04-28", "2031-05-04", "week"), "20310502 203105 2031 2031.3342");
    assert_eq!(dated("2031-04-01", "2031-04-30", "month"), "- 203104 2031 -");
    assert_eq!(dated("2030-01-01", "2030-12-31", "year"), "- - 2030 -");
    assert_eq!(dated("2029-12-01", "2030-02-28", "season"), "- - - -");
    assert_eq!(dated("2031-05-03", "2031-06-30", "vague"), "20310502 203105 2031 2031.3342", "the ends are not the text's");
}

#[test]
fn each_pair_of_parties_has_a_row_and_equals_have_both_ways() {
    let pairs = |m: &Mention| -> Vec<(String, String)> {
        let side = |r: &[(&'static str, String)], c| get(r, c).unwrap_or_default().to_owned();
        let all = rows(Layout::Icews, &write(Layout::Icews, std::slice::from_ref(m)));
        let ids: std::collections::BTreeSet<_> = all.iter().map(|r| side(r, "Event ID")).collect();
        assert_eq!(ids.len(), all.len(), "an id twice");
        all.iter().map(|r| (side(r, "Source Name"), side(r, "Target Name"))).collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let [mut m, _] = two();
    let other = m.recipient.pop().unwrap();
    m.actor.push(other);
    (m.actor[0].name, m.actor[1].name) = (Some("A".into()), Some("B".into()));
    assert_eq!(pairs(&m), [pair("A", "B"), pair("B", "A")]);
    m.event = EventType::Support;
    assert_eq!(pairs(&m), [pair("A", "B"), pair("B", "A")], "they signed together");
    m.event = EventType::Protest;
    assert_eq!(pairs(&m), [pair("A", ""), pair("B", "")]);
    m.recipient = m.actor.clone();
    assert_eq!(pairs(&m), [pair("A", "A"), pair("A", "B"), pair("B", "A"), pair("B", "B")]);
    assert_eq!(write(Layout::PloverJson, &[m]).lines().count(), 1);
}

#[test]
fn events_count_their_mentions_and_these_join_them() {
    let [first, _] = two();
    let mut second = first.clone();
    second.mention_id = "m9".into();
    second.document.id = "another".into();
    second.recipient[0].text = "Santiago".into();
    let event: Event = serde_json::from_value(json!({
        "event_id": "e1", "event": "CONSULT", "mode": null, "of": null, "status": "reported", "date": "2031-05-02",
        "actor": ["PER"], "recipient": ["CHL"], "mentions": ["m1", "m9"], "documents": 2, "sources": 1
    }))
    .unwrap();
    let both = [first, second];
    let acts = || {
        let mut acts = Acts::new([event.clone()]);
        both.iter().for_each(|m| acts.count(m));
        acts
    };
    let events = rows(Layout::Gdelt, &write_with(Layout::Gdelt, &both, acts()));
    let mentions = rows(Layout::GdeltMentions, &write_with(Layout::GdeltMentions, &both, acts()));
    assert_eq!((events.len(), mentions.len()), (1, 2));
    let told = ["NumMentions", "NumArticles", "NumSources"].map(|c| get(&events[0], c).unwrap());
    assert_eq!(told, ["2", "2", "1"]);
    assert!(mentions.iter().all(|m| get(m, "GLOBALEVENTID") == get(&events[0], "GLOBALEVENTID")));
    // Where nothing was counted, nothing is said.
    let uncounted = rows(Layout::Gdelt, &write_with(Layout::Gdelt, &both, Acts::default()));
    assert_eq!((uncounted.len(), get(&uncounted[0], "NumMentions")), (2, None));
}

#[test]
fn what_is_quoted_comes_back_and_what_cannot_be_breaks_no_line() {
    let mut m = full_mention();
    m.status = Status::Reported;
    m.actor.truncate(1);
    m.document.id = "a,\"b\"\nc\td".into();
    assert_eq!(get(&rows(Layout::Cline, &write(Layout::Cline, &[m.clone()]))[0], "aid"), Some("a,\"b\"\nc\td"));
    let json: Value = serde_json::from_str(&write(Layout::PloverJson, &[m.clone()])).unwrap();
    assert_eq!((&json["cite_info"]["citation"], &json["text"]), (&json!("a,\"b\"\nc\td"), &json!(m.sentence.text)));
    let written = write(Layout::Icews, &[m]);
    assert_eq!(written.lines().count(), 2);
    // Read with and without regard to quotes, it is the same.
    let read = |quoting| {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(quoting).from_reader(written.as_bytes());
        reader.records().map(|r| r.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(read(true), read(false));
    assert_eq!(&read(true)[0][11], "a,'b' c d");
}

#[test]
fn the_reference_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/exchange.md");
    let made = chancery_export::exchange_reference();
    if std::env::var_os("CHANCERY_UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == made,
        "docs/reference/exchange.md is not what the code says: run this test with CHANCERY_UPDATE=1 and look at the difference"
    );
}
