//! Whether the letters of the file can be read at all.

use minijinja::context;

use super::case::Case;

pub(super) fn check(case: &mut Case<'_>) {
    let signs = &case.document.signs;
    let letters = case.text().chars().filter(|c| c.is_alphanumeric()).count();
    let over = |count: u32, percent: u32| {
        let all = letters + count as usize;
        count > 0 && count as usize * 100 >= all * percent as usize
    };
    let limits = &case.rules.limits;
    let unmapped = over(signs.unmapped, limits.unmapped_percent);
    let private = over(signs.private, limits.private_percent);
    if unmapped {
        case.raise_whole("readable.unmapped_font", context! { n => signs.unmapped });
    }
    if private {
        case.raise_whole("readable.private_use", context! { n => signs.private });
    }
}
