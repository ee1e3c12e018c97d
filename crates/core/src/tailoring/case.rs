//! One resume against one posting: what the rules look at.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Block, TailoredResume, Text, Wording,
    change::{Change, Part, Spot},
    plan::{Edit, Effect, Place},
};
use crate::{
    Span,
    apply::ReadResume,
    letter::{Locale, Source, grammar::Grammar},
    lexicon::{Kind, Lexicon, SkillIx},
    matching::{Analysis, Mention, Polarity},
    posting::{Posting, Target},
    report::Strength,
    resume::{EntryKind, SectionKind},
    scoring::{Count, Standing},
    text::{Function, fold_key},
};

/// The entries of the resume, by section and block.
type EntryPlaces = BTreeMap<(usize, usize), usize>;

/// What is known before any rule is asked.
pub(super) struct Case<'a> {
    pub(super) words: &'a Wording,
    pub(super) grammar: &'a Grammar,
    pub(super) lexicon: &'a Lexicon,
    pub(super) read: &'a ReadResume,
    pub(super) posting: &'a Posting,
    pub(super) asked: &'a Analysis,
    pub(super) locale: Locale,
    pub(super) plain: &'a TailoredResume,
    pub(super) standing: Standing<'a>,
    /// Months of the sought family and the periods that make them.
    pub(super) relevant: Option<(u32, Vec<Span>)>,
    pub(super) base: Count,
    /// What the posting asks, skill by skill, in its order.
    pub(super) asks: Vec<Ask>,
    /// The resume is written in another language than the posting.
    pub(super) crosses: bool,
    /// It is longer than a page.
    pub(super) is_long: bool,
    /// Where the texts of the plain resume stand in the source, by place.
    spots: Vec<(Span, Spot)>,
    /// The entries of the resume, by their blocks.
    entries: EntryPlaces,
}

/// One skill that the posting asks.
pub(super) struct Ask {
    pub(super) skill: SkillIx,
    pub(super) weight: u32,
    /// Its place in the order of the posting.
    pub(super) rank: u32,
    /// As the posting writes it, where that is a name of the skill.
    pub(super) form: Option<String>,
    /// Where the posting asks it.
    pub(super) source: Span,
    /// Where the resume names just this skill.
    pub(super) own: Vec<Shown>,
}

/// A mention that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) mention: Mention,
    pub(super) strength: Strength,
    pub(super) entry: Option<usize>,
}

impl Shown {
    /// Used in a job or a project, and said plainly.
    pub(super) fn is_used(&self) -> bool {
        self.mention.polarity == Polarity::Affirmed
            && matches!(self.strength, Strength::Job | Strength::Project)
    }
}

/// What a rule proposes, before its effect is known.
pub(super) struct Draft<'d> {
    pub(super) rule: &'static str,
    pub(super) section: Option<SectionKind>,
    pub(super) entry: Option<usize>,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) evidence: Vec<Place>,
    /// Skills that are named once more outside the entries.
    pub(super) declared: Vec<SkillIx>,
    /// Places of the resume that go.
    pub(super) removed: Vec<Span>,
    pub(super) values: &'d [(&'d str, &'d str)],
    pub(super) change: Change,
}

impl<'a> Case<'a> {
    /// The skills asked, and where the resume shows them.
    pub(super) fn asks(
        standing: &Standing<'_>,
        posting: &Posting,
        asked: &Analysis,
        read: &ReadResume,
        lexicon: &Lexicon,
    ) -> Vec<Ask> {
        let mut list: Vec<Ask> = Vec::new();
        for (requirement, weight) in standing.requirements() {
            let members: Vec<(SkillIx, Span)> = match &requirement.target {
                Target::Skill(skill) => {
                    vec![(*skill, requirement.sources.first().copied().unwrap_or(Span::new(0, 0)))]
                }
                Target::AnyOf(members) => members.iter().map(|member| (member.skill, member.span)).collect(),
            };
            for (skill, source) in members {
                if list.iter().any(|ask| ask.skill == skill) {
                    continue;
                }
                let own = read.found.skills.iter().filter(|mention| mention.skill == skill);
                let own = own.filter_map(|mention| {
                    let (strength, entry) = standing.strength(mention)?;
                    Some(Shown { mention: *mention, strength, entry })
                });
                let rank = u32::try_from(list.len()).unwrap_or(u32::MAX);
                let form = form(skill, posting, asked, lexicon);
                list.push(Ask { skill, weight, rank, form, source, own: own.collect() });
            }
        }
        list
    }

