//! Whether a name that is both a seat of government and a place stands for the one or the other here.
//! Decided by the words around it first, so that a wrong parse does little harm; the tree helps where
//! the words leave it open.

use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::patterns::Patterns;
use crate::entity::patterns::singular;
use crate::text::parsed::Upos;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Place(&'static str),
    Government(&'static str),
}

impl Stand {
    pub(crate) fn is_place(self) -> bool {
        matches!(self, Stand::Place(_))
    }
}

/// What the name at `hit` stands for.
pub(crate) fn stand(line: &Line, hit: &Hit, patterns: &Patterns) -> Stand {
    let view = View { line, hit, patterns };
    view.possessive()
        .or_else(|| view.modifier())
        .or_else(|| view.preposition())
        .or_else(|| view.apposition())
        .or_else(|| view.object())
        .or_else(|| view.subject())
        .unwrap_or(Stand::Government("default"))
}

struct View<'a, 's> {
    line: &'a Line<'s>,
    hit: &'a Hit,
    patterns: &'a Patterns,
}

impl View<'_, '_> {
    /// "Moscow's view" speaks, "Moscow's airport" is a place; "in Moscow's streets" too.
    fn possessive(&self) -> Option<Stand> {
        let line = self.line;
        if !line.is_possessive(self.hit.last + 1) {
            return None;
        }
        let mut at = self.hit.last + 2;
        let end = at + 4;
        while at < end.min(line.len()) {
            if self.patterns.place.matter.contains(&singular(line.lower(at))) && !self.joint(at) {
                return Some(Stand::Place("possessor-of-place"));
            }
            if matches!(line.upos(at), Upos::Noun | Upos::Verb | Upos::Adp) {
                break;
            }
            at += 1;
        }
        Some(Stand::Government("possessor"))
    }

    /// Talks, visits and agreements of a government are its own: "Tokyo's talks with Moscow".
    fn joint(&self, at: usize) -> bool {
        matches!(
            singular(self.line.lower(at)).as_str(),
            "talks"
                | "talk"
                | "meeting"
                | "agreement"
                | "treaty"
                | "accord"
                | "protocol"
                | "visit"
                | "trip"
                | "negotiation"
                | "office"
                | "part"
                | "house"
                | "declaration"
                | "attack"
                | "bombing"
                | "process"
                | "border"
        )
    }

    /// "Moscow talks", "Moscow-based"; "Tokyo-Moscow ties", "Moscow-backed", "Moscow officials".
    fn modifier(&self) -> Option<Stand> {
        let line = self.line;
        let after = self.hit.last + 1;
        if line.is_hyphen(after) {
            return match line.lower(after + 1) {
                "based" | "born" | "area" | "bound" => Some(Stand::Place("compound")),
                _ => Some(Stand::Government("compound")),
            };
        }
        let word = line.lower(after);
        let noun = matches!(line.upos(after), Upos::Noun | Upos::Propn | Upos::X);
        if noun && self.patterns.place.matter.contains(&singular(word))
            || noun && self.patterns.place.matter.contains(word)
        {
            return Some(Stand::Place("modifier-of-place"));
        }
        None
    }

    fn preposition(&self) -> Option<Stand> {
        let line = self.line;
        let (at, word) = self.preposition_before()?;
        let places = &self.patterns.place;
        if places.locative.contains(word) {
            // "confidence in Moscow", "at Moscow's request" was a possessive.
            let trust = matches!(
                line.before(at, 1),
                "confidence"
                    | "trust"
                    | "faith"
                    | "interest"
                    | "disappointed"
                    | "anger"
                    | "angry"
                    | "directed"
                    | "aimed"
                    | "furious"
            );
            return Some(if trust { Stand::Government("trust") } else { Stand::Place("locative") });
        }
        match word {
            "to" | "from" | "toward" | "towards" | "for" => Some(self.direction(at, word)),
            "of" => Some(self.of(at)),
            "over" | "between" | "with" | "against" | "by" | "on" | "among" | "without"
            | "under" | "despite" | "like" | "than" | "about" | "as" | "behind" | "beyond"
            | "upon" => {
                let motion = self.governs(at, &places.motion, 4);
                let way = word == "over" && motion
                    || word == "between" && self.governs(at, &set_of_ways(), 3);
                Some(if way {
                    Stand::Place("motion")
                } else {
                    Stand::Government(if word == "by" { "agent" } else { "oblique" })
                })
            }
            _ => None,
        }
    }

    /// The preposition right before the name, over "the", "the Japanese capital", "both", "and" of a list.
    fn preposition_before(&self) -> Option<(usize, &str)> {
        let line = self.line;
        let mut at = self.hit.first.checked_sub(1)?;
        for _ in 0..8 {
            let word = line.lower(at);
            if line.upos(at) == Upos::Adp || is_preposition(word) {
                return Some((at, word));
            }
            let passes = matches!(
                word,
                "the"
                    | "both"
                    | "nearby"
                    | "central"
                    | "downtown"
                    | "and"
                    | "or"
                    | ","
                    | "capital"
                    | "city"
                    | "of"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
                    | "northern"
                    | "southern"
                    | "eastern"
                    | "western"
            ) || line.hit(at).is_some();
            let listed = matches!(word, "," | "and" | "or");
            if !passes
                || listed && line.hit(at.checked_sub(1)?).is_none() && line.before(at, 1) != ","
            {
                return None;
            }
            at = at.checked_sub(1)?;
        }
        None
    }

    fn direction(&self, at: usize, word: &str) -> Stand {
        let places = &self.patterns.place;
        let motion = self.nearest(at, &places.motion);
        let addressed = self.nearest(at, &places.addressed);
        match (motion, addressed) {
            (Some(m), Some(a)) if a < m => Stand::Government("addressee"),
            (Some(_), _) => Stand::Place("motion"),
            (None, Some(_)) => Stand::Government("addressee"),
            (None, None) if word == "to" && self.line.before(at, 1) == "" => {
                Stand::Place("direction")
            }
            (None, None) => match word {
                "from" if self.line.upos(at.saturating_sub(1)) == Upos::Noun => {
                    Stand::Government("source")
                }
                "from" => Stand::Place("direction"),
                "to" if at > 0 && matches!(self.line.upos(at - 1), Upos::Noun | Upos::Adj) => {
                    Stand::Government("addressee")
                }
                "to" => Stand::Place("direction"),
                _ => Stand::Government("beneficiary"),
            },
        }
    }

    /// "the streets of Moscow" are a place's, "the policy of Moscow" is a government's.
    fn of(&self, at: usize) -> Stand {
        let noun = singular(self.line.before(at, 1));
        let out = matches!(noun.as_str(), "out" | "outside" | "inside");
        match self.patterns.place.matter.contains(&noun) || out {
            true => Stand::Place("of-place"),
            false => Stand::Government("of"),
        }
    }

    /// "Tokyo, Japan" and "Moscow, the Russian capital".
    fn apposition(&self) -> Option<Stand> {
        let line = self.line;
        let comma = self.hit.last + 1;
        if line.lower(comma) != "," {
            return None;
        }
        let country = line.hit_starting(comma + 1).is_some_and(|it| line.lower(it.last + 1) == ",");
        let capital = (comma + 1..comma + 5).any(|it| matches!(line.lower(it), "capital" | "city"));
        (country && self.hit.first > 0 && !matches!(line.before(self.hit.first, 1), "," | "and")
            || capital)
            .then_some(Stand::Place("apposition"))
    }

    /// "visited Moscow", "left Tokyo"; "pressed Tokyo", "urged Moscow".
    fn object(&self) -> Option<Stand> {
        let line = self.line;
        let before = self.hit.first.checked_sub(1)?;
        let verb = if line.lower(before) == "the" { before.checked_sub(1)? } else { before };
        let lemma = stem(line, verb);
        if self.patterns.place.reached.contains(&lemma) {
            return Some(Stand::Place("object"));
        }
        (line.upos(verb) == Upos::Verb).then_some(Stand::Government("object"))
    }

    /// "Moscow said"; "Moscow was shelled".
    fn subject(&self) -> Option<Stand> {
        let line = self.line;
        let mut at = self.hit.last + 1;
        let mut passive = false;
        while matches!(
            line.lower(at),
            "was"
                | "were"
                | "is"
                | "are"
                | "been"
                | "being"
                | "has"
                | "had"
                | "have"
                | "also"
                | "itself"
        ) {
            passive |= matches!(line.lower(at), "was" | "were" | "is" | "are" | "been" | "being");
            at += 1;
        }
        let participle = passive && !line.lower(at).ends_with("ing");
        if participle && self.patterns.place.suffered.contains(&stem(line, at)) {
            return Some(Stand::Place("subject"));
        }
        if passive
            && matches!(line.lower(at), "a" | "the")
            && (at..at + 5).any(|it| matches!(line.lower(it), "city" | "capital"))
        {
            return Some(Stand::Place("subject"));
        }
        None
    }

    /// How far before `at` a word of the list stands, within the clause.
    fn nearest(&self, at: usize, words: &std::collections::BTreeSet<String>) -> Option<usize> {
        let line = self.line;
        for back in 1..=8 {
            let i = at.checked_sub(back)?;
            let word = line.lower(i);
            if matches!(word, "," | ";" | "that" | "which" | "who" | "while" | "but") && back > 1 {
                return None;
            }
            if words.contains(word)
                || words.contains(&stem(line, i))
                || words.contains(&singular(word))
            {
                return Some(back);
            }
        }
        None
    }

    fn governs(&self, at: usize, words: &std::collections::BTreeSet<String>, reach: usize) -> bool {
        self.nearest(at, words).is_some_and(|it| it <= reach)
    }
}

fn set_of_ways() -> std::collections::BTreeSet<String> {
    ["train", "flight", "line", "road", "railway", "route", "border", "shuttle", "distance"]
        .map(str::to_owned)
        .into()
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "to"
            | "from"
            | "with"
            | "between"
            | "by"
            | "on"
            | "of"
            | "for"
            | "against"
            | "near"
            | "through"
            | "via"
            | "into"
            | "across"
            | "outside"
            | "toward"
            | "towards"
            | "around"
            | "within"
            | "inside"
            | "over"
            | "off"
            | "among"
            | "without"
            | "throughout"
    )
}

