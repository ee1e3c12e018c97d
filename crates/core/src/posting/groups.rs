//! Any-of groups: « Node.js, Python ou Go », "one of", « tels que … ».
//!
//! The rule of the slash: `a/b` are alternatives when both are languages, databases, brokers or clouds, and neither implies the
//! other; anything else joined by a slash is used together (Spring/Hibernate, Java/J2EE, HTML/CSS, PHP/MySQL).

use super::{cues::Say, modality::Sentence};
use crate::{
    Span,
    lexicon::{Category, Kind, Lexicon, SkillIx, raw::Skill},
    matching::{Mention, Polarity},
};

/// What joins two mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Or,
    And,
    Comma,
    Slash,
    None,
}

/// Names that go together with a slash between them.
const COMPANIONS: &[&str] =
    &["lang.html", "lang.css", "lang.sql", "db.sql", "lang.c", "lang.cpp", "lang.javascript"];
/// Words that may stand between the members of a list.
const FILLERS: &[&str] = &[
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "de",
    "d",
    "du",
    "des",
    "en",
    "the",
    "a",
    "an",
    "in",
    "with",
    "avec",
    "sur",
    "on",
    "of",
    "idéalement",
    "ideally",
    "preferably",
    "préférence",
    "preferred",
    "required",
    "voire",
    "soit",
    "even",
    "plus",
    "x",
    "v",
];

/// The groups of a sentence, each with two members or more, and the mentions that « ou un autre » makes no demand of their own.
pub(super) fn groups(
    sentence: &Sentence,
    text: &str,
    lexicon: &Lexicon,
) -> (Vec<Vec<Mention>>, Vec<Mention>) {
    let all: Vec<Mention> = sentence
        .mentions
        .iter()
        .filter(|mention| {
            let kind = lexicon.get(mention.skill).kind;
            let apt =
                !matches!(kind.category(), Category::Soft | Category::Domain) && kind != Kind::Responsibility;
            // A phrase around a name is said, not listed.
            let holds = sentence
                .mentions
                .iter()
                .any(|inner| inner.span != mention.span && mention.span.contains(inner.span));
            apt && !holds && mention.polarity != Polarity::Negated
        })
        .copied()
        .collect();
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    let mut others = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let mut end = at + 1;
        while end < all.len() && link(all[end - 1].span, all[end].span, text) != Link::None {
            end += 1;
        }
        split(sentence, &all[at..end], text, lexicon, &mut groups, &mut others);
        at = end;
    }
    (groups, others)
}

/// Finds the groups within a run of linked mentions.
fn split(
    sentence: &Sentence,
    run: &[Mention],
    text: &str,
    lexicon: &Lexicon,
    groups: &mut Vec<Vec<Mention>>,
    others: &mut Vec<Mention>,
) {
    let links: Vec<Link> = run.windows(2).map(|pair| link(pair[0].span, pair[1].span, text)).collect();
    let introduced = introduction(sentence, run, &links) || closing(sentence, run, &links);
    let mut from = 0;
    while from < run.len() {
        if introduced {
            add(&run[from..], lexicon, groups);
            return;
        }
        // The longest stretch without « et », then back from its last « ou ».
        let mut to = from;
        while to + 1 < run.len() && links[to] != Link::And {
            to += 1;
        }
        let stretch = &run[from..=to];
        let inner = &links[from..to];
        if let Some(last) = inner.iter().rposition(|link| *link == Link::Or) {
            let mut first = last;
            let class = class(lexicon.get(stretch[last].skill));
            while first > 0 {
                let fits = match inner[first - 1] {
                    Link::Or => true,
                    Link::Slash | Link::Comma => self::class(lexicon.get(stretch[first - 1].skill)) == class,
                    _ => false,
                };
                if !fits {
                    break;
                }
                first -= 1;
            }
            let mut end = last + 1;
            while end < inner.len() && inner[end] == Link::Comma && singled(sentence, stretch[end + 1].span) {
                end += 1;
            }
            let another = sentence.cues.iter().any(|cue| {
                cue.say == Say::OrOther
                    && cue.span.start >= stretch[last].span.end
                    && cue.span.end <= stretch[last + 1].span.start
            });
            if another {
                others.push(stretch[last + 1]);
                add(&stretch[first..=last], lexicon, groups);
            } else {
                add(&stretch[first..=end], lexicon, groups);
            }
        } else if stretch.len() > 1
            && inner.iter().all(|link| matches!(link, Link::Comma | Link::Slash))
            && or_alike(&text[stretch[stretch.len() - 1].span.end..])
        {
            add(stretch, lexicon, groups);
        } else {
            let mut start = 0;
            for end in 0..stretch.len() {
                let goes_on = end + 1 < stretch.len()
                    && inner[end] == Link::Slash
                    && alternatives(&stretch[end], &stretch[end + 1], lexicon);
                if !goes_on {
                    add(&stretch[start..=end], lexicon, groups);
                    start = end + 1;
                }
            }
        }
        from = to + 1;
    }
}

/// « (Symfony, Laravel ou équivalent) »: the list is closed by what would do as well.
fn or_alike(rest: &str) -> bool {
    const CLOSES: &[&str] = &[
        "ou equivalent",
        "ou similaire",
        "ou autre",
        "or similar",
        "or equivalent",
        "or the like",
        "or another",
    ];
    let rest: String = rest.chars().take(24).collect();
    let key = crate::text::fold_key(rest.trim_start_matches([' ', ',']));
    CLOSES.iter().any(|close| key.starts_with(close))
}