    /// Where the texts of the plain resume come from.
    pub(super) fn places(plain: &TailoredResume, read: &ReadResume) -> (Vec<(Span, Spot)>, EntryPlaces) {
        let mut spots = Vec::new();
        let mut entries = BTreeMap::new();
        for (section, own) in plain.sections.iter().enumerate() {
            for (block, own) in own.blocks.iter().enumerate() {
                let mut put = |part, text: &Text| {
                    spots.extend(text.spans.iter().map(|span| (*span, Spot { section, block, part })));
                };
                match own {
                    Block::Paragraph(text) | Block::Bullet(text) => put(Part::Whole, text),
                    Block::Group { items, .. } => {
                        items.iter().enumerate().for_each(|(at, item)| put(Part::Item(at), item));
                    }
                    Block::Entry(entry) => {
                        entry.title.iter().for_each(|title| put(Part::Title, title));
                        entry.lines.iter().enumerate().for_each(|(at, line)| put(Part::Line(at), line));
                        entry.bullets.iter().enumerate().for_each(|(at, own)| put(Part::Bullet(at), own));
                        let fields = [&entry.title, &entry.period, &entry.organisation];
                        let first =
                            fields.into_iter().flatten().chain(&entry.bullets).flat_map(|text| &text.spans);
                        let known = first
                            .filter_map(|span| read.resume.entry_at(span.start))
                            .map(|(at, _)| at)
                            .next();
                        if let Some(known) = known {
                            entries.insert((section, block), known);
                        }
                    }
                }
            }
        }
        spots.sort_unstable();
        (spots, entries)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a case are made one after the other")]
    pub(super) fn new(
        words: &'a Wording,
        grammar: &'a Grammar,
        lexicon: &'a Lexicon,
        read: &'a ReadResume,
        (posting, asked): (&'a Posting, &'a Analysis),
        locale: Locale,
        plain: &'a TailoredResume,
        standing: Standing<'a>,
        relevant: Option<(u32, Vec<Span>)>,
    ) -> Self {
        let asks = Self::asks(&standing, posting, asked, read, lexicon);
        let (spots, entries) = Self::places(plain, read);
        Self {
            words,
            grammar,
            lexicon,
            read,
            posting,
            asked,
            locale,
            plain,
            base: standing.count(),
            standing,
            relevant,
            asks,
            crosses: read.resume.language != posting.language,
            is_long: read.resume.text.chars().count() > words.limits.long,
            spots,
            entries,
        }
    }

    /// The edit of a draft, unless it would lower coverage or fit.
    pub(super) fn edit(&self, draft: Draft<'_>) -> Option<Edit> {
        let count = self.standing.with(&draft.declared, &draft.removed);
        if count.covered < self.base.covered || count.of_all < self.base.of_all || count.fit < self.base.fit {
            return None;
        }
        let change = |new: u32, old: u32| i32::try_from(i64::from(new) - i64::from(old)).unwrap_or(0);
        let effect = Effect {
            covered: change(count.covered, self.base.covered),
            total: count.total,
            fit: change(count.fit.unwrap_or(0), self.base.fit.unwrap_or(0)),
        };
        Some(Edit {
            id: id(&draft),
            rule: draft.rule.to_owned(),
            section: draft.section,
            entry: draft.entry,
            before: draft.before,
            after: draft.after,
            evidence: draft.evidence,
            effect,
            reason: self.words.reason(draft.rule, draft.values),
            change: draft.change,
        })
    }

    pub(super) fn text(&self) -> &'a str {
        &self.read.resume.text
    }

    /// A place of the resume.
    pub(super) fn of_resume(&self, span: Span) -> Place {
        Place { source: Source::Resume, span, text: super::plain::joined(span.of(self.text())) }
    }

    /// A place of the posting.
    pub(super) fn of_posting(&self, span: Span) -> Place {
        Place { source: Source::Posting, span, text: span.of(&self.posting.text).to_owned() }
    }

    /// Where a place of the source stands in the plain resume.
    pub(super) fn spot(&self, span: Span) -> Option<Spot> {
        let end = self.spots.partition_point(|(own, _)| own.start <= span.start);
        self.spots[..end].iter().rev().take(4).find(|(own, _)| own.contains(span)).map(|(_, spot)| *spot)
    }

    /// The whole of the text at a spot, in the source.
    pub(super) fn span_of(&self, spot: Spot) -> Option<Span> {
        self.spots.iter().find(|(_, own)| *own == spot).map(|(span, _)| *span)
    }

    /// The entry of the resume that a block is.
    pub(super) fn entry_of(&self, section: usize, block: usize) -> Option<usize> {
        self.entries.get(&(section, block)).copied()
    }

    /// The mentions in `spans`, denied ones left out, that answer something asked.
    pub(super) fn answers(&self, spans: &[Span]) -> BTreeSet<u32> {
        let within = |mention: &&Mention| spans.iter().any(|span| span.contains(mention.span));
        let found = self
            .read
            .found
            .skills
            .iter()
            .filter(within)
            .filter(|mention| mention.polarity == Polarity::Affirmed);
        found
            .flat_map(|mention| {
                self.asks
                    .iter()
                    .filter(|ask| self.lexicon.satisfies(mention.skill, ask.skill))
                    .map(|ask| ask.rank)
            })
            .collect()
    }

    /// The skill that all of a text names, said plainly.
    pub(super) fn named(&self, text: &Text) -> Option<Mention> {
        let [span] = text.spans[..] else { return None };
        let mention = self.read.found.skills.iter().find(|mention| mention.span == span)?;
        (mention.polarity == Polarity::Affirmed).then_some(*mention)
    }

