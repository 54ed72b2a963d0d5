//! What is said of a table: through ECSV and back without loss, and counted where it goes to CSV.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::{csv, ecsv};
use gaialink_table::{
    Datatype, Field, LossKind, Param, Schema, TableReader, TableWriter, Trailer,
    schema::{Bound, Choice, Coosys, Extra, Group, GroupEntry, Info, Link, Reference, Scope, ScopeKind, Timesys, Values},
};

fn write(schema: &Schema) -> String {
    let mut text = Vec::new();
    let writer = ecsv::Writer::try_new(&mut text, schema, ecsv::WriteOptions::default()).unwrap();
    assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
    String::from_utf8(text).unwrap()
}

fn read(text: &str) -> Schema {
    (**ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap().schema()).clone()
}

/// A value that is made by changing a default one.
fn with<T: Default>(change: impl FnOnce(&mut T)) -> T {
    let mut value = T::default();
    change(&mut value);
    value
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn field(name: &str, datatype: Datatype, size: &str) -> Field {
    let mut field = Field::array(name, datatype, size.parse().unwrap());
    field.unit = some("'dex'");
    field.ucd = some("phot.flux;stat.mean");
    field.utype = some("spec:Data.FluxAxis.Value");
    field.description = some("samples for $T_{\\rm eff, 1}$: \"x\" # 'y'\n\n second line ");
    field
}

/// Everything that the model has a place for.
fn full() -> Schema {
    let mut id = field("no", Datatype::Long, "");
    (id.id, id.xtype, id.reference, id.width, id.kind) =
        (some("f1"), some("timestamp"), some("frame"), some("9"), some("hidden"));
    id.values = vec![with(|values: &mut Values| {
        values.null = some("-99");
        values.min = Some(with(|bound: &mut Bound| bound.value = "0".into()));
        values.options = vec![with(|choice: &mut Choice| choice.value = "7".into())];
    })];
    id.links = vec![with(|link: &mut Link| link.href = some("https://example.org/?a=b&c"))];
    let mut source = Param::new(field("source_id", Datatype::Long, ""), "5937083312263887616");
    source.field.xtype = some("id");
    let of_group = Param::text("method", "PSF");
    let mut schema = Schema::from_fields(vec![id, field(" 1: 'q' ", Datatype::Char, "8x2"), field("~", Datatype::Bit, "2x4*")]);
    (schema.id, schema.name, schema.ucd, schema.utype) = (some("t"), some("on"), some("phys"), some("stc"));
    (schema.reference, schema.description) = (some("frame"), some("1e5"));
    schema.params = vec![source, Param::text("source_id", "twice"), Param::new(Field::new("name", Datatype::Double), "1e5")];
    schema.groups = vec![with(|group: &mut Group| {
        let reference = with(|reference: &mut Reference| reference.reference = "f1".into());
        group.entries = vec![GroupEntry::FieldRef(reference), GroupEntry::Param(of_group), GroupEntry::Group(Group::default())];
    })];
    schema.links = vec![Link::default()];
    schema.infos = vec![with(|info: &mut Info| (info.name, info.value) = (some("QUERY_STATUS"), some("OK")))];
    let document = with(|scope: &mut Scope| scope.element = ScopeKind::Document);
    schema.scopes = vec![
        document,
        with(|scope: &mut Scope| {
            scope.params = vec![Param::new(Field::array("place", Datatype::Double, "2".parse().unwrap()), "251.5192 NaN")];
            scope.timesys = vec![with(|timesys: &mut Timesys| timesys.timeorigin = some("2455197.5"))];
            scope.coosys = vec![with(|coosys: &mut Coosys| coosys.system = some("ICRS"))];
        }),
    ];
    schema.extras = vec![Extra::new("fits.card", "COMMENT 'x'")];
    schema
}

#[test]
fn everything_comes_back() {
    let schema = full();
    let text = write(&schema);
    assert_eq!(read(&text), schema, "{text}");
    for part in ["#   source_id: 5937083312263887616\n", "#   place: [251.5192, .nan]\n", "#   name: 'on'\n", "# - name: 'no'\n"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    // And once more, with nothing gathering.
    assert_eq!(write(&read(&text)), text);
}

#[test]
fn what_plain_keys_say_needs_no_more() {
    let mut schema = Schema::from_fields(vec![field("flux", Datatype::Double, "3x2"), Field::text("name")]);
    schema.params = vec![Param::text("Publisher", "ESA/Gaia/DPAC"), Param::new(Field::new("epoch", Datatype::Double), "2016.0")];
    let text = write(&schema);
    assert!(!text.contains("gaialink"), "{text}");
    assert_eq!(read(&text), schema);
}

#[test]
fn plain_keys_that_were_changed_win() {
    let text = write(&full());
    let changes = [
        ("source_id: 5937083312263887616", "source_id: 1"),
        ("unit: '''dex'''", "unit: mag"),
        ("place: [251.5192, .nan]", "gone: 1"),
        ("name: 'on'", "name: changed"),
    ];
    let changed = changes.iter().fold(text, |text, (from, to)| text.replacen(from, to, 1));
    let schema = read(&changed);
    let mut want = full();
    want.fields[0].unit = some("mag");
    want.name = some("changed");
    want.params[0].value = "1".into();
    want.params.push(Param::new(Field::new("gone", Datatype::Long), "1"));
    want.scopes[1].params.clear();
    assert_eq!(schema, want);
}

#[test]
fn columns_of_another_type_are_the_plain_ones() {
    let text = write(&full()).replacen("datatype: int64", "datatype: int32", 1);
    let field = &read(&text).fields[0];
    assert_eq!((field.datatype, field.id.as_deref(), field.unit.as_deref()), (Datatype::Int, None, Some("'dex'")));
}

#[test]
fn damaged_schemas_are_told() {
    let text = write(&full()).replacen("gaialink.schema: '{", "gaialink.schema: '", 1);
    let reader = ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap();
    assert_eq!(reader.schema().fields[0].name, "no");
    let warnings = Box::new(reader).finish().unwrap().warnings;
    assert_eq!(warnings.iter().map(|warning| warning.code.as_str()).collect::<Vec<_>>(), ["W-SCHEMA"]);
}

#[test]
fn entries_beyond_the_model_are_written_back() {
    let header = "\
# %ECSV 1.0
# ---
# delimiter: ','
# datatype:
# - name: a
#   datatype: float64
#   unit: km / s
#   format: '%5.2f'
#   meta:
#     ucd: phys
#     x: !!omap
#     - p:
#       - 1
#       - z: null
# meta:
#   e: []
#   none: null
#   t: !!python/tuple [1, 2.50]
#   u: !astropy.units.Unit
#     unit: km
# schema: other-1.0
# more: [1]
a
";
    assert_eq!(write(&read(header)), header);
}

#[test]
fn csv_counts_what_it_drops() {
    let writer = csv::Writer::try_new(Vec::new(), &full(), csv::WriteOptions::default()).unwrap();
    let mut trailer = Trailer::default();
    trailer.infos.push(with(|info: &mut Info| info.name = some("QUERY_STATUS")));
    let losses = Box::new(writer).finish(&trailer).unwrap();
    let mut kinds: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.count)).collect();
    kinds.sort();
    let metadata = |subject, count| (LossKind::Metadata, subject, count);
    let of_fields = [1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3].map(|count| metadata("FIELD", count));
    let mut want = of_fields.to_vec();
    want.extend(
        ["COOSYS", "GROUP", "INFO", "LINK", "QUERY_STATUS", "TIMESYS", "extra", "method", "name", "place"]
            .map(|s| metadata(s, 1)),
    );
    want.extend([metadata("TABLE", 6), metadata("source_id", 2), (LossKind::Datatype, "FIELD", 2)]);
    // No row tells that the boolean column is one.
    want.push((LossKind::Datatype, "no", 1));
    want.sort();
    assert_eq!(kinds, want);
}

