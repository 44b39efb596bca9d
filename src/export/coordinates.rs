//! Where places are: of a place its own coordinates, of a country those of its capital.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const PLACES: &str = include_str!("../../data/entities/places.tsv");
const COUNTRIES: &str = include_str!("../../data/entities/countries.tsv");

static POINTS: LazyLock<BTreeMap<String, Point>> = LazyLock::new(|| {
    let mut points = read(COUNTRIES, "country");
    points.extend(read(PLACES, "place"));
    points
});

/// Degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub longitude: f64,
    pub latitude: f64,
}

/// The point of a place or a country, by its whole id.
pub fn of(id: &str) -> Option<Point> {
    POINTS.get(id).copied()
}

/// The rows that tell a latitude and a longitude.
fn read(table: &str, prefix: &str) -> BTreeMap<String, Point> {
    let mut rows = table.lines().map(|it| it.split('\t').collect::<Vec<&str>>());
    let head = rows.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|it| *it == name);
    let (Some(id), Some(latitude), Some(longitude)) = (column("id"), column("lat"), column("lon"))
    else {
        return BTreeMap::new();
    };
    let degrees = |row: &[&str], at: usize, most: f64| {
        let degrees = row.get(at)?.parse::<f64>().ok()?;
        (-most..=most).contains(&degrees).then_some(degrees)
    };
    let point = |row: Vec<&str>| {
        let latitude = degrees(&row, latitude, 90.0)?;
        let longitude = degrees(&row, longitude, 180.0)?;
        Some((format!("{prefix}:{}", row.get(id)?), Point { longitude, latitude }))
    };
    rows.filter_map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_ids() {
        let rows = [
            ("place:aachen-de", Some((6.0834, 50.7766))),
            ("country:AFG", Some((69.1723, 34.5281))),
            ("place:nowhere", None),
            ("person:aachen-de", None),
            ("", None),
        ];
        for (id, expected) in rows {
            assert_eq!(of(id).map(|it| (it.longitude, it.latitude)), expected, "{id}");
        }
    }

    #[test]
    fn most_rows_have_a_point() {
        let rows = PLACES.lines().count() + COUNTRIES.lines().count() - 2;
        assert!(POINTS.len() * 10 > rows * 9, "{} of {rows}", POINTS.len());
    }
}
