//! Says where places lie, for `benches/where.py`: `{"text", "names"}` a line on standard input; a line of `[{"name", "country",
//! "precision", "lat", "lon"}]` for each, null for a name that is not known, false for one that could be several.
use std::io::BufRead;

use chancery_gazetteer::{Around, Gazetteer};
use serde_json::{Value, json};

fn main() {
    let g = Gazetteer::embedded();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let asked: Value = serde_json::from_str(&line).expect("a question");
        let around = g.around(asked["text"].as_str().expect("text"), None);
        let told: Vec<Value> = asked["names"]
            .as_array()
            .expect("names")
            .iter()
            .map(|name| {
                let name = name.as_str().expect("a name");
                match g.place(name, &around) {
                    Some(p) => json!({"name": p.name, "country": p.country, "precision": p.precision, "lat": p.lat, "lon": p.lon}),
                    None if g.states().iter().any(|s| g.place(name, &Around::from(Some(s.code))).is_some()) => json!(false),
                    None => Value::Null,
                }
            })
            .collect();
        println!("{}", json!(told));
    }
}
