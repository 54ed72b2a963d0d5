//! Headers, null values and losses of what is written.

use crate::{
    errors::chain,
    roundtrip::{read, shown, write, write_spooled},
};
use gaialink_fits::{Primary, ReadOptions, Reader, TableChoice, WriteOptions, Writer};
use gaialink_table::{
    ArraySize, Datatype, Field, LossKind, Param, Schema, Table, TableWriter, Trailer,
    arrow::array::{
        ArrayRef, BooleanArray, Float32Array, Float64Array, Int8Array, Int16Array, Int64Array, StringArray, UInt8Array,
        UInt16Array,
    },
    schema::{Extra, Info, Scope, Timesys, Values},
};
use std::{io::Cursor, sync::Arc};

/// The cards of the table's header, without the blanks at their ends.
fn cards(bytes: &[u8]) -> Vec<String> {
    let cards = bytes[2880..].chunks(80).map(|card| String::from_utf8(card.to_vec()).unwrap().trim_end().to_owned());
    cards.take_while(|card| card != "END").collect()
}

pub(crate) fn card(bytes: &[u8], keyword: &str) -> Option<String> {
    let found = cards(bytes).into_iter().find(|card| card.starts_with(&format!("{keyword:<8}=")))?;
    Some(found[10..].split('/').next().unwrap().trim().to_owned())
}

fn table(field: Field, arrays: Vec<ArrayRef>) -> Table {
    let schema = Schema::from_fields(vec![field]);
    let batches = arrays.into_iter().map(|array| Table::from_columns(schema.clone(), vec![array]).unwrap().batches()[0].clone());
    Table::try_new(schema.clone(), batches.collect()).unwrap()
}

#[test]
fn headers() {
    let mut flux = Field::new("flux", Datatype::Float);
    flux.unit = Some("'electron'.s**-1".into());
    flux.ucd = Some("phot.flux".into());
    flux.utype = Some("a:b".into());
    flux.description = Some("it's the flux".into());
    (flux.width, flux.precision) = (Some("8".into()), Some("E3".into()));
    let mut schema = Schema::from_fields(vec![flux, Field::array("m", Datatype::Double, ArraySize::fixed(&[2, 1]))]);
    schema.name = Some("mine".into());
    let matrix = gaialink_table::arrow::array::FixedSizeListArray::new(
        Arc::new(gaialink_table::arrow::datatypes::Field::new_list_field(
            gaialink_table::arrow::datatypes::DataType::Float64,
            true,
        )),
        2,
        Arc::new(Float64Array::from(vec![1.0, 2.0])),
        None,
    );
    let table = Table::from_columns(schema, vec![Arc::new(Float32Array::from(vec![1.5])), Arc::new(matrix)]).unwrap();
    let (bytes, losses) = write(&table, WriteOptions::default());
    assert!(losses.is_empty(), "{losses:?}");
    let want = [
        "XTENSION= 'BINTABLE'           / binary table extension",
        "BITPIX  =                    8 / 8-bit bytes",
        "NAXIS   =                    2 / 2-dimensional table",
        "NAXIS1  =                   20 / width of table in bytes",
        "NAXIS2  =                    1 / number of rows in table",
        "PCOUNT  =                    0 / heap size (no gap)",
        "GCOUNT  =                    1 / one data group",
        "TFIELDS =                    2 / number of columns",
        "EXTNAME = 'mine    '           / name of the table",
        "TTYPE1  = 'flux    '           / label for column 1",
        "TFORM1  = 'E       '           / format for column 1",
        "TUNIT1  = '''electron''.s**-1' / units for column 1",
        "TDISP1  = 'E8.3    '",
        "TCOMM1  = 'it''s the flux'",
        "TUCD1   = 'phot.flux'",
        "TUTYP1  = 'a:b     '",
        "TTYPE2  = 'm       '           / label for column 2",
        "TFORM2  = '2D      '           / format for column 2",
        "TDIM2   = '(2,1)   '",
    ];
    assert_eq!(cards(&bytes), want);
    assert_eq!(bytes, write_spooled(&table, WriteOptions::default()));
    assert_eq!(read(bytes).schema().fields[0].unit, table.schema().fields[0].unit);
}

