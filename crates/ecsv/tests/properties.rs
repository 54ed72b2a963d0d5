//! Any table comes back, and no bytes make a reader panic.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::{ValidateOptions, csv, ecsv, validate};
use gaialink_table::{
    Datatype, Field, Schema, Severity, Table, TableReader, TableWriter, Trailer,
    arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray},
};
use proptest::{collection::vec, option, prelude::*};
use std::{io::BufReader, sync::Arc};

fn arrays(table: &Table) -> Vec<ArrayRef> {
    table.columns().map(|column| column.to_array().unwrap()).collect()
}

fn table(rows: Vec<(Option<String>, Option<i64>, Option<f64>)>) -> Table {
    let text = |text: String| text.replace('\0', "");
    let texts: StringArray = rows.iter().map(|(cell, _, _)| cell.clone().map(text)).collect();
    let integers: Int64Array = rows.iter().map(|(_, cell, _)| *cell).collect();
    let floats: Float64Array = rows.iter().map(|(_, _, cell)| *cell).collect();
    let fields = vec![Field::text("text"), Field::new("integer", Datatype::Long), Field::new("float", Datatype::Double)];
    Table::from_columns(Schema::from_fields(fields), vec![Arc::new(texts), Arc::new(integers), Arc::new(floats)]).unwrap()
}

/// Values in YAML's flow style, as odd as they get.
fn yaml() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        "[-+]?[0-9]{1,3}([.:_eExob-][0-9]{1,2}){0,3}",
        "[a-zA-Z<=~!/%.][a-zA-Z0-9<=>~!/%. ]{0,6}[a-z]",
        "'[ -&(-~]{0,6}'",
        "\"[ -!#-\\[\\]-~é]{0,6}\"",
        Just("~".to_owned()),
        Just("null".to_owned()),
        Just("2001-12-14 21:59:43.1".to_owned()),
        Just("\"\\n\\t\\x31\\u2028\"".to_owned()),
    ];
    let tag = prop_oneof![
        4 => Just(String::new()),
        1 => Just("! ".to_owned()),
        1 => Just("&a ".to_owned()),
        1 => "!!?[a-z.]{1,5}(%2C|%C3%A9|%20|/[a-z]){0,2} ",
        1 => "!<!?[a-z]{1,5}[:,/!]?[a-z0-9]{0,3}> ",
        1 => Just("!!omap ".to_owned()),
    ];
    scalar.prop_recursive(4, 24, 4, move |inner| {
        let node = (tag.clone(), inner).prop_map(|(tag, node)| format!("{tag}{node}"));
        let entry = (node.clone(), node.clone()).prop_map(|(key, value)| format!("? {key} : {value}"));
        let merge = vec(("[a-c]", node.clone()), 1..3)
            .prop_map(|entries| entries.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", "));
        prop_oneof![
            node.clone(),
            vec(node.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            vec(entry, 0..4).prop_map(|entries| format!("{{{}}}", entries.join(", "))),
            (merge.clone(), merge).prop_map(|(base, own)| format!("{{<<: {{{base}}}, {own}}}")),
        ]
    })
}

