//! MCMC_GSPPHOT from flat and RAW tables, and back; what it has in common with MCMC_MSC is tested there.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{McmcGspphot, McmcMsc, Product, SolutionId, Structure, products, registry};
use gaialink_table::{
    Schema, Table,
    arrow::array::{ArrayRef, Float32Array, Int64Array},
};
use std::sync::Arc;

/// A flat table whose parameter p of row r is 100 p + r.
fn flat(ids: &[i64]) -> Table {
    let layout = registry::layout("dr3/mcmc_gspphot__individual").unwrap();
    let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    let column = |name: &str| -> ArrayRef {
        let parameter = McmcGspphot::PARAMETERS.iter().position(|known| *known == name);
        match parameter {
            Some(place) => Arc::new(Float32Array::from_iter_values((0..ids.len()).map(|row| place as f32 * 100.0 + row as f32))),
            None if name == "source_id" => Arc::new(Int64Array::from(ids.to_vec())),
            None => Arc::new(Int64Array::from(vec![9; ids.len()])),
        }
    };
    let columns = schema.fields.iter().map(|field| column(&field.name)).collect();
    Table::from_columns(schema, columns).unwrap()
}

#[test]
fn the_parameters_are_those_of_the_registry() {
    let models: [(&str, &[&str]); 2] = [("MCMC_GSPPHOT", &McmcGspphot::PARAMETERS), ("MCMC_MSC", &McmcMsc::PARAMETERS)];
    for (product, parameters) in models {
        let mut structures = Vec::new();
        for layout in registry::layouts().filter(|layout| layout.product.name() == product) {
            let names = layout.columns.iter().map(|column| column.name);
            let found: Vec<_> = names.filter(|name| !["source_id", "solution_id", "nsamples"].contains(name)).collect();
            assert_eq!(found, parameters, "{}", layout.name);
            structures.push(layout.structure);
        }
        assert_eq!(structures, [Structure::Individual, Structure::Raw], "{product}");
    }
}

#[test]
fn every_parameter_is_its_column() {
    let chain = McmcGspphot::try_from(&flat(&[7, 7])).unwrap();
    assert_eq!((chain.source_id.get(), chain.solution_id, chain.len()), (7, Some(SolutionId::new(9)), 2));
    let fields = [
        &chain.teff,
        &chain.azero,
        &chain.logg,
        &chain.mh,
        &chain.ag,
        &chain.mg,
        &chain.distancepc,
        &chain.abp,
        &chain.arp,
        &chain.ebpminrp,
        &chain.log_pos,
        &chain.log_lik,
        &chain.radius,
    ];
    for (place, (name, field)) in McmcGspphot::PARAMETERS.into_iter().zip(fields).enumerate() {
        let first = place as f32 * 100.0;
        assert_eq!(**field, [first, first + 1.0], "{name}");
        assert_eq!(chain.parameter(name), Some(field), "{name}");
    }
    assert_eq!(chain.samples().row(1).to_vec(), (0..13_u8).map(|place| f32::from(place) * 100.0 + 1.0).collect::<Vec<_>>());
}

#[test]
fn both_structures_come_back() {
    let chains = McmcGspphot::from_table(&flat(&[7, 4, 7])).unwrap();
    let raw = McmcGspphot::to_raw_table(&chains).unwrap().0;
    assert_eq!(raw.num_rows(), 2);
    assert_eq!(McmcGspphot::from_table(&raw).unwrap(), chains);
    for chain in &chains {
        let table = chain.to_table().unwrap().0;
        assert_eq!(table.schema().fields[0].name, "solution_id");
        assert_eq!(McmcGspphot::try_from(&table).unwrap(), *chain);
        let json = serde_json::to_string(chain).unwrap();
        assert_eq!(serde_json::from_str::<McmcGspphot>(&json).unwrap(), *chain);
    }
    for table in [flat(&[7, 4, 7]), raw] {
        let found = products(&table, None).unwrap();
        let found: Vec<_> =
            found.into_iter().map(|product| if let Product::McmcGspphot(c) = product { *c } else { panic!() }).collect();
        assert_eq!(found, chains);
    }
}

#[test]
fn quantiles_of_every_parameter() {
    let chain = McmcGspphot::try_from(&flat(&[7; 5])).unwrap();
    let quantiles: Vec<_> = chain.quantiles([0.25, 0.5]).collect();
    let want = |(place, name): (usize, &'static str)| (name, Some([place as f64 * 100.0 + 1.0, place as f64 * 100.0 + 2.0]));
    assert_eq!(quantiles, McmcGspphot::PARAMETERS.into_iter().enumerate().map(want).collect::<Vec<_>>());
    assert!(chain.quantiles([1.01]).all(|(_, quantiles)| quantiles.is_none()));
}

#[test]
fn the_two_chains_are_not_each_other() {
    let error = McmcMsc::from_table(&flat(&[7])).unwrap_err();
    assert_eq!(error.to_string(), "expected MCMC_MSC, found MCMC_GSPPHOT");
}
