use super::Notes;
use crate::{
    card::Card,
    tdim, tdisp,
    tform::{Storage, Tform},
};
use gaialink_table::{
    ArraySize, Datatype, Field,
    rows::{Length, PackedField},
    schema::{Extra, Values},
};

/// The comment of a TNULL that was chosen where null integers were written, since their column declares no null value.
pub(crate) const CHOSEN_NULL: &str = "null value, chosen by the writer of the rows";

/// The cards of one column.
#[derive(Debug, Default)]
pub(super) struct ColumnCards<'a> {
    pub number: usize,
    pub name: Option<&'a Card>,
    pub form: Option<&'a Card>,
    pub start: Option<&'a Card>,
    pub dim: Option<&'a Card>,
    pub null: Option<&'a Card>,
    pub scale: Option<&'a Card>,
    pub zero: Option<&'a Card>,
    pub unit: Option<&'a Card>,
    pub ucd: Option<&'a Card>,
    pub utype: Option<&'a Card>,
    pub xtype: Option<&'a Card>,
    pub description: Option<&'a Card>,
    pub display: Option<&'a str>,
    pub extras: Vec<Extra>,
}

/// One column: what it is, and how it lies in a row.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// The column as the table has it.
    pub field: Field,
    /// The column as it lies in a row; of another type than `field` where it is scaled.
    pub packed: PackedField,
    /// How stored numbers become values, where they are scaled.
    pub scale: Option<Scale>,
    /// The character that ends each string, where a cell is one text of many.
    pub delimiter: Option<u8>,
    /// The shape of a cell in the heap without the dimensions that the cards give it, which count only where every cell has so many elements.
    pub flat: Option<ArraySize>,
    /// How many elements of a cell count, where the rest is fill.
    pub keep: Option<usize>,
}

/// `value = zero + scale * stored` (FITS 4.0, 7.3.2: TSCAL and TZERO).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// TSCAL.
    pub scale: f64,
    /// TZERO; of complex numbers it is added to the real part.
    pub zero: f64,
}

impl ColumnCards<'_> {
    /// The name: what TTYPE says, or `col` and the number.
    pub(super) fn label(&self) -> String {
        self.name.and_then(Card::text).map_or_else(|| format!("col{}", self.number), str::to_owned)
    }
}

impl Scale {
    /// No scaling.
    pub(crate) const NONE: Self = Self { scale: 1.0, zero: 0.0 };

    /// What the cards say, unless it changes nothing.
    pub(super) fn of(cards: &ColumnCards<'_>, name: &str, notes: &mut Notes<'_>) -> Option<Self> {
        let mut number = |card: Option<&Card>, default: f64| match card {
            None => default,
            Some(card) => card.real().unwrap_or_else(|| {
                notes.add("W-FITS-SCALE", name, format!("`{}` is no number and was passed over", card.keyword));
                default
            }),
        };
        let found = Self { scale: number(cards.scale, 1.0), zero: number(cards.zero, 0.0) };
        (found != Self::NONE).then_some(found)
    }

    /// The value of a stored number.
    pub(crate) fn apply(self, stored: f64) -> f64 {
        self.scale * stored + self.zero
    }
}

impl Column {
    pub(super) fn new(cards: &ColumnCards<'_>, quoted_twice: bool, notes: &mut Notes<'_>) -> Option<Self> {
        let form: Tform = cards.form?.text()?.parse().ok()?;
        let name = cards.label();
        if form.odd_max {
            notes.add(
                "W-FITS-TFORM",
                &name,
                "what stands in brackets in TFORM is no largest count and was passed over".to_owned(),
            );
        }
        let shape = Shape::of(&form, cards, &name, notes);
        let mut field = Field::array(&name, form.datatype, shape.size);
        let meaning = Meaning::of(&form, cards, &name, notes);
        field.datatype = meaning.datatype;
        let null = null(&form, cards, &name, notes);
        let mut stored = field.clone();
        let (all, keep) = shape.filled.unzip();
        stored.arraysize = all.unwrap_or(stored.arraysize);
        if form.delimiter.is_some() {
            field.arraysize = ArraySize::variable(&[form.width.unwrap_or(0)], None);
        }
        if meaning.scale.is_some() {
            field.datatype = if is_complex(form.datatype) { Datatype::DoubleComplex } else { Datatype::Double };
        } else if let Some(null) = null.filter(|_| cards.null.is_none_or(|card| card.comment != CHOSEN_NULL)) {
            let mut values = Values::default();
            values.null = Some(physical(null, field.datatype).to_string());
            field.values.push(values);
        }
        describe(&mut field, cards, quoted_twice);
        let packed = PackedField { field: stored, length: length(&form)?, null, flip_sign: meaning.flip };
        Some(Self { field, packed, scale: meaning.scale, delimiter: form.delimiter, flat: shape.flat, keep })
    }
}

