//! What the event stage reads: the article and all that earlier stages found in it, with look-ups by token.

use crate::entity::mention::Entity;
use crate::entity::mention::Mention;
use crate::entity::mention::Mentions;
use crate::event::doer;
use crate::event::tree;
use crate::model::article::Article;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Evidence;
use crate::model::span;
use crate::model::span::Span;
use crate::text::deprel::Deprel;
use crate::text::parsed::Parsed;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Upos;
use crate::time::dates::Dates;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub article: &'a Article,
    pub parsed: &'a Parsed,
    pub mentions: &'a Mentions,
    pub dates: &'a Dates,
    /// Nouns for officials and bodies, by lemma: what such a noun does, its country does.
    pub official: &'a BTreeSet<String>,
    /// Ids, without their prefix, of agencies, papers and stations.
    pub reporters: &'a BTreeSet<String>,
    /// Words of the titles of those who act for no state.
    pub private: &'a BTreeSet<String>,
}

impl<'a> Context<'a> {
    pub fn sentence(&self, number: usize) -> Option<&'a Sentence> {
        self.parsed.sentences.get(number)
    }

    /// The actors that a nominal stands for: its own mention's, or those of its apposition, name or country.
    pub fn actors(&self, sentence: usize, token: usize) -> Vec<&'a Entity> {
        let Some(s) = self.sentence(sentence) else { return Vec::new() };
        if let Some(mention) = self.acting_mention(sentence, token) {
            return self.with_adjectives(s, mention, token);
        }
        if let [_, counted, ..] = tree::measured(s, token).as_slice() {
            return self.actors(sentence, *counted);
        }
        let named = self.name_behind_title(sentence, token);
        if !named.is_empty() {
            return named;
        }
        for pattern in ["appos", "flat", "nmod:desc", "nmod:poss", "amod", "compound", "nmod"] {
            let found = self.actors_below(s, sentence, token, pattern);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "Arvanian and Beskethi soldiers": a nominal that stands for its country by an adjective stands for those of all
    /// its adjectives.
    fn with_adjectives(&self, s: &Sentence, mention: &Mention, token: usize) -> Vec<&'a Entity> {
        let mut all = self.entities(mention);
        if mention.form != Form::Nominal {
            return all;
        }
        let adjectives = s.children_by(token, "amod").flat_map(|it| tree::conjuncts(s, it));
        for other in adjectives.filter_map(|it| self.mentions.at(mention.sentence, it)) {
            let country = self.entities(other).into_iter().filter(|it| it.kind == Kind::Country);
            for one in country {
                if all.iter().all(|it| it.id != one.id)
                    && all.iter().any(|it| it.kind == Kind::Country)
                {
                    all.push(one);
                }
            }
        }
        all
    }

    /// The actors that a token itself names, also as an adjective or a possessor.
    pub fn named_actors(&self, sentence: usize, token: usize) -> Vec<&'a Entity> {
        self.acting_mention(sentence, token).map(|it| self.entities(it)).unwrap_or_default()
    }

    /// The actors that a nominal has as its apposition or name, or as the country of its office.
    fn actors_below(
        &self,
        s: &Sentence,
        sentence: usize,
        token: usize,
        pattern: &str,
    ) -> Vec<&'a Entity> {
        let of_office = matches!(pattern, "nmod:poss" | "amod" | "compound" | "nmod");
        let official = self.is_official(s, token);
        let collective = COLLECTIVES.contains(&tree::lemma(s, token).to_lowercase().as_str());
        if of_office && !official && !collective {
            return Vec::new();
        }
        // Whose counterpart somebody is says nothing about where he is from.
        let relational = RELATIONAL.contains(&tree::lemma(s, token).to_lowercase().as_str());
        if relational && pattern == "nmod:poss" {
            return Vec::new();
        }
        let fits = |c: &usize| {
            pattern != "nmod" || matches!(tree::preposition(s, *c).as_str(), "of" | "from")
        };
        for child in s.children_by(token, pattern).filter(fits) {
            let all = tree::conjuncts(s, child).into_iter();
            let found: Vec<&Entity> = all
                .flat_map(|it| self.actors(sentence, it))
                .filter(|it| !of_office || official || it.kind == Kind::Organization)
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "President of the United States A": the name at the end of the title that the tree made its head.
    fn name_behind_title(&self, sentence: usize, title: usize) -> Vec<&'a Entity> {
        let Some(s) = self.sentence(sentence).filter(|it| self.is_official(it, title)) else {
            return Vec::new();
        };
        let titular = |i: usize| {
            tree::token(s, i).is_some_and(|it| {
                matches!(
                    it.upos,
                    Upos::Adp | Upos::Det | Upos::Propn | Upos::Noun | Upos::Adj | Upos::Part
                ) && !matches!(it.lemma.as_str(), "with" | "to" | "from" | "by" | "between")
            })
        };
        let person = |it: &&Mention| {
            let named = it.entities.iter().filter_map(|e| self.mentions.entities.get(*e));
            it.first > title
                && it.form == Form::Name
                && named.into_iter().any(|e| e.kind == Kind::Person)
        };
        let behind = self.mentions.in_sentence(sentence).find(person);
        behind
            .filter(|it| tree::is_under(s, it.head, title) && (title + 1..it.first).all(titular))
            .map(|it| self.coordinated(s, it))
            .unwrap_or_default()
    }

    /// The last token of the first name of an entity at or behind a token.
    pub fn named_behind(&self, sentence: usize, token: usize, id: &EntityId) -> Option<usize> {
        let names_it = |it: &&Mention| {
            let mut named = it.entities.iter().filter_map(|e| self.mentions.entities.get(*e));
            it.first >= token && it.form == Form::Name && named.any(|e| e.id == *id)
        };
        self.mentions.in_sentence(sentence).find(names_it).map(|it| it.last)
    }

    /// The entities of a name and of what is coordinated with it ("his counterpart A and the premier B").
    fn coordinated(&self, s: &Sentence, name: &Mention) -> Vec<&'a Entity> {
        let outer = tree::outer_head(s, name.first, name.last).unwrap_or(name.head);
        let others = tree::conjuncts(s, outer).into_iter().filter(|it| *it > name.last);
        let mut all = self.entities(name);
        all.extend(others.flat_map(|it| self.actors(name.sentence, it)));
        all
    }

    fn acting_mention(&self, sentence: usize, token: usize) -> Option<&'a Mention> {
        let mention = self.mentions.at(sentence, token)?;
        let covers_head =
            mention.head == token || (mention.first <= token && token <= mention.last);
        (covers_head && (!mention.as_place || self.undergoes(mention, sentence, token)))
            .then_some(mention)
    }

    /// Whom a sentence without a subject is about: telegraphic notes ("Met afterwards with ...") go on with the
    /// subject of the sentence before.
    pub fn carried_subject(&self, sentence: usize, trigger: usize) -> Vec<&'a Entity> {
        let Some(s) = self.sentence(sentence) else { return Vec::new() };
        let bare =
            tree::head(s, trigger).is_none() && s.children_by(trigger, "nsubj").next().is_none();
        let told = tree::token(s, trigger).is_some_and(|it| it.feats.tense == Some(Tense::Past));
        let mut number = sentence;
        while bare && told && number > 0 {
            number -= 1;
            let Some(before) = self
                .sentence(number)
                .filter(|it| it.field == s.field && it.paragraph == s.paragraph)
            else {
                break;
            };
            let root = (0..before.tokens.len()).find(|it| tree::head(before, *it).is_none());
            let subjects = root.map(|it| doer::subjects(before, it)).unwrap_or_default();
            let found: Vec<&Entity> =
                subjects.into_iter().flat_map(|it| self.actors(number, it)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "occupied Besketh": a country that something is done to is more than a place.
    fn undergoes(&self, mention: &Mention, sentence: usize, token: usize) -> bool {
        let country =
            |it: &usize| self.mentions.entities.get(*it).is_some_and(|e| e.kind == Kind::Country);
        let label = self.sentence(sentence).map(|s| tree::label(s, token));
        mention.entities.iter().any(country)
            && matches!(label, Some(Deprel::Obj | Deprel::NsubjPass))
    }

    pub fn entities(&self, mention: &Mention) -> Vec<&'a Entity> {
        let actor =
            |it: &&Entity| matches!(it.kind, Kind::Person | Kind::Country | Kind::Organization);
        mention
            .entities
            .iter()
            .filter_map(|it| self.mentions.entities.get(*it))
            .filter(actor)
            .collect()
    }

    /// Whether a nominal is a person or group that acts, so that what hangs below it is not looked at.
    pub fn is_actor(&self, sentence: usize, token: usize) -> bool {
        self.acting_mention(sentence, token).is_some()
    }

    /// Whether a nominal is an official or a body that speaks for its country.
    pub fn is_official(&self, s: &Sentence, token: usize) -> bool {
        tree::token(s, token).is_some_and(|it| {
            matches!(it.upos, Upos::Noun | Upos::Propn)
                && self.official.contains(it.lemma.to_lowercase().as_str())
        })
    }

    /// The words of a stretch.
    pub fn text(&self, span: Span) -> String {
        span::slice(self.article.field(span.field), span.start, span.end)
    }

    pub fn evidence(&self, span: Span, rule: &str) -> Evidence {
        Evidence {
            field: span.field,
            start: span.start,
            end: span.end,
            quote: self.text(span),
            rule: rule.to_owned(),
        }
    }
}

/// Nouns for those who make up an organization: "Taliban militants", "the NATO alliance"; of a country they are no more
/// than people.
const COLLECTIVES: &[&str] = &[
    "alliance",
    "group",
    "militant",
    "fighter",
    "member",
    "movement",
    "organisation",
    "organization",
    "gunman",
    "rebel",
    "bloc",
    "guerrilla",
    "insurgent",
    "militia",
    "militiaman",
    "supporter",
    "jihadist",
    "extremist",
    "faction",
    "party",
    "bomber",
    "terrorist",
    "staff",
    "worker",
    "expert",
    "observer",
    "monitor",
    "peacekeeper",
    "troop",
    "mission",
    "executive",
    "negotiator",
];

/// Nouns for somebody who is one to another.
const RELATIONAL: &[&str] = &[
    "counterpart",
    "colleague",
    "ally",
    "neighbour",
    "neighbor",
    "partner",
    "rival",
    "guest",
    "host",
    "foe",
    "enemy",
];
