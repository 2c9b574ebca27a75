//! Reads times, for `benches/when.py`: one document a line on standard input, `{"date", "sentences": [{"text", "spans"}]}`, spans in
//! code points; a line of `[{"found": [[span, start, end]], "given": [[start, end]]}]` for each, null where nothing is known.
use std::io::BufRead;

use chancery_coder::when::Story;
use chancery_model::{DateRange, Offsets, Span};
use serde_json::{Value, json};

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let asked: Value = serde_json::from_str(&line).expect("a document");
        let date = asked["date"].as_str().and_then(|d| d.parse().ok());
        let sentences = asked["sentences"].as_array().expect("sentences");
        let texts: Vec<&str> = sentences.iter().map(|s| s["text"].as_str().expect("text")).collect();
        let story = Story::new(texts.iter().copied(), date);
        let days = |d: &DateRange| json!([d.start.map(|d| d.to_string()), d.end.map(|d| d.to_string())]);
        let told: Vec<Value> = (0..texts.len())
            .map(|n| {
                let offsets = Offsets::new(texts[n]);
                let found: Vec<Value> = story
                    .found(n)
                    .iter()
                    .map(|t| {
                        let span = offsets.span(t.range.clone());
                        json!([[span.start, span.end], t.date.as_ref().map(days)])
                    })
                    .collect();
                let given: Vec<Value> = sentences[n]["spans"]
                    .as_array()
                    .expect("spans")
                    .iter()
                    .map(|s| {
                        let at = |k: usize| s[k].as_u64().expect("an offset") as u32;
                        json!(story.at(n, offsets.bytes(Span { start: at(0), end: at(1) })).as_ref().map(days))
                    })
                    .collect();
                json!({"found": found, "given": given})
            })
            .collect();
        println!("{}", json!(told));
    }
}
