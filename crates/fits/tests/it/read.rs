//! Tables made by hand: HDUs, cards, columns, oddities, names of files.

use crate::{
    errors::chain,
    file::{PRIMARY, append, file, header, table_cards},
};
use gaialink_fits::{ReadOptions, Reader, TableChoice};
use gaialink_table::{
    Table, TableReader, Trailer,
    arrow::array::{Array, ArrayRef, AsArray},
    arrow::datatypes::{Int16Type, Int64Type},
};

pub(crate) fn read_all(bytes: Vec<u8>) -> (Table, Trailer) {
    let mut reader = Reader::from_bytes(bytes, ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    (table, Box::new(reader).finish().unwrap())
}

/// The values of a column as Arrow prints them.
pub(crate) fn shown(array: &ArrayRef) -> String {
    let options = gaialink_table::arrow::util::display::FormatOptions::new().with_null("null");
    let formatter = gaialink_table::arrow::util::display::ArrayFormatter::try_new(array, &options).unwrap();
    (0..array.len()).map(|row| formatter.value(row).to_string()).collect::<Vec<_>>().join("; ")
}

#[test]
fn many_hdus() {
    let mut bytes = header(&PRIMARY);
    let image: Vec<String> =
        ["XTENSION= 'IMAGE'", "BITPIX  = 16", "NAXIS   = 2", "NAXIS1  = 3", "NAXIS2  = 2"].map(str::to_owned).to_vec();
    append(&mut bytes, &image, &[1; 12]);
    append(&mut bytes, &table_cards(1, 2, 0, &["B"], &["EXTNAME = 'first'"]), &[1, 2]);
    let mut compressed =
        table_cards(8, 0, 0, &["PB"], &["ZIMAGE  =                    T", "ZTILE1  = 0", "ZNAXIS  = 1", "ZNAXIS1 = 5"]);
    compressed.push("ZCMPTYPE= 'RICE_1'".to_owned());
    compressed.push("ZBITPIX = 8".to_owned());
    append(&mut bytes, &compressed, &[]);
    let mut wide: Vec<String> = vec!["XTENSION= 'IMAGE'".into(), "BITPIX  = 8".into(), "NAXIS   = 120".into()];
    wide.extend((1..=120).map(|i| format!("{:<8}= 1", format!("NAXIS{i}"))));
    append(&mut bytes, &wide, &[1]);
    append(&mut bytes, &table_cards(1, 1, 0, &["B"], &["EXTNAME = 'second'"]), &[3]);
    let path = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(path.path(), &bytes).unwrap();
    let cases = [(TableChoice::First, "1; 2"), (TableChoice::Index(1), "3"), (TableChoice::Name("second".into()), "3")];
    for (choice, want) in cases {
        let mut options = ReadOptions::default();
        options.table = choice.clone();
        for reader in [Reader::from_bytes(bytes.clone(), options.clone()), Reader::open(path.path(), options)] {
            let table = Table::collect(&mut reader.unwrap()).unwrap();
            assert_eq!(shown(&table.column("c1").unwrap().to_array().unwrap()), want, "{choice:?}");
        }
    }
    let names: Vec<_> = gaialink_fits::list(path.path(), &ReadOptions::default())
        .unwrap()
        .into_iter()
        .map(|schema| (schema.name, schema.num_rows))
        .collect();
    assert_eq!(names, [(Some("first".into()), Some(2)), (Some("second".into()), Some(1))]);
}

#[test]
fn empty_tables() {
    let cases = [
        (table_cards(0, 0, 0, &[], &[]), 0, 0),
        (table_cards(0, 5, 0, &[], &[]), 5, 0),
        (table_cards(0, 5, 0, &["0J", "0A"], &[]), 5, 2),
        (table_cards(4, 0, 0, &["J"], &[]), 0, 1),
        (table_cards(4, 2, 0, &["0D", "J", "0PE"], &[]), 2, 3),
    ];
    for (cards, rows, columns) in cases {
        let (table, _) = read_all(file(&cards, &[0; 8][..if columns == 3 { 8 } else { 0 }]));
        assert_eq!((table.num_rows(), table.schema().fields.len()), (rows, columns));
        assert_eq!(table.schema().num_rows, Some(rows as u64));
    }
}

/// What cards can say of a table of two columns.
const CARDS: [&str; 25] = [
    "TTYPE2  = 'flux    '           / flux of the source",
    "TUNIT1  = 'mag'",
    "TUCD1   = 'phot.mag'",
    "TUTYP1  = 'a:b.c'",
    "TCOMM1  = 'a long descri&'",
    "CONTINUE  'ption'",
    "TXTYP1  = 'timestamp'",
    "TDISP1  = 'F8.3'",
    "TNULL1  = -5",
    "EXTNAME = 'mine'",
    "EXTVER  = 3",
    "OBSERVER= 'Me' / who",
    "EXPTIME = 1.5D3 / [s] how long",
    "NSTARS  = 42",
    "GOOD    = T",
    "BIG     = 18446744073709551615",
    "HUGE    = 99999999999999999999",
    "HIERARCH some thing = 7 / seven",
    "UNDEF   =",
    "COMMENT a comment",
    "HISTORY a history",
    "DATE-HDU= '2024-05-28T21:59:52'",
    "DATE    = '2024-05-28'",
    "CHECKSUM= 'abc'",
    "TITLE   = 'Mine'",
];

#[test]
fn what_cards_say() {
    let (table, trailer) = read_all(file(&table_cards(4, 1, 0, &["I", "I"], &CARDS), &[0; 4]));
    let schema = table.schema();
    assert!(trailer.warnings.is_empty());
    assert_eq!(schema.name.as_deref(), Some("mine"));
    let field = &schema.fields[0];
    assert_eq!(field.unit.as_deref(), Some("mag"));
    assert_eq!(field.ucd.as_deref(), Some("phot.mag"));
    assert_eq!(field.utype.as_deref(), Some("a:b.c"));
    assert_eq!(field.xtype.as_deref(), Some("timestamp"));
    assert_eq!(field.description.as_deref(), Some("a long description"));
    assert_eq!((field.width.as_deref(), field.precision.as_deref()), (Some("8"), Some("F3")));
    assert_eq!(field.null_text(), Some("-5"));
    let params: Vec<String> = schema
        .params
        .iter()
        .map(|p| {
            let said = [p.field.unit.as_deref(), p.field.description.as_deref()];
            format!("{} {} {} {said:?}", p.name(), p.field.datatype, p.value)
        })
        .collect();
    assert_eq!(
        params,
        [
            r#"OBSERVER char Me [None, Some("who")]"#,
            r#"EXPTIME double 1.5E3 [Some("s"), Some("how long")]"#,
            "NSTARS long 42 [None, None]",
            "GOOD boolean T [None, None]",
            "BIG unsignedLong 18446744073709551615 [None, None]",
            "HUGE char 99999999999999999999 [None, None]",
            r#"some thing long 7 [None, Some("seven")]"#,
            "DATE char 2024-05-28 [None, None]",
            "TITLE char Mine [None, None]",
        ]
    );
    let extras: Vec<&str> = schema.extras.iter().map(|extra| extra.text.as_str()).collect();
    assert_eq!(extras, ["EXTVER  = 3", "UNDEF   =", "COMMENT a comment", "HISTORY a history"]);
}

#[test]
fn columns_that_are_asked_for() {
    let bytes = file(&table_cards(4, 2, 0, &["B", "I", "B"], &[]), &[1, 0, 2, 3, 4, 0, 5, 6]);
    let mut options = ReadOptions::default();
    options.columns = Some(vec!["c3".into(), "c2".into()]);
    let table = Table::collect(&mut Reader::from_bytes(bytes, options).unwrap()).unwrap();
    let columns: Vec<String> = table.batches()[0].columns().iter().map(shown).collect();
    assert_eq!(columns, ["3; 6", "2; 5"]);
    assert_eq!(table.schema().fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["c3", "c2"]);
}

#[test]
fn oddities_are_warnings_and_in_strict_mode_errors() {
    let cases: [(&str, &[&str], &str); 6] = [
        ("PJ(<built-in function max>)", &[], "W-FITS-TFORM"),
        ("2B", &["TDIM1   = '(3)'"], "W-FITS-TDIM"),
        ("2B", &["TNULL1  = 256"], "W-FITS-TNULL"),
        ("2A", &["TNULL1  = 1"], "W-FITS-TNULL"),
        ("2A", &["TSCAL1  = 2.0"], "W-FITS-SCALE"),
        ("2B", &["TSCAL1  = 'x'"], "W-FITS-SCALE"),
    ];
    for (form, more, code) in cases {
        let data: &[u8] = if form.starts_with('P') { &[0; 8] } else { &[65, 66] };
        let bytes = file(&table_cards(data.len(), 1, 0, &[form], more), data);
        let (_, trailer) = read_all(bytes.clone());
        assert_eq!(trailer.warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), [code], "{more:?}");
        let mut options = ReadOptions::default();
        options.strict = true;
        let error = Reader::from_bytes(bytes, options).map(drop).unwrap_err();
        assert!(chain(&error).contains("strict: "), "{}", chain(&error));
    }
}

