//! Whatever YAML a `meta` holds comes back without the lines that it had, or is told as lost.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::ecsv;
use gaialink_table::{LossKind, LossReport, Param, Schema, TableReader, TableWriter, Trailer, schema::Extra};

/// Writes a header anew, without the lines that it had.
fn write(schema: &Schema) -> (String, LossReport) {
    let mut text = Vec::new();
    let writer = ecsv::Writer::try_new(&mut text, schema, ecsv::WriteOptions::default()).unwrap();
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    (String::from_utf8(text).unwrap(), losses)
}

fn read(text: &str) -> Schema {
    (**ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap().schema()).clone()
}

/// A file whose header has these lines behind its columns.
fn file(lines: &str) -> String {
    let lines: String = lines.lines().map(|line| format!("# {line}\n")).collect();
    format!("# %ECSV 1.0\n# ---\n# datatype: [{{name: a, datatype: int64}}]\n{lines}a\n")
}

/// The lines of `meta` in a file.
fn meta(text: &str) -> String {
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with("# meta"))
        .take_while(|line| line.starts_with("# ") && !line.starts_with("# schema"));
    lines.map(|line| format!("{}\n", line.strip_prefix("# ").unwrap())).collect()
}

/// The lines of a header behind its columns, and those of the `meta` that is written.
const CASES: &[(&str, &str)] = &[
    // Tags: none, YAML's own, those of others, with escapes; on scalars, sequences, mappings and keys.
    ("meta: !!omap\n- t: ! x[~, no]", "meta:\n  t: 'x[~, no]'\n"),
    ("meta: {t: ! [1, 2], u: ! {a: b}}", "meta:\n  t: [1, 2]\n  u:\n    a: b\n"),
    ("meta: {t: ! 5, u: ! '5'}", "meta:\n  t: 5\n  u: '5'\n"),
    ("meta: {t: !<tag:example.org,2026:x> 5}", "meta:\n  t: !<tag:example.org,2026:x> 5\n"),
    ("meta: {t: !<tag:yaml.org,2002:str> 5, u: !<!x> {a: b}}", "meta:\n  t: '5'\n  u: !x\n    a: b\n"),
    ("meta: {t: !a%20b 5, u: !%21x [1], v: !x%2Cy%C3%A9 6}", "meta:\n  t: !a%20b 5\n  u: !%21x [1]\n  v: !x%2Cy%C3%A9 6\n"),
    (
        "meta: {a: !!set {b, c}, d: !!pairs [e: 1, e: 2]}",
        "meta:\n  a: !!set\n    b: null\n    c: null\n  d: !!pairs\n  - e: 1\n  - e: 2\n",
    ),
    ("meta: {a: !!binary aGk=, b: !!timestamp 2001-12-14}", "meta:\n  a: !!binary aGk=\n  b: !!timestamp 2001-12-14\n"),
    ("meta: {a: !!python/tuple [1, 'x'], b: !t c}", "meta:\n  a: !!python/tuple [1, x]\n  b: !t c\n"),
    (
        "meta: {a: !x '', b: !x , c: !x ~, d: !x 'null', e: !x 0x1F}",
        "meta:\n  a: !x ''\n  b: !x\n  c: !x ~\n  d: !x 'null'\n  e: !x 0x1F\n",
    ),
    ("meta: {!x a: 1, !y {b: c}: 2}", "meta:\n  !x a: 1\n  !y {b: c}: 2\n"),
    // Keys that are no names.
    (
        "meta: {1: a, ~: b, true: c, 1.5: d, [1, x]: e, {a: b}: f}",
        "meta:\n  1: a\n  null: b\n  true: c\n  1.5: d\n  [1, x]: e\n  {a: b}: f\n",
    ),
    (
        "meta: {'': a, ' ': b, 'c: d': e, '# f': g, '- h': i, '<<': j, 'no': k}",
        "meta:\n  '': a\n  ' ': b\n  'c: d': e\n  '# f': g\n  '- h': i\n  '<<': j\n  'no': k\n",
    ),
    ("meta:\n  ? |\n    long\n    key\n  : v", "meta:\n  \"long\\nkey\\n\": v\n"),
    // Anchors, aliases and merged mappings are written out.
    ("meta: {a: &x [1, &y {k: v}, *y], b: *x}", "meta:\n  a:\n  - 1\n  - k: v\n  - k: v\n  b:\n  - 1\n  - k: v\n  - k: v\n"),
    ("meta: {b: &b {x: 1, z: 2}, m: {<<: *b, z: 3}}", "meta:\n  b:\n    x: 1\n    z: 2\n  m:\n    x: 1\n    z: 3\n"),
    ("meta: {<<: [{a: 1}, {a: 2, b: 3}], c: 4}", "meta:\n  a: 1\n  b: 3\n  c: 4\n"),
    ("meta: {<<: {name: t, x: {u: z}}, c: [~]}", "meta:\n  name: t\n  x:\n    u: z\n  c: [null]\n"),
    // Texts in blocks, folded, quoted.
    (
        "meta:\n  a: |\n    line 1\n      line 2\n\n    line 3\n  b: >-\n    folded\n    text\n\n    end\n  c: |+\n    kept\n\n  d: e",
        "meta:\n  a: \"line 1\\n  line 2\\n\\nline 3\\n\"\n  b: \"folded text\\nend\"\n  c: \"kept\\n\\n\"\n  d: e\n",
    ),
    (
        "meta: {a: \"esc \\x41 \\u263a \\t \\\\ \\\" \\\n  end\", b: 'c\n\n  d'}",
        "meta:\n  a: \"esc A ☺ \\t \\\\ \\\" end\"\n  b: \"c\\nd\"\n",
    ),
    ("meta: {a: '!<b> c', d: \"!<!e>\"}", "meta:\n  a: '!<b> c'\n  d: '!<!e>'\n"),
    // Plain words that YAML 1.1 takes for more than text, and quoted ones.
    (
        "meta: {a: 2001-12-14, b: '2001-12-14', c: on, d: 'on', e: 1_000, f: 017, g: 12:30:00, h: =}",
        "meta:\n  a: 2001-12-14\n  b: '2001-12-14'\n  c: on\n  d: 'on'\n  e: 1_000\n  f: 017\n  g: 12:30:00\n  h: =\n",
    ),
    ("meta: {a: [2001-12-14, no, 'no', 1.0e+400]}", "meta:\n  a: [2001-12-14, no, 'no', 1.0e+400]\n"),
    ("meta: {no: 1, 2001-12-14: 2}", "meta:\n  no: 1\n  2001-12-14: 2\n"),
    // Nothing, much, deep, and what is no mapping.
    (
        "meta: {a: , b: ~, c: [], d: {}, e: [[], {}], f: ''}",
        "meta:\n  a: null\n  b: null\n  c: []\n  d: {}\n  e:\n  - []\n  - {}\n  f: ''\n",
    ),
    (
        "meta: {a: 123456789012345678901234567890, b: 18446744073709551615}",
        "meta:\n  a: 123456789012345678901234567890\n  b: 18446744073709551615\n",
    ),
    ("meta: !mine\n  a: 1", "meta: !mine\n  a: 1\n"),
    ("meta: !!omap\n- a: 1\n- {b: 2, c: 3}", "meta: !!omap\n- a: 1\n- b: 2\n  c: 3\n"),
    ("meta: [a, b]", "meta: [a, b]\n"),
];