/// What the stored numbers mean.
struct Meaning {
    datatype: Datatype,
    flip: bool,
    scale: Option<Scale>,
}

impl Meaning {
    fn of(form: &Tform, cards: &ColumnCards<'_>, name: &str, notes: &mut Notes<'_>) -> Self {
        let plain = |datatype, flip| Self { datatype, flip, scale: None };
        let integer = cards.zero.and_then(Card::integer);
        let Some(found) = Scale::of(cards, name, notes) else { return plain(form.datatype, false) };
        let Scale { scale, zero } = found;
        let unsigned = |exact: i128| scale == 1.0 && (integer.map(i128::from) == Some(exact) || is_exactly(zero, exact));
        match form.datatype {
            Datatype::UnsignedByte if unsigned(-128) => plain(Datatype::SignedByte, true),
            Datatype::Short if unsigned(1 << 15) => plain(Datatype::UnsignedShort, true),
            Datatype::Int if unsigned(1 << 31) => plain(Datatype::UnsignedInt, true),
            Datatype::Long if unsigned(1 << 63) => plain(Datatype::UnsignedLong, true),
            other if other.is_integer() || other.is_floating() || is_complex(other) => {
                Self { datatype: other, flip: false, scale: Some(found) }
            }
            other => {
                notes.add("W-FITS-SCALE", name, format!("TSCAL and TZERO have no meaning for {other} here and were passed over"));
                plain(other, false)
            }
        }
    }
}

fn is_complex(datatype: Datatype) -> bool {
    matches!(datatype, Datatype::FloatComplex | Datatype::DoubleComplex)
}

/// Whether a TZERO is exactly that power of two.
fn is_exactly(zero: f64, exact: i128) -> bool {
    [(-128.0, -128), (32768.0, 1 << 15), (2147483648.0, 1 << 31), (9223372036854775808.0, 1_i128 << 63)].contains(&(zero, exact))
}

/// The value of a stored integer.
fn physical(stored: i64, datatype: Datatype) -> i128 {
    i128::from(stored)
        + match datatype {
            Datatype::SignedByte => -128,
            Datatype::UnsignedShort => 1 << 15,
            Datatype::UnsignedInt => 1 << 31,
            Datatype::UnsignedLong => 1 << 63,
            _ => 0,
        }
}

/// The stored integer that stands for null: a TNULL that the column can hold.
fn null(form: &Tform, cards: &ColumnCards<'_>, name: &str, notes: &mut Notes<'_>) -> Option<i64> {
    let card = cards.null?;
    let range = match form.datatype {
        Datatype::UnsignedByte => 0..=255,
        Datatype::Short => i64::from(i16::MIN)..=i64::from(i16::MAX),
        Datatype::Int => i64::from(i32::MIN)..=i64::from(i32::MAX),
        Datatype::Long => i64::MIN..=i64::MAX,
        _ => {
            notes.add("W-FITS-TNULL", name, "TNULL has a meaning for integers only and was passed over".to_owned());
            return None;
        }
    };
    let null = card.integer().filter(|null| range.contains(null));
    if null.is_none() {
        let found = card.value.as_ref().map_or("undefined", |value| value.as_text());
        notes.add("W-FITS-TNULL", name, format!("TNULL {found} is no value of the column and was passed over"));
    }
    null
}

fn length(form: &Tform) -> Option<Length> {
    Some(match form.storage {
        _ if form.storage != Storage::Inline && form.repeat == 0 => Length::Fixed(0),
        Storage::Inline => Length::Fixed(usize::try_from(form.repeat).ok()?),
        Storage::Heap32(_) => Length::Descriptor32,
        Storage::Heap64(_) => Length::Descriptor64,
    })
}

/// The shape of a cell, and how its elements lie where that is something else.
struct Shape {
    /// As the table has it: TDIM where it fits, the `w` of `rAw`, or the repeat count.
    size: ArraySize,
    /// Of a cell in the heap the shape without its dimensions, where it has some.
    flat: Option<ArraySize>,
    /// Of a cell in the row all its elements, where TDIM leaves some of them for fill, and how many are none.
    filled: Option<(ArraySize, usize)>,
}

impl Shape {
    fn of(form: &Tform, cards: &ColumnCards<'_>, name: &str, notes: &mut Notes<'_>) -> Self {
        if !form.is_variable() {
            let (size, filled) = match filled(form, cards) {
                Some((size, stored, kept)) => (size, Some((stored, kept))),
                None => (fixed_size(form, cards, name, notes), None),
            };
            return Self { size, flat: None, filled };
        }
        let flat = ArraySize::variable(&[], form.max());
        match inner(form, cards, name, notes) {
            Some((inner, bound)) => Self { size: ArraySize::variable(&inner, bound), flat: Some(flat), filled: None },
            None => Self { size: flat, flat: None, filled: None },
        }
    }
}

