//! Resumes and postings from a seed: the same seed, the same text.

/// The language of a generated text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// French.
    Fr,
    /// English.
    En,
}

/// Draws texts from a seed.
///
/// ```
/// use sartor_testkit::{Generator, Tongue};
/// let skills = ["Python", "PostgreSQL", "Docker"];
/// let resume = Generator::new(7).resume(Tongue::Fr, &skills, 5_000);
/// assert!((5_000..5_400).contains(&resume.len()) && resume.contains("PostgreSQL"));
/// assert_eq!(resume, Generator::new(7).resume(Tongue::Fr, &skills, 5_000));
/// ```
#[derive(Debug, Clone)]
pub struct Generator(u64);

/// The words a text is made of.
struct Words {
    name: &'static str,
    headings: [&'static str; 2],
    months: [&'static str; 12],
    now: &'static str,
    titles: [&'static str; 3],
    employers: [&'static str; 6],
    /// `{}` stands for a skill.
    bullets: [&'static str; 6],
    asked: [&'static str; 3],
    asks: [&'static str; 3],
}

const FR: Words = Words {
    name: "Camille Exemple\nDéveloppeuse back-end\ncamille.exemple@example.com · Nantes\n",
    headings: ["Compétences", "Expérience professionnelle"],
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    now: "aujourd'hui",
    titles: ["Développeuse back-end", "Ingénieure logiciel", "Développeuse full-stack"],
    employers: [
        "Atelier Brume",
        "Halte Bleue",
        "Verger Commun",
        "Port Calme",
        "Les Trois Ponts",
        "Lune Rousse",
    ],
    bullets: [
        "Conception et mise en production d'un service de commande avec {} pour 40 000 clients par mois.",
        "Reprise d'un code ancien, puis passage à {} en six mois sans arrêt du service.",
        "Réduction de moitié des temps de réponse grâce à {} et à une revue des requêtes lentes.",
        "Animation d'ateliers internes sur {} pour douze collègues de trois équipes.",
        "Suivi des incidents, rédaction des comptes rendus et amélioration des alertes autour de {}.",
        "Travail quotidien avec le produit et les développeurs front pour livrer {} chaque semaine.",
    ],
    asked: ["Vos missions", "Profil recherché", "Ce serait un plus"],
    asks: [
        "Vous concevez des services avec {}.",
        "Maîtrise de {} exigée.",
        "Une connaissance de {} serait appréciée.",
    ],
};

const EN: Words = Words {
    name: "Camille Example\nBack-end developer\ncamille.example@example.com · Leeds\n",
    headings: ["Skills", "Experience"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    now: "present",
    titles: ["Back-end developer", "Software engineer", "Full-stack developer"],
    employers: ["Mist Works", "Blue Halt", "Common Orchard", "Quiet Harbour", "Three Bridges", "Amber Moon"],
    bullets: [
        "Designed and shipped an ordering service with {} for 40,000 customers a month.",
        "Took over an old code base and moved it to {} in six months without downtime.",
        "Halved response times with {} and a review of the slow queries.",
        "Ran internal workshops on {} for twelve colleagues of three teams.",
        "Handled incidents, wrote the reports and improved the alerts around {}.",
        "Worked daily with product and front-end developers to deliver {} every week.",
    ],
    asked: ["What you will do", "Requirements", "Nice to have"],
    asks: [
        "You will build services with {}.",
        "Strong experience with {} is required.",
        "Knowledge of {} is a plus.",
    ],
};

impl Generator {
    /// A generator of its own for each seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A resume of at least `bytes` bytes, and less than one job more, that names the skills in a list and in dated jobs.
    pub fn resume(&mut self, tongue: Tongue, skills: &[&str], bytes: usize) -> String {
        let words = words(tongue);
        let mut text = format!(
            "{}\n{}\n{}\n\n{}\n",
            words.name,
            words.headings[0],
            skills.join(", "),
            words.headings[1]
        );
        let education = match tongue {
            Tongue::Fr => "\nFormation\nMaster informatique, Université de Nantes, 2012\n",
            Tongue::En => "\nEducation\nMaster's degree in computer science, University of Leeds, 2012\n",
        };
        let mut year = 2026;
        let mut current = true;
        'jobs: while text.len() + education.len() < bytes {
            let end =
                if current { words.now.to_owned() } else { format!("{} {year}", self.pick(&words.months)) };
            current = false;
            let length = 1 + self.below(3) as i32;
            let (title, employer) = (self.pick(&words.titles), self.pick(&words.employers));
            let start = format!("{} {}", self.pick(&words.months), year - length);
            year = (year - length).max(1985);
            text += &format!("\n{title}, {employer}\n{start} - {end}\n");
            for _ in 0..4 {
                let bullet = self.pick(&words.bullets).replace("{}", self.pick(skills));
                text += &format!("- {bullet}\n");
                if text.len() + education.len() >= bytes {
                    break 'jobs;
                }
            }
        }
        text + education
    }

    /// A posting of at least `bytes` bytes that asks for the skills, the first third as required.
    pub fn posting(&mut self, tongue: Tongue, skills: &[&str], bytes: usize) -> String {
        let words = words(tongue);
        let mut text = format!("{}\n", words.titles[0]);
        let third = skills.len().div_ceil(3).max(1);
        let share = bytes.saturating_sub(text.len()) / words.asked.len();
        for (at, order) in [(1, 0), (0, 1), (2, 2)] {
            let own: Vec<&str> = skills.chunks(third).nth(order).unwrap_or(skills).to_vec();
            let end = text.len() + share;
            text += &format!("\n{}\n", words.asked[at]);
            for skill in own.iter().cycle().take(own.len().max(share / 40)) {
                text += &format!("- {}\n", words.asks[at].replace("{}", skill));
                if text.len() >= end {
                    break;
                }
            }
        }
        text
    }

    /// A number below `limit`, which is more than 0.
    pub fn below(&mut self, limit: usize) -> usize {
        // SplitMix64: small, known, the same everywhere.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn words(tongue: Tongue) -> &'static Words {
    match tongue {
        Tongue::Fr => &FR,
        Tongue::En => &EN,
    }
}
