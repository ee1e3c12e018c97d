//! Requirements: every mention outside the ignored segments, joined so that each skill stands once.

use super::{
    Member, Modality, Requirement, SegmentKind, Target,
    cues::Say,
    groups::{groups, is_umbrella, singled},
    modality::{Reader, Sentence, Verdict},
};
use crate::{
    Span, Spanned,
    lexicon::{Category, Kind, Lexicon, SkillIx},
    matching::{Analysis, Mention},
};

/// One demand at one place.
#[derive(Debug, Clone)]
struct Ask {
    members: Vec<Member>,
    modality: Modality,
    why: Option<Span>,
    at: Span,
    in_title: bool,
}

/// All requirements of the sentences, in the order of the text.
pub(super) fn requirements(
    sentences: &[Sentence],
    title: Option<Span>,
    headings: &dyn Fn(Span) -> Option<Span>,
    reader: &Reader<'_>,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> Vec<Requirement> {
    let text = reader.text;
    let mut asks: Vec<Ask> = Vec::new();
    let sectioned = sentences.iter().any(|sentence| {
        matches!(sentence.segment, SegmentKind::Profile | SegmentKind::Required | SegmentKind::Preferred)
    });
    for sentence in sentences {
        let (groups, others) = groups(sentence, text, lexicon);
        let grouped = |mention: &Mention| {
            groups
                .iter()
                .any(|group| group.iter().any(|m| m.span == mention.span && m.skill == mention.skill))
        };
        let in_title = |span: Span| title.is_some_and(|title| title.contains(span));
        for group in &groups {
            let lead = group.iter().find(|m| !singled(sentence, m.span)).unwrap_or(&group[0]);
            if let Verdict::Asked(modality, why) = reader.verdict(sentence, lead) {
                let one_of = group.iter().any(|m| !singled(sentence, m.span));
                let led_by = led(sentence, reader, group[0].span);
                let marks = one_of || led_by.is_some();
                let members = group
                    .iter()
                    .map(|m| Member {
                        skill: m.skill,
                        span: m.span,
                        singled_out: marks && singled(sentence, m.span),
                    })
                    .collect();
                // « un des frameworks, idéalement React » asks for one of them by the words before « un des ».
                let (modality, why) =
                    if one_of { (modality, why) } else { led_by.unwrap_or((modality, why)) };
                asks.push(Ask {
                    members,
                    modality,
                    why,
                    at: group[0].span,
                    in_title: in_title(group[0].span),
                });
            }
        }
        for mention in sentence.mentions.iter().filter(|mention| !grouped(mention)) {
            if others.contains(mention) || !is_asked(sentence, sectioned, mention, analysis, lexicon) {
                continue;
            }
            if let Verdict::Asked(modality, why) = reader.verdict(sentence, mention) {
                let member = Member { skill: mention.skill, span: mention.span, singled_out: false };
                asks.push(Ask {
                    members: vec![member],
                    modality,
                    why,
                    at: mention.span,
                    in_title: in_title(mention.span),
                });
            }
        }
    }
    without_umbrellas(&mut asks, lexicon);
    let mut list = joined(&asks, text, headings);
    list.sort_by_key(|(at, _)| *at);
    list.into_iter().map(|(_, requirement)| requirement).collect()
}

/// The modality of the words before « un des », where all members are singled out.
fn led(sentence: &Sentence, reader: &Reader<'_>, first: Span) -> Option<(Modality, Option<Span>)> {
    let intro = sentence.cues.iter().rfind(|cue| cue.say == Say::AnyOf && cue.span.end <= first.start)?;
    Some(reader.modality(sentence, intro.span))
}

