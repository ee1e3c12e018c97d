//! Which line a byte stands on.

/// The line ends of a text, found once and asked often.
///
/// ```
/// use sartor_core::text::LineEnds;
/// let lines = LineEnds::of("Zoé\nLyon\n");
/// assert_eq!((lines.line(0), lines.line(5)), (1, 2));
/// ```
#[derive(Debug, Clone)]
pub struct LineEnds(Vec<usize>);

impl LineEnds {
    /// Finds the line ends of `text`.
    pub fn of(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> u32 {
        1 + u32::try_from(self.0.partition_point(|end| *end < at)).unwrap_or(u32::MAX - 1)
    }
}
