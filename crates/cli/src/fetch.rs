//! Fetching archives from a data server: sending, checking, trying again, and keeping what came.

mod answer;
mod client;
mod directory;
mod failure;
mod manifest;
mod progress;
mod retry_after;
mod work;

pub(crate) use self::{
    directory::Directory,
    manifest::Entry,
    progress::Progress,
    work::{Outcome, Work},
};
