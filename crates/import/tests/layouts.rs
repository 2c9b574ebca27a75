//! What is understood of rows, and that nothing is lost of them.

use chancery_export::{Acts, Layout, LayoutWriter};
use chancery_import::{Item, read};
use chancery_model::{Act, Dataset, Imported, PlacePrecision};
use chancery_reader::Opened;
use proptest::prelude::*;

fn items(bytes: &[u8], asked: Option<Dataset>) -> Vec<Item> {
    let opened = Opened::stream("f".into(), Box::new(std::io::Cursor::new(bytes.to_vec())), &Default::default());
    read(opened, asked).collect()
}

/// The rows, and the messages of what is none.
fn rows(bytes: &[u8]) -> (Vec<Imported>, Vec<String>) {
    let (mut rows, mut messages) = (Vec::new(), Vec::new());
    for item in items(bytes, None) {
        match item {
            Item::Row(row) => rows.push(*row),
            Item::Failed(d) => messages.push(format!("{d}")),
            Item::Message(d) => messages.push(format!("note {d}")),
        }
    }
    (rows, messages)
}

/// A row of a layout in which these columns are filled.
fn row(layout: Layout, filled: &[(&str, &str)]) -> String {
    let names = layout.column_names();
    for (name, _) in filled {
        assert!(names.contains(name), "{layout} has no {name}");
    }
    let value = |name: &&str| filled.iter().find(|(n, _)| n == name).map_or("", |(_, v)| *v);
    names.iter().map(value).collect::<Vec<_>>().join("\t") + "\n"
}

/// What is understood of a row in which these columns are filled.
fn act(layout: Layout, filled: &[(&str, &str)]) -> Act {
    let (mut rows, messages) = rows(row(layout, filled).as_bytes());
    assert_eq!((rows.len(), messages.as_slice()), (1, [].as_slice()), "{messages:?}");
    rows.remove(0).act
}

/// Type and mode, parties, day, place: short, to compare.
fn short(a: &Act) -> String {
    let party = |p: &chancery_model::ActParty| {
        let of = |x: Option<String>| x.unwrap_or_else(|| "-".into());
        format!("{} {} {}", of(p.name.clone()), of(p.country.map(|c| c.to_string())), of(p.sector.map(|s| s.to_string())))
    };
    let all = |ps: &[chancery_model::ActParty]| ps.iter().map(party).collect::<Vec<_>>().join(" + ");
    let event = a.event.map(|e| e.to_string()).unwrap_or_default();
    let mode = a.mode.map(|m| format!("/{m}")).unwrap_or_default();
    let of = a.of.map(|o| format!(">{o}")).unwrap_or_default();
    let place = a.place.as_ref().map(|p| {
        let of = |x: Option<String>| x.unwrap_or_else(|| "-".into());
        format!(
            "{}, {}, {}{}",
            of(p.name.clone()),
            of(p.admin1.clone()),
            of(p.country.map(|c| c.to_string())),
            if p.lat.is_some() { " (pin)" } else { "" }
        )
    });
    let day = a.date.map(|d| d.to_string()).unwrap_or_default();
    format!("{day} {event}{mode}{of} | {} -> {} | {}", all(&a.actor), all(&a.recipient), place.unwrap_or_default())
}

