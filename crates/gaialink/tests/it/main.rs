//! The facade on whole files: real ones where they are, generated ones everywhere.
#![cfg(all(
    feature = "votable",
    feature = "fits",
    feature = "ecsv",
    feature = "arrow-ipc",
    feature = "bundle",
    feature = "parquet",
    feature = "products",
    feature = "zip"
))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stdout, reason = "tests")]

mod alike;
mod archive_style;
mod archives;
mod arrow;
mod bad;
mod beside;
mod bundle_members;
mod bundles;
mod compare;
mod compressed;
mod corpus;
mod csv_style;
mod declared_losses;
mod ecsv_header;
mod endless;
mod epoch_astrometry;
mod epoch_photometry;
mod epoch_round_trip;
mod files;
mod fits_rows;
mod fits_types;
mod metadata;
mod outputs;
mod product_checks;
mod product_round_trip;
mod products;
mod registry;
mod restructure;
mod round_trip;
mod safety;
mod spectrum;
mod stack;
mod stack_packed;
mod stack_raw;
mod whole;
