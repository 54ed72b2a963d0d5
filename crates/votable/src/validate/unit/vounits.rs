//! Units as VOUnits 1.1 writes them, which VOTable 1.5 asks for.

use super::{cursor::Cursor, symbol::known};

const FUNCTIONS: [&str; 4] = ["log", "ln", "exp", "sqrt"];

/// Why a text without blanks is no unit.
pub(super) fn fault(text: &str) -> Option<String> {
    let mut parser = Parser { text: Cursor { rest: text }, depth: 0 };
    match parser.product() {
        Err(why) => Some(why),
        Ok(()) if parser.text.rest.is_empty() => None,
        Ok(()) => Some(format!("`{}` was not expected", parser.text.rest)),
    }
}

struct Parser<'a> {
    text: Cursor<'a>,
    depth: u32,
}

type Parsed = Result<(), String>;

impl Parser<'_> {
    /// Factors joined by `.` and one `/`.
    fn product(&mut self) -> Parsed {
        self.scale()?;
        if self.text.take('/') || self.text.take('.') || !self.text.rest.is_empty() {
            self.factor()?;
        }
        let mut is_divided = false;
        loop {
            match self.text.rest.chars().next() {
                Some('.') => self.text.rest = self.text.rest.get(1..).unwrap_or_default(),
                Some('/') if !is_divided => {
                    is_divided = true;
                    self.text.rest = self.text.rest.get(1..).unwrap_or_default();
                }
                Some('/') => return Err("there are two `/`".to_owned()),
                Some('*') => return Err("units are joined by `.`, powers written with `**`".to_owned()),
                _ => return Ok(()),
            }
            self.factor()?;
        }
    }

    /// A number before the unit: a power of ten, or any.
    fn scale(&mut self) -> Parsed {
        let number = self.text.span(|c| c.is_ascii_digit() || c == '.');
        if number.is_empty() {
            return Ok(());
        }
        if self.text.rest.starts_with("**") {
            return self.power();
        }
        if self.text.rest.starts_with(['e', 'E'])
            && self.text.rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit() || "+-".contains(c))
        {
            self.text.rest = self.text.rest.get(1..).unwrap_or_default();
            self.text.span(|c| c.is_ascii_digit() || "+-".contains(c));
        }
        Ok(())
    }

    fn factor(&mut self) -> Parsed {
        if self.text.take('(') {
            self.inside()?;
        } else if self.text.take('\'') {
            let name = self.text.span(|c| c != '\'');
            if name.is_empty() || !self.text.take('\'') {
                return Err("a quote is open".to_owned());
            }
        } else {
            let name = self.text.span(|c| c.is_alphabetic() || c == '%' || c == '_');
            if FUNCTIONS.contains(&name) && self.text.take('(') {
                self.inside()?;
            } else {
                known(name, self.text.rest)?;
            }
        }
        if self.text.rest.starts_with("**") { self.power() } else { Ok(()) }
    }

    fn inside(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > 16 {
            return Err("brackets are nested too deep".to_owned());
        }
        self.product()?;
        self.depth -= 1;
        if self.text.take(')') { Ok(()) } else { Err("a bracket is open".to_owned()) }
    }

    /// `**2`, `**-1.5`, `**(1/2)`.
    fn power(&mut self) -> Parsed {
        self.text.rest = self.text.rest.get(2..).unwrap_or_default();
        let has_bracket = self.text.take('(');
        let mut is_number = self.number();
        if has_bracket && self.text.take('/') {
            is_number &= self.number();
        }
        match is_number && (!has_bracket || self.text.take(')')) {
            true => Ok(()),
            false => Err("`**` needs a number".to_owned()),
        }
    }

    /// `2`, `-1.5`; a point without a digit behind it is none of the number.
    fn number(&mut self) -> bool {
        let _ = self.text.take('-') || self.text.take('+');
        let is_number = !self.text.span(|c| c.is_ascii_digit()).is_empty();
        if self.text.rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            self.text.take('.');
            self.text.span(|c| c.is_ascii_digit());
        }
        is_number
    }
}