#[test]
fn null_values() {
    let short = |values: Vec<Option<i16>>| -> ArrayRef { Arc::new(Int16Array::from(values)) };
    let cases: [(Vec<ArrayRef>, Option<&str>); 8] = [
        (vec![short(vec![Some(1), Some(i16::MIN), Some(i16::MAX)])], None),
        (vec![short(vec![Some(1), None])], Some("-32768")),
        (vec![short(vec![Some(i16::MIN), None])], Some("32767")),
        (vec![short(vec![Some(i16::MIN)]), short(vec![None])], Some("32767")),
        (vec![short(vec![None]), short(vec![Some(i16::MAX)])], Some("-32768")),
        (vec![short(vec![])], None),
        (vec![short(vec![Some(i16::MIN), None, Some(i16::MAX)])], Some("-32767")),
        (vec![short(vec![Some(i16::MAX), Some(-32767)]), short(vec![Some(i16::MIN), None])], Some("-32766")),
    ];
    for (arrays, want) in cases {
        let field = Field::new("n", Datatype::Short);
        let table = table(field, arrays.clone());
        for bytes in [write(&table, WriteOptions::default()).0, write_spooled(&table, WriteOptions::default())] {
            assert_eq!(card(&bytes, "TNULL1").as_deref(), want);
            let all: Vec<String> = arrays.iter().map(shown).filter(|text| !text.is_empty()).collect();
            let back = read(bytes).column("n").unwrap().to_array().unwrap();
            assert_eq!(shown(&back), all.join("; "));
        }
    }
    let others: [(Datatype, ArrayRef, &str); 7] = [
        (Datatype::UnsignedByte, Arc::new(UInt8Array::from(vec![Some(0), None])), "255"),
        (Datatype::SignedByte, Arc::new(Int8Array::from(vec![Some(127), None])), "0"),
        (Datatype::UnsignedShort, Arc::new(UInt16Array::from(vec![Some(0), None])), "32767"),
        (Datatype::Long, Arc::new(Int64Array::from(vec![Some(0), None])), "-9223372036854775808"),
        (Datatype::UnsignedByte, Arc::new(UInt8Array::from(vec![Some(0), Some(255), None])), "1"),
        (Datatype::SignedByte, Arc::new(Int8Array::from(vec![Some(127), Some(-128), None])), "1"),
        (Datatype::UnsignedShort, Arc::new(UInt16Array::from(vec![Some(0), None, Some(65535)])), "-32767"),
    ];
    for (datatype, array, want) in others {
        let table = table(Field::new("n", datatype), vec![array.clone()]);
        let (bytes, losses) = write(&table, WriteOptions::default());
        assert_eq!(card(&bytes, "TNULL1").as_deref(), Some(want));
        assert_eq!(shown(&read(bytes).column("n").unwrap().to_array().unwrap()), shown(&array));
        assert!(losses.is_empty());
    }
}

#[test]
fn null_values_that_are_known_beforehand() {
    let column: ArrayRef = Arc::new(Int64Array::from(vec![Some(i64::MIN), Some(i64::MAX), None]));
    let table = table(Field::new("n", Datatype::Long), vec![column]);
    let mut options = WriteOptions::default();
    options.nulls.insert(0, 7);
    let (bytes, losses) = write(&table, options);
    assert!(losses.is_empty());
    assert_eq!(card(&bytes, "TNULL1").as_deref(), Some("7"));
    assert_eq!(read(bytes).batches()[0].column(0), table.batches()[0].column(0));
}

#[test]
fn complex_params_come_back() {
    let mut schema = Schema::from_fields(vec![Field::new("n", Datatype::Short)]);
    schema.params.push(Param::new(Field::new("GAIN", Datatype::DoubleComplex), "1.5 -2.0"));
    let table = Table::from_columns(schema, vec![Arc::new(Int16Array::from(vec![1]))]).unwrap();
    let (bytes, losses) = write(&table, WriteOptions::default());
    assert!(losses.is_empty(), "{losses:?}");
    assert_eq!(read(bytes).schema().params, table.schema().params);
}