/// Duties are no requirements, unless experience of them is asked; manners and fields of business are asked
/// where the applicant is described, not in the missions.
fn is_asked(
    sentence: &Sentence,
    sectioned: bool,
    mention: &Mention,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> bool {
    let kind = lexicon.get(mention.skill).kind;
    let described = match sentence.segment {
        SegmentKind::Missions => false,
        SegmentKind::Head => !sectioned,
        _ => true,
    };
    let titled = is_umbrella(lexicon, mention.skill)
        && analysis.titles.iter().any(|title| title.span.contains(mention.span));
    // "Experience of mentoring" asks for a duty done before.
    let done = sentence
        .cues
        .iter()
        .any(|cue| cue.last == mention.first && matches!(cue.say, Say::Stated | Say::RequiredNoun));
    (kind != Kind::Responsibility || described && done)
        && (described || !matches!(kind.category(), Category::Soft | Category::Domain))
        && !titled
}

/// Takes out the broad words that a narrower demand makes empty.
///
/// `x.general` goes where another `x.…` is asked, « un langage » where a language is, « un framework » where one is; « back-end »,
/// « front-end », « full-stack », « web », « côté serveur » say what the title says and go where anything else is asked.
fn without_umbrellas(asks: &mut Vec<Ask>, lexicon: &Lexicon) {
    let asked: Vec<SkillIx> = asks.iter().flat_map(|ask| ask.members.iter().map(|m| m.skill)).collect();
    let id = |skill: SkillIx| lexicon.get(skill).id.as_str();
    asks.retain(|ask| {
        let [only] = ask.members.as_slice() else { return true };
        if !is_umbrella(lexicon, only.skill) {
            return true;
        }
        let own = id(only.skill);
        let family = own.strip_suffix("general").filter(|family| family.ends_with('.'));
        !asked.iter().filter(|other| !is_umbrella(lexicon, **other)).any(|other| {
            let kind = lexicon.get(*other).kind;
            lexicon.satisfies(*other, only.skill)
                || own.starts_with("arch.") && own != "arch.frameworks"
                || family.is_some_and(|family| id(*other).starts_with(family))
                || own == "lang.generic" && (kind == Kind::Language || id(*other).starts_with("lang."))
                || own == "arch.frameworks" && kind == Kind::Framework
        })
    });
}

/// Joins equal demands; a skill that is asked by itself as strongly as in a group takes the group's place.
fn joined(asks: &[Ask], text: &str, headings: &dyn Fn(Span) -> Option<Span>) -> Vec<(usize, Requirement)> {
    let mut singles: Vec<(SkillIx, Vec<&Ask>)> = Vec::new();
    let mut groups: Vec<(Vec<SkillIx>, Vec<&Ask>)> = Vec::new();
    for ask in asks {
        if let [only] = ask.members.as_slice() {
            match singles.iter_mut().find(|(skill, _)| *skill == only.skill) {
                Some((_, list)) => list.push(ask),
                None => singles.push((only.skill, vec![ask])),
            }
        } else {
            let mut key: Vec<SkillIx> = ask.members.iter().map(|member| member.skill).collect();
            key.sort();
            match groups.iter_mut().find(|(known, _)| {
                key.iter().all(|skill| known.contains(skill)) || known.iter().all(|skill| key.contains(skill))
            }) {
                Some((known, list)) => {
                    if key.len() > known.len() {
                        *known = key;
                        list.insert(0, ask);
                    } else {
                        list.push(ask);
                    }
                }
                None => groups.push((key, vec![ask])),
            }
        }
    }
    let strongest = |list: &[&Ask]| list.iter().map(|ask| ask.modality).max().unwrap_or(Modality::Stated);
    let mut titled: Vec<usize> = Vec::new();
    groups.retain(|(key, list)| {
        !singles.iter().any(|(skill, own)| {
            key.contains(skill) && own.iter().any(|ask| !ask.in_title) && strongest(own) >= strongest(list)
        })
    });
    singles.retain(|(skill, own)| {
        let Some(at) = groups.iter().position(|(key, _)| key.contains(skill)) else { return true };
        if own.iter().any(|ask| ask.in_title) {
            titled.push(at);
        }
        false
    });
    let mut out = Vec::new();
    for (_, list) in &singles {
        out.push(requirement(list, None, text, headings));
    }
    for (at, (_, list)) in groups.iter().enumerate() {
        let (place, mut group) = requirement(list, Some(list[0]), text, headings);
        group.in_title |= titled.contains(&at);
        out.push((place, group));
    }
    out
}

fn requirement(
    list: &[&Ask],
    group: Option<&Ask>,
    text: &str,
    headings: &dyn Fn(Span) -> Option<Span>,
) -> (usize, Requirement) {
    let deciding =
        list.iter().rev().max_by_key(|ask| (ask.modality, !ask.in_title)).copied().unwrap_or(list[0]);
    let place = |ask: &Ask| {
        Span::new(
            ask.members.first().map_or(ask.at.start, |m| m.span.start),
            ask.members.last().map_or(ask.at.end, |m| m.span.end),
        )
    };
    let lead = place(deciding);
    let rest = list.iter().map(|ask| place(ask)).filter(|span| *span != lead);
    let sources = std::iter::once(lead).chain(rest).collect();
    let first = list.iter().map(|ask| ask.at.start).min().unwrap_or_default();
    let target = match group {
        Some(ask) => Target::AnyOf(ask.members.clone()),
        None => Target::Skill(deciding.members[0].skill),
    };
    let why = deciding
        .why
        .or_else(|| if deciding.modality == Modality::Stated { None } else { headings(deciding.at) });
    (
        first,
        Requirement {
            target,
            modality: deciding.modality,
            sources,
            why: why.map(|span| Spanned::at(text, span)),
            in_title: list.iter().any(|ask| ask.in_title),
            months: None,
            softened: list
                .iter()
                .find(|ask| deciding.modality == Modality::Required && ask.modality == Modality::Preferred)
                .map(|ask| place(ask)),
        },
    )
}
