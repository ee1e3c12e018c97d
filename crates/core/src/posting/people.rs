//! Who asks, where, and whom to write to.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{SegmentKind, facts::words, lines::Line, patterns::pattern, segments::Block};
use crate::{
    Span, Spanned,
    lexicon::{Lexicon, raw::Words},
    text::{Tokens, fold_key},
};

/// A run of capitalised words: the name of a firm, a town, a person. How many they are is not said here, which would write the pattern out as often.
const NAME: &str = r"\p{Lu}(?:[\p{L}\d'’&-]|\.\p{L})*(?:[ \u{a0}](?:(?:de|du|des|la|le|les|of|the|and|et|&|d['’]|l['’])[ \u{a0}]?)*\p{Lu}[\p{L}\d'’&-]*)*";
/// Most words of a name.
const WORDS: usize = 12;

fn naming(text: &str) -> Regex {
    pattern(&text.replace("NAME", NAME))
}

static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?m)^[^\p{L}\n]*(?i:entreprise|société|organisation|organization|organisme|employeur|recruteur|company|employer|client)\s*\**(?:\s?:|[ \t]{2}|\t|\s\|)\s*\**\s*(?P<name>[^\n,;(|*]{2,60})",
    )
});
static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?i:\brejoignez|\brejoins|\bjoin|\bbienvenue chez|\bwelcome to|\bnous,? c['’]est|\bchez)\s(?P<name>NAME)",
    )
});
static HIRING: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?P<name>NAME)(?:\s?\([^)\n]{1,60}\))?(?:,\s(?:\p{Lu}{2,5}\s)?\p{Ll}[^.!?;:\n]{1,120},)?\s(?:(?:recrute|recherche|embauche|cherche|renforce)(?:nt)?|is looking for|is hiring|are looking for|is seeking|seeks|s['’]agrandi(?:t|ssent))\b",
    )
});
static AT: LazyLock<Regex> = LazyLock::new(|| naming(r"(?:^|\s)(?:at|chez)\s(?P<name>NAME)"));
/// A label alone on its line, as the cells of a table come out.
static TWO_LINES: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?m)^(?i:employeur|entreprise|société|organisme|employer|company|organi[sz]ation)[ \t]*\n[ \t]*(?P<name>NAME)(?:[ \t]*\([^)\n]*\))?[ \t]*$",
    )
});
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"^(?i:à propos (?:de |d['’]|du |des )|about |qui est |who is |présentation de |présentation d['’]|why |pourquoi (?:rejoindre )?|life at |join |rejoindre )(?P<name>NAME)",
    )
});
static OPENING: LazyLock<Regex> =
    LazyLock::new(|| naming(r"^(?:(?:La|Le|L['’]|Les|The)\s?)?(?P<name>NAME)\s\p{Ll}"));

/// A part of a line that is nothing but a name.
static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| naming(r"^(?P<name>NAME)\.?(?:\s\d{1,2})?(?:\s?\([^)]*\))?$"));

static CITY: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?m)^[^\p{L}\n]*(?i:lieu(?: de travail| du poste| de la mission)?|localisation|ville|résidence administrative|location|site|adresse|city|place of work)\s*\**(?:\s?:|[ \t]{2}|\t|\s\||\s*\n)\s*\**\s*(?P<name>NAME)",
    )
});
/// « Nantes (44) ».
static DEPARTMENT: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?P<name>\p{Lu}[\p{L}'’-]+(?:[\s-](?:\p{Lu}|sur|sous|en|la|le|les|de)[\p{L}'’-]*){0,4})\s?\((?:\d{2,5}|2[AB])\)",
    )
});
static BASED: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?i:\b(?:poste |est |sera )?basée?s? (?:à|au|aux|sur)|\bposte à|\b(?:CDI|CDD|stage|alternance|contrat) à|\bbureaux? (?:à|au)|\bbased in|\boffices? in|\blocated in|\bsituée?s? à)\s(?P<name>NAME)",
    )
});
static STATE: LazyLock<Regex> = LazyLock::new(|| {
    naming(
        r"(?P<name>\p{Lu}[\p{L}.'-]+(?:\s\p{Lu}[\p{L}.'-]+)?),\s(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|ON|QC|BC|AB)\b",
    )
});
/// « Paris 11e ».
static DISTRICT: LazyLock<Regex> =
    LazyLock::new(|| naming(r"(?m)[,–|-]\s(?P<name>\p{Lu}[\p{L}'’-]+)\s\d{1,2}(?:e|er|ème)?(?:\s|$|,)"));