/// The lemma, else the word without its ending.
pub(crate) fn stem(line: &Line, at: usize) -> String {
    let lemma = line.sentence.tokens.get(at).map(|it| it.lemma.to_lowercase()).unwrap_or_default();
    if !lemma.is_empty() {
        return lemma;
    }
    base_form(line.lower(at))
}

/// The base form of a regular or common irregular verb form, without a dictionary.
fn base_form(word: &str) -> String {
    let irregular = match word {
        "went" | "gone" | "goes" | "going" => "go",
        "came" | "coming" => "come",
        "flew" | "flown" => "fly",
        "left" | "leaving" => "leave",
        "took" | "taken" | "taking" => "take",
        "brought" => "bring",
        "sent" => "send",
        "struck" => "strike",
        "met" => "meet",
        "said" => "say",
        "told" => "tell",
        "shook" | "shaken" => "shake",
        "fled" => "flee",
        "built" => "build",
        "gave" | "given" => "give",
        "spoke" | "spoken" => "speak",
        "drove" | "driven" => "drive",
        "arriving" | "arrived" => "arrive",
        "seized" | "seizing" => "seize",
        "capturing" | "captured" => "capture",
        "invited" | "inviting" => "invite",
        "evacuated" => "evacuate",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    for (ending, replacement) in
        [("ied", "y"), ("ies", "y"), ("ing", ""), ("ted", "t"), ("ed", ""), ("s", "")]
    {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
        {
            let stem = format!("{stem}{replacement}");
            let double = stem.len() > 4
                && stem
                    .bytes()
                    .rev()
                    .take(2)
                    .collect::<Vec<_>>()
                    .windows(2)
                    .all(|it| it.first() == it.last());
            let mut chars = stem.chars();
            if double && !stem.ends_with("ss") && !stem.ends_with("ll") {
                chars.next_back();
            }
            return chars.as_str().to_owned();
        }
    }
    word.to_owned()
}
