/// What stops a chore: any error, told to the user as it is.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The result of a chore or of a part of one.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;
