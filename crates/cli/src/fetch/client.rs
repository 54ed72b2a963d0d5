use super::{failure::Failure, retry_after::retry_after};
use gaialink::datalink::Endpoint;
use std::{
    io::{self, Read, Write},
    time::{Duration, SystemTime},
};
use ureq::{Agent, Body, http::Response};

/// How much of an answer that is no archive is told.
const TOLD: u64 = 400;

/// A client of a data server. It has no credentials and sends none.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    agent: Agent,
    url: String,
}

impl Client {
    pub(crate) fn new(endpoint: &Endpoint, timeout: Duration, allow_http: bool) -> Self {
        let config = Agent::config_builder()
            .https_only(!allow_http)
            .http_status_as_error(false)
            .user_agent(concat!("gaialink/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(Duration::from_secs(60).min(timeout)))
            .timeout_recv_response(Some(timeout))
            .timeout_per_read(Some(timeout))
            .build();
        Self { agent: config.new_agent(), url: endpoint.data() }
    }

    /// Sends a form and copies the answer; gives how many bytes it has.
    pub(crate) fn send(&self, form: &str, into: &mut impl Write) -> Result<u64, Failure> {
        let request = self.agent.post(&self.url).content_type("application/x-www-form-urlencoded");
        let response = request.send(form.as_bytes()).map_err(|error| of_error(&error))?;
        if !response.status().is_success() {
            return Err(of_status(response));
        }
        let length = header(&response, "content-length").and_then(|value| value.trim().parse::<u64>().ok());
        let copied = copy(response.into_body().into_reader(), into)?;
        match length {
            Some(length) if length != copied => {
                Err(Failure::passing(format!("the transfer broke off after {copied} of {length} bytes")))
            }
            _ => Ok(copied),
        }
    }
}

fn copy(mut body: impl Read, into: &mut impl Write) -> Result<u64, Failure> {
    let mut buffer = vec![0_u8; 1 << 16];
    let mut copied = 0_u64;
    loop {
        let read = match body.read(&mut buffer) {
            Ok(0) => return Ok(copied),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Failure::passing(format!("the transfer broke off after {copied} bytes: {error}"))),
        };
        let part = buffer.get(..read).unwrap_or_default();
        into.write_all(part).map_err(|error| Failure::Lasting(format!("cannot write: {error}")))?;
        copied = copied.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

fn of_error(error: &ureq::Error) -> Failure {
    use ureq::Error as E;
    match error {
        E::RequireHttpsOnly(_) => Failure::Lasting("the server leads on to an address that is not encrypted".to_owned()),
        E::BadUri(_) | E::Http(_) | E::InvalidProxyUrl | E::TooManyRedirects | E::RedirectFailed => {
            Failure::Lasting(error.to_string())
        }
        _ => Failure::passing(error.to_string()),
    }
}

/// What a status that is no success says. The archive tells its reasons in plain text.
fn of_status(response: Response<Body>) -> Failure {
    let status = response.status();
    let wait = header(&response, "retry-after").and_then(|value| retry_after(value, SystemTime::now()));
    let mut told = Vec::new();
    // The text is only for people; without it the status says enough.
    let _ = response.into_body().into_reader().take(TOLD).read_to_end(&mut told);
    let reason = match told_text(&told) {
        text if text.is_empty() => format!("the server answers {status}"),
        text => format!("the server answers {status}: {text}"),
    };
    let passes = status.is_server_error() || [408, 425, 429].contains(&status.as_u16());
    if passes { Failure::Passing { reason, wait } } else { Failure::Lasting(reason) }
}

/// A text on one line, without marks of HTML or control characters.
pub(crate) fn told_text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut plain = String::new();
    for (at, part) in text.split('<').enumerate() {
        let part = if at == 0 { part } else { part.split_once('>').map_or("", |(_, behind)| behind) };
        plain.push_str(part);
        plain.push(' ');
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    crate::report::printable(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_on_one_line() {
        for (bytes, want) in [
            (&b"Error 500:\n  wrong\x1b structure\n"[..], "Error 500: wrong\\u{1b} structure"),
            (b"<html><h1>Bad</h1>request</html>", "Bad request"),
            (b"a < b", "a"),
            (b"\xff", "\u{fffd}"),
            (b"", ""),
        ] {
            assert_eq!(told_text(bytes), want);
        }
    }
}
