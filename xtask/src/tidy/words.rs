use crate::{failure::Result, workspace::Workspace};

/// What the tree must not say, and why. Each is spelled in two parts, so that this file does not say it.
const WORDS: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "do it, or file an issue"),
    (concat!("FIX", "ME"), "do it, or file an issue"),
    (concat!("todo", "!("), "code that is not there"),
    (concat!("unimplemented", "!("), "code that is not there"),
    (concat!("/ho", "me/"), "a path of one machine"),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/Us", "ers/"), "a path of one machine"),
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/op", "t/"), "a path of one machine"),
    (concat!("/tm", "p/"), "a path of one machine: ask the system for its temporary folder"),
    (concat!("index-", "url"), "which registry is used is the machine's matter"),
    (concat!("<<<<", "<<<"), "an unfinished merge"),
];

/// Complains of words that have no place in the tree.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for file in workspace.files().filter(|file| !file.ends_with("Cargo.lock") && !file.starts_with("testdata/")) {
        if let Some(text) = workspace.text(file)? {
            complaints.extend(found(&text).map(|(line, what)| format!("{file}:{line}: {what}")));
        }
    }
    Ok(complaints)
}

fn found(text: &str) -> impl Iterator<Item = (usize, String)> {
    let numbered = text.lines().zip(1..);
    numbered.flat_map(|(line, number)| {
        let words = WORDS.iter().filter(move |(word, _)| line.contains(word));
        words.map(move |(word, why)| (number, format!("`{word}`: {why}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_its_line() {
        let text = concat!("fine\n// TO", "DO later\n");
        let want = (2, concat!("`TO", "DO`: do it, or file an issue").to_owned());
        assert_eq!(found(text).collect::<Vec<_>>(), [want]);
        assert_eq!(found("a todo list\n").count(), 0);
    }
}
