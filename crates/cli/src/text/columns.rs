use std::io::{self, Write};

/// Lines of words in aligned columns.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    lines: Vec<Vec<String>>,
    right: Vec<bool>,
}

impl Columns {
    /// Columns of which some are flush right.
    pub(crate) fn new(right: Vec<bool>) -> Self {
        Self { lines: Vec::new(), right }
    }

    /// Adds a line.
    pub(crate) fn push(&mut self, words: impl IntoIterator<Item = String>) {
        self.lines.push(words.into_iter().collect());
    }

    /// Writes all lines behind an indent.
    pub(crate) fn write(&self, out: &mut impl Write, indent: &str) -> io::Result<()> {
        let count = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| self.lines.iter().filter_map(|line| line.get(column)).map(|word| length(word)).max();
        let widths: Vec<usize> = (0..count).map(|column| width(column).unwrap_or(0)).collect();
        for line in &self.lines {
            let mut text = indent.to_owned();
            for (column, (word, width)) in line.iter().zip(&widths).enumerate() {
                let blanks = " ".repeat(width.saturating_sub(length(word)));
                let gap = if column == 0 { "" } else { "  " };
                match self.right.get(column) {
                    Some(true) => text.extend([gap, &blanks, word]),
                    _ => text.extend([gap, word, &blanks]),
                }
            }
            writeln!(out, "{}", text.trim_end())?;
        }
        Ok(())
    }
}

fn length(word: &str) -> usize {
    word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut columns = Columns::new(vec![false, true]);
        columns.push(["name", "rows"].map(str::to_owned));
        columns.push(["α", "12345"].map(str::to_owned));
        columns.push(["long name"].map(str::to_owned));
        let mut out = Vec::new();
        columns.write(&mut out, "  ").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "  name        rows\n  α          12345\n  long name\n");
    }
}
