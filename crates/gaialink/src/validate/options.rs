use gaialink_table::Limits;

/// How a file is validated.
///
/// ```
/// let mut options = gaialink::ValidateOptions::default();
/// options.products = false;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// Caps on what the file may make us allocate or follow. Default: [`Limits::default`].
    pub limits: Limits,
    /// How many findings of one code are kept; the others are counted in one finding `I-MORE`. Default: 100.
    pub per_code: usize,
    /// Whether tables are looked at as products as well. Default: yes.
    pub products: bool,
    /// How many bytes of rows a table may have to be looked at as a product, for which it is held in memory. Default: 256 MiB.
    pub max_product: u64,
    /// The Gaia release, such as `Gaia DR3`, whatever the file or its name says; a source that is open has its own.
    /// Default: none, these tell it.
    pub release: Option<String>,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), per_code: 100, products: true, max_product: 256 << 20, release: None }
    }
}
