//! The map. A place that is a country or a region shades its country and is never a dot; only towns are dots.

use std::{collections::HashMap, fmt::Write};

use chancery_model::Country;
use serde::Deserialize;

use super::{escape, open_with_links, put};
use crate::{Query, name};

/// Borders as paths, made once.
pub struct Borders {
    /// Whose borders they are, for the caption.
    pub source: String,
    shapes: Vec<(Option<Country>, String, String)>,
}

#[derive(Deserialize)]
struct Collection {
    source: Option<String>,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: serde_json::Map<String, serde_json::Value>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<Vec<f64>>>),
    MultiPolygon(Vec<Vec<Vec<Vec<f64>>>>),
    #[serde(other)]
    Other,
}

const WIDTH: f64 = 960.0;
const NORTH: f64 = 84.0;
const SOUTH: f64 = -58.0;
const SCALE: f64 = WIDTH / 360.0;

fn x(lon: f64) -> f64 {
    (lon + 180.0) * SCALE
}

fn y(lat: f64) -> f64 {
    (NORTH - lat) * SCALE
}

impl Borders {
    /// The borders that the program carries.
    pub fn embedded() -> Result<Self, String> {
        Self::read(include_str!("../../../../data/borders/world.geojson"), "")
    }

    /// Borders from GeoJSON: a collection of features with a `code` (or `ISO_A3`) of three letters. `file` is named in the
    /// caption where the file does not say its `source`.
    pub fn read(geojson: &str, file: &str) -> Result<Self, String> {
        let all: Collection = serde_json::from_str(geojson).map_err(|e| format!("not a GeoJSON collection of features: {e}"))?;
        let shape = |f: Feature| {
            let text = |keys: &[&str]| keys.iter().find_map(|k| f.properties.get(*k)?.as_str().map(str::to_owned));
            let code = text(&["code", "ISO_A3", "ISO_A3_EH", "ADM0_A3", "iso_a3"]).and_then(|c| c.parse().ok());
            let name = text(&["name", "NAME", "ADMIN"]).unwrap_or_default();
            let polygons = match f.geometry? {
                Geometry::Polygon(p) => vec![p],
                Geometry::MultiPolygon(p) => p,
                Geometry::Other => return None,
            };
            let mut d = String::new();
            for ring in polygons.iter().flatten() {
                outline(&mut d, &round_the_world(ring));
            }
            Some((code, name, d))
        };
        let shapes: Vec<_> = all.features.into_iter().filter_map(shape).collect();
        if shapes.is_empty() {
            return Err("it has no polygons".into());
        }
        Ok(Borders { source: all.source.unwrap_or_else(|| file.to_owned()), shapes })
    }
}

/// A ring without leaps: where it crosses the 180th meridian it goes on beyond it.
fn round_the_world(ring: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::with_capacity(ring.len());
    for p in ring {
        let (Some(&lon), Some(&lat)) = (p.first(), p.get(1)) else { continue };
        let turn = out.last().map_or(0.0, |last| ((last.0 - lon) / 360.0).round() * 360.0);
        out.push((lon + turn, lat));
    }
    out
}

/// Draws a ring; what lies beyond the map's edge is drawn at the other edge too.
fn outline(d: &mut String, ring: &[(f64, f64)]) {
    let (west, east) = ring.iter().fold((f64::MAX, f64::MIN), |(w, e), p| (w.min(p.0), e.max(p.0)));
    for shift in [0.0, 360.0, -360.0] {
        if east + shift <= -180.0 || west + shift >= 180.0 {
            continue;
        }
        let mut last = (f64::NAN, f64::NAN);
        for (i, p) in ring.iter().enumerate() {
            let at = ((x(p.0 + shift) * 10.0).round() / 10.0, (y(p.1) * 10.0).round() / 10.0);
            if at != last {
                put!(d, "{}{} {}", if i == 0 { "M" } else { "L" }, at.0, at.1);
                last = at;
            }
        }
        d.push('Z');
    }
}

/// A town with acts.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Dot {
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Acts there.
    pub acts: u32,
}

/// The map: `shaded` countries with their acts, and the dots. Links ask the events of `query` for the country.
pub fn map(borders: &Borders, shaded: &HashMap<Country, u32>, dots: &[Dot], query: &Query) -> String {
    let height = ((NORTH - SOUTH) * SCALE) as u32;
    let mut out = open_with_links("chart map", WIDTH as u32, height, "Where acts take place: the table below has the numbers");
    let most = f64::from(shaded.values().copied().max().unwrap_or(1).max(1));
    for (code, title, path) in &borders.shapes {
        match code.and_then(|c| Some((c, *shaded.get(&c)?))) {
            Some((c, n)) => {
                let level = 1 + (4.0 * (f64::from(n).ln_1p() / most.ln_1p())).ceil().clamp(1.0, 4.0) as u32;
                let href = query.with("placed", c).on("/events");
                put!(
                    out,
                    r#"<a href="{}"><path class="land l{level}" d="{path}"/><title>{}: {n}</title></a>"#,
                    escape(&href),
                    escape(&name::label(c))
                );
            }
            None => put!(out, r#"<path class="land" d="{path}"><title>{}</title></path>"#, escape(title)),
        }
    }
    let most = f64::from(dots.iter().map(|d| d.acts).max().unwrap_or(1).max(1));
    for d in dots {
        let r = 2.5 + 8.0 * (f64::from(d.acts) / most).sqrt();
        put!(
            out,
            r#"<circle class="dot" cx="{:.1}" cy="{:.1}" r="{r:.1}"><title>{}: {}</title></circle>"#,
            x(d.lon),
            y(d.lat),
            escape(&d.name),
            d.acts
        );
    }
    put!(out, "</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_borders_and_foreign_ones() {
        let borders = Borders::embedded().unwrap();
        assert_eq!(borders.shapes.len(), 177);
        assert!(borders.source.contains("Natural Earth"));
        assert!(Borders::read("{}", "x").is_err());
        let one = r#"{"features":[{"properties":{"ISO_A3":"PER"},"geometry":{"type":"Polygon","coordinates":[[[-80,0],[-70,0],[-70,-10],[-80,0]]]}}]}"#;
        let mine = Borders::read(one, "mine.geojson").unwrap();
        assert_eq!((mine.source.as_str(), mine.shapes.len()), ("mine.geojson", 1));
        let svg = map(&mine, &HashMap::from([("PER".parse().unwrap(), 3)]), &[], &Query::default());
        assert!(svg.contains("placed=PER") && !svg.contains("<circle"));
        // Chukotka lies on both edges of the map, and nothing runs across it.
        let far = round_the_world(&[vec![170.0, 65.0], vec![-175.0, 66.0], vec![178.0, 68.0]]);
        assert_eq!(far.iter().map(|p| p.0).collect::<Vec<_>>(), [170.0, 185.0, 178.0]);
    }
}
