//! The graphs of known times that were last asked for: each is made from the graph once a commit.

use crate::graph::Graph;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Known times that are kept.
const KEPT: usize = 4;

#[derive(Debug)]
struct View {
    of: Arc<Graph>,
    day: String,
    graph: Arc<Graph>,
}

/// The lock is held to look and to put, never while a graph is made.
#[derive(Debug, Default)]
pub struct Views(Mutex<VecDeque<View>>);

impl Views {
    /// What of a graph was known on a day; all of it if no day is named.
    pub fn of(&self, graph: Arc<Graph>, day: Option<&str>) -> Arc<Graph> {
        let Some(day) = day else { return graph };
        if let Some(known) = self.kept(&graph, day) {
            return known;
        }
        let view = Arc::new(graph.known_at(day));
        let mut views = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        views.retain(|it| Arc::ptr_eq(&it.of, &graph));
        views.truncate(KEPT - 1);
        views.push_front(View { of: graph, day: day.to_owned(), graph: Arc::clone(&view) });
        view
    }

    fn kept(&self, graph: &Arc<Graph>, day: &str) -> Option<Arc<Graph>> {
        let views = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let view = views.iter().find(|it| Arc::ptr_eq(&it.of, graph) && it.day == day);
        view.map(|it| Arc::clone(&it.graph))
    }
}
