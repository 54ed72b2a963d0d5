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
        ("# meta:\n#   over:\n#     '<<':\n#       k: 1\n#     l: 2\n", ""),
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

/// A header is written again with the lines that it was read with, but for a table whose columns or delimiter are others.
fn rewritten(header: &str, columns: Option<&[&str]>, change: impl FnOnce(&mut Schema), delimiter: u8) -> String {
    let mut options = ecsv::ReadOptions::default();
    options.columns = columns.map(|columns| columns.iter().map(|&column| column.to_owned()).collect());
    let reader = ecsv::Reader::try_new(header.as_bytes(), options).unwrap();
    let mut schema = Schema::clone(reader.schema());
    change(&mut schema);
    let mut write = ecsv::WriteOptions::default();
    (write.delimiter, write.header) = (delimiter, Some(reader.header().to_owned()));
    let mut text = Vec::new();
    let writer = ecsv::Writer::try_new(&mut text, &schema, write).unwrap();
    assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
    let text = String::from_utf8(text).unwrap();
    // An order of keys that are no longer there is not kept.
    let mut back = read(&text);
    [&mut back, &mut schema].into_iter().for_each(|schema| schema.extras.retain(|extra| extra.kind != "ecsv.order"));
    assert_eq!(back, schema, "{text}");
    text
}

/// Everything that YAML has and a tree does not: comments, anchors, aliases, merged keys, literal and folded texts, ordered
/// mappings, quotes, hexadecimal numbers, blanks at the ends.
const SPELLED: &str = "\
# %ECSV 1.0
# ---
# # who wrote it
# delimiter: \",\"   # as in CSV
# # all of it
# meta: !!omap
# - z: &x [1, 0x1F, 2.50]
# - a: {b: *x, <<: {c: 1}}   
# - text: |
#     literal
#       text
# - folded: >-
#     one
#     line
# # columns
# datatype:
# - 
#   name: \"a\"
#   datatype: 'int64'   
#   description: >
#     of a
# - {unit: '''dex''', datatype: float16, name: b}
# # the end
# more: &m { k: [ 1,2 ] }
# # behind
a,b
";

#[test]
fn a_header_is_written_as_it_came() {
    assert_eq!(rewritten(SPELLED, None, |_| {}, b','), SPELLED);
    // The blank behind the sign of a comment, which other readers want behind all of them, is put where it is missing.
    let unspaced = SPELLED.replace("# delimiter", "#delimiter").replace("# # who", "## who");
    assert_eq!(rewritten(&unspaced, None, |_| {}, b','), SPELLED);
    // Other line ends and blank lines between the lines of the header are not kept, nor is another version.
    let other = SPELLED.replace('\n', "\r\n").replacen("1.0\r\n", "0.9\r\n\r\n", 1);
    assert_eq!(rewritten(&other, None, |_| {}, b','), SPELLED);
    let flow = "# %ECSV 1.0\n# ---\n# {datatype: [{name: a, datatype: int8}]} # c\na\n";
    assert_eq!(rewritten(flow, None, |_| {}, b' '), flow);
}

#[test]
fn what_has_not_changed_is_written_as_it_came() {
    let delimiter = |from: &str, to: &str| SPELLED.replacen(from, to, 1).replacen("\na,b\n", "\na b\n", 1);
    let blank = delimiter("# delimiter: \",\"   # as in CSV\n", "");
    assert_eq!(rewritten(SPELLED, None, |_| {}, b' '), blank);
    let comma = blank.replacen("# # who", "# delimiter: ','\n# # who", 1).replacen("\na b\n", "\na,b\n", 1);
    assert_eq!(rewritten(&blank, None, |_| {}, b','), comma);
    let columns = "# datatype:\n# - name: b\n#   datatype: float16\n#   unit: '''dex'''\n# # the end\n";
    let (start, rest) = SPELLED.split_once("# datatype").unwrap();
    let (_, end) = rest.split_once("# more").unwrap();
    let want = format!("{start}{columns}# more{}", end.replace("a,b", "b"));
    assert_eq!(rewritten(SPELLED, Some(&["b"]), |_| {}, b','), want);
    let text = rewritten(SPELLED, None, |schema| schema.params.retain(|param| param.name() == "z"), b',');
    assert!(text.contains("# # all of it\n# meta:\n") && text.contains("# - \n#   name: \"a\"\n"), "{text}");
    assert!(!text.contains("&x"), "{text}");
}

#[test]
fn a_header_that_no_longer_fits_counts_for_nothing() {
    let change = |schema: &mut Schema| {
        schema.params.clear();
        schema.fields[0].unit = some("m");
        schema.id = some("t");
    };
    let text = rewritten(SPELLED, None, change, b',');
    assert!(text.contains("gaialink.schema") && !text.contains("# #"), "{text}");
    for header in ["", "# [", "no lines", "# a: 1\n"] {
        let schema = read(SPELLED);
        let mut options = ecsv::WriteOptions::default();
        options.header = Some(header.to_owned());
        let mut text = Vec::new();
        ecsv::Writer::try_new(&mut text, &schema, options).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), write(&schema), "{header:?}");
    }
}

#[test]
fn types_that_the_model_has_not_come_back() {
    for (item, subtype, warnings) in [
        ("float16", "", 0),
        ("float128", "", 1),
        ("string", "#   subtype: 'float16[2]'\n", 0),
        ("string", "#   subtype: 'float128[null]'\n", 1),
    ] {
        let header = format!(
            "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - name: a\n#   datatype: {item}\n{subtype}# schema: astropy-2.0\na\n"
        );
        let mut reader = ecsv::Reader::try_new(header.as_bytes(), ecsv::ReadOptions::default()).unwrap();
        assert!(reader.next_batch().unwrap().is_none());
        let schema = Schema::clone(reader.schema());
        assert_eq!(write(&schema), header);
        assert_eq!(Box::new(reader).finish().unwrap().warnings.len(), warnings, "{item}");
        // Where there is no place for it, that is told.
        let writer = csv::Writer::try_new(Vec::new(), &schema, csv::WriteOptions::default()).unwrap();
        let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
        let lost = losses.iter().filter(|loss| loss.to_string().contains("what another format says")).count();
        assert_eq!(lost, 1, "{losses:?}");
    }
}
