//! Links laid over the text.

use hayro_interpret::kurbo::Rect as Area;
use hayro_interpret::{RectExt, TransformExt};
use hayro_syntax::object::{Array, Dict, Name, Rect, String as PdfString};
use hayro_syntax::page::Page;
use sartor_core::Span;

use super::text::Placed;
use crate::builder::Builder;

/// Links of a page; more are not a resume.
const MOST: usize = 500;

/// Adds the links of a page, each with the words that lie in its area.
pub(crate) fn write(builder: &mut Builder, page: &Page<'_>, placed: &[Placed]) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return };
    let transform = page.initial_transform(true).to_kurbo();
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        if annotation.get::<Name<'_>>(b"Subtype").as_deref() != Some(b"Link") {
            continue;
        }
        let target = annotation.get::<Dict<'_>>(b"A").and_then(|action| action.get::<PdfString<'_>>(b"URI"));
        let Some(target) = target else { continue };
        let area = annotation.get::<Rect>(b"Rect").map(|rect| transform.transform_rect_bbox(rect.to_kurbo()));
        let target = super::device::decode(target.as_bytes());
        builder.link(&target, area.and_then(|area| span_under(area, placed)));
    }
}

fn span_under(area: Area, placed: &[Placed]) -> Option<Span> {
    let mut under = placed.iter().filter(|word| area.contains(word.centre)).map(|word| word.span);
    let first = under.next()?;
    Some(under.fold(first, |all, span| Span::new(all.start.min(span.start), all.end.max(span.end))))
}
