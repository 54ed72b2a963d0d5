use super::{DataRequest, LinkingParameter, ParseDataFormatError, ParseLinkingParameterError, StructureWords};
use crate::{Id, ParseIdError, ParseRetrievalTypeError, RetrievalType, form};
use gaialink_products::{ParseStructureError, Release, Structure};

/// Why a URL or form is no [`DataRequest`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The URL has no query.
    #[error("the URL has no query")]
    Query,
    /// A parameter that every request has is not there.
    #[error("no parameter `{0}`")]
    Missing(&'static str),
    /// A parameter stands twice.
    #[error("the parameter `{0}` stands twice")]
    Twice(&'static str),
    /// `VALID_DATA` or `USE_ZIP_ALWAYS` is neither true nor false.
    #[error("the parameter `{name}` is `{found}`; expected true or false")]
    Flag {
        /// The parameter.
        name: &'static str,
        /// Its value.
        found: String,
    },
    /// An entry of `ID`.
    #[error("the parameter `ID`")]
    Id(#[from] ParseIdError),
    /// `RETRIEVAL_TYPE`.
    #[error("the parameter `RETRIEVAL_TYPE`")]
    RetrievalType(#[from] ParseRetrievalTypeError),
    /// `DATA_STRUCTURE`.
    #[error("the parameter `DATA_STRUCTURE`")]
    Structure(#[from] ParseStructureError),
    /// `FORMAT`.
    #[error("the parameter `FORMAT`")]
    Format(#[from] ParseDataFormatError),
    /// `LINKING_PARAMETER`.
    #[error("the parameter `LINKING_PARAMETER`")]
    LinkingParameter(#[from] ParseLinkingParameterError),
}

/// The parameters that are known here.
const KNOWN: [&str; 8] =
    ["ID", "RETRIEVAL_TYPE", "RELEASE", "DATA_STRUCTURE", "FORMAT", "VALID_DATA", "USE_ZIP_ALWAYS", "LINKING_PARAMETER"];

impl DataRequest {
    /// The request in the query of a URL, wherever it goes to.
    ///
    /// # Errors
    ///
    /// [`ParseError`] where there is no query, or where it is no request.
    pub fn from_url(url: &str) -> Result<Self, ParseError> {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        let (_, query) = url.split_once('?').ok_or(ParseError::Query)?;
        Self::from_form(query)
    }

    /// The request in the form of a POST. Names of parameters are read in small and capital letters (DALI 1.1, 3).
    ///
    /// # Errors
    ///
    /// [`ParseError`] where a parameter is missing, stands twice, or has no value that is known.
    pub fn from_form(form: &str) -> Result<Self, ParseError> {
        let mut values: [Option<String>; KNOWN.len()] = Default::default();
        let mut others = Vec::new();
        for (name, value) in form::parse(form) {
            let known = KNOWN.iter().zip(&mut values).find(|(known, _)| known.eq_ignore_ascii_case(&name));
            match known {
                None => others.push((name, value)),
                Some((known, Some(_))) => return Err(ParseError::Twice(known)),
                Some((_, place)) => *place = Some(value),
            }
        }
        let [ids, kind, release, structure, format, valid_data, zip, linking] = values;
        let kind: RetrievalType = kind.ok_or(ParseError::Missing("RETRIEVAL_TYPE"))?.parse()?;
        let ids = ids.ok_or(ParseError::Missing("ID"))?;
        let mut request = Self::new(kind, ids.split(',').map(str::parse).collect::<Result<Vec<Id>, _>>()?);
        request.release = release.map(Release::from);
        request.structure_words = words(structure.as_deref(), request.release.as_ref());
        request.structure = structure.map(|word| word.to_ascii_uppercase().parse::<Structure>()).transpose()?;
        request.format = format.map(|word| word.parse()).transpose()?;
        request.valid_data = flag("VALID_DATA", valid_data)?;
        request.use_zip_always = flag("USE_ZIP_ALWAYS", zip)?;
        request.linking_parameter = linking.map(|word| word.parse::<LinkingParameter>()).transpose()?;
        request.others = others;
        Ok(request)
    }
}

fn words(structure: Option<&str>, release: Option<&Release>) -> StructureWords {
    match (structure, release) {
        (Some(word), _) if word.to_ascii_uppercase().starts_with("DATAMODEL_") => StructureWords::New,
        (None, Some(release)) => StructureWords::of(release),
        _ => StructureWords::Old,
    }
}

fn flag(name: &'static str, value: Option<String>) -> Result<Option<bool>, ParseError> {
    let Some(found) = value else { return Ok(None) };
    match &*found.to_ascii_lowercase() {
        "true" => Ok(Some(true)),
        "false" => Ok(Some(false)),
        _ => Err(ParseError::Flag { name, found }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_request_says_why() {
        let id = |text: &str| ParseError::Id(ParseIdError::Form(text.into()));
        for (form, want) in [
            ("", ParseError::Missing("RETRIEVAL_TYPE")),
            ("RETRIEVAL_TYPE=RVS", ParseError::Missing("ID")),
            ("RETRIEVAL_TYPE=RVS&ID=", id("")),
            ("RETRIEVAL_TYPE=RVS&ID=1,,2", id("")),
            ("RETRIEVAL_TYPE=RVS&ID=1&id=2", ParseError::Twice("ID")),
            ("RETRIEVAL_TYPE=R+S&ID=1", ParseError::RetrievalType(ParseRetrievalTypeError { found: "R S".into() })),
            ("RETRIEVAL_TYPE=RVS&ID=1&DATA_STRUCTURE=X", ParseError::Structure(ParseStructureError { found: "X".into() })),
            ("RETRIEVAL_TYPE=RVS&ID=1&FORMAT=x", ParseError::Format(ParseDataFormatError { found: "x".into() })),
            ("RETRIEVAL_TYPE=RVS&ID=1&VALID_DATA=1", ParseError::Flag { name: "VALID_DATA", found: "1".into() }),
        ] {
            assert_eq!(DataRequest::from_form(form), Err(want), "{form}");
        }
        assert_eq!(DataRequest::from_url("https://a.b/data"), Err(ParseError::Query));
    }

    #[test]
    fn other_spellings_are_read() {
        let form = "id=1%2C2&retrieval_type=epoch_photometry&Data_Structure=datamodel_gaia&release=DR3&x=1&x=2";
        let request = DataRequest::from_form(form).unwrap();
        assert_eq!(request.ids, [Id::Number(1), Id::Number(2)]);
        assert_eq!((request.structure, request.structure_words), (Some(Structure::Raw), StructureWords::New));
        assert_eq!(request.release, Some(Release::Dr3));
        assert_eq!(request.others, [("x".into(), "1".into()), ("x".into(), "2".into())]);
    }
}
