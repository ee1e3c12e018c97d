//! Whole numbers of JSON, which writes one with a fraction of zero as well.

use serde::{Deserialize, Deserializer, de};
use serde_json::Number;

/// A whole number, written `3` or `3.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole(pub(crate) u32);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        let own = number.as_u64().and_then(|own| u32::try_from(own).ok());
        let written = || {
            let own = number.as_f64().filter(|own| own.fract() == 0.0)?;
            (0.0..=f64::from(u32::MAX)).contains(&own).then_some(own as u32)
        };
        own.or_else(written).map(Self).ok_or_else(|| de::Error::custom("no whole number"))
    }
}

/// The same where it may be left out.
pub(crate) fn option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    Ok(Option::<Whole>::deserialize(deserializer)?.map(|whole| whole.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_of_zero_is_none() {
        let read = |text: &str| serde_json::from_str::<Whole>(text).ok().map(|whole| whole.0);
        assert_eq!([read("3"), read("3.0"), read("0"), read("-0.0")], [Some(3), Some(3), Some(0), Some(0)]);
        assert_eq!([read("3.5"), read("-1"), read("1e300"), read("\"3\"")], [None; 4]);
    }
}
