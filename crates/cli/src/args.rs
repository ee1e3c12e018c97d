//! The arguments of the command line.

mod serve;
mod store;
mod values;

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
pub(crate) use serve::{Log, Options as ServeOptions, Serve};
pub(crate) use store::{RoleName, StoreAction, StoreCare, StorePlace, User, UserAction};
pub(crate) use values::{
    AuditFormat, BlankFormat, DesignName, Form, Gravity, Lang, LetterLang, LetterLength, Lines, Plain,
    ReaderKind, ReportFormat, Rows, Shard, SuggestFormat,
};

/// Says what a resume evidences of a job posting and what it lacks, and writes an honest cover letter.
///
/// Everything is read and written on this machine; no file leaves it. French and English.
#[derive(Debug, Parser)]
#[command(name = "sartor", version, arg_required_else_help = true, after_help = AFTER)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER: &str = "\
Files: PDF, DOCX, ODT, HTML, Markdown, text, JSON Resume, schema.org JobPosting; - is standard input.
Errors: one sentence and a [code] on standard error; with a JSON format, problem+json on standard error.
Exit status: 0 done; 1 done, but below --min-coverage, at --fail-on, with lint faults, or with findings under --strict; 2 wrong usage, configuration or missing field; 3 input unreadable; 4 partial.";

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Folder of keyword files laid over the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) keywords: Option<PathBuf>,
    /// Language of messages and reports [default: that of the locale, else en]
    #[arg(long, global = true, value_name = "fr|en")]
    pub(crate) lang: Option<Lang>,
    /// Reference date, YYYY-MM-DD: stands for today in reports and letters [default: today]
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The main job: match, report and letter of one resume for one posting
    Apply(Apply),
    /// What a resume evidences of a posting or a role
    Match(Match),
    /// The cover letter
    Letter(Letter),
    /// The edits that tailor a resume to a posting, each with its reason; and the tailored resume
    Tailor(Tailor),
    /// What an edited letter or resume claims and the source resume does not hold
    Verify(Verify),
    /// What was understood of a resume, as text or JSON Resume
    Parse(Parse),
    /// What was understood of a posting
    Posting(PostingArgs),
    /// The skills, certifications and diplomas that files name, with their places
    Skills(Skills),
    /// The text of a document, in reading order
    Extract(Extract),
    /// What an applicant tracking system would stumble on in a resume
    Audit(Audit),
    /// The roles of the lexicon, the card of one, or those that a resume fits best
    Roles(Roles),
    /// A resume to fill in for a role
    New(New),
    /// The keyword files: check, show, describe, extend
    Keywords {
        #[command(subcommand)]
        action: Keywords,
    },
    /// The templates of letters and pages: check them
    Templates {
        #[command(subcommand)]
        action: TemplatesAction,
    },
    /// Many resumes against one posting or role, one row a file
    Batch(Batch),
    /// One resume against many postings: which to answer first, what to learn next
    Rank(Rank),
    /// The same over HTTP: pages for applicants and for recruiters, an API for programs
    Serve(Serve),
    /// The accounts of recruiters
    User(User),
    /// Copies of what is kept, and the end of its term
    Store(StoreCare),
    /// Completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The resume; - is standard input
    pub(crate) resume: String,
    /// The posting; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) posting: String,
    /// Folder to write into; made if need be
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) fields: Fields,
    #[command(flatten)]
    pub(crate) looks: Looks,
    /// Replace existing files
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a letter needs and the files do not hold.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// Variant of letter: offer, speculative, career_change, junior, mid, senior, internship, apprenticeship, email
    /// [default: chosen by the facts]
    #[arg(long, value_name = "ID")]
    pub(crate) template: Option<String>,
    /// How much the letter tells
    #[arg(long, value_enum, default_value_t)]
    pub(crate) length: LetterLength,
    /// Language of the letter [default: that of the posting]
    #[arg(long, value_name = "fr|en-US|en-GB")]
    pub(crate) letter_lang: Option<LetterLang>,
    /// TOML file of the applicant's own fields
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// One field, such as availability="from March"; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
}

/// How letters and resumes look as PDF and DOCX.
#[derive(Debug, Args)]
pub(crate) struct Looks {
    /// Design of PDF and DOCX: a serif in black, or a sans-serif with a colour
    #[arg(long, value_enum, default_value_t)]
    pub(crate) design: DesignName,
    /// Folder of templates laid over the built-in ones; see sartor templates lint
    #[arg(long, value_name = "DIR")]
    pub(crate) templates: Option<PathBuf>,
    /// Read PDF and DOCX back and tell what was recovered; done by default
    #[arg(long, overrides_with = "no_verify")]
    pub(crate) verify: bool,
    /// Do not read PDF and DOCX back
    #[arg(long, overrides_with = "verify")]
    pub(crate) no_verify: bool,
}

/// What a resume is held against.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Against {
    /// The posting; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) posting: Option<String>,
    /// A role of the lexicon; see sartor roles
    #[arg(long, value_name = "ID")]
    pub(crate) role: Option<String>,
}

