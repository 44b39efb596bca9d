//! The closed sets: kinds, event types, modes, statuses, roles, mention forms, states.
//! Event types are those of PLOVER (Halterman et al. 2023), the successor of CAMEO.

macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[serde(rename = $text)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value that `text` names, exactly as `as_str` writes it.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use closed;

closed!(
    /// What an entity is.
    Kind {
        Person = "person",
        Country = "country",
        Organization = "organization",
        Place = "place",
        Dispute = "dispute",
        Agreement = "agreement",
    }
);

impl Kind {
    /// The id prefix: the kind's own word, but `org` for an organization.
    pub fn prefix(self) -> &'static str {
        match self {
            Kind::Organization => "org",
            Kind::Person | Kind::Country | Kind::Place | Kind::Dispute | Kind::Agreement => {
                self.as_str()
            }
        }
    }
}

closed!(
    /// PLOVER event types, plus STATEMENT.
    EventType {
        Agree = "AGREE",
        Consult = "CONSULT",
        Support = "SUPPORT",
        Cooperate = "COOPERATE",
        Aid = "AID",
        Concede = "CONCEDE",
        Retreat = "RETREAT",
        Request = "REQUEST",
        Accuse = "ACCUSE",
        Reject = "REJECT",
        Threaten = "THREATEN",
        Protest = "PROTEST",
        Sanction = "SANCTION",
        Mobilize = "MOBILIZE",
        Coerce = "COERCE",
        Assault = "ASSAULT",
        Statement = "STATEMENT",
    }
);

closed!(
    /// Whether the happening took place, and how certain its future is.
    Status {
        Held = "held",
        Ongoing = "ongoing",
        Planned = "planned",
        Proposed = "proposed",
        Postponed = "postponed",
        Cancelled = "cancelled",
        Refused = "refused",
        Denied = "denied",
        Hypothetical = "hypothetical",
    }
);

closed!(
    /// What a participant does in an event.
    Role {
        Visitor = "visitor",
        Host = "host",
        Participant = "participant",
        Delegate = "delegate",
        Mediator = "mediator",
        Speaker = "speaker",
        Actor = "actor",
        Recipient = "recipient",
        Signatory = "signatory",
    }
);

closed!(
    /// How a stretch of text stands for an entity.
    Form {
        Name = "name",
        Pronoun = "pronoun",
        Nominal = "nominal",
        Metonym = "metonym",
    }
);

closed!(
    /// The state of a dispute.
    DisputeState {
        Open = "open",
        Negotiated = "negotiated",
        Frozen = "frozen",
        Settled = "settled",
        Dormant = "dormant",
    }
);

closed!(
    /// The state of an agreement.
    AgreementState {
        Negotiated = "negotiated",
        Signed = "signed",
        InForce = "in_force",
        Ended = "ended",
        NeverConcluded = "never_concluded",
    }
);

/// Whether nobody goes anywhere for a meeting of this mode.
pub fn is_remote(mode: &str) -> bool {
    matches!(mode, "phone_call" | "video_call" | "letter")
}

/// The modes of CONSULT, closed. A signing is AGREE with mode `sign`.
pub const CONSULT_MODES: &[&str] = &[
    "visit",
    "talks",
    "summit",
    "phone_call",
    "video_call",
    "letter",
    "conference",
    "mediation",
    "other",
];
