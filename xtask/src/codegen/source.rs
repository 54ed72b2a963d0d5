use super::layout::{Column, Firm, Layout, Param};
use crate::failure::Result;
use std::fmt::Write;

/// The module of one layout.
pub(crate) fn module(name: &str, layout: &Layout) -> Result<String> {
    let mut code = format!("//! Made by `cargo xtask codegen` of `data/{name}.yaml`; change that file.\n\n");
    let param = if layout.params.is_empty() { "" } else { ", ParamDefinition" };
    let definition = format!("ColumnDefinition as Column, Firmness, Layout{param}, Shape");
    writeln!(code, "use crate::{{ProductKind, Release, Structure, definition::{{{definition}}}}};")?;
    code.push_str("use gaialink_table::Datatype;\n\n");
    let csv = csv_columns(layout)?;
    writeln!(code, "pub(super) static LAYOUT: Layout = Layout {{")?;
    writeln!(code, "name: {name:?}, product: ProductKind::{}, release: {},", camel(&layout.product), release(&layout.release)?)?;
    writeln!(code, "structure: Structure::{}, exclusive: {},", camel(&layout.structure), layout.exclusive)?;
    writeln!(code, "firmness: {}, sources: {}, key: {},", firmness(layout.firm), texts(&layout.sources), texts(&layout.key))?;
    let params = if layout.params.is_empty() { "&[]" } else { "&PARAMS" };
    let csv_name = if csv.is_some() { "CSV" } else { "&COLUMNS" };
    writeln!(code, "params: {params}, columns: &COLUMNS, csv: {csv_name} }};\n")?;
    if !layout.params.is_empty() {
        let params = layout.params.iter().map(|p| self::param(p, layout)).collect::<Result<String>>()?;
        writeln!(code, "const PARAMS: [ParamDefinition; {}] = [\n{params}];\n", layout.params.len())?;
    }
    let columns = layout.columns.iter().map(|c| Ok(column(c, layout)? + ",\n")).collect::<Result<String>>()?;
    writeln!(code, "const COLUMNS: [Column; {}] = [\n{columns}];\n", layout.columns.len())?;
    if let Some(csv) = csv {
        writeln!(code, "static CSV: &[Column] = &[\n{csv}];")?;
    }
    Ok(code)
}

/// The list of all modules.
pub(crate) fn index(modules: &[String]) -> String {
    let mut code = String::from("//! Made by `cargo xtask codegen` of `data/`; change the files there.\n\n");
    for module in modules {
        code.push_str(&format!("mod {module};\n"));
    }
    code.push_str("pub(crate) mod dr4_announced;\npub(crate) mod flags;\npub(crate) mod zero_points;\n");
    code.push_str("\nuse crate::definition::Layout;\n\n/// All layouts, by release and product.\n");
    code.push_str("pub(crate) static LAYOUTS: &[&Layout] = &[\n");
    for module in modules {
        code.push_str(&format!("&{module}::LAYOUT,\n"));
    }
    code.push_str("];\n");
    code
}

/// The columns of a served CSV file, where they are not those of the table: columns and PARAMs of it, and others.
fn csv_columns(layout: &Layout) -> Result<Option<String>> {
    let same = layout.csv.iter().eq(layout.columns.iter().map(|column| &column.name));
    if layout.csv.is_empty() || same {
        return Ok(None);
    }
    let find = |name: &String| -> Result<String> {
        if let Some(place) = layout.columns.iter().position(|column| column.name == *name) {
            return Ok(format!("COLUMNS[{place}],\n"));
        }
        if let Some(found) = layout.csv_only.iter().find(|column| column.name == *name) {
            return Ok(column(found, layout)? + ",\n");
        }
        let place = layout.params.iter().position(|param| param.column().name == *name);
        Ok(format!("PARAMS[{}].column,\n", place.ok_or_else(|| format!("csv: what is `{name}`?"))?))
    };
    Ok(Some(layout.csv.iter().map(find).collect::<Result<String>>()?))
}

/// What a column has beyond its default follows it.
fn column(column: &Column, layout: &Layout) -> Result<String> {
    let (datatype, shape) = (camel(&column.datatype), shape(&column.arraysize)?);
    let mut code = format!("Column::new({:?}, Datatype::{datatype}, {shape}, {:?})", column.name, column.description);
    for (name, texts) in [("units", &column.unit), ("ucds", &column.ucd), ("utypes", &column.utype)] {
        if !texts.as_slice().is_empty() {
            write!(code, ".{name}({})", self::texts(texts.as_slice()))?;
        }
    }
    if !column.nullable {
        code.push_str(".never_null()");
    }
    match column.firm.unwrap_or(layout.firm) {
        Firm::Seen => {}
        firm => write!(code, ".firm({})", firmness(firm))?,
    }
    Ok(code)
}

fn param(param: &Param, layout: &Layout) -> Result<String> {
    let (card, value) = (&param.fits, &param.value);
    let column = column(&param.column(), layout)?;
    Ok(format!("{column}.param({card:?}, {value:?}),\n"))
}

fn shape(arraysize: &str) -> Result<String> {
    Ok(match arraysize {
        "" => "Shape::Scalar".to_owned(),
        "*" => "Shape::Variable".to_owned(),
        number => format!("Shape::Fixed({})", number.parse::<u64>().map_err(|_| format!("arraysize `{number}`"))?),
    })
}

fn texts(texts: &[String]) -> String {
    format!("&{texts:?}")
}

pub(super) fn firmness(firm: Firm) -> String {
    format!("Firmness::{firm:?}")
}

pub(super) fn release(name: &str) -> Result<&'static str> {
    match name.strip_prefix("Gaia ") {
        Some("DR2") => Ok("Release::Dr2"),
        Some("DR3") => Ok("Release::Dr3"),
        Some("DR4") => Ok("Release::Dr4"),
        _ => Err(format!("release `{name}`; expected Gaia DR2, DR3 or DR4").into()),
    }
}

/// `XpSampled` of `XP_SAMPLED`, `Individual` of `INDIVIDUAL`, `Double` of `double`.
fn camel(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect::<String>())
    };
    name.split('_').filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_variants() {
        for (name, variant) in [("XP_SAMPLED", "XpSampled"), ("RVS", "Rvs"), ("double", "Double"), ("INDIVIDUAL", "Individual")] {
            assert_eq!(camel(name), variant);
        }
    }

    #[test]
    fn shapes_are_scalar_fixed_or_variable() {
        assert_eq!(shape("").unwrap(), "Shape::Scalar");
        assert_eq!(shape("2").unwrap(), "Shape::Fixed(2)");
        assert_eq!(shape("*").unwrap(), "Shape::Variable");
        assert_eq!(shape("x").unwrap_err().to_string(), "arraysize `x`");
    }
}
