use super::super::{ArraySize, Datatype, arrow as keys};
use crate::{Error, Result, schema::normalize::flatten};
use arrow::{
    array::ArrayRef,
    datatypes::{DataType, Field as ArrowField},
};
use std::sync::Arc;

/// The lists around the elements of a foreign column, and what the elements are at home.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// The lengths of the lists, outermost first; `None` where they vary.
    pub(super) lens: Vec<Option<i32>>,
    /// The lengths of the lists inside the outermost one, where these were found or fixed.
    pub(super) inner: Vec<usize>,
    /// The type of an element at home.
    element: DataType,
    /// The datatype of the elements.
    datatype: Datatype,
    /// Whether the elements are instants.
    is_time: bool,
}

impl Levels {
    /// The levels of a column's type.
    pub(super) fn try_new(field: &ArrowField) -> Result<Self> {
        let mut lens = Vec::new();
        let mut leaf = field.data_type();
        loop {
            leaf = match leaf {
                DataType::Dictionary(_, values) => values,
                DataType::RunEndEncoded(_, values) => values.data_type(),
                DataType::List(item) | DataType::LargeList(item) | DataType::ListView(item) | DataType::LargeListView(item) => {
                    lens.push(None);
                    item.data_type()
                }
                DataType::FixedSizeList(item, len) => {
                    lens.push(Some(*len));
                    item.data_type()
                }
                _ => break,
            };
        }
        let unknown = || Error::ArrowType { column: field.name().clone(), found: field.data_type().to_string() };
        let element = element(leaf).ok_or_else(unknown)?;
        let datatype = Datatype::all().find(|datatype| keys::element_type(*datatype) == element).ok_or_else(unknown)?;
        let is_time = matches!(leaf, DataType::Timestamp(..) | DataType::Date32 | DataType::Date64);
        let mut levels = Self { lens, inner: Vec::new(), element, datatype, is_time };
        levels.mark(field);
        Ok(levels)
    }

    /// Takes pairs for complex numbers where the column says that they are.
    fn mark(&mut self, field: &ArrowField) {
        let marked: Option<Datatype> = field.metadata().get(keys::DATATYPE_KEY).and_then(|name| name.parse().ok());
        let Some(marked) = marked else { return };
        let element = keys::element_type(marked);
        if element == self.element {
            self.datatype = marked;
        } else if let DataType::FixedSizeList(part, 2) = &element
            && *part.data_type() == self.element
            && self.lens.last() == Some(&Some(2))
        {
            self.lens.pop();
            (self.datatype, self.element) = (marked, element);
        }
    }

    /// Finds the lengths of inner lists.
    pub(super) fn measure(&mut self, column: &str, samples: &[&ArrayRef]) -> Result<()> {
        for depth in 1..self.lens.len() {
            let fixed = self.lens.get(depth).copied().flatten().and_then(|len| usize::try_from(len).ok());
            let mut found = fixed;
            for sample in samples {
                if found.is_none() {
                    found = flatten::inner_len(super::cast(sample, &self.plain())?, depth, column)?;
                }
            }
            self.inner.push(found.unwrap_or(1));
        }
        Ok(())
    }

    /// The same levels as lists, fixed ones and elements of the model.
    pub(super) fn plain(&self) -> DataType {
        self.lens.iter().rev().fold(self.element.clone(), |item, len| {
            let item = Arc::new(ArrowField::new_list_field(item, true));
            match len {
                Some(len) => DataType::FixedSizeList(item, *len),
                None => DataType::List(item),
            }
        })
    }

    /// The column at home: flat, with the shape in the metadata.
    pub(super) fn home(&self, foreign: &ArrowField) -> ArrowField {
        let mut metadata = foreign.metadata().clone();
        let item = || Arc::new(ArrowField::new_list_field(self.element.clone(), true));
        let inner = self.inner.iter().fold(1_usize, |product, len| product.saturating_mul(*len));
        let flat = match self.lens.first() {
            None => self.element.clone(),
            Some(None) => DataType::List(item()),
            Some(Some(len)) => {
                let len = usize::try_from(*len).unwrap_or_default().saturating_mul(inner);
                DataType::FixedSizeList(item(), i32::try_from(len).unwrap_or(i32::MAX))
            }
        };
        if !self.inner.is_empty() {
            metadata.insert(keys::DATATYPE_KEY.to_owned(), self.datatype.to_string());
            metadata.insert(keys::ARRAYSIZE_KEY.to_owned(), self.shape().to_string());
        }
        if self.is_time && metadata.get("xtype").is_none() {
            metadata.insert("xtype".to_owned(), "timestamp".to_owned());
        }
        ArrowField::new(foreign.name(), flat, true).with_metadata(metadata)
    }

    /// The shape, first index fastest; the length of the strings is not known, and zero says so.
    fn shape(&self) -> ArraySize {
        let number = |len: usize| u64::try_from(len).unwrap_or(u64::MAX);
        let string = self.datatype.is_text().then_some(0);
        let mut dims: Vec<u64> = string.into_iter().chain(self.inner.iter().rev().copied().map(number)).collect();
        match self.lens.first().copied().flatten() {
            None => ArraySize::variable(&dims, None),
            Some(len) => {
                dims.push(u64::try_from(len).unwrap_or_default());
                ArraySize::fixed(&dims)
            }
        }
    }
}

/// The type that elements of a foreign type have at home.
fn element(leaf: &DataType) -> Option<DataType> {
    Some(match leaf {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => DataType::Utf8,
        DataType::Timestamp(..) | DataType::Date32 | DataType::Date64 => DataType::Utf8,
        DataType::Float16 => DataType::Float32,
        known => Datatype::all().map(keys::element_type).find(|t| t == known && !t.is_nested())?,
    })
}
