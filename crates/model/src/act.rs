//! Acts as any data set tells them: what one's own coding and the rows of others have in common.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Context, Country, EventType, Mode, PlacePrecision, Quad, Sector, Status};

names! {
    /// Whose coding it is: Chancery's own, or the data set whose layout the row came in.
    Dataset {
        /// Coded by this program.
        Chancery = "chancery",
        /// GDELT 2.0 events.
        Gdelt = "gdelt",
        /// GDELT 1.0 events, daily or the full history.
        Gdelt1 = "gdelt1",
        /// GDELT 2.0 mentions: where an event of [`Dataset::Gdelt`] was told.
        GdeltMentions = "gdelt-mentions",
        /// ICEWS.
        Icews = "icews",
        /// POLECAT.
        Polecat = "polecat",
        /// Phoenix, daily files.
        Phoenix = "phoenix",
        /// Phoenix, Cline Center.
        Cline = "cline",
        /// PLOVER's JSON.
        PloverJson = "plover-json",
    }
}

/// One act as a data set tells it, in the record's terms.
///
/// What the data set does not say, or says in a way that has no honest counterpart, is `None`. Numbers that mean another thing in
/// each data set are not carried over: [`Act::quad`] is always PLOVER's, of [`Act::event`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// Hash of the data set and the whole row; of own coding, the mention's id.
    pub id: String,
    /// Whose coding.
    pub dataset: Dataset,
    /// The id that the data set itself gives. Several rows may share one.
    pub own_id: Option<String>,
    /// Day of the act, as the data set has it.
    pub date: Option<Date>,
    /// PLOVER type: the data set's, else what its CAMEO code is in PLOVER.
    pub event: Option<EventType>,
    /// PLOVER mode, likewise.
    pub mode: Option<Mode>,
    /// Inner act, likewise.
    pub of: Option<EventType>,
    /// Whether it happened; `None` for the data sets of others, which do not say.
    pub status: Option<Status>,
    /// PLOVER contexts, in the code book's order.
    pub contexts: Vec<Context>,
    /// PLOVER's quad class of the type.
    pub quad: Option<Quad>,
    /// CAMEO code; `None` for one that the code book does not have.
    pub cameo: Option<String>,
    /// Goldstein value, as the data set has it.
    pub goldstein: Option<f64>,
    /// Who does it.
    pub actor: Vec<ActParty>,
    /// To whom.
    pub recipient: Vec<ActParty>,
    /// Where.
    pub place: Option<ActPlace>,
    /// Name of the publisher.
    pub source: Option<String>,
    /// Address of the text.
    pub url: Option<String>,
    /// How often it was told, where the data set counts that.
    pub mentions: Option<u64>,
}

/// A party to an act.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ActParty {
    /// Its name, as the data set writes it.
    pub name: Option<String>,
    /// Country or kind of body.
    pub country: Option<Country>,
    /// Sector.
    pub sector: Option<Sector>,
}

/// Where an act took place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ActPlace {
    /// Its name, as the data set writes it.
    pub name: Option<String>,
    /// Country it lies in.
    pub country: Option<Country>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exact, where the data set says so.
    pub precision: Option<PlacePrecision>,
}

/// A row of another data set: what Chancery understands of it, and the row itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What it says in the record's terms.
    pub act: Act,
    /// The row, byte for byte as it was given, without the line feed at its end.
    pub raw: Vec<u8>,
}
