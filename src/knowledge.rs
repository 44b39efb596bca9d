//! All tables of data/, loaded and checked once.
