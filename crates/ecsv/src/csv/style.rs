use gaialink_table::text::{NumberStyle, TextStyle};

/// How the cells of a CSV file are spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// Numbers with the fewest digits, NaN apart from null.
    #[default]
    Standard,
    /// As the Gaia archive spells them: numbers as Java prints them, plain from 0.001 to 10,000,000 and otherwise `1.0E-7`; NaN
    /// outside of arrays is an empty cell, as null is, which is told as a loss.
    Archive,
}

impl Style {
    /// The spelling of cells.
    pub(super) fn text(self) -> TextStyle {
        let mut style = TextStyle::CSV;
        if self == Self::Archive {
            style.numbers = NumberStyle::Java;
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::{WriteOptions, Writer};
    use gaialink_table::{
        ArraySize, Datatype, Field, LossKind, LossReport, Schema, Table, TableWriter, Trailer,
        arrow::array::{ArrayRef, Float64Array, ListArray},
        arrow::datatypes::Float64Type,
    };
    use std::sync::Arc;

    fn written(style: Style) -> (String, LossReport) {
        let list = Field::array("list", Datatype::Double, ArraySize::variable(&[], None));
        let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Double), list]);
        let flux: ArrayRef = Arc::new(Float64Array::from(vec![Some(1e7), Some(f64::NAN), None]));
        let lists = vec![Some(vec![Some(1e-4), Some(f64::NAN)]), Some(vec![None, Some(0.001)]), None];
        let lists: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>(lists));
        let table = Table::from_columns(schema, vec![flux, lists]).unwrap();
        let options = WriteOptions { style, ..WriteOptions::default() };
        let mut text = Vec::new();
        let mut writer = Writer::try_new(&mut text, table.schema(), options).unwrap();
        table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
        let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
        (String::from_utf8(text).unwrap(), losses)
    }

    #[test]
    fn spellings() {
        let (text, losses) = written(Style::Standard);
        assert_eq!(text, "flux,list\n10000000.0,\"(0.0001, NaN)\"\nNaN,\"(null, 0.001)\"\n,\n");
        assert!(losses.is_empty());
        let (text, losses) = written(Style::Archive);
        assert_eq!(text, "flux,list\n1.0E7,\"(1.0E-4, NaN)\"\n,\"(null, 0.001)\"\n,\n");
        let found: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.count)).collect();
        assert_eq!(found, [(LossKind::Null, "flux", 1)]);
    }
}
