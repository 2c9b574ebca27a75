//! Times the gazetteer: `measure < TEXT` finds and resolves the names of every line.
use std::io::Read;

use chancery_gazetteer::{Around, Gazetteer, Query};

fn main() -> std::io::Result<()> {
    let start = std::time::Instant::now();
    let g = Gazetteer::embedded();
    println!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let date = Some(jiff::civil::date(2022, 5, 1));
    let start = std::time::Instant::now();
    let found: Vec<(&str, std::ops::Range<usize>)> =
        text.lines().flat_map(|l| g.find_names(l, date).into_iter().map(move |f| (l, f.range))).collect();
    println!("find_names: {} names in {:.2} MB, {:.1} ms", found.len(), text.len() as f64 / 1e6, start.elapsed().as_secs_f64() * 1e3);
    let start = std::time::Instant::now();
    let known = found
        .iter()
        .filter(|(l, r)| g.resolve(&Query { text: &l[r.clone()], date, context: Some(l), home: None }).country.is_some())
        .count();
    println!(
        "resolve: {known} of {} with a country, {:.1} us each",
        found.len(),
        start.elapsed().as_secs_f64() * 1e6 / found.len().max(1) as f64
    );
    let start = std::time::Instant::now();
    let place = g.place("Geneva", &Around::default());
    println!("first place ({:?}): {:.1} ms", place.map(|p| p.name), start.elapsed().as_secs_f64() * 1e3);
    Ok(())
}
