//! The templates: the embedded ones, and those of a folder laid over them.

use std::{fs, io, path::Path};

use sartor_core::Language;

use crate::{failure::Failure, messages};

/// Endings of the templates that a folder may hold, below `letters/` and `typeset/`.
const ENDINGS: &[&str] = &[".txt.j2", ".typ", ".toml"];

/// Templates by name, such as `letters/offer.fr.txt.j2`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Templates {
    /// Those of the folder, by name.
    own: Vec<(String, String)>,
}

impl Templates {
    /// The embedded templates with those of `dir` laid over them.
    pub(crate) fn load(dir: Option<&Path>, language: Language) -> Result<Self, Failure> {
        let mut own = Vec::new();
        if let Some(dir) = dir {
            let failed = |reason: &str| {
                Failure::usage("templates.unreadable", messages::templates_unreadable(dir, reason, language))
            };
            walk(dir, "", &mut own).map_err(|error| failed(&error.to_string()))?;
            if own.is_empty() {
                return Err(failed(messages::no_templates(language)));
            }
            own.sort();
        }
        Ok(Self { own })
    }

    /// All of them; one of the folder stands for the embedded one of its name.
    pub(crate) fn files(&self) -> Vec<(&str, &str)> {
        let embedded = sartor_lexicon::template_files().iter().copied();
        let kept = embedded.filter(|(name, _)| self.own.iter().all(|(own, _)| own != name));
        kept.chain(self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()))).collect()
    }

    /// Those of a folder, by their names in it.
    pub(crate) fn under(&self, folder: &str) -> Vec<(&str, &str)> {
        self.files().into_iter().filter_map(|(name, text)| Some((name.strip_prefix(folder)?, text))).collect()
    }
}

fn walk(dir: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            walk(&path, &format!("{prefix}{name}/"), files)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            files.push((format!("{prefix}{name}"), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
