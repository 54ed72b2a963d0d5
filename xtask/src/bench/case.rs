/// One conversion to time.
pub(super) struct Case {
    /// The name of the input in its folder.
    pub(super) input: &'static str,
    /// The target, as `gaialink convert --to` names it.
    pub(super) to: &'static str,
}

/// The zip of many spectra, which are stacked into one table.
const BUNDLE: &str = "bundle.zip";

/// The conversions that are timed.
pub(super) fn all() -> Vec<Case> {
    let pairs: [(&str, &[&str]); 10] = [
        ("mcmc.b2.xml", &["fits", "votable-tabledata", "csv", "parquet"]),
        ("mcmc.td.xml", &["fits", "votable"]),
        ("mcmc.ecsv", &["fits"]),
        ("mcmc.csv", &["fits", "arrow"]),
        ("mcmc.fits", &["fits", "votable", "votable-tabledata", "ecsv"]),
        ("xpc.b2.xml", &["fits", "votable-tabledata"]),
        ("xpc.td.xml", &["fits", "votable"]),
        ("xpc.ecsv", &["fits"]),
        ("xpc.fits", &["votable", "parquet"]),
        (BUNDLE, &["parquet"]),
    ];
    pairs.into_iter().flat_map(|(input, targets)| targets.iter().map(move |to| Case { input, to })).collect()
}

impl Case {
    pub(super) fn name(&self) -> String {
        format!("{} -> {}", self.input, self.to)
    }

    /// Whether many files become one table.
    pub(super) fn is_stack(&self) -> bool {
        self.input == BUNDLE
    }

    /// The extension of the input's format.
    pub(super) fn from(&self) -> &'static str {
        self.input.rsplit('.').next().unwrap_or(self.input)
    }

    /// The extension of the output.
    pub(super) fn extension(&self) -> &'static str {
        if self.to.starts_with("votable") { "xml" } else { self.to }
    }
}
