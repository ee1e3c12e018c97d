//! The language a request asks for.

use axum::http::{HeaderMap, Uri, header::ACCEPT_LANGUAGE};
use sartor_core::Language;

/// The language of `?lang=`, else of `Accept-Language`, else English.
pub(crate) fn asked(uri: &Uri, headers: &HeaderMap) -> Language {
    let query = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    query.and_then(code).or_else(|| header.and_then(preferred)).unwrap_or(Language::En)
}

/// The language of a code, `fr` or `en`.
pub(crate) fn code(code: &str) -> Option<Language> {
    [Language::Fr, Language::En].into_iter().find(|language| language.code() == code)
}

/// The one with the highest quality; of equal ones the first.
fn preferred(header: &str) -> Option<Language> {
    let mut best: Option<(u16, Language)> = None;
    for part in header.split(',') {
        let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let Some(language) = code(&primary) else { continue };
        let quality = parameters
            .trim()
            .strip_prefix("q=")
            .map_or(1000, |q| q.trim().parse::<f32>().map_or(0, |q| (q.clamp(0.0, 1.0) * 1000.0) as u16));
        if quality > 0 && best.is_none_or(|(other, _)| quality > other) {
            best = Some((quality, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_quality_wins() {
        assert_eq!(preferred("fr-FR,fr;q=0.9,en;q=0.8"), Some(Language::Fr));
        assert_eq!(preferred("de, en;q=0.5, fr;q=0.7"), Some(Language::Fr));
        assert_eq!(preferred("en, fr"), Some(Language::En));
        assert_eq!(preferred("fr;q=0, de"), None);
        assert_eq!(preferred("*"), None);
    }

    #[test]
    fn the_query_goes_first() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, "fr".parse().expect("a header"));
        assert_eq!(asked(&Uri::from_static("/?x=1&lang=en"), &headers), Language::En);
        assert_eq!(asked(&Uri::from_static("/?lang=de"), &headers), Language::Fr);
        assert_eq!(asked(&Uri::from_static("/"), &HeaderMap::new()), Language::En);
    }
}
