use gaialink::{Error, datalink::OrderError};
use std::io;

/// Why a command gave up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] Error),
    /// The archive does not serve what is wanted.
    #[error(transparent)]
    Order(#[from] OrderError),
    /// Something could not be printed.
    #[error("cannot print")]
    Print(#[from] io::Error),
    /// Something in the output directory.
    #[cfg(feature = "fetch")]
    #[error("{path}: cannot {action}")]
    Directory {
        /// The file or directory.
        path: String,
        /// What was tried.
        action: &'static str,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// Another process works in the same directory.
    #[cfg(feature = "fetch")]
    #[error("{0}: another fetch is at work here")]
    Busy(String),
    /// The way to the server is not encrypted.
    #[cfg(feature = "fetch")]
    #[error("{0} is not encrypted; --allow-http goes there all the same")]
    Http(String),
}
