//! What changes when an article comes, changes or goes, put together from the kinds of records.

use crate::graph::Graph;
use crate::merge::event;
use crate::merge::origin::Origins;
use crate::merge::record;
use crate::merge::telling;
use crate::model::delta::AgreementRecord;
use crate::model::delta::Delta;
use crate::model::delta::DisputeRecord;
use crate::model::delta::EntityRecord;
use crate::model::delta::Removed;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use std::fmt;

/// What any article said when it was merged; asked only where something is taken away.
pub type Library<'a> = &'a dyn Fn(&ArticleId) -> Option<Reading>;

/// What an article said before, and what it says now.
#[derive(Clone, Copy)]
pub struct Change<'a> {
    pub article: &'a ArticleId,
    pub before: Option<&'a Reading>,
    pub after: Option<&'a Reading>,
    pub library: Library<'a>,
}

impl fmt::Debug for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").field("article", self.article).finish_non_exhaustive()
    }
}

impl Change<'_> {
    /// All that changes, but without a reading.
    pub fn delta(self, graph: &Graph) -> Delta {
        let text = self.after.map(|it| it.article.text.as_str());
        let origins = Origins::new(graph, self.article, text);
        let told = self.after.map(telling::tellings).unwrap_or_default();
        let events = event::change(graph, self.article, told, &origins);
        let disputes = record::change::<DisputeRecord>(graph, self);
        let agreements = record::change::<AgreementRecord>(graph, self);
        let entities = record::change::<EntityRecord>(graph, self);
        Delta {
            entities: entities.put,
            events: events.put,
            disputes: disputes.put,
            agreements: agreements.put,
            prints: origins.prints(),
            removed: Removed {
                entities: entities.removed,
                events: events.removed,
                disputes: disputes.removed,
                agreements: agreements.removed,
                redirects: events.redirects,
                ..Removed::default()
            },
            ..Delta::default()
        }
    }
}
