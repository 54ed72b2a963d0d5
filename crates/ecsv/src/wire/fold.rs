use memchr::memchr3;

/// Arrays whose fastest number varies behind fixed ones, as in `float64[3,null]`: JSON in the file, flat in the model, where
/// only the slowest number can vary. All innermost arrays of a cell have the same length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    /// The fixed numbers, slowest first.
    dims: Vec<u64>,
}

impl Fold {
    /// Arrays with these fixed numbers, slowest first.
    pub(crate) fn new(dims: Vec<u64>) -> Self {
        Self { dims }
    }

    /// Appends the elements of a nested array as a flat one. `None` where it is not of this shape.
    pub(super) fn flatten(&self, text: &[u8], out: &mut Vec<u8>) -> Option<()> {
        out.push(b'[');
        let mut len = None;
        let rest = level(text, &self.dims, out, &mut len)?;
        out.push(b']');
        rest.trim_ascii().is_empty().then_some(())
    }

    /// Appends the elements of a flat array as a nested one. `None` where they cannot be dealt out evenly.
    pub(super) fn nest(&self, text: &[u8], out: &mut Vec<u8>) -> Option<()> {
        let inside = text.trim_ascii().strip_prefix(b"[")?.strip_suffix(b"]")?;
        let elements = elements(inside)?;
        let arrays = self.dims.iter().try_fold(1_usize, |product, dim| product.checked_mul(usize::try_from(*dim).ok()?))?;
        let len = elements.len().checked_div(arrays)?;
        (len.checked_mul(arrays) == Some(elements.len())).then_some(())?;
        deal(&mut elements.into_iter(), &self.dims, len, out);
        Some(())
    }
}

/// Takes the array at the start of a text and gives what stands behind it.
fn level<'t>(text: &'t [u8], dims: &[u64], out: &mut Vec<u8>, len: &mut Option<usize>) -> Option<&'t [u8]> {
    let mut rest = text.trim_ascii_start().strip_prefix(b"[")?;
    let Some((count, inner)) = dims.split_first() else {
        let end = end(rest)?;
        let (inside, behind) = rest.split_at_checked(end)?;
        let elements = elements(inside)?;
        if *len.get_or_insert(elements.len()) != elements.len() {
            return None;
        }
        for element in elements {
            if out.len() > 1 {
                out.push(b',');
            }
            out.extend_from_slice(element);
        }
        return behind.strip_prefix(b"]");
    };
    for place in 0..*count {
        if place > 0 {
            rest = rest.trim_ascii_start().strip_prefix(b",")?;
        }
        rest = level(rest, inner, out, len)?;
    }
    rest.trim_ascii_start().strip_prefix(b"]")
}

/// Where the array ends in which a text begins, which has none inside.
fn end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr3(b'"', b'[', b']', text.get(at..)?)?;
        match text.get(found)? {
            b']' => return Some(found),
            b'"' => at = behind_string(text, found)?,
            _ => return None,
        }
    }
}

/// The place behind the string that begins here.
fn behind_string(text: &[u8], quote: usize) -> Option<usize> {
    let mut at = quote.checked_add(1)?;
    loop {
        match text.get(at)? {
            b'\\' => at = at.checked_add(2)?,
            b'"' => return at.checked_add(1),
            _ => at = at.checked_add(1)?,
        }
    }
}

/// The elements between the commas of a flat array, whose brackets are off.
fn elements(inside: &[u8]) -> Option<Vec<&[u8]>> {
    let mut found = Vec::new();
    if inside.trim_ascii().is_empty() {
        return Some(found);
    }
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = inside.get(at) {
        match byte {
            b'"' => at = behind_string(inside, at)?,
            b',' => {
                found.push(inside.get(start..at)?.trim_ascii());
                at = at.checked_add(1)?;
                start = at;
            }
            _ => at = at.checked_add(1)?,
        }
    }
    found.push(inside.get(start..)?.trim_ascii());
    Some(found)
}

/// Deals elements out to nested arrays, so many to each innermost one.
fn deal<'t>(elements: &mut impl Iterator<Item = &'t [u8]>, dims: &[u64], len: usize, out: &mut Vec<u8>) {
    out.push(b'[');
    match dims.split_first() {
        Some((count, inner)) => {
            for place in 0..*count {
                if place > 0 {
                    out.push(b',');
                }
                deal(elements, inner, len, out);
            }
        }
        None => out.extend(elements.take(len).collect::<Vec<_>>().join(&b","[..])),
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let cases: [(&[u64], &str, &str); 6] = [
            (&[3], "[[1,2],[3,4],[5,6]]", "[1,2,3,4,5,6]"),
            (&[2], "[[],[]]", "[]"),
            (&[1], "[[null]]", "[null]"),
            (&[2, 2], "[[[1],[2]],[[3],[4]]]", "[1,2,3,4]"),
            (&[2], r#"[["a,]","\""],["[","b"]]"#, r#"["a,]","\"","[","b"]"#),
            (&[0], "[]", "[]"),
        ];
        for (dims, nested, flat) in cases {
            let fold = Fold::new(dims.to_vec());
            let mut out = Vec::new();
            assert_eq!(fold.flatten(nested.as_bytes(), &mut out), Some(()), "{nested}");
            assert_eq!(String::from_utf8_lossy(&out), flat);
            if dims != [0] {
                out.clear();
                assert_eq!(fold.nest(flat.as_bytes(), &mut out), Some(()), "{flat}");
                assert_eq!(String::from_utf8_lossy(&out), nested);
            }
        }
        let mut out = Vec::new();
        assert_eq!(Fold::new(vec![2]).flatten(b" [ [1, 2] , [3 ,4] ] ", &mut out), Some(()));
        assert_eq!(out, b"[1,2,3,4]");
    }

    #[test]
    fn other_shapes() {
        for text in [
            "",
            "1",
            "[1,2]",
            "[[1]]",
            "[[1],[2],[3]]",
            "[[1],[2,3]]",
            "[[1],[[2]]]",
            "[[1],[2]",
            "[[1],[2]]]",
            "[[1][2]]",
            "[[\"a],[2]]",
        ] {
            assert_eq!(Fold::new(vec![2]).flatten(text.as_bytes(), &mut Vec::new()), None, "{text}");
        }
        assert_eq!(Fold::new(vec![2]).nest(b"[1,2,3]", &mut Vec::new()), None);
    }
}