#[test]
fn gdelt() {
    let a = act(
        Layout::Gdelt,
        &[
            ("GLOBALEVENTID", "410412347"),
            ("SQLDATE", "20310502"),
            ("Actor1Name", "BUCHAREST"),
            ("Actor1CountryCode", "ROM"),
            ("Actor1Type1Code", "MIL"),
            ("Actor2Name", "UNITED NATIONS"),
            ("Actor2KnownGroupCode", "UNO"),
            ("Actor2Type1Code", "IGO"),
            ("EventCode", "0256"),
            ("QuadClass", "1"),
            ("GoldsteinScale", "-0.3"),
            ("NumMentions", "5"),
            ("ActionGeo_Type", "4"),
            ("ActionGeo_FullName", "Bagdad, Baghdad, Iraq"),
            ("ActionGeo_CountryCode", "IZ"),
            ("ActionGeo_Lat", "33.3"),
            ("ActionGeo_Long", "44.4"),
            ("SOURCEURL", "https://example.org/a"),
        ],
    );
    assert_eq!(
        short(&a),
        "2031-05-02 REQUEST/yield>RETREAT | BUCHAREST ROU MIL -> UNITED NATIONS UNO IGO | Bagdad, Baghdad, Iraq, Baghdad, IRQ (pin)"
    );
    // PLOVER's class of the type, not GDELT's number.
    assert_eq!(a.quad.map(u8::from), Some(3));
    assert_eq!((a.goldstein, a.mentions, a.own_id.as_deref()), (Some(-0.3), Some(5), Some("410412347")));
    assert_eq!((a.cameo.as_deref(), a.url.as_deref(), a.status), (Some("0256"), Some("https://example.org/a"), None));
}

#[test]
fn gdelt_says_nothing_where_nothing_is_said() {
    let a = act(
        Layout::Gdelt1,
        &[("GLOBALEVENTID", "1"), ("SQLDATE", "19790101"), ("EventCode", "010"), ("ActionGeo_Type", "0"), ("ActionGeo_Lat", "0")],
    );
    assert_eq!(short(&a), "1979-01-01  |  ->  | ");
    assert_eq!(a.cameo.as_deref(), Some("010"), "a statement is no PLOVER act, and still that code");
    // A region of the world is no country, and a code that nobody knows says nothing.
    let a = act(Layout::Gdelt, &[("GLOBALEVENTID", "1"), ("Actor1Name", "AFRICA"), ("Actor1CountryCode", "AFR"), ("EventCode", "9999")]);
    assert_eq!((short(&a).as_str(), a.cameo), ("  | AFRICA - - ->  | ", None));
}

#[test]
fn icews() {
    let filled = [
        ("Event ID", "32889836"),
        ("Event Date", "2018-06-01"),
        ("Source Name", "Vladimir Putin"),
        ("Source Sectors", "Ideological,Parties,Executive Office,Executive,Government,Elite"),
        ("Source Country", "Russian Federation"),
        ("CAMEO Code", "043"),
        ("Intensity", "2.8"),
        ("Target Name", "UN"),
        ("Target Sectors", "International Government Organization,Global"),
        ("Target Country", "NA"),
        ("City", "NA"),
        ("Province", "Hesse"),
        ("Country", "Germany"),
        ("Latitude", "50.5"),
        ("Longitude", "9"),
        ("Publisher", "Wire"),
    ];
    let a = act(Layout::Icews, &filled);
    assert_eq!(short(&a), "2018-06-01 CONSULT/visit | Vladimir Putin RUS GOV -> UN IGO IGO | Hesse, Hesse, DEU (pin)");
    assert_eq!(a.place.and_then(|p| p.precision), Some(PlacePrecision::Region));
    assert_eq!((a.goldstein, a.source.as_deref()), (Some(2.8), Some("Wire")));
}

#[test]
fn polecat() {
    let a = act(
        Layout::Polecat,
        &[
            ("Event ID", "20310502-1"),
            ("Event Date", "2031-05-02"),
            ("Event Type", "CONSULT"),
            ("Event Mode", "third-party"),
            ("Intensity", "1.0"),
            ("Contexts", "military;diplomatic;no such thing"),
            ("Actor Name", "Ana; Ben"),
            ("Actor Country", "PER; None"),
            ("Actor COW", "135; 155"),
            ("Actor Sectors", "GOV; MIL"),
            ("Primary Actor Sector", "GOV"),
            ("Recipient Name Raw", "the rebels"),
            ("Primary Recipient Sector", "REB"),
            ("Placename", "Lima"),
            ("City", "Lima"),
            ("Country", "PER"),
        ],
    );
    assert_eq!(short(&a), "2031-05-02 CONSULT/third-party | Ana PER GOV + Ben CHL MIL -> the rebels - REB | Lima, -, PER");
    assert_eq!(a.contexts.iter().map(|c| c.as_str()).collect::<Vec<_>>(), ["military", "diplomatic"]);
    assert_eq!((a.cameo, a.goldstein), (None, None), "its intensity is no Goldstein value");
}

