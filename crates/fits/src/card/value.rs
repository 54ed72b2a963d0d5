/// The value of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A character string, its quotes undone and the blanks at its end taken off.
    Text(String),
    /// `T` or `F`.
    Logical(bool),
    /// The digits of a whole number, of any length.
    Integer(String),
    /// The digits of a floating-point number, its exponent with an `E`.
    Real(String),
    /// Anything else, such as a complex number.
    Other(String),
}

impl Value {
    /// The text of the value, without the quotes of a string.
    pub(crate) fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Integer(text) | Self::Real(text) | Self::Other(text) => text,
            Self::Logical(true) => "T",
            Self::Logical(false) => "F",
        }
    }
}

/// Takes apart what stands behind the `=`: the value, `None` where it is undefined, and the comment.
pub(super) fn parse(field: &str) -> (Option<Value>, String) {
    let field = field.trim_start();
    if let Some(quoted) = field.strip_prefix('\'') {
        let (text, rest) = unquote(quoted);
        return (Some(Value::Text(text)), comment(rest));
    }
    let end = match field.strip_prefix('(').and_then(|rest| rest.find(')')) {
        Some(close) => close + 2,
        None => field.find('/').unwrap_or(field.len()),
    };
    let (token, rest) = field.split_at_checked(end).unwrap_or((field, ""));
    let token = token.trim();
    (classify(token), comment(rest))
}

fn comment(rest: &str) -> String {
    let rest = rest.trim_start();
    let text = rest.strip_prefix('/').unwrap_or(rest);
    text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned()
}

/// Gives the string up to the closing quote (or the end, where there is none) and what follows.
fn unquote(quoted: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = quoted;
    while let Some((before, after)) = rest.split_once('\'') {
        text.push_str(before);
        match after.strip_prefix('\'') {
            Some(more) => {
                text.push('\'');
                rest = more;
            }
            None => return (trimmed(text), after),
        }
    }
    text.push_str(rest);
    (trimmed(text), "")
}

fn trimmed(mut text: String) -> String {
    text.truncate(text.trim_end_matches(' ').len());
    text
}

fn classify(token: &str) -> Option<Value> {
    let digits = token.strip_prefix(['+', '-']).unwrap_or(token);
    let starts_as_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    match token {
        "" => None,
        "T" => Some(Value::Logical(true)),
        "F" => Some(Value::Logical(false)),
        _ if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Some(Value::Integer(token.strip_prefix('+').unwrap_or(token).to_owned()))
        }
        _ if starts_as_number => {
            let spelled = token.replace(['D', 'd', 'e'], "E");
            let number = spelled.parse::<f64>().is_ok();
            Some(if number { Value::Real(spelled) } else { Value::Other(token.to_owned()) })
        }
        _ => Some(Value::Other(token.to_owned())),
    }
}
