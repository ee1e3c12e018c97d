//! Numbers, dates and signs as each language writes them.

use sartor_core::{
    Language, Month,
    letter::grammar::{month_en, month_fr},
};

/// Hundredths as a number with two places: `74.70`, « 74,70 ».
pub(crate) fn points(hundredths: u32, language: Language) -> String {
    format!("{}{}{:02}", hundredths / 100, language.pick(',', '.'), hundredths % 100)
}

/// A share as a whole percentage, rounded down so that 100 means all.
pub(crate) fn percent(covered: u32, total: u32, language: Language) -> Option<String> {
    let share = u64::from(covered) * 100 / (total > 0).then_some(u64::from(total))?;
    Some(format!("{share}{}", language.pick("\u{a0}%", "%")))
}

/// A quotation in the signs of the language.
pub(crate) fn quoted(text: &str, language: Language) -> String {
    language.pick(format!("«\u{a0}{text}\u{a0}»"), format!("“{text}”"))
}

/// A sign that draws something and says nothing: an arrow, a star, 🚀; all that a line without it loses is a look.
pub(crate) const fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{200d}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2500}'..='\u{27bf}' | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

/// `2026-11-21` as « 21 novembre 2026 » or "21 November 2026"; what is no such date stays as it is.
pub(crate) fn date(iso: &str, language: Language) -> String {
    let mut parts = iso.splitn(3, '-').map(str::parse::<u8>);
    let year = iso.split('-').next().and_then(|year| year.parse::<i32>().ok());
    let (Some(year), Some(Ok(month @ 1..=12)), Some(Ok(day))) = (year, parts.nth(1), parts.next()) else {
        return iso.to_owned();
    };
    let month = Month::new(year, month);
    let first = if day == 1 { language.pick("er", "") } else { "" };
    let name = language.pick(month_fr as fn(Month) -> String, month_en);
    format!("{day}{first}\u{a0}{}", name(month))
}

/// "A", "A and B", "A, B and C".
pub(crate) fn list(items: &[String], language: Language) -> String {
    let and = language.pick(" et ", " and ");
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{and}{last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_follow_the_language() {
        assert_eq!(points(7470, Language::Fr), "74,70");
        assert_eq!(points(5, Language::En), "0.05");
        assert_eq!(percent(2, 3, Language::En).as_deref(), Some("66%"));
        assert_eq!(percent(0, 0, Language::En), None);
        assert_eq!(date("2026-03-01", Language::Fr), "1er\u{a0}mars 2026");
        assert_eq!(date("2026-11-21", Language::En), "21\u{a0}November 2026");
        assert_eq!(date("soon", Language::En), "soon");
    }
}
