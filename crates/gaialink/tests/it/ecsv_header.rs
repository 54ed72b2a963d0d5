//! ECSV headers on their way from file to file.

use crate::files::{PRODUCTS, SOURCE_ID, member, served};
use gaialink::{ConvertOptions, OpenOptions, Source, Target, convert};
use std::fs;

/// What the ECSV of a source is, with the columns that are asked for.
fn rewritten(source: &Source) -> String {
    let mut options = ConvertOptions::default();
    options.to = Some(Target::Ecsv);
    options.strict = true;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ours.ecsv");
    convert(source, &*path, &options).unwrap();
    fs::read_to_string(path).unwrap()
}

const FILE: &str = "\
# %ECSV 1.0
# ---
# delimiter: ','
# # what it is
# meta: !!omap
# - text: |
#     two
#     lines
# datatype:
# - {name: a, datatype: int64}  # the first
# - {name: b, datatype: float16}
a,b
1,2.5
";

#[test]
fn headers_come_back_as_they_were() {
    let mut options = OpenOptions::default();
    let source = |options: &OpenOptions| options.open_reader("input", FILE.as_bytes()).unwrap();
    assert_eq!(rewritten(&source(&options)), FILE);
    options.columns = Some(vec!["b".to_owned()]);
    let columns = "# - {name: a, datatype: int64}  # the first\n# - {name: b, datatype: float16}\na,b\n1,2.5\n";
    let want = FILE.replace(columns, "# - name: b\n#   datatype: float16\nb\n2.5\n");
    assert_eq!(rewritten(&source(&options)), want);
}

#[test]
fn headers_of_the_archive_come_back_as_they_were() {
    let Some(served) = served() else { return };
    for product in PRODUCTS {
        let source = member(&served, product, "ecsv", "ecsv");
        let head = |text: &str| text.lines().take_while(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
        let zip = served.join(format!("datalink-zips/gaia_dr3_source_id_{SOURCE_ID}_dl_products_ecsv.zip"));
        let mut archive = zip::ZipArchive::new(fs::File::open(zip).unwrap()).unwrap();
        let file = archive.by_name(&format!("{product}-Gaia DR3 {SOURCE_ID}.ecsv")).unwrap();
        assert_eq!(head(&rewritten(&source)), head(&std::io::read_to_string(file).unwrap()), "{product}");
    }
}
