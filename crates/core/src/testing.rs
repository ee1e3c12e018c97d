//! The lexicon of the repository, for unit tests.

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use crate::{
    lexicon::{Lexicon, SourceFile},
    matching::Matcher,
};

static ENGINE: LazyLock<Matcher> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../keywords");
    let mut files = BTreeMap::new();
    read(&root, "", &mut files);
    let files: Vec<SourceFile<'_>> = files.iter().map(|(name, text)| SourceFile { name, text }).collect();
    Matcher::new(Lexicon::load_trusted(&files))
});

/// The matcher over the files of `keywords/`.
pub(crate) fn matcher() -> &'static Matcher {
    &ENGINE
}

/// The lexicon of the files of `keywords/`.
pub(crate) fn lexicon() -> &'static Lexicon {
    ENGINE.lexicon()
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else if name.ends_with(".toml") {
            files.insert(name, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}
