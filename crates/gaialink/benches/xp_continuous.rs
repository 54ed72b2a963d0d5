//! XP_CONTINUOUS of files, from their bytes to typed values with both covariance matrices, in sources a second:
//! `cargo bench --bench xp_continuous -- FILE...`. Without files, of one that is made for it.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may fail loudly, and prints its numbers")]

use gaialink::{ConvertOptions, Table, open, products::XpContinuous, save};
use std::{
    env,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

/// How often a file is read; the best time counts.
const RUNS: usize = 5;

fn main() {
    let files: Vec<PathBuf> = env::args_os().skip(1).filter(|arg| Path::new(arg).is_file()).map(PathBuf::from).collect();
    if files.is_empty() {
        let directory = tempfile::tempdir().unwrap();
        let table = sources(300);
        for extension in ["fits", "vot", "csv"] {
            let path = directory.path().join(format!("xp_continuous.{extension}"));
            save(&table, &*path, &ConvertOptions::default()).unwrap();
            time(&path);
        }
    }
    files.iter().for_each(|path| time(path));
}

fn time(path: &Path) {
    let mut best = f64::INFINITY;
    let mut count = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let sources = XpContinuous::from_table(&open(path).unwrap().table().unwrap()).unwrap();
        for band in sources.iter().flat_map(|source| [&source.bp, &source.rp]).flatten() {
            black_box((band.correlation_matrix(), band.covariance_matrix()));
        }
        best = best.min(start.elapsed().as_secs_f64());
        count = sources.len();
    }
    println!("{}: {count} sources in {best:.4} s", path.display());
}

/// Sources with numbers of no meaning.
fn sources(count: u32) -> Table {
    let one = |seed: u32| -> XpContinuous {
        let number =
            |place: u32| f64::from(seed.wrapping_mul(2_654_435_761).wrapping_add(place.wrapping_mul(40_503)) % 20_011) / 2e5;
        let list = |len: u32| (0..len).map(number).collect::<Vec<_>>();
        let band = serde_json::json!({
            "basis_function_id": 56, "n_parameters": 55, "standard_deviation": 1.5, "n_relevant_bases": 20, "chi_squared": null,
            "degrees_of_freedom": 1145, "n_measurements": 1200, "n_rejected_measurements": 0, "relative_shrinking": null,
            "coefficients": list(55), "coefficient_errors": list(55), "coefficient_correlations": list(1485),
        });
        serde_json::from_value(serde_json::json!({ "source_id": seed + 1, "solution_id": 1, "bp": band, "rp": band })).unwrap()
    };
    XpContinuous::to_raw_table(&(0..count).map(one).collect::<Vec<_>>()).unwrap().0
}
