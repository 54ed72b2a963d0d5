use std::time::Duration;

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It may go well another time, after the wait that the server asks for.
    Passing {
        /// What happened.
        reason: String,
        /// How long the server asks to wait.
        wait: Option<Duration>,
    },
    /// It would fail again.
    Lasting(String),
}

impl Failure {
    /// A failure that may pass.
    pub(crate) fn passing(reason: impl Into<String>) -> Self {
        Self::Passing { reason: reason.into(), wait: None }
    }

    /// What happened.
    pub(crate) fn reason(&self) -> &str {
        match self {
            Self::Passing { reason, .. } | Self::Lasting(reason) => reason,
        }
    }
}
