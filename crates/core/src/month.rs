//! Calendar months, the unit in which careers are counted.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A calendar month, counted from January of year 0.
///
/// ```
/// use sartor_core::Month;
/// let start = Month::new(2023, 2);
/// assert_eq!(start.to_string(), "2023-02");
/// assert_eq!(start.plus(11), Month::new(2024, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
pub struct Month(i32);

impl Month {
    /// Month `month` (1 to 12; others are clamped) of `year`.
    pub fn new(year: i32, month: u8) -> Self {
        Self(year * 12 + i32::from(month.clamp(1, 12)) - 1)
    }

    /// The month of a day.
    pub fn of(date: jiff::civil::Date) -> Self {
        Self::new(i32::from(date.year()), date.month().unsigned_abs())
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> u8 {
        u8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// This month, `months` later (or earlier when negative).
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// Months from `earlier` to this one: 0 for the same month, negative when it lies before.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Reads `YYYY-MM`.
impl FromStr for Month {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts =
            text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
        match parts {
            Some((year, month @ 1..=12)) => Ok(Self::new(year, month)),
            _ => Err("a month is written YYYY-MM"),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let month = Month::new(2023, 2);
        assert_eq!(serde_json::to_string(&month).expect("a string"), "\"2023-02\"");
        assert_eq!(serde_json::from_str::<Month>("\"2023-02\"").expect("a month"), month);
        for wrong in ["2023-13", "2023", "2023-00", "x-01"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
