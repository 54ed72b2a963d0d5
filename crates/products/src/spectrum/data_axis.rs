use crate::Values;
use serde::{Deserialize, Serialize};

/// A column of samples with its errors. All lists have the same length; a missing number is NaN.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DataAxis {
    /// The name of the column.
    pub name: String,
    /// The UCD: the column's, or what a PARAM says.
    pub ucd: Option<String>,
    /// The unit: the column's, or what a PARAM says.
    pub unit: Option<String>,
    /// The values.
    pub values: Values<f64>,
    /// The standard errors: `Accuracy.StatError`.
    pub stat_error: Option<Values<f64>>,
    /// The standard errors downwards: `Accuracy.StatErrLow`.
    pub stat_error_low: Option<Values<f64>>,
    /// The standard errors upwards: `Accuracy.StatErrHigh`.
    pub stat_error_high: Option<Values<f64>>,
    /// The systematic errors: `Accuracy.SysError`.
    pub sys_error: Option<Values<f64>>,
    /// Where the bins begin: `Accuracy.BinLow`.
    pub bin_low: Option<Values<f64>>,
    /// Where the bins end: `Accuracy.BinHigh`.
    pub bin_high: Option<Values<f64>>,
    /// How wide the bins are: `Accuracy.BinSize`.
    pub bin_size: Option<Values<f64>>,
    /// The resolution at each sample: `Resolution`.
    pub resolution: Option<Values<f64>>,
    /// What is said of the quality of each sample: `Quality`.
    pub quality: Option<Values<f64>>,
}
