use super::{ColumnDefinition, Layout, layouts};
use crate::decode_flags::decoded_field;
use gaialink_table::{Datatype, Field, Schema};
use std::collections::HashSet;

/// The schema of a CSV file whose header is exactly that of a known product, in the file's order; `None` for any other.
///
/// CSV tells no types. Where the set of names is that of a layout, as CSV files are served or as its table has them, the
/// registry tells datatype, unit, UCD, UTYPE and description. Several layouts may have the same names (the flat light
/// curves of DR2 and DR3): then the wider type holds, and a unit, UCD or UTYPE only where all agree. Names that several
/// products share (`wavelength,flux,flux_error` is both XP_SAMPLED and RVS) tell nothing. Light curves may have the columns that
/// [`decode_flags`](crate::decode_flags) makes besides.
///
/// ```
/// use gaialink_products::registry::csv_schema;
/// use gaialink_table::Datatype;
/// let header = ["source_id", "solution_id", "ra", "dec", "wavelength", "flux", "flux_error"];
/// let schema = csv_schema(&header).ok_or("not known")?;
/// assert_eq!(schema.field("flux").map(|field| field.datatype), Some(Datatype::Float));
/// assert_eq!(schema.field("wavelength").and_then(|field| field.unit.as_deref()), Some("nm"));
/// assert!(csv_schema(&header[4..]).is_none());
/// # Ok::<_, &str>(())
/// ```
pub fn csv_schema(header: &[&str]) -> Option<Schema> {
    let names: HashSet<&str> = header.iter().copied().collect();
    if names.len() != header.len() {
        return None;
    }
    let fields = of_names(header, &names).or_else(|| with_flags(header))?;
    Some(Schema::from_fields(fields))
}

/// The columns of light curves whose flags were decoded into columns of their own.
fn with_flags(header: &[&str]) -> Option<Vec<Field>> {
    let (flags, own): (Vec<&str>, Vec<&str>) = header.iter().partition(|name| decoded_field(name).is_some());
    let known = of_names(&own, &own.iter().copied().collect()).filter(|_| !flags.is_empty())?;
    let known = Schema::from_fields(known);
    known.field("other_flags").or_else(|| known.field("g_other_flags"))?;
    header.iter().map(|name| known.field(name).cloned().or_else(|| decoded_field(name))).collect()
}

/// The columns of that set of names, in the order of the header.
fn of_names(header: &[&str], names: &HashSet<&str>) -> Option<Vec<Field>> {
    let served = matching(names, |layout| layout.csv);
    let found = if served.is_empty() { matching(names, |layout| layout.columns) } else { served };
    let (first, others) = found.split_first()?;
    if others.iter().any(|(layout, _)| layout.product != first.0.product) {
        return None;
    }
    header.iter().map(|name| field(name, &found)).collect()
}

/// A layout and those of its columns that are meant.
type Found = (&'static Layout, &'static [ColumnDefinition]);

fn matching(names: &HashSet<&str>, columns: fn(&Layout) -> &'static [ColumnDefinition]) -> Vec<Found> {
    let same = |found: &Found| found.1.len() == names.len() && found.1.iter().all(|column| names.contains(column.name));
    layouts().map(|layout| (layout, columns(layout))).filter(same).collect()
}

fn field(name: &str, found: &[Found]) -> Option<Field> {
    let mut definitions = found.iter().filter_map(|(_, columns)| columns.iter().find(|column| column.name == name));
    let mut field = definitions.next()?.field();
    for other in definitions.map(ColumnDefinition::field) {
        field.datatype = wider(field.datatype, other.datatype)?;
        field.unit = field.unit.filter(|text| other.unit.as_ref() == Some(text));
        field.ucd = field.ucd.filter(|text| other.ucd.as_ref() == Some(text));
        field.utype = field.utype.filter(|text| other.utype.as_ref() == Some(text));
    }
    Some(field)
}

fn wider(a: Datatype, b: Datatype) -> Option<Datatype> {
    if a == b {
        return Some(a);
    }
    let both = |class: fn(Datatype) -> bool| class(a) && class(b);
    let sized = both(Datatype::is_floating) || both(Datatype::is_integer);
    sized.then(|| if a.packed_size() < b.packed_size() { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::layout;

    #[test]
    fn every_csv_header_is_known_in_any_order() {
        for layout in layouts() {
            let mut header: Vec<&str> = layout.csv.iter().map(|column| column.name).collect();
            header.reverse();
            let schema = csv_schema(&header).unwrap_or_else(|| panic!("{}", layout.name));
            assert!(schema.fields.iter().map(|f| f.name.as_str()).eq(header), "{}", layout.name);
            assert!(layout.csv.iter().zip(schema.fields.iter().rev()).all(|(column, field)| column.accepts(field)));
        }
    }

    #[test]
    fn the_light_curves_of_two_releases_share_a_header() {
        let header: Vec<&str> = layout("dr2/epoch_photometry__individual").unwrap().csv.iter().map(|c| c.name).collect();
        let schema = csv_schema(&header).unwrap();
        let field = |name: &str| schema.field(name).unwrap();
        assert_eq!(field("flux_over_error").datatype, Datatype::Double);
        assert_eq!(field("flux").unit, None);
        assert_eq!(field("mag").unit.as_deref(), Some("mag"));
        assert_eq!(field("time").ucd.as_deref(), Some("time.epoch"));
        assert_eq!(field("time").utype, None);
    }

    #[test]
    fn the_columns_of_a_table_without_its_params_are_known() {
        let wide = layout("dr3/epoch_photometry__individual").unwrap();
        let header: Vec<&str> = wide.columns.iter().map(|column| column.name).collect();
        assert_eq!(csv_schema(&header).map(|schema| schema.fields.len()), Some(23));
    }

    #[test]
    fn flags_of_light_curves_may_stand_beside_their_masks() {
        for name in ["dr3/epoch_photometry__individual", "dr2/epoch_photometry__individual"] {
            let served = layout(name).unwrap().csv.iter().map(|column| column.name);
            let header: Vec<&str> = served.chain(["photometry_flag_bp_reject", "rp_variability_reject"]).collect();
            let schema = csv_schema(&header).unwrap();
            assert!(schema.fields.iter().map(|field| field.name.as_str()).eq(header), "{name}");
            assert_eq!(schema.field("rp_variability_reject").map(|field| field.datatype), Some(Datatype::Boolean));
        }
        let spectrum = ["source_id", "solution_id", "ra", "dec", "wavelength", "flux", "flux_error", "photometry_flag_bp_reject"];
        assert_eq!(csv_schema(&spectrum), None);
    }

    #[test]
    fn other_headers_are_not() {
        for header in [
            &["wavelength", "flux", "flux_error"][..],
            &["source_id", "solution_id", "ra", "dec", "flux", "flux"],
            &["source_id", "solution_id", "ra", "dec", "flux", "flux_error", "more"],
            &[],
        ] {
            assert_eq!(csv_schema(header), None, "{header:?}");
        }
    }
}
