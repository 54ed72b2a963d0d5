//! The YAML of ECSV headers: a tree that keeps what ECSV files mean by it, read through serde and written by rules of our own.
//!
//! Kept: the order of keys, the spelling of numbers, every tag. Not kept: anchors (their content is), comments, styles.

mod emit;
mod node;
mod number;
mod parse;
mod scalar;
mod spelling;

pub(crate) use self::{
    emit::{emit, emit_entry},
    node::{Kind, Node},
    number::{float_spelling, int_spelling},
    parse::{YamlError, parse},
};