#[test]
fn truncated_at_every_byte() {
    let data = [0, 0, 0, 2, 0, 0, 0, 0, 7, 8];
    let whole = file(&table_cards(8, 1, 2, &["PB(2)"], &[]), &data);
    let end = 5760 + data.len();
    for len in 0..whole.len() {
        let read = Reader::from_bytes(whole[..len].to_vec(), ReadOptions::default());
        if len >= end {
            let mut reader = read.unwrap();
            let table = Table::collect(&mut reader).unwrap();
            assert_eq!(shown(&table.column("c1").unwrap().to_array().unwrap()), "[7, 8]");
            assert_eq!(Box::new(reader).finish().unwrap().warnings[0].code, "W-FITS-PADDING");
            continue;
        }
        let error = read.map(drop).unwrap_err();
        let text = chain(&error);
        let want = match len {
            0..9 => "the file starts with",
            9..2880 => "the header ends at byte 2880",
            2880..2888 => "there is no table at all",
            2888..5760 => "the header ends at byte 5760",
            _ => "the data unit ends at byte 5770",
        };
        assert!(text.contains(want), "{len}: {text}");
    }
}

#[test]
fn an_unfilled_last_block_on_disk() {
    let mut bytes = file(&table_cards(2, 6000, 0, &["I"], &[]), &[1; 12000]);
    bytes.truncate(5760 + 12000);
    let path = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(path.path(), &bytes).unwrap();
    let mut options = ReadOptions::default();
    options.limits.batch_bytes = 1000;
    let mut reader = Reader::open(path.path(), options).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    assert_eq!((table.num_rows(), table.batches().len()), (6000, 12));
    assert!(table.column("c1").unwrap().to_array().unwrap().as_primitive::<Int16Type>().iter().all(|v| v == Some(257)));
}

