//! What changes when an article comes, changes or goes, put together from the kinds of records.

use crate::graph::Graph;
use crate::merge::entity;
use crate::merge::event;
use crate::merge::fact;
use crate::merge::origin::Origins;
use crate::merge::telling;
use crate::model::delta::AgreementRecord;
use crate::model::delta::Delta;
use crate::model::delta::DisputeRecord;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Removed;
use crate::model::delta::TextPrint;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;

/// What an article said before, and what it says now.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    pub article: &'a ArticleId,
    pub before: Option<&'a Reading>,
    pub after: Option<&'a Reading>,
}

/// A Delta but for its reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    pub entities: Vec<EntityRecord>,
    pub events: Vec<EventRecord>,
    pub disputes: Vec<DisputeRecord>,
    pub agreements: Vec<AgreementRecord>,
    pub prints: Vec<TextPrint>,
    pub removed: Removed,
}

impl Change<'_> {
    pub fn parts(self, graph: &Graph) -> Parts {
        let text = self.after.map(|it| it.article.text.as_str());
        let origins = Origins::new(graph, self.article, text);
        let told = self.after.map(telling::tellings).unwrap_or_default();
        let events = event::change(graph, self.article, told, &origins);
        let disputes = fact::disputes(graph, self);
        let agreements = fact::agreements(graph, self);
        let mut parts = Parts {
            entities: Vec::new(),
            events: events.put,
            disputes: disputes.put,
            agreements: agreements.put,
            prints: origins.prints(),
            removed: Removed {
                articles: Vec::new(),
                entities: Vec::new(),
                events: events.removed,
                disputes: disputes.removed,
                agreements: agreements.removed,
                redirects: events.redirects,
            },
        };
        let entities = entity::change(graph, self, &parts);
        parts.entities = entities.put;
        parts.removed.entities = entities.removed;
        parts
    }
}

impl Parts {
    pub fn delta(self, reading: Reading) -> Delta {
        Delta {
            reading,
            raw: String::new(),
            entities: self.entities,
            events: self.events,
            disputes: self.disputes,
            agreements: self.agreements,
            prints: self.prints,
            removed: self.removed,
        }
    }
}
