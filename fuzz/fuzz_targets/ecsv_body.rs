//! The rows of an ECSV file under a fixed header: every cut reads the same, and validation finds an error where reading does.
#![no_main]

use gaialink_ecsv::{
    ValidateOptions,
    ecsv::{ReadOptions, Reader},
    validate,
};
use gaialink_fuzz::{drain, in_pieces, limits, shown};
use gaialink_table::Severity;
use libfuzzer_sys::fuzz_target;

const HEADER: &str = "# datatype:
# - {name: a, datatype: int64}
# - {name: b, datatype: string}
# - {name: c, datatype: string, subtype: 'float32[2,null]'}
# - {name: d, datatype: string, subtype: 'bool[null]'}
# - {name: e, datatype: complex128}
# - {name: f, datatype: string, subtype: json}
";

fuzz_target!(|data: &[u8]| {
    let Some((first, rows)) = data.split_first() else { return };
    let delimiter = if first % 2 == 0 { "," } else { " " };
    let names = ["a", "b", "c", "d", "e", "f"].join(delimiter);
    let text = [format!("# %ECSV 1.0\n# ---\n# delimiter: '{delimiter}'\n{HEADER}{names}\n").as_bytes(), rows].concat();
    let mut options = ReadOptions::default();
    options.limits = limits();
    options.limits.batch_bytes = u64::from(*first) + 1;
    let whole = Reader::try_new(&text[..], options.clone()).ok().and_then(drain);
    let pieces = Reader::try_new(in_pieces(&text), options).ok().and_then(drain);
    assert_eq!(shown(&whole), shown(&pieces));
    let mut how = ValidateOptions::default();
    how.limits = limits();
    let findings = validate(&text[..], &how).expect("a text in memory does not fail");
    assert_eq!(whole.is_none(), findings.iter().any(|finding| finding.severity == Severity::Error), "{findings:?}");
});
