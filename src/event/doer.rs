//! Who does what a verb says: the written subject or agent, or the one understood from coordination, control, a
//! participle, a relative clause, an invitation or a plan.

use crate::event::attach;
use crate::event::tree;
use crate::text::deprel::Deprel;
use crate::text::parsed::Sentence;

/// How many steps a search up the tree may take; nothing further away matters.
const STEPS: usize = 8;

/// Verbs whose object is to do what the infinitive says.
const OBJECT_CONTROL: &[&str] = &[
    "invite",
    "urge",
    "ask",
    "send",
    "order",
    "tell",
    "persuade",
    "force",
    "want",
    "allow",
    "let",
    "press",
    "pressure",
    "push",
    "compel",
    "encourage",
    "instruct",
    "authorise",
    "authorize",
    "dispatch",
    "call",
    "beg",
    "implore",
    "lobby",
    "convince",
    "enable",
    "require",
    "request",
    "advise",
    "command",
    "appoint",
];

/// Who does what `verb` says: the written subject or agent, else the one understood from coordination,
/// control, a participle or a relative clause. Relative pronouns are replaced by their antecedent.
pub fn subjects(s: &Sentence, verb: usize) -> Vec<usize> {
    let mut at = verb;
    for _ in 0..STEPS {
        let own = own_subjects(s, at);
        if !own.is_empty() {
            return own.into_iter().map(|it| tree::antecedent(s, it)).collect();
        }
        if tree::is_passive(s, at) && at == verb {
            return Vec::new();
        }
        let Some(up) = tree::head(s, at) else { return Vec::new() };
        match tree::label(s, at).base() {
            "xcomp" => {
                if let Some(object) = s.children_by(up, "obj").next().filter(|it| *it < at) {
                    return vec![object];
                }
                if let Some(passive) = s.children_by(up, "nsubj:pass").next() {
                    return vec![passive];
                }
            }
            "acl" if tree::is_infinitive(s, at) && tree::heads_clause(s, up) => {
                return subjects_or_self(s, up);
            }
            "acl" if tree::is_infinitive(s, at) => return intenders(s, up),
            "acl" if !tree::is_relative(s, at) && is_document(s, up) => return intenders(s, up),
            "acl" if !tree::is_relative(s, at) => {
                return if tree::heads_clause(s, up) { subjects_or_self(s, up) } else { vec![up] };
            }
            "advcl"
                if tree::is_infinitive(s, at) && OBJECT_CONTROL.contains(&tree::lemma(s, up)) =>
            {
                if let Some(object) = tree::objects(s, up).into_iter().next() {
                    return vec![object];
                }
            }
            // "convicted A of attacking B"
            "advcl" if s.children_by(at, "mark").any(|it| tree::lemma(s, it) == "of") => {
                let passive = s.children_by(up, "nsubj:pass").next();
                if let Some(object) = tree::objects(s, up).into_iter().next().or(passive) {
                    return vec![object];
                }
            }
            "conj" | "advcl" | "parataxis" | "ccomp" => {}
            _ => return Vec::new(),
        }
        at = up;
    }
    Vec::new()
}

/// "issued a statement accusing A": what a paper says, its author says.
fn is_document(s: &Sentence, noun: usize) -> bool {
    const DOCUMENTS: &[&str] = &[
        "statement",
        "letter",
        "resolution",
        "note",
        "message",
        "report",
        "declaration",
        "communique",
        "speech",
        "law",
        "bill",
        "order",
        "decree",
        "petition",
        "motion",
        "document",
        "paper",
        "tweet",
        "post",
        "article",
        "ruling",
        "verdict",
    ];
    DOCUMENTS.contains(&tree::lemma(s, noun).to_lowercase().as_str())
}

/// Who is to do what an infinitive on a noun says: whom the thing is offered to ("an invitation to A to visit"), else
/// whose it is ("A's plan to visit"), else the subject of the verb that governs the noun.
fn intenders(s: &Sentence, noun: usize) -> Vec<usize> {
    const OFFERS: &[&str] =
        &["invitation", "offer", "request", "appeal", "call", "order", "permission", "proposal"];
    let addressed = |at: usize| {
        let to = |it: &usize| *it != noun && tree::preposition(s, *it) == "to";
        s.children_by(at, "nmod").chain(s.children_by(at, "obl")).filter(to).collect::<Vec<usize>>()
    };
    let verb = tree::head(s, noun).filter(|it| tree::is_verbal(s, *it));
    if OFFERS.contains(&tree::lemma(s, noun)) {
        let offered = addressed(noun);
        if !offered.is_empty() {
            return offered;
        }
        if let Some(verb) = verb {
            let offered: Vec<usize> = s.children_by(verb, "iobj").chain(addressed(verb)).collect();
            if !offered.is_empty() {
                return offered;
            }
            // "A received an invitation to visit", but "A renewed an invitation to visit" leaves open who.
            let receives = matches!(
                tree::lemma(s, verb),
                "receive" | "accept" | "decline" | "reject" | "get" | "refuse" | "welcome" | "have"
            );
            return if receives { subjects(s, verb) } else { Vec::new() };
        }
    }
    // "the first head of government to come": the noun is the doer, and nothing is owned.
    if !attach::tells_content(tree::lemma(s, noun)) && !is_document(s, noun) {
        return vec![noun];
    }
    let owners: Vec<usize> = s.children_by(noun, "nmod:poss").collect();
    if !owners.is_empty() {
        return owners;
    }
    let of = |it: &usize| matches!(tree::preposition(s, *it).as_str(), "of" | "by");
    let owners: Vec<usize> = s.children_by(noun, "nmod").filter(of).collect();
    match verb {
        _ if !owners.is_empty() => owners,
        Some(verb) => subjects(s, verb),
        // A headline: "A and B to hold talks".
        None if tree::head(s, noun).is_none() => vec![noun],
        None => Vec::new(),
    }
}

fn subjects_or_self(s: &Sentence, nominal: usize) -> Vec<usize> {
    let own = own_subjects(s, nominal);
    if own.is_empty() { vec![nominal] } else { own }
}

fn own_subjects(s: &Sentence, verb: usize) -> Vec<usize> {
    if tree::is_passive(s, verb) {
        let agent =
            |c: &usize| tree::label(s, *c) == Deprel::OblAgent || tree::preposition(s, *c) == "by";
        let own: Vec<usize> = s.children_by(verb, "obl").filter(agent).collect();
        if !own.is_empty() {
            return own;
        }
        // "was received at the airport by A": the agent was hung on the noun before it.
        let obliques = s.children_by(verb, "obl");
        let by = |it: &usize| tree::preposition(s, *it) == "by";
        return obliques
            .flat_map(|it| s.children_by(it, "nmod").filter(by).collect::<Vec<_>>())
            .collect();
    }
    let active =
        |c: &usize| tree::label(s, *c).is("nsubj") && tree::label(s, *c) != Deprel::NsubjPass;
    s.children(verb).filter(active).collect()
}
