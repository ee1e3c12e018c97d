//! The rules of telephone numbers, country by country.
//!
//! The crate `phonenumber` reads those of the whole world at its first number. Here they were packed one by one at build time, and what is asked
//! for is read.

use std::sync::LazyLock;

use phonenumber::{
    country::Id,
    metadata::{Database, loader},
};

/// Calling codes with their packed rules, by code; no code begins another.
static CODES: LazyLock<Vec<(u16, &'static [u8])>> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/dialling.bin"));
    postcard::from_bytes(packed).expect("packed by the build script")
});

/// The rules by which written numbers are read: of the countries whose numbers are told without their code how these are dialled, of others
/// only that there are such.
static READING: LazyLock<Database> = LazyLock::new(|| {
    let rules = CODES.iter().map(|(code, packed)| {
        let home = matches!(code, 1 | 33 | 44).then(|| unpacked(packed).into_iter().next().map(at_home));
        home.flatten().unwrap_or_else(|| bare(*code))
    });
    Database::from(rules.collect()).expect("the rules were read at build time")
});

/// The number in E.164, read by the rules of `region`, which is France, Great Britain or the United States.
pub(super) fn e164(written: &str, region: Id) -> Option<String> {
    let dialled = dialled(written, written.starts_with('+') || written.starts_with("00"));
    let number = phonenumber::parse_with(&READING, Some(region), dialled).ok()?;
    // The formatter of the crate would read the rules of the whole world.
    Some(format!("+{}{}", number.code().value(), number.national()))
}

/// True for a number with the length and the first digits of its country.
///
/// Numbers that are set aside for fiction are possible too, so the finer lists of ranges in use are not asked.
pub(crate) fn is_possible(e164: &str) -> bool {
    let digits: String = e164.chars().filter(char::is_ascii_digit).collect();
    let Some((code, rules)) = code_of(&digits) else { return false };
    let Ok(rules) = Database::from(unpacked(rules)) else { return false };
    let Ok(number) = phonenumber::parse_with(&rules, None, dialled(e164, true)) else { return false };
    let national = number.national().to_string();
    let regions = rules.by_code(&code).unwrap_or_default();
    regions.iter().any(|region| region.descriptors().general().is_match(&national))
}

/// The number as RFC 3966 writes it, with a hyphen after the code of the country: a form that is read without searching the text.
fn dialled(written: &str, international: bool) -> String {
    let digits: String = written.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    if !international {
        return digits;
    }
    let digits =
        if written.starts_with('+') { &digits } else { digits.strip_prefix("00").unwrap_or(&digits) };
    match code_of(digits) {
        Some((code, _)) => {
            let code = code.to_string();
            format!("+{code}-{}", &digits[code.len()..])
        }
        None => format!("+{digits}"),
    }
}

/// The calling code that `digits` begin with, and its rules.
fn code_of(digits: &str) -> Option<(u16, &'static [u8])> {
    (1..=digits.len().min(3)).find_map(|length| {
        let code = digits[..length].parse().ok().filter(|_| !digits.starts_with('0'))?;
        let at = CODES.binary_search_by_key(&code, |(known, _)| *known).ok()?;
        Some(CODES[at])
    })
}

fn unpacked(rules: &[u8]) -> Vec<loader::Metadata> {
    postcard::from_bytes(rules).expect("packed by the build script")
}

/// How numbers are dialled, without what tells their kinds.
fn at_home(rules: loader::Metadata) -> loader::Metadata {
    loader::Metadata {
        general: rules.general,
        id: rules.id,
        country_code: rules.country_code,
        international_prefix: rules.international_prefix,
        national_prefix: rules.national_prefix,
        national_prefix_for_parsing: rules.national_prefix_for_parsing,
        national_prefix_transform_rule: rules.national_prefix_transform_rule,
        ..loader::Metadata::default()
    }
}

/// A code in use.
fn bare(code: u16) -> loader::Metadata {
    let any = loader::Descriptor { national_number: Some("0".to_owned()), ..loader::Descriptor::default() };
    loader::Metadata {
        id: Some(code.to_string()),
        country_code: Some(code),
        general: Some(any),
        ..loader::Metadata::default()
    }
}

#[cfg(test)]
mod tests {
    use phonenumber::{Mode, metadata::DATABASE};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_their_country() {
        for number in ["+33639981234", "+33199001234", "+442079460123", "+12025550143", "+33536491234"] {
            assert!(is_possible(number), "{number}");
        }
        for number in ["+3363998123", "+33039981234", "+1202555014"] {
            assert!(!is_possible(number), "{number}");
        }
    }

    /// As the whole of the rules has it, of a number whose parts are set off by spaces: in others it takes all before the first hyphen or
    /// bracket for the code.
    fn slow_e164(written: &str, region: Id) -> Option<String> {
        let plain = written.replace("(0)", "").replace(['\u{a0}', '\u{202f}', '.', '/', '-', '(', ')'], " ");
        let plain = plain.strip_prefix("00").map_or(plain.clone(), |rest| format!("+{rest}"));
        let number = phonenumber::parse(Some(region), plain).ok()?;
        Some(number.format().mode(Mode::E164).to_string())
    }

    fn slow_is_possible(e164: &str) -> bool {
        let Ok(number) = phonenumber::parse(None, e164) else { return false };
        let national = number.national().to_string();
        let known = DATABASE.by_code(&number.code().value()).unwrap_or_default();
        known.iter().any(|one| one.descriptors().general().is_match(&national))
    }

    /// Examples of every country, as they are dialled and with a digit too many.
    #[test]
    fn every_country_has_its_rules() {
        let mut seen = 0;
        for (code, _) in CODES.iter() {
            let region = DATABASE.by_code(code).unwrap_or_default()[0];
            let kinds = region.descriptors();
            let example = kinds.mobile().or(kinds.fixed_line()).and_then(|kind| kind.example());
            for national in
                example.into_iter().flat_map(|one| [one.to_owned(), format!("0{one}"), format!("{one}5")])
            {
                let number = format!("+{code}{national}");
                assert_eq!(is_possible(&number), slow_is_possible(&number), "{number}");
                for written in [&number, &national].into_iter().filter(|written| written.len() > 8) {
                    for home in [Id::FR, Id::GB, Id::US] {
                        assert_eq!(e164(written, home), slow_e164(written, home), "{written} in {home:?}");
                    }
                }
                seen += 1;
            }
        }
        assert!(seen > 500, "{seen}");
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_by_the_whole_of_the_rules(
            written in r"(\+|00|\+ ?00|0|\(0|011)?[ (]?[1-9][0-9]{0,3}[). /\u{a0}-]?(\(0\))?[ .]?([0-9]{2,3}[ .)/\u{a0}\u{202f}-]?){3,5}[0-9]{2}",
        ) {
            for home in [Id::FR, Id::GB, Id::US] {
                prop_assert_eq!(e164(&written, home), slow_e164(&written, home), "{} in {:?}", written, home);
            }
        }
    }
}