/// Where a result goes.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Match {
    /// The resume; - is standard input
    pub(crate) resume: String,
    #[command(flatten)]
    pub(crate) against: Against,
    /// Form of the report
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
    /// Exit with 1 when less of the required keywords is found; 0.8 or 80%
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_coverage: Option<f64>,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct Letter {
    /// The resume; - is standard input
    pub(crate) resume: String,
    #[command(flatten)]
    pub(crate) against: Against,
    #[command(flatten)]
    pub(crate) fields: Fields,
    /// Form of the letter [default: by the ending of the file to write, else text]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Form>,
    #[command(flatten)]
    pub(crate) looks: Looks,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct Tailor {
    /// The resume; - is standard input
    pub(crate) resume: String,
    /// The posting; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) posting: String,
    /// Decisions: the plan as JSON, with "decision": "accept" or "refuse" at its edits
    #[arg(long, value_name = "FILE")]
    pub(crate) edits: Option<PathBuf>,
    /// Do only this edit and others accepted by their ids; may be repeated [default: all that are not refused]
    #[arg(long, value_name = "ID")]
    pub(crate) accept: Vec<String>,
    /// Leave this edit out; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) refuse: Vec<String>,
    /// Form of the plan on standard output: text for people, json for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
    #[command(flatten)]
    pub(crate) looks: Looks,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The source resume; - is standard input
    pub(crate) resume: String,
    /// The letter or resume that was edited; - is standard input
    #[arg(value_name = "EDITED")]
    pub(crate) edited: String,
    /// The posting; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) posting: String,
    /// TOML file of the applicant's own fields, which vouch for what they say
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// One field that the letter was written with; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = pair)]
    pub(crate) set: Vec<(String, String)>,
    /// Exit with 1 when anything is found
    #[arg(long)]
    pub(crate) strict: bool,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
}

#[derive(Debug, Args)]
pub(crate) struct Parse {
    /// The resume; - is standard input
    pub(crate) resume: String,
    /// text for people, json for programs (JSON Resume 1.2.1)
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
}

#[derive(Debug, Args)]
pub(crate) struct PostingArgs {
    /// The posting; - is standard input
    pub(crate) file: String,
    /// What keeps people from applying, contradicts itself, or may be unlawful, for whoever wrote the posting
    #[arg(long)]
    pub(crate) lint: bool,
    /// Exit with 1 when a finding of --lint is at least so grave
    #[arg(long, value_enum, value_name = "SEVERITY", requires = "lint")]
    pub(crate) fail_on: Option<Gravity>,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
}

#[derive(Debug, Args)]
pub(crate) struct Skills {
    /// Resumes, postings or other texts
    #[arg(required = true)]
    pub(crate) files: Vec<String>,
    /// text for people; json and jsonl: one object a line, one line a file
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Lines,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// The document; - is standard input; of several, each is one row of JSON
    #[arg(required = true)]
    pub(crate) files: Vec<String>,
    /// text, or json with the looks of each line
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
    /// layout reads columns and looks; naive is what a simple parser would see
    #[arg(long, value_enum, default_value_t)]
    pub(crate) reader: ReaderKind,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// The resume; - is standard input
    pub(crate) resume: String,
    /// A posting to compare the keywords with; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) posting: Option<String>,
    /// Set a finding aside, such as dates.gap; may be repeated
    #[arg(long, value_name = "CODE")]
    pub(crate) ignore: Vec<String>,
    /// Exit with 1 when a finding is at least so grave
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<Gravity>,
    /// Form of the audit; sarif is for code scanners
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: AuditFormat,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct Roles {
    /// The role whose card is shown; without it, all are listed
    #[arg(conflicts_with = "rank")]
    pub(crate) id: Option<String>,
    /// Rank all roles by how well this resume fits them; - is standard input
    #[arg(long, value_name = "RESUME")]
    pub(crate) rank: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// A role of the lexicon; see sartor roles
    #[arg(long, value_name = "ID")]
    pub(crate) role: String,
    /// Markdown, or JSON Resume 1.2.1
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: BlankFormat,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Keywords {
    /// Check keyword files, with file, line and remedy for each fault
    Lint {
        /// Folder laid over the built-in files; without it, the built-in ones are checked
        dir: Option<PathBuf>,
        /// Rewrite the files of the folder in their canonical form
        #[arg(long, requires = "dir")]
        fix: bool,
        /// text for people, json for programs
        #[arg(long, value_enum, default_value_t)]
        format: Plain,
    },
    /// All skills, or one of them
    Show {
        /// The skill to show
        id: Option<String>,
        /// Folder laid over the built-in files; alone, all its skills and theirs are listed
        dir: Option<PathBuf>,
        /// text for people, json for programs
        #[arg(long, value_enum, default_value_t)]
        format: Plain,
    },
    /// The JSON Schema of keyword files
    Schema {
        /// Folder laid over the built-in files: the schema then names the ids that may be referred to
        dir: Option<PathBuf>,
    },
    /// Terms of postings and resumes that the lexicon lacks, with counts and contexts
    Suggest(Suggest),
    /// Which forms never occur in texts, and which frequent terms are unknown
    Coverage(Coverage),
    /// An ESCO release (CSV) as a keyword file
    ImportEsco(ImportEsco),
}

#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Postings, resumes, and folders that are walked
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Least times that a term is said
    #[arg(long, default_value = "1", value_name = "N")]
    pub(crate) min: u16,
    /// text for people, json for programs, toml to paste into a keyword file
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: SuggestFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Coverage {
    /// Texts, and folders that are walked
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Least times that an unknown term is said
    #[arg(long, default_value = "2", value_name = "N")]
    pub(crate) min: u16,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
}

#[derive(Debug, Args)]
pub(crate) struct ImportEsco {
    /// CSV files such as skills_fr.csv and occupations_en.csv, or their folder
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Keyword file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Replace an existing file
    #[arg(long)]
    pub(crate) force: bool,
    /// Form of the account: text for people, json for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplatesAction {
    /// Check templates, with file, line and remedy for each fault
    Lint {
        /// Folder laid over the built-in templates; without it, the built-in ones are checked
        dir: Option<PathBuf>,
        /// text for people, json for programs
        #[arg(long, value_enum, default_value_t)]
        format: Plain,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// Files, folders that are walked, ZIP archives, tables of texts (.jsonl, Parquet)
    #[arg(required_unless_present = "list")]
    pub(crate) paths: Vec<PathBuf>,
    /// More of them, one path a line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<String>,
    #[command(flatten)]
    pub(crate) against: Many,
    /// Form of the table; xlsx and parquet need -o
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Rows,
    /// Columns, in this order, apart by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) columns: Option<Vec<String>>,
    /// Only the best, ranked by fit; of each posting or role
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<NonZeroUsize>,
    /// Ids instead of documents and names
    #[arg(long)]
    pub(crate) blind: bool,
    /// What makes the ids of a blind table [default: postings and options]
    #[arg(long, value_name = "TEXT", requires = "blind")]
    pub(crate) salt: Option<String>,
    /// Only the Ith of N parts, told by the content of each file
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Go on where a run into the same file was cut short
    #[arg(long = "continue")]
    pub(crate) resume: bool,
    /// Column of the texts in tables of texts
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_column: String,
    /// Column of their ids
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_column: String,
    /// Threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,
    #[command(flatten)]
    pub(crate) target: Target,
}

#[derive(Debug, Args)]
pub(crate) struct Rank {
    /// The resume; - is standard input
    pub(crate) resume: String,
    /// Postings: files, folders that are walked, ZIP archives, tables of texts (.jsonl, Parquet)
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    pub(crate) postings: Vec<PathBuf>,
    /// text for people, json for programs
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Plain,
    /// Column of the texts in tables of texts
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_column: String,
    /// Column of their ids
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_column: String,
    #[command(flatten)]
    pub(crate) target: Target,
}

/// What many resumes are held against.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Many {
    /// A posting; - is standard input; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) posting: Vec<String>,
    /// A role of the lexicon; see sartor roles; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) role: Vec<String>,
}

impl Command {
    /// Whether a program reads the answer, so that errors are JSON too.
    pub(crate) fn speaks_json(&self) -> bool {
        match self {
            Self::Match(args) => args.format == ReportFormat::Json,
            Self::Audit(args) => matches!(args.format, AuditFormat::Json | AuditFormat::Sarif),
            Self::Parse(args) => args.format == Plain::Json,
            Self::Tailor(args) => args.format == Plain::Json,
            Self::Verify(args) => args.format == Plain::Json,
            Self::Posting(args) => args.format == Plain::Json,
            Self::Skills(args) => args.format != Lines::Text,
            Self::Extract(args) => args.format == Plain::Json || args.files.len() > 1,
            Self::Rank(args) => args.format == Plain::Json,
            Self::Roles(args) => args.format == ReportFormat::Json,
            Self::New(args) => args.format == BlankFormat::Json,
            Self::Keywords { action: Keywords::Lint { format, .. } | Keywords::Show { format, .. } } => {
                *format == Plain::Json
            }
            Self::Templates { action: TemplatesAction::Lint { format, .. } } => *format == Plain::Json,
            Self::Keywords { action: Keywords::Suggest(args) } => args.format == SuggestFormat::Json,
            Self::Keywords { action: Keywords::Coverage(args) } => args.format == Plain::Json,
            Self::Keywords { action: Keywords::ImportEsco(args) } => args.format == Plain::Json,
            _ => false,
        }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err("write it as KEY=VALUE".to_owned()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    let number = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => text.parse::<f64>(),
    };
    match number {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("write it between 0 and 1, or between 0% and 100%".to_owned()),
    }
}
