//! Text and JSONL through the public API, good and bad.

mod common;

use std::fs;

use chancery_model::{DateSource, Offsets};
use chancery_reader::{DOCUMENT_LIMIT, Item, Options, Skip, read};
use common::*;
use proptest::prelude::*;

const STORY: &str = r#"{"id": "s-1", "date": "2024-04-05", "title": "Treaty", "text": " Peru signed a treaty.\r\nChile did too. "}"#;

#[test]
fn a_story_keeps_its_text_and_id() {
    let items = file("a.jsonl", format!("{STORY}\n\n{{\"id\": 7, \"text\": \"Curaçao signed.\"}}\n").as_bytes());
    let d = documents(&items);
    assert_eq!(d[0].text, " Peru signed a treaty.\r\nChile did too. ");
    assert_eq!((d[0].id.as_str(), d[0].date_source, d[0].title.as_deref()), ("s-1", DateSource::Given, Some("Treaty")));
    assert_eq!((d[1].id.as_str(), d[1].date, d[1].date_source), ("7", None, DateSource::None));
    assert_eq!((d[1].origin.record, d[1].language.as_deref()), (Some(3), None));
}

#[test]
fn gzip_standard_input_folders_and_globs_give_the_same() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("sub")).unwrap();
    fs::write(dir.path().join("a.jsonl"), STORY).unwrap();
    fs::write(dir.path().join("sub/b.jsonl.gz"), gz(STORY.as_bytes())).unwrap();
    fs::write(dir.path().join("c.png"), b"\x89PNG\0").unwrap();
    assert_eq!(short(&files(&[dir.path().to_path_buf()])), ["doc s-1", "skip unknown kind of file (.png)", "doc s-1"]);
    assert_eq!(short(&files(&[dir.path().join("*/*.gz")])), ["doc s-1"]);
    assert_eq!(short(&stdin(STORY.as_bytes())), ["doc s-1"]);
    assert_eq!(short(&stdin(&gz(STORY.as_bytes()))), ["doc s-1"]);
    let twice = read(&["-".to_owned(), "-".to_owned()], Some(Box::new(STORY.as_bytes())), &Options::default()).collect::<Vec<_>>();
    assert_eq!(short(&twice), ["doc s-1", "fail standard input can be read only once"]);
}

#[test]
fn a_text_file_has_its_headline_and_its_furniture() {
    let text = "Peru Signs Treaty With Chile\n\n105\n2\nPeru Signs Treaty With Chile\n\nLIMA, April 5, 2024 (Agency) - Peru signed a treaty with Curaçao.\n";
    let items = file("page.txt", text.as_bytes());
    let d = documents(&items)[0];
    assert_eq!(d.text, text);
    assert_eq!(d.title.as_deref(), Some("Peru Signs Treaty With Chile"));
    assert_eq!((d.date.map(|d| d.to_string()).as_deref(), d.date_source), (Some("2024-04-05"), DateSource::Text));
    let offsets = Offsets::new(&d.text);
    let marked: Vec<&str> = d.furniture.iter().map(|s| &d.text[offsets.bytes(*s)]).collect();
    assert_eq!(marked, ["Peru Signs Treaty With Chile", "105", "2", "Peru Signs Treaty With Chile"]);
}

