//! The registry agrees with itself: names, keys, sources, and the PARAMs that CSV has as columns.

use gaialink_products::registry;
use std::collections::{BTreeMap, HashSet};

#[test]
fn every_layout_is_sound() {
    let sources: BTreeMap<String, String> = serde_yaml::from_str(include_str!("../data/sources.yaml")).unwrap();
    let mut named = HashSet::new();
    for layout in registry::layouts() {
        assert!(named.insert(layout.name), "{}: twice", layout.name);
        assert_eq!(registry::layout(layout.name), Some(layout));
        let release = layout.release.name().trim_start_matches("Gaia ").to_lowercase();
        let name = format!("{release}/{}__{}", layout.product, layout.structure).to_lowercase();
        assert!(layout.name.starts_with(&name), "{}", layout.name);
        assert!(layout.sources.iter().all(|source| sources.contains_key(*source)), "{}: {:?}", layout.name, layout.sources);
        assert!(!layout.key.is_empty() && layout.key.iter().all(|key| layout.column(key).is_some()), "{}", layout.name);
        for columns in [layout.columns, layout.csv] {
            let names: HashSet<&str> = columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), columns.len(), "{}: a name twice", layout.name);
        }
        assert!(layout.columns.iter().all(|column| layout.csv_column(column.name).is_some()), "{}", layout.name);
        assert!(layout.columns.iter().all(|column| column.accepts(&column.field())), "{}", layout.name);
    }
}

#[test]
fn the_counts_that_the_data_model_states() {
    for (name, columns, csv) in [
        ("dr2/epoch_photometry__individual", 12, 12),
        ("dr2/epoch_photometry__raw", 47, 47),
        ("dr3/epoch_photometry__individual", 23, 25),
        ("dr3/epoch_photometry__raw", 48, 48),
        ("dr3/mcmc_gspphot__individual", 15, 15),
        ("dr3/mcmc_gspphot__raw", 16, 16),
        ("dr3/mcmc_msc__individual", 11, 11),
        ("dr3/mcmc_msc__raw", 12, 12),
        ("dr3/rvs__individual", 3, 10),
        ("dr3/rvs__raw", 9, 9),
        ("dr3/xp_continuous__individual", 26, 26),
        ("dr3/xp_sampled__individual", 3, 7),
        ("dr3/xp_sampled__raw", 6, 6),
        ("dr4/epoch_astrometry__raw", 37, 37),
    ] {
        let layout = registry::layout(name).unwrap();
        assert_eq!((layout.columns.len(), layout.csv.len()), (columns, csv), "{name}");
    }
    let spectrum = |name| registry::layout(name).unwrap().params.len();
    assert_eq!((spectrum("dr3/xp_sampled__individual"), spectrum("dr3/rvs__individual")), (18, 21));
}
