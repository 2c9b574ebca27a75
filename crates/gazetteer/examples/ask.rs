//! Asks the gazetteer: one phrase a line on standard input, optionally `date<TAB>phrase`.
use std::io::BufRead;

use chancery_gazetteer::{Gazetteer, Query};

fn main() {
    let start = std::time::Instant::now();
    let g = Gazetteer::embedded();
    eprintln!("loaded in {:?}", start.elapsed());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (date, text) = line.split_once('\t').map_or((None, line.as_str()), |(d, t)| (d.parse().ok(), t));
        let a = g.resolve(&Query { text, date, context: None, home: None });
        println!(
            "{text} => {:?} {:?} {:?} {:?} {:?} {:?} pl={} p={} {:?}",
            a.name, a.country, a.sector, a.office, a.actor_id, a.head, a.plural, a.person, a.why
        );
    }
}