#[test]
fn whatever_a_meta_holds_is_written_again() {
    for (text, want) in CASES {
        let schema = read(&file(text));
        let (written, losses) = write(&schema);
        assert_eq!((meta(&written).as_str(), losses.is_empty()), (*want, true), "{text}: {losses:?}");
        assert_eq!(read(&written), schema, "{text}");
        // In the meta of a column, all of it is kept.
        let column =
            file("").replace("{name: a, ", &format!("{{name: a, {}, ", text.replace('\n', "\n#  ").replace("# meta", "meta")));
        if !text.contains('\n') {
            let schema = read(&column);
            let (written, losses) = write(&schema);
            assert!(losses.is_empty(), "{text}: {losses:?}");
            assert_eq!(read(&written), schema, "{text}: {written}");
        }
    }
}

#[test]
fn long_keys_and_names_come_back() {
    let key = "k".repeat(2000);
    for entry in [format!("? {key}\n: 1"), format!("? {key}\n: {{? {key} : x}}"), format!("a: {{? [{key}] : x}}")] {
        let lines: String = entry.lines().map(|line| format!("  {line}\n")).collect();
        let schema = read(&file(&format!("meta:\n{lines}")));
        let (written, losses) = write(&schema);
        assert!(losses.is_empty(), "{losses:?}");
        assert_eq!(read(&written), schema);
        assert!(written.contains(&key));
    }
    let mut schema = read(&file(""));
    schema.params = vec![Param::text(key.as_str(), "text")];
    let (written, losses) = write(&schema);
    assert!(losses.is_empty() && read(&written) == schema, "{written}");
}

