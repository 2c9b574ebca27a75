//! Rows of other event data to acts: GDELT, ICEWS, POLECAT, Phoenix, PLOVER's JSON.
//!
//! [`read`] takes one file and gives [`Item`]s in order, one at a time: a row as it was given with what Chancery understands of it, or
//! why it cannot be read. The layout is told, or guessed from header and number of columns. Memory is bounded by the longest row.
//! No bytes make it panic, and none are dropped silently.
//!
//! What is understood is what the row plainly says. A code without an honest counterpart is `None`; the row itself is kept, so that
//! nothing is lost. A row is bad where it cannot be what its layout says: another number of columns, a day that is none, a latitude
//! of 400.
//!
//! ```
//! use chancery_import::{Item, read};
//! use chancery_reader::Opened;
//! let row = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
//!            Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n\
//!            7\t2031-05-02\tPeru\tGovernment\tPeru\tConsult\t040\t1\tChile\t\tChile\t1\t2\tWire\tLima\t\t\tPeru\t-12.04\t-77.03\n";
//! let opened = Opened::stream("a.tab".into(), Box::new(row.as_bytes()), &Default::default());
//! let Some(Item::Row(imported)) = read(opened, None).next() else { panic!() };
//! assert_eq!(imported.act.event.map(|e| e.as_str()), Some("CONSULT"));
//! assert_eq!(imported.act.recipient[0].country.map(|c| c.to_string()).as_deref(), Some("CHL"));
//! assert!(imported.raw.starts_with(b"7\t2031-05-02"));
//! ```

mod bad;
mod country;
mod fields;
mod guess;
mod layout;
mod records;
mod rows;
mod sector;
mod zip;

pub use bad::Bad;
pub use rows::{Item, Rows, read};
