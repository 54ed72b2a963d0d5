use serde::{Deserialize, Serialize};

/// One row of a {links} table (DataLink 1.1, 3.2). Null and text without characters are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// What it belongs to: `ID`, such as `Gaia DR3 5937083312263887616`.
    #[serde(rename = "ID")]
    pub id: Option<String>,
    /// Where the data are.
    pub access_url: Option<String>,
    /// The ID of the RESOURCE that tells how a service is called.
    pub service_def: Option<String>,
    /// Why there is no link.
    pub error_message: Option<String>,
    /// What it is, for people.
    pub description: Option<String>,
    /// What it is to the thing, such as `#this` or `#preview`.
    pub semantics: Option<String>,
    /// The MIME type.
    pub content_type: Option<String>,
    /// The size, in bytes.
    pub content_length: Option<i64>,
    /// What kind of product it is, such as `#timeseries`.
    pub content_qualifier: Option<String>,
    /// A word by which the service marks links of the same kind.
    pub local_semantics: Option<String>,
    /// Whether one has to be logged in: `false`, `optional` or `true`; see [`LinkAuth`](super::LinkAuth).
    pub link_auth: Option<String>,
    /// Whether whoever asked may use it.
    pub link_authorized: Option<bool>,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target<'a> {
    /// To data.
    AccessUrl(&'a str),
    /// To a service, which the RESOURCE of that ID describes.
    ServiceDef(&'a str),
    /// To nothing, for the reason told.
    Error(&'a str),
}

/// A link that leads nowhere, or to several places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} of access_url, service_def and error_message are there; expected one of them")]
pub struct TargetError {
    /// How many of them are there.
    pub found: usize,
}

impl Link {
    /// Where it leads: the one of `access_url`, `service_def` and `error_message` that is there.
    ///
    /// # Errors
    ///
    /// [`TargetError`] where none of them is there, or several are.
    pub fn target(&self) -> Result<Target<'_>, TargetError> {
        match (self.access_url.as_deref(), self.service_def.as_deref(), self.error_message.as_deref()) {
            (Some(url), None, None) => Ok(Target::AccessUrl(url)),
            (None, Some(id), None) => Ok(Target::ServiceDef(id)),
            (None, None, Some(message)) => Ok(Target::Error(message)),
            (url, id, message) => Err(TargetError { found: [url, id, message].into_iter().flatten().count() }),
        }
    }
}
