use super::{ReadOptions, TableChoice, described::Described, shape};
use crate::{
    Error, Result,
    block::CARD,
    convert::to_table::{self, Interpreted},
    error::ErrorKind,
    ffi, header,
    preflight::{Hdu, Kind, TableSize, Walk},
    source::Source,
};
use gaialink_table::{Limits, Position, Trailer, Warning, schema::Extra};

/// The table that was asked for, open in cfitsio.
pub(super) struct Chosen {
    pub hdu: Hdu,
    pub size: TableSize,
    pub table: Opened,
    pub interpreted: Interpreted,
    /// What the VOTable in the primary HDU says behind the table.
    pub trailer: Trailer,
    pub warnings: Vec<Warning>,
}

/// How the rows of a table are read.
pub(super) enum Opened {
    /// cfitsio has the whole file open, at the table, and reads the rows.
    File(ffi::Table),
    /// At their place.
    Header,
}

impl Chosen {
    /// The place of its header.
    pub(super) fn position(&self) -> Position {
        at(&self.hdu)
    }

    /// The places of the columns asked for, in the order asked for.
    pub(super) fn project(&self, names: Option<&[String]>) -> Result<Vec<usize>> {
        let schema = &self.interpreted.schema;
        let Some(names) = names else { return Ok((0..schema.fields.len()).collect()) };
        let find = |name: &String| schema.index_of(name).ok_or_else(|| ErrorKind::NoColumn { name: name.clone() }.into());
        names.iter().map(find).collect()
    }
}

/// The place of an HDU's header.
fn at(hdu: &Hdu) -> Position {
    Position::at_byte(hdu.start).in_element(&hdu.place())
}

/// Walks to the table that was asked for, checking every HDU on the way, and opens it.
pub(super) fn choose(source: &Source, options: &ReadOptions) -> Result<Chosen> {
    let mut walk = Walk::new(source, &options.limits);
    let mut described = Described::default();
    let (mut names, mut passable, mut notes) = (Vec::new(), true, Vec::new());
    while let Some(hdu) = walk.next()? {
        notes.extend(hdu.primary.iter().map(|text| Extra::new("fits.primary", text.clone())));
        described.look(source, &hdu, options)?;
        if let Some(size) = hdu.table() {
            if is_chosen(&options.table, names.len(), &hdu) {
                if hdu.is_compressed {
                    let text = "the table is stored in compressed form (ZTABLE; FITS 4.0, 10.3), which `funpack` undoes";
                    return Err(Error::new(at(&hdu), ErrorKind::Unsupported(text.to_owned())));
                }
                let (table, mut interpreted) = open(source, &hdu, passable, options)?;
                shape::check(source, &hdu, size, &mut interpreted)?;
                let trailer = described.join(&mut interpreted, names.len(), &hdu, options);
                interpreted.schema.num_rows = Some(size.rows);
                interpreted.schema.extras.splice(0..0, notes);
                return Ok(Chosen { hdu, size, table, interpreted, trailer, warnings: walk.warnings });
            }
            names.push(hdu.name.clone().unwrap_or_else(|| "(no name)".to_owned()));
        }
        passable &= hdu.passable;
    }
    let found = match names.as_slice() {
        [] => "none".to_owned(),
        names => names.join(", "),
    };
    Err(ErrorKind::NoTable { wanted: options.table.to_string(), found }.into())
}

fn is_chosen(choice: &TableChoice, index: usize, hdu: &Hdu) -> bool {
    match choice {
        TableChoice::First => true,
        TableChoice::Index(wanted) => *wanted == index,
        TableChoice::Name(wanted) => Some(wanted.as_str()) == hdu.name.as_deref(),
        TableChoice::Hdu(wanted) => wanted.checked_add(1) == Some(hdu.number.into()),
    }
}

/// Opens the file in cfitsio where that finds its way to the table, the table's header alone otherwise, and interprets the header. That
/// of an ASCII table is read without cfitsio.
pub(super) fn open(source: &Source, hdu: &Hdu, passable: bool, options: &ReadOptions) -> Result<(Opened, Interpreted)> {
    let place = at(hdu);
    let interpret = |records: &[header::Record]| to_table::interpret(records, options.keywords.as_deref(), &place);
    if let Source::Disk { path, .. } = source
        && passable
        && matches!(hdu.kind, Kind::Table(_))
        && let Ok(Some(mut table)) = ffi::Table::open_disk(path, hdu.number)
        && table.place().is_ok_and(|place| place == (hdu.start, hdu.data_start))
    {
        let records = header::read(&mut table, &place)?;
        return Ok((Opened::File(table), interpret(&records)));
    }
    let bytes = header_bytes(source, hdu)?;
    let records = match hdu.kind {
        Kind::Ascii(_) => header::parse(bytes.chunks_exact(CARD).take_while(|card| card.trim_ascii_end() != b"END")),
        _ => {
            let mut table = ffi::Table::open_header(&bytes).map_err(|kind| Error::new(place.clone(), kind))?;
            header::read(&mut table, &place)?
        }
    };
    Ok((Opened::Header, interpret(&records)))
}

/// The bytes of the table's header.
fn header_bytes(source: &Source, hdu: &Hdu) -> Result<Vec<u8>> {
    let len = Limits::claim("header", hdu.data_start.saturating_sub(hdu.start), 1, u64::MAX)?;
    let mut header = vec![0; len];
    source.read_at(hdu.start, &mut header)?;
    Ok(header)
}
