//! TABLEs of HTML, which DESCRIPTIONs may have.

/// Whether what stands first in a TABLE, its end included, says that it is one of HTML.
pub(super) fn is_of_html(content: &[u8]) -> bool {
    let content = String::from_utf8_lossy(content);
    let mut rest = content.trim_start();
    while let Some((_, behind)) = [("<!--", "-->"), ("<?", "?>")]
        .iter()
        .find_map(|(start, end)| rest.strip_prefix(start).map(|aside| aside.split_once(end).unwrap_or_default()))
    {
        rest = behind.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or_default();
    rest.starts_with("</") || HTML.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// What stands in a TABLE of HTML.
const HTML: [&str; 9] = ["TR", "TD", "TH", "THEAD", "TBODY", "TFOOT", "CAPTION", "COL", "COLGROUP"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_first_decides() {
        let long = format!("<!-- {}", "x".repeat(2000));
        let cases = [
            ("<TR><TD>1", true),
            (" \n<tbody>", true),
            ("<!-- rows --><?pi <x?> <h:Tr/>", true),
            ("<col width='1'/>", true),
            (" </TABLE>", true),
            ("<FIELD name='a'/>", false),
            ("<!-- --><v:DESCRIPTION>", false),
            ("<TRACK/>", false),
            ("text <TR>", false),
            (&long, false),
            ("", false),
        ];
        for (content, want) in cases {
            assert_eq!(is_of_html(content.as_bytes()), want, "{content}");
        }
    }
}
