//! What the subcommands do.

pub(crate) mod convert;
pub(crate) mod head;
pub(crate) mod info;