#[test]
fn null_values_that_cannot_be() {
    let array = |values: Vec<Option<u8>>| -> ArrayRef { Arc::new(UInt8Array::from(values)) };
    let mut declared = Field::new("n", Datatype::UnsignedByte);
    let mut values = Values::default();
    values.null = Some("7".into());
    declared.values.push(values);
    let cases = [
        (
            Field::new("n", Datatype::UnsignedByte),
            vec![array((0..=255).map(Some).collect()), array(vec![None])],
            "a null value that occurs nowhere in the column, and every number of its type does",
        ),
        (
            Field::new("n", Datatype::Long),
            vec![Arc::new(Int64Array::from(vec![Some(i64::MIN), Some(i64::MAX), None]))],
            "both its smallest and its largest number do; declare one",
        ),
        (
            Field::new("n", Datatype::UnsignedByte),
            vec![array(vec![None]), array(vec![Some(1), Some(255)])],
            "FITS, row 3, column `n`: a value equals the declared null value",
        ),
        (declared.clone(), vec![array(vec![Some(7)])], "FITS, row 1, column `n`: a value equals the declared null value"),
    ];
    for (field, arrays, want) in cases {
        let table = table(field, arrays);
        let mut writer = Writer::try_new(Cursor::new(Vec::new()), table.schema(), WriteOptions::default()).unwrap();
        let error = table.batches().iter().find_map(|batch| writer.write_batch(batch).err()).unwrap();
        assert!(chain(&error).contains(want), "{}", chain(&error));
    }
    let table = table(declared, vec![array(vec![Some(1), None])]);
    let (bytes, losses) = write(&table, WriteOptions::default());
    assert_eq!(card(&bytes, "TNULL1").as_deref(), Some("7"));
    assert!(losses.is_empty());
    assert_eq!(read(bytes).schema().fields[0].null_text(), Some("7"));
}

#[test]
fn text_that_fits_and_text_that_does_not() {
    let strings: ArrayRef = Arc::new(StringArray::from(vec![Some("né"), Some("a\tb"), Some("ends "), None]));
    let (bytes, losses) = write(&table(Field::text("t"), vec![strings.clone()]), WriteOptions::default());
    assert_eq!(card(&bytes, "TFORM1").as_deref(), Some("'1PA(5)  '"));
    assert_eq!(shown(&read(bytes).column("t").unwrap().to_array().unwrap()), "n?; a?b; ends; null");
    let found: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.count)).collect();
    assert_eq!(found, [(LossKind::Value, "t", 2), (LossKind::Value, "t", 1)]);
    let narrow = table(Field::array("t", Datatype::Char, ArraySize::fixed(&[3])), vec![strings]);
    let mut writer = Writer::try_new(Cursor::new(Vec::new()), narrow.schema(), WriteOptions::default()).unwrap();
    let error = writer.write_batch(&narrow.batches()[0]).unwrap_err();
    assert!(chain(&error).contains("row 3, column `t`: a string of 5 units is longer than its field of 3"), "{}", chain(&error));
}

/// A spectrum's PARAMs, as a VOTable has them.
fn spectrum() -> Schema {
    let mut flux = Field::new("flux", Datatype::Float);
    flux.unit = Some("W.m**-2.nm**-1".into());
    let mut schema = Schema::from_fields(vec![flux]);
    let mut param = |name: &str, datatype: Datatype, size: &str, said: [&str; 4], value: &str| {
        let mut field = Field::array(name, datatype, size.parse().unwrap());
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        (field.unit, field.ucd, field.utype, field.description) = (some(said[0]), some(said[1]), some(said[2]), some(said[3]));
        schema.params.push(Param::new(field, value));
    };
    let id = "Unique source identifier (unique within a particular Data Release)";
    param("source_id", Datatype::Long, "", ["", "meta.id;meta.main", "", id], "5937083312263887616");
    let pos = ["deg", "pos.eq", "spec:Char.SpatialAxis.Coverage.Location.Value", "Right Ascension and Declination"];
    param("spatialLocation", Datatype::Double, "2", pos, "251.51920772923995 -51.50535255488219");
    let ucd = ["", "meta.ucd", "spec:Spectrum.Char.SpectralAxis.Ucd", "Spectral coordinate UCD"];
    param("SpectralAxisUcd", Datatype::Char, "5", ucd, "em.wl");
    let unit = ["W.m**-2.nm**-1", "meta.unit", "spec:Spectrum.Char.FluxAxis.Unit", "Flux coordinate unit"];
    param("FluxAxisUnit", Datatype::Char, "10", unit, "Flux value");
    schema
}