const WHO: &str = r"(?P<name>(?:(?:Madame|Monsieur|Mme|M\.|Mlle|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)[ \u{a0}])?\p{Lu}[\p{L}'’-]+(?:[ \u{a0}]\p{Lu}[\p{L}'’-]+){1,2}|(?:Madame|Monsieur|Mme|M\.|Mr\.?|Ms\.?|Mrs\.?)[ \u{a0}]\p{Lu}[\p{L}'’-]+)";

fn addressing(text: &str) -> Regex {
    pattern(&text.replace("WHO", WHO))
}

static ATTENTION: LazyLock<Regex> = LazyLock::new(|| {
    addressing(r"(?i:à l['’]attention de|a l['’]attention de|for the attention of|attn:?)\sWHO")
});
static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    addressing(
        r"(?m)(?i:(?:votre )?contact(?: rh)?|hiring manager|recruteu(?:r|se)|recruiter|interlocut(?:eur|rice)|responsable du recrutement)\s?:\s*\**\s*WHO",
    )
});
static WRITE_TO: LazyLock<Regex> = LazyLock::new(|| {
    addressing(
        r"(?i:envoyez|envoie|écrivez|écris|adressez|adresse|adresser|postulez|candidature|write|send|apply|email|e-mail|contact(?:ez)?)\b[^.\n@]{0,60}?\s?(?:à|to|auprès de|with)?\sWHO",
    )
});
static BELOW_HEADING: LazyLock<Regex> = LazyLock::new(|| addressing(r"^WHO(?:,|\s?:|\s?[–-])"));

/// Those that most postings are read with.
pub(super) static PATTERNS: [&LazyLock<Regex>; 13] = [
    &COMPANY,
    &TWO_LINES,
    &ABOUT,
    &WHOLE,
    &HIRING,
    &JOINED,
    &CITY,
    &DEPARTMENT,
    &STATE,
    &BASED,
    &ATTENTION,
    &CONTACT,
    &WRITE_TO,
];

/// The first name that the pattern finds in `text`, which begins at `from`.
fn named(regex: &Regex, text: &str, from: usize) -> Option<Span> {
    regex.captures(text).and_then(|groups| place(&groups, from))
}

/// The place of the group `name`, without the signs that end it; what has too many words is none.
fn place(groups: &Captures<'_>, from: usize) -> Option<Span> {
    let name = groups.name("name")?;
    let written = name.as_str().trim_end_matches(['.', ' ', ',', ':', '*', '-']);
    let fits = !written.is_empty() && written.split(' ').nth(WORDS).is_none();
    fits.then(|| Span::new(from + name.start(), from + name.start() + written.len()))
}

