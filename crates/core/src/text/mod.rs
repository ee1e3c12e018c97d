//! Text as Sartor compares it: folded, cut into tokens, stemmed; every part knows its bytes in the original.

mod apart;
mod cut;
mod fold;
mod function_words;
mod line_ends;
mod mask;
mod stem;
mod tokens;

pub(crate) use apart::apart;
pub use apart::together;
pub use fold::{Folded, fold, fold_key, with_folded};
pub use function_words::{Function, Votes, language_of};
pub use line_ends::LineEnds;
pub use mask::masked;
pub use stem::with_stem;
pub use tokens::{Gap, Token, Tokens};
