//! Forms without files, and the pairs of a query.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, RawForm, Request},
    http::StatusCode,
};

use crate::{fault::Fault, gate::State, language, problem::Problem};

/// The pairs of a form without files.
#[derive(Debug)]
pub(crate) struct Filled(Vec<(String, String)>);

impl Filled {
    /// The pairs, as they came.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The first value of a name; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }
}

impl FromRequest<Arc<State>> for Filled {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self, Problem> {
        let language = language::asked(request.uri(), request.headers());
        let limits = &state.config.limits;
        let read = RawForm::from_request(request, &());
        let bytes = match tokio::time::timeout(limits.body_time, read).await {
            Ok(Ok(RawForm(bytes))) => bytes,
            Ok(Err(refused)) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Fault::TooLarge { limit: limits.letter_bytes }.told(language));
            }
            Ok(Err(_)) => return Err(Fault::Malformed.told(language)),
            Err(_) => return Err(Fault::SlowBody.told(language)),
        };
        let pairs: Vec<_> = split(&bytes).take(limits.fields + 1).collect();
        if pairs.len() > limits.fields {
            return Err(Fault::TooManyFields { limit: limits.fields }.told(language));
        }
        Ok(Self(pairs))
    }
}

/// The pairs of a query.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    split(query.as_bytes()).collect()
}

/// The pairs of `application/x-www-form-urlencoded`; what is no UTF-8 is replaced.
fn split(bytes: &[u8]) -> impl Iterator<Item = (String, String)> + '_ {
    let pairs = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let mut sides = pair.splitn(2, |byte| *byte == b'=');
        let mut side = || plain(sides.next().unwrap_or_default());
        (side(), side())
    })
}

fn plain(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |place: usize| bytes.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
                continue;
            }
            (b'+', ..) => out.push(b' '),
            (byte, ..) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A text as a part of an address.
pub(crate) fn percent(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read() {
        let pairs: Vec<_> = split(b"accept=a.b&accept=c&body=Zo%C3%A9+%26%0D%0Aco%&&x").collect();
        let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            pairs,
            [own("accept", "a.b"), own("accept", "c"), own("body", "Zoé &\r\nco%"), own("x", "")]
        );
    }
}
