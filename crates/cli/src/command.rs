//! What the subcommands do.

pub(crate) mod convert;
#[cfg(feature = "fetch")]
pub(crate) mod fetch;
pub(crate) mod head;
pub(crate) mod info;
pub(crate) mod links;
pub(crate) mod request;
pub(crate) mod stack;
pub(crate) mod validate;
