//! Ids that cannot be guessed, and the random bytes behind them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::StoreError;

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Random)?;
    Ok(bytes)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from(DIGITS[usize::from(half)]));
        }
    }
    text
}

/// Whether `text` is `digits` lower-case hexadecimal digits.
pub(crate) fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

macro_rules! ids {
    ($($(#[$text:meta])* $name:ident)+) => {$(
        $(#[$text])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new one: 128 random bits.
            pub(crate) fn random() -> Result<Self, StoreError> {
                Ok(Self(hex(&random::<16>()?)))
            }

            /// The id that a request or a row names; `None` where the text is not 32 lower-case hexadecimal digits.
            pub fn parse(text: &str) -> Option<Self> {
                is_hex(text, 32).then(|| Self(text.to_owned()))
            }

            /// Its 32 digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// Id of an opening: 128 random bits as 32 hexadecimal digits.
    ///
    /// ```
    /// use sartor_store::OpeningId;
    /// assert!(OpeningId::parse("00112233445566778899aabbccddeeff").is_some());
    /// assert!(OpeningId::parse("../etc/passwd").is_none());
    /// ```
    OpeningId
    /// Id of an applicant: 128 random bits as 32 hexadecimal digits; it tells nothing about the person.
    ApplicantId
    /// Id of a note.
    NoteId
    /// Id of an upload.
    UploadId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_read_back() {
        let one = ApplicantId::random().unwrap();
        assert_ne!(one, ApplicantId::random().unwrap());
        assert_eq!(ApplicantId::parse(one.as_str()), Some(one));
        assert_eq!(ApplicantId::parse(&"A".repeat(32)), None);
        assert_eq!(hex(&[0, 0xaf, 0x10]), "00af10");
    }
}
