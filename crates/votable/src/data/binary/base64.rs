use super::piece::Piece;
use crate::{ErrorKind, data::Fault, xml::source::Place};
use base64_simd::{Out, STANDARD_NO_PAD};
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

/// Decodes base64 that comes in pieces, whatever white space is in it (RFC 4648, 4).
#[derive(Debug, Default)]
pub(super) struct Base64 {
    /// Characters that make no whole group of four yet.
    carry: Vec<u8>,
    /// How many `=` were met.
    padding: usize,
    /// Whether characters that are none of base64's are passed over, as RFC 2045, 6.8 has it.
    is_lenient: bool,
    /// The first of those, and where.
    odd: Option<Fault>,
    /// The characters of the last pieces; the next ones take their room.
    texts: Vec<Vec<u8>>,
}

/// The characters of a piece, at whose start groups of four begin.
struct Groups<'a> {
    piece: &'a Piece,
    /// The group that the pieces before began.
    begun: Option<[u8; GROUP]>,
    whole: &'a [u8],
}

/// Characters that stand for three bytes.
const GROUP: usize = 4;
/// Characters of a line, mostly.
const LINE: usize = 64;

impl Base64 {
    pub(super) fn new(is_lenient: bool) -> Self {
        Self { is_lenient, ..Self::default() }
    }

    /// Decodes the next pieces, several at once, behind what `out` holds.
    pub(super) fn decode(&mut self, pieces: &mut [Piece], out: &mut Vec<u8>) -> Result<(), Fault> {
        let (start, carry, padding) = (out.len(), self.carry.clone(), self.padding);
        let Err(fault) = self.try_decode(pieces, out) else { return Ok(()) };
        let is_bad = |b: &u8| sextet(*b).is_none() && *b != b'=';
        if !self.is_lenient || !pieces.iter().any(|piece| piece.bad().is_some()) && !carry.iter().any(is_bad) {
            return Err(fault);
        }
        self.odd.get_or_insert(fault);
        out.truncate(start);
        (self.carry, self.padding) = (carry, padding);
        self.carry.retain(|b| !is_bad(b));
        pieces.iter_mut().for_each(|piece| piece.text.retain(|b| !is_bad(b)));
        self.try_decode(pieces, out)
    }

    /// Tells of the first character that was passed over, once.
    pub(super) fn take_odd(&mut self) -> Option<Fault> {
        self.odd.take()
    }

    fn try_decode(&mut self, pieces: &[Piece], out: &mut Vec<u8>) -> Result<(), Fault> {
        let mut texts = std::mem::take(&mut self.texts);
        texts.resize_with(pieces.len(), Vec::new);
        match (texts.as_mut_slice(), pieces) {
            ([text], [only]) => without_blanks(&only.text, text),
            (texts, pieces) => texts.par_iter_mut().zip(pieces).for_each(|(text, piece)| without_blanks(&piece.text, text)),
        }
        let mut groups = Vec::with_capacity(texts.len());
        for (text, piece) in texts.iter_mut().zip(pieces) {
            self.pad(text, piece)?;
            groups.push(self.align(text, piece));
        }
        let start = out.len();
        out.resize(start.saturating_add(groups.iter().map(Groups::bytes).sum()), 0);
        let mut rest = out.get_mut(start..).unwrap_or_default();
        let mut tasks = Vec::with_capacity(groups.len());
        for group in groups {
            let (head, tail) = rest.split_at_mut_checked(group.bytes()).unwrap_or_default();
            tasks.push((group, head));
            rest = tail;
        }
        let decode = |(groups, bytes): (Groups<'_>, &mut [u8])| groups.decode(bytes).ok_or_else(|| bad_character(groups.piece));
        if tasks.len() == 1 { tasks.into_iter().try_for_each(decode) } else { tasks.into_par_iter().try_for_each(decode) }?;
        self.texts = texts;
        Ok(())
    }

    /// Decodes characters that stand in no document.
    pub(super) fn decode_text(&mut self, text: Vec<u8>, out: &mut Vec<u8>) -> Result<(), Fault> {
        self.decode(&mut [Piece { text, place: Place::default() }], out)
    }

    /// Decodes the last characters; tells whether the padding was right.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) -> Result<bool, String> {
        let mut carry = std::mem::take(&mut self.carry);
        if let Some(bad) = carry.iter().find(|b| sextet(**b).is_none())
            && self.is_lenient
        {
            self.odd.get_or_insert(Fault::new(ErrorKind::Base64 { reason: found(*bad) }));
            carry.retain(|b| sextet(*b).is_some());
        }
        if carry.len() == 1 {
            return Err("one character is left over at its end".to_owned());
        }
        let is_padded = (carry.len().saturating_add(self.padding)).is_multiple_of(4);
        let mut bits = 0_u32;
        for character in &carry {
            let value = sextet(*character).ok_or_else(|| found(*character))?;
            bits = (bits << 6) | u32::from(value);
        }
        let [_, a, b, _] = match carry.len() {
            2 => (bits << 12).to_be_bytes(),
            _ => (bits << 6).to_be_bytes(),
        };
        out.extend([a, b].into_iter().take(carry.len().saturating_sub(1)));
        Ok(is_padded)
    }

