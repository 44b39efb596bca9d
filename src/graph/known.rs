//! What was known on a day: the graph that the articles published by then make. Events are folded anew from what
//! those articles tell, so that a meeting is still planned that only a later article tells as held.
//! Known limits: names and parties stand without the article that told them, and so does the state of an agreement;
//! entities stay, with nothing known of them yet. Coded events stay too: whoever asks passes over those not yet known. Which event an article tells is as we see it today, and so is which
//! entities are one.

use crate::graph::Graph;
use crate::graph::fold::fold;
use crate::model::delta::AgreementRecord;
use crate::model::delta::ArticleHead;
use crate::model::delta::DisputeRecord;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Source;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EventId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// First and last day; the last is none while it goes on.
pub type Period = (Option<String>, Option<String>);

impl Graph {
    /// The graph as the articles published on `day` or before make it. Articles without a date were known at no
    /// given day.
    pub fn known_at(&self, day: &str) -> Graph {
        let mut view = self.clone();
        let is_later = |it: &&ArticleHead| it.day().is_none_or(|it| it.as_str() > day);
        for article in self.articles().filter(is_later) {
            view.articles.remove(|it| it.0.id.cmp(&article.id));
            view.drop_print(&article.id);
        }
        for entity in self.told_entities() {
            let mut then = entity.clone();
            view.forget_entity(&mut then, day);
            if then != *entity {
                view.put_entity(Arc::new(then));
            }
        }
        let mut until = BTreeMap::new();
        for event in self.events() {
            let knows = |it: &ArticleId| view.article(it).is_some();
            let Some(mut then) = self.event_then(event, day, &knows) else {
                view.remove_event(&event.id);
                continue;
            };
            if let Some(next) = self.next_change(event, &then, day) {
                until.insert(event.id.clone(), next);
            }
            then.part_of = then.part_of.filter(|it| self.is_told(it, &view));
            if then != *event {
                view.put_event(&Arc::new(then));
            }
        }
        view.until = Arc::new(until);
        let knows = |it: &ArticleId| view.article(it).is_some();
        let disputes = self.disputes().filter_map(|it| dispute_then(it, &knows));
        let disputes: Vec<DisputeRecord> = disputes.collect();
        let agreements = self.agreements().filter_map(|it| agreement_then(it, &knows));
        let agreements: Vec<AgreementRecord> = agreements.collect();
        view.disputes = Graph::sorted(disputes);
        view.agreements = Graph::sorted(agreements);
        view
    }

    /// One event as it was known on a day, without the whole graph of then.
    pub fn event_known_at(&self, event: &EventRecord, day: &str) -> Option<EventRecord> {
        self.event_then(event, day, &|it| self.is_known(it, day))
    }

    /// One dispute as it was known on a day.
    pub fn dispute_known_at(&self, dispute: &DisputeRecord, day: &str) -> Option<DisputeRecord> {
        dispute_then(dispute, &|it| self.is_known(it, day))
    }

    /// One agreement as it was known on a day.
    pub fn agreement_known_at(&self, it: &AgreementRecord, day: &str) -> Option<AgreementRecord> {
        agreement_then(it, &|it| self.is_known(it, day))
    }

    /// Whether an article was published by a day.
    pub fn is_known(&self, article: &ArticleId, day: &str) -> bool {
        let published = self.article(article).and_then(ArticleHead::day);
        published.is_some_and(|it| it.as_str() <= day)
    }

    /// From when on an event is known as it is shown, and until when it was; none while it is.
    pub fn known_period(&self, event: &EventRecord) -> Period {
        let days: BTreeSet<&str> =
            event.tellings.iter().filter_map(|it| it.day.as_deref()).collect();
        let mut days = days.into_iter().rev().peekable();
        let mut from = event.known_from.clone();
        while let Some(day) = days.next() {
            let before = days.peek().and_then(|before| self.folded(event, before));
            if !before.is_some_and(|it| is_shown_alike(&it, event)) {
                from = Some(day.to_owned());
                break;
            }
        }
        (from, self.until.get(&event.id).cloned())
    }

