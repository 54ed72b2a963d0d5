//! The schema of a table to the layout of its rows and the cards of its header.

mod archive;
mod cards;
mod column;
mod losses;
mod numbered;
mod params;
mod standard;

pub(crate) use self::{
    cards::{Counts, primary_cards, table_cards},
    column::{Stored, layout},
    losses::{losses, same_value},
    params::param_cards,
};
