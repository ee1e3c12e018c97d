//! Numbers, money and dates as the two languages write them.

use crate::Month;
use jiff::civil::Date;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// « 1 an », « 2 ans », « un an et demi », « 0 an »: singular below two, decimal comma.
///
/// ```
/// use sartor_core::letter::grammar::ans;
/// assert_eq!(ans(1.5), "un an et demi");
/// ```
pub fn ans(years: f64) -> String {
    let whole = years.trunc();
    let word = if years < 2.0 { "an" } else { "ans" };
    if (years - whole).abs() < f64::EPSILON {
        format!("{whole} {word}")
    } else if (years - whole - 0.5).abs() < f64::EPSILON && years > 1.0 {
        let count = if years < 2.0 { "un".to_owned() } else { whole.to_string() };
        format!("{count} {word} et demi")
    } else {
        format!("{} {word}", years.to_string().replace('.', ","))
    }
}

/// « le 21 novembre 2026 », « le 1er mars 2026 ».
pub fn date_fr(date: Date) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("le {day} {}", month_fr(Month::of(date)))
}

/// `November 21, 2026`.
pub fn date_us(date: Date) -> String {
    format!("{} {}, {}", name(&MONTHS_EN, Month::of(date)), date.day(), date.year())
}

/// `21 November 2026`.
pub fn date_gb(date: Date) -> String {
    format!("{} {}", date.day(), month_en(Month::of(date)))
}

/// « mars 2021 ».
pub fn month_fr(month: Month) -> String {
    format!("{} {}", name(&MONTHS_FR, month), month.year())
}

/// `March 2021`.
pub fn month_en(month: Month) -> String {
    format!("{} {}", name(&MONTHS_EN, month), month.year())
}

fn name(names: &[&'static str; 12], month: Month) -> &'static str {
    names.get(usize::from(month.month()).saturating_sub(1)).copied().unwrap_or_default()
}

/// « 46 000 € »: fine spaces between thousands, a no-break space before the unit.
pub fn money_fr(amount: u64, unit: &str) -> String {
    format!("{}\u{A0}{unit}", grouped(amount, "\u{202F}"))
}

/// `€46,000`; the `k` of a unit such as `k€` goes to the end: `€46k`.
pub fn money_en(amount: u64, unit: &str) -> String {
    let (sign, thousand) = match unit.strip_prefix(['k', 'K']) {
        Some(sign) if !sign.is_empty() => (sign, "k"),
        _ => (unit, ""),
    };
    format!("{sign}{}{thousand}", grouped(amount, ","))
}

fn grouped(amount: u64, by: &str) -> String {
    let digits = amount.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(by);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years() {
        for (n, want) in [
            (0.0, "0 an"),
            (1.0, "1 an"),
            (1.5, "un an et demi"),
            (2.0, "2 ans"),
            (2.5, "2 ans et demi"),
            (0.5, "0,5 an"),
            (1.25, "1,25 an"),
            (12.0, "12 ans"),
        ] {
            assert_eq!(ans(n), want);
        }
    }

    #[test]
    fn dates() {
        assert_eq!(date_fr(date(2026, 3, 1)), "le 1er mars 2026");
        assert_eq!(date_fr(date(2026, 11, 21)), "le 21 novembre 2026");
        assert_eq!(date_us(date(2026, 11, 21)), "November 21, 2026");
        assert_eq!(date_gb(date(2026, 11, 21)), "21 November 2026");
        assert_eq!(month_fr(Month::new(2021, 8)), "août 2021");
    }

    #[test]
    fn money() {
        assert_eq!(money_fr(46_000, "€"), "46\u{202F}000\u{A0}€");
        assert_eq!(money_fr(46, "k€"), "46\u{A0}k€");
        assert_eq!(money_en(46, "k€"), "€46k");
        assert_eq!(money_en(1_046_000, "$"), "$1,046,000");
    }
}
