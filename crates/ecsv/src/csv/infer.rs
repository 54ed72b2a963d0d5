mod evidence;
mod guard;
mod short;

pub(crate) use self::guard::Guard;

use self::evidence::Evidence;
use super::{InferRows, Opening, ReadOptions, SchemaResolver};
use crate::{
    dialect::Dialect,
    error::Result,
    rows::{Fault, Piece, Pieces, Split, layout, split},
};
use gaialink_table::{Schema, text::CellSpans, turns};
use std::io::BufRead;

/// Gives the schema of a CSV file: the resolver's where it knows the line of column names, otherwise one inferred from the rows.
///
/// A column is boolean (`true`, `True`, `TRUE` and their opposites), `long`, `unsignedLong` or `double`, an array of these
/// (`(1, 2)` or `[1,2]`), or else text. It is text, too, where a number would not come back as it was: digits behind a leading
/// zero, integers beyond 64 bits, and integers that no `double` holds in a column with other numbers. Empty cells, blank ones
/// and the word `null` say nothing, and are null where the column is no text; other words for it (`NA`, `--`) are text, as are dates.
///
/// A first line `sep=;` names the delimiter, as for Excel. A file of VizieR is known by its comments; its lines of units and dashes
/// are no rows, and the columns have units, descriptions and UCDs by them.
///
/// # Errors
///
/// What is no CSV: no line of column names, two of one name, rows of another number of cells, quotes that stay open, a NUL
/// byte, bytes that are no UTF-8; a limit exceeded, or input that fails.
///
/// ```
/// use gaialink_ecsv::csv::{ReadOptions, infer};
/// let text = "source_id,designation,flux\n5937083312263887616,007,\"(1, 2.5)\"\n";
/// let schema = infer(text.as_bytes(), &ReadOptions::default(), None)?;
/// let types: Vec<_> = schema.fields.iter().map(|f| format!("{}[{}]", f.datatype, f.arraysize)).collect();
/// assert_eq!(types, ["long[]", "char[*]", "double[*]"]);
/// # Ok::<_, gaialink_ecsv::Error>(())
/// ```
pub fn infer<R: BufRead + Send>(mut inner: R, options: &ReadOptions, resolver: Option<&dyn SchemaResolver>) -> Result<Schema> {
    let mut opening = Opening::read(&mut inner, options.delimiter, options.comment)?;
    let dialect = opening.dialect;
    let (width, size) = layout(options.limits.batch_size());
    let mut pieces = opening.pieces(inner, size, &options.limits);
    let names = opening.names(&mut pieces, &options.limits)?.0.names;
    let header: Vec<&str> = names.iter().map(String::as_str).collect();
    if let Some(schema) = resolver.and_then(|resolver| resolver.resolve(&header)) {
        return Ok(schema);
    }
    let mut evidence = vec![Evidence::default(); names.len()];
    let mut left = match options.infer_rows {
        InferRows::All => u64::MAX,
        InferRows::First(rows) => rows,
    };
    let (columns, mut rows_before) = (names.len(), 0);
    let look = |piece: Piece| (piece.first_line, rows(&piece), gather(piece, columns, dialect));
    loop {
        let (seen, end) = turns::read(&mut || first(&mut pieces, &mut left), width, look);
        for (line, rows, seen) in seen {
            let name = |place| names.get(place).map(String::as_str);
            let place = |fault: Fault| fault.named(name).place(dialect.format, line, rows_before);
            let seen = seen.map_err(|fault| opening.explain(place(fault), &names))?;
            evidence.iter_mut().zip(seen).for_each(|(all, one)| *all = all.with(one));
            rows_before = rows_before.saturating_add(rows);
        }
        if end? {
            break;
        }
    }
    let field = |(name, evidence): (&String, Evidence)| opening.annotate(evidence.to_field(name));
    Ok(Schema::from_fields(names.iter().zip(evidence).map(field).collect()))
}

fn rows(piece: &Piece) -> u64 {
    u64::try_from(piece.rows.len()).unwrap_or(u64::MAX)
}

/// The next piece, without the rows beyond those that are left to look at.
fn first<R: BufRead>(pieces: &mut Pieces<R>, left: &mut u64) -> Result<Option<Piece>> {
    if *left == 0 {
        return Ok(None);
    }
    let mut piece = pieces.next()?;
    if let Some(piece) = &mut piece {
        piece.rows.truncate(usize::try_from(*left).unwrap_or(usize::MAX));
        *left = left.saturating_sub(rows(piece));
    }
    Ok(piece)
}

/// What the cells of a piece say of each column.
fn gather(mut piece: Piece, columns: usize, dialect: Dialect) -> std::result::Result<Vec<Evidence>, Fault> {
    let Split { cells, fault } = split(&mut piece, Some(columns), dialect);
    if let Some(fault) = fault {
        return Err(fault);
    }
    let of_column = |column: usize| {
        let cells = CellSpans::new(&piece.bytes, &cells, columns, column).iter().filter(|cell| !cell.is_empty());
        cells.fold(Evidence::default(), |evidence, cell| evidence.with(Evidence::of_cell(&piece.bytes, cell)))
    };
    Ok((0..columns).map(of_column).collect())
}