/// The company: a label, a heading « À propos de X », the line below the title, the first words about the firm.
pub(super) fn company(
    text: &str,
    lines: &[Line],
    blocks: &[Block],
    title: Option<Span>,
    lexicon: &Lexicon,
) -> Option<Spanned> {
    let good =
        |span: &Span| !is_common(span.of(text), lexicon) && title.is_none_or(|title| !title.contains(*span));
    let folded = fold_key(text).replace('-', " ");
    let often = |span: &Span| folded.matches(&fold_key(span.of(text)).replace('-', " ")).count() > 1;
    let label = named(&COMPANY, text, 0).or_else(|| named(&TWO_LINES, text, 0)).filter(good);
    let heading = || {
        blocks
            .iter()
            .filter_map(|block| block.segment.heading.as_ref())
            .find_map(|heading| named(&ABOUT, &heading.text, heading.span.start).filter(good))
    };
    let below = || {
        let at = lines
            .iter()
            .position(|line| title.is_some_and(|title| line.whole.contains(title)))
            .map_or(0, |at| at + 1);
        lines.iter().skip(at).take(4).find_map(|line| {
            let first = parts(text, line.span).into_iter().next()?;
            let whole = named_whole(text, first)?;
            (good(&whole) && often(&whole)).then_some(whole)
        })
    };
    let opening = || {
        // The firm presents itself before it asks.
        let asks = |block: &&Block| {
            matches!(block.segment.kind, SegmentKind::Missions | SegmentKind::Profile | SegmentKind::Required)
        };
        let first = blocks.iter().position(|block| asks(&block)).unwrap_or(blocks.len());
        let ignored = blocks[..first]
            .iter()
            .filter(|block| matches!(block.segment.kind, SegmentKind::Ignore | SegmentKind::Head));
        ignored
            .flat_map(|block| block.items.iter().take(3))
            .flat_map(|item| item.sentences.iter().take(2))
            .find_map(|sentence| {
                named(&OPENING, sentence.of(text), sentence.start).filter(good).filter(often)
            })
    };
    let said = |regex: &Regex| regex.captures_iter(text).filter_map(|groups| place(&groups, 0)).find(good);
    let at = || {
        AT.captures_iter(text).filter_map(|groups| place(&groups, 0)).find(|span| good(span) && often(span))
    };
    label
        .or_else(heading)
        .or_else(below)
        .or_else(|| said(&HIRING))
        .or_else(|| said(&JOINED))
        .or_else(opening)
        .or_else(at)
        .map(|span| Spanned::at(text, span))
}

/// The town.
pub(super) fn city(
    text: &str,
    lines: &[Line],
    title: Option<Span>,
    company: Option<&Spanned>,
    lexicon: &Lexicon,
) -> Option<Spanned> {
    let good = |span: &Span| {
        let written = span.of(text);
        !is_common(written, lexicon)
            && !is_firm(written)
            && written.len() > 2
            && company.is_none_or(|company| company.text != written)
    };
    let first = |regex: &Regex, part: Span| {
        regex.captures_iter(part.of(text)).filter_map(|groups| place(&groups, part.start)).find(good)
    };
    let at = lines.iter().position(|line| title.is_some_and(|title| line.whole.contains(title))).unwrap_or(0);
    let mut head = lines.get(at..).unwrap_or_default().iter().take(6);
    let head = Span::new(
        lines.get(at).map_or(0, |line| line.span.start),
        head.next_back().map_or(0, |line| line.span.end),
    );
    let whole = Span::new(0, text.len());
    let beside = || {
        let company = company?;
        lines.iter().skip(at).take(5).find_map(|line| {
            let parts = parts(text, line.span);
            let own = parts.iter().position(|part| part.of(text).trim() == company.text)?;
            parts.get(own + 1).and_then(|part| named_whole(text, *part)).filter(good)
        })
    };
    let in_title = || {
        let parts = parts(text, title?);
        let terms = parts.iter().any(|part| {
            ["contract", "remote"].iter().any(|table| !words(table, lexicon, text, *part).is_empty())
        });
        parts.iter().skip(1).find_map(|part| {
            named_whole(text, *part)
                .filter(good)
                .filter(|span| terms || text.matches(span.of(text)).count() > 1)
        })
    };
    first(&CITY, whole)
        .or_else(|| first(&DEPARTMENT, head))
        .or_else(|| first(&STATE, head))
        .or_else(beside)
        .or_else(|| first(&BASED, whole))
        .or_else(|| first(&DEPARTMENT, whole))
        .or_else(in_title)
        .or_else(|| first(&DISTRICT, head))
        .map(|span| Spanned::at(text, without_number(text, span)))
}

