//! Readable, stable ids. Each is a string with the prefix of its kind (`person:`, `country:` ...).

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// A clone shares the text.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a whole id, prefix included.
            pub fn new(whole: impl Into<String>) -> Self {
                $name(whole.into().into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map($name::new)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// `person:sergei-lavrov`, `country:RUS`, `org:united-nations`, `place:tokyo-jp`,
    /// `dispute:kuril-islands`, `agreement:japan-russia-action-plan-2003`.
    EntityId
);
id!(
    /// `event:2007-10-23-jpn-rus-visit-3f9a1c02`.
    EventId
);
id!(
    /// `article:` and 16 hex digits of the hash of the article's key.
    ArticleId
);

impl EntityId {
    /// The kind that the prefix names, if it is one of the closed set.
    pub fn kind(&self) -> Option<crate::model::code::Kind> {
        use crate::model::code::Kind;
        let prefix = self.0.split(':').next().unwrap_or_default();
        Kind::ALL.iter().copied().find(|it| it.prefix() == prefix)
    }

    /// What stands behind the prefix.
    pub fn local(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, local)| local)
    }
}

/// Lower case ASCII words joined by hyphens: the readable part of an id.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in deunicode::deunicode(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c != '\'' && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
