use super::{client::told_text, failure::Failure};
use gaialink::{
    ErrorKind, OpenOptions,
    datalink::{FileName, Id},
};
use std::{collections::BTreeSet, fs::File, io::Read, path::Path};

/// How much of an answer that is no archive is told.
const TOLD: u64 = 400;

/// The sources of which an answer has something, by number; `None` where the answer is empty.
///
/// The archive answers with a zip archive, with no bytes at all where no source has the product, and with a text where
/// something is wrong, under whatever status.
pub(crate) fn check(path: &Path) -> Result<Option<BTreeSet<i64>>, Failure> {
    let mut start = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(TOLD).read_to_end(&mut start));
    opened.map_err(|error| Failure::Lasting(format!("cannot read what came: {error}")))?;
    if start.is_empty() {
        return Ok(None);
    }
    if !start.starts_with(b"PK") {
        return Err(Failure::Lasting(format!("no zip archive came but: {}", told_text(&start))));
    }
    let broken = |error: gaialink::Error| Failure::passing(format!("a broken zip archive came: {error}"));
    let source = OpenOptions::default().open(path).map_err(broken)?;
    if source.format().is_some() {
        return Err(Failure::Lasting("no zip archive came but a file of its own".to_owned()));
    }
    let mut sources = BTreeSet::new();
    for member in source.members() {
        let name = member.name.rsplit('/').next().unwrap_or(&member.name);
        match name.parse::<FileName>().ok().and_then(|name| name.source_id()) {
            Some(id) => {
                sources.insert(id.get());
            }
            None => sources.extend(inside(path, &member.name).map_err(broken)?),
        }
    }
    Ok(Some(sources))
}

/// The sources in a file of several; none in what is no table of sources, such as a log.
fn inside(archive: &Path, member: &str) -> gaialink::Result<Vec<i64>> {
    let mut options = OpenOptions::default();
    options.member = Some(member.to_owned());
    options.columns = Some(vec!["source_id".to_owned()]);
    let list = match options.open(archive).and_then(|source| source.source_list(None)) {
        Ok(list) => list,
        Err(error) => match error.kind() {
            ErrorKind::UnknownFormat { .. } | ErrorKind::Packed { .. } | ErrorKind::Empty | ErrorKind::NoColumn { .. } => {
                return Ok(Vec::new());
            }
            _ => return Err(error),
        },
    };
    Ok(list.sources().iter().map(|wanted| wanted.source_id.get()).collect())
}

/// The ids that were asked for and did not come. A range is never told to be missing.
pub(crate) fn missing(asked: &[Id], came: &BTreeSet<i64>) -> Vec<i64> {
    let number = |id: &Id| match id {
        Id::Number(number) => Some(*number),
        Id::Designation(designation) => Some(designation.source_id.get()),
        _ => None,
    };
    asked.iter().filter_map(number).filter(|number| !came.contains(number)).collect()
}
