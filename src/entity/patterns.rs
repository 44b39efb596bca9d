//! The word lists of data/entities/patterns.toml.

use crate::entity::spelling;
use crate::entity::table::TableError;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

type Words = BTreeSet<String>;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patterns {
    pub(crate) title: TitleWords,
    pub(crate) name: NameWords,
    pub(crate) place: PlaceWords,
    pub(crate) group: GroupWords,
    pub faction: FactionWords,
    pub(crate) speech: SpeechWords,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitleWords {
    pub(crate) office: Words,
    pub(crate) role: Words,
    pub(crate) honorific: Words,
    pub(crate) counterpart: Words,
    pub(crate) portfolio: Words,
    pub(crate) institution: Words,
    pub(crate) then: Words,
    pub(crate) former: Words,
    pub(crate) elect: Words,
    pub(crate) kept: Words,
    pub(crate) passed: Words,
    /// Words of the offices of firms, clubs and museums.
    pub(crate) private: Words,
    /// Title to country code.
    pub(crate) home: BTreeMap<String, String>,
    /// Title to its canonical wording.
    pub(crate) same: BTreeMap<String, String>,
    /// Title to the word under which it is compared with others.
    pub(crate) equal: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    pub(crate) particle: Words,
    pub(crate) suffix: Words,
    pub(crate) never: Words,
    /// Lists of spellings of one part of a name.
    variants: Vec<Vec<String>>,
    /// Each spelling to the first of its list.
    #[serde(skip)]
    pub(crate) spelling: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceWords {
    pub(crate) locative: Words,
    pub(crate) motion: Words,
    pub(crate) reached: Words,
    pub(crate) suffered: Words,
    pub(crate) matter: Words,
    pub(crate) addressed: Words,
    pub(crate) asked: Words,
    pub(crate) trust: Words,
    pub(crate) way: Words,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupWords {
    pub(crate) government: Words,
    pub(crate) official: Words,
    pub(crate) ministry: Words,
    pub(crate) leader: Words,
    pub(crate) country: Words,
    pub(crate) alone: Words,
    pub(crate) arm: Words,
    pub(crate) band: Words,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpeechWords {
    pub(crate) verb: Words,
    pub(crate) personal: Words,
    pub(crate) encounter: Words,
}

/// Groups that act for no state.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactionWords {
    /// The noun of a group to the name that the group has.
    pub(crate) noun: BTreeMap<String, String>,
    /// Words that say so of a band of people, to the same names.
    pub(crate) modifier: BTreeMap<String, String>,
    /// The bands: "forces", "fighters".
    pub(crate) band: Words,
    /// People to whom things are done, in the plural: "civilians". Those of another country are that country's.
    pub(crate) bystander: Words,
    /// Nouns that may mean no group at all.
    #[serde(rename = "abstract")]
    pub(crate) no_group: Words,
    /// Texts in which just these groups act.
    pub accepts: Vec<FactionExample>,
    /// Texts in which none acts, or nobody can tell of which country.
    pub rejects: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactionExample {
    pub text: String,
    /// Ids of the groups, in the order of the text.
    pub groups: Vec<String>,
}

impl Patterns {
    /// Whether two titles are one office: equal, or one of the wordings that the tables use for it.
    pub(crate) fn same_office(&self, a: &str, b: &str) -> bool {
        a == b || self.office_key(a) == self.office_key(b)
    }

    /// The word under which an office is compared.
    pub(crate) fn office_key<'a>(&'a self, title: &'a str) -> &'a str {
        self.title.equal.get(title).map_or(title, String::as_str)
    }

    /// # Errors
    /// TOML that is malformed or names an unknown list.
    pub(crate) fn load(text: &str) -> Result<Self, TableError> {
        let mut patterns: Patterns = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |it| it.start);
            let line = text.bytes().take(start).filter(|it| *it == b'\n').count() + 1;
            TableError::new("patterns.toml", line, error.message())
        })?;
        patterns.name.spelling = spelling::table(&patterns.name.variants);
        Ok(patterns)
    }
}

/// The singular of an English noun, by its ending.
pub(crate) fn singular(word: &str) -> String {
    let irregular = match word {
        "men" => Some("man"),
        "women" => Some("woman"),
        "spokesmen" => Some("spokesman"),
        "chairmen" => Some("chairman"),
        "spokespeople" => Some("spokesperson"),
        "attorneys" => Some("attorney"),
        "people" => Some("people"),
        "businessmen" => Some("businessman"),
        "congressmen" => Some("congressman"),
        _ => None,
    };
    if let Some(singular) = irregular {
        return singular.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 1 => stem.to_owned(),
        _ => word.to_owned(),
    }
}
