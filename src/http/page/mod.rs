//! Pages for people: rendered here, without script, over the same shapes that programs get.
//! Deliberately absent: the explorer, which runs in the browser.

pub mod home;

pub mod article;
pub mod dispute;
pub mod entity;
pub mod event;
pub mod pair;
pub mod search;

pub mod frame;
pub mod html;
