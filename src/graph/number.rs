//! Where entities and events stand in the arrays of a graph.

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        /// Numbers hold for one snapshot only.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Of nothing.
            pub const NONE: $name = $name(u32::MAX);

            pub(crate) fn new(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Where it stands in arrays.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            pub fn is_some(self) -> bool {
                self != $name::NONE
            }
        }
    };
}

number!(
    /// An entity in the arrays of the graph.
    EntityNo
);
number!(
    /// An event in the arrays of the graph.
    EventNo
);

impl EntityNo {
    /// Of an entity that nothing is known of; `NONE` stands for all events.
    pub const GONE: EntityNo = EntityNo(u32::MAX - 1);

    /// Whether it stands for one entity.
    pub fn is_entity(self) -> bool {
        self < EntityNo::GONE
    }
}
