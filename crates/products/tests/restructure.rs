//! What a form has no place for is told, and counts that contradict their arrays are errors.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{Error, Form, McmcMsc, ProductKind, XpSampled, restructure};
use gaialink_table::{
    LossKind, Param, Schema, Table,
    arrow::array::{ArrayRef, Int16Array},
};
use serde_json::json;
use std::sync::Arc;

fn spectrum() -> XpSampled {
    let wavelength = XpSampled::standard_wavelengths().to_vec();
    let flux = vec![1.5; XpSampled::SAMPLES];
    let params = json!({ "publisher": "me", "title": "Spectrum" });
    serde_json::from_value(json!({
        "source_id": 7, "solution_id": 9, "position": null, "reference_epoch": 2015.5, "wavelength": wavelength,
        "flux": flux, "flux_error": flux, "params": params,
    }))
    .unwrap()
}

#[test]
fn params_that_differ_from_every_served_file_are_lost_in_raw() {
    let table = spectrum().to_table().unwrap().0;
    let mut schema = Schema::clone(table.schema());
    schema.params.push(Param::text("note", "mine"));
    let table = Table::try_new(schema, table.batches().to_vec()).unwrap();
    for form in [Form::Raw, Form::Long] {
        let made = restructure(&table, None, form).unwrap();
        let lost: Vec<_> = made.losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.count)).collect();
        let want = [(LossKind::Metadata, "TimeAxisCoverageLocation", 1), (LossKind::Metadata, "Publisher", 1)];
        assert_eq!(lost, want, "{form}");
        // What is none of the product's stays.
        assert_eq!(made.tables[0].param("note").map(|param| param.value.as_str()), Some("mine"), "{form}");
    }
    let same = restructure(&table, None, Form::Individual).unwrap();
    assert!(same.losses.is_empty());
    assert_eq!(XpSampled::try_from(&same.tables[0]).unwrap(), spectrum());
    let error = restructure(&table, None, Form::Wide).unwrap_err();
    assert_eq!(error.to_string(), "XP_SAMPLED has no form `wide`; expected raw, individual or long");
}

#[test]
fn nsamples_has_to_be_the_number_of_samples() {
    let mut chain = json!({ "source_id": 7, "solution_id": 9 });
    for name in McmcMsc::PARAMETERS {
        chain[name] = json!([1.0, 2.0]);
    }
    let raw = McmcMsc::to_raw_table(&[serde_json::from_value(chain).unwrap()]).unwrap().0;
    let place = raw.schema().index_of("nsamples").unwrap();
    let mut columns = raw.batches()[0].columns().to_vec();
    let count: ArrayRef = Arc::new(Int16Array::from(vec![3]));
    columns[place] = count;
    let spoilt = Table::from_columns(Arc::clone(raw.schema()), columns).unwrap();
    let error = McmcMsc::from_table(&spoilt).unwrap_err();
    let kind = ProductKind::McmcMsc;
    assert!(matches!(error, Error::Length { product, column: "teff1", expected: 3, found: 2, .. } if product == kind), "{error}");
    assert_eq!(restructure(&raw, None, Form::Long).unwrap().tables[0].num_rows(), 2);
}