#[test]
fn the_order_and_the_kinds_of_keys_are_kept() {
    let header = |meta: &str, of_column: &str| {
        format!(
            "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - name: a\n#   datatype: int8\n{of_column}{meta}# schema: astropy-2.0\na\n"
        )
    };
    let cases = [
        ("# meta:\n#   z:\n#     x: 1\n#   a: 2\n#   1: 'no'\n#   true: 3\n#   '1': 4\n#   name: t\n", ""),
        ("# meta:\n#   base:\n#     k: 1\n#   over:\n#     <<:\n#       k: 1\n#     l: 2\n", ""),
        ("", "#   meta:\n#     list: [1, 2]\n#     CoosysSystem: ICRS\n#     utype: x:y\n#     ucd: pos\n"),
        ("# meta:\n#   k: !!python/tuple [1, 2]\n#   u: !astropy.units.Unit\n#     unit: km\n#   t: v\n", ""),
    ];
    for (meta, of_column) in cases {
        let text = header(meta, of_column);
        assert_eq!(write(&read(&text)), text);
    }
    // What the model has a place for has its own order, and no extra tells another one.
    let schema = read(&header("# meta:\n#   a: 2\n#   name: t\n", "#   meta:\n#     utype: x:y\n#     ucd: pos\n"));
    assert!(schema.extras.is_empty() && schema.fields.iter().all(|field| field.extras.is_empty()));
}
