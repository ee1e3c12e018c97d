//! The sheet of a role's card.

use sartor_core::{
    Language,
    letter::grammar::{money_en, money_fr},
    role::{Card, CardLevel, Grouped, Named, RoleCard, SkillGroup},
};

use super::{Part, Row, Sheet, set, words};
use crate::words::section;

pub(super) fn sheet(role: &RoleCard) -> Sheet {
    let language = role.language;
    let page = Page { card: &role.card, language };
    let name = match &role.card.feminine {
        Some(feminine) => format!("{} / {feminine}", role.card.name),
        None => role.card.name.clone(),
    };
    let mut sources: Vec<String> =
        role.role.source.iter().map(|source| language.pick(&source.fr, &source.en).clone()).collect();
    sources.dedup();
    let foot = language.pick(
        format!(
            "Sources\u{a0}: {} · métier {} · lexique {} · schéma {}",
            sources.join(" ; "),
            role.role.id,
            role.lexicon_digest,
            role.schema_version
        ),
        format!(
            "Sources: {} · role {} · lexicon {} · schema {}",
            sources.join("; "),
            role.role.id,
            role.lexicon_digest,
            role.schema_version
        ),
    );
    let parts = [
        page.missions(),
        page.skills("essential", "Indispensables", "Essential", true),
        page.skills("optional", "Atouts", "Optional", false),
        page.soft(),
        page.search(),
        page.levels(),
        page.studies(),
        page.places(),
        page.origins(),
        page.paths(),
        page.resume(),
    ];
    Sheet {
        language: language.code(),
        lang: language,
        title: set(&name, language),
        lead: vec![set(&role.card.summary, language)],
        parts: parts.into_iter().filter(|part| !part.rows.is_empty()).collect(),
        foot: set(&foot, language),
    }
}

struct Page<'a> {
    card: &'a Card,
    language: Language,
}