    /// The states that an event went through, each with the day from which it was known.
    pub fn status_history(&self, event: &EventRecord) -> Vec<(String, EventRecord)> {
        let days: BTreeSet<&str> =
            event.tellings.iter().filter_map(|it| it.day.as_deref()).collect();
        let mut history: Vec<(String, EventRecord)> = Vec::new();
        for day in days {
            let Some(then) = self.folded(event, day) else { continue };
            if history.last().is_none_or(|it| it.1.status != then.status) {
                history.push((day.to_owned(), then));
            }
        }
        history
    }

    /// The event as its tellings published by `day` make it.
    fn folded(&self, event: &EventRecord, day: &str) -> Option<EventRecord> {
        let is_known = |it: &&Arc<Telling>| it.day.as_deref().is_some_and(|it| it <= day);
        let known: Vec<_> = event.tellings.iter().filter(is_known).cloned().collect();
        let origin = |it: &ArticleId| self.origin(it).clone();
        fold(event.id.clone(), event.part_of.clone(), known, &origin)
    }

    fn event_then(
        &self,
        event: &EventRecord,
        day: &str,
        knows: &dyn Fn(&ArticleId) -> bool,
    ) -> Option<EventRecord> {
        if event.evidence.iter().all(|it| knows(&it.article)) {
            return event.evidence.first().map(|_| event.clone());
        }
        if !event.tellings.is_empty() {
            return self.folded(event, day);
        }
        let mut event = event.clone();
        event.evidence.retain(|it| knows(&it.article));
        event.evidence.first()?;
        Some(event)
    }

    /// The first day after `day` from which the event was shown otherwise than `then`.
    fn next_change(&self, event: &EventRecord, then: &EventRecord, day: &str) -> Option<String> {
        let later = event.tellings.iter().filter_map(|it| it.day.as_deref());
        let later: BTreeSet<&str> = later.filter(|it| *it > day).collect();
        let changed =
            |it: &&&str| self.folded(event, it).is_some_and(|it| !is_shown_alike(&it, then));
        later.iter().find(changed).map(|it| (*it).to_owned())
    }

    fn is_told(&self, id: &EventId, view: &Graph) -> bool {
        let told = |it: &Arc<Source>| view.article(&it.article).is_some();
        self.event(id).is_some_and(|it| it.evidence.iter().any(told))
    }

    fn forget_entity(&self, entity: &mut EntityRecord, day: &str) {
        entity.articles.retain(|it| self.article(it).is_some());
        entity.offices.retain(|it| it.as_of.as_deref().is_none_or(|it| it <= day));
    }
}

fn dispute_then(
    dispute: &DisputeRecord,
    knows: &dyn Fn(&ArticleId) -> bool,
) -> Option<DisputeRecord> {
    let mut then = dispute.clone();
    then.evidence.retain(|it| knows(&it.article));
    // What a table says stands without evidence, and stays.
    let keep = |evidence: &mut Vec<Arc<Source>>| {
        let from_table = evidence.is_empty();
        evidence.retain(|it| knows(&it.article));
        from_table || !evidence.is_empty()
    };
    then.claims.retain_mut(|it| keep(&mut it.evidence));
    then.states.retain_mut(|it| keep(&mut it.evidence));
    then.state = if dispute.states.is_empty() {
        dispute.state
    } else {
        then.states.last().map(|it| it.state)
    };
    let told = !then.evidence.is_empty() || then.claims.iter().any(|it| !it.evidence.is_empty());
    told.then_some(then)
}

fn agreement_then(
    agreement: &AgreementRecord,
    knows: &dyn Fn(&ArticleId) -> bool,
) -> Option<AgreementRecord> {
    let mut then = agreement.clone();
    then.evidence.retain(|it| knows(&it.article));
    then.evidence.first()?;
    Some(then)
}

/// The same in all that answers show, but for who tells it.
fn is_shown_alike(a: &EventRecord, b: &EventRecord) -> bool {
    let edtf = |it: &EventRecord| it.time.as_ref().map(|it| it.edtf.clone());
    a.kind == b.kind
        && a.mode == b.mode
        && a.status == b.status
        && edtf(a) == edtf(b)
        && a.places == b.places
        && a.participants == b.participants
        && a.concerns == b.concerns
}
