//! Where an act takes place: the words that the network gives the act, looked up in the gazetteer.

use std::ops::Range;

use chancery_gazetteer::{Around, Gazetteer};
use chancery_model::{Offsets, Place};

/// The place of the words at `range`; its name and coordinates `None` where the gazetteer does not know it.
pub(crate) fn place(gazetteer: &Gazetteer, text: &str, range: Range<usize>, offsets: &Offsets, around: &Around) -> Option<Place> {
    let words = text.get(range.clone())?;
    // "Paris, France": the whole first, then the part before the comma.
    let answer =
        gazetteer.place(words, around).or_else(|| words.split_once(',').and_then(|(head, _)| gazetteer.place(head.trim(), around)));
    let span = offsets.span(range);
    let text = words.to_owned();
    Some(match answer {
        Some(a) => Place {
            text,
            span,
            name: Some(a.name),
            country: a.country,
            admin1: a.admin1,
            lat: a.lat,
            lon: a.lon,
            geonameid: a.geonameid,
            precision: Some(a.precision),
        },
        None => Place { text, span, name: None, country: None, admin1: None, lat: None, lon: None, geonameid: None, precision: None },
    })
}