/// True when « un des » or « tels que » stands before the run.
fn introduction(sentence: &Sentence, run: &[Mention], links: &[Link]) -> bool {
    let Some(first) = run.first() else { return false };
    sentence.cues.iter().rev().any(|cue| {
        if cue.span.end > first.span.start {
            return false;
        }
        let free = !sentence.mentions.iter().any(|m| {
            m.span.start >= cue.span.end
                && m.span.end <= first.span.start
                && m.polarity != Polarity::Negated
                && m.span != first.span
        });
        let words = first.first.saturating_sub(cue.last);
        match cue.say {
            Say::AnyOf => free && words <= 9,
            Say::SuchAs => free && words <= 2 && !links.contains(&Link::And),
            _ => false,
        }
    })
}

/// True when « l'un des trois », « au choix » stands right behind the run.
fn closing(sentence: &Sentence, run: &[Mention], links: &[Link]) -> bool {
    let Some(last) = run.last().filter(|_| run.len() > 1 && !links.contains(&Link::And)) else {
        return false;
    };
    sentence.cues.iter().any(|cue| {
        cue.say == Say::AnyOf
            && cue.span.start >= last.span.end
            && cue.first.saturating_sub(last.last) <= 3
            && !sentence.mentions.iter().any(|m| m.span.start >= cue.span.end)
    })
}

/// True when « idéalement » or the like stands right before.
pub(super) fn singled(sentence: &Sentence, span: Span) -> bool {
    let Some(clause) = sentence.clauses.iter().find(|clause| clause.contains(span)) else { return false };
    sentence.cues.iter().any(|cue| {
        clause.contains(cue.span)
            && (cue.say == Say::PreferredPhrase && cue.span.end <= span.start
                || cue.say == Say::Preferred && cue.span.start >= span.end)
    })
}

/// Keeps a group of two or more, without parents of its members.
fn add(members: &[Mention], lexicon: &Lexicon, groups: &mut Vec<Vec<Mention>>) {
    let mut kept: Vec<Mention> = Vec::new();
    for member in members {
        let parent = members
            .iter()
            .any(|other| other.skill != member.skill && lexicon.satisfies(other.skill, member.skill));
        if !parent
            && !is_umbrella(lexicon, member.skill)
            && !kept.iter().any(|known| known.skill == member.skill)
        {
            kept.push(*member);
        }
    }
    if kept.len() == 1
        && members.len() == 2
        && members.iter().all(|member| !is_umbrella(lexicon, member.skill))
    {
        // « Kubernetes ou OpenShift »: one implies the other, and yet either will do.
        groups.push(members.to_vec());
    } else if kept.len() > 1 {
        groups.push(kept);
    }
}

/// Skills so broad that they say nothing beside a narrower one.
pub(super) fn is_umbrella(lexicon: &Lexicon, skill: SkillIx) -> bool {
    const UMBRELLAS: &[&str] = &[
        "arch.backend",
        "arch.frameworks",
        "arch.frontend",
        "arch.fullstack",
        "arch.mobile",
        "arch.serverside",
        "arch.technical",
        "arch.web",
        "lang.generic",
        "tool.collab",
    ];
    let id = lexicon.get(skill).id.as_str();
    id.ends_with(".general") || UMBRELLAS.binary_search(&id).is_ok()
}

fn alternatives(a: &Mention, b: &Mention, lexicon: &Lexicon) -> bool {
    let (left, right) = (lexicon.get(a.skill), lexicon.get(b.skill));
    class(left) == class(right)
        && matches!(class(left), 0 | 2 | 3 | 4)
        && !lexicon.satisfies(a.skill, b.skill)
        && !lexicon.satisfies(b.skill, a.skill)
        && ![left, right].iter().any(|skill| COMPANIONS.contains(&skill.id.as_str()))
}

/// Things of one class stand for each other; a runtime such as Node.js stands among the languages.
fn class(skill: &Skill) -> u8 {
    match skill.kind {
        _ if skill.id.starts_with("lang.") => 0,
        Kind::Language => 0,
        Kind::Framework | Kind::Library => 1,
        Kind::Database => 2,
        Kind::Broker => 3,
        Kind::Cloud => 4,
        Kind::Tool | Kind::Platform => 5,
        Kind::Protocol => 6,
        Kind::Certification => 7,
        _ => 8,
    }
}

fn link(a: Span, b: Span, text: &str) -> Link {
    if b.start < a.end {
        return Link::None;
    }
    let between = Span::new(a.end, b.start).of(text).to_lowercase();
    if between.contains([';', ':', '!', '?', '\n'])
        && between.trim() != ""
        && !between.trim().starts_with(',')
        || between.contains(". ")
    {
        return Link::None;
    }
    let words: Vec<&str> = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !FILLERS.contains(word) && !word.bytes().all(|b| b.is_ascii_digit())
        })
        .collect();
    match words.as_slice() {
        ["ou", ..] | ["or", ..] if words.len() <= 3 => Link::Or,
        ["et", "ou"] | ["and", "or"] => Link::Or,
        ["et" | "and"] => Link::And,
        [] if between.contains(',') || between.contains('|') => Link::Comma,
        [] if between.contains('/') => Link::Slash,
        [] if between.contains(['&', '+']) => Link::And,
        _ => Link::None,
    }
}
