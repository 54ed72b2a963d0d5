use super::Firmness;
use crate::unit;
use gaialink_table::{ArraySize, Datatype, Field};

type Texts = &'static [&'static str];

/// One column of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnDefinition {
    /// The name.
    pub name: &'static str,
    /// The type of one element, as it is written. Read are other widths too, see [`ColumnDefinition::accepts`].
    pub datatype: Datatype,
    /// The shape of a cell.
    pub shape: Shape,
    /// The units seen, the one that is written first; none for a number without one.
    pub units: &'static [&'static str],
    /// The UCDs of all generations, the one that is written first.
    pub ucds: &'static [&'static str],
    /// The UTYPEs of all generations, the one that is written first.
    pub utypes: &'static [&'static str],
    /// Whether cells or elements may be missing.
    pub nullable: bool,
    /// How firm this is.
    pub firmness: Firmness,
    /// What it is.
    pub description: &'static str,
}

/// The shape of a cell of a [`ColumnDefinition`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// One element.
    Scalar,
    /// So many elements.
    Fixed(u64),
    /// Any number of elements; for text one string of any length.
    Variable,
}

impl From<Shape> for ArraySize {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Scalar => Self::SCALAR,
            Shape::Fixed(len) => Self::fixed(&[len]),
            Shape::Variable => Self::variable(&[], None),
        }
    }
}

impl ColumnDefinition {
    /// A nullable column that was seen, without a unit, UCD or UTYPE.
    pub(crate) const fn new(name: &'static str, datatype: Datatype, shape: Shape, description: &'static str) -> Self {
        let (units, ucds, utypes): (Texts, Texts, Texts) = (&[], &[], &[]);
        Self { name, datatype, shape, units, ucds, utypes, nullable: true, firmness: Firmness::Seen, description }
    }

    pub(crate) const fn units(mut self, units: Texts) -> Self {
        self.units = units;
        self
    }

    pub(crate) const fn ucds(mut self, ucds: Texts) -> Self {
        self.ucds = ucds;
        self
    }

    pub(crate) const fn utypes(mut self, utypes: Texts) -> Self {
        self.utypes = utypes;
        self
    }

    pub(crate) const fn never_null(mut self) -> Self {
        self.nullable = false;
        self
    }

    pub(crate) const fn firm(mut self, firmness: Firmness) -> Self {
        self.firmness = firmness;
        self
    }

    /// The column as it is written: the first unit, UCD and UTYPE.
    pub fn field(&self) -> Field {
        let first = |texts: &[&str]| texts.first().map(|text| (*text).to_owned());
        let mut field = Field::array(self.name, self.datatype, self.shape.into());
        field.unit = first(self.units);
        field.ucd = first(self.ucds);
        field.utype = first(self.utypes);
        field.description = Some(self.description.to_owned());
        field
    }

    /// Whether a cell is an array.
    pub fn is_array(&self) -> bool {
        !self.datatype.is_text() && self.shape != Shape::Scalar
    }

    /// Whether a column of a file can hold this: its type, shape and unit.
    ///
    /// A number may have another width: a floating-point column be `float` or `double`, an integer column have any integer
    /// type, and where the file tells no types (CSV) a floating-point column may look like integers. An array may be fixed
    /// or variable. A unit counts where one is given, in any spelling. UCD and UTYPE never count: the archive changes them.
    pub fn accepts(&self, field: &Field) -> bool {
        self.accepts_type(field.datatype) && self.accepts_shape(field) && self.accepts_unit(field.unit.as_deref())
    }

    /// Whether the type of an element is one that can hold this.
    pub fn accepts_type(&self, found: Datatype) -> bool {
        match self.datatype {
            Datatype::Float | Datatype::Double => found.is_floating() || found.is_integer(),
            Datatype::Boolean => matches!(found, Datatype::Boolean | Datatype::Bit),
            wanted if wanted.is_integer() => found.is_integer(),
            wanted if wanted.is_text() => found.is_text(),
            wanted => wanted == found,
        }
    }

    /// Whether the cells have the shape of this: one element, or an array.
    pub fn accepts_shape(&self, field: &Field) -> bool {
        let is_scalar = field.cell_shape().is_scalar() || (!self.is_array() && field.arraysize.fixed_len() == Some(1));
        is_scalar != self.is_array()
    }

    /// Whether a unit is one of those seen, in any spelling. No unit, or an empty one, contradicts nothing.
    pub fn accepts_unit(&self, found: Option<&str>) -> bool {
        match found.map(str::trim) {
            None | Some("") => true,
            Some(found) => self.units.iter().any(|known| unit::same(known, found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::layout;

    fn flux() -> &'static ColumnDefinition {
        layout("dr3/xp_sampled__raw").unwrap().column("flux").unwrap()
    }

    #[test]
    fn any_width_and_any_array_is_accepted() {
        let any = ArraySize::variable(&[], None);
        let cases = [
            (Datatype::Float, any.clone(), true),
            (Datatype::Double, ArraySize::fixed(&[343]), true),
            (Datatype::Double, ArraySize::SCALAR, false),
            (Datatype::Char, any.clone(), false),
            (Datatype::Boolean, any, false),
        ];
        for (datatype, size, want) in cases {
            let field = Field::array("flux", datatype, size);
            assert_eq!(flux().accepts(&field), want, "{field:?}");
        }
    }

    #[test]
    fn a_given_unit_must_fit() {
        let mut field = flux().field();
        for (unit, want) in [("W.m**-2.nm**-1", true), ("W / (nm m2)", true), ("", true), ("Jy", false)] {
            field.unit = Some(unit.to_owned());
            assert_eq!(flux().accepts(&field), want, "{unit}");
        }
    }
}
