//! How an edit is done: a change of the plain resume, free of the other changes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, TailoredEntry, TailoredResume, TailoredSection, Text};
use crate::resume::SectionKind;

/// A text of the plain resume, by the places that it had before any change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) section: usize,
    pub(super) block: usize,
    pub(super) part: Part,
}

/// A part of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Whole,
    Title,
    Period,
    Line(usize),
    Bullet(usize),
    Item(usize),
}

/// One change.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Headline(Text),
    Heading(usize, String),
    /// A line of facts at the end of the profile.
    Facts(Text, String),
    Replace(Spot, Text),
    /// The first word or words `own` of a text as `new`.
    Words {
        spot: Spot,
        own: String,
        new: String,
    },
    Drop(Spot),
    DropSection(usize),
    /// Items of an entry in a new order.
    Order {
        section: usize,
        block: usize,
        order: Vec<usize>,
    },
    /// Items of a group by rank, the others after them.
    Ranks {
        section: usize,
        block: usize,
        ranks: BTreeMap<usize, u32>,
    },
    /// One more item, in a group or in a group of its own.
    Add {
        at: Option<(usize, Option<usize>)>,
        item: Text,
        rank: u32,
        /// Before all others: one of them would lower it.
        first: bool,
        heading: String,
    },
    /// The head alone.
    OneLine {
        section: usize,
        block: usize,
    },
    Transferable(TailoredSection),
}

/// The plain resume with all changes, whatever their order.
pub(super) fn changed(plain: &TailoredResume, changes: &[&Change]) -> TailoredResume {
    let mut all = All::default();
    for change in changes {
        all.take(change);
    }
    all.write(plain)
}

#[derive(Default)]
struct All<'c> {
    headline: Option<&'c Text>,
    headings: BTreeMap<usize, &'c String>,
    facts: Option<(&'c Text, &'c String)>,
    replaced: BTreeMap<Spot, &'c Text>,
    words: BTreeMap<Spot, Vec<(&'c String, &'c String)>>,
    dropped: BTreeSet<Spot>,
    dropped_sections: BTreeSet<usize>,
    order: BTreeMap<(usize, usize), &'c Vec<usize>>,
    ranks: BTreeMap<(usize, usize), &'c BTreeMap<usize, u32>>,
    added: Vec<Added<'c>>,
    one_line: BTreeSet<(usize, usize)>,
    transferable: Option<&'c TailoredSection>,
}

/// An item to add.
struct Added<'c> {
    at: Option<(usize, Option<usize>)>,
    item: &'c Text,
    rank: u32,
    first: bool,
    heading: &'c String,
}

impl<'c> All<'c> {
    fn take(&mut self, change: &'c Change) {
        match change {
            Change::Headline(text) => self.headline = Some(text),
            Change::Heading(section, text) => {
                self.headings.insert(*section, text);
            }
            Change::Facts(text, heading) => self.facts = Some((text, heading)),
            Change::Replace(spot, text) => {
                self.replaced.insert(*spot, text);
            }
            Change::Words { spot, own, new } => self.words.entry(*spot).or_default().push((own, new)),
            Change::Drop(spot) => {
                self.dropped.insert(*spot);
            }
            Change::DropSection(section) => {
                self.dropped_sections.insert(*section);
            }
            Change::Order { section, block, order } => {
                self.order.insert((*section, *block), order);
            }
            Change::Ranks { section, block, ranks } => {
                self.ranks.insert((*section, *block), ranks);
            }
            Change::Add { at, item, rank, first, heading } => {
                self.added.push(Added { at: *at, item, rank: *rank, first: *first, heading })
            }
            Change::OneLine { section, block } => {
                self.one_line.insert((*section, *block));
            }
            Change::Transferable(section) => self.transferable = Some(section),
        }
    }

    fn write(&self, plain: &TailoredResume) -> TailoredResume {
        let mut out = plain.clone();
        if let Some(headline) = self.headline {
            out.headline = Some(headline.clone());
        }
        for (section, own) in out.sections.iter_mut().enumerate() {
            if let Some(heading) = self.headings.get(&section) {
                own.heading.clone_from(heading);
            }
            let blocks = std::mem::take(&mut own.blocks).into_iter().enumerate();
            own.blocks = blocks.filter_map(|(block, own)| self.block(section, block, own)).collect();
            let more = self.added.iter().filter(|own| own.at == Some((section, None)));
            let items: Vec<Text> = more.map(|own| own.item.clone()).collect();
            if !items.is_empty() {
                own.blocks.push(Block::Group { label: None, items });
            }
        }
        let mut at = 0;
        out.sections.retain(|own| {
            at += 1;
            !own.blocks.is_empty() && !self.dropped_sections.contains(&(at - 1))
        });
        self.add_sections(&mut out);
        out
    }

