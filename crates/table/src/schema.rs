//! What the Virtual Observatory says of a table and its columns, and its way to Arrow metadata and back.

mod array_size;
pub mod arrow;
mod coosys;
mod datatype;
mod extra;
mod field;
mod group;
mod info;
pub(crate) mod json;
mod link;
pub mod normalize;
mod param;
mod scope;
mod table;
mod timesys;
mod unique_names;
mod values;

pub use self::{
    array_size::{ArraySize, ParseArraySizeError},
    coosys::Coosys,
    datatype::{Datatype, ParseDatatypeError},
    extra::Extra,
    field::Field,
    group::{Group, GroupEntry, Reference},
    info::Info,
    link::Link,
    normalize::Normalizer,
    param::{Param, ParamError},
    scope::{Scope, ScopeKind},
    table::Schema,
    timesys::Timesys,
    values::{Bound, Choice, Values},
};
