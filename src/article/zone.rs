//! Names of time zones as news writes them. Offsets are minutes east of Greenwich (IANA tz database).
//! Names that two countries use for different offsets and that no convention settles are left out.

use jiff::civil::Date;
use jiff::civil::Weekday;

const FIXED: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("UT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("SAST", 120),
    ("CAT", 120),
    ("EAT", 180),
    ("WAT", 60),
    ("TRT", 180),
    ("MSD", 240),
    ("SAMT", 240),
    ("YEKT", 300),
    ("OMST", 360),
    ("KRAT", 420),
    ("IRKT", 480),
    ("VLAT", 600),
    ("PKT", 300),
    ("IST", 330),
    ("NPT", 345),
    ("ICT", 420),
    ("WIB", 420),
    ("HKT", 480),
    ("SGT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("ACST", 570),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("BRT", -180),
    ("ART", -180),
    ("AST", -240),
    ("ADT", -180),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
];

/// The offset of a zone name on a day.
pub fn offset(name: &str, day: Date) -> Option<i32> {
    let name = name.to_uppercase();
    let summer = i32::from(us_summer_time(day)) * 60;
    match name.as_str() {
        "ET" => Some(-300 + summer),
        "CT" => Some(-360 + summer),
        "MT" => Some(-420 + summer),
        "PT" => Some(-480 + summer),
        "MSK" => Some(moscow(day)),
        _ => FIXED.iter().find(|(known, _)| *known == name).map(|(_, offset)| *offset),
    }
}

/// Moscow stayed on summer time from 27 March 2011 to 25 October 2014 and kept the name.
fn moscow(day: Date) -> i32 {
    let permanent = Date::new(2011, 3, 27).ok()..Date::new(2014, 10, 26).ok();
    if permanent.contains(&Some(day)) { 240 } else { 180 }
}

/// Energy Policy Act of 2005: second Sunday of March to first of November; before, first of April to last of October.
fn us_summer_time(day: Date) -> bool {
    let nth = |month: i8, nth: i8| {
        Date::new(day.year(), month, 1)
            .and_then(|it| it.nth_weekday_of_month(nth, Weekday::Sunday))
            .ok()
    };
    let (from, to) =
        if day.year() >= 2007 { (nth(3, 2), nth(11, 1)) } else { (nth(4, 1), nth(10, -1)) };
    (from..to).contains(&Some(day))
}

#[cfg(test)]
mod tests {
    use crate::article::zone::offset;
    use jiff::civil::date;

    #[test]
    fn zones() {
        let rows = [
            ("UTC", date(2007, 10, 23), Some(0)),
            ("msk", date(2007, 10, 23), Some(180)),
            ("MSK", date(2012, 1, 1), Some(240)),
            ("ET", date(2007, 10, 23), Some(-240)),
            ("ET", date(2007, 12, 1), Some(-300)),
            ("ET", date(2006, 3, 20), Some(-300)),
            ("ET", date(2007, 3, 20), Some(-240)),
            ("JST", date(1990, 5, 5), Some(540)),
            ("XYZ", date(1990, 5, 5), None),
        ];
        for (name, day, expected) in rows {
            assert_eq!(offset(name, day), expected, "{name} {day}");
        }
    }
}