#[test]
fn params_of_a_spectrum() {
    let table = Table::from_columns(spectrum(), vec![Arc::new(Float32Array::from(vec![1.0]))]).unwrap();
    let (bytes, losses) = write(&table, WriteOptions::default());
    assert!(losses.is_empty(), "{losses:?}");
    assert_eq!(
        cards(&bytes)[11..],
        [
            "SOURCEID= '5937083312263887616' / Unique source identifier (unique within a part",
            "POS     = '(251.51920772923995, -51.50535255488219)' / Right Ascension and Decli",
            "HIERARCH SpectralAxisUcd = 'em.wl   '           / Spectral coordinate UCD",
            "HIERARCH FluxAxisUnit = 'Flux value'         / Flux coordinate unit",
        ]
    );
    assert_eq!(read(bytes).schema().params, table.schema().params);
}

#[test]
fn other_params() {
    let mut schema = Schema::from_fields(vec![Field::new("b", Datatype::Boolean)]);
    let mut exposure = Field::new("EXPTIME", Datatype::Double);
    exposure.unit = Some("s".into());
    exposure.description = Some("how long".into());
    schema.params.push(Param::new(exposure, "1.5e3"));
    schema.params.push(Param::new(Field::new("n_obs", Datatype::Long), "42"));
    schema.params.push(Param::new(Field::new("GOOD", Datatype::Boolean), "true"));
    schema.params.push(Param::text("long_text", "x".repeat(100)));
    schema.params.push(Param::new(Field::new("SMALL", Datatype::Short), "5"));
    schema.params.push(Param::new(Field::array("PAIR", Datatype::Float, ArraySize::fixed(&[2])), "1 2"));
    schema.extras.push(Extra::new("fits.card", "HISTORY made by hand"));
    schema.extras.push(Extra::new("fits.card", "DATE-HDU= '2024-05-28T21:59:52'"));
    schema.extras.push(Extra::new("fits.primary", "ORIGIN  = 'here'"));
    let table = Table::from_columns(schema, vec![Arc::new(BooleanArray::from(vec![true]))]).unwrap();
    let (bytes, losses) = write(&table, WriteOptions::default());
    assert_eq!(cards(&bytes)[8], "LONGSTRN= 'OGIP 1.0'           / long strings go on in CONTINUE cards");
    assert_eq!(
        cards(&bytes)[11..],
        [
            "EXPTIME =                1.5E3 / [s] how long".to_owned(),
            "HIERARCH n_obs =                   42".to_owned(),
            "GOOD    =                    T".to_owned(),
            format!("LONG_TEX= '{}&'", "x".repeat(67)),
            format!("CONTINUE  '{}'", "x".repeat(33)),
            "SMALL   =                    5".to_owned(),
            "PAIR    = '1 2     '".to_owned(),
            "HISTORY made by hand".to_owned(),
        ]
    );
    let found: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "name: `long_text`: the name `long_text` comes back as `LONG_TEX`",
            "datatype: `SMALL`: short comes back as long",
            "datatype: `PAIR`: float 2 comes back as char *",
        ]
    );
    let back = read(bytes);
    assert_eq!(
        back.schema().extras,
        [Extra::new("fits.primary", "ORIGIN  = 'here'"), Extra::new("fits.card", "HISTORY made by hand")]
    );
}

#[test]
fn what_has_no_place() {
    let mut field = Field::new("a\u{e9}", Datatype::Double);
    field.id = Some("col1".into());
    field.unit = Some("\u{b5}m".into());
    let mut schema = Schema::from_fields(vec![field]);
    schema.description = Some("a table".into());
    let mut info = Info::default();
    info.name = Some("QUERY".into());
    schema.infos.push(info.clone());
    let mut scope = Scope::default();
    let mut timesys = Timesys::default();
    timesys.id = Some("time_frame".into());
    scope.timesys.push(timesys);
    scope.extras.push(Extra::new("votable.attribute", "x=\"y\""));
    schema.scopes.push(scope);
    let mut writer = Writer::try_new(Cursor::new(Vec::new()), &schema, WriteOptions::default()).unwrap();
    let table = Table::from_columns(schema, vec![Arc::new(Float64Array::from(vec![1.0]))]).unwrap();
    writer.write_batch(&table.batches()[0]).unwrap();
    let mut trailer = Trailer::default();
    trailer.infos.push(info);
    let losses = Box::new(writer).finish(&trailer).unwrap();
    let found: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "metadata: `table`: the description `a table` has no place in FITS",
            "name: `a\u{e9}`: the name `a\u{e9}` comes back as `a?`",
            "metadata: `a\u{e9}`: the unit `\u{b5}m` comes back as `?m`",
            "metadata: `a\u{e9}`: the ID `col1` has no place in FITS",
            "metadata: `table`: what is kept as votable.attribute has no place in FITS",
            "metadata: `QUERY`: an INFO has no place in FITS (2 times)",
            "metadata: `time_frame`: a TIMESYS has no place in FITS",
            "metadata: `table`: what the RESOURCEs around the table are has no place in FITS",
        ]
    );
}

