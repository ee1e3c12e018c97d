//! Calendar months, the unit in which careers are counted.

use std::fmt;

/// A calendar month, counted from January of year 0.
///
/// ```
/// use sartor_core::Month;
/// let start = Month::new(2023, 2);
/// assert_eq!(start.to_string(), "2023-02");
/// assert_eq!(start.plus(11), Month::new(2024, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}
