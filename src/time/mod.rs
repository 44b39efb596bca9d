//! When is meant: date expressions, anchored to the dateline or the publication day.

pub mod dates;
pub mod rules;
pub fn find(
    _: &crate::model::article::Article,
    _: &crate::text::parsed::Parsed,
    _: &rules::TimeRules,
) -> dates::Dates {
    Default::default()
}
