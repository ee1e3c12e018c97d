//! From a document to a posting.

use super::{
    DiplomaAsked, Modality, Posting, Requirement, SegmentKind, Target, Years, asks,
    cues::Say,
    facts, kind, learning,
    lines::lines,
    modality::{Reader, Sentence},
    people, segments, structured, title, years,
};
use crate::{
    Span, Spanned,
    document::Document,
    lexicon::Lexicon,
    matching::{Analysis, Matcher},
    terms::{self, Stretch},
    text::Tokens,
};

/// Most missions kept, and the longest one in characters.
const MISSIONS: (usize, usize) = (8, 160);
/// Most words of a line without a colon that opens a list.
const OPENING: usize = 9;
/// Most words of a subject of which is said how much it matters.
const SUBJECT: usize = 4;

/// Understands a posting; any text gives an answer.
///
/// ```
/// use sartor_core::{document::Document, lexicon::{Lexicon, SourceFile}, matching::{Analysis, Matcher}, posting};
/// let text = "[[skill]]\nid = \"lang.java\"\nkind = \"language\"\nfr = \"Java\"\nen = \"Java\"\n\n[[cue]]\nid = \"preferred\"\nen = [\"a plus\"]\n";
/// let matcher = Matcher::new(Lexicon::load(&[SourceFile { name: "x.toml", text }]).unwrap());
/// let posting = posting::parse(&Document::plain("Back-end engineer\n\nJava is a plus."), &matcher);
/// assert_eq!(posting.requirements[0].modality, posting::Modality::Preferred);
/// ```
pub fn parse(document: &Document, matcher: &Matcher) -> Posting {
    let text = document.text.as_str();
    let lexicon = matcher.lexicon();
    let mut analysis = matcher.analyse(text);
    let lines = lines(document);
    let told = structured::read(document.data.as_ref()).unwrap_or_default();
    let places = structured::Places::new(text);
    let located = told.title.as_deref().map(|title| places.locate(title));
    let title_at =
        located.as_ref().filter(|title| !title.span.is_empty()).map(|title| first_line(text, title.span));
    let title_span = title::find(text, &lines, &analysis, title_at);
    let blocks = segments::blocks(text, &lines, title_span, lexicon);
    let zones = zones(&blocks, &Reader::new(text, &analysis, lexicon), &analysis);
    if !zones.is_empty() {
        analysis = matcher.analyse_with(text, &zones);
    }
    let reader = Reader::new(text, &analysis, lexicon);
    let is_posting =
        !kind::is_profile(text, &reader, title_span) && !kind::is_resume(text, &lines, &blocks, lexicon);
    let sentences = sentences(&blocks, &reader, text);
    let kinds = |span: Span| {
        blocks
            .iter()
            .find(|block| block.segment.span.overlaps(span))
            .map_or(SegmentKind::Head, |block| block.segment.kind)
    };
    let headings = |span: Span| {
        let block = blocks.iter().find(|block| block.segment.span.overlaps(span))?;
        matches!(block.segment.kind, SegmentKind::Required | SegmentKind::Preferred)
            .then_some(block.segment.heading.as_ref()?.span)
    };
    let mut requirements = asks::requirements(&sentences, title_span, &headings, &reader, &analysis, lexicon);
    add_told(&told.skills, matcher, &places, &mut requirements);
    let origin = Span::new(0, 0);
    let asked = years::years(&sentences, &reader, text, &mut requirements);
    let years = asked.years.or_else(|| {
        told.months.filter(|months| *months > 0).map(|months| Years {
            months,
            modality: Modality::Required,
            span: origin,
            interpreted: false,
        })
    });
    let diploma = learning::diploma(&sentences, &reader, &analysis, lexicon);
    // « Conditions : titulaire d'un Bac+2 »: where the profile names none, the terms may.
    let diploma = diploma.or_else(|| {
        let terms: Vec<Sentence> = blocks
            .iter()
            .filter(|block| block.segment.kind == SegmentKind::Terms)
            .flat_map(|block| &block.items)
            .flat_map(|item| reader.sentences(item, SegmentKind::Terms, None))
            .collect();
        learning::diploma(&terms, &reader, &analysis, lexicon)
    });
    let diploma = diploma.or_else(|| {
        told.diploma.map(|level| DiplomaAsked {
            level,
            modality: Modality::Stated,
            or_equivalent: false,
            span: origin,
        })
    });
    let languages = learning::languages(&sentences, &reader, &analysis, lexicon);
    let place = |wanted: &Option<String>| wanted.as_deref().map(|wanted| places.locate(wanted));
    let company = place(&told.company)
        .or_else(|| people::company(text, &lines, &blocks, title_span, lexicon))
        .filter(|_| is_posting);
    let city = match (&told.city, told.remote) {
        (None, true) => None,
        (city, _) => {
            place(city).or_else(|| people::city(text, &lines, title_span, company.as_ref(), lexicon))
        }
    }
    .filter(|_| is_posting);
    let contract = facts::contract(text, analysis.language, &kinds, lexicon)
        .or_else(|| told.contract.map(|id| (id.to_owned(), origin)))
        .filter(|_| is_posting);
    let remote =
        if told.remote { Some(("remote".to_owned(), origin)) } else { facts::remote(text, &kinds, lexicon) };
    let title = located
        .filter(|title| title.span.is_empty())
        .or_else(|| title_span.map(|span| Spanned::at(text, span)));
    let title_clean = title.as_ref().and_then(|title| {
        title::clean(
            &title.text,
            text,
            city.as_ref().map(|city| city.text.as_str()),
            company.as_ref().map(|company| company.text.as_str()),
            &analysis,
            lexicon,
        )
    });
    let roles = roles(title.as_ref(), title_clean.as_deref(), matcher);
    let recipient = people::recipient(text, &blocks, lexicon).filter(|_| is_posting);
    let aside: Vec<Span> =
        [&company, &city, &recipient].into_iter().flatten().map(|name| name.span).collect();
    let stretches = stretches(&sentences, title_span, !roles.is_empty());
    let unlisted = terms::unlisted(text, &analysis, &stretches, &aside, matcher);
    Posting {
        text: text.to_owned(),
        language: analysis.language,
        is_posting,
        roles,
        title,
        title_clean,
        company,
        city,
        contract,
        remote: remote.filter(|_| is_posting),
        reference: place(&told.reference).or_else(|| facts::reference(text)).filter(|_| is_posting),
        salary: facts::salary(text).or_else(|| place(&told.salary)),
        recipient,
        missions: missions(&blocks, text),
        years,
        all_years: asked.all,
        beginners: asked.beginners,
        diploma,
        languages,
        requirements,
        unlisted,
        segments: blocks.iter().map(|block| block.segment.clone()).collect(),
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let length = span.of(text).find('\n').unwrap_or(span.len());
    Span::new(span.start, span.start + length)
}

/// Where an ambiguous word (« Go », « REST ») is technical: short items of the profile, and what follows « expérience en ».
fn zones(blocks: &[segments::Block], reader: &Reader<'_>, analysis: &Analysis) -> Vec<Span> {
    let asks = |kind| matches!(kind, SegmentKind::Profile | SegmentKind::Required | SegmentKind::Preferred);
    let told = |kind| asks(kind) || kind == SegmentKind::Head;
    let mut zones = Vec::new();
    for (item, listed) in blocks
        .iter()
        .filter(|block| told(block.segment.kind))
        .flat_map(|block| block.items.iter().map(|item| (item, asks(block.segment.kind))))
    {
        if listed && item.bullet && analysis.tokens.within(item.span).len() <= 4 {
            zones.push(item.span);
        }
        for sentence in &item.sentences {
            let cues = reader.all().iter().filter(|cue| sentence.contains(cue.span));
            if let Some(cue) = cues.into_iter().find(|cue| {
                matches!(
                    cue.say,
                    Say::RequiredNoun
                        | Say::RequiredPhrase
                        | Say::Stated
                        | Say::Low
                        | Say::Wish
                        | Say::PreferredPhrase
                )
            }) {
                zones.push(Span::new(cue.span.end, sentence.end));
            }
            // « Rust est un bonus », "Go is a nice-to-have": a short subject of what is said of it.
            let verdict = reader.all().iter().find(|cue| {
                sentence.contains(cue.span)
                    && matches!(cue.say, Say::Softened | Say::Required | Say::Preferred)
            });
            let subject = verdict.map(|cue| Span::new(sentence.start, cue.span.start));
            zones.extend(subject.filter(|subject| analysis.tokens.within(*subject).len() <= SUBJECT));
        }
    }
    zones
}

/// The sentences in which something may be asked.
fn sentences(blocks: &[segments::Block], reader: &Reader<'_>, text: &str) -> Vec<Sentence> {
    let mut all = Vec::new();
    for block in blocks {
        let kind = block.segment.kind;
        if matches!(kind, SegmentKind::Ignore | SegmentKind::Terms) {
            continue;
        }
        let mut parent = None;
        let mut silent = false;
        let mut listed = false;
        for (at, item) in block.items.iter().enumerate() {
            let heads_list = block.items.get(at + 1).is_some_and(|next| next.bullet)
                && item.span.of(text).split_whitespace().count() <= OPENING
                && !item.span.of(text).ends_with(['.', ';', '!']);
            if !item.bullet {
                (parent, silent) = (None, false);
            }
            // A plain line behind a list of musts or pluses is no part of it.
            let left = listed && !item.bullet;
            let kind = match kind {
                SegmentKind::Required | SegmentKind::Preferred if left => SegmentKind::Profile,
                kind => kind,
            };
            listed |= item.bullet;
            if silent {
                continue;
            }
            for sentence in reader.sentences(item, kind, parent.filter(|_| item.bullet)) {
                if sentence.cues.iter().any(|cue| cue.say == Say::NoSelfCensor) {
                    silent = true;
                    continue;
                }
                if silent || sentence.cues.iter().any(|cue| cue.say == Say::Eeo) {
                    continue;
                }
                if !item.bullet && (heads_list || sentence.span.of(text).ends_with(':')) {
                    parent = reader.opening(&sentence);
                }
                all.push(sentence);
            }
        }
    }
    all
}

/// Where terms are read: the title, what is asked and what is done; of the head of a posting with parts of its own only the items. Where
/// the title names a known role, only what is asked.
fn stretches(sentences: &[Sentence], title: Option<Span>, known_trade: bool) -> Vec<Stretch> {
    let sectioned = sentences.iter().any(|sentence| sentence.segment != SegmentKind::Head);
    // What stands above the first item presents the firm.
    let list = sentences.iter().find(|sentence| sentence.bullet).map_or(0, |first| first.span.start);
    let told = |sentence: &&Sentence| match sentence.segment {
        SegmentKind::Missions => !known_trade,
        SegmentKind::Head => !known_trade && (sentence.bullet || !sectioned && sentence.span.start > list),
        _ => true,
    };
    let titled = |sentence: &&Sentence| title.is_none_or(|title| !title.overlaps(sentence.span));
    let stretch = |span: Span, item: bool| Stretch { span, item, strict: known_trade };
    let told = sentences.iter().filter(told).filter(titled).map(|one| stretch(one.span, one.bullet));
    title.filter(|_| !known_trade).map(|span| stretch(span, true)).into_iter().chain(told).collect()
}

/// Roles that the title names; where the title names none, its clean form is read.
fn roles(title: Option<&Spanned>, clean: Option<&str>, matcher: &Matcher) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for text in [title.map(|title| title.text.as_str()), clean].into_iter().flatten() {
        let found = matcher.analyse(text);
        for title in &found.titles {
            let role =
                matcher.lexicon().titles.get(title.index as usize).and_then(|title| title.role.as_ref());
            if let Some(role) = role.filter(|role| !roles.contains(role)) {
                roles.push(role.clone());
            }
        }
        if !roles.is_empty() {
            break;
        }
    }
    roles
}

