//! Actors: the parties of an act.

use serde::{Deserialize, Serialize};

use crate::{Country, Sector, Span};

/// A party to an act, as one sentence names it and as it was resolved. Used for actors and for recipients.
///
/// Unknown is `None`, never a default: a name that nobody knows has no country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The words of the sentence: "Prime Minister Fumio Kishida", "they".
    pub text: String,
    /// Where the words stand.
    pub span: Span,
    /// Who it is: the canonical name ("Fumio Kishida", "Japan").
    pub name: Option<String>,
    /// Country or kind of body.
    pub country: Option<Country>,
    /// Sector: GOV, MIL, REB ...
    pub sector: Option<Sector>,
    /// Country and sector joined ("JPNGOV"); `None` unless both are known.
    pub code: Option<String>,
    /// The office held on the document's date.
    pub office: Option<String>,
    /// The gazetteer's id of the person, body or state.
    pub actor_id: Option<String>,
}