    fn add_sections(&self, out: &mut TailoredResume) {
        if let Some((facts, heading)) = self.facts {
            match out.sections.iter_mut().find(|section| section.kind == SectionKind::Summary) {
                Some(profile) => profile.blocks.push(Block::Paragraph(facts.clone())),
                None => out.sections.insert(
                    0,
                    TailoredSection {
                        kind: SectionKind::Summary,
                        heading: heading.clone(),
                        blocks: vec![Block::Paragraph(facts.clone())],
                    },
                ),
            }
        }
        let under_profile = |out: &TailoredResume| {
            usize::from(out.sections.first().is_some_and(|own| own.kind == SectionKind::Summary))
        };
        let more: Vec<_> = self.added.iter().filter(|own| own.at.is_none()).collect();
        if let Some(first) = more.first() {
            let mut items: Vec<(u32, Text)> = more.iter().map(|own| (own.rank, own.item.clone())).collect();
            items.sort_by_key(|(rank, _)| *rank);
            let items = items.into_iter().map(|(_, item)| item).collect();
            let section = TailoredSection {
                kind: SectionKind::Skills,
                heading: first.heading.clone(),
                blocks: vec![Block::Group { label: None, items }],
            };
            out.sections.insert(under_profile(out), section);
        }
        if let Some(section) = self.transferable {
            out.sections.insert(under_profile(out), section.clone());
        }
    }

    fn block(&self, section: usize, block: usize, own: Block) -> Option<Block> {
        let spot = |part| Spot { section, block, part };
        Some(match own {
            Block::Paragraph(text) => Block::Paragraph(self.text(spot(Part::Whole), text)?),
            Block::Bullet(text) => Block::Bullet(self.text(spot(Part::Whole), text)?),
            Block::Group { label, items } => {
                let ranks = self.ranks.get(&(section, block));
                let rank = |at: usize| ranks.and_then(|ranks| ranks.get(&at)).copied().unwrap_or(u32::MAX);
                let own = items.into_iter().enumerate();
                let mut items: Vec<(u32, Text)> = own
                    .filter_map(|(at, item)| Some((rank(at), self.text(spot(Part::Item(at)), item)?)))
                    .collect();
                let more = self.added.iter().filter(|own| own.at == Some((section, Some(block))));
                items.extend(more.map(|own| {
                    let rank = if own.first { 0 } else { ranks.map_or(u32::MAX, |_| own.rank) };
                    (rank, own.item.clone())
                }));
                items.sort_by_key(|(rank, _)| *rank);
                Block::Group { label, items: items.into_iter().map(|(_, item)| item).collect() }
            }
            Block::Entry(entry) => Block::Entry(self.entry(section, block, entry)),
        })
    }

    fn entry(&self, section: usize, block: usize, mut entry: TailoredEntry) -> TailoredEntry {
        let spot = |part| Spot { section, block, part };
        entry.title = entry.title.and_then(|title| self.text(spot(Part::Title), title));
        entry.period = entry.period.and_then(|period| self.text(spot(Part::Period), period));
        if self.one_line.contains(&(section, block)) {
            return TailoredEntry { lines: Vec::new(), bullets: Vec::new(), ..entry };
        }
        let lines = entry.lines.into_iter().enumerate();
        entry.lines = lines.filter_map(|(at, line)| self.text(spot(Part::Line(at)), line)).collect();
        let mut bullets: Vec<(usize, Text)> = entry.bullets.into_iter().enumerate().collect();
        if let Some(order) = self.order.get(&(section, block)) {
            bullets.sort_by_key(|(at, _)| order.iter().position(|own| own == at).unwrap_or(*at));
        }
        entry.bullets = bullets
            .into_iter()
            .filter_map(|(at, bullet)| self.text(spot(Part::Bullet(at)), bullet))
            .collect();
        entry
    }

    /// The text at a spot, as it is after all changes; none where it goes.
    fn text(&self, spot: Spot, own: Text) -> Option<Text> {
        if self.dropped.contains(&spot) {
            return None;
        }
        let mut text = self.replaced.get(&spot).map_or(own, |new| (*new).clone());
        for (own, new) in self.words.get(&spot).into_iter().flatten() {
            if let Some(at) = word_at(&text.text, own) {
                text.text.replace_range(at..at + own.len(), new);
            }
        }
        Some(text)
    }
}

/// Where `word` stands by itself in `text`.
pub(super) fn word_at(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}
