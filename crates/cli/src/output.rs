//! Everything the command line writes: standard output, standard error, files.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use sartor_core::Language;

use crate::{args::Target, failure::Failure, messages};

/// Writes a result to its target: a file, or standard output.
pub(crate) fn deliver(text: &str, target: &Target, language: Language) -> Result<(), Failure> {
    match target.output.as_deref() {
        Some(path) if path != Path::new("-") => write_file(path, text.as_bytes(), target.force, language),
        _ => print(text, language),
    }
}

/// Fails early where [`deliver`] would refuse, before any work is done.
pub(crate) fn check(target: &Target, language: Language) -> Result<(), Failure> {
    match target.output.as_deref() {
        Some(path) if path != Path::new("-") => writable(path, target.force, language),
        _ => Ok(()),
    }
}

/// Writes to standard output; a reader that has closed it is no error.
pub(crate) fn print(text: &str, language: Language) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(not_written(Path::new("-"), &error, language))
        }
        _ => Ok(()),
    }
}

/// Writes to standard error; whether anyone listens does not matter.
pub(crate) fn complain(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes());
    let _ = err.flush();
}

/// Refuses a path that is taken, unless it is a regular file that may be replaced.
pub(crate) fn writable(path: &Path, force: bool, language: Language) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Err(_) => Ok(()),
        Ok(found) if !found.is_file() => {
            Err(Failure::usage("output.not_a_file", messages::not_replaceable(path, language)))
        }
        Ok(_) if force => Ok(()),
        Ok(_) => Err(Failure::usage("output.exists", messages::exists(path, language))),
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write_file(path: &Path, bytes: &[u8], force: bool, language: Language) -> Result<(), Failure> {
    write_with(path, force, language, |file| file.write_all(bytes))
}

/// Writes a file whole or not at all, as `fill` gives its content.
pub(crate) fn write_with(
    path: &Path,
    force: bool,
    language: Language,
    fill: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> Result<(), Failure> {
    writable(path, force, language)?;
    let part = beside(path);
    let written = put(&part, fill).and_then(|()| publish(&part, path, force));
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::usage("output.exists", messages::exists(path, language)),
        _ => not_written(path, &error, language),
    })
}

fn put(path: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    fill(&mut file)?;
    file.sync_all()
}

/// Gives the finished file its name; without `force` a file that came up meanwhile stays.
fn publish(part: &Path, path: &Path, force: bool) -> io::Result<()> {
    if force {
        return fs::rename(part, path);
    }
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no links.
        Err(_) => fs::rename(part, path),
    }
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let short: String = name.chars().take(40).collect();
    path.with_file_name(format!(".{short}.{}.part", std::process::id()))
}

fn not_written(path: &Path, error: &io::Error, language: Language) -> Failure {
    Failure::usage("output.failed", messages::not_written(path, &error.to_string(), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_never_over_another() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.html");
        write_file(&path, b"one", false, Language::En).unwrap();
        let refused = write_file(&path, b"two", false, Language::En).unwrap_err();
        assert_eq!((refused.status, refused.code.as_str()), (2, "output.exists"));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_file(&path, b"two", true, Language::En).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing else is left");
    }
}
