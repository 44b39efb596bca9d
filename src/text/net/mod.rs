//! The network: hashed sub-word features and word vectors, coupled-gate BiLSTM, a tag head and biaffine arcs with labels.
//!
//! Invariant: the same trees on every machine. Products are sums of integers, the few sums of floats have a fixed
//! order, gates are rational functions; no call of the platform's `exp` or `tanh`, no fused multiply-add.

pub mod decode;
pub mod dense;
pub mod encode;
pub mod feature;
pub mod format;
pub mod gate;
pub mod pack;
pub mod score;
pub mod shape;
pub mod vectors;
