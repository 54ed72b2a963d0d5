use crate::{failure::Result, workspace::Workspace};

const MAX: usize = 400;
const MEDIAN: usize = 80;

/// Complains of source files that are too long, tests and generated code aside. How long a function may be is clippy's.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut lengths = Vec::new();
    let mut complaints = Vec::new();
    for file in workspace.files().filter(|file| is_own_code(file)) {
        let length = workspace.text(file)?.map_or(0, |text| own_lines(&text));
        lengths.push(length);
        if length > MAX {
            complaints.push(format!("{file}: {length} lines of its own, at most {MAX} are allowed"));
        }
    }
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    if median > MEDIAN {
        complaints.push(format!("the median source file has {median} lines of its own, at most {MEDIAN} are allowed"));
    }
    Ok(complaints)
}

fn is_own_code(file: &str) -> bool {
    let parts = || file.split('/');
    file.ends_with(".rs") && !parts().any(|part| ["tests", "tests.rs", "generated", "generated.rs"].contains(&part))
}

/// The lines outside of items under `#[cfg(test)]`, as rustfmt lays them out.
fn own_lines(text: &str) -> usize {
    let mut count = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start() == "#[cfg(test)]" {
            let indent = line.len() - line.trim_start().len();
            skip_item(&mut lines, indent);
        } else {
            count += 1;
        }
    }
    count
}

fn skip_item<'a>(lines: &mut impl Iterator<Item = &'a str>, indent: usize) {
    for line in lines {
        let at_indent = line.len() - line.trim_start().len() == indent;
        if at_indent && (line.ends_with(';') || line.ends_with('}')) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_do_not_count() {
        for (text, want) in [
            ("", 0),
            ("fn a() {}\n", 1),
            ("fn a() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n    }\n}\nfn b() {}\n", 2),
            ("#[cfg(test)]\nmod tests;\nfn a() {\n}\n", 2),
            ("mod m {\n    #[cfg(test)]\n    #[expect(dead_code, reason = \"r\")]\n    fn a() {\n    }\n}\n", 2),
        ] {
            assert_eq!(own_lines(text), want, "{text:?}");
        }
    }

    #[test]
    fn test_files_and_generated_files_are_exempt() {
        for (file, want) in [
            ("crates/a/src/lib.rs", true),
            ("crates/a/tests/b.rs", false),
            ("crates/a/src/b/tests.rs", false),
            ("crates/a/src/generated/b.rs", false),
            ("README.md", false),
        ] {
            assert_eq!(is_own_code(file), want, "{file}");
        }
    }
}
