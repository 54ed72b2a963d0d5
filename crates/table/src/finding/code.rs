use super::Severity;

/// A kind of finding: what its code means.
///
/// A validation declares its own with [`codes!`](crate::codes).
///
/// ```
/// use gaialink_table::{Code, Severity};
/// let code = Code::new("E-REF", Severity::Error, Some("VOTable 1.5, 3.2"), "a reference to an ID that is not in the document");
/// assert_eq!(code.name, "E-REF");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// The code, such as `E-REF`.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The clause that says how it should be, where one does.
    pub clause: Option<&'static str>,
    /// What was found, in a few words.
    pub meaning: &'static str,
}

impl Code {
    /// A code of a name, a severity, a clause and a meaning.
    pub const fn new(name: &'static str, severity: Severity, clause: Option<&'static str>, meaning: &'static str) -> Self {
        Self { name, severity, clause, meaning }
    }

    /// The same code for a finding of which another clause speaks.
    #[must_use]
    pub const fn under(mut self, clause: &'static str) -> Self {
        self.clause = Some(clause);
        self
    }

    /// Whether codes are sorted by name, none there twice, and each begins with the letter of its severity: `E`, `W` or `I`.
    pub const fn are_in_order(mut codes: &[Self]) -> bool {
        while let [code, rest @ ..] = codes {
            let letter = match code.severity {
                Severity::Error => b'E',
                Severity::Warning => b'W',
                Severity::Info => b'I',
            };
            let is_named = matches!(code.name.as_bytes(), [first, b'-', _, ..] if *first == letter);
            if !is_named || matches!(rest, [next, ..] if !is_before(code.name.as_bytes(), next.name.as_bytes())) {
                return false;
            }
            codes = rest;
        }
        true
    }
}

/// Whether bytes sort before others.
const fn is_before(mut left: &[u8], mut right: &[u8]) -> bool {
    loop {
        match (left, right) {
            ([a, rest @ ..], [b, others @ ..]) => {
                if *a != *b {
                    return *a < *b;
                }
                (left, right) = (rest, others);
            }
            ([], [_, ..]) => return true,
            _ => return false,
        }
    }
}

/// Declares the codes of a validation: each as a [`Code`] of its own, and `ALL` of them as they stand, which have to be
/// [in order](Code::are_in_order) for it to compile.
///
/// ```
/// use gaialink_table::codes;
/// codes! {
///     REF "E-REF" Error Some("VOTable 1.5, 3.2"), "a reference to an ID that is not in the document";
///     UCD "W-UCD" Warning None, "a UCD that is no list of words";
/// }
/// assert_eq!(ALL, [REF, UCD]);
/// ```
#[macro_export]
macro_rules! codes {
    ($($id:ident $name:literal $severity:ident $clause:expr, $meaning:literal;)*) => {
        $(pub(super) const $id: $crate::Code = $crate::Code::new($name, $crate::Severity::$severity, $clause, $meaning);)*
        const ALL: [$crate::Code; [$($name),*].len()] = [$($id),*];
        const _: () = assert!($crate::Code::are_in_order(&ALL), "codes out of order, or named against their severity");
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order() {
        let code = |name| Code::new(name, Severity::Error, None, "");
        for (names, want) in [
            (&["E-REF"] as &[_], true),
            (&["E-REF", "E-REFS", "E-S"], true),
            (&["E-REF", "E-REF"], false),
            (&["E-REFS", "E-REF"], false),
            (&["W-REF"], false),
            (&["E-"], false),
        ] {
            let codes: Vec<_> = names.iter().map(|name| code(name)).collect();
            assert_eq!(Code::are_in_order(&codes), want, "{names:?}");
        }
    }
}
