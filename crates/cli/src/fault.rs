use gaialink::{
    Error,
    datalink::{OrderError, call::CallError, links},
    votable,
};
use std::{io, path::Path};

/// Why a command gave up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] Error),
    /// The archive does not serve what is wanted.
    #[error(transparent)]
    Order(#[from] OrderError),
    /// A {links} table is none.
    #[error(transparent)]
    Links(#[from] links::Error),
    /// A service cannot be called.
    #[error(transparent)]
    Call(#[from] CallError),
    /// A service descriptor cannot be read.
    #[error("cannot read the service descriptor")]
    Service(#[from] votable::Error),
    /// A file has no links.
    #[error("neither a {{links}} table nor a table that says where its links are")]
    NoLinks,
    /// Any of these, in a file.
    #[error("{path}")]
    In {
        /// The file.
        path: String,
        /// What is wrong.
        #[source]
        source: Box<Fault>,
    },
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

impl Fault {
    /// The same, in a file, where it does not say so already.
    pub(crate) fn of(self, path: &Path) -> Self {
        match self {
            Self::Links(_) | Self::Call(_) | Self::Service(_) | Self::NoLinks => {
                Self::In { path: path.display().to_string(), source: Box::new(self) }
            }
            Self::Read(error) => Self::Read(error.at(&path.display().to_string())),
            other => other,
        }
    }
}
