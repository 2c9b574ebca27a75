//! Figures and errors of a small gold of invented sentences, worked out by hand.

use chancery_eval::{Cause, GoldDocument, GoldEvent, read_gold, score_events};

const GOLD: &str = r#"{"id":"one","date":"2031-05-02","title":"T","sentences":["The president of Peru will visit Chile in June.","Peru and Chile signed a fishing treaty.","Nothing happened here."],"events":[{"s":0,"tr":"will visit","type":"AGREE","of":"CONSULT","mode":null,"status":"future","actor":[{"t":"The president of Peru","c":"PER","s":"GOV"}],"recipient":[{"t":"Chile","c":"CHL","s":"GOV"}],"ctx":[],"thread":null},{"s":1,"tr":"signed","type":"AGREE","of":null,"status":"reported","actor":[{"t":"Peru","c":"PER","s":"GOV"},{"t":"Chile","c":"CHL","s":"GOV"}],"recipient":[]}]}
{"id":"two","sentences":["The defence ministry of Ghana accused rebels of an attack."],"events":[{"s":0,"tr":"accused","type":"ACCUSE","mode":"allege","status":"reported","actor":[{"t":"The defence ministry of Ghana","c":"GHA","s":"MIL"}],"recipient":[{"t":"rebels","c":null,"s":"REB"}]},{"s":0,"tr":"attack","type":"ASSAULT","status":"reported","actor":[{"t":"rebels","c":null,"s":"REB"}],"recipient":[]},{"s":0,"tr":"nobody","type":"AID","status":"reported","actor":[],"recipient":[]}]}
"#;

// The visit is filed as done; the treaty's parties stand in another order and role; the accusation has another mode and
// sector; the attack is missed; a protest is invented.
const CODED: &str = r#"{"id":"one","events":[{"s":0,"tr":"visit","type":"CONSULT","mode":"visit","status":"reported","actor":[{"t":"president","c":"PER","s":"GOV"}],"recipient":[{"t":"Chile","c":"CHL","s":"GOV"}]},{"s":1,"tr":"signed","type":"AGREE","status":"reported","actor":[{"t":"Chile","c":"CHL","s":"GOV"}],"recipient":[{"t":"Peru","c":"PER","s":"GOV"}]},{"s":2,"tr":"happened","type":"PROTEST","status":"reported","actor":[{"t":"it","c":null,"s":null}],"recipient":[]}]}
{"id":"two","events":[{"s":0,"tr":"accused","type":"ACCUSE","mode":"disapprove","status":"historical","actor":[{"t":"ministry","c":"GHA","s":"GOV"}],"recipient":[{"t":"rebels","c":null,"s":"REB"}]}]}
"#;

fn read(text: &str) -> Vec<GoldDocument> {
    let (documents, problems) = read_gold("fixture", text.as_bytes());
    assert!(problems.is_empty(), "{problems:?}");
    documents
}

fn coded() -> Vec<Vec<GoldEvent>> {
    read(CODED).into_iter().map(|d| d.events).collect()
}

#[test]
fn figures_are_those_worked_out_by_hand() {
    let report = score_events(&read(GOLD), &coded());
    // Type: treaty and accusation, 2 of 4 gold and 4 coded. The event without an actor does not count.
    assert_eq!((report.type_.tp, report.type_.gold, report.type_.coded, report.type_.f1), (2, 4, 4, 0.5));
    // Both have their dyad: AGREE without a recipient pools the parties.
    assert_eq!(report.dyad.tp, 2);
    // The accusation's status is another.
    assert_eq!((report.full.tp, report.full.p), (1, 0.25));
    // Pairs of one act: visit, treaty, accusation; one with the right status.
    assert_eq!(report.status, Some(0.3333));
    assert_eq!(report.filed_as_done, Some(1.0));
    assert_eq!((report.mode, report.of), (Some(0.0), None));
    assert_eq!(report.sector, Some(0.5));
    let kinds: Vec<&str> = report.per_type.iter().map(|(t, _)| t.as_str()).collect();
    assert_eq!(kinds, ["ACCUSE", "AGREE", "ASSAULT", "CONSULT", "PROTEST"]);
    let agree = &report.per_type[1].1;
    assert_eq!((agree.p, agree.r, agree.f1), (1.0, 0.5, 0.6667));
    assert!(report.to_string().ends_with("{'reported->historical': 1, 'future->reported': 1}"), "{report}");
}

#[test]
fn errors_have_their_causes_and_sentences() {
    let report = score_events(&read(GOLD), &coded());
    let causes: Vec<(Cause, &str, u32)> = report.errors().iter().map(|e| (e.cause, e.document.as_str(), e.sentence_index)).collect();
    assert_eq!(
        causes,
        [(Cause::WrongType, "one", 0), (Cause::Spurious, "one", 2), (Cause::WrongStatus, "two", 0), (Cause::MissedTrigger, "two", 0),]
    );
    let listing = report.error_listing().to_string();
    assert!(
        listing.starts_with("missed trigger 1, wrong type 1, wrong actor 0, wrong recipient 0, wrong status 1, spurious 1\n"),
        "{listing}"
    );
    assert!(
        listing.contains(
            "wrong type (1)\n  one:0  The president of Peru will visit Chile in June.\n    gold   AGREE of CONSULT future  \
             PER GOV 'The president of Peru' -> CHL GOV 'Chile'  [will visit]\n    coded  CONSULT/visit reported  "
        ),
        "{listing}"
    );
}

#[test]
fn a_wrong_party_is_an_error_of_its_own() {
    let gold = read(GOLD);
    let mut events: Vec<Vec<GoldEvent>> = gold.iter().map(|d| d.events.clone()).collect();
    let event = &mut events[1][0];
    event.recipient[0].c = Some("MLI".into());
    event.actor.clear();
    event.actor.push(event.recipient[0].clone());
    let report = score_events(&gold, &events);
    let causes: Vec<Cause> = report.errors().iter().map(|e| e.cause).collect();
    assert_eq!(causes, [Cause::WrongActor, Cause::WrongRecipient]);
    assert_eq!((report.type_.tp, report.dyad.tp), (4, 3));
}

#[test]
fn the_document_to_code_has_the_sentences_as_its_text() {
    let gold = read(GOLD);
    let document = gold[0].to_document();
    assert_eq!(
        document.text,
        "The president of Peru will visit Chile in June. Peru and Chile signed a fishing treaty. Nothing happened here."
    );
    assert_eq!((document.id.as_str(), document.date.map(|d| d.to_string())), ("one", Some("2031-05-02".into())));
    assert_eq!((document.title.as_deref(), document.origin.record), (Some("T"), Some(1)));
}
