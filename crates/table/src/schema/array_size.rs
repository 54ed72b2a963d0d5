use serde::{Deserialize, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The shape of a cell: the numbers of a VOTable `arraysize` or a FITS `TDIM`, first index fastest.
///
/// A scalar has no numbers. `3x4` is fixed, `*`, `3x*` and `3x8*` are variable in their last number, the latter with a
/// bound that is advice only (VOTable 1.5, 2.2). For `char` and `unicodeChar` the first number is the length of a string.
///
/// ```
/// use gaialink_table::ArraySize;
/// let size: ArraySize = "3x*".parse()?;
/// assert_eq!(size, ArraySize::variable(&[3], None));
/// assert_eq!(size.to_string(), "3x*");
/// assert_eq!("343".parse::<ArraySize>()?.fixed_len(), Some(343));
/// # Ok::<_, gaialink_table::schema::ParseArraySizeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct ArraySize {
    /// The fixed numbers, first index fastest.
    dims: Vec<u64>,
    /// The variable last number: its bound, where one is given.
    last: Option<Option<u64>>,
}

impl ArraySize {
    /// One element.
    pub const SCALAR: Self = Self { dims: Vec::new(), last: None };

    /// A fixed shape, first index fastest; no numbers are a scalar.
    pub fn fixed(dims: &[u64]) -> Self {
        Self { dims: dims.to_vec(), last: None }
    }

    /// A shape whose last number varies from row to row, behind the given fixed ones.
    pub fn variable(inner: &[u64], bound: Option<u64>) -> Self {
        Self { dims: inner.to_vec(), last: Some(bound) }
    }

    /// Whether this is one element.
    pub fn is_scalar(&self) -> bool {
        self.dims.is_empty() && self.last.is_none()
    }

    /// Whether the last number varies.
    pub fn is_variable(&self) -> bool {
        self.last.is_some()
    }

    /// The bound of the variable last number, where there is one.
    pub fn bound(&self) -> Option<u64> {
        self.last.flatten()
    }

    /// The fixed numbers, first index fastest; a variable last number is not among them.
    pub fn dims(&self) -> &[u64] {
        &self.dims
    }

    /// How many elements a cell has: the product of the numbers, 1 for a scalar, the largest number where it overflows;
    /// `None` where the last number varies.
    pub fn fixed_len(&self) -> Option<u64> {
        if self.is_variable() { None } else { Some(self.inner_len()) }
    }

    /// The product of the fixed numbers: the elements of a cell, or of one step of the variable last number.
    pub fn inner_len(&self) -> u64 {
        self.dims.iter().fold(1, |product, dim| product.saturating_mul(*dim))
    }

    /// For text: the shape of the array of strings, without the length of a string. A shape whose only number is that
    /// length is a scalar here.
    #[must_use]
    pub fn of_strings(&self) -> Self {
        match self.dims.get(1..) {
            Some(rest) => Self { dims: rest.to_vec(), last: self.last },
            None => Self::SCALAR,
        }
    }

    /// For text: the fixed length of a string, or `None` where it varies (`*`). A scalar is one character.
    pub fn string_len(&self) -> Option<u64> {
        match self.dims.first() {
            Some(len) => Some(*len),
            None if self.is_variable() => None,
            None => Some(1),
        }
    }
}

impl fmt::Display for ArraySize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for dim in &self.dims {
            write!(f, "{separator}{dim}")?;
            separator = "x";
        }
        match self.last {
            None => Ok(()),
            Some(None) => write!(f, "{separator}*"),
            Some(Some(bound)) => write!(f, "{separator}{bound}*"),
        }
    }
}

impl Serialize for ArraySize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is no arraysize.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no arraysize; expected numbers joined by `x`, the last one possibly `*` or a number and `*`")]
pub struct ParseArraySizeError {
    /// The text that was found.
    pub found: String,
}

impl FromStr for ArraySize {
    type Err = ParseArraySizeError;

    /// Parses an `arraysize` attribute; the empty text is a scalar. Blanks around it are ignored.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        match trimmed.is_empty() {
            true => Ok(Self::SCALAR),
            false => parse(trimmed).ok_or_else(|| ParseArraySizeError { found: text.to_owned() }),
        }
    }
}

/// The shape that numbers joined by `x` say.
fn parse(text: &str) -> Option<ArraySize> {
    let (fixed, last) = match text.rsplit_once('x') {
        Some((head, last)) => (Some(head), last),
        None => (None, text),
    };
    let dims = fixed.into_iter().flat_map(|head| head.split('x')).map(number);
    let mut dims = dims.collect::<Option<Vec<u64>>>()?;
    let last = match last.strip_suffix('*') {
        Some("") => Some(None),
        Some(bound) => Some(Some(number(bound)?)),
        None => {
            dims.push(number(last)?);
            None
        }
    };
    Some(ArraySize { dims, last })
}

/// A number without a sign.
fn number(part: &str) -> Option<u64> {
    part.parse().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()))
}

impl TryFrom<String> for ArraySize {
    type Error = ParseArraySizeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ArraySize> for String {
    fn from(size: ArraySize) -> Self {
        size.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let cases = [
            ("", ArraySize::SCALAR),
            ("1", ArraySize::fixed(&[1])),
            ("343", ArraySize::fixed(&[343])),
            ("3x4", ArraySize::fixed(&[3, 4])),
            ("*", ArraySize::variable(&[], None)),
            ("8*", ArraySize::variable(&[], Some(8))),
            ("3x4x*", ArraySize::variable(&[3, 4], None)),
            ("3x8*", ArraySize::variable(&[3], Some(8))),
        ];
        for (text, want) in cases {
            assert_eq!(text.parse(), Ok(want.clone()), "{text:?}");
            assert_eq!(want.to_string(), text);
        }
        for bad in ["x", "3x", "x3", "*x3", "-1", "+1", "3 4", "3.0", "99999999999999999999", "**"] {
            assert_eq!(bad.parse::<ArraySize>(), Err(ParseArraySizeError { found: bad.into() }));
        }
    }

    #[test]
    fn strings_take_the_first_number() {
        let cases = [
            ("", Some(1), ""),
            ("8", Some(8), ""),
            ("*", None, ""),
            ("8x3", Some(8), "3"),
            ("8x*", Some(8), "*"),
            ("8x3x4*", Some(8), "3x4*"),
        ];
        for (text, len, strings) in cases {
            let size: ArraySize = text.parse().unwrap();
            assert_eq!(size.string_len(), len, "{text:?}");
            assert_eq!(size.of_strings().to_string(), strings, "{text:?}");
        }
    }

    #[test]
    fn a_product_does_not_overflow() {
        let size: ArraySize = "9999999999x9999999999x9999999999".parse().unwrap();
        assert_eq!(size.fixed_len(), Some(u64::MAX));
    }
}
