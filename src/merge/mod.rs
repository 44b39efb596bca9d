//! Reading x Graph -> Delta: the same happening told twice becomes one event with two pieces of evidence. Pure.