/// The shape of a cell whose TDIM has fewer elements than there are, behind which comes fill (FITS 4.0, 7.3.2), how all of them lie, and how many
/// count; of text strings.
fn filled(form: &Tform, cards: &ColumnCards<'_>) -> Option<(ArraySize, ArraySize, usize)> {
    let inline = form.storage == Storage::Inline && form.delimiter.is_none();
    let dims = cards.dim.filter(|_| inline)?.text().and_then(tdim::parse)?;
    let product = dims.iter().try_fold(1_u64, |n, dim| n.checked_mul(*dim))?;
    if product == 0 || product >= form.repeat {
        return None;
    }
    if !form.datatype.is_text() {
        return Some((ArraySize::fixed(&dims), ArraySize::fixed(&[form.repeat]), usize::try_from(product).ok()?));
    }
    let (width, strings) = dims.split_first().filter(|(width, rest)| !rest.is_empty() && form.repeat.is_multiple_of(**width))?;
    let stored = ArraySize::fixed(&[*width, form.repeat / width]);
    Some((ArraySize::fixed(&dims), stored, usize::try_from(strings.iter().product::<u64>()).ok()?))
}

/// The dimensions of a cell in the heap but for the last, which varies from row to row, and the bound of that: those of TDIM, or the width of
/// strings by the substring convention.
fn inner(form: &Tform, cards: &ColumnCards<'_>, name: &str, notes: &mut Notes<'_>) -> Option<(Vec<u64>, Option<u64>)> {
    if form.delimiter.is_some() {
        return None;
    }
    let of_width = form.width.map(|width| (vec![width], form.max().and_then(|max| max.checked_div(width))));
    let Some(card) = cards.dim else { return of_width };
    match card.text().and_then(tdim::parse) {
        // One dimension says no more than the descriptors.
        Some(dims) if dims.len() < 2 => of_width,
        Some(mut dims) => dims.pop().map(|last| (dims, Some(last))),
        None => {
            notes.add("W-FITS-TDIM", name, "TDIM gives no dimensions and was passed over".to_owned());
            of_width
        }
    }
}

/// The shape of a cell in the row.
fn fixed_size(form: &Tform, cards: &ColumnCards<'_>, name: &str, notes: &mut Notes<'_>) -> ArraySize {
    let repeat = if form.storage == Storage::Inline { form.repeat } else { 0 };
    if let Some(card) = cards.dim.filter(|_| form.delimiter.is_none()) {
        let dims = card.text().and_then(tdim::parse);
        let fits = |dims: &Vec<u64>| dims.iter().try_fold(1_u64, |n, dim| n.checked_mul(*dim)) == Some(repeat);
        match dims.filter(fits) {
            Some(dims) => return ArraySize::fixed(&dims),
            None => notes.add(
                "W-FITS-TDIM",
                name,
                format!("TDIM does not give the {repeat} elements of the column and was passed over"),
            ),
        }
    }
    match form.width.filter(|width| form.delimiter.is_none() && *width > 0 && *width < repeat) {
        Some(width) if repeat % width == 0 => ArraySize::fixed(&[width, repeat / width]),
        Some(width) => {
            notes.add("W-FITS-TFORM", name, format!("{repeat} characters are no strings of {width}; read as one string"));
            ArraySize::fixed(&[repeat])
        }
        None if repeat == 1 => ArraySize::SCALAR,
        None => ArraySize::fixed(&[repeat]),
    }
}

/// Takes over what the cards say of the column.
pub(super) fn describe(field: &mut Field, cards: &ColumnCards<'_>, quoted_twice: bool) {
    let text = |card: Option<&Card>| card.and_then(Card::text).filter(|text| !text.is_empty()).map(str::to_owned);
    field.unit = text(cards.unit).map(|unit| if quoted_twice { unit.replace("''", "'") } else { unit });
    field.ucd = text(cards.ucd);
    field.utype = text(cards.utype);
    field.xtype = text(cards.xtype);
    let label = |card: &Card| Some(card.comment.clone()).filter(|text| !text.is_empty() && !text.starts_with("label for"));
    field.description = text(cards.description).or_else(|| cards.name.and_then(label));
    (field.width, field.precision) = cards.display.map(tdisp::parse).unwrap_or_default();
    field.extras.clone_from(&cards.extras);
    // A display format is kept verbatim only where width and precision do not say it all.
    let said = tdisp::format(field.datatype, field.width.as_deref(), field.precision.as_deref());
    if said.as_deref() == cards.display {
        field.extras.retain(|extra| !extra.text.starts_with("TDISP"));
    }
}
