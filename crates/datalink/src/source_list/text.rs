use super::{CellError, Error, SourceList, Wanted};
use gaialink_products::Designation;
use std::str::FromStr;

impl FromStr for SourceList {
    type Err = Error;

    /// Reads plain text: numbers and designations between line ends, commas, semicolons or tabs; numbers may have blanks
    /// between them as well. What follows a `#` is a remark, and the first word may be a heading.
    fn from_str(text: &str) -> Result<Self, Error> {
        let mut list = Self::default();
        let mut may_be_heading = true;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (line, number) in text.lines().zip(1..) {
            let said = line.split_once('#').map_or(line, |(said, _)| said);
            for word in said.split([',', ';', '\t']).map(|word| word.trim().trim_matches('"').trim()) {
                match entries(word, &mut list.sources) {
                    Err(_) if may_be_heading && is_heading(word) => {}
                    Err(source) => return Err(Error::Line { line: number, source }),
                    Ok(()) if word.is_empty() => continue,
                    Ok(()) => {}
                }
                may_be_heading = false;
            }
        }
        Ok(list)
    }
}

fn entries(word: &str, sources: &mut Vec<Wanted>) -> Result<(), CellError> {
    if word.starts_with("Gaia") {
        sources.push(entry(word)?);
        return Ok(());
    }
    for number in word.split_whitespace() {
        sources.push(entry(number)?);
    }
    Ok(())
}

/// A source by its number or designation.
pub(super) fn entry(word: &str) -> Result<Wanted, CellError> {
    if word.trim_start().starts_with("Gaia") {
        let Designation { release, source_id } = word.parse()?;
        return Ok(Wanted { source_id, release: Some(release) });
    }
    Ok(Wanted { source_id: word.parse()?, release: None })
}

fn is_heading(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_') && !word.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let list: SourceList = text.parse().unwrap();
        let name = |w: &Wanted| w.release.iter().map(|r| format!("{r} ")).collect::<String>() + &w.source_id.to_string();
        list.sources().iter().map(name).collect()
    }

    #[test]
    fn plain_text_in_its_many_forms() {
        for (text, want) in [
            ("", vec![]),
            ("1\n2\r\n3", vec!["1", "2", "3"]),
            ("source_id\n1\n", vec!["1"]),
            ("\u{feff}SOURCE_ID\n1\n", vec!["1"]),
            ("1, 2;3\t4 5", vec!["1", "2", "3", "4", "5"]),
            ("# mine\n\n1 # the first\n", vec!["1"]),
            ("Gaia DR3 7\nGaia DR2 8, 9", vec!["Gaia DR3 7", "Gaia DR2 8", "9"]),
            ("\"Gaia DR3 7\"\n\"9\"\n", vec!["Gaia DR3 7", "9"]),
            ("9223372036854775807", vec!["9223372036854775807"]),
        ] {
            assert_eq!(read(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_line_that_is_no_id_is_told() {
        for (text, line, message) in [
            ("1\nx\n", 2, "`x` is no source id; expected a number from 1 to 9223372036854775807"),
            ("name\nname\n", 2, "`name` is no source id; expected a number from 1 to 9223372036854775807"),
            ("1 2 3.5", 1, "`3.5` is no source id; expected a number from 1 to 9223372036854775807"),
            ("-4", 1, "`-4` is no source id; expected a number from 1 to 9223372036854775807"),
        ] {
            let error = text.parse::<SourceList>().unwrap_err();
            let Error::Line { line: found, source } = error else { panic!("{error}") };
            assert_eq!((found, source.to_string().as_str()), (line, message), "{text:?}");
        }
        assert!(matches!("Gaia DR3".parse::<SourceList>(), Err(Error::Line { source: CellError::Designation(_), .. })));
    }
}
