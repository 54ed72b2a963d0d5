use super::{Sheet, Spell};
use crate::{
    LossKind,
    text::{
        NotFiniteStyle, NumberStyle,
        number::{self, Float, Integer},
    },
};
use arrow::array::{Array, ArrowPrimitiveType, PrimitiveArray};

/// Integers.
pub(super) struct Integers<'a, T: ArrowPrimitiveType> {
    array: &'a PrimitiveArray<T>,
    /// The declared null value as it was written, and as a number of the type.
    null: Option<(&'a str, Option<T::Native>)>,
}

impl<'a, T: ArrowPrimitiveType<Native: Integer>> Integers<'a, T> {
    pub(super) fn new(array: &'a PrimitiveArray<T>, null: Option<&'a str>) -> Self {
        let word = null.map(str::trim).filter(|word| !word.is_empty());
        Self { array, null: word.map(|word| (word, number::whole(word.as_bytes(), true).ok())) }
    }
}

impl<T: ArrowPrimitiveType<Native: Integer>> Spell for Integers<'_, T> {
    fn is_null(&self, index: usize) -> bool {
        self.array.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        let value = self.array.value(index);
        value.write(sheet.out);
        if self.null.is_some_and(|(_, null)| null == Some(value)) {
            sheet.lose(LossKind::Value, "a value equals the declared null value and reads back as null");
        }
    }

    fn spell_null(&self, sheet: &mut Sheet<'_>) {
        match self.null {
            Some((word, Some(_))) => sheet.push(word),
            _ => {
                sheet.push("0");
                sheet.lose(LossKind::Null, "a null element is written as 0, for want of a declared null value");
            }
        }
    }
}

/// Floating-point numbers.
pub(super) struct Floats<'a, T: ArrowPrimitiveType>(pub(super) &'a PrimitiveArray<T>);

impl<T: ArrowPrimitiveType<Native: Float>> Spell for Floats<'_, T> {
    fn is_null(&self, index: usize) -> bool {
        self.0.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        let value = self.0.value(index);
        if !value.is_finite() {
            return sheet.push(not_finite(value, sheet));
        }
        match sheet.style.numbers {
            NumberStyle::Shortest => value.write(sheet.out),
            NumberStyle::Java => value.write_java(sheet.out),
        }
    }

    fn spell_null(&self, sheet: &mut Sheet<'_>) {
        sheet.push("NaN");
    }
}

/// NaN or an infinity.
fn not_finite<T: Float>(value: T, sheet: &Sheet<'_>) -> &'static str {
    match (sheet.style.not_finite, value.is_nan()) {
        (NotFiniteStyle::LowerNan, true) if !sheet.bracketed => "nan",
        (_, true) => "NaN",
        (NotFiniteStyle::Signed, _) if value.is_negative() => "-Inf",
        (NotFiniteStyle::Signed, _) => "+Inf",
        _ if value.is_negative() => "-Infinity",
        _ => "Infinity",
    }
}
