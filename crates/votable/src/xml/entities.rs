use quick_xml::{escape::resolve_predefined_entity, events::BytesRef};
use std::collections::HashMap;

/// How many bytes an entity may stand for; longer ones are not known, so that a few bytes of a document never become many.
const LONGEST: usize = 128;
/// How many entities are known.
const MOST: usize = 1_000;

/// The entities that a document defines for itself (XML 1.0, 4.2): short texts without markup. Others are not known: what lies
/// elsewhere, what holds elements, and what is made of such.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    known: HashMap<String, Option<String>>,
    /// Whether there is a part of the declaration elsewhere, which may define any.
    elsewhere: bool,
}

impl Entities {
    /// Those that a document type declaration defines in itself.
    pub(crate) fn of_doctype(doctype: &str) -> Self {
        let subset = internal_subset(doctype).unwrap_or_default();
        let outside = doctype.split('[').next().unwrap_or_default();
        let elsewhere = outside.contains("SYSTEM") || outside.contains("PUBLIC") || subset.contains('%');
        let mut entities = Self { elsewhere, ..Self::default() };
        let mut rest = subset;
        while let Some(declaration) = next_declaration(&mut rest) {
            if let Some((name, value)) = entity(declaration) {
                entities.define(name, value);
            }
        }
        entities
    }

    /// What a name stands for.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.known.get(name)?.as_deref()
    }

    /// Whether a name that is not known may be defined elsewhere, so that the document is well-formed (XML 1.0, 4.1).
    pub(crate) fn may_be_elsewhere(&self, name: &str) -> bool {
        self.elsewhere && !self.known.contains_key(name)
    }

    /// The first definition of a name counts.
    fn define(&mut self, name: &str, literal: Option<&str>) {
        if self.known.len() < MOST && !self.known.contains_key(name) {
            let value = literal.and_then(|literal| self.expand(literal));
            self.known.insert(name.to_owned(), value);
        }
    }

    /// The text of a literal, where it is short and no markup.
    fn expand(&self, literal: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = literal;
        while let Some((before, tail)) = rest.split_once('&') {
            let (name, tail) = tail.split_once(';')?;
            text.push_str(before);
            match BytesRef::new(name).resolve_char_ref() {
                Ok(Some(c)) => text.push(c),
                _ => text.push_str(self.get(name).or_else(|| resolve_predefined_entity(name))?),
            }
            if text.len() > LONGEST {
                return None;
            }
            rest = tail;
        }
        text.push_str(rest);
        // A `%` would be that of a parameter entity, a `&` or `<` that of another entity or of an element.
        (text.len() <= LONGEST && !literal.contains('%') && !text.contains(['&', '<'])).then_some(text)
    }
}

/// What stands between the brackets.
fn internal_subset(doctype: &str) -> Option<&str> {
    let at = outside_of_quotes(doctype, '[')?;
    doctype.get(at..)?.strip_prefix('[')
}

/// The next `<!…>`; none at the end, and where a parameter entity would have to be known (XML 1.0, 5.1).
fn next_declaration<'a>(rest: &mut &'a str) -> Option<&'a str> {
    loop {
        let text = rest.trim_start();
        if let Some(comment) = text.strip_prefix("<!--") {
            *rest = comment.split_once("-->")?.1;
        } else if let Some(instruction) = text.strip_prefix("<?") {
            *rest = instruction.split_once("?>")?.1;
        } else {
            let text = text.strip_prefix("<!")?;
            let (declaration, tail) = text.split_at_checked(outside_of_quotes(text, '>')?)?;
            *rest = tail.strip_prefix('>')?;
            return Some(declaration);
        }
    }
}

/// The name of an entity and its literal; no literal where it lies elsewhere.
fn entity(declaration: &str) -> Option<(&str, Option<&str>)> {
    let text = declaration.strip_prefix("ENTITY")?.strip_prefix([' ', '\t', '\r', '\n'])?.trim_start();
    let (name, text) = text.split_once([' ', '\t', '\r', '\n'])?;
    if name == "%" {
        return None;
    }
    let text = text.trim();
    let quoted = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    Some((name, quoted('"').or_else(|| quoted('\''))))
}

/// The first place of a character that stands in no quotes.
fn outside_of_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == wanted => return Some(at),
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_known() {
        let cases = [
            ("<!ENTITY a 'x'>", Some("x")),
            ("<!ENTITY a \"it's\"><!ENTITY a 'second'>", Some("it's")),
            ("<!ENTITY\n a\t'&#233;&#x41;&gt;' >", Some("éA>")),
            ("<!-- <!ENTITY a 'c'> --><?p <!ENTITY a 'p'>?><!ELEMENT a (b)><!ENTITY a '>]'>", Some(">]")),
            ("<!ENTITY b 'y'><!ENTITY a 'x&b;z'>", Some("xyz")),
            ("<!ENTITY a ''>", Some("")),
            // Elsewhere, markup, unknown or later ones, itself, parameter entities.
            ("<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY a 'x'>", None),
            ("<!ENTITY a PUBLIC 'p' 'http://x/'>", None),
            ("<!ENTITY a '<b/>'>", None),
            ("<!ENTITY a '&#60;b/>'>", None),
            ("<!ENTITY a '&amp;b;'>", None),
            ("<!ENTITY a '&b;'><!ENTITY b 'y'>", None),
            ("<!ENTITY a 'x&a;'>", None),
            ("<!ENTITY a '&b'>", None),
            ("<!ENTITY % p 'y'><!ENTITY a '%p;'>", None),
            ("<!ENTITY % p SYSTEM 'http://x/'> %p; <!ENTITY a 'x'>", None),
            ("<!ENTITY a 'x", None),
            ("<!ENTITY a>", None),
            ("<!ENTITYa 'x'>", None),
        ];
        for (subset, want) in cases {
            let entities = Entities::of_doctype(&format!("VOTABLE SYSTEM \"http://x/[.dtd\" [{subset}]"));
            assert_eq!(entities.get("a"), want, "{subset}");
        }
        assert_eq!(Entities::of_doctype("VOTABLE").get("a"), None);
        assert_eq!(Entities::of_doctype("VOTABLE SYSTEM 'v.dtd'").get("a"), None);
    }

    #[test]
    fn long_texts_are_not() {
        let ten = "<!ENTITY e0 '0123456789'>";
        let bomb: String = (1..20).map(|n| format!("<!ENTITY e{n} '&e{0};&e{0};'>", n - 1)).collect();
        let entities = Entities::of_doctype(&format!("VOTABLE [{ten}{bomb}]"));
        let lengths: Vec<_> = (0..20).map(|n| entities.get(&format!("e{n}")).map(str::len)).collect();
        assert_eq!(lengths.get(..5), Some(&[Some(10), Some(20), Some(40), Some(80), None][..]));
        assert!(lengths.iter().skip(4).all(Option::is_none));
        let many: String = (0..2_000).map(|n| format!("<!ENTITY e{n} 'x'>")).collect();
        let entities = Entities::of_doctype(&format!("VOTABLE [{many}]"));
        assert_eq!((entities.get("e999"), entities.get("e1000")), (Some("x"), None));
    }
}
