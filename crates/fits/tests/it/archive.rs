//! The archive's style of headers, card by card.

use crate::roundtrip::{read, write, write_spooled};
use gaialink_fits::{KeywordMap, Primary, Style, WriteOptions};
use gaialink_table::{
    ArraySize, Datatype, Field, LossKind, Param, Schema, Table,
    arrow::{
        array::{Array, ArrayRef, Int16Array, Int32Array, ListArray},
        datatypes::Float64Type,
    },
};
use std::sync::Arc;

fn options() -> WriteOptions {
    let mut options = WriteOptions::default();
    options.style = Style::Archive;
    options
}

/// The cards of the headers, primary HDU first, without the blanks at their ends.
fn cards(bytes: &[u8]) -> Vec<String> {
    let cards = bytes.chunks(80).map(|card| String::from_utf8_lossy(card).trim_end().to_owned());
    let headers: Vec<String> = cards.take_while(|card| !card.starts_with('\0')).filter(|card| !card.is_empty()).collect();
    let end = headers.iter().rposition(|card| card == "END").unwrap();
    headers[..end].to_vec()
}

fn spectrum() -> Table {
    let mut count = Field::new("n_transits", Datatype::Short);
    count.unit = Some("'dex'".into());
    count.description = Some("Number of transits that were averaged, which is said at more length than a card".into());
    let mut flux = Field::array("flux", Datatype::Double, ArraySize::variable(&[], None));
    flux.unit = Some("W.m**-2.nm**-1".into());
    (flux.ucd, flux.utype) = (Some("spect".into()), Some("spec:Data.FluxAxis.Value".into()));
    let mut schema = Schema::from_fields(vec![count, flux, Field::new("order", Datatype::Int)]);
    for (name, value) in [("source_id", "5937083312263887616"), ("SpatialExtent", "5.8932666E-4")] {
        let entry = KeywordMap::gaia().entry_for(name).unwrap();
        schema.params.push(Param::new(entry.param.clone(), value));
    }
    let flux = ListArray::from_iter_primitive::<Float64Type, _, _>([Some(vec![Some(1.5), Some(2.5)]), Some(vec![Some(3.5)])]);
    let columns: Vec<ArrayRef> =
        vec![Arc::new(Int16Array::from(vec![None, Some(7)])), Arc::new(flux), Arc::new(Int32Array::from(vec![1, 2]))];
    Table::from_columns(schema, columns).unwrap()
}

#[test]
fn headers() {
    let table = spectrum();
    let (bytes, losses) = write(&table, options());
    let want = [
        "SIMPLE  =                    T / Standard FITS format",
        "BITPIX  =                    8 / Character data",
        "NAXIS   =                    0 / No image, just extensions",
        "EXTEND  =                    T / There are standard extensions",
        "COMMENT Dummy header; see following table extension",
        "END",
        "XTENSION= 'BINTABLE'           / binary table extension",
        "BITPIX  =                    8 / 8-bit bytes",
        "NAXIS   =                    2 / 2-dimensional table",
        "NAXIS1  =                   14 / width of table in bytes",
        "NAXIS2  =                    2 / number of rows in table",
        "PCOUNT  =                   24 / heap size (no gap)",
        "GCOUNT  =                    1 / one data group",
        "TFIELDS =                    3 / number of columns",
        "TTYPE1  = 'n_transits'         / label for column 1",
        "TFORM1  = 'I       '           / format for column 1",
        "TUNIT1  = '''''dex'''''        / units for column 1",
        "TNULL1  =               -32768 / blank value for column 1",
        "TCOMM1  = 'Number of transits that were averaged, which is said at more length '",
        "TTYPE2  = 'flux    '           / label for column 2",
        "TFORM2  = 'PD(2)   '           / format for column 2",
        "TUNIT2  = 'W.m**-2.nm**-1'     / units for column 2",
        "TUCD2   = 'spect   '",
        "TUTYP2  = 'spec:Data.FluxAxis.Value'",
        "TTYPE3  = 'order   '           / label for column 3",
        "TFORM3  = 'J       '           / format for column 3",
        "SOURCEID= '5937083312263887616' / Unique source identifier (unique within a part",
        "APERTURE= '5.8932666E-4' / Spectrum aperture: nominal across-scan window size",
    ];
    assert_eq!(cards(&bytes), want);
    assert_eq!(bytes, write_spooled(&table, options()));
    let told: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.detail.as_str())).collect();
    assert!(told.contains(&(LossKind::Metadata, "n_transits", "the unit `'dex'` comes back as `''dex''`")), "{told:?}");
    assert!(told.iter().any(|(_, subject, detail)| *subject == "n_transits" && detail.contains("description")), "{told:?}");
    let back = read(bytes);
    assert_eq!(back.schema().params, table.schema().params);
    for (i, column) in back.batches()[0].columns().iter().enumerate() {
        assert_eq!(column.to_data(), table.batches()[0].column(i).to_data(), "column {i}");
    }
}

#[test]
fn the_comment_of_the_primary_header_stands_once() {
    let table = spectrum();
    let (bytes, _) = write(&table, options());
    let (again, _) = write(&read(bytes.clone()), options());
    assert_eq!(again.len(), bytes.len());
    let comments = |bytes: &[u8]| cards(bytes).iter().filter(|card| card.starts_with("COMMENT Dummy")).count();
    assert_eq!((comments(&bytes), comments(&again)), (1, 1));
    let mut bare = options();
    bare.primary = Primary::None;
    assert_eq!(comments(&write(&table, bare).0), 0);
}