#[test]
fn the_date_comes_from_the_best_place() {
    let given = Options { date: Some("2020-01-02".parse().unwrap()) };
    let date = |story: &str| {
        let items: Vec<Item> = read(&["-".to_owned()], Some(Box::new(std::io::Cursor::new(story.to_owned()))), &given).collect();
        let d = documents(&items)[0];
        (d.date.map(|d| d.to_string()).unwrap_or_default(), d.date_source)
    };
    assert_eq!(date(r#"{"date": "Fri, 05 Apr 2024 23:30:00 -0500", "text": "A."}"#), ("2024-04-05".to_owned(), DateSource::Given));
    assert_eq!(date(r#"{"url": "https://a.example/2024/04/05/x", "text": "A."}"#), ("2024-04-05".to_owned(), DateSource::Url));
    assert_eq!(date(r#"{"text": "5 April 2024\nA."}"#), ("2024-04-05".to_owned(), DateSource::Text));
    assert_eq!(date(r#"{"text": "A."}"#), ("2020-01-02".to_owned(), DateSource::Given));
    let items = stdin(br#"{"id": "x", "date": "04/05/2024", "text": "A."}"#);
    assert_eq!(short(&items), [r#"note line 1: the date "04/05/2024" cannot be read in one way and is left out"#, "doc x"]);
}

#[test]
fn what_is_surely_not_english_is_skipped() {
    let spanish = "El ministro de Asuntos Exteriores anunció ayer que su gobierno firmará el tratado de pesca con el país vecino. ";
    let story =
        |text: &str, language: &str| stdin(serde_json::json!({"id": "x", "text": text, "language": language}).to_string().as_bytes());
    assert_eq!(skips(&story(&spanish.repeat(3), "")), [&Skip::NotEnglish("Spanish".to_owned())]);
    assert_eq!(short(&story(spanish, "")), ["doc x"], "under 200 characters nothing is judged");
    let own = story(&spanish.repeat(3), "English");
    assert_eq!(documents(&own)[0].language.as_deref(), Some("en"), "the story's own word wins");
    assert_eq!(short(&story("Peru signed.", "es")), ["skip not English (Spanish)"]);
}

#[test]
fn a_bad_line_is_named_and_the_rest_is_read() {
    let bytes = [
        STORY.as_bytes(),
        b"\n{\"id\": \"broken\", \n[1]\n{\"id\": \"b\", \"text\": \"\xff\"}\n{\"id\": 1}\n{\"text\": \" \"}\n",
        STORY.as_bytes(),
    ]
    .concat();
    let items = file("a.jsonl", &bytes);
    assert_eq!(
        short(&items),
        [
            "doc s-1",
            "fail line 2: not valid JSON: EOF while parsing a value (column 17)",
            "fail line 3: not a JSON object",
            "fail line 4: not UTF-8 (byte 22 of the line)",
            "fail line 5: no story: it has no \"text\", \"content\", \"body\", \"event_text\" or \"title\"",
            "skip empty",
            "doc s-1"
        ]
    );
}

#[test]
fn a_line_of_50_mb_is_passed_over() {
    let long = format!(r#"{{"id": "long", "text": "{}"}}"#, "a".repeat(50_000_000));
    let items = stdin(format!("{STORY}\n{long}\n{STORY}").as_bytes());
    assert_eq!(
        short(&items),
        ["doc s-1", "fail line 2: the line is 50000026 bytes long, more than the 16 MiB of one document; it is left out", "doc s-1"]
    );
    let items = file("long.txt", "a ".repeat(DOCUMENT_LIMIT / 2 + 1).as_bytes());
    assert_eq!(short(&items), ["fail longer than 16 MiB, the limit for one document"]);
}

#[test]
fn gzip_cut_short_keeps_what_was_read() {
    let lines: String = (0..400).map(|i| format!("{{\"id\": {i}, \"text\": \"Story {} of the day.\"}}\n", i * 7919 % 1000)).collect();
    let mut bytes = gz(lines.as_bytes());
    bytes.truncate(bytes.len() * 2 / 3);
    let items = file("a.jsonl.gz", &bytes);
    let read = documents(&items).len();
    assert!(read > 100, "{read} documents before the cut");
    assert_eq!(
        short(&items).last().unwrap(),
        &format!("fail line {}: the gzip data is cut short; the {read} lines before were read", read + 1)
    );
    // Cut before the first byte of text: still a message, never nothing.
    assert_eq!(short(&file("a.txt.gz", &gz(b"Peru signed.")[..12])), ["fail the gzip data is cut short"]);
    assert_eq!(short(&file("a.jsonl.gz", &gz(b"{}")[..12])), ["fail line 1: the gzip data is cut short; the 0 lines before were read"]);
}

#[test]
fn a_damaged_member_does_not_hide_the_next() {
    let mut second = gz(format!("{STORY}\n").as_bytes());
    let n = second.len();
    second[n - 6] ^= 0xff;
    let items = file("a.jsonl.gz", &[second, gz(format!("{STORY}\n").as_bytes())].concat());
    let short = short(&items);
    assert_eq!(short.last().unwrap(), "doc s-1");
    assert!(short.iter().any(|s| s.contains("damaged gzip data")), "{short:?}");
}

#[test]
fn empty_binary_and_missing_files_are_named() {
    assert_eq!(short(&file("a.txt", b"")), ["fail the file is empty"]);
    assert_eq!(short(&file("a.jsonl", b"")), ["fail the file is empty"]);
    assert_eq!(short(&file("a.txt", b" \n\t\n")), ["skip empty"]);
    assert_eq!(short(&file("a.bin", b"\x7fELF\0\0\0")), ["fail not text"]);
    assert_eq!(short(&files(&["/nowhere/at/all.txt".into()])), ["fail no such file or folder"]);
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(short(&files(&[dir.path().to_path_buf()])), ["fail the folder holds no file"]);
}

#[test]
fn invalid_utf8_in_a_text_is_said() {
    let text = "Curaçao élu été signed a treaty.".as_bytes();
    let items = file("a.txt", &[text, b"\xff Chile did."].concat());
    assert!(
        matches!(&items[0], Item::Message(d) if d.severity == chancery_model::Severity::Failure && d.what.contains("1 places are not valid UTF-8"))
    );
    assert_eq!(documents(&items).len(), 1);
    let items = file("a.txt", b"Le pr\xe9sident de Cura\xe7ao signed.");
    assert_eq!(short(&items)[0], "note not UTF-8; read as windows-1252");
    assert_eq!(documents(&items)[0].text, "Le président de Curaçao signed.");
}

#[cfg(unix)]
#[test]
fn a_folder_without_access_is_named_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let locked = dir.path().join("a");
    fs::create_dir(&locked).unwrap();
    fs::write(dir.path().join("b.jsonl"), STORY).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let open = fs::read_dir(&locked).is_ok();
    let items = files(&[dir.path().to_path_buf()]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    if open {
        println!("not run: this user may read every folder");
        return;
    }
    assert!(short(&items)[0].starts_with("fail cannot be listed"), "{:?}", short(&items));
    assert_eq!(short(&items)[1], "doc s-1");
}

#[test]
fn progress_counts_the_bytes_on_disk() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl.gz"), gz(STORY.as_bytes())).unwrap();
    fs::write(dir.path().join("b.jsonl"), STORY).unwrap();
    let inputs = [dir.path().display().to_string()];
    let mut reader = read(&inputs, None, &Options::default());
    let progress = reader.progress();
    assert_eq!(reader.by_ref().count(), 2);
    assert_eq!(Some(progress.bytes()), chancery_reader::bytes_total(&inputs));
}

/// Bytes near a valid file: a piece removed, bytes flipped, cut short.
fn mutated(valid: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    (prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), any::<prop::sample::Index>(), any::<bool>()).prop_map(
        move |(flips, cut, do_cut)| {
            let mut bytes = valid.to_vec();
            for (at, byte) in flips {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if do_cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            bytes
        },
    )
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        stdin(&bytes);
        stdin(&gz(&bytes));
        stdin(&[b"{\"text\": ", &bytes[..], b"}\n{}"].concat());
    }

    #[test]
    fn damaged_stories_are_read(bytes in mutated(STORY.as_bytes())) {
        for item in stdin(&[&bytes[..], b"\n", STORY.as_bytes()].concat()) {
            if let Item::Document(d) = item {
                let n = d.text.chars().count() as u32;
                prop_assert!(d.furniture.iter().all(|s| s.start < s.end && s.end <= n));
            }
        }
    }

    #[test]
    fn damaged_gzip_is_read(mut bytes in Just(gz(STORY.as_bytes())), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let at = at.index(bytes.len());
        bytes[at] = byte;
        prop_assert!(!stdin(&bytes).is_empty());
    }
}