/// Skills of the structured data that the text does not ask.
fn add_told(
    skills: &str,
    matcher: &Matcher,
    places: &structured::Places<'_>,
    requirements: &mut Vec<Requirement>,
) {
    for mention in matcher.analyse(skills).skills {
        let known = requirements.iter().any(|requirement| match &requirement.target {
            Target::Skill(skill) => *skill == mention.skill,
            Target::AnyOf(members) => members.iter().any(|member| member.skill == mention.skill),
        });
        if !known && asked_kind(matcher.lexicon(), mention.skill) {
            let place = places.locate(mention.span.of(skills));
            requirements.push(Requirement {
                target: Target::Skill(mention.skill),
                modality: Modality::Stated,
                sources: vec![place.span],
                why: None,
                in_title: false,
                months: None,
                softened: None,
            });
        }
    }
}

fn asked_kind(lexicon: &Lexicon, skill: crate::lexicon::SkillIx) -> bool {
    lexicon.get(skill).kind != crate::lexicon::Kind::Responsibility
}

/// What one would do: the list items of the missions, else their sentences.
fn missions(blocks: &[segments::Block], text: &str) -> Vec<Spanned> {
    let items: Vec<_> = blocks
        .iter()
        .filter(|block| block.segment.kind == SegmentKind::Missions)
        .flat_map(|block| &block.items)
        .collect();
    let listed: Vec<Span> = items.iter().filter(|item| item.bullet).map(|item| item.span).collect();
    let spans = if listed.is_empty() {
        items.iter().flat_map(|item| item.sentences.iter().copied()).collect()
    } else {
        listed
    };
    spans
        .into_iter()
        .map(|span| Spanned::at(text, short(text, span)))
        .filter(|mission| Tokens::of(&mission.text).list().len() > 1)
        .take(MISSIONS.0)
        .collect()
}

/// Without its last sign, and cut at a clause where it is long.
fn short(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let mut end = part.len();
    if part.chars().count() > MISSIONS.1 {
        let limit = part.char_indices().nth(MISSIONS.1).map_or(part.len(), |(at, _)| at);
        let head = &part[..limit];
        end = head
            .rfind(['.', ';', ',', ':', '('])
            .filter(|at| *at > 30)
            .or_else(|| head.rfind(' '))
            .unwrap_or(limit);
    }
    let trimmed = part[..end]
        .trim_end_matches(|c: char| matches!(c, '.' | ';' | ',' | ':' | '(' | '*') || c.is_whitespace());
    Span::new(span.start, span.start + trimmed.len())
}
