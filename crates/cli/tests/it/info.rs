use crate::run::{Directory, gaialink, gaialink_with, generated};
use serde_json::Value;

#[test]
fn a_file_says_what_it_is() {
    let out = gaialink(&["info", &generated("gaia/xp_sampled.xml")]).ok();
    for line in ["format   VOTable, BINARY2", "product  XP_SAMPLED (INDIVIDUAL)", "rows     343", "columns  3"] {
        assert!(out.lines().any(|found| found.trim() == line), "{line}: {out}");
    }
    let column = out.lines().find(|line| line.trim().starts_with("wavelength ")).unwrap();
    let words: Vec<&str> = column.split_whitespace().take(5).collect();
    assert_eq!(words, ["wavelength", "double", "nm", "em.wl", "spec:Data.SpectralAxis.Value"]);
    assert!(out.contains("source_id"), "{out}");
}

#[test]
fn the_evidence_of_a_release() {
    let directory = Directory::new();
    let release = |args: &[&str]| {
        let out = gaialink(&[&["info"], args].concat()).ok();
        out.lines().find_map(|line| line.trim().strip_prefix("release  ")).unwrap().to_owned()
    };
    let file = generated("gaia/xp_continuous.ecsv");
    assert_eq!(release(&[&file]), "unknown");
    assert_eq!(release(&["--release", "dr3", &file]), "Gaia DR3 (as given)");
    let named = directory.name("XP_CONTINUOUS-Gaia DR2 1.ecsv");
    std::fs::copy(&file, &named).unwrap();
    assert_eq!(release(&["--release", "dr3", &named]), "Gaia DR3 (as given)");
}

#[test]
fn json_holds_all_of_it() {
    let files = [generated("gaia/mcmc_msc.fits"), generated("types/scalars.plain.xml")];
    let out = gaialink(&["info", "--json", &files[0], &files[1]]).ok();
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    let table = &json[0]["tables"][0];
    assert_eq!(json[0]["format"], "fits");
    assert_eq!(table["product"]["products"], serde_json::json!(["MCMC_MSC"]));
    assert_eq!((&table["rows"], &table["sources"]["count"]), (&12.into(), &1.into()));
    assert_eq!(table["columns"][2]["name"], "teff1");
    assert_eq!(table["columns"][2]["unit"], "K");
    let table = &json[1]["tables"][0];
    assert_eq!(table["serialization"], "TABLEDATA");
    assert_eq!(table["product"], Value::Null);
    assert_eq!(table["params"].as_array().unwrap().len(), 2, "{}", table["params"]);
}

#[test]
fn several_tables_are_listed() {
    let table = |name: &str| format!("<TABLE name='{name}'><FIELD name='a' datatype='int'/></TABLE>");
    let document = format!("<VOTABLE><RESOURCE>{}{}</RESOURCE></VOTABLE>", table("one"), table("two"));
    let out = gaialink_with(&["info", "-"], document.as_bytes()).ok();
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("table ")).count(), 2, "{out}");
    assert!(lines.contains(&"name     two"), "{out}");
    let out = gaialink_with(&["info", "--table", "two", "-"], document.as_bytes());
    let out = String::from_utf8(out.out).unwrap();
    assert!(out.contains("name     two") && !out.contains("name     one"), "{out}");
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let ran = gaialink(&["info", &generated("bad/cut.fits"), &generated("gaia/mcmc_msc.csv")]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("HDU 2, byte 5760"), "{}", ran.err);
    assert!(String::from_utf8(ran.out).unwrap().contains("MCMC_MSC"));
}
