use crate::{ErrorKind, data::Fault, xml::source::Place};

/// Characters of a stream, and where they start.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) text: Vec<u8>,
    pub(super) place: Place,
}

impl Piece {
    /// A fault at one of its characters.
    pub(super) fn fault(&self, at: usize, reason: String) -> Fault {
        let place = self.place.after(self.text.get(..at).unwrap_or_default());
        Fault::new(ErrorKind::Base64 { reason }).at(place)
    }
}
