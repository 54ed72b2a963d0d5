/// Appends a text that is short in most cases, as numbers are: its start and its end in pieces of a fixed length that may overlap,
/// which takes less time than a copy of a length that only this text has.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, text: &[u8]) {
    match text.len() {
        4..8 => halves::<4, 4>(out, text),
        8..=16 => halves::<8, 8>(out, text),
        17..=24 => halves::<16, 8>(out, text),
        _ => out.extend_from_slice(text),
    }
}

/// Appends a text that is at least as long as the longer piece, and no longer than both together.
#[inline]
fn halves<const START: usize, const END: usize>(out: &mut Vec<u8>, text: &[u8]) {
    let (Some(start), Some(end)) = (text.first_chunk::<START>(), text.last_chunk::<END>()) else { return };
    let kept = out.len().saturating_add(text.len()).saturating_sub(END);
    out.extend_from_slice(start);
    out.truncate(kept);
    out.extend_from_slice(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_every_length() {
        let text: Vec<u8> = (b'!'..b'i').collect();
        let mut want = Vec::new();
        let mut out = Vec::new();
        for len in 0..text.len() {
            want.extend_from_slice(&text[..len]);
            push(&mut out, &text[..len]);
            assert_eq!(out, want, "{len}");
        }
    }
}
