//! The code book's tables: PLOVER types, modes, contexts and sectors, CAMEO codes, scores, and the way between them.
//!
//! The names are enums here; everything said about them (definitions, scores, conversions) is data in
//! `data/codebook/`, embedded and read once. `docs/reference/codebook.md` is the same for people, made from the same tables
//! by [`reference()`]; where the manual contradicts itself, `docs/design/001-code-book.md` says what was chosen and why.

pub mod cameo;
mod plover;
mod reference;
mod table;

pub use plover::score;
pub use reference::reference;

names! {
    /// The 16 PLOVER event types.
    EventType {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE",
        Cooperate = "COOPERATE", Aid = "AID", Retreat = "RETREAT",
        Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN",
        Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT",
    }
}

names! {
    /// How an act was done. A name may belong to several types (`arrest`: THREATEN and COERCE); 67 pairs in all.
    Mode {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access", Resign = "resign",
        Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
        Disapprove = "disapprove", Investigate = "investigate", Allege = "allege",
        Restrict = "restrict", Arrest = "arrest", Relations = "relations", Expel = "expel", Territory = "territory", Violence = "violence",
        Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct", Vandalize = "vandalize",
        Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
        Seize = "seize", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law", Deport = "deport", Withhold = "withhold",
        Misinformation = "misinformation", Cyber = "cyber",
        Abduct = "abduct", Beat = "beat", Torture = "torture", Sexual = "sexual", Targeted = "targeted", Destroy = "destroy",
        Primitive = "primitive", Firearms = "firearms", Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial",
        Drone = "drone", HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control", Unconventional = "unconventional",
    }
}

names! {
    /// What an act is about; none to several a mention.
    Context {
        Military = "military", Intelligence = "intelligence", Executive = "executive", Legislative = "legislative", Election = "election",
        PoliticalInstitutions = "political_institutions", ProDemocracy = "pro_democracy", ProAutocracy = "pro_autocracy",
        Economic = "economic", Legal = "legal", Reparations = "reparations", HumanRights = "human_rights", RightsFreedoms = "rights_freedoms",
        Repression = "repression", HumanSecurity = "human_security", Gender = "gender", Lgbt = "lgbt",
        ReligionEthnicity = "religion_ethnicity", Inequality = "inequality", Diplomatic = "diplomatic", Territory = "territory",
        Peacekeeping = "peacekeeping", Health = "health", Asylum = "asylum", Migration = "migration", Disasters = "disasters",
        NaturalResource = "natural_resource", Environment = "environment", Technology = "technology", Terrorism = "terrorism",
        Cbrn = "cbrn", Cyber = "cyber", Misinformation = "misinformation", Crime = "crime", Corruption = "corruption",
        IllegalDrugs = "illegal_drugs", Trafficking = "trafficking",
    }
}

names! {
    /// Whether the coded act happened.
    Status {
        /// Asserted as done or being done, in the news frame.
        Reported = "reported",
        /// Asserted as going to happen.
        Future = "future",
        /// May, might, if, is expected to, proposed.
        Hypothetical = "hypothetical",
        /// Said not to have happened.
        Negated = "negated",
        /// Background from an earlier time.
        Historical = "historical",
    }
}

names! {
    /// What kind of actor.
    Sector {
        Gov = "GOV", Mil = "MIL", Cop = "COP", Jud = "JUD", Leg = "LEG", Opp = "OPP", Pty = "PTY", Reb = "REB", Spy = "SPY",
        Prm = "PRM", Uaf = "UAF", Unk = "UNK",
        Agr = "AGR", Bus = "BUS", Crm = "CRM", Cvl = "CVL", Edu = "EDU", Eli = "ELI", Jrn = "JRN", Lab = "LAB", Med = "MED",
        Ref = "REF", Pre = "PRE", Rel = "REL", Soc = "SOC",
        Ngo = "NGO", Igo = "IGO", Oth = "OTH",
    }
}

/// Quad class, written as its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Quad {
    /// 1
    VerbalCooperation,
    /// 2
    MaterialCooperation,
    /// 3
    VerbalConflict,
    /// 4
    MaterialConflict,
}

impl From<Quad> for u8 {
    fn from(q: Quad) -> u8 {
        q as u8 + 1
    }
}

impl TryFrom<u8> for Quad {
    type Error = String;
    fn try_from(n: u8) -> Result<Self, String> {
        [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict]
            .get((n as usize).wrapping_sub(1))
            .copied()
            .ok_or_else(|| format!("{n} is not a quad class: 1 to 4 are"))
    }
}

/// What is wrong with the embedded tables, by file and line: nothing, or the program was built from broken ones.
pub fn problems() -> Vec<String> {
    plover::problems().iter().chain(cameo::problems()).cloned().collect()
}

impl EventType {
    /// Quad class: the manual's section text (SANCTION is 4).
    pub fn quad(self) -> Quad {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => Quad::VerbalCooperation,
            Cooperate | Aid | Retreat => Quad::MaterialCooperation,
            Request | Accuse | Reject | Threaten => Quad::VerbalConflict,
            Protest | Sanction | Mobilize | Coerce | Assault => Quad::MaterialConflict,
        }
    }
}

impl Status {
    /// What the status means.
    pub fn definition(self) -> &'static str {
        match self {
            Status::Reported => "Told as done or being done, in the frame of the news.",
            Status::Future => "Told as going to happen: will, plans to, is to.",
            Status::Hypothetical => "May, might, would, if, is considered, is likely, is proposed.",
            Status::Negated => "Said not to have happened, or not to be happening.",
            Status::Historical => "Background from an earlier time, as a rule more than a year back.",
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tables_are_read_without_a_problem() {
        assert_eq!(super::problems(), [""; 0]);
    }
}