#[test]
fn names_that_change() {
    let pairs = Field::array("pairs", Datatype::Int, ArraySize::variable(&[2], Some(6)));
    let schema = Schema::from_fields(vec![Field::new("", Datatype::Double), pairs]);
    let writer = Writer::try_new(Cursor::new(Vec::new()), &schema, WriteOptions::default()).unwrap();
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    let found: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(found, ["name: ``: the name `` comes back as `col1`"]);
}

#[test]
fn several_tables_in_one_file() {
    let first = table(Field::new("a", Datatype::Short), vec![Arc::new(Int16Array::from(vec![1]))]);
    let second = table(Field::text("b"), vec![Arc::new(StringArray::from(vec!["two"]))]);
    let (mut bytes, _) = write(&first, WriteOptions::default());
    let mut options = WriteOptions::default();
    options.primary = Primary::None;
    let mut cursor = Cursor::new(&mut bytes);
    cursor.set_position(cursor.get_ref().len() as u64);
    let mut writer = Writer::try_new(cursor, second.schema(), options).unwrap();
    writer.write_batch(&second.batches()[0]).unwrap();
    Box::new(writer).finish(&Trailer::default()).unwrap();
    for (index, want) in [(0, "1"), (1, "two")] {
        let mut options = ReadOptions::default();
        options.table = TableChoice::Index(index);
        let table = Table::collect(&mut Reader::from_bytes(bytes.clone(), options).unwrap()).unwrap();
        assert_eq!(shown(table.batches()[0].column(0)), want);
    }
}

#[test]
fn columns_of_one_name() {
    let schema = Schema::from_fields(vec![Field::new("a", Datatype::Short), Field::new("a", Datatype::Short)]);
    let columns: Vec<ArrayRef> = vec![Arc::new(Int16Array::from(vec![1])), Arc::new(Int16Array::from(vec![2]))];
    let table = Table::from_columns(schema, columns).unwrap();
    let (bytes, losses) = write(&table, WriteOptions::default());
    assert!(losses.is_empty());
    assert_eq!(read(bytes).batches(), table.batches());
}

#[test]
fn no_form_in_fits() {
    let cases = [
        (Field::array("x", Datatype::Char, "0x3".parse().unwrap()), "an array of strings needs a width"),
        (Field::array("x", Datatype::Char, "0x*".parse().unwrap()), "an array of strings needs a width"),
    ];
    for (field, want) in cases {
        let schema = Schema::from_fields(vec![field]);
        let error = Writer::try_new(Cursor::new(Vec::new()), &schema, WriteOptions::default()).map(drop).unwrap_err();
        assert!(chain(&error).contains(want), "{}", chain(&error));
    }
}

#[test]
fn strings_that_take_much_more_when_they_are_filled_up_are_written_in_parts() {
    // 20 MB, of which 16 MiB at most are packed at once.
    let field = Field::array("c", Datatype::Char, ArraySize::fixed(&[1_000_000]));
    let row: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
    let whole = table(field.clone(), vec![Arc::new(StringArray::from(vec!["a"; 20]))]);
    let rows = table(field, vec![row; 20]);
    let (bytes, losses) = write(&whole, WriteOptions::default());
    assert!(losses.is_empty() && bytes == write(&rows, WriteOptions::default()).0);
    let back = read(bytes).column("c").unwrap().to_array().unwrap();
    assert!(&back == whole.batches()[0].column(0));
}
