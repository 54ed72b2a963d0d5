use super::{RowError, block::Rows, block_mut::RowsMut, place::Place};
use arrow::datatypes::ArrowNativeType;
use std::ops::BitXor;

/// The bits of one number. Floats are moved as their bits too, so that the payload of a NaN stays what it is.
pub(super) trait Word: ArrowNativeType + Eq + BitXor<Output = Self> {
    /// Its bytes in a row.
    const SIZE: usize;
    /// The sign bit.
    const SIGN: Self;
    /// The bits of the NaN that stands under a null float; zero where there is no float of that size.
    const NAN: Self;

    /// The bits of a stored integer, or `None` where it does not fit.
    fn of_integer(value: i64, signed: bool) -> Option<Self>;

    /// Takes the numbers of one cell.
    fn extend(out: &mut Vec<Self>, bytes: &[u8], flip: Self);

    /// Takes one number of each row.
    fn extend_rows(out: &mut Vec<Self>, rows: &Rows<'_>, place: Place, flip: Self) -> Result<(), RowError>;

    /// Writes the numbers of one cell.
    fn put(words: &[Self], out: &mut [u8], flip: Self);

    /// Writes one number to each row.
    fn put_rows(words: &[Self], rows: &mut RowsMut<'_>, place: Place, flip: Self);
}

macro_rules! word {
    ($word:ty, $signed:ty, $nan:expr) => {
        impl Word for $word {
            const SIZE: usize = size_of::<$word>();
            const SIGN: Self = 1 << (<$word>::BITS - 1);
            const NAN: Self = $nan;

            fn of_integer(value: i64, signed: bool) -> Option<Self> {
                match signed {
                    true => <$signed>::try_from(value).ok().map(<$signed>::cast_unsigned),
                    false => <$word>::try_from(value).ok(),
                }
            }

            fn extend(out: &mut Vec<Self>, bytes: &[u8], flip: Self) {
                let (chunks, _) = bytes.as_chunks::<{ size_of::<$word>() }>();
                out.extend(chunks.iter().map(|bytes| Self::from_be_bytes(*bytes) ^ flip));
            }

            fn extend_rows(out: &mut Vec<Self>, rows: &Rows<'_>, place: Place, flip: Self) -> Result<(), RowError> {
                rows.extend(out, place, |bytes: &[u8; size_of::<$word>()]| Self::from_be_bytes(*bytes) ^ flip)
            }

            fn put(words: &[Self], out: &mut [u8], flip: Self) {
                let (chunks, _) = out.as_chunks_mut::<{ size_of::<$word>() }>();
                for (bytes, word) in chunks.iter_mut().zip(words) {
                    *bytes = (*word ^ flip).to_be_bytes();
                }
            }

            fn put_rows(words: &[Self], rows: &mut RowsMut<'_>, place: Place, flip: Self) {
                rows.put(words, place, |word| (*word ^ flip).to_be_bytes());
            }
        }
    };
}

word!(u8, i8, 0);
word!(u16, i16, 0);
word!(u32, i32, f32::NAN.to_bits());
word!(u64, i64, f64::NAN.to_bits());