    /// The name of a skill in the language of the output: the posting's, or the lexicon's.
    pub(super) fn name_of(&self, ask: &Ask) -> String {
        ask.form.clone().unwrap_or_else(|| self.lexicon.label(ask.skill, self.locale.language()).to_owned())
    }

    /// A heading in the looks of the others: in capitals where they are.
    pub(super) fn heading(&self, heading: &str) -> String {
        let headings =
            self.plain.sections.iter().map(|own| own.heading.as_str()).filter(|own| !own.is_empty());
        let (upper, all) = headings.fold((0, 0), |(upper, all), own| {
            (upper + usize::from(!own.chars().any(char::is_lowercase)), all + 1)
        });
        if upper * 2 > all { heading.to_uppercase() } else { heading.to_owned() }
    }

    /// Whether the posting's word says of a skill what the resume says: the two are one name, or one of them is the name of the whole.
    pub(super) fn says_the_same(&self, ask: &Ask, own: &str) -> bool {
        let skill = self.lexicon.get(ask.skill);
        let is_label =
            |word: &str| [&skill.fr, &skill.en].into_iter().any(|label| fold_key(label) == fold_key(word));
        skill.kind.is_technical_name()
            || ask.form.as_ref().is_none_or(|form| is_label(form) || fold_key(form) == fold_key(own))
            || is_label(own)
    }

    /// The same within a sentence: what is no name of its own has no capital.
    pub(super) fn in_line(&self, ask: &Ask) -> String {
        let name = self.name_of(ask);
        let technical = self.lexicon.get(ask.skill).kind.is_technical_name();
        if technical { name } else { self.grammar.lower_first(&name) }
    }

    /// Every text of the resume outside entries and skills that stands above them: headline and profile.
    pub(super) fn is_above(&self, span: Span) -> bool {
        let headline =
            self.read.resume.headline.as_ref().is_some_and(|headline| headline.span.contains(span));
        headline
            || self.spot(span).is_some_and(|spot| {
                self.plain
                    .sections
                    .get(spot.section)
                    .is_some_and(|section| section.kind == SectionKind::Summary)
            })
    }

    /// Jobs of the resume, by their index.
    pub(super) fn jobs(&self) -> impl Iterator<Item = (usize, &crate::resume::Entry)> {
        self.read.resume.entries.iter().enumerate().filter(|(_, entry)| entry.kind == EntryKind::Job)
    }
}

/// A skill that one claims as one's own: soft skills are shown, not claimed; of methods only those with a name of their own.
pub(super) fn is_claimable(lexicon: &Lexicon, skill: SkillIx) -> bool {
    let skill = lexicon.get(skill);
    match skill.kind {
        Kind::Soft | Kind::Responsibility | Kind::Performance | Kind::Domain | Kind::Certification => false,
        Kind::Method => skill.en.starts_with(char::is_uppercase),
        _ => !skill.hidden,
    }
}

/// The posting's own word for a skill: a form that the lexicon knows as its name, not an inflected word of a sentence.
fn form(skill: SkillIx, posting: &Posting, asked: &Analysis, lexicon: &Lexicon) -> Option<String> {
    let own = lexicon.get(skill);
    let forms = own.forms();
    let in_language = posting.language.pick(forms.alt_fr, forms.alt_en);
    let label = posting.language.pick(forms.fr, forms.en);
    let names: Vec<&str> = std::iter::once(label)
        .chain([forms.fr, forms.en])
        .chain(forms.alt.iter().chain(in_language).map(String::as_str))
        .collect();
    let mentions = asked.skills.iter().filter(|mention| mention.skill == skill);
    let written = mentions.map(|mention| mention.span.of(&posting.text)).find_map(|text| {
        let key = fold_key(text);
        let known = names.iter().find(|name| fold_key(name) == key)?;
        // Capitals of a heading are no name; the lexicon keeps those of brands.
        let shouted = !text.chars().any(char::is_lowercase) && known.chars().any(char::is_lowercase);
        let brand = fold_key(label) == key && label.chars().any(char::is_uppercase);
        Some(if shouted || brand {
            (*known).to_owned()
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    })?;
    // « les API » is no name for a list.
    let first = written.split([' ', '\'', '’']).next().unwrap_or_default();
    if written.contains(' ') && Function::of(&fold_key(first)).is(posting.language) {
        return None;
    }
    // « base PostgreSQL » names PostgreSQL.
    let around = format!(" {} ", fold_key(&written)).contains(&format!(" {} ", fold_key(label)));
    let written = if around && own.kind.is_technical_name() { label.to_owned() } else { written };
    // The other language's label is a name only where both are one.
    let foreign = fold_key(&written) == fold_key(posting.language.pick(forms.en, forms.fr))
        && fold_key(forms.fr) != fold_key(forms.en);
    (!foreign || fold_key(&written) == fold_key(label)).then_some(written)
}

/// Of the rule and the words, so that it stays when other edits come and go.
fn id(draft: &Draft<'_>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [draft.rule, &draft.before, &draft.after] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(&draft.entry.map_or(0, |entry| entry as u64 + 1).to_le_bytes());
    format!("{}.{}", draft.rule, &hasher.finalize().to_hex()[..6])
}
