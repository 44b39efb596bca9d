//! Demarche: news text in; who met whom, when, where, about what, and which sentence says so, out.
//!
//! The modules stand in the order in which an article passes them.
#![forbid(unsafe_code)]

pub mod model;

pub mod config;

pub mod article;
pub mod text;

pub mod entity;
pub mod time;

pub mod event;

pub mod knowledge;

pub mod pipeline;

pub mod graph;
pub mod merge;
pub mod store;

pub mod query;

pub mod export;
pub mod ingest;

pub mod http;

pub mod eval;

pub mod cli;
