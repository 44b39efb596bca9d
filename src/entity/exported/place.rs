//! Where the action of a row is: a country, or a town or region of one. What data/entities knows keeps its id
//! (`place:tokyo-jp`); others are `place:town-region-cc`, since a country has several towns of one name.

use crate::entity::exported::Meant;
use crate::entity::exported::tables::ExportTables;
use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Place;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::place_id;
use crate::model::code::Kind;
use crate::model::exported::ExportedPlace;
use crate::model::exported::PlaceKind;
use crate::model::id::slug;

/// Two towns of one name lie further apart than this, in degrees.
const NEAR: f64 = 1.5;
/// The region of a place that lies in none.
const NO_REGION: &str = "00";

impl ExportTables {
    pub fn place(&self, gazetteer: &Gazetteer, place: &ExportedPlace<'_>) -> Option<Meant> {
        let country = self.by_fips(gazetteer, place.country);
        let name = place.name.split(',').next().unwrap_or_default().trim();
        match place.kind {
            PlaceKind::None => None,
            PlaceKind::Country => country.map(itself),
            PlaceKind::Region | PlaceKind::Town => {
                let known = country.and_then(|it| known(gazetteer, it, name, place));
                known.or_else(|| new(country, name, place)).or_else(|| country.map(itself))
            }
        }
    }
}

fn itself(country: &Country) -> Meant {
    let name = country.name.clone();
    Meant { id: country.id(), kind: Kind::Country, name, country: None, further: None }
}

fn known(
    gazetteer: &Gazetteer,
    country: &Country,
    name: &str,
    place: &ExportedPlace<'_>,
) -> Option<Meant> {
    let senses = gazetteer.lookup.exact(name);
    let mut found = senses.iter().filter_map(|it| match it {
        Sense::Place { id } => gazetteer.place(id).filter(|it| {
            it.country == country.code && (place.kind == PlaceKind::Region || is_near(it, place))
        }),
        Sense::Country { .. } | Sense::Organization { .. } | Sense::Person { .. } => None,
    });
    let first = found.next()?;
    Some(Meant {
        id: place_id(&first.id),
        kind: Kind::Place,
        name: first.name.clone(),
        country: Some(country.id()),
        further: Some(name.to_owned()).filter(|it| *it != first.name),
    })
}

/// As far as both say where they lie.
fn is_near(known: &Place, place: &ExportedPlace<'_>) -> bool {
    let (Ok(lat), Ok(lon)) = (known.lat.parse::<f64>(), known.lon.parse::<f64>()) else {
        return true;
    };
    let near = |(a, b): (f64, f64)| (a - lat).abs() <= NEAR && (b - lon).abs() <= NEAR;
    place.at.is_none_or(near)
}

fn new(country: Option<&Country>, name: &str, place: &ExportedPlace<'_>) -> Option<Meant> {
    let mut local = slug(name);
    if local.is_empty() {
        return None;
    }
    let region = place.region.strip_prefix(place.country).map(slug).unwrap_or_default();
    if place.kind == PlaceKind::Town && !region.is_empty() && region != NO_REGION {
        local = format!("{local}-{region}");
    }
    if let Some(country) = country {
        let code = if country.iso2.is_empty() { &country.code } else { &country.iso2 };
        local = format!("{local}-{}", code.to_lowercase());
    }
    Some(Meant {
        id: place_id(&local),
        kind: Kind::Place,
        name: name.to_owned(),
        country: country.map(Country::id),
        further: None,
    })
}