#[test]
fn a_literal_text_at_the_end_of_the_header_has_no_last_line_end() {
    for (text, want) in
        [("meta:\n  k: |\n    one\n    two", "one\ntwo"), ("meta:\n  k: |\n    one\n    two\nschema: x", "one\ntwo\n")]
    {
        let schema = read(&file(text));
        assert_eq!(schema.params[0].value, want, "{text}");
        let (written, losses) = write(&schema);
        assert!(losses.is_empty() && read(&written) == schema, "{written}");
    }
}

#[test]
fn entries_of_the_header_in_front_of_the_meta_come_back() {
    for text in ["foo: x\nmeta: {a: [b, c]}\nbar: {y: z}", "meta: {a: [b, c]}\nfoo: x", "foo: x\nmeta: [a]\nbar: ','"] {
        let schema = read(&file(text));
        let (written, losses) = write(&schema);
        assert!(losses.is_empty(), "{text}: {losses:?}");
        assert_eq!(read(&written), schema, "{text}");
    }
}

#[test]
fn the_last_of_two_entries_counts_and_is_told() {
    let text = "meta: {a: 1, b: {x: 1}, a: 2, b: {z: 2}}\nschema: x\nschema: z";
    let text = file(text).replace("datatype: int64", "unit: m, datatype: int64, unit: s, meta: {ucd: x, ucd: z}");
    let mut reader = ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap();
    let schema = (**reader.schema()).clone();
    assert!(reader.next_batch().unwrap().is_none());
    let trailer = Box::new(reader).finish().unwrap();
    let told: Vec<_> = trailer.warnings.iter().map(|warning| (warning.code.as_str(), warning.to_string())).collect();
    let twice = |what: &str| ("W-KEY-TWICE", format!("W-KEY-TWICE: {what} twice, the last one counts"));
    let want = [
        twice("the key `schema` is there"),
        twice("the key `a`, like 1 others, is there"),
        twice("column `a`: the key `unit`, like 1 others, is there"),
    ];
    assert_eq!(told, want);
    let (written, losses) = write(&schema);
    assert!(losses.is_empty(), "{losses:?}");
    assert_eq!(meta(&written), "meta:\n  a: 2\n  b:\n    z: 2\n");
    for line in ["# schema: z\n", "#   unit: s\n", "#     ucd: z\n"] {
        assert!(written.contains(line), "{written}");
    }
    let mut options = ecsv::ReadOptions::default();
    options.strict = true;
    let error = ecsv::Reader::try_new(text.as_bytes(), options).unwrap_err();
    assert!(error.kind().to_string().contains("the key `schema` is there twice"), "{}", error.kind());
}

#[test]
fn entries_that_have_no_place_are_told() {
    let mut schema = read(&file("meta: {a: {x: 1}, b: [~]}"));
    schema.params.push(Param::text("a", "text"));
    schema.extras.push(Extra::new("ecsv.meta", "b: {y: 2}"));
    schema.extras.push(Extra::new("ecsv.meta", "{"));
    schema.fields[0].extras.push(Extra::new("ecsv.attribute", "text"));
    let (written, losses) = write(&schema);
    assert_eq!(meta(&written).lines().take(3).collect::<Vec<_>>(), ["meta:", "  a: text", "  b: [null]"]);
    let found: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.detail.as_str(), loss.count)).collect();
    let want = [
        (LossKind::Metadata, "table", "ecsv.meta has no place for another `a`", 1),
        (LossKind::Metadata, "table", "ecsv.meta has no place for another `b`", 1),
        (LossKind::Metadata, "table", "ecsv.meta that is no entry in YAML", 1),
        (LossKind::Metadata, "a", "ecsv.attribute that is no entry in YAML", 1),
    ];
    assert_eq!(found, want);
}
