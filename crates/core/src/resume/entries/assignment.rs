//! Heads that name a client beside the employer: « Coriandre Conseil, en mission chez Banque Ferrande ».

use super::{super::rows::trimmed, fields::Reader};
use crate::{Span, text::with_folded};

/// A part of a head that tells where its employer sent the applicant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assignment {
    /// What stands before; empty where the part tells nothing else.
    pub(super) before: Span,
    /// The name of the client.
    pub(super) client: Option<Span>,
}

impl Reader<'_, '_> {
    /// The assignment told from the start of `part`, or behind a comma or a bracket of it.
    pub(super) fn assignment(&self, part: Span) -> Option<Assignment> {
        let text = self.text();
        let content = part.of(text);
        let behind = content.match_indices([',', '(']).map(|(at, sign)| at + sign.len());
        std::iter::once(0).chain(behind).find_map(|at| {
            let told = trimmed(text, Span::new(part.start + at, part.end));
            let words = with_folded(told.of(text), |folded| self.finder.naming.begins_assignment(folded))?;
            let before = Span::new(part.start, part.start + at.saturating_sub(1));
            Some(Assignment { before: self.tidy(before), client: self.client(told, words) })
        })
    }

    /// « Développeuse Java pour Coriandre Conseil » as title and employer.
    pub(super) fn employed_for(&self, title: Span) -> Option<(Span, Span)> {
        let content = title.of(self.text());
        self.finder.naming.employed_for().iter().find_map(|word| {
            let (before, name) = content.split_once(word.as_str())?;
            let (end, start) = (title.start + before.len(), title.end - name.len());
            name.starts_with(char::is_uppercase)
                .then(|| (self.tidy(Span::new(title.start, end)), self.tidy(Span::new(start, title.end))))
        })
    }

    /// The name behind the first `words` words of `told`: from its first capital on.
    fn client(&self, told: Span, words: usize) -> Option<Span> {
        let text = self.text();
        let content = told.of(text);
        let rest = content.split_whitespace().nth(words)?;
        let from = rest.as_ptr() as usize - content.as_ptr() as usize;
        let named = content[from..].find(char::is_uppercase)?;
        // « à l'Agence Ferrande »: what stands before a name is short.
        let small = content[from..from + named].split([' ', '\'', '’']).count() <= 4;
        let client = self.tidy(Span::new(told.start + from + named, told.end));
        small.then(|| match client.of(text).strip_suffix(')') {
            Some(open) if !open.contains('(') => Span::new(client.start, client.end - 1),
            _ => client,
        })
    }
}
