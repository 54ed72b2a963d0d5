use crate::{
    Error, Result,
    block::{BLOCK, CARD},
    card::Card,
    convert::to_table::is_structure,
    error::ErrorKind,
    plus,
    source::Source,
};
use gaialink_table::{LimitError, Limits, Position};

/// The longest value that cfitsio's buffers take, quotes and all.
const LONGEST_VALUE: usize = 70;

/// Comments of empty primary HDUs that say nothing of the file.
const BOILERPLATE: [&str; 3] = [
    "Dummy header; see following table extension",
    "  FITS (Flexible Image Transport System) format is defined in 'Astronomy",
    "  and Astrophysics', volume 376, page 359; bibcode: 2001A&A...376..359H",
];

/// A header as it lies in the file: whole blocks, up to the one with END.
pub(super) struct RawHeader {
    /// The number of the HDU, counted from 1.
    pub number: u32,
    /// Where it starts.
    pub start: u64,
    /// Its cards in order, without END.
    pub cards: Vec<Card>,
    /// Their texts, for the primary HDU.
    texts: Vec<String>,
    /// How many bytes its blocks take.
    pub len: u64,
}

impl RawHeader {
    /// Reads blocks up to the one with END.
    pub(super) fn read(source: &Source, start: u64, number: u32, budget: &mut u64, limits: &Limits) -> Result<Self> {
        let mut header = Self { number, start, cards: Vec::new(), texts: Vec::new(), len: 0 };
        let mut block = [0; BLOCK];
        loop {
            let at = start.saturating_add(header.len);
            let end = at.saturating_add(BLOCK as u64);
            if number == 1 && header.len == 0 {
                check_magic(source)?;
            }
            if end > source.len() {
                let kind = ErrorKind::Truncated { what: "header", expected: end, found: source.len() };
                return Err(Error::new(header.place(at), kind));
            }
            let limit = || LimitError {
                what: "headers".to_owned(),
                found: limits.max_metadata.saturating_add(1),
                limit: limits.max_metadata,
            };
            *budget = budget.checked_sub(BLOCK as u64).ok_or_else(|| Error::new(header.place(at), limit()))?;
            source.read_at(at, &mut block)?;
            header.len += BLOCK as u64;
            if header.take_block(&block, at)? {
                return Ok(header);
            }
        }
    }

    /// Takes the cards of a block; tells whether END was among them.
    fn take_block(&mut self, block: &[u8], at: u64) -> Result<bool> {
        for (i, bytes) in block.chunks_exact(CARD).enumerate() {
            let byte = at.saturating_add((i * CARD) as u64);
            if self.cards.is_empty() && !starts_hdu(bytes, self.number) {
                return Err(Error::card(self.place(byte), "XTENSION", text(bytes), "the first card of an extension"));
            }
            if bytes.strip_prefix(b"END").is_some_and(|rest| rest.iter().all(|b| *b == b' ')) {
                return Ok(true);
            }
            check_card(bytes).map_err(|expected| Error::card(self.place(byte), &keyword(bytes), text(bytes), expected))?;
            self.cards.push(Card::parse(bytes));
            if self.number == 1 {
                self.texts.push(text(bytes));
            }
        }
        Ok(false)
    }

    /// The cards that say nothing of the structure and are no boilerplate of the software that wrote them, verbatim.
    pub(super) fn notes(&self) -> Vec<String> {
        let is_plus = plus::is_plus(&self.cards);
        let said = |(card, text): (&Card, &String)| {
            let structure = card.keyword.starts_with("NAXIS") || is_structure(&card.keyword) || card.keyword == "EXTEND";
            let boilerplate = BOILERPLATE.contains(&card.comment.as_str()) || is_plus && plus::is_boilerplate(card);
            (!structure && !text.is_empty() && !boilerplate).then(|| text.clone())
        };
        self.cards.iter().zip(&self.texts).filter_map(said).collect()
    }

    /// A place in this HDU.
    pub(super) fn place(&self, byte: u64) -> Position {
        Position::at_byte(byte).in_element(&format!("HDU {}", self.number))
    }

    /// The place of a card, counted from 0.
    pub(super) fn card_place(&self, index: usize) -> Position {
        let keyword = self.cards.get(index).map_or("", |card| &card.keyword);
        let byte = self.start.saturating_add((index as u64).saturating_mul(CARD as u64));
        Position::at_byte(byte).in_element(&format!("HDU {}, {keyword}", self.number))
    }
}

