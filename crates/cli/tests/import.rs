//! `chancery import`: rows of other event data beside one's own coding.

mod common;
use common::*;

use std::io::Write;

/// Fictional rows of ICEWS.
const ICEWS: &str = "\
Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude
1\t2023-03-06\tGovernment (Peru)\tGovernment\tPeru\tConsult\t040\t1\tMilitary (Chile)\tMilitary,Government\tChile\t9\t1\tWire\tLima\tNA\tLima\tPeru\t-12.04\t-77.03
2\t2023-03-08\tCitizen (Ecuador)\tGeneral Population / Civilian / Social\tEcuador\tPraise or endorse\t051\t3.4\tPeru\tNA\tPeru\t9\t2\tWire\tNA\tNA\tNA\tEcuador\t-2\t-77.5
";

fn gdelt(id: u32, day: &str, actor: &str, code: &str) -> String {
    let mut fields = vec![String::new(); 61];
    fields[0] = id.to_string();
    fields[1] = day.to_owned();
    (fields[5], fields[6], fields[7]) = (actor.to_owned(), "A".to_owned(), actor.to_owned());
    fields[26] = code.to_owned();
    fields[51] = "0".to_owned();
    fields.join("\t") + "\n"
}

fn imported(files: &[(&str, &[u8])]) -> (TempDir, Run) {
    let dir = folder(files);
    let names: Vec<&str> = files.iter().map(|(n, _)| *n).collect();
    let run = chancery(dir.path(), &[&["import", "--db", "r.db"], &names[..]].concat());
    (dir, run)
}

