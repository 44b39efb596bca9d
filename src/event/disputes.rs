//! Known disputes (data/disputes/*.toml): their names, the generic words that stand for them in an article about
//! their parties, and descriptions ("a dispute over four islands"). Deliberately absent: disputes that no table knows.

use crate::event::rules::RuleError;
use crate::model::code::DisputeState;
use crate::model::id::EntityId;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDispute {
    pub id: String,
    pub name: String,
    pub subject: String,
    pub kind: String,
    pub parties: Vec<String>,
    #[serde(default)]
    pub place: Vec<String>,
    pub since: String,
    #[serde(default)]
    pub until: String,
    pub state: DisputeState,
    pub names: Vec<String>,
    #[serde(default)]
    pub generic: Vec<String>,
    #[serde(default)]
    pub features: Vec<String>,
    #[serde(default)]
    pub claims: Vec<KnownClaim>,
    #[serde(default)]
    pub states: Vec<KnownState>,
    pub accepts: Vec<String>,
    pub rejects: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownClaim {
    pub by: String,
    pub claim: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownState {
    pub from: String,
    pub state: DisputeState,
}

/// All known disputes, in id order.
#[derive(Debug, Clone, Default)]
pub struct Disputes {
    pub all: Vec<KnownDispute>,
}

impl Disputes {
    /// `files` are (name, content).
    ///
    /// # Errors
    /// A file that is no TOML of this form, or without names, accepts or rejects.
    pub fn load(files: &[(String, String)]) -> Result<Self, RuleError> {
        let mut all = Vec::new();
        for (file, content) in files {
            let one: KnownDispute = toml::from_str(content)
                .map_err(|it| RuleError::Toml { file: file.clone(), message: it.to_string() })?;
            if one.names.is_empty() || one.accepts.is_empty() || one.rejects.is_empty() {
                let what = "needs `names`, `accepts` and `rejects`".to_owned();
                return Err(RuleError::Rule { file: file.clone(), rule: one.id, what });
            }
            all.push(one);
        }
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Disputes { all })
    }
}

/// The id that a table means by a party: a country by its code, anybody else by the full id.
pub fn party(code: &str) -> EntityId {
    EntityId::new(if code.contains(':') { code.to_owned() } else { format!("country:{code}") })
}
