//! Plain text, in whatever encoding it came.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sartor_core::document::{Document, Format};

use crate::builder::{Builder, Looks, is_bulleted};
use crate::clean::{clean, is_clean, signs_of};

/// The document of a plain text: its lines as they are, empty lines once.
pub(crate) fn read(bytes: &[u8]) -> Document {
    read_decoded(&decode(bytes))
}

/// The same of a text whose encoding is known.
pub(crate) fn read_decoded(text: &str) -> Document {
    let mut builder = Builder::default();
    builder.signs(signs_of(text.trim_start_matches('\u{feff}')));
    lines_into(&mut builder, &clean(text));
    builder.finish(Format::Text, 1)
}

/// True where the text of the document of `text` is the same; false where that would have to be looked into.
pub(crate) fn is_as_read(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut blank = 1;
    // Lines end with what is seen, and at most one empty line stands between two others.
    let line_ends = memchr::memchr_iter(b'\n', bytes).all(|at| {
        let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
        blank = if before == b'\n' { blank + 1 } else { 0 };
        blank < 2 && !matches!(before, b' ' | b'\t')
    });
    line_ends && blank == 0 && text.ends_with('\n') && is_clean(text)
}

/// Adds the lines of a text, telling its bullets.
pub(crate) fn lines_into(builder: &mut Builder, text: &str) {
    for line in text.split('\n') {
        if line.trim().is_empty() {
            builder.blank();
        } else {
            builder.line(line, Looks { bullet: is_bulleted(line), ..Looks::default() });
        }
    }
}

/// Decodes by byte order mark, else as UTF-8 where it is, else by what the bytes look like.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(encoding, _)| encoding);
    encoding.decode(bytes).0.into_owned()
}

/// True when the bytes are text in some encoding: no control characters but those of text.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || wide(bytes).is_some() {
        return true;
    }
    let odd = bytes
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b))
        .count();
    !bytes.contains(&0) && odd * 100 <= bytes.len()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"fr"), Utf8Detection::Allow);
    let damaged = String::from_utf8_lossy(bytes);
    let lost = damaged.matches('\u{fffd}').count();
    let kept = damaged.chars().filter(|c| !c.is_ascii()).count() - lost;
    if lost * 10 <= kept {
        return UTF_8;
    }
    // The detector does not know what Macs wrote before Unicode; Latin letters tell it from the Windows page.
    let western = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(bytes).0;
        text.chars().filter(|c| WESTERN.contains(*c)).count()
    };
    if guess.is_single_byte() && western(MACINTOSH) > western(WINDOWS_1252) { MACINTOSH } else { guess }
}

/// What French and English texts hold beyond ASCII.
const WESTERN: &str = "éèêëàâäçîïôöùûüœæÉÈÊÀÇÔ’‘“”«»–—…•°€\u{a0}";

/// UTF-16 without a byte order mark: nearly every second byte of a Western text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 2 {
        None
    } else if odd * 10 >= pairs * 8 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 8 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn encodings_of_the_western_world() {
        let text = "Développeuse à l'été — 30 €\nœuvre";
        let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [text.as_bytes(), &windows, &little, &big] {
            assert!(is_text(bytes));
            assert_eq!(decode(bytes), text);
        }
    }

    #[test]
    fn what_macs_wrote_before_unicode() {
        // "Développeuse à l’été, expérience « clé » ; Élodie, où ça ?"
        let mac = b"D\x8eveloppeuse \x88 l\xd5\x8et\x8e, exp\x8erience \xc7\xcacl\x8e\xca\xc8\xca; \x83lodie, o\x9d \x8da\xca?";
        assert_eq!(
            decode(mac),
            "Développeuse à l’été, expérience «\u{a0}clé\u{a0}»\u{a0}; Élodie, où ça\u{a0}?"
        );
        let windows = encoding_rs::WINDOWS_1252.encode("Élève à l’œuvre : “où” – 30 €, ça coûte").0;
        assert_eq!(decode(&windows), "Élève à l’œuvre : “où” – 30 €, ça coûte");
    }

    #[test]
    fn one_broken_letter_does_not_change_the_encoding() {
        let broken =
            ["Développeuse à l’été, expérience clé, élevée, âgée".as_bytes(), b"\xe9", b" fin"].concat();
        assert!(decode(&broken).starts_with("Développeuse à l’été"));
    }

    #[test]
    fn lines_and_bullets() {
        let document = read(b"Skills\r\n\r\n\r\n- Rust\r\n- SQL\r\n");
        assert_eq!(document.text, "Skills\n\n- Rust\n- SQL\n");
        assert_eq!(document.lines.iter().map(|line| line.bullet).collect::<Vec<_>>(), [false, true, true]);
    }

    proptest! {
        #[test]
        fn a_text_that_is_as_read_is_read_so(
            text in "[a-zé•▪ \\n\\t\\r\\u{a0}\\u{ad}\\u{301}\\u{2011}\\u{2019}\\u{2028}]{0,12}\\PC{0,2}\n?"
        ) {
            if is_as_read(&text) {
                prop_assert_eq!(read_decoded(&text).text, text);
            }
        }
    }

    #[test]
    fn most_texts_are_as_read() {
        for text in ["Zoé – « Rust »\n", "a\n\n• b’s\n", "▪ 3 € … x\n"] {
            assert!(is_as_read(text), "{text:?}");
        }
        for text in
            ["", "\n", "a", "a\n\n", "a \nb\n", "\na\n", "a\n\n\nb\n", "a\r\n", "e\u{301}\n", "a\u{a0}b\n"]
        {
            assert!(!is_as_read(text), "{text:?}");
        }
    }
}
