//! What leads from one graph to another. Articles aside: they are the same in both.

use crate::graph::Graph;
use crate::model::delta::Delta;
use crate::model::delta::EventRecord;
use crate::model::delta::Removed;

pub fn between(old: &Graph, new: &Graph) -> Delta {
    let mut events: Vec<EventRecord> =
        new.events().filter(|it| old.event(&it.id) != Some(it)).cloned().collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    let mut gone: Vec<_> =
        old.events().filter(|it| new.event(&it.id).is_none()).map(|it| it.id.clone()).collect();
    gone.sort();
    Delta {
        entities: new.entities().filter(|it| old.entity(&it.id) != Some(it)).cloned().collect(),
        events,
        disputes: new.disputes().filter(|it| old.dispute(&it.id) != Some(it)).cloned().collect(),
        agreements: new
            .agreements()
            .filter(|it| old.agreement(&it.id) != Some(it))
            .cloned()
            .collect(),
        prints: new.prints().filter(|it| old.print(&it.article) != Some(it)).cloned().collect(),
        removed: Removed {
            entities: old
                .entities()
                .filter(|it| new.entity(&it.id).is_none())
                .map(|it| it.id.clone())
                .collect(),
            events: gone,
            disputes: old
                .disputes()
                .filter(|it| new.dispute(&it.id).is_none())
                .map(|it| it.id.clone())
                .collect(),
            agreements: old
                .agreements()
                .filter(|it| new.agreement(&it.id).is_none())
                .map(|it| it.id.clone())
                .collect(),
            redirects: new
                .redirects()
                .filter(|it| old.redirect(&it.from) != Some(&it.to))
                .cloned()
                .collect(),
            ..Removed::default()
        },
        ..Delta::default()
    }
}
