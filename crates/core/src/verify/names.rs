//! Names that no source holds: what has a capital in the midst of a sentence, addresses, telephone numbers.

use super::{
    Checked, Finding,
    case::{Case, Sentence},
    sentences::Word,
};
use crate::{
    Language, Span,
    text::{Function, masked},
};

pub(super) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    addresses(case, findings);
    for sentence in &case.sentences {
        capitals(case, sentence, findings);
    }
}

/// Runs of unknown words with capitals, the first word of a sentence apart.
fn capitals(case: &Case<'_>, sentence: &Sentence, findings: &mut Vec<Finding>) {
    let text = case.text();
    let mut run: Option<Span> = None;
    for (at, word) in sentence.words.iter().enumerate() {
        let unknown = !begins(text, sentence, at) && is_unknown(case, word);
        match (unknown, run.as_mut()) {
            (true, Some(span)) => span.end = word.span.end,
            (true, None) => run = Some(word.span),
            (false, _) => {
                findings.extend(run.take().map(|span| case.finding("verify.name", span, nearest(case, span))))
            }
        }
    }
    findings.extend(run.map(|span| case.finding("verify.name", span, nearest(case, span))));
}

/// A sentence may begin without a stop before it: « … d’expérience Je suis … ».
fn is_function(key: &str) -> bool {
    let is = |word: &str| {
        let function = Function::of(word);
        function.is(Language::Fr) || function.is(Language::En)
    };
    is(key) || is(&format!("{key}'"))
}

/// The word opens the sentence, an item, a quotation, or what follows a colon.
fn begins(text: &str, sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| sentence.words.get(before)) else { return true };
    let between = text.get(before.span.end..sentence.words[at].span.start).unwrap_or_default();
    between.contains([':', '«', '“', '"', '|', '•', '·', '\n', '–', '—', ';', '(']) || between.contains(". ")
}

fn is_unknown(case: &Case<'_>, word: &Word) -> bool {
    let written = word.span.of(case.text());
    if !written.starts_with(char::is_uppercase) || written.chars().count() < 2 {
        return false;
    }
    let key = &word.key;
    let singular = key.strip_suffix('s').unwrap_or(key);
    let lists = [&case.own, &case.others, &case.words.formal, &case.words.own_words, &case.words.other_words];
    let known = [key.as_str(), singular].iter().any(|key| lists.iter().any(|list| list.contains(*key)));
    !known && !is_function(key) && !is_read(case, word.span) && !is_of_time(case, key)
}

/// The reader knows what it is, and another check says whether the source holds it.
fn is_read(case: &Case<'_>, span: Span) -> bool {
    let found = &case.edited.found;
    found.skills.iter().any(|mention| mention.span.overlaps(span))
        || found.titles.iter().chain(&found.diplomas).any(|found| found.span.overlaps(span))
        || case.edited.resume.languages.iter().any(|spoken| spoken.span.overlaps(span))
        || case
            .edited
            .resume
            .sections
            .iter()
            .any(|section| section.heading.as_ref().is_some_and(|heading| heading.span.overlaps(span)))
        || case.kind == Checked::Resume
            && case.edited.resume.contact.name.as_ref().is_some_and(|name| name.span.overlaps(span))
            && case.source.resume.resume.contact.name.is_some()
            && case.own.contains(&crate::text::fold_key(span.of(case.text())))
}

/// A month or a day of the week.
fn is_of_time(case: &Case<'_>, key: &str) -> bool {
    let tables = ["month", "season", "time"].into_iter().flat_map(|name| case.engine.lexicon().table(name));
    tables.flat_map(|words| words.fr.iter().chain(&words.en)).any(|word| crate::text::fold_key(word) == *key)
}

/// The name of the source that is spelled most alike.
fn nearest(case: &Case<'_>, span: Span) -> Option<Span> {
    let name = crate::text::fold_key(span.of(case.text()));
    let entries = &case.source.resume.resume.entries;
    let names = entries.iter().flat_map(|entry| [&entry.organisation, &entry.title]).flatten();
    let rated =
        names.map(|own| (strsim::normalized_levenshtein(&crate::text::fold_key(&own.text), &name), own.span));
    rated.filter(|(rate, _)| *rate > 0.5).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, span)| span)
}

/// E-mail addresses, links and telephone numbers of the head must be the applicant's.
fn addresses(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let own = &case.source.resume.resume.contact;
    let edited = &case.edited.resume.contact;
    let text = case.text();
    for span in masked(text) {
        let address = bare(span.of(text));
        let known = [case.own_text()].into_iter().chain(case.posting().map(|posting| posting.text.as_str()));
        let known = known.map(bare).any(|known| known.contains(&address))
            || own
                .links
                .iter()
                .chain(&own.email)
                .any(|link| bare(&link.text).contains(&address) || address.contains(&bare(&link.text)))
            || case.is_vouched(span.of(text));
        if address.contains('.') && !known {
            findings.push(case.finding("verify.contact", span, own.email.as_ref().map(|email| email.span)));
        }
    }
    if let Some(phone) = &edited.phone
        && own.phone_e164.is_some()
        && edited.phone_e164 != own.phone_e164
        && !case.own_text().contains(&phone.text)
    {
        findings.push(case.finding("verify.contact", phone.span, own.phone.as_ref().map(|phone| phone.span)));
    }
}

fn bare(address: &str) -> String {
    let lower = address.to_lowercase().replace(['\n', ' '], "");
    lower
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.")
        .trim_end_matches(['/', '.'])
        .to_owned()
}