#[test]
fn names_are_literal() {
    let bytes = file(&table_cards(1, 1, 0, &["B"], &[]), &[42]);
    let dir = tempfile::tempdir().unwrap();
    let long = "x".repeat(200);
    let mut deep = dir.path().to_owned();
    for _ in 0..6 {
        deep.push(&long);
    }
    std::fs::create_dir_all(&deep).unwrap();
    for name in
        ["a[1].fits", "!x.fits", "x.fits+1", "~x.fits", " x.fits", "|x", "x.fits[1][c1>0]", "(x)", "mem:x", "x\u{e9}.fits"]
    {
        for dir in [dir.path(), &deep] {
            let path = dir.join(name);
            std::fs::write(&path, &bytes).unwrap();
            let table = Table::collect(&mut Reader::open(&path, ReadOptions::default()).unwrap()).unwrap();
            assert_eq!(shown(&table.column("c1").unwrap().to_array().unwrap()), "42", "{name}");
        }
    }
    std::fs::write(dir.path().join("g.fits.gz"), [0x1F, 0x8B]).unwrap();
    let error = Reader::open(&dir.path().join("g.fits"), ReadOptions::default()).map(drop).unwrap_err();
    assert!(chain(&error).contains("No such file"), "{}", chain(&error));
    let error = Reader::open(&dir.path().join("g.fits.gz"), ReadOptions::default()).map(drop).unwrap_err();
    assert!(chain(&error).contains("the file starts with"), "{}", chain(&error));
    let error = Reader::open(dir.path(), ReadOptions::default()).map(drop).unwrap_err();
    assert!(chain(&error).contains("not a regular file"), "{}", chain(&error));
}

#[test]
fn readers_run_side_by_side() {
    let bytes = file(&table_cards(8, 20_000, 0, &["K"], &[]), &(0..20_000_i64).flat_map(i64::to_be_bytes).collect::<Vec<_>>());
    let path = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(path.path(), &bytes).unwrap();
    let read = || {
        let mut options = ReadOptions::default();
        options.limits.batch_bytes = 4000;
        let table = Table::collect(&mut Reader::open(path.path(), options).unwrap()).unwrap();
        let array = table.column("c1").unwrap().to_array().unwrap();
        array.as_primitive::<Int64Type>().values().iter().copied().eq(0..20_000)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(read)).collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    });
}
