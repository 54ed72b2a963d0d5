use gaialink_table::{
    Param,
    schema::{Choice, Values},
};

/// An input of a service: a PARAM of the GROUP `inputParams`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Input {
    /// The PARAM, with its datatype, unit, UCD, description and VALUES.
    pub param: Param,
}

impl Input {
    /// An input that a PARAM describes.
    pub fn new(param: Param) -> Self {
        Self { param }
    }

    /// The name that the input has in a request.
    pub fn name(&self) -> &str {
        self.param.name()
    }

    /// The ID of the FIELD or PARAM that its value is taken from: the `ref` attribute.
    pub fn source(&self) -> Option<&str> {
        self.param.field.reference.as_deref()
    }

    /// The value that it has by itself, where that is not empty.
    pub fn value(&self) -> Option<&str> {
        Some(self.param.value.as_str()).filter(|value| !value.is_empty())
    }

    /// The values that it may have: the OPTIONs, those inside others too.
    pub fn options(&self) -> impl Iterator<Item = &Choice> {
        let mut rest: Vec<&Choice> = self.values().flat_map(|values| &values.options).collect();
        rest.reverse();
        std::iter::from_fn(move || {
            let next = rest.pop()?;
            rest.extend(next.options.iter().rev());
            Some(next)
        })
    }

    /// The text of its smallest value: MIN.
    pub fn min(&self) -> Option<&str> {
        self.values().find_map(|values| values.min.as_ref()).map(|bound| bound.value.as_str())
    }

    /// The text of its largest value: MAX.
    pub fn max(&self) -> Option<&str> {
        self.values().find_map(|values| values.max.as_ref()).map(|bound| bound.value.as_str())
    }

    /// Those of what is legal first, then those of what occurs.
    fn values(&self) -> impl Iterator<Item = &Values> {
        let of = |actual: bool| move |values: &&Values| (values.kind.as_deref() == Some("actual")) == actual;
        let all = || self.param.field.values.iter();
        all().filter(of(false)).chain(all().filter(of(true)))
    }
}
