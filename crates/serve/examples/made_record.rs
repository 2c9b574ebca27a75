//! A large record of fiction for measuring: `cargo run --release -p chancery-serve --example made_record -- record.db 100000`.

use std::path::Path;

use chancery_model::{
    Actor, Amount, Coded, Context, Country, DateSource, Document, EventType, Mention, Offsets, Place, PlacePrecision, Sentence, Span,
    Status, StepMention, StepState, Trigger, content_hash,
};
use chancery_store::Store;
use jiff::ToSpan;

const COUNTRIES: [&str; 40] = [
    "JPN", "PHL", "USA", "CHN", "KOR", "AUS", "IND", "IDN", "VNM", "THA", "MYS", "SGP", "FRA", "DEU", "GBR", "ITA", "ESP", "POL", "UKR",
    "RUS", "TUR", "EGY", "ISR", "IRN", "SAU", "ZAF", "NGA", "KEN", "ETH", "MAR", "BRA", "ARG", "CHL", "PER", "COL", "MEX", "CAN", "NZL",
    "NOR", "SWE",
];
const THINGS: [&str; 12] = [
    "patrol boats",
    "a rail line",
    "flood relief",
    "vaccines",
    "a radar site",
    "student places",
    "a gas terminal",
    "grain",
    "a water plant",
    "satellite time",
    "a port",
    "helicopters",
];
const TOWNS: [(&str, &str, f64, f64); 6] = [
    ("Manila", "PHL", 14.6, 121.0),
    ("Tokyo", "JPN", 35.7, 139.7),
    ("Lima", "PER", -12.0, -77.0),
    ("Paris", "FRA", 48.9, 2.4),
    ("Nairobi", "KEN", -1.3, 36.8),
    ("Oslo", "NOR", 59.9, 10.7),
];

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// Small numbers more often, as some countries are in the news more often.
    fn few(&mut self, n: usize) -> usize {
        self.roll(n).min(self.roll(n))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, path, number] = args.as_slice() else { return Err("made_record FILE MENTIONS".into()) };
    let mentions: usize = number.parse()?;
    let mut store = Store::open(Path::new(path))?;
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut made, mut n) = (0, 0);
    while made < mentions {
        let (document, coded) = document(&mut dice, n);
        made += coded.mentions.len();
        n += 1;
        store.add(&document, &coded, "fiction", "2031-01-01T00:00:00Z".parse()?)?;
    }
    eprintln!("{n} documents, {made} mentions");
    Ok(())
}

fn document(dice: &mut Dice, n: usize) -> (Document, Coded) {
    let day = jiff::civil::date(2027, 1, 1).saturating_add((dice.roll(1460) as i64).days());
    let mut text = String::new();
    let mut told = Vec::new();
    for _ in 0..4 + dice.roll(5) {
        let (a, mut b) = (dice.few(40), dice.few(40));
        if a == b {
            b = (b + 1) % 40;
        }
        let thing = THINGS[dice.roll(12)];
        let (verb, event, status, state) = match dice.roll(9) {
            0 => ("met", EventType::Consult, Status::Reported, None),
            1 => ("accused", EventType::Accuse, Status::Reported, None),
            2 => ("delivered", EventType::Aid, Status::Reported, Some(StepState::Delivered)),
            3 => ("will give", EventType::Aid, Status::Future, Some(StepState::Announced)),
            4 => ("shelled", EventType::Assault, Status::Reported, None),
            5 => ("agreed with", EventType::Agree, Status::Reported, None),
            6 => ("may sanction", EventType::Sanction, Status::Hypothetical, None),
            7 => ("joined forces with", EventType::Cooperate, Status::Reported, None),
            _ => ("rejected", EventType::Reject, Status::Negated, None),
        };
        let start = text.len();
        text.push_str(&format!("{} {verb} {} over {thing}, officials of both sides said on the record. ", COUNTRIES[a], COUNTRIES[b]));
        told.push((start, text.len() - 1, a, b, verb, event, status, state, thing));
    }
    let document = Document {
        id: format!("made-{n}"),
        title: Some(format!("News of {day}, number {n}")),
        date: Some(day),
        date_source: DateSource::Given,
        source: Some(["Wire", "Daily", "Herald", "Gazette", "Courier"][dice.few(5)].into()),
        language: Some("en".into()),
        ..Document::from_text(&text)
    };
    let offsets = Offsets::new(&text);
    let mut coded = Coded { sentences: told.len() as u32, ..Coded::default() };
    for (i, (start, end, a, b, verb, event, status, state, thing)) in told.into_iter().enumerate() {
        let party = |c: usize, at: usize| Actor {
            text: COUNTRIES[c].into(),
            span: offsets.span(at..at + 3),
            name: Some(COUNTRIES[c].into()),
            country: COUNTRIES[c].parse::<Country>().ok(),
            sector: Some(chancery_model::Sector::Gov),
            code: Some(format!("{}GOV", COUNTRIES[c])),
            office: None,
            actor_id: Some(format!("country:{}", COUNTRIES[c])),
        };
        let trigger = start + 4;
        let after = trigger + verb.len() + 1;
        let town = TOWNS[dice.roll(6)];
        let m = Mention {
            mention_id: content_hash(&[&document.id, &i.to_string()]),
            document: document.reference(),
            event,
            mode: None,
            of: None,
            status,
            contexts: vec![[Context::Military, Context::Economic, Context::Diplomatic, Context::Health][dice.roll(4)]],
            quad: event.quad(),
            plover_score: chancery_model::codebook::score(event, None),
            cameo: Some("036".into()),
            goldstein: Some(1.0),
            actor: vec![party(a, start)],
            recipient: vec![party(b, after)],
            date: None,
            place: (dice.roll(3) == 0).then(|| Place {
                text: town.0.into(),
                span: Span { start: 0, end: 1 },
                name: Some(town.0.into()),
                country: town.1.parse().ok(),
                admin1: None,
                lat: Some(town.2),
                lon: Some(town.3),
                geonameid: None,
                precision: Some(if dice.roll(4) == 0 { PlacePrecision::Region } else { PlacePrecision::City }),
            }),
            amount: None,
            trigger: Trigger { text: verb.into(), span: offsets.span(trigger..trigger + verb.len()) },
            sentence: Sentence { index: i as u32, text: text[start..end].into(), span: offsets.span(start..end) },
            confidence: 0.3 + dice.roll(70) as f64 / 100.0,
            coder: "fiction".into(),
        };
        // One deed in ten is of the ledger, as in news.
        if let Some(state) = state.filter(|_| dice.roll(5) == 0) {
            let mut about = vec![0i8; 12];
            about[THINGS.iter().position(|t| *t == thing).unwrap_or(0)] = 127;
            coded.steps.push(StepMention {
                mention_id: Some(m.mention_id.clone()),
                document: m.document.clone(),
                state,
                kind: event,
                actor: m.actor.clone(),
                recipient: m.recipient.clone(),
                contexts: m.contexts.clone(),
                date: document.date,
                due: None,
                amount: (dice.roll(2) == 0).then(|| Amount {
                    text: "$40 million".into(),
                    value: Some(4e7),
                    unit: None,
                    currency: Some("USD".into()),
                }),
                word: m.trigger.clone(),
                sentence: m.sentence.clone(),
                confidence: 0.9,
                about,
                coder: "fiction".into(),
            });
        }
        coded.mentions.push(m);
    }
    (document, coded)
}
