//! What a source can see: itself, its values, the fonts.

use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Dict, Duration},
    syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::{
    Sheet, TypesetError,
    fonts::{BOOK, FONTS},
};

/// A world of the given sources: whatever else they ask for is denied.
pub(crate) struct Sealed {
    library: LazyHash<Library>,
    main: FileId,
    sources: Vec<Source>,
}

impl Sealed {
    pub(crate) fn new(sheet: &Sheet<'_>) -> Result<Self, TypesetError> {
        let wrong = |reason: String| TypesetError::Values { name: sheet.main.to_owned(), reason };
        let values: Dict =
            serde_json::from_value(sheet.values.clone()).map_err(|error| wrong(error.to_string()))?;
        let place = |name: &str| {
            let path = VirtualPath::new(name).map_err(|_| TypesetError::Source {
                name: name.to_owned(),
                line: 0,
                reason: "no name of a source".to_owned(),
            })?;
            Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
        };
        let mut sources = Vec::new();
        for (name, text) in sheet.sources {
            let id = place(name)?;
            sources.push(Source::new(id, (*text).to_owned()));
        }
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(values).build()),
            main: place(sheet.main)?,
            sources,
        })
    }

    /// The name of a source and the line of a place in it, from 1.
    pub(crate) fn line(&self, span: &DiagSpan) -> Option<(String, usize)> {
        let source = self.find(span.id()?)?;
        let line = source.lines().byte_to_line(self.range(*span)?.start)?;
        Some((source.id().vpath().get_without_slash().to_owned(), line + 1))
    }

    fn find(&self, id: FileId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id() == id)
    }

    /// The name of the main source.
    pub(crate) fn name(&self) -> &str {
        self.main.vpath().get_without_slash()
    }
}

impl World for Sealed {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.find(id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