#[test]
fn phoenix_and_cline() {
    let filled = [
        ("source", "PERGOV"),
        ("source_root", "PER"),
        ("source_agent", "GOV"),
        ("target", "IGOUNO"),
        ("target_root", "IGO"),
        ("target_agent", "UNO"),
        ("code", "190"),
        ("goldstein", "-10.0"),
    ];
    let daily = [
        &filled[..],
        &[
            ("event_id", "3_v1"),
            ("date", "20310502"),
            ("ids", "a;b"),
            ("urls", "https://example.org/a;https://example.org/b"),
            ("sources", "x;y"),
            ("country_name", "Peru"),
        ],
    ]
    .concat();
    let a = act(Layout::Phoenix, &daily);
    assert_eq!(short(&a), "2031-05-02 ASSAULT | - PER GOV -> - UNO IGO | Peru, -, PER");
    assert_eq!((a.mentions, a.url.as_deref(), a.source.as_deref()), (Some(2), Some("https://example.org/a"), Some("x")));
    let cline = [
        &filled[..],
        &[("eid", "7"), ("story_date", "05/02/2031"), ("placename", "Lima"), ("countryname", "Peru"), ("lat", "-12"), ("lon", "-77")],
    ]
    .concat();
    let text = row(Layout::Cline, &cline).replace('\t', ",");
    let (rows, messages) = rows(text.as_bytes());
    assert_eq!(messages, [""; 0]);
    assert_eq!(short(&rows[0].act), "2031-05-02 ASSAULT | - PER GOV -> - UNO IGO | Lima, -, PER (pin)");
}

#[test]
fn plover_json() {
    let line = r#"{"id":"x","date":"2031-05-02","actor":[{"code":"PER","sector":"GOV","entity_text":"Lima"}],"recipient":{"code":"CHL"},"event":["AID"],"context":["military"],"event_loc":{"resolved_place":"Arica","city":"Arica","country":"Chile","lat":-18.5,"lon":-70.3},"cite_info":{"url":"https://example.org"}}"#;
    let (rows, messages) = rows(line.as_bytes());
    assert_eq!(messages, [""; 0]);
    assert_eq!(short(&rows[0].act), "2031-05-02 AID | Lima PER GOV -> - CHL - | Arica, -, CHL (pin)");
    assert_eq!(rows[0].raw, line.as_bytes());
}

#[test]
fn gdelt_mentions_join_their_events() {
    let filled = [
        ("GLOBALEVENTID", "7"),
        ("EventTimeDate", "20310502183000"),
        ("MentionType", "1"),
        ("MentionSourceName", "example.org"),
        ("MentionIdentifier", "https://example.org/a"),
        ("Actor1CharOffset", "-1"),
    ];
    let a = act(Layout::GdeltMentions, &filled);
    assert_eq!(
        (a.own_id.as_deref(), a.source.as_deref(), a.url.as_deref()),
        (Some("7"), Some("example.org"), Some("https://example.org/a"))
    );
    assert_eq!((a.date, a.event), (None, None));
}

