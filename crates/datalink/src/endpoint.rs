use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Where a data server of the archive answers: the address under which `data` and `datalink/links` lie.
///
/// ```
/// use gaialink_datalink::Endpoint;
/// let archive = Endpoint::default();
/// assert_eq!(archive.data(), "https://gea.esac.esa.int/data-server/data");
/// assert_eq!(archive.links(), "https://gea.esac.esa.int/data-server/datalink/links");
/// assert_eq!("https://gea.esac.esa.int/data-server/data".parse(), Ok(archive));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Endpoint(String);

/// Why a text is no [`Endpoint`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseEndpointError {
    /// It does not begin with `https://` or `http://` and a host.
    #[error("{0:?} is no address; expected one such as `https://gea.esac.esa.int/data-server`")]
    Form(String),
    /// It holds a user name or password, which would end up in logs. The text itself is not told.
    #[error("an address with a user name or password is not used")]
    Credentials,
    /// It has a query or a fragment.
    #[error("{0:?} has a query or fragment; expected an address without them")]
    Query(String),
}

impl Endpoint {
    /// The address under which the others lie, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.0
    }

    /// The address that serves products.
    pub fn data(&self) -> String {
        format!("{}/data", self.0)
    }

    /// The address that serves {links} tables.
    pub fn links(&self) -> String {
        format!("{}/datalink/links", self.0)
    }

    /// Whether the way there is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl Default for Endpoint {
    /// The archive at ESAC.
    fn default() -> Self {
        Self("https://gea.esac.esa.int/data-server".to_owned())
    }
}

impl FromStr for Endpoint {
    type Err = ParseEndpointError;

    fn from_str(text: &str) -> Result<Self, ParseEndpointError> {
        let form = || ParseEndpointError::Form(text.to_owned());
        let trimmed = text.trim().trim_end_matches('/');
        let (scheme, rest) = trimmed.split_once("://").ok_or_else(form)?;
        let scheme = scheme.to_ascii_lowercase();
        let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
        if host.contains('@') {
            return Err(ParseEndpointError::Credentials);
        }
        if rest.contains(['?', '#']) {
            return Err(ParseEndpointError::Query(text.to_owned()));
        }
        let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
        if !["https", "http"].contains(&&*scheme) || host.is_empty() || rest.contains(odd) {
            return Err(form());
        }
        let path = format!("/{path}");
        let path = ["/data", "/datalink/links"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(&path);
        Ok(Self(format!("{scheme}://{host}{}", path.trim_end_matches('/'))))
    }
}

impl TryFrom<String> for Endpoint {
    type Error = ParseEndpointError;

    fn try_from(text: String) -> Result<Self, ParseEndpointError> {
        text.parse()
    }
}

impl From<Endpoint> for String {
    fn from(endpoint: Endpoint) -> Self {
        endpoint.0
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, want) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("HTTPS://a.b/data-server/", "https://a.b/data-server"),
            ("https://a.b/data-server/data", "https://a.b/data-server"),
            ("https://a.b/data-server/datalink/links", "https://a.b/data-server"),
            ("https://a.b/data", "https://a.b"),
            ("https://a.b/metadata", "https://a.b/metadata"),
        ] {
            assert_eq!(text.parse::<Endpoint>().unwrap().base(), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_says_why() {
        let form = |text: &str| ParseEndpointError::Form(text.to_owned());
        for (text, want) in [
            ("", form("")),
            ("gea.esac.esa.int", form("gea.esac.esa.int")),
            ("ftp://a.b", form("ftp://a.b")),
            ("https://", form("https://")),
            ("https://a b/", form("https://a b/")),
            ("https://me:secret@a.b/data", ParseEndpointError::Credentials),
            ("https://a.b/?x", ParseEndpointError::Query("https://a.b/?x".into())),
        ] {
            assert_eq!(text.parse::<Endpoint>(), Err(want), "{text}");
        }
    }
}
