//! Words of the archive, each of which is a value of a type.

use std::fmt;

/// A type of a few values that have a name each.
pub(crate) trait Named: Copy + PartialEq + 'static {
    /// The values and their names.
    const NAMES: &'static [(Self, &'static str)];

    /// The name of a value.
    fn named(self) -> &'static str {
        Self::NAMES.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
    }

    /// Every value.
    fn values() -> impl Iterator<Item = Self> {
        Self::NAMES.iter().map(|(value, _)| *value)
    }

    /// The value of a name; small and capital letters are alike.
    fn of_name(text: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text.trim())).map(|(value, _)| *value)
    }

    /// Writes the name.
    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.named())
    }
}

/// Checks that every name comes back, in other letters and in JSON as well.
#[cfg(test)]
pub(crate) fn check<T>()
where
    T: Named + fmt::Display + fmt::Debug + serde::Serialize + std::str::FromStr<Err: fmt::Debug>,
{
    for (value, name) in T::NAMES {
        assert_eq!(name.to_ascii_uppercase().parse::<T>().unwrap(), *value);
        assert_eq!(format!(" {name} ").to_ascii_lowercase().parse::<T>().unwrap(), *value);
        assert_eq!(value.to_string(), *name);
        assert_eq!(serde_json::to_string(value).unwrap(), format!("{name:?}"));
    }
}
