//! CSV (RFC 4180).

pub(crate) mod infer;
