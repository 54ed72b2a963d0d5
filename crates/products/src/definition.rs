//! What a fact of the registry is made of.

mod announced;
mod column;
mod firmness;
mod flag;
mod layout;
mod param;

pub use self::{
    announced::AnnouncedProduct,
    column::{ColumnDefinition, Shape},
    firmness::Firmness,
    flag::FlagDefinition,
    layout::Layout,
    param::ParamDefinition,
};
