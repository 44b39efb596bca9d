//! The codebook's view of an event: PLOVER type and CAMEO code with the status considered. A meeting that was only
//! agreed on is a promise, one that was refused a refusal; so are acts (data/events/codes.toml).
//! Source: PLOVER manual 2.0 (Halterman et al. 2023), CAMEO codebook 1.1b3 (Schrodt 2012).

use crate::event::rules::Rule;
use crate::event::rules::RuleError;
use crate::model::code::EventType;
use crate::model::code::Status;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What an act of a type becomes with a status.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Coded {
    plover: EventType,
    cameo: String,
}

/// What the codebooks say of status and codes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusCodes {
    /// By event type, then by status; a pair that is not listed keeps its own codes.
    status: BTreeMap<EventType, BTreeMap<Status, Coded>>,
    /// Words by which somebody asks for a meeting of his own: that is a promise to meet, no appeal to others.
    offers: Vec<String>,
    offered: Coded,
    /// CAMEO codes, by their first digits, whose PLOVER type is another one than that of the event.
    cameo: BTreeMap<String, EventType>,
}

impl StatusCodes {
    /// # Errors
    /// The file is no TOML of this form.
    pub fn load(file: &str, content: &str) -> Result<Self, RuleError> {
        toml::from_str(content)
            .map_err(|it| RuleError::Toml { file: file.to_owned(), message: it.to_string() })
    }

    /// PLOVER type and CAMEO code of what `rule` tells; `governors` are the lemmas of the words above its trigger.
    pub fn of(
        &self,
        rule: Option<&Rule>,
        status: Status,
        governors: &[&str],
    ) -> (Option<String>, Option<String>) {
        let kind = rule.map_or(EventType::Statement, |it| it.kind);
        let offer = governors.iter().any(|it| self.offers.iter().any(|offer| offer == it));
        if kind == EventType::Consult && status == Status::Proposed && offer {
            let Coded { plover, cameo } = &self.offered;
            return (Some(plover.as_str().to_owned()), Some(cameo.clone()));
        }
        let signed = rule.is_some_and(|it| it.agreement.is_some());
        let coded = self
            .status
            .get(&kind)
            .and_then(|it| it.get(&status))
            .filter(|_| !signed || matches!(status, Status::Refused | Status::Cancelled));
        let (plover, cameo) = match coded {
            Some(it) => (Some(it.plover.as_str().to_owned()), Some(it.cameo.clone())),
            None => {
                let own = rule.and_then(|it| it.plover.clone());
                let plover = own.unwrap_or_else(|| kind.as_str().to_owned());
                (Some(plover), rule.and_then(|it| it.cameo.clone()))
            }
        };
        let by_code = cameo.as_deref().and_then(|code| self.by_code(code));
        (by_code.map(|it| it.as_str().to_owned()).or(plover), cameo)
    }

    fn by_code(&self, code: &str) -> Option<EventType> {
        self.cameo.iter().find(|(start, _)| code.starts_with(start.as_str())).map(|it| *it.1)
    }
}
