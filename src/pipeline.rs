//! The way of an article in one function. Pure: no IO, clock, environment or randomness.
