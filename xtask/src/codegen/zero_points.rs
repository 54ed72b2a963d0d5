use super::source::release;
use crate::failure::Result;
use serde::Deserialize;
use std::fmt::Write;

/// `crates/products/data/zero_points.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZeroPoints {
    zero_points: Vec<ZeroPoint>,
}

/// Those of one release.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ZeroPoint {
    release: String,
    firm: String,
    sources: Vec<String>,
    g: f64,
    bp: f64,
    rp: f64,
}

/// The module of the zero points.
pub(super) fn source(found: &ZeroPoints) -> Result<String> {
    let mut code = String::from("//! Made by `cargo xtask codegen` of `data/zero_points.yaml`; change that file.\n\n");
    code.push_str("use crate::Release;\n\n/// The zero points in G, BP and RP, by release.\n");
    code.push_str("pub(crate) static ZERO_POINTS: &[(Release, [f64; 3])] = &[\n");
    for ZeroPoint { release: name, firm, sources, g, bp, rp } in &found.zero_points {
        writeln!(code, "// {firm}: {}", sources.join(", "))?;
        writeln!(code, "({}, [{g:?}, {bp:?}, {rp:?}]),", release(name)?)?;
    }
    code.push_str("];\n");
    Ok(code)
}
