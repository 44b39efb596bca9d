//! What the invented world's articles are and what is read in them.

/// The article that the world does not hold yet.
pub(crate) const LATE: &str = "10";

/// Who is who: id, name, country, office.
pub(crate) const ENTITIES: &[(&str, &str, &str, &str)] = &[
    ("country:XAR", "Arland", "", ""),
    ("country:XBE", "Belmark", "", ""),
    ("country:XCO", "Corvia", "", ""),
    ("country:XDR", "Dravia", "", ""),
    ("person:ana-duarte", "Ana Duarte", "country:XAR", "president"),
    ("person:mira-holt", "Mira Holt", "country:XAR", "foreign minister"),
    ("person:karl-ostrem", "Karl Østrem", "country:XBE", "foreign minister"),
    ("person:ivo-petran", "Ivo Petran", "country:XBE", "prime minister"),
    ("person:lina-sadeh", "Lina Sadeh", "country:XCO", "president"),
    ("person:omar-vasek", "Omar Vasek", "country:XDR", "foreign minister"),
    ("org:union-of-coasts", "Union of Coasts", "", ""),
    ("place:kesting-xbe", "Kesting", "country:XBE", ""),
    ("place:portavel-xar", "Portavel", "country:XAR", ""),
    ("place:saru-xco", "Saru", "country:XCO", ""),
    ("dispute:sund-islands", "Sund Islands dispute", "", ""),
    ("agreement:arland-belmark-fishing-accord-2003", "Arland-Belmark Fishing Accord", "", ""),
];

pub(crate) struct Told {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) source: &'static str,
    pub(crate) published: &'static str,
    pub(crate) text: &'static str,
    pub(crate) events: &'static [ToldEvent],
}

pub(crate) struct ToldEvent {
    pub(crate) id: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) mode: Option<&'static str>,
    pub(crate) codes: (Option<&'static str>, Option<&'static str>),
    pub(crate) status: &'static str,
    /// EDTF, earliest, latest.
    pub(crate) time: (&'static str, &'static str, &'static str),
    pub(crate) place: Option<&'static str>,
    /// Entity, role, on behalf of.
    pub(crate) participants: &'static [(&'static str, &'static str, &'static str)],
    pub(crate) concerns: &'static [&'static str],
    pub(crate) quote: &'static str,
}

pub(crate) const HELD: ToldEvent = ToldEvent {
    id: "",
    kind: "CONSULT",
    mode: Some("talks"),
    codes: (Some("CONSULT"), Some("046")),
    status: "held",
    time: ("", "", ""),
    place: None,
    participants: &[],
    concerns: &[],
    quote: "",
};

pub(crate) const DUARTE: (&str, &str, &str) = ("person:ana-duarte", "participant", "country:XAR");
pub(crate) const HOLT: (&str, &str, &str) = ("person:mira-holt", "participant", "country:XAR");
pub(crate) const OSTREM: (&str, &str, &str) = ("person:karl-ostrem", "participant", "country:XBE");
pub(crate) const PETRAN: (&str, &str, &str) = ("person:ivo-petran", "participant", "country:XBE");
pub(crate) const SADEH: (&str, &str, &str) = ("person:lina-sadeh", "participant", "country:XCO");
pub(crate) const VASEK: (&str, &str, &str) = ("person:omar-vasek", "participant", "country:XDR");

