//! Tables as they are read.

mod common;

use chancery_export::{
    Format, Writer,
    table::{Options, table},
};
use common::{bare_mention, commitment, event, full_mention};

fn check(shown: &str, expected: &[&str]) {
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "\n{shown}");
}

#[test]
fn mentions() {
    let shown = table(&[full_mention(), bare_mention()], Options { width: 120, colour: false });
    check(
        &shown,
        &[
            "DATE        STATUS  EVENT             MODE   ACTOR         RECIPIENT  TRIGGER     SENTENCE                            ID",
            "2031-06-01  future  AGREE of CONSULT  visit  PERGOV, they  CHLGOV     will visit  The ministry will visit Chile, as…  m1",
            "            future  AGREE                    PERGOV, they             will visit  The ministry will visit Chile, as…  m2",
        ],
    );
}

#[test]
fn a_narrow_terminal_loses_columns_not_lines() {
    let shown = table(&[full_mention()], Options { width: 60, colour: false });
    check(
        &shown,
        &["DATE        STATUS  EVENT      ACTOR     RECIPIENT  TRIGGER", "2031-06-01  future  AGREE of…  PERGOV,…  CHLGOV     will vi…"],
    );
}

#[test]
fn events() {
    check(
        &table(&[event()], Options::default()),
        &[
            "DATE        STATUS    EVENT       MODE   ACTOR     RECIPIENT  MENTIONS  DOCUMENTS  SOURCES  ID",
            "2031-05-02  reported  AID of AID  visit  CHL, PER                    2          2        1  e1",
        ],
    );
}

#[test]
fn commitments_show_each_step_with_its_sentence() {
    check(
        &table(&[commitment()], Options { width: 100, colour: false }),
        &[
            "STATE        DUE         BY   TO        TYPE  AMOUNT     SUBJECT                 ID",
            "in_progress  2031-12-31  PER  CHL, BOL  AID   40 trucks  trucks for the \"coast\"  c1",
            "    2031-05-02  announced    [d1]  \"Peru will send 40 trucks.\"",
            "                in_progress  [d2]  \"The first trucks arrived.\"",
            "    lapsed, computed as of 2032-01-15: due day passed (sources searched: 7)",
        ],
    );
}

#[test]
fn no_line_is_wider_than_the_terminal_and_colours_come_only_when_asked() {
    for width in 1..200 {
        let plain = table(&[full_mention(), bare_mention()], Options { width, colour: false })
            + &table(&[event()], Options { width, colour: false })
            + &table(&[commitment()], Options { width, colour: false });
        assert!(!plain.contains('\u{1b}'));
        for line in plain.lines() {
            // The fixtures have no wide characters but the ellipsis, which takes one column.
            assert!(line.chars().count() <= width.max(1), "{width}: {line}");
        }
    }
    let coloured = table(&[full_mention()], Options { width: 160, colour: true });
    assert!(coloured.contains("\u{1b}[33mfuture\u{1b}[0m") && coloured.contains("\u{1b}[1mwill visit\u{1b}[0m Chile"), "{coloured:?}");
}

#[test]
fn a_long_table_is_written_while_it_comes_in() {
    let mut writer = Writer::new(Format::Table, Vec::new()).unwrap();
    for _ in 0..1000 {
        writer.write(&event()).unwrap();
    }
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(text.lines().count(), 1001);
}
