//! The sizes of the network, shared by inference and training.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Rows of the feature table; a power of two. Row 0 stands for "no feature".
    pub rows: usize,
    /// Width of the token embedding.
    pub embed: usize,
    /// Width of one direction of a layer.
    pub hidden: usize,
    pub layers: usize,
    /// The layer (counted from 1) whose output the tags are read from.
    pub tag_layer: usize,
    pub tag_hidden: usize,
    /// Width of the arc spaces.
    pub arc: usize,
    /// Width of the label space.
    pub label: usize,
    pub tags: usize,
    pub labels: usize,
}

/// Kinds of distance between head and dependent: 12 lengths in two directions.
pub const DISTANCES: usize = 24;

impl Shape {
    /// Width of the input of layer `layer` (from 0).
    pub fn input(&self, layer: usize) -> usize {
        if layer == 0 { self.embed } else { 2 * self.hidden }
    }

    /// Width of all spaces that arcs and labels are read from: arc dependent, arc head, label dependent, label head.
    pub fn heads(&self) -> usize {
        2 * self.arc + 2 * self.label
    }
}

/// The kind of distance of an arc between two different tokens.
pub fn distance(head: usize, dependent: usize) -> usize {
    let length = head.abs_diff(dependent);
    let kind = match length {
        0..=4 => length.saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=20 => 7,
        21..=30 => 8,
        31..=45 => 9,
        46..=70 => 10,
        _ => 11,
    };
    if head < dependent { kind } else { kind + DISTANCES / 2 }
}
