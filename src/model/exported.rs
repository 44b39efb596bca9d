//! One row of an export of coded events, as it stands there: checked, but nobody in it is recognised yet.
//! Deliberately absent: the columns that nothing here uses.

use crate::model::cameo::Cameo;
use crate::model::day::Day;

#[derive(Debug, Clone, PartialEq)]
pub struct Exported<'a> {
    /// GlobalEventID.
    pub number: u64,
    pub day: Day,
    pub cameo: Cameo,
    /// Source and target.
    pub actors: [ExportedActor<'a>; 2],
    pub place: ExportedPlace<'a>,
    /// NumSources.
    pub sources: u32,
    pub known: Day,
    pub url: Option<&'a str>,
}

/// Columns that are empty in the row are empty here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ExportedActor<'a> {
    pub code: &'a str,
    /// In capitals.
    pub name: &'a str,
    /// CAMEO's code of a country or of a region.
    pub country: &'a str,
    pub group: &'a str,
    /// Type1Code to Type3Code.
    pub kinds: [&'a str; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ExportedPlace<'a> {
    pub kind: PlaceKind,
    /// `Town, Region, Country`.
    pub name: &'a str,
    /// FIPS 10-4 code of the country.
    pub country: &'a str,
    /// FIPS 10-4 code of the region, that of the country included.
    pub region: &'a str,
    /// Latitude and longitude in degrees.
    pub at: Option<(f64, f64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlaceKind {
    #[default]
    None,
    Country,
    Region,
    Town,
}
