//! HTTP: routes, parameters, views, errors and handlers of at most 20 lines (extract, ask, view).

pub mod routes;
pub mod server;
pub mod views;

pub mod handlers;

pub mod moved;
pub mod page;
pub mod view;

pub mod params;

pub mod find;

pub mod access;
pub mod app;
pub mod asked;
pub mod body;
pub mod broken;
pub mod etag;
pub mod filter_keys;
pub mod form;
pub mod headers;
pub mod keys;
pub mod problem;
pub mod records;
pub mod reply;
pub mod schema;
pub mod table;
