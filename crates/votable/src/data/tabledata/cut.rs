use crate::xml::aside::Aside;
use memchr::{memchr, memchr2_iter, memmem};

/// Where bytes that start between two rows may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Behind the last whole row.
    Rows(usize),
    /// At the end tag of the TABLEDATA.
    End(usize),
    /// Nowhere: there is no end of a row.
    None,
}

/// Finds the last place between two rows, or the end of the TABLEDATA.
pub(super) fn cut(bytes: &[u8]) -> Cut {
    if has_asides(bytes) { careful(bytes) } else { plain(bytes) }
}

/// Whether there are comments, CDATA sections or processing instructions, which may hold anything.
fn has_asides(bytes: &[u8]) -> bool {
    let opened = |at: usize| at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'<');
    memchr2_iter(b'!', b'?', bytes).any(opened)
}

fn plain(bytes: &[u8]) -> Cut {
    for at in memmem::find_iter(bytes, b"TABLEDATA") {
        if let Some(start) = end_tag_start(bytes, at) {
            return Cut::End(start);
        }
    }
    for at in memmem::rfind_iter(bytes, b"TR") {
        if end_tag_start(bytes, at).is_some()
            && let Some(end) = tag_end(bytes, at.saturating_add(2))
        {
            return Cut::Rows(end);
        }
    }
    Cut::None
}

/// Walks from tag to tag, around comments and the like.
fn careful(bytes: &[u8]) -> Cut {
    let mut last = Cut::None;
    let mut at = 0;
    while let Some(tag) = next_tag(bytes, at) {
        match tag {
            Tag::EndOfRow(end) => (last, at) = (Cut::Rows(end), end),
            Tag::EndOfTable(start) => return Cut::End(start),
            Tag::Other(end) => at = end,
        }
    }
    last
}

/// Where the comment or processing instruction begins in which the bytes end, if one does that makes half of them.
pub(super) fn open_aside(bytes: &[u8]) -> Option<(usize, Aside)> {
    let mut at = 0;
    while let Some(Tag::EndOfRow(end) | Tag::Other(end)) = next_tag(bytes, at) {
        at = end;
    }
    let start = memchr(b'<', bytes.get(at..)?)?.checked_add(at).filter(|start| *start <= bytes.len() / 2)?;
    Aside::of(bytes.get(start..)?).map(|aside| (start, aside))
}

/// The end of the first row at or behind `at`, where there is one.
pub(super) fn end_of_row(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match next_tag(bytes, at)? {
            Tag::EndOfRow(end) => return Some(end),
            Tag::EndOfTable(_) => return None,
            Tag::Other(end) => at = end,
        }
    }
}

enum Tag {
    EndOfRow(usize),
    EndOfTable(usize),
    Other(usize),
}

/// The next tag or aside at or behind `at`; `None` where it is not whole.
fn next_tag(bytes: &[u8], at: usize) -> Option<Tag> {
    let start = memchr(b'<', bytes.get(at..)?)?.checked_add(at)?;
    let rest = bytes.get(start..)?;
    let behind = |open: usize, close: &[u8]| {
        let inside = rest.get(open..)?;
        let found = memmem::find(inside, close)?;
        start.checked_add(open)?.checked_add(found)?.checked_add(close.len())
    };
    match *rest.get(1)? {
        b'!' if rest.starts_with(b"<!--") => behind(4, b"-->").map(Tag::Other),
        b'!' if rest.starts_with(b"<![CDATA[") => behind(9, b"]]>").map(Tag::Other),
        // A tag that is cut here is one of these.
        b'!' if rest.len() < 9 => None,
        b'?' => behind(2, b"?>").map(Tag::Other),
        b'/' => {
            let end = memchr(b'>', rest)?;
            let name = rest.get(2..end)?.trim_ascii_end();
            let local = name.rsplit(|b| *b == b':').next()?;
            let end = start.checked_add(end)?.checked_add(1)?;
            Some(match local {
                b"TR" => Tag::EndOfRow(end),
                b"TABLEDATA" => Tag::EndOfTable(start),
                _ => Tag::Other(end),
            })
        }
        _ => Some(Tag::Other(start.checked_add(1)?)),
    }
}

/// The start of the end tag whose local name starts at `name`, if it is one.
fn end_tag_start(bytes: &[u8], name: usize) -> Option<usize> {
    let before = bytes.get(..name)?;
    let before = match before.strip_suffix(b":") {
        Some(prefixed) => {
            let prefix = prefixed.iter().rev().take_while(|b| !matches!(b, b'<' | b'>' | b'/' | b' ' | b':')).count();
            prefixed.get(..prefixed.len().checked_sub(prefix)?)?
        }
        None => before,
    };
    Some(before.strip_suffix(b"</")?.len())
}

/// The place behind the `>` that follows `at`, with nothing but white space between.
fn tag_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    rest.get(blanks).filter(|b| **b == b'>')?;
    at.checked_add(blanks)?.checked_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts() {
        let cases: [(&str, Cut); 17] = [
            ("", Cut::None),
            ("<TR><TD>1</TD>", Cut::None),
            ("<TR></TR>", Cut::Rows(9)),
            ("<TR></TR><TR></TR> <TR><TD>", Cut::Rows(18)),
            ("<TR></TR ><TR>", Cut::Rows(10)),
            ("<v:TR></v:TR><v:TR>", Cut::Rows(13)),
            ("<TR></TR></TABLEDATA></DATA><TR></TR>", Cut::End(9)),
            ("<TR></TR>\n</v:TABLEDATA", Cut::End(10)),
            ("<TR></TR>\n</TABLEDAT", Cut::Rows(9)),
            ("<TR></TR><TR><TD>TABLEDATA</TD></TR>", Cut::Rows(36)),
            ("<TR><TD>TR</TD>", Cut::None),
            ("<TR></TR><!-- </TR></TABLEDATA> -->", Cut::Rows(9)),
            ("<TR></TR><!-- </TR>", Cut::Rows(9)),
            ("<TR><TD><![CDATA[</TR>]]></TD></TR> ", Cut::Rows(35)),
            ("<TR><TD><![CDATA[</TABLEDATA>]]></TD></TR></TABLEDATA>", Cut::End(42)),
            ("<TR></TR><?a </TR> ?></v:TR ><", Cut::Rows(29)),
            ("<TR></TR><!-", Cut::Rows(9)),
        ];
        for (text, want) in cases {
            assert_eq!(cut(text.as_bytes()), want, "{text:?}");
        }
    }

    #[test]
    fn both_ways_agree() {
        let text = "<TR><TD>a</TD></TR>\n<TR ID='x'><TD/></TR>\n</TABLEDATA></DATA>";
        for end in 0..=text.len() {
            let bytes = &text.as_bytes()[..end];
            // Inside the name of the end tag the careful way waits for its end.
            if let (Cut::End(_), Cut::Rows(_)) = (plain(bytes), careful(bytes)) {
                continue;
            }
            assert_eq!(plain(bytes), careful(bytes), "the first {end} bytes");
        }
    }
}