#[test]
fn a_bad_row_is_named_and_the_others_are_read() {
    let good = row(Layout::Icews, &[("Event ID", "1"), ("Event Date", "2018-06-01"), ("CAMEO Code", "040")]);
    let bad = [
        good.replace("2018-06-01", "2018-06-31"),
        good.replace("040", "Consult"),
        "1\t2018-06-01\n".to_owned(),
        row(Layout::Icews, &[("Event ID", "2"), ("Latitude", "91"), ("Longitude", "0")]),
        row(Layout::Icews, &[("Event ID", "2"), ("Intensity", "NaN")]),
    ];
    let (rows, messages) =
        rows((Layout::Icews.column_names().join("\t") + "\n" + &good + "\n" + &bad.concat() + &good.replace('1', "3")).as_bytes());
    assert_eq!(rows.len(), 2);
    assert_eq!(
        messages,
        [
            "f: line 4: Event Date is no day: '2018-06-31'",
            "f: line 5: CAMEO Code is no CAMEO code: 'Consult'",
            "f: line 6: 2 columns, icews has 20",
            "f: line 7: Latitude is beyond 90 degrees: '91'",
            "f: line 8: Intensity is no number: 'NaN'",
        ]
    );
}

#[test]
fn a_file_of_no_known_layout_is_told_once() {
    for (text, says) in [
        ("", "the file is empty"),
        ("a\tb\n", "no known layout: the first line has 2 columns"),
        ("event_id_cnty,event_date\n", "no known layout: the first line has 2 columns"),
    ] {
        let (rows, messages) = rows(text.as_bytes());
        assert_eq!((rows.len(), messages), (0, vec![format!("f: {says}")]));
    }
    // A header whose columns stand in another order.
    let mut names = Layout::Icews.column_names();
    names[1..].reverse();
    let (rows, messages) = rows((names.join("\t") + "\n" + &row(Layout::Icews, &[("Event ID", "1")])).as_bytes());
    assert_eq!((rows.len(), messages), (0, vec!["f: a column is called 'Longitude', icews has 'Event Date'".to_owned()]));
    // One that is only called otherwise.
    let header = Layout::Polecat.column_names().join("\t").replace("Intensity", "Event Intensity") + "\textra\n";
    let (rows, messages) = self::rows((header + &row(Layout::Polecat, &[("Event ID", "1")])).as_bytes());
    assert_eq!(
        (rows.len(), messages),
        (1, vec!["note f: line 1: a column is called 'Event Intensity', polecat has 'Intensity'".to_owned()])
    );
}

#[test]
fn what_is_not_utf_8_is_read_and_kept_byte_for_byte() {
    let mut bytes = row(Layout::Icews, &[("Event ID", "1"), ("Source Name", "S@o Paulo")]).into_bytes();
    let at = bytes.iter().position(|b| *b == b'@').unwrap();
    bytes[at] = 0xe3;
    let (rows, messages) = rows(&bytes);
    assert_eq!(rows[0].act.actor[0].name.as_deref(), Some("São Paulo"));
    assert_eq!(rows[0].raw, bytes[..bytes.len() - 1]);
    assert_eq!(messages, ["note f: line 1: not UTF-8: read as windows-1252, kept byte for byte"]);
}

#[test]
fn commas_become_the_tabs_of_the_layout() {
    let header = Layout::GdeltMentions.column_names().join(",").to_lowercase();
    let text = format!("{header}\n7,20310502183000,20310502183000,1,example.org,\"https://example.org/a,b\",4,-1,9,8,1,100,2579,0.8,,\n");
    let (rows, messages) = rows(text.as_bytes());
    assert_eq!(messages, [""; 0]);
    assert_eq!(
        rows[0].raw,
        b"7\t20310502183000\t20310502183000\t1\texample.org\thttps://example.org/a,b\t4\t-1\t9\t8\t1\t100\t2579\t0.8\t\t"
    );
}

/// Rows written back in the layout that they came in.
fn back(layout: Layout, rows: &[Imported]) -> Vec<u8> {
    let mut writer = LayoutWriter::new(layout, Vec::new(), Acts::default()).unwrap();
    rows.iter().for_each(|r| writer.write_imported(r).unwrap());
    writer.finish().unwrap()
}

