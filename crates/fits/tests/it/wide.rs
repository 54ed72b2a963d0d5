//! More columns than FITS can number.

use crate::{
    errors::chain,
    file::{file, table_cards},
    roundtrip::{read, write},
};
use gaialink_fits::{ReadOptions, Reader, Style, WriteOptions};
use gaialink_table::{
    Datatype, Field, LossReport, Schema, Table,
    arrow::array::{ArrayRef, Int16Array, Int32Array, StringArray},
    schema::Extra,
};
use std::sync::Arc;

/// A table of so many columns: numbers with nulls, and strings at the end.
fn table(columns: usize) -> Table {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for i in 1..columns {
        let mut field = Field::new(format!("c{i}"), Datatype::Short);
        field.unit = Some("mag".into());
        field.description =
            (i % 500 == 0).then(|| "A text that is longer than what one card takes. ".repeat(4).trim().to_owned());
        if i > 996 {
            field.extras.push(Extra::new("fits.card", "TLMAX7  =                   42 / the largest"));
        }
        fields.push(field);
        let number = i16::try_from(i).unwrap();
        arrays.push(Arc::new(Int16Array::from(vec![Some(number), (i % 3 > 0).then_some(-number)])));
    }
    fields.push(Field::array("last", Datatype::Char, "*".parse().unwrap()));
    arrays.push(Arc::new(StringArray::from(vec!["one", "and a longer one"])));
    Table::from_columns(Schema::from_fields(fields), arrays).unwrap()
}

#[test]
fn more_columns_than_numbers() {
    for (columns, is_wide) in [(999, false), (1000, true), (1002, true)] {
        for style in [Style::Standard, Style::Archive] {
            let table = table(columns);
            let mut options = WriteOptions::default();
            options.style = style;
            let (bytes, losses) = write(&table, options);
            assert!(style == Style::Archive || losses.is_empty(), "{columns}: {losses:?}");
            assert_eq!(bytes.windows(8).any(|window| window == b"XT_ICOL "), is_wide, "{columns}");
            let back = read(bytes);
            assert_eq!(back.schema().fields.len(), columns);
            assert_eq!(back.batches()[0].columns(), table.batches()[0].columns(), "{columns}");
            if style == Style::Standard {
                let units = |table: &Table| table.schema().fields.iter().map(|f| f.unit.clone()).collect::<Vec<_>>();
                assert_eq!(units(&back), units(&table), "{columns}");
                let described = |table: &Table| table.schema().fields.iter().map(|f| f.description.clone()).collect::<Vec<_>>();
                assert_eq!(described(&back), described(&table), "{columns}");
                assert!(back.schema().params.is_empty());
            }
            assert_eq!(write(&back, WriteOptions::default()).1, LossReport::default(), "{columns}");
        }
    }
}

/// The cards and rows of three columns, the second and third within a container.
fn held(container: &str, total: &str, names: [&str; 2], more: &[&str]) -> Vec<u8> {
    let (first, second) = (format!("{:<8}= 'J'", names[0]), format!("{:<8}= '2A'", names[1]));
    let name = format!("{:<8}= 'last'", names[1].replace("TFORM", "TTYPE"));
    let mut cards = vec!["XT_ICOL =                    2", total, &first, &second, &name];
    cards.extend(more);
    file(&table_cards(8, 1, 0, &["I", container], &cards), &[0, 7, 0, 0, 1, 0, b'a', b'b'])
}

const HIERARCH: [&str; 2] = ["HIERARCH XT TFORM2", "HIERARCH XT TFORM3"];

#[test]
fn both_spellings_of_the_convention() {
    for names in [HIERARCH, ["TFORMAAA", "TFORMAAB"]] {
        let back = read(held("6B", "XT_NCOL =                    3", names, &[]));
        let names: Vec<_> = back.schema().fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["c1", "col2", "last"]);
        let want: [ArrayRef; 3] =
            [Arc::new(Int16Array::from(vec![7])), Arc::new(Int32Array::from(vec![256])), Arc::new(StringArray::from(vec!["ab"]))];
        assert_eq!(back.batches()[0].columns(), want);
    }
}

#[test]
fn containers_that_lie() {
    let total = "XT_NCOL =                    3";
    let cases = [
        ("5B", total, HIERARCH, "`TFORM2` is 5B; expected 6 bytes, those of the columns in it"),
        ("6B", "XT_NCOL =                    4", HIERARCH, "there is no card `TFORM4`"),
        ("6B", "XT_NCOL =              1000000", HIERARCH, "XT_NCOL: 1000000 is beyond the limit of 100000"),
        ("6B", total, ["HIERARCH XT TFORM2", "HIERARCH XT TFORM9"], "there is no card `TFORM3`"),
    ];
    for (container, total, names, want) in cases {
        let error = Reader::from_bytes(held(container, total, names, &[]), ReadOptions::default()).unwrap_err();
        assert!(chain(&error).contains(want), "{}", chain(&error));
    }
    // Cards left over from another table: the container is a column like any other.
    let other = held("6B", "XT_NCOL =                    1", HIERARCH, &[]);
    let table = read(other);
    assert_eq!(table.schema().fields.len(), 2);
    assert!(table.schema().params.iter().any(|param| param.name() == "XT_NCOL"));
}