pub(crate) const ARTICLES: &[Told] = &[
    Told {
        id: "1",
        title: "Arland and Belmark sign fishing accord",
        source: "Harbour News",
        published: "2003-06-13",
        text: "Arland and Belmark signed a fishing accord in Portavel on Thursday. President Ana Duarte called it a start.",
        events: &[ToldEvent {
            id: "event:2003-06-12-xar-xbe-sign-0000000a",
            kind: "AGREE",
            mode: Some("sign"),
            codes: (Some("SUPPORT"), Some("057")),
            time: ("2003-06-12", "2003-06-12", "2003-06-12"),
            place: Some("place:portavel-xar"),
            participants: &[("country:XAR", "signatory", ""), ("country:XBE", "signatory", "")],
            concerns: &["agreement:arland-belmark-fishing-accord-2003"],
            quote: "Arland and Belmark signed a fishing accord in Portavel on Thursday.",
            ..HELD
        }],
    },
    Told {
        id: "2",
        title: "Arland's president in Belmark",
        source: "Harbour News",
        published: "2007-10-23T08:59:00Z",
        text: "President Ana Duarte of Arland met Foreign Minister Karl Østrem and Prime Minister Ivo Petran in Kesting on Tuesday for talks on the Sund Islands. Last week she spoke by telephone with Corvian President Lina Sadeh.",
        events: &[
            ToldEvent {
                id: "event:2007-10-23-xar-xbe-visit-0000000b",
                mode: Some("visit"),
                codes: (Some("CONSULT"), Some("042")),
                time: ("2007-10-23", "2007-10-23", "2007-10-23"),
                place: Some("place:kesting-xbe"),
                participants: &[
                    ("person:ana-duarte", "visitor", "country:XAR"),
                    ("person:karl-ostrem", "host", "country:XBE"),
                    ("person:ivo-petran", "host", "country:XBE"),
                ],
                concerns: &["dispute:sund-islands"],
                quote: "President Ana Duarte of Arland met Foreign Minister Karl Østrem and Prime Minister Ivo Petran in Kesting on Tuesday for talks on the Sund Islands.",
                ..HELD
            },
            ToldEvent {
                id: "event:2007-10-15-xar-xco-phone-0000000c",
                mode: Some("phone_call"),
                codes: (Some("CONSULT"), Some("041")),
                time: ("2007-10-15/2007-10-21", "2007-10-15", "2007-10-21"),
                participants: &[DUARTE, SADEH],
                quote: "Last week she spoke by telephone with Corvian President Lina Sadeh.",
                ..HELD
            },
        ],
    },
    Told {
        id: "3",
        title: "Duarte sees Østrem",
        source: "Coast Agency",
        published: "2007-10-24T06:00:00Z",
        text: "Ana Duarte and Karl Østrem met in Kesting on Tuesday, officials said.",
        events: &[ToldEvent {
            id: "event:2007-10-23-xar-xbe-talks-0000000d",
            time: ("2007-10-23", "2007-10-23", "2007-10-23"),
            place: Some("place:kesting-xbe"),
            participants: &[DUARTE, OSTREM],
            quote: "Ana Duarte and Karl Østrem met in Kesting on Tuesday, officials said.",
            ..HELD
        }],
    },
    Told {
        id: "4",
        title: "Ministers to meet in December",
        source: "Coast Agency",
        published: "2007-11-05T06:00:00Z",
        text: "Mira Holt will meet Karl Østrem in Portavel on 3 December.",
        events: &[ToldEvent {
            id: "event:2007-12-03-xar-xbe-talks-0000000e",
            codes: (Some("AGREE"), Some("036")),
            status: "planned",
            time: ("2007-12-03", "2007-12-03", "2007-12-03"),
            place: Some("place:portavel-xar"),
            participants: &[HOLT, OSTREM],
            quote: "Mira Holt will meet Karl Østrem in Portavel on 3 December.",
            ..HELD
        }],
    },
    Told {
        id: "5",
        title: "Belmark turns Arland down",
        source: "Harbour News",
        published: "2008-02-11T06:00:00Z",
        text: "Belmark refused on Sunday to meet Arland over the Sund Islands.",
        events: &[ToldEvent {
            id: "event:2008-02-10-xar-xbe-talks-0000000f",
            codes: (Some("REJECT"), Some("125")),
            status: "refused",
            time: ("2008-02-10", "2008-02-10", "2008-02-10"),
            participants: &[("country:XBE", "actor", ""), ("country:XAR", "recipient", "")],
            concerns: &["dispute:sund-islands"],
            quote: "Belmark refused on Sunday to meet Arland over the Sund Islands.",
            ..HELD
        }],
    },
    Told {
        id: "6",
        title: "Guests in Saru",
        source: "Corvia Herald",
        published: "2008-02-29T06:00:00Z",
        text: "President Lina Sadeh received Omar Vasek of Dravia in Saru on Thursday. Mira Holt of Arland opened talks with the Union of Coasts there the same day.",
        events: &[
            ToldEvent {
                id: "event:2008-02-28-xco-xdr-visit-00000010",
                mode: Some("visit"),
                codes: (Some("CONSULT"), Some("043")),
                time: ("2008-02-28", "2008-02-28", "2008-02-28"),
                place: Some("place:saru-xco"),
                participants: &[SADEH, VASEK],
                quote: "President Lina Sadeh received Omar Vasek of Dravia in Saru on Thursday.",
                ..HELD
            },
            ToldEvent {
                id: "event:2008-02-28-xar-talks-00000011",
                time: ("2008-02-28", "2008-02-28", "2008-02-28"),
                place: Some("place:saru-xco"),
                participants: &[HOLT, ("org:union-of-coasts", "participant", "")],
                quote: "Mira Holt of Arland opened talks with the Union of Coasts there the same day.",
                ..HELD
            },
        ],
    },
    Told {
        id: "7",
        title: "Summit in Portavel",
        source: "Harbour News",
        published: "2008-04-27T06:00:00Z",
        text: "Ana Duarte and Ivo Petran held a summit in Portavel on Saturday.",
        events: &[ToldEvent {
            id: "event:2008-04-26-xar-xbe-summit-00000012",
            mode: Some("summit"),
            time: ("2008-04-26", "2008-04-26", "2008-04-26"),
            place: Some("place:portavel-xar"),
            participants: &[DUARTE, PETRAN],
            quote: "Ana Duarte and Ivo Petran held a summit in Portavel on Saturday.",
            ..HELD
        }],
    },
    Told {
        id: "8",
        title: "Arland accuses Belmark",
        source: "Harbour News",
        published: "2008-05-10T06:00:00Z",
        text: "Arland accused Belmark on Friday of \"drilling\" off the Sund Islands & <b>lying</b>.",
        events: &[ToldEvent {
            id: "event:2008-05-09-xar-xbe-accuse-00000013",
            kind: "ACCUSE",
            mode: Some("allege"),
            codes: (Some("ACCUSE"), Some("112")),
            time: ("2008-05-09", "2008-05-09", "2008-05-09"),
            participants: &[("country:XAR", "actor", ""), ("country:XBE", "recipient", "")],
            concerns: &["dispute:sund-islands"],
            quote: "Arland accused Belmark on Friday of \"drilling\" off the Sund Islands & <b>lying</b>.",
            ..HELD
        }],
    },
    Told {
        id: "9",
        title: "A look back",
        source: "Coast Agency",
        published: "2009-01-02T06:00:00Z",
        text: "In 1999 Arland and Belmark talked about the border for the first time.",
        events: &[ToldEvent {
            id: "event:1999-xar-xbe-talks-00000014",
            time: ("1999", "1999-01-01", "1999-12-31"),
            participants: &[("country:XAR", "participant", ""), ("country:XBE", "participant", "")],
            quote: "In 1999 Arland and Belmark talked about the border for the first time.",
            ..HELD
        }],
    },
    Told {
        id: LATE,
        title: "Ministers talk",
        source: "Coast Agency",
        published: "2009-03-04T06:00:00Z",
        text: "Mira Holt and Omar Vasek held talks in Portavel on Tuesday.",
        events: &[ToldEvent {
            id: "event:2009-03-03-xar-xdr-talks-00000015",
            time: ("2009-03-03", "2009-03-03", "2009-03-03"),
            place: Some("place:portavel-xar"),
            participants: &[HOLT, VASEK],
            quote: "Mira Holt and Omar Vasek held talks in Portavel on Tuesday.",
            ..HELD
        }],
    },
];

/// Tells the talks of article 4 as held.
pub(crate) const HELD_LATER: Told = Told {
    id: "11",
    title: "Ministers met in Portavel",
    source: "Harbour News",
    published: "2007-12-04T06:00:00Z",
    text: "Foreign ministers Mira Holt and Karl Østrem met in Portavel on Monday, her office said.",
    events: &[ToldEvent {
        id: "event:2007-12-03-xar-xbe-talks-00000016",
        codes: (Some("CONSULT"), Some("046")),
        time: ("2007-12-03", "2007-12-03", "2007-12-03"),
        place: Some("place:portavel-xar"),
        participants: &[HOLT, OSTREM],
        quote: "Foreign ministers Mira Holt and Karl Østrem met in Portavel on Monday, her office said.",
        ..HELD
    }],
};
