//! What a text names besides a place, which decides between the places of one name.

use std::collections::HashMap;

use chancery_model::Country;
use jiff::civil::Date;

use crate::{
    FoundKind, Gazetteer,
    text::{Case, Gap, words},
};

/// Countries and regions in whose neighbourhood a place is looked for, the likeliest country first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Around {
    pub(crate) countries: Vec<Country>,
    /// GeoNames ids of regions.
    pub(crate) regions: Vec<u32>,
}

impl Around {
    /// The same, with `country` before all others.
    pub fn first(&self, country: Option<Country>) -> Around {
        let mut countries = self.countries.clone();
        if let Some(c) = country {
            countries.retain(|x| *x != c);
            countries.insert(0, c);
        }
        Around { countries, regions: self.regions.clone() }
    }
}

impl From<Option<Country>> for Around {
    fn from(country: Option<Country>) -> Around {
        Around { countries: country.into_iter().collect(), regions: Vec::new() }
    }
}

impl Gazetteer {
    /// The countries that `text` names, by themselves or by a place whose name is no other's, the most often named first; and
    /// the regions.
    pub fn around(&self, text: &str, date: Option<Date>) -> Around {
        let mut count: HashMap<Country, usize> = HashMap::new();
        let mut regions = Vec::new();
        for found in self.find_names(text, date) {
            if let (FoundKind::State, Some(c)) = (found.kind, found.country)
                && !self.also_region(&text[found.range])
            {
                *count.entry(c).or_default() += 2;
            }
        }
        let words = words(text);
        let mut i = 0;
        while i < words.len() {
            // The longest row of words with capitals that is a place; one of a person's two names is not looked for.
            let row = words[i..].iter().take(4).enumerate().take_while(|(k, w)| w.case != Case::Lower && (*k == 0 || w.gap == Gap::Blank));
            let len = row.count();
            let known = (1..=len).rev().find_map(|n| {
                let range = words[i].range.start..words[i + n - 1].range.end;
                Some((n, self.sure(&text[range])?))
            });
            let Some((n, (country, region))) = known else {
                i += 1;
                continue;
            };
            *count.entry(country).or_default() += 1;
            regions.extend(region.filter(|r| !regions.contains(r)));
            i += n;
        }
        let mut countries: Vec<(Country, usize)> = count.into_iter().collect();
        countries.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Around { countries: countries.into_iter().map(|c| c.0).collect(), regions }
    }
}
