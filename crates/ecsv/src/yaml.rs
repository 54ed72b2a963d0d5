//! The YAML of ECSV headers: a tree that keeps what ECSV files mean by it, read through serde and written by rules of our own.
//!
//! Kept: the order of keys, the spelling of numbers, every tag. Not kept: anchors (their content is), comments, styles.

mod emit;
mod implicit;
mod merge;
mod node;
mod number;
mod parse;
mod scalar;
mod spelling;
mod tag;

pub(crate) use self::{
    emit::{emit_entry, emit_inline},
    implicit::is_typed_before_1_2,
    merge::last_of_each,
    node::{Kind, Node},
    number::{float_spelling, int_spelling},
    parse::{YamlError, parse},
};
