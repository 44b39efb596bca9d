//! The snapshot that readers see: one pointer, swapped by the writer, with no lock on the way of a reader.

use crate::graph::Graph;
use arc_swap::ArcSwap;
use std::sync::Arc;

#[derive(Debug, Default)]
pub struct Shared {
    current: ArcSwap<Graph>,
}

impl Shared {
    pub fn new(graph: Graph) -> Self {
        Shared { current: ArcSwap::from_pointee(graph) }
    }

    /// The graph as of the last publication; it does not change under its holder.
    pub fn load(&self) -> Arc<Graph> {
        self.current.load_full()
    }

    pub fn publish(&self, graph: Graph) {
        self.current.store(Arc::new(graph));
    }
}