    /// Cuts the padding off, behind which nothing may follow.
    fn pad(&mut self, text: &mut Vec<u8>, piece: &Piece) -> Result<(), Fault> {
        let end = memchr::memchr(b'=', text).unwrap_or(text.len());
        if self.padding > 0 && end > 0 {
            return Err(piece.fault(0, "data follows the padding".to_owned()));
        }
        let padding = text.split_off(end);
        if padding.iter().any(|b| *b != b'=') {
            let at = memchr::memchr(b'=', &piece.text).unwrap_or(0);
            return Err(piece.fault(at, "data follows the padding".to_owned()));
        }
        self.padding = self.padding.saturating_add(padding.len());
        if self.padding > 2 {
            return Err(piece.fault(0, "more than two characters of padding".to_owned()));
        }
        Ok(())
    }

    /// Completes the group that was begun, and keeps what makes no whole group.
    fn align<'a>(&mut self, text: &'a [u8], piece: &'a Piece) -> Groups<'a> {
        let missing = if self.carry.is_empty() { 0 } else { GROUP.saturating_sub(self.carry.len()) };
        let (head, rest) = text.split_at(missing.min(text.len()));
        self.carry.extend_from_slice(head);
        let begun = self.carry.first_chunk::<GROUP>().copied();
        if begun.is_some() {
            self.carry.clear();
        }
        let (whole, tail) = rest.split_at(rest.len() & !(GROUP - 1));
        self.carry.extend_from_slice(tail);
        Groups { piece, begun, whole }
    }
}

impl Groups<'_> {
    /// How many bytes they stand for.
    fn bytes(&self) -> usize {
        (self.whole.len() / GROUP).saturating_add(usize::from(self.begun.is_some())).saturating_mul(3)
    }

    /// Decodes them; nothing where a character is none of base64's.
    fn decode(&self, bytes: &mut [u8]) -> Option<()> {
        let mut rest = bytes;
        if let Some(begun) = &self.begun {
            let (first, behind) = rest.split_at_mut_checked(3)?;
            STANDARD_NO_PAD.decode(begun, Out::from_slice(first)).ok()?;
            rest = behind;
        }
        STANDARD_NO_PAD.decode(self.whole, Out::from_slice(rest)).ok().map(|_| ())
    }
}

/// Makes `joined` the characters without white space: lines are joined, and other blanks are looked for where there are any.
fn without_blanks(text: &[u8], joined: &mut Vec<u8>) {
    joined.clear();
    joined.reserve(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\n', rest) {
        let (line, tail) = rest.split_at(at);
        match line.first_chunk::<LINE>() {
            // The length that most writers give their lines.
            Some(whole) if at == LINE => joined.extend_from_slice(whole),
            _ => joined.extend_from_slice(line),
        }
        rest = tail.get(1..).unwrap_or_default();
    }
    joined.extend_from_slice(rest);
    if memchr::memchr3(b' ', b'\r', b'\t', joined).is_some() {
        joined.retain(|b| !matches!(b, b' ' | b'\r' | b'\t'));
    }
}

/// The fault of the first character of a piece that is none of base64's.
fn bad_character(piece: &Piece) -> Fault {
    match piece.bad() {
        Some((at, bad)) => piece.fault(at, found(bad)),
        None => piece.fault(0, "a character before this place is none of base64".to_owned()),
    }
}

impl Piece {
    /// The first character that is none of base64's.
    fn bad(&self) -> Option<(usize, u8)> {
        let is_bad = |b: &u8| sextet(*b).is_none() && !matches!(b, b' ' | b'\r' | b'\t' | b'\n' | b'=');
        self.text.iter().copied().enumerate().find(|(_, b)| is_bad(b))
    }
}

/// What is wrong with a character.
fn found(character: u8) -> String {
    format!("found {:?}", char::from(character))
}

/// The value of a character.
fn sextet(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