proptest! {
    #[test]
    fn tables_come_back(rows in vec((option::of(any::<String>()), any::<Option<i64>>(), any::<Option<f64>>()), 0..20)) {
        let table = table(rows);
        let mut text = Vec::new();
        let mut writer = ecsv::Writer::try_new(&mut text, table.schema(), ecsv::WriteOptions::default()).unwrap();
        table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
        prop_assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
        let back = Table::collect(&mut ecsv::Reader::try_new(&text[..], ecsv::ReadOptions::default()).unwrap()).unwrap();
        prop_assert_eq!(arrays(&back), arrays(&table));
        let mut text = Vec::new();
        let mut writer = csv::Writer::try_new(&mut text, table.schema(), csv::WriteOptions::default()).unwrap();
        table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
        let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
        // Columns of numbers without a value come back as text where no schema is given.
        let untold = table.columns().skip(1).filter(|column| column.chunks().all(|chunk| chunk.null_count() == chunk.len()));
        prop_assert_eq!(losses.total(), u64::try_from(untold.count()).unwrap());
        let schema = (**table.schema()).clone();
        let back = Table::collect(&mut csv::Reader::try_new(&text[..], schema, csv::ReadOptions::default()).unwrap()).unwrap();
        prop_assert_eq!(arrays(&back), arrays(&table));
    }

    #[test]
    fn names_and_texts_of_headers_come_back(name in "\\PC{1,12}", text in any::<String>(), key in "\\PC{1,12}") {
        let mut field = Field::text(name.trim_start_matches('\u{feff}').replace('\0', ""));
        field.description = Some(text.clone());
        let mut schema = Schema::from_fields(vec![Field::text("first"), field]);
        schema.params = vec![gaialink_table::Param::text(key, text)];
        prop_assume!(schema.fields[1].name != "first" && !schema.fields[1].name.is_empty());
        let mut text = Vec::new();
        let writer = ecsv::Writer::try_new(&mut text, &schema, ecsv::WriteOptions::default()).unwrap();
        Box::new(writer).finish(&Trailer::default()).unwrap();
        let table = Table::collect(&mut ecsv::Reader::try_new(&text[..], ecsv::ReadOptions::default()).unwrap()).unwrap();
        prop_assert_eq!(&**table.schema(), &schema);
    }

    #[test]
    fn inferred_types_keep_every_text(cells in vec("[-+0-9.eE]{0,6}|[0-9]{15,21}|true|NaN|null|\\(?[0-9, ]{0,6}\\)", 1..6)) {
        let field = Field::text("x");
        let column = StringArray::from_iter_values(cells.iter().chain([&"1".to_owned()]));
        let table = Table::from_columns(Schema::from_fields(vec![Field::text("y"), field]), vec![Arc::new(column.clone()), Arc::new(column)]).unwrap();
        let write = |table: &Table| {
            let mut text = Vec::new();
            let mut writer = csv::Writer::try_new(&mut text, table.schema(), csv::WriteOptions::default()).unwrap();
            table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
            Box::new(writer).finish(&Trailer::default()).unwrap();
            text
        };
        let text = write(&table);
        let schema = csv::infer(&text[..], &csv::ReadOptions::default(), None).unwrap();
        let typed = Table::collect(&mut csv::Reader::try_new(&text[..], schema.clone(), csv::ReadOptions::default()).unwrap());
        prop_assert!(typed.is_ok(), "{:?}", typed.err());
        if schema.fields[0].datatype == Datatype::Long && schema.fields[0].arraysize.is_scalar() {
            let digits = |text: &[u8]| String::from_utf8(text.to_vec()).unwrap().replace(['+', '"'], "").replace("null", "");
            prop_assert_eq!(digits(&write(&typed.unwrap())), digits(&text));
        }
    }

    #[test]
    fn any_cut_and_any_threads_read_the_same(
        rows in "([0-9x]{0,3},(\"([ab,#\n]|\"\"){0,6}\"|[ab\"#]{0,3})(\r?\n)){0,12}|[0-9,\"#\n\r]{0,40}",
        capacity in 1_usize..64,
        batch_bytes in 1_u64..64,
        threads in 1_usize..4,
    ) {
        let text = format!("# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype: [{{name: a, datatype: int8}}, {{name: b, datatype: string}}]\na,b\n{rows}");
        let read = |capacity: usize, batch_bytes: u64| {
            let mut options = ecsv::ReadOptions::default();
            options.limits.batch_bytes = batch_bytes;
            Table::collect(&mut ecsv::Reader::try_new(BufReader::with_capacity(capacity, text.as_bytes()), options)?)
        };
        let whole = read(1 << 16, 1 << 20);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let cut = pool.install(|| read(capacity, batch_bytes));
        // What is wrong is a finding of the validation, and what is right is none.
        let findings = validate(text.as_bytes(), &ValidateOptions::default()).unwrap();
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        match (whole, cut) {
            (Ok(whole), Ok(cut)) => {
                prop_assert_eq!(arrays(&whole), arrays(&cut));
                prop_assert_eq!(errors, 0, "{:?}", findings);
            }
            (Err(whole), Err(cut)) => {
                prop_assert_eq!(whole.to_string(), cut.to_string());
                prop_assert!(errors > 0);
            }
            (whole, cut) => prop_assert!(false, "{:?} and {:?}", whole.err(), cut.err()),
        }
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200)) {
        validate(&bytes[..], &ValidateOptions::default()).unwrap();
        let _ = csv::infer(&bytes[..], &csv::ReadOptions::default(), None);
        let _ = ecsv::Reader::try_new(&bytes[..], ecsv::ReadOptions::default());
        for delimiter in ["' '", "','"] {
            let header = format!("# %ECSV 1.0\n# ---\n# delimiter: {delimiter}\n# datatype: [{{name: a, datatype: int8}}, {{name: b, datatype: string, subtype: 'string[2,null]'}}]\n");
            let names: &[u8] = if delimiter == "','" { b"a,b\n" } else { b"a b\n" };
            let text = [header.as_bytes(), names, &bytes].concat();
            let read = Table::collect(&mut ecsv::Reader::try_new(&text[..], ecsv::ReadOptions::default()).unwrap());
            let findings = validate(&text[..], &ValidateOptions::default()).unwrap();
            prop_assert_eq!(read.is_err(), findings.iter().any(|finding| finding.severity == Severity::Error), "{:?}", findings);
        }
    }

    #[test]
    fn any_meta_comes_back(text in yaml()) {
        let file = format!("# %ECSV 1.0\n# ---\n# datatype: [{{name: a, datatype: int8, meta: {{k: {text}}}}}]\n# meta: {{k: {text}, l: {text}}}\na\n");
        let Ok(read) = ecsv::Reader::try_new(file.as_bytes(), ecsv::ReadOptions::default()) else { return Ok(()) };
        let mut again = Vec::new();
        let writer = ecsv::Writer::try_new(&mut again, read.schema(), ecsv::WriteOptions::default()).unwrap();
        prop_assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
        let back = ecsv::Reader::try_new(&again[..], ecsv::ReadOptions::default()).unwrap();
        prop_assert_eq!(back.schema(), read.schema());
        let said = |reader: &ecsv::Reader<&[u8]>| (reader.schema().params.len() + reader.schema().extras.iter().filter(|extra| extra.kind == "ecsv.meta").count(), reader.schema().fields[0].extras.len());
        prop_assert_eq!(said(&read), (2, 1));
    }

    #[test]
    fn no_header_panics(text in "[-\\[\\]{}:,#&*!|>'\"%@` a-c0-9\n]{0,80}") {
        let commented: String = text.lines().map(|line| format!("# {line}\n")).collect();
        let file = format!("# %ECSV 1.0\n# ---\n{commented}a\n");
        let _ = ecsv::Reader::try_new(file.as_bytes(), ecsv::ReadOptions::default());
        let file = format!("# %ECSV 1.0\n# ---\n# datatype: [{{name: a, datatype: int8}}]\n{commented}a\n");
        let read = ecsv::Reader::try_new(file.as_bytes(), ecsv::ReadOptions::default());
        let findings = validate(file.as_bytes(), &ValidateOptions::default()).unwrap();
        let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error && finding.code != "E-KEY-TWICE");
        prop_assert_eq!(read.is_err(), has_errors, "{:?}", findings);
        let Ok(read) = read else { return Ok(()) };
        // Anew, nothing is lost; what is odd in the text is told by the validation alone.
        let mut anew = Vec::new();
        let writer = ecsv::Writer::try_new(&mut anew, read.schema(), ecsv::WriteOptions::default()).unwrap();
        let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
        prop_assert!(losses.is_empty(), "{:?}", losses);
        let back = ecsv::Reader::try_new(&anew[..], ecsv::ReadOptions::default()).unwrap();
        prop_assert_eq!(back.schema(), read.schema());
        for delimiter in [b' ', b','] {
            let mut options = ecsv::WriteOptions::default();
            (options.delimiter, options.header) = (delimiter, Some(read.header().to_owned()));
            let mut again = Vec::new();
            Box::new(ecsv::Writer::try_new(&mut again, read.schema(), options).unwrap()).finish(&Trailer::default()).unwrap();
            let back = ecsv::Reader::try_new(&again[..], ecsv::ReadOptions::default()).unwrap();
            prop_assert_eq!(back.schema(), read.schema());
            prop_assert!(delimiter == b',' || back.header() == read.header(), "{}", back.header());
        }
    }
}
