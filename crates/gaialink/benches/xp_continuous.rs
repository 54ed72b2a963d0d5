//! XP_CONTINUOUS of files, from their bytes to typed values with both covariance matrices, in seconds, and the most memory:
//! `cargo bench --bench xp_continuous -- FILE...`. Without files, of one that is made for it.
//!
//! With `--write DIR` the sources of the files are first written there as the archive writes RAW, in FITS, VOTable and CSV, and these
//! are read: other programs read no other files.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may fail loudly, and prints its numbers")]

use gaialink::{ConvertOptions, Table, open, products::XpContinuous, save};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

/// How often a file is read; the best time counts.
const RUNS: usize = 5;

fn main() {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (mut files, mut directory) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--write") => directory = arguments.next(),
            _ if argument.is_file() => files.push(argument),
            // What cargo itself passes on.
            _ => {}
        }
    }
    match (files.first(), directory) {
        (first, Some(directory)) => {
            let table = first.map_or_else(|| sources(3000), |path| raw(path));
            let paths = archive(&table, &directory);
            drop(table);
            paths.iter().for_each(|path| time(path));
        }
        (Some(_), None) => files.iter().for_each(|path| time(path)),
        (None, None) => {
            let directory = tempfile::tempdir().unwrap();
            archive(&sources(300), directory.path()).iter().for_each(|path| time(path));
        }
    }
}

fn time(path: &Path) {
    let (mut best, mut count) = (f64::INFINITY, 0);
    // The most memory begins anew, where the system can (Linux).
    let _ = fs::write("/proc/self/clear_refs", "5");
    for _ in 0..RUNS {
        let start = Instant::now();
        let sources = XpContinuous::from_table(&open(path).unwrap().table().unwrap()).unwrap();
        // The readers use all cores, and so do the matrices.
        sources.par_iter().flat_map_iter(|source| [&source.bp, &source.rp]).flatten_iter().for_each(|band| {
            black_box((band.correlation_matrix(), band.covariance_matrix()));
        });
        best = best.min(start.elapsed().as_secs_f64());
        count = sources.len();
    }
    println!("{}: {count} sources in {best:.4} s{}", path.display(), peak().unwrap_or_default());
}

/// The most memory since a file was begun with, where the system tells it.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes: u64 = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!(", {} MiB", kibibytes / 1024))
}

/// The sources of a file as RAW.
fn raw(path: &Path) -> Table {
    let sources = XpContinuous::from_table(&open(path).unwrap().table().unwrap()).unwrap();
    XpContinuous::to_raw_table(&sources).unwrap().0
}

/// Writes a table as the archive does.
fn archive(table: &Table, directory: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(directory).unwrap();
    let mut options = ConvertOptions::default();
    (options.fits_style, options.csv_style) = ("archive".parse().unwrap(), "archive".parse().unwrap());
    let file = |extension: &str| {
        let path = directory.join(format!("xp_continuous_raw.{extension}"));
        save(table, &*path, &options).unwrap();
        path
    };
    ["fits", "xml", "csv"].map(file).to_vec()
}

/// Sources with numbers of no meaning, with as many digits as real ones.
fn sources(count: u32) -> Table {
    let one = |seed: u32| -> XpContinuous {
        let number = |place: u32| {
            let bits = seed.wrapping_mul(2_654_435_761).wrapping_add(place.wrapping_mul(2_246_822_519)).wrapping_mul(40_503);
            f64::from(bits) / f64::from(u32::MAX) / 3.0
        };
        let doubles = |len: u32| (0..len).map(number).collect::<Vec<f64>>();
        #[expect(clippy::cast_possible_truncation, reason = "any number will do")]
        let floats = |len: u32| (0..len).map(|place| number(place) as f32).collect::<Vec<f32>>();
        let band = serde_json::json!({
            "basis_function_id": 56, "n_parameters": 55, "standard_deviation": 1.5, "n_relevant_bases": 20, "chi_squared": 2576.25,
            "degrees_of_freedom": 1145, "n_measurements": 1200, "n_rejected_measurements": 0, "relative_shrinking": 0.5,
            "coefficients": doubles(55), "coefficient_errors": floats(55), "coefficient_correlations": floats(1485),
        });
        serde_json::from_value(serde_json::json!({ "source_id": seed + 1, "solution_id": 1, "bp": band, "rp": band })).unwrap()
    };
    XpContinuous::to_raw_table(&(0..count).map(one).collect::<Vec<_>>()).unwrap().0
}
