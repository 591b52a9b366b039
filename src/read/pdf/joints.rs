//! A line and the paragraphs so far -> the one that it goes on with, by its place, its letters and its text.

use super::cues::{self, Marker};
use super::layout::{GAP, INDENT, PageLayout, follows, is_below, is_restyled};
use super::line::{PdfLine, is_alike};
use super::rows::is_row;

/// How much higher than those of the body the letters of headings are, and how many lines headings have at most.
const HEADING: f64 = 1.1;
const MOST_HEADING: usize = 4;
/// How far apart the lines of a heading may be, in heights of the letters, however the body is set.
const HEADING_DISTANCE: (f64, f64) = (1.25, 1.6);
/// How far apart lines are, in heights of the letters, that are two paragraphs if nothing else joins them.
const FAR: f64 = 1.8;
/// How many paragraphs back the one may be that goes on after captions and notes.
const BACK: usize = 12;

/// The lines of a paragraph.
pub struct LineGroup {
    /// Their places among all lines.
    pub lines: Vec<usize>,
    /// Whether there is a gap above it; `None` where it begins a column.
    pub is_apart: Option<bool>,
    /// Its left edge, without its first line if it has more.
    pub left: f64,
    /// What it begins with, if it is an item of a list.
    pub marker: Option<Marker>,
    /// Quotations and brackets that it has opened and not closed.
    pub opened: i32,
}

/// The group that a line goes on with.
pub fn home(groups: &[LineGroup], lines: &[PdfLine], layout: &PageLayout, at: usize) -> Option<usize> {
    let last = groups.len().checked_sub(1)?;
    let is_joined = |group: usize| joins(&groups[group], lines, layout, at);
    if is_joined(last) {
        return Some(last);
    }
    // Captions and notes may come between the lines of a paragraph, at the end of a column.
    let line = &lines[at];
    if is_below(&lines[at - 1], line) || !cues::goes_on(&line.text) {
        return None;
    }
    let mut earlier = (last.saturating_sub(BACK)..last).rev();
    let earlier = earlier.find(|&group| {
        let end = groups[group].lines.last().map(|&end| &lines[end]);
        end.is_some_and(|end| end.page + 1 >= line.page && is_alike(end.height, line.height))
    });
    earlier.filter(|&group| is_joined(group))
}

/// Whether a line goes on with the paragraph.
fn joins(group: &LineGroup, lines: &[PdfLine], layout: &PageLayout, at: usize) -> bool {
    let Some(&end) = group.lines.last() else {
        return false;
    };
    let (above, line) = (&lines[end], &lines[at]);
    let are_alike = is_alike(above.height, line.height) && above.angle == line.angle;
    if !are_alike || is_restyled(above, line) || is_row(lines, end) || is_row(lines, at) {
        return false;
    }
    let ends = cues::ends_sentence(&above.text) && group.opened <= 0;
    let goes_on = cues::goes_on(&line.text) && !ends;
    let is_full = layout.is_full(lines, end, line.word);
    if is_item(group, lines, at, ends || !is_full) {
        return false;
    }
    if end + 1 != at || !follows(above, line) {
        return goes_on_elsewhere(lines, layout, [end, at], is_full, ends);
    }
    let own = group.lines.len().checked_sub(2).map(|before| &lines[group.lines[before]]);
    let own = own.filter(|before| follows(before, above)).map(|before| above.y - before.y);
    let (distance, usual) = (line.y - above.y, own.unwrap_or_else(|| layout.distance(line)));
    // Where each paragraph is one line, the usual distance is that of paragraphs.
    let is_far = own.is_none() && ends && !goes_on && distance > FAR * line.height;
    let is_gap = is_far || distance > GAP * usual;
    let (least, most) = HEADING_DISTANCE;
    let heading_distance = GAP * line.height * layout.body_distance().clamp(least, most);
    if is_heading(lines, layout, end) && distance <= heading_distance {
        return !ends || is_full;
    }
    if is_gap && !(goes_on && is_full && distance < GAP * GAP * usual) {
        return false;
    }
    if goes_on && is_full {
        return true;
    }
    if is_indented(group, lines, layout, at) {
        return false;
    }
    let block = layout.block(end);
    // A word that can't be stretched may stand alone however short it is.
    let is_long = block.is_single(above) || above.x1 - block.left > 0.7 * (block.column - block.left);
    is_full || (!ends && (goes_on || group.opened > 0) && is_long)
}

/// Whether a line goes on with a paragraph that ends on another page or in another column.
fn goes_on_elsewhere(lines: &[PdfLine], layout: &PageLayout, [end, at]: [usize; 2], is_full: bool, ends: bool) -> bool {
    let (above, line) = (&lines[end], &lines[at]);
    let goes_on = cues::goes_on(&line.text);
    let is_elsewhere = above.page != line.page || line.y < above.y - line.height;
    if !is_elsewhere || (goes_on && !ends) {
        return is_elsewhere;
    }
    let is_flush = layout.is_indented && (line.x0 - layout.block(at).left).abs() < INDENT * line.height;
    let may_begin = ends && !goes_on && !layout.is_justified(lines, end) && !is_flush;
    end + 1 == at && is_full && !may_begin && !layout.is_first_line(lines, at)
}

/// Whether a line begins an item of a list, where a sentence ends above or doesn't fill its line.
fn is_item(group: &LineGroup, lines: &[PdfLine], at: usize, is_over: bool) -> bool {
    let line = &lines[at];
    match cues::marker(&line.text) {
        Some(Marker::Bullet) => true,
        Some(marker) => {
            let is_next = group.marker == Some(marker);
            is_over || (is_next && (lines[group.lines[0]].x0 - line.x0).abs() < INDENT * line.height)
        }
        None => false,
    }
}

/// Whether a line is indented, compared with the paragraph or with the line below.
fn is_indented(group: &LineGroup, lines: &[PdfLine], layout: &PageLayout, at: usize) -> bool {
    let line = &lines[at];
    let first = &lines[group.lines[0]];
    if layout.is_first_line(lines, at) {
        return true;
    }
    let indent = (line.x0 - group.left) / line.height;
    if group.lines.len() == 1 && group.marker.is_some() {
        return line.x0 > first.x0 + first.word + 4.0 * line.height;
    }
    // The left edge of a paragraph is that of its second line, which may be left of the first.
    indent > INDENT || (group.lines.len() > 1 && indent < -INDENT)
}

/// Whether a line is part of a heading: larger letters, and few lines of them.
fn is_heading(lines: &[PdfLine], layout: &PageLayout, at: usize) -> bool {
    let block = layout.block(at);
    lines[at].height > HEADING * layout.body && block.end - block.start <= MOST_HEADING
}
