//! All mentions of an article in one pass over its stages: lines, people, names of the gazetteer, co-reference.

use crate::entity::body;
use crate::entity::cast::Cast;
use crate::entity::cast::Named;
use crate::entity::coref;
use crate::entity::country::meant;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::gazetteer::place_id;
use crate::entity::halves;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::line::lines;
use crate::entity::mention::Ground;
use crate::entity::mention::Mentions;
use crate::entity::rejected::namesakes;
use crate::entity::rejected::senses;
use crate::entity::title::Class;
use crate::entity::title::Title;
use crate::entity::when::When;
use crate::model::article::Article;
use crate::model::code::Form;
use crate::model::id::EntityId;
use crate::model::span::Field;
use crate::text::parsed::Parsed;
use crate::text::parsed::Upos;
use std::collections::BTreeMap;

/// Who is meant where in the article. Nothing here reads the clock or fails.
pub fn find(article: &Article, parsed: &Parsed, gazetteer: &Gazetteer) -> Mentions {
    let lines = lines(parsed, gazetteer);
    let mut when = When::new(article.reference_day());
    when.learn(&lines, gazetteer);
    let home = home(article, &lines, gazetteer, &when);
    let cast = Cast::of(&lines, gazetteer, &when, home);
    let mut ledger = Ledger::new(&cast);
    let politics = politics(&cast);
    for (line, named) in lines.iter().zip(&cast.named) {
        let (kept, dropped): (Vec<&Named>, Vec<&Named>) =
            named.iter().partition(|it| politics || cast.is_titled(it.person));
        for it in kept {
            let id = cast.ids.get(it.person).cloned().into_iter().collect();
            let rejected = namesakes(&cast, line, it);
            let bound = Bound { rejected, ..Bound::new(id, Form::Name, it.rule) };
            ledger.note(line, (it.first, it.last), bound);
        }
        body::note(&cast, &mut ledger, line);
        for hit in &line.hits {
            let inside = dropped.iter().any(|it| it.first <= hit.last && hit.first <= it.last);
            if !inside
                && !ledger.is_taken(line.index, hit.first, hit.last)
                && let Some(meant) = meant(line, hit, gazetteer, &when)
            {
                let rejected = senses(line, hit, &meant, (gazetteer, &when));
                let bound = Bound { rejected, ..meant };
                ledger.note(line, (with_article(line, hit), hit.last), bound);
            }
        }
        halves::note(&cast, &mut ledger, line);
    }
    coref::resolve(&cast, &mut ledger);
    let mut mentions = ledger.finish();
    mentions.dateline = dateline(article, gazetteer);
    mentions
}

/// The one place that the dateline can mean.
fn dateline(article: &Article, gazetteer: &Gazetteer) -> Option<Ground> {
    let text = article.dateline.as_ref()?.place.as_deref()?;
    let parsed = Parsed { sentences: crate::text::segment(text, Field::Title) };
    let lines = lines(&parsed, gazetteer);
    let mut found: Vec<&str> = Vec::new();
    for sense in lines.iter().flat_map(|it| &it.hits).take(1).flat_map(|it| &it.senses) {
        if let Sense::Place { id } = sense {
            found.push(id);
        }
    }
    found.dedup();
    let [only] = found.as_slice() else { return None };
    let place = gazetteer.place(only)?;
    let country = (!place.country.is_empty()).then(|| country_id(&place.country));
    Some(Ground { place: place_id(&place.id), country })
}

/// Texts of so many sentences are judged by their matter.
const LONG: usize = 6;

/// Whether a longer text has to do with states at all: somebody in it holds an office, or a government or a
/// body of states is named. In a report on astronomers or an elephant nobody is an actor.
fn politics(cast: &Cast) -> bool {
    let body = cast.lines.iter().filter(|it| it.sentence.field == Field::Text).count();
    let office = |it: &Title| it.class == Class::Office && (!it.of.is_empty() || it.capital);
    let held = cast.titles.iter().flatten().any(office);
    let states = |it: &Sense| match it {
        Sense::Country { kind, .. } => *kind == NameKind::Metonym,
        Sense::Organization { id, .. } => {
            let kind = cast.gazetteer.organization(id).map_or("", |it| it.kind.as_str());
            matches!(kind, "bloc" | "armed-movement")
        }
        Sense::Person { .. } | Sense::Place { .. } => false,
    };
    let named = cast.lines.iter().flat_map(|it| &it.hits).flat_map(|it| &it.senses).any(states);
    body < LONG || held || named || cast.roster.people.iter().any(|it| it.known.is_some())
}

/// "the United States": the article before a name belongs to it unless the name modifies what follows.
fn with_article(line: &Line, hit: &Hit) -> usize {
    let after = hit.last + 1;
    let noun = matches!(line.upos(after), Upos::Noun | Upos::Propn | Upos::Adj | Upos::X)
        && line.shape(after) != Shape::Mark;
    let modifies = noun || line.is_hyphen(after) || line.is_possessive(after);
    let article = hit.first.checked_sub(1).filter(|it| line.lower(*it) == "the" && !modifies);
    article.unwrap_or(hit.first)
}

/// The country whose government speaks of "the foreign minister" without saying whose: the country that the
/// source or else the dateline names.
fn home(article: &Article, lines: &[Line], gazetteer: &Gazetteer, when: &When) -> Option<EntityId> {
    let source = article.source.as_deref().and_then(|it| first_country(it, gazetteer, when));
    let place = article.dateline.as_ref().and_then(|it| it.place.as_deref());
    source.or_else(|| {
        // At a summit abroad the dateline is nobody's home.
        place
            .and_then(|it| first_country(it, gazetteer, when))
            .filter(|it| leading(lines, gazetteer, when).contains(it))
    })
}

/// The three countries that the article speaks of most.
fn leading(lines: &[Line], gazetteer: &Gazetteer, when: &When) -> Vec<EntityId> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for hit in lines.iter().flat_map(|it| &it.hits) {
        if let Some(code) = when.country(gazetteer, hit) {
            *times.entry(code).or_default() += 1;
        }
    }
    let mut all: Vec<(String, usize)> = times.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all.into_iter().take(3).map(|(code, _)| country_id(&code)).collect()
}

fn first_country(text: &str, gazetteer: &Gazetteer, when: &When) -> Option<EntityId> {
    let parsed = Parsed { sentences: crate::text::segment(text, Field::Title) };
    let lines = lines(&parsed, gazetteer);
    let of = |line: &Line| {
        line.hits.iter().find_map(|hit| {
            when.country(gazetteer, hit).or_else(|| {
                let meant = meant(line, hit, gazetteer, when)?;
                let place = gazetteer.place(meant.entities.first()?.local())?;
                Some(place.country.clone()).filter(|it| !it.is_empty())
            })
        })
    };
    lines.iter().find_map(of).map(|it| country_id(&it))
}
