use crate::{ErrorKind, Format, Result, Target, format::is_compression};
use std::path::{Component, Path, PathBuf};

/// The path of a member below the output's directory, where its name is one.
pub(super) fn relative(name: &str) -> Result<PathBuf> {
    let fail = |reason| Err(ErrorKind::UnsafeName { name: name.to_owned(), reason }.into());
    if name.contains(['\\', ':', '\0']) || name.chars().any(char::is_control) {
        return fail("it holds a character that paths of some systems cannot hold");
    }
    let path = Path::new(name);
    if path.components().any(|part| !matches!(part, Component::Normal(_))) || name.is_empty() {
        return fail("it leaves the directory");
    }
    Ok(path.to_owned())
}

/// The same path with the extension of the target in place of a format's; another extension stays.
pub(super) fn output(relative: &Path, to: Target) -> PathBuf {
    let name = relative.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let known = Format::from_path(&name).is_some();
    let bare = cut(&name, is_compression).unwrap_or(&name);
    let stem = cut(bare, |_| known).unwrap_or(bare);
    relative.with_file_name(format!("{stem}.{}", to.extension()))
}

/// A name without its extension, where that is of a kind.
fn cut(name: &str, is: impl Fn(&str) -> bool) -> Option<&str> {
    name.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && is(extension)).map(|(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_keep_the_archives_names() {
        let cases = [
            ("XP_SAMPLED-Gaia DR3 5937083312263887616.xml", "XP_SAMPLED-Gaia DR3 5937083312263887616.parquet"),
            ("a/b/RVS.fits", "a/b/RVS.parquet"),
            ("x.EXCERPT.csv", "x.EXCERPT.parquet"),
            ("EPOCH_PHOTOMETRY_RAW.vot.gz", "EPOCH_PHOTOMETRY_RAW.parquet"),
            ("links-Gaia DR2 1.5", "links-Gaia DR2 1.5.parquet"),
            (".xml", ".xml.parquet"),
            ("result.VOT", "result.parquet"),
            ("data.gz", "data.parquet"),
            ("6dfgs_mini.xml.bz2", "6dfgs_mini.parquet"),
        ];
        for (name, want) in cases {
            assert_eq!(output(Path::new(name), Target::Parquet), Path::new(want), "{name}");
        }
    }

    #[test]
    fn names_that_leave_the_directory() {
        for good in ["a.xml", "a/b c/d.xml", "..a", "a..b/c"] {
            assert_eq!(relative(good).unwrap(), Path::new(good));
        }
        for bad in ["", "/etc/passwd", "../a", "a/../b", "a/..", "..", "C:/a", "a\\b", "a\0b", "a\nb"] {
            let error = relative(bad).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::UnsafeName { .. }), "{bad:?}: {error}");
        }
    }
}
