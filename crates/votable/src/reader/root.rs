use crate::{
    Error, ErrorKind, Result,
    xml::{
        events::{Events, Node},
        tag::Tag,
    },
};
use std::io::BufRead;

/// How far a VOTABLE is looked for inside another root.
const WRAPPED: u64 = 1 << 20;

/// Reads up to the VOTABLE, which may stand inside a root of another vocabulary.
pub(super) fn root<R: BufRead>(events: &mut Events<R>) -> Result<Tag> {
    loop {
        let found = match events.next() {
            Ok(Node::Start(tag)) if tag.name() == "VOTABLE" => return Ok(tag),
            Ok(Node::Start(tag)) if tag.name().eq_ignore_ascii_case("html") => "a web page (the element html)".to_owned(),
            Ok(Node::Start(tag)) => return wrapped(events, &format!("the element {}", tag.qualified)),
            Ok(Node::Text) if events.text().trim().is_empty() => continue,
            Ok(Node::Text) => "characters".to_owned(),
            Ok(_) => "nothing".to_owned(),
            Err(error) => return Err(error),
        };
        return Err(events.error(ErrorKind::NotVotable { found }));
    }
}

/// Reads up to the VOTABLE inside another root.
fn wrapped<R: BufRead>(events: &mut Events<R>, root: &str) -> Result<Tag> {
    let place = events.position();
    loop {
        match events.next() {
            Ok(Node::Start(tag)) if tag.name() == "VOTABLE" => {
                events.warn("W-ROOT", format!("the VOTABLE stands inside {root}"))?;
                return Ok(tag);
            }
            Err(error) if matches!(error.kind(), ErrorKind::Io(_)) => return Err(error),
            Ok(Node::Eof) | Err(_) => break,
            Ok(_) if events.source().place().offset > WRAPPED => break,
            Ok(_) => {}
        }
    }
    Err(Error::new(ErrorKind::NotVotable { found: root.to_owned() }, place))
}
