//! Tags, which serde gives without the sign in front of them, and only those of the document's own.

use std::{
    borrow::Cow,
    fmt::Write,
    hash::{BuildHasher, RandomState},
};

/// What YAML's own tags begin with.
const CORE: &str = "tag:yaml.org,2002:";

/// Makes all tags of a document its own, so that serde is told of them, and gives them back as they were.
#[derive(Debug)]
pub(super) struct Tags {
    /// A word that the document does not have, with which tags begin that are not its own.
    marker: String,
}

impl Tags {
    /// How many lines the prologue has.
    pub(super) const PROLOGUE_LINES: usize = 2;

    /// The tags of a document.
    pub(super) fn new(document: &str) -> Self {
        // A word that nobody can foresee.
        let mut marker = String::new();
        while marker.is_empty() || document.contains(&marker) {
            marker = format!("t{:016x}", RandomState::new().hash_one(document));
        }
        Self { marker }
    }

    /// The document as serde shall read it: `!!omap` and `!<tag:yaml.org,2002:omap>` are tags of its own there.
    pub(super) fn hide(&self, document: &str) -> String {
        let verbatim = format!("!<!{}", self.marker);
        format!("%TAG !! !{}{CORE}\n---\n{}", self.marker, document.replace("!<", &verbatim))
    }

    /// A text of the document as it stood there, since it may hold what looks like a tag.
    pub(super) fn show<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let verbatim = format!("!<!{}", self.marker);
        if text.contains(&verbatim) { Cow::Owned(text.replace(&verbatim, "!<")) } else { Cow::Borrowed(text) }
    }

    /// A tag as it is written, from what serde says of it; `None` for a lone `!`, which says that there is none.
    pub(super) fn written(&self, tag: &str) -> Option<String> {
        let (uri, local) = match tag.strip_prefix(&self.marker) {
            Some(uri) => (uri, uri.strip_prefix('!')),
            None => (tag, Some(tag).filter(|tag| *tag != "!").or(Some(""))),
        };
        match (local, uri.strip_prefix(CORE)) {
            (Some(""), _) => None,
            (Some(name), _) => Some(escape("!", name, "")),
            (None, Some(name)) if !name.is_empty() => Some(escape("!!", name, "")),
            (None, _) => Some(escape("!<", uri, "!,[]") + ">"),
        }
    }
}

/// A tag behind its sign: what may not stand in one, but for some more characters, as the bytes that it is.
fn escape(sign: &str, name: &str, more: &str) -> String {
    let mut out = sign.to_owned();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || "-_;/?:@&=+$.~*'()".contains(c) || more.contains(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Node, parse};

    #[test]
    fn tags_are_written_as_they_were() {
        let cases = [
            ("!x", Some("!x")),
            ("!", None),
            ("!<!>", None),
            ("!!omap", Some("!!omap")),
            ("!<tag:yaml.org,2002:omap>", Some("!!omap")),
            ("!<tag:yaml.org,2002:>", Some("!<tag:yaml.org,2002:>")),
            ("!<!x>", Some("!x")),
            ("!<!x!y>", Some("!x%21y")),
            ("!<tag:example.org,2026:a[1]>", Some("!<tag:example.org,2026:a[1]>")),
            ("!astropy.units.Unit", Some("!astropy.units.Unit")),
            ("!!python/object/apply:collections.OrderedDict", Some("!!python/object/apply:collections.OrderedDict")),
            ("!a%20b%2C%C3%A9", Some("!a%20b%2C%C3%A9")),
            ("!%21omap", Some("!%21omap")),
            ("!tag:yaml.org%2C2002:omap", Some("!tag:yaml.org%2C2002:omap")),
        ];
        for (tag, want) in cases {
            let found = match parse(&format!("{tag} text")).unwrap() {
                Node::Tagged(tag, inner) if *inner == Node::text("text") => Some(tag),
                other => (other != Node::text("text")).then(|| format!("{other:?}")),
            };
            assert_eq!(found.as_deref(), want, "{tag}");
            let Some(want) = want else { continue };
            assert!(matches!(parse(&format!("{want} [1]")).unwrap(), Node::Tagged(tag, _) if tag == want), "{want}");
        }
    }

    #[test]
    fn what_looks_like_a_tag_in_a_text_stays() {
        for text in ["'a !<b> c'", "\"!<!x>\"", "a !<b", "|-\n !<tag:yaml.org,2002:str> x"] {
            let Node::Scalar(_, found) = parse(text).unwrap() else { panic!("{text}") };
            assert!(text.contains(&found), "{text}: {found}");
        }
    }
}
