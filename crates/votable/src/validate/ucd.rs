//! UCDs: words of atoms joined by dots, joined by semicolons, some with a namespace (UCD1+ 1.5, 2).

/// Why a text is no UCD; the empty one is none, and no fault.
pub(super) fn fault(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    text.split(';').find_map(word)
}

fn word(word: &str) -> Option<String> {
    if word.is_empty() {
        return Some("there is an empty word".to_owned());
    }
    let mut parts = word.split(':');
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    if third.is_some() {
        return Some(format!("the word `{word}` has two colons"));
    }
    let atoms = second.or(first).unwrap_or_default();
    let is_atom = |atom: &str| {
        atom.starts_with(|c: char| c.is_ascii_alphanumeric())
            && atom.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    let namespace = second.and(first).unwrap_or("ivoa");
    let is_right = is_atom(namespace) && atoms.split('.').all(is_atom);
    (!is_right).then(|| format!("`{word}` is no word"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for right in ["", "pos.eq.ra;meta.main", "POS_EQ_RA_MAIN", "em.IR.3-4um", "VOX:Image_Title", "a"] {
            assert_eq!(fault(right), None, "{right}");
        }
        for wrong in ["pos.eq.ra;", ";", "pos..eq", ".pos", "a:b:c", ":a", "pos eq", "phot.mag, em"] {
            assert!(fault(wrong).is_some(), "{wrong}");
        }
    }
}
