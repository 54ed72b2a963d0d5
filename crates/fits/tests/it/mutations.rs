//! Damaged files: whatever bytes change, a reader gives rows or an error.

use crate::file::{PRIMARY, append, header, table_cards};
use gaialink_fits::{ReadOptions, Reader, TableChoice};
use gaialink_table::TableReader;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % below
    }
}

/// An image, a table with every kind of column, and a second table.
fn seed() -> (Vec<u8>, Vec<usize>) {
    let mut bytes = header(&PRIMARY);
    let image = ["XTENSION= 'IMAGE'", "BITPIX  = 16", "NAXIS   = 2", "NAXIS1  = 3", "NAXIS2  = 2", "PCOUNT  = 0", "GCOUNT  = 1"];
    append(&mut bytes, &image.map(str::to_owned), &[1; 12]);
    let more = [
        "TDIM4   = '(2,2)'",
        "TNULL2  = 7",
        "TZERO3  = 32768",
        "TSCAL1  = 0.5",
        "LONG    = 'a&'",
        "CONTINUE  'b'",
        "HIERARCH a = 5",
    ];
    let forms = ["B", "J", "I", "4E", "3A", "PD(2)", "QI(1)", "11X", "L"];
    let mut data: Vec<u8> = (0..2).flat_map(|row| row_of(row * 18)).collect();
    let row_len = data.len() / 2;
    data.extend([3; 36]);
    append(&mut bytes, &table_cards(row_len, 2, 36, &forms, &more), &data);
    append(&mut bytes, &table_cards(2, 3, 0, &["I"], &["EXTNAME = 'last'"]), &[0, 1, 0, 2, 0, 3]);
    let texts = (0..bytes.len()).filter(|at| bytes[*at] != 0 && bytes[*at] != b' ').collect();
    (bytes, texts)
}

fn row_of(heap: u8) -> Vec<u8> {
    let mut row = vec![1, 0, 0, 0, 7, 0, 2];
    row.extend([0x3F; 16]);
    row.extend(b"abc");
    row.extend([0, 0, 0, 2, 0, 0, 0, heap]);
    row.extend([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, heap + 16]);
    row.extend([0b1010_1010, 0b1100_0000, b'T']);
    row
}

/// Reads to the end; counts the rows, or tells that it failed.
fn read(reader: gaialink_fits::Result<Reader>) -> Option<usize> {
    let mut reader = reader.ok()?;
    let mut rows = 0;
    while let Some(batch) = reader.next_batch().ok()? {
        rows += batch.num_rows();
    }
    Box::new(reader).finish().ok().map(|_| rows)
}

#[test]
fn single_bytes_and_more() {
    let (seed, texts) = seed();
    let mut options = ReadOptions::default();
    options.limits.max_cell = 1 << 20;
    options.limits.max_row = 1 << 20;
    let path = tempfile::NamedTempFile::new().unwrap();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let (mut whole, mut failed) = (0, 0);
    for round in 0..3000 {
        let mut bytes = seed.clone();
        for _ in 0..=numbers.next(3) {
            let at = texts[numbers.next(texts.len())];
            let letters = b"0123456789 '=/-+.(),ABPQTF\xFF\x01";
            bytes[at] = letters[numbers.next(letters.len())];
        }
        options.table = if round % 3 == 0 { TableChoice::Index(1) } else { TableChoice::First };
        let in_memory = read(Reader::from_bytes(bytes.clone(), options.clone()));
        if round % 4 == 0 {
            std::fs::write(path.path(), &bytes).unwrap();
            assert_eq!(read(Reader::open(path.path(), options.clone())), in_memory, "round {round}");
        }
        match in_memory {
            Some(_) => whole += 1,
            None => failed += 1,
        }
    }
    assert!(whole > 500 && failed > 500, "{whole} were read, {failed} failed");
}

#[test]
fn the_seed_reads() {
    let (bytes, _) = seed();
    assert_eq!(read(Reader::from_bytes(bytes.clone(), ReadOptions::default())), Some(2));
    let mut options = ReadOptions::default();
    options.table = TableChoice::Name("last".into());
    options.strict = true;
    assert_eq!(read(Reader::from_bytes(bytes, options)), Some(3));
}
