//! What following the changes takes.

use crate::http::keys::Key;
use crate::http::keys::LIMIT;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::problem::Problem;

#[derive(Debug, Clone, Copy)]
pub struct Changes {
    pub since: u64,
    pub limit: usize,
}

/// More commits than any database has.
const MOST: usize = 999_999_999;

impl Params for Changes {
    const KEYS: &'static [&'static [Key]] = &[&[
        Key::new(
            "since",
            Value::Count { min: 0, max: MOST, default: 0 },
            "Only what changed after this generation",
        ),
        LIMIT,
    ]];

    fn read(values: &Values) -> Result<Self, Problem> {
        let since = u64::try_from(values.count("since", Self::KEYS)).unwrap_or(u64::MAX);
        Ok(Changes { since, limit: values.count("limit", Self::KEYS) })
    }
}