fn check_magic(source: &Source) -> Result<()> {
    let mut first = [0; 30];
    let len = usize::try_from(source.len()).unwrap_or(usize::MAX).min(first.len());
    let part = first.get_mut(..len).unwrap_or_default();
    source.read_at(0, part)?;
    if crate::detect(part) {
        return Ok(());
    }
    Err(Error::new(Position::at_byte(0), ErrorKind::NotFits { found: text(part) }))
}

fn starts_hdu(card: &[u8], number: u32) -> bool {
    card.starts_with(if number == 1 { b"SIMPLE  =" } else { b"XTENSION=" })
}

/// Checks what cfitsio copies without looking: the rule is that of its own parser, `ffpsvc`, and its buffers.
fn check_card(bytes: &[u8]) -> std::result::Result<(), &'static str> {
    if bytes.contains(&0) {
        return Err("a card without NUL bytes");
    }
    if !is_plain_size(bytes) {
        return Err("a whole number behind `= ` and blanks");
    }
    let used = bytes.iter().rposition(|b| *b != b' ').map_or(0, |last| last + 1);
    let commentary = [b"COMMENT ", b"HISTORY ", b"CONTINUE", b"        "].iter().any(|name| bytes.starts_with(*name));
    let standard = bytes.get(8..10) == Some(b"= ");
    let value = match bytes.iter().position(|b| *b == b'=') {
        _ if commentary => None,
        _ if standard && !bytes.starts_with(b"HIERARCH ") => Some(10),
        equals => equals.map(|at| at + 1),
    };
    match value {
        Some(start) if used.saturating_sub(start) > LONGEST_VALUE => Err("the value in column 11"),
        _ => Ok(()),
    }
}

/// Whether the number of a card that sizes a table is spelled as FITS has it (FITS 4.0, 4.1.2.2 and 4.2.3), if it is a number. Where
/// cfitsio finds none, it goes on with sizes that were never set.
fn is_plain_size(bytes: &[u8]) -> bool {
    let sizes = [b"NAXIS1  ", b"NAXIS2  ", b"TFIELDS "].iter().any(|keyword| bytes.starts_with(*keyword));
    if !sizes || Card::parse(bytes).integer().is_none() {
        return true;
    }
    let value = bytes.get(8..).and_then(|rest| rest.strip_prefix(b"= ")).unwrap_or_default();
    let token: Vec<u8> = value.iter().copied().skip_while(|b| *b == b' ').take_while(|b| !b" /".contains(b)).collect();
    let digits = token.strip_prefix(b"+").or(token.strip_prefix(b"-")).unwrap_or(&token);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// The keyword as cfitsio takes it: what stands before the `=`, without HIERARCH.
pub(super) fn keyword(bytes: &[u8]) -> String {
    let head = bytes.split(|b| *b == b'=').next().unwrap_or_default();
    let head = head.get(..head.len().min(CARD)).unwrap_or_default();
    let head = head.strip_prefix(b"HIERARCH ").unwrap_or(head);
    text(head).trim().to_owned()
}

fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_cfitsio_takes_for_none_is_refused() {
        let odd = Err("a whole number behind `= ` and blanks");
        let cases: [(&[u8], _); 10] = [
            (b"NAXIS2  =                    5", Ok(())),
            (b"NAXIS2  = +5/rows", Ok(())),
            (b"NAXIS2  =5", odd),
            (b"NAXIS1  =\t 5", odd),
            (b"NAXIS2  =  \xa0     5", odd),
            (b"TFIELDS = 5\xa0", odd),
            (b"TFIELDS = 5\x0c/", odd),
            (b"NAXIS2  = 5.0", Ok(())),
            (b"NAXIS3  =5", Ok(())),
            (b"KEYWORD =5", Ok(())),
        ];
        for (line, want) in cases {
            let mut card = [b' '; CARD];
            card[..line.len()].copy_from_slice(line);
            assert_eq!(check_card(&card), want, "{:?}", text(&card));
        }
    }

    #[test]
    fn what_overruns_a_buffer_is_refused() {
        let x = |n| "x".repeat(n);
        let cases = [
            (format!("A='{}", x(75)), Err("the value in column 11")),
            (format!("COMMENT='{}'", x(70)), Err("the value in column 11")),
            (format!("KEYWORD ='{}'", x(69)), Err("the value in column 11")),
            (format!("KEYWORD ='{}'", x(60)), Ok(())),
            (format!("KEYWORD = '{}'", x(68)), Ok(())),
            (format!("COMMENT {}", x(72)), Ok(())),
            ("HIERARCH A = 5".to_owned(), Ok(())),
            ("NUL     = \0".to_owned(), Err("a card without NUL bytes")),
        ];
        for (line, want) in cases {
            assert_eq!(check_card(format!("{line:<80}").as_bytes()), want, "{line:?}");
        }
    }
}