impl Page<'_> {
    fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        self.language.pick(fr, en)
    }

    fn set(&self, text: &str) -> String {
        set(text, self.language)
    }

    fn part(&self, id: &'static str, fr: &'static str, en: &'static str, rows: Vec<Row>) -> Part {
        Part { id, heading: self.set(self.say(fr, en)), rows, table: None }
    }

    fn row(&self, label: &str, text: &str) -> Row {
        Row { label: Some(self.set(label)), text: self.set(text), notes: Vec::new() }
    }

    fn named(&self, label: &str, list: &[Named]) -> Option<Row> {
        let mut row = self.row(label, &names(list));
        if self.card.alternatives.iter().any(|group| same(group, list)) {
            row.notes.push(self.say("un seul suffit", "one does").to_owned());
        }
        (!list.is_empty()).then_some(row)
    }

    fn missions(&self) -> Part {
        let missions = self.card.missions.iter().map(|mission| Row {
            label: None,
            text: self.set(&mission.text),
            notes: [names(&mission.skills)]
                .into_iter()
                .filter(|note| !note.is_empty())
                .map(|note| self.set(&note))
                .collect(),
        });
        self.part("missions", "Missions", "What one does", missions.collect())
    }

    /// Soft skills and certifications stand elsewhere.
    fn skills(&self, id: &'static str, fr: &'static str, en: &'static str, essential: bool) -> Part {
        let shown = |group: SkillGroup| !matches!(group, SkillGroup::Soft | SkillGroup::Certifications);
        let groups = self.card.skills.iter().filter(move |group| shown(group.group));
        let rows = groups.filter_map(|group| {
            let list = if essential { &group.essential } else { &group.optional };
            self.named(words::group(group.group, self.language), list)
        });
        let rows = rows.chain(self.alternatives(|group, one| {
            let list = if essential { &group.essential } else { &group.optional };
            shown(group.group) && list.contains(one)
        }));
        self.part(id, fr, en, rows.collect())
    }

    /// Skills of which one does, where they are part of a list that is shown.
    fn alternatives<'p>(
        &'p self,
        shown: impl Fn(&Grouped, &Named) -> bool + 'p,
    ) -> impl Iterator<Item = Row> + 'p {
        let label = self.say("Un seul suffit", "One does");
        let groups = self.card.alternatives.iter().filter(move |named| {
            let whole = |group: &Grouped| same(named, &group.essential) || same(named, &group.optional);
            let holds = |group: &Grouped| named.first().is_some_and(|first| shown(group, first));
            self.card.skills.iter().any(|group| holds(group) && !whole(group))
        });
        groups.map(move |named| self.row(label, &names(named)))
    }

    fn soft(&self) -> Part {
        let soft = self.card.skills.iter().find(|group| group.group == SkillGroup::Soft);
        let rows = soft.into_iter().flat_map(|group| {
            [
                self.named(self.say("Indispensables", "Essential"), &group.essential),
                self.named(self.say("Atouts", "Optional"), &group.optional),
            ]
        });
        self.part("soft", "Savoir-être", "Soft skills", rows.flatten().collect())
    }

    fn search(&self) -> Part {
        let mut rows = Vec::new();
        if !self.card.search.is_empty() {
            rows.push(self.row(self.say("Intitulés", "Titles"), &self.card.search.join(", ")));
        }
        let label = self.say("Ce que l'intitulé cache", "What the title hides");
        rows.extend(self.card.hides.as_deref().map(|hides| self.row(label, hides)));
        rows.extend(self.advice("search"));
        self.part("search", "Que chercher", "What to search for", rows)
    }

    /// The pay of a level stands with the source that tells it; nothing is told where none does.
    fn levels(&self) -> Part {
        let mut rows: Vec<Row> = self.card.levels.iter().map(|level| self.level(level)).collect();
        for salary in &self.card.salaries {
            let per = match salary.per.as_str() {
                "month" => self.say("par mois", "a month"),
                _ => self.say("par an", "a year"),
            };
            let pay = format!("{} {per}", self.money(Some(salary.min), Some(salary.max)));
            let mut row = self.row(self.say("Salaire brut", "Gross pay"), &pay);
            row.notes.extend(salary.note.as_deref().map(|note| self.set(note)));
            row.notes.push(self.source(&salary.source));
            rows.push(row);
        }
        if !self.card.pay_is_known {
            let none = self.say(
                "aucune source ouverte n'est à disposition pour ce métier ; aucun chiffre n'est donc donné.",
                "no open source is at hand for this role, so no figure is given.",
            );
            rows.push(self.row(self.say("Salaires", "Pay"), none));
        }
        self.part(
            "levels",
            "Niveaux et salaires, selon chaque source",
            "Levels and pay, as each source tells",
            rows,
        )
    }

    fn level(&self, level: &CardLevel) -> Row {
        let years = years(level.years_min, level.years_max, self.language);
        let pay = level.salary_min.or(level.salary_max).map(|_| {
            let pay = self.money(level.salary_min, level.salary_max);
            format!("{pay} {}", self.say("par an", "a year"))
        });
        let facts: Vec<String> = [years, pay].into_iter().flatten().collect();
        let mut row = self.row(&level.name, &facts.join(", "));
        row.notes.extend(level.note.as_deref().map(|note| self.set(note)));
        row.notes.push(self.source(&level.source));
        row
    }

    fn source(&self, source: &str) -> String {
        self.set(&format!("{}{source}", self.say("source : ", "source: ")))
    }

    fn money(&self, least: Option<u32>, most: Option<u32>) -> String {
        let one = |amount: u32| match self.language {
            Language::Fr => money_fr(u64::from(amount), "€"),
            Language::En => money_en(u64::from(amount), "€"),
        };
        match (least, most) {
            (Some(least), Some(most)) => format!("{} – {}", one(least), one(most)),
            (Some(least), None) => format!("{} {}", self.say("à partir de", "from"), one(least)),
            (None, Some(most)) => format!("{} {}", self.say("jusqu'à", "up to"), one(most)),
            (None, None) => String::new(),
        }
    }

    fn studies(&self) -> Part {
        let certifications = self.card.skills.iter().find(|group| group.group == SkillGroup::Certifications);
        let held: Vec<Named> = certifications
            .into_iter()
            .flat_map(|group| group.essential.iter().chain(&group.optional).cloned())
            .collect();
        let mut rows: Vec<Row> = [
            self.named(self.say("Diplômes et formations", "Diplomas and training"), &self.card.diplomas),
            self.named("Certifications", &held),
        ]
        .into_iter()
        .flatten()
        .collect();
        rows.extend(self.alternatives(|group, one| {
            group.group == SkillGroup::Certifications && group.optional.contains(one)
        }));
        rows.extend(self.facts(|kind| kind == "training"));
        self.part("studies", "Diplômes et certifications", "Diplomas and certifications", rows)
    }

    fn places(&self) -> Part {
        let mut rows: Vec<Row> =
            self.named(self.say("Où", "Where"), &self.card.contexts).into_iter().collect();
        rows.extend(self.facts(|kind| kind != "training"));
        self.part("contexts", "Où et comment l'on travaille", "Where and how one works", rows)
    }

    fn facts(&self, shown: fn(&str) -> bool) -> Vec<Row> {
        let facts = self.card.facts.iter().filter(|fact| shown(&fact.kind));
        facts.map(|fact| self.row(words::fact(&fact.kind, self.language), &fact.text)).collect()
    }

    fn origins(&self) -> Part {
        let mut rows: Vec<Row> = self
            .card
            .origins
            .iter()
            .map(|origin| {
                let mut row = self.row(&origin.title.label, &origin.text);
                let skills: Vec<String> = origin
                    .transferable
                    .iter()
                    .map(|one| format!("{} ({})", one.label, words::standing(one.standing, self.language)))
                    .collect();
                if !skills.is_empty() {
                    let head = self.say("se transpose : ", "carries over: ");
                    row.notes.push(self.set(&format!("{head}{}", skills.join(", "))));
                }
                row
            })
            .collect();
        rows.extend(self.advice("career_change"));
        self.part("origins", "D'où l'on vient", "Where one comes from", rows)
    }

    fn paths(&self) -> Part {
        let rows = [
            self.named(self.say("Ensuite", "Next"), &self.card.next),
            self.named(self.say("Métiers voisins", "Neighbouring roles"), &self.card.neighbours),
        ];
        self.part("paths", "Où l'on va", "Where one goes", rows.into_iter().flatten().collect())
    }

    fn resume(&self) -> Part {
        let mut rows: Vec<Row> = self
            .card
            .structure
            .iter()
            .map(|part| self.row(&crate::text::capital(section(&part.section, self.language)), &part.text))
            .collect();
        let label = self.say("Mots-clés, s'ils sont vrais", "Keywords, if they are true");
        rows.extend(self.named(label, &self.card.keywords));
        rows.extend(self.advice("resume"));
        self.part("resume", "Le CV de ce métier", "A resume for this role", rows)
    }

    fn advice(&self, kind: &str) -> Vec<Row> {
        let advice = self.card.advice.iter().filter(|advice| advice.kind == kind);
        advice.map(|advice| self.row(self.say("Conseil", "Advice"), &advice.text)).collect()
    }
}

/// The same things, in whatever order.
fn same(a: &[Named], b: &[Named]) -> bool {
    a.len() == b.len() && a.iter().all(|one| b.contains(one))
}

fn names(list: &[Named]) -> String {
    list.iter().map(|one| one.label.as_str()).collect::<Vec<_>>().join(", ")
}

fn years(least: Option<u8>, most: Option<u8>, language: Language) -> Option<String> {
    let unit = |number: u8| {
        language.pick(if number < 2 { "an" } else { "ans" }, if number == 1 { "year" } else { "years" })
    };
    match (least, most) {
        (Some(least), Some(most)) => {
            Some(format!("{least} {} {most} {}", language.pick("à", "to"), unit(most)))
        }
        (Some(least), None) => {
            Some(format!("{least} {} {}", unit(least), language.pick("ou plus", "or more")))
        }
        (None, Some(most)) => Some(format!("{} {most} {}", language.pick("jusqu'à", "up to"), unit(most))),
        (None, None) => None,
    }
}
