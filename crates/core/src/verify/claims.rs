//! Skills, levels, titles, diplomas and spoken languages.

use super::{
    Checked, Finding,
    case::{Case, Sentence},
};
use crate::{
    Span,
    apply::Brief,
    lexicon::{SkillIx, raw::DiplomaKind},
    matching::{Analysis, Mention, Polarity},
    resume::SpokenLanguage,
    text::fold_key,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    skills(case, findings);
    titles(case, findings);
    levels(case, findings);
    diplomas(case, findings);
    languages(case, findings);
}

fn skills(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let own = &case.source.resume.found;
    for mention in &case.edited.found.skills {
        let vouched = case.is_vouched(mention.span.of(case.text())) || case.is_quoted(mention.span);
        if mention.polarity == Polarity::Negated || vouched || is_spelled(case, mention.span) {
            continue;
        }
        let shown = best(case, own, mention.skill);
        let claims = sentence_of(case, mention.span).is_none_or(|sentence| sentence.claims);
        match shown {
            None if !claims && is_asked(case, mention.skill) => {}
            None => findings.push(case.finding("verify.skill", mention.span, near(case, mention.skill))),
            Some(known) if rank(known) < rank(mention.polarity) && claims => {
                let place = place_of(own, mention.skill);
                findings.push(case.finding("verify.level", mention.span, place));
            }
            Some(_) => {}
        }
    }
}

/// The words stand so in the source, whatever the source's own lines made of them.
fn is_spelled(case: &Case<'_>, span: Span) -> bool {
    let key = fold_key(span.of(case.text()));
    let text = fold_key(case.own_text());
    let known = case
        .source
        .resume
        .found
        .skills
        .iter()
        .any(|mention| fold_key(mention.span.of(case.own_text())) == key);
    !known && key.contains(' ') && text.contains(&key)
}

/// How plainly the source says that the applicant has a skill, or what implies it.
fn best(case: &Case<'_>, own: &Analysis, skill: SkillIx) -> Option<Polarity> {
    let lexicon = case.engine.lexicon();
    own.skills
        .iter()
        .filter(|mention| lexicon.satisfies(mention.skill, skill))
        .map(|mention| mention.polarity)
        .max_by_key(|polarity| rank(*polarity))
}

const fn rank(polarity: Polarity) -> u8 {
    match polarity {
        Polarity::Negated => 0,
        Polarity::Low => 1,
        Polarity::Affirmed => 2,
    }
}

fn place_of(own: &Analysis, skill: SkillIx) -> Option<Span> {
    own.skills.iter().find(|mention| mention.skill == skill).map(|mention| mention.span)
}

fn is_asked(case: &Case<'_>, skill: SkillIx) -> bool {
    let Brief::Posting(_, found) = case.source.brief else { return false };
    found.skills.iter().any(|mention| mention.skill == skill)
}

/// What the source shows that is related, either way.
fn near(case: &Case<'_>, skill: SkillIx) -> Option<Span> {
    let lexicon = case.engine.lexicon();
    let related = |a: SkillIx, b: SkillIx| lexicon.get(a).related.contains(&lexicon.get(b).id);
    let shown =
        case.source.resume.found.skills.iter().filter(|mention| mention.polarity == Polarity::Affirmed);
    let close = |mention: &&Mention| {
        related(mention.skill, skill)
            || related(skill, mention.skill)
            || lexicon.satisfies(skill, mention.skill)
    };
    shown.clone().find(close).map(|mention| mention.span)
}

fn sentence_of<'c>(case: &'c Case<'_>, span: Span) -> Option<&'c Sentence> {
    case.sentences.iter().find(|sentence| sentence.span.contains(Span::new(span.start, span.start + 1)))
}

/// Titles that the source does not hold: in a resume anywhere; in a letter those that stand with « comme », "as a" and their kin are
/// known by their words.
fn titles(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let lexicon = case.engine.lexicon();
    let own = &case.source.resume.found.titles;
    let asked = match case.source.brief {
        Brief::Posting(_, found) => found.titles.as_slice(),
        Brief::Role(_) => &[],
    };
    for found in &case.edited.found.titles {
        let title = &lexicon.titles[found.index as usize];
        let same = |known: &crate::matching::Found| {
            let other = &lexicon.titles[known.index as usize];
            other.id == title.id
                || title.role.is_some()
                    && other.role == title.role
                    && levels_within(title.level.as_deref(), other.level.as_deref())
        };
        let words_known = words_of(case, found.span).all(|key| case.own.contains(&key));
        let of_posting = || asked.iter().any(same) && case.kind == Checked::Letter;
        if !own.iter().any(same)
            && !words_known
            && !of_posting()
            && !case.is_vouched(found.span.of(case.text()))
        {
            findings.push(case.finding("verify.title", found.span, own.first().map(|known| known.span)));
        }
    }
}