/// The person to write to.
pub(super) fn recipient(text: &str, blocks: &[Block], lexicon: &Lexicon) -> Option<Spanned> {
    let good = |span: &Span| !is_common(span.of(text), lexicon);
    let said = |regex: &Regex| regex.captures_iter(text).filter_map(|groups| place(&groups, 0)).find(good);
    let below = || {
        blocks
            .iter()
            .filter(|block| {
                block
                    .segment
                    .heading
                    .as_ref()
                    .is_some_and(|heading| heading.text.to_lowercase().contains("contact"))
            })
            .find_map(|block| {
                let item = block.items.first()?;
                named(&BELOW_HEADING, item.span.of(text), item.span.start).filter(good)
            })
    };
    said(&ATTENTION)
        .or_else(|| said(&CONTACT))
        .or_else(below)
        .or_else(|| said(&WRITE_TO))
        .map(|span| Spanned::at(text, span))
}

/// The parts of a header line between bars, dots, dashes and commas.
fn parts(text: &str, span: Span) -> Vec<Span> {
    let line = span.of(text);
    let mut list = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let part = &line[from..to];
        let lead = part.len() - part.trim_start().len();
        let tail = part.trim_end().len();
        if lead < tail {
            list.push(Span::new(span.start + from + lead, span.start + from + tail));
        }
    };
    for (at, c) in line.char_indices() {
        let spaced =
            line[..at].ends_with([' ', '\u{a0}']) && line[at + c.len_utf8()..].starts_with([' ', '\u{a0}']);
        if matches!(c, '|' | ',' | '\t') || matches!(c, '·' | '•' | '-' | '–' | '—') && spaced {
            push(start, at);
            start = at + c.len_utf8();
        }
    }
    push(start, line.len());
    list
}

/// The part, where it is a name as a whole; a bracket behind it is left out.
fn named_whole(text: &str, part: Span) -> Option<Span> {
    named(&WHOLE, part.of(text), part.start).map(|span| {
        // « Co. » keeps its dot.
        let dotted = text.get(span.end..).is_some_and(|rest| rest.starts_with('.'))
            && matches!(span.of(text).rsplit(' ').next(), Some("Co" | "Inc" | "Ltd" | "Corp"));
        Span::new(span.start, span.end + usize::from(dotted && part.end > span.end))
    })
}

fn without_number(text: &str, span: Span) -> Span {
    let written = span.of(text);
    Span::new(
        span.start,
        span.start
            + written.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-').len(),
    )
}

/// « Ltd », « SAS », "Inc." close the name of a firm, never that of a town.
fn is_firm(name: &str) -> bool {
    let last = fold_key(name.trim_end_matches('.').rsplit([' ', ',']).next().unwrap_or_default());
    matches!(
        last.as_str(),
        "ltd"
            | "limited"
            | "inc"
            | "llc"
            | "plc"
            | "gmbh"
            | "corp"
            | "sa"
            | "sas"
            | "sasu"
            | "sarl"
            | "s.a"
            | "s.a.s"
    )
}

/// Pronouns, words of recruiting, contracts: no names.
fn is_common(name: &str, lexicon: &Lexicon) -> bool {
    let tokens = Tokens::of(name);
    let key = tokens.words().collect::<Vec<_>>().join(" ");
    let first = tokens.words().next().unwrap_or_default().to_owned();
    let alone = tokens.list().len() == 1;
    let of = |id: &'static str| {
        let entries = lexicon.table("not_company").iter().filter(move |words| words.id == id);
        entries.flat_map(|words| words.fr.iter().chain(&words.en))
    };
    let heading = |words: &Words| words.fr.iter().chain(&words.en).any(|word| fold_key(word) == key);
    key.is_empty()
        || lexicon.table("segment").iter().any(heading)
        || of("common").any(|word| fold_key(word) == key)
        || of("opening").any(|word| fold_key(word) == first)
        || alone
            && ["contract", "remote"]
                .iter()
                .any(|table| !words(table, lexicon, name, Span::new(0, name.len())).is_empty())
}