#[test]
fn an_act_in_another_layout_reads_as_the_same_act() {
    let a = act(
        Layout::Icews,
        &[
            ("Event ID", "1"),
            ("Event Date", "2018-06-01"),
            ("Source Name", "Peru"),
            ("Source Sectors", "Government"),
            ("Source Country", "Peru"),
            ("CAMEO Code", "040"),
            ("Intensity", "1"),
            ("Target Name", "Chile"),
            ("Target Sectors", "Military"),
            ("Target Country", "Chile"),
            ("City", "Lima"),
            ("Country", "Peru"),
            ("Latitude", "-12.04"),
            ("Longitude", "-77.03"),
            ("Publisher", "Wire"),
        ],
    );
    let imported = Imported { act: a.clone(), raw: Vec::new() };
    for layout in [Layout::Gdelt, Layout::Gdelt1, Layout::Polecat, Layout::Phoenix, Layout::PloverJson] {
        let written = back(layout, std::slice::from_ref(&imported));
        let (rows, messages) = rows(&written);
        assert_eq!(messages, [""; 0], "{layout}: {}", String::from_utf8_lossy(&written));
        let b = &rows[0].act;
        let codes =
            |a: &Act| (a.date, a.event, a.actor[0].country, a.recipient[0].country, a.recipient[0].sector, a.place.clone().map(|p| p.lat));
        assert_eq!(codes(b), codes(&a), "{layout}");
    }
    // What the act does not say is blank.
    let written = String::from_utf8(back(Layout::Gdelt, &[imported])).unwrap();
    let names = Layout::Gdelt.column_names();
    let blank = |c: &str| written.trim_end_matches('\n').split('\t').nth(names.iter().position(|n| *n == c).unwrap()) == Some("");
    assert!(["AvgTone", "NumMentions", "NumSources", "IsRootEvent", "SOURCEURL", "DATEADDED"].iter().all(|c| blank(c)), "{written}");
}

fn any_dataset() -> impl Strategy<Value = Dataset> {
    prop::sample::select(Dataset::ALL[1..].to_vec())
}

proptest! {
    /// No bytes make it panic, and every line that is not blank is a row or a message.
    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..400), asked in prop::option::of(any_dataset())) {
        items(&bytes, asked);
    }

    /// The same of what looks like rows.
    #[test]
    fn any_fields_end(
        dataset in any_dataset(),
        fields in prop::collection::vec("[0-9]{8}|-?[0-9.]{1,5}|[A-Z;,\"é]{0,6}|[a-z ]{0,9}|NA|\\{\\}", 10..70),
        width in 1usize..64,
    ) {
        let text: String = fields.chunks(width).map(|row| row.join("\t") + "\n").collect();
        items(text.as_bytes(), Some(dataset));
        items(text.replace('\t', ",").as_bytes(), None);
    }

    /// What was read is written back byte for byte, in any order of good and bad rows.
    #[test]
    fn rows_come_back(
        layout in prop::sample::select(vec![Layout::Gdelt, Layout::Gdelt1, Layout::GdeltMentions, Layout::Icews, Layout::Polecat, Layout::Phoenix]),
        texts in prop::collection::vec("[^\t\n\r]{0,12}", 1..6),
        crlf in any::<bool>(),
    ) {
        // Free text stands in the second last column of each, which none of them reads as a code.
        let names = layout.column_names();
        let mut file = Vec::new();
        for (n, text) in texts.iter().enumerate() {
            let mut fields = vec![String::new(); names.len()];
            fields[0] = n.to_string();
            let at = match layout { Layout::Gdelt | Layout::Gdelt1 => names.len() - 1, _ => names.len() - 2 };
            if !matches!(layout, Layout::Icews) { fields[at] = text.clone() }
            file.extend_from_slice(fields.join("\t").as_bytes());
            file.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
        }
        let (rows, messages) = rows(&file);
        prop_assert_eq!(messages, [""; 0]);
        let written = back(layout, &rows);
        prop_assert!(written.ends_with(&file), "{}", String::from_utf8_lossy(&written));
    }
}