/// Words of a level that the source has nowhere: « lead », "fluent", « maîtrise ».
fn levels(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let salutes = |sentence: &&Sentence| {
        sentence.words.first().is_some_and(|word| case.words.formal.contains(&word.key))
            && sentence.words.len() < 8
    };
    for sentence in case.sentences.iter().filter(|sentence| sentence.claims && !salutes(sentence)) {
        for word in sentence.words.iter().filter(|word| case.words.levels.contains(&word.key)) {
            let known = case.own.contains(&word.key)
                || case.kind == Checked::Letter && case.others.contains(&word.key);
            let told = case.edited.resume.languages.iter().any(|spoken| spoken.span.contains(word.span));
            if !known && !told && !is_of_own_title(case, word.span) && !case.is_quoted(word.span) {
                findings.push(case.finding("verify.level", word.span, None));
            }
        }
    }
}

/// Within a title that the source writes in other words: "Software Engineer II" is « ingénieur logiciel confirmé ».
fn is_of_own_title(case: &Case<'_>, span: Span) -> bool {
    let titles = &case.engine.lexicon().titles;
    let id = |found: &crate::matching::Found| titles[found.index as usize].id.as_str();
    let own = &case.source.resume.found.titles;
    let around = case.edited.found.titles.iter().filter(|found| found.span.contains(span));
    around.into_iter().any(|found| own.iter().any(|known| id(known) == id(found)))
}

fn words_of<'c>(case: &'c Case<'_>, span: Span) -> impl Iterator<Item = String> + 'c {
    super::sentences::words(case.text(), span).into_iter().map(|word| word.key)
}

/// A level is no higher than one that the source tells; a title without a level says nothing of it.
fn levels_within(edited: Option<&str>, own: Option<&str>) -> bool {
    let rank = |level: Option<&str>| match level {
        Some("junior") => 1,
        Some("mid") | None => 2,
        Some("senior") => 3,
        _ => 4,
    };
    rank(edited) <= rank(own)
}

fn diplomas(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let lexicon = case.engine.lexicon();
    let own = &case.source.resume.found.diplomas;
    let highest =
        own.iter().filter_map(|found| lexicon.diplomas[found.index as usize].level).max().unwrap_or(0);
    for found in &case.edited.found.diplomas {
        let diploma = &lexicon.diplomas[found.index as usize];
        let claims = sentence_of(case, found.span).is_none_or(|sentence| sentence.claims);
        let known = own.iter().any(|known| known.index == found.index);
        let general = |key: &String| case.words.any_diploma.contains(key);
        let words_known = words_of(case, found.span).all(|key| case.own.contains(&key) || general(&key));
        let higher = diploma.level.is_some_and(|level| level > highest);
        if diploma.kind == DiplomaKind::Diploma && claims && !known && (!words_known || higher) {
            let nearest =
                own.iter().find(|known| lexicon.diplomas[known.index as usize].kind == DiplomaKind::Diploma);
            findings.push(case.finding("verify.diploma", found.span, nearest.map(|known| known.span)));
        }
    }
}

/// Spoken languages and their levels, sentence by sentence.
fn languages(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let parser = case.engine.resumes();
    let own: Vec<SpokenLanguage> = told(&case.source.resume.resume.languages, || {
        let resume = case.source.resume;
        parser.spoken(&resume.resume.text, &resume.found.tokens, Span::new(0, resume.resume.text.len()))
    });
    let text = case.text();
    let mut claimed = case.edited.resume.languages.clone();
    if case.kind == Checked::Letter {
        claimed.clear();
        for sentence in case.sentences.iter().filter(|sentence| sentence.claims) {
            let found = parser.spoken(text, &case.edited.found.tokens, sentence.span);
            claimed.extend(found.into_iter().filter(|spoken| spoken.level.is_some() || spoken.native));
        }
    }
    let level = |spoken: &SpokenLanguage| if spoken.native { 7 } else { spoken.level.unwrap_or(0) };
    for spoken in claimed {
        let known = own.iter().filter(|known| known.id == spoken.id).max_by_key(|known| level(known));
        let posting =
            case.posting().is_some_and(|posting| posting.languages.iter().any(|asked| asked.id == spoken.id));
        let of_posting = case.kind == Checked::Letter && posting && known.is_none();
        if !of_posting
            && known.is_none_or(|known| level(&spoken) > level(known))
            && !case.is_vouched(spoken.span.of(text))
        {
            findings.push(case.finding("verify.language", spoken.span, known.map(|known| known.span)));
        }
    }
}

fn told(own: &[SpokenLanguage], other: impl FnOnce() -> Vec<SpokenLanguage>) -> Vec<SpokenLanguage> {
    if own.is_empty() { other() } else { own.to_vec() }
}