#[test]
fn rows_go_in_once_and_come_back_byte_for_byte() {
    let events = gdelt(7, "20230307", "PER", "043") + &gdelt(8, "20230301", "CHL", "190");
    let (dir, run) = imported(&[("a.tab", ICEWS.as_bytes()), ("b.CSV", events.as_bytes())]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(run.err, "rows in: 4 = 4 imported + 0 duplicates + 0 failed\nthe record now holds: gdelt 2, icews 2\n");
    let again = chancery(dir.path(), &["import", "--db", "r.db", "a.tab"]);
    assert_eq!(
        (again.code, again.err.as_str()),
        (0, "rows in: 2 = 0 imported + 2 duplicates + 0 failed\nthe record now holds: gdelt 2, icews 2\n")
    );
    let export = |dataset: &str| chancery(dir.path(), &["export", "--db", "r.db", "--from", dataset, "--as", dataset]);
    assert_eq!((export("icews").out.as_str(), export("gdelt").out), (ICEWS, events));
    assert_eq!(export("icews").err, "imported rows of icews: 2, rows: 2\n");
}

#[test]
fn they_stand_beside_ones_own_coding_and_are_never_mixed_with_it() {
    let (dir, _) = imported(&[("a.tab", ICEWS.as_bytes())]);
    let ask = |args: &[&str]| chancery(dir.path(), &[args, &["--db", "r.db", "--format", "csv"]].concat()).out;
    assert_eq!(ask(&["mentions"]).lines().count(), 1, "only the header");
    assert_eq!(ask(&["events"]).lines().count(), 1);
    std::fs::write(dir.path().join("s.txt"), "Peru and Chile signed a fishing treaty in Lima on Tuesday.").unwrap();
    assert_eq!(chancery(dir.path(), &["add", "--db", "r.db", "--date", "2023-03-07", "s.txt"]).code, 0);
    let column =
        |out: &str, n: usize| -> Vec<String> { out.lines().skip(1).map(|l| l.split(',').nth(n).unwrap_or_default().to_owned()).collect() };
    assert_eq!(column(&ask(&["mentions", "--from", "all"]), 1), ["icews", "chancery", "icews"]);
    assert_eq!(column(&ask(&["mentions", "--from", "icews"]), 4), ["CONSULT", "SUPPORT"]);
    assert_eq!(ask(&["mentions", "--from", "all", "--limit", "2"]).lines().count(), 3);
    assert_eq!(column(&ask(&["mentions", "--from", "icews", "--party", "ECU"]), 2), ["2"]);
    assert_eq!(column(&ask(&["mentions", "--from", "all", "--status", "reported"]), 1), ["chancery"]);
    let all = chancery(dir.path(), &["export", "--db", "r.db", "--from", "all"]);
    assert_eq!((all.out.lines().count(), all.err.as_str()), (3, "acts: 3\n"));
    let table = chancery(dir.path(), &["mentions", "--db", "r.db", "--from", "icews"]).out;
    assert_eq!(
        table,
        "DATE        DATASET  STATUS  EVENT    MODE  CAMEO  ACTOR   RECIPIENT  SOURCE  ID\n\
         2023-03-06  icews            CONSULT        040    PERGOV  CHLMIL     Wire    "
            .to_owned()
            + &column(&ask(&["mentions", "--from", "icews"]), 0)[0][..8]
            + "\n2023-03-08  icews            SUPPORT        051    ECUCVL  PER        Wire    "
            + &column(&ask(&["mentions", "--from", "icews"]), 0)[1][..8]
            + "\n"
    );
    let id = &column(&ask(&["mentions", "--from", "icews"]), 0)[0];
    let shown = chancery(dir.path(), &["show", "--db", "r.db", &id[..10]]).out;
    assert!(shown.contains("\"dataset\": \"icews\"") && shown.contains("\nThe row as it was imported:\n1\t2023-03-06\t"), "{shown}");
}

#[test]
fn a_bad_row_is_told_and_the_rest_goes_in() {
    let text = ICEWS.replace("2023-03-08", "8 March").to_owned() + "cut off\t2023\n";
    let (dir, run) = imported(&[("a.tab", text.as_bytes())]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "chancery: a.tab: line 3: Event Date is no day: '8 March'\n\
         chancery: a.tab: line 4: 2 columns, icews has 20\n\
         rows in: 3 = 1 imported + 0 duplicates + 2 failed\n  failed 1: 2 columns, icews has 20\n  failed 1: Event Date is no day\n\
         the record now holds: icews 1\n"
    );
    let many = "1\t2\n".repeat(50);
    std::fs::write(dir.path().join("b.tab"), many).unwrap();
    let run = chancery(dir.path(), &["import", "--db", "r.db", "--as", "gdelt", "b.tab"]);
    assert_eq!(run.err.lines().filter(|l| l.contains("b.tab: line")).count(), 20);
    assert!(run.err.contains("more rows could not be read") && run.err.contains("  failed 50: 2 columns, gdelt has 61\n"), "{}", run.err);
}

#[test]
fn what_is_no_such_file_is_told_and_the_others_are_done() {
    let (dir, run) = imported(&[("a.txt", b"no event data at all\n"), ("b.tab", ICEWS.as_bytes())]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("chancery: a.txt: no known layout: the first line has 1 columns\n          name the layout with --as"),
        "{}",
        run.err
    );
    assert!(run.err.contains("rows in: 2 = 2 imported + 0 duplicates + 0 failed\n  files not read: 1\n"), "{}", run.err);
    let run = chancery(dir.path(), &["import", "--db", "r.db", "nowhere.tab", "."]);
    assert!(run.code == 2 && run.err.contains("nowhere.tab: no such file") && run.err.contains("a folder, not a file"), "{}", run.err);
    let usage = |args: &[&str]| chancery(dir.path(), args);
    assert!(usage(&["import", "--as", "gtd", "b.tab"]).err.contains("'gtd' is not a data set: known are chancery, gdelt, gdelt1, "));
    assert_eq!(usage(&["import", "--as", "chancery", "b.tab"]).code, 1);
    assert_eq!(usage(&["export", "--db", "r.db", "--from", "all", "--as", "icews"]).code, 1);
    let none = usage(&["mentions", "--db", "r.db", "--from", "polecat"]);
    assert!(none.code == 0 && none.err.contains("the record holds no rows of polecat"), "{}", none.err);
}

#[test]
fn packed_files_and_standard_input_are_read() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(ICEWS.as_bytes()).unwrap();
    let (dir, run) = imported(&[("a.tab.gz", &gz.finish().unwrap())]);
    assert_eq!((run.code, run.err.lines().next()), (0, Some("rows in: 2 = 2 imported + 0 duplicates + 0 failed")));
    let run = chancery_with(dir.path(), &["import", "--db", "r.db", "-"], ICEWS.as_bytes());
    assert_eq!((run.code, run.err.lines().next()), (0, Some("rows in: 2 = 0 imported + 2 duplicates + 0 failed")));
    // An archive as GDELT packs them: one member, deflated.
    let events = gdelt(7, "20230307", "PER", "043");
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(events.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(events.as_bytes());
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec();
    for n in [crc.sum(), packed.len() as u32, events.len() as u32, 1] {
        zip.extend_from_slice(&n.to_le_bytes());
    }
    zip.push(b'x');
    zip.extend_from_slice(&packed);
    zip.extend_from_slice(b"PK\x01\x02");
    let cut = zip[..zip.len() - 20].to_vec();
    std::fs::write(dir.path().join("e.zip"), zip).unwrap();
    std::fs::write(dir.path().join("cut.zip"), cut).unwrap();
    let run = chancery(dir.path(), &["import", "--db", "r.db", "e.zip"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "rows in: 1 = 1 imported + 0 duplicates + 0 failed\nthe record now holds: gdelt 1, icews 2\n")
    );
    let run = chancery(dir.path(), &["import", "--db", "r.db", "--as", "gdelt", "cut.zip"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

/// Every row of the real sample files, in and out again.
#[test]
#[ignore = "not run: needs the shared data"]
fn real_files_come_back_whole() {
    let data = shared().join("data");
    for (file, dataset, rows) in [
        ("coded_icews/events.2018.sample.tab.gz", "icews", 3705),
        ("coded_gdelt/raw_events.tsv", "gdelt", 100),
        ("coded_gdelt/raw_eventsT.tsv", "gdelt", 100),
        ("coded_gdelt/raw_events1.tsv", "gdelt1", 100),
        ("coded_gdelt/raw_mentions.tsv", "gdelt-mentions", 100),
        ("coded_gdelt/raw_mentionsT.tsv", "gdelt-mentions", 100),
        ("coded_gdelt/mentionssamp.csv.gz", "gdelt-mentions", 1635),
    ] {
        let dir = folder(&[]);
        let path = data.join(file);
        let run = chancery(dir.path(), &["import", "--db", "r.db", path.to_str().unwrap()]);
        assert_eq!(
            (run.code, run.err),
            (0, format!("rows in: {rows} = {rows} imported + 0 duplicates + 0 failed\nthe record now holds: {dataset} {rows}\n")),
            "{file}"
        );
        let out = chancery(dir.path(), &["export", "--db", "r.db", "--from", dataset, "--as", dataset]).out;
        let mut bytes = Vec::new();
        let opened = std::fs::File::open(&path).unwrap();
        if file.ends_with(".gz") {
            std::io::copy(&mut flate2::read::MultiGzDecoder::new(opened), &mut bytes).unwrap();
        } else {
            std::io::copy(&mut { opened }, &mut bytes).unwrap();
        }
        let given = String::from_utf8(bytes).unwrap();
        if file.ends_with(".csv.gz") {
            // Values are compared: the layout has tabs where this file has commas.
            let mut reader = csv::Reader::from_reader(given.as_bytes());
            let values: Vec<String> = reader.records().map(|r| r.unwrap().iter().collect::<Vec<_>>().join("\t")).collect();
            assert_eq!(out.lines().collect::<Vec<_>>(), values, "{file}");
        } else {
            assert!(out == given, "{file}: not what was imported");
        }
    }
}

/// The headers that public readers of these files expect, and the columns that we read and write.
#[test]
#[ignore = "not run: needs the shared data"]
fn columns_are_those_of_the_public_headers() {
    let shared = shared();
    let headers = std::fs::read_to_string(shared.join("data/coded_headers/headers.txt")).unwrap();
    let line = |begins: &str| headers.lines().find(|l| l.starts_with(begins)).unwrap().to_owned();
    let dir = folder(&[]);
    let (polecat, icews) = (line("Event ID\tEvent Date\tEvent Type"), line("Event ID\tEvent Date\tSource Name"));
    for (dataset, header) in [("polecat", polecat), ("icews", icews)] {
        std::fs::write(dir.path().join("h.txt"), format!("{header}\n")).unwrap();
        let run = chancery(dir.path(), &["import", "--db", "r.db", "h.txt"]);
        assert_eq!((run.code, run.err.lines().next()), (0, Some("rows in: 0 = 0 imported + 0 duplicates + 0 failed")), "{dataset}");
        assert_eq!(chancery(dir.path(), &["export", "--db", "r.db", "--from", dataset, "--as", dataset]).out, header + "\n");
    }
    let schemas: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(shared.join("notes/schemas.json")).unwrap()).unwrap();
    for (key, layout) in [
        ("gdelt2_events", "gdelt"),
        ("gdelt2_mentions", "gdelt-mentions"),
        ("icews_tab", "icews"),
        ("polecat_txt", "polecat"),
        ("phoenix_oeda_daily_txt", "phoenix"),
        ("phoenix_cline_csv", "cline"),
    ] {
        let names: Vec<&str> = schemas[key].as_array().unwrap().iter().map(|c| c["name"].as_str().or(c.as_str()).unwrap()).collect();
        let dictionary = chancery(dir.path(), &["export", "--as", layout, "--dictionary"]).out;
        let ours: Vec<&str> = dictionary.lines().filter_map(|l| l.strip_prefix("| `")?.split('`').next()).collect();
        assert_eq!(ours, names, "{layout}");
    }
}
