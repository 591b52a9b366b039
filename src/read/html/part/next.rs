//! A page of several articles -> where the second begins.

use std::ops::Range;

use super::{ArticleSign, Container, TextBlock, inherited, is_running};

/// The headline of an article is within this many lines above its text.
const LEAD: usize = 10;

/// The first line of the next article, where a page has several: an article after the first one's running text that has
/// a headline of its own, of the first rank; or of the second, or of the same as the first one's, if both articles are
/// side by side. An entry within the first article doesn't count.
pub fn next_article(
    blocks: &[TextBlock],
    containers: &[Container],
    article: Range<usize>,
    is_furniture: &[bool],
    is_title: &[bool],
) -> Option<usize> {
    let headline = article.start;
    let rank = blocks.get(headline).map(|block| block.rank).filter(|&rank| rank > 0 && is_title[headline])?;
    let is_text = |line: &usize| is_running(&blocks[*line]) && blocks[*line].rank == 0;
    let running = article.clone().find(is_text)?;
    let holds_start = |place: usize| containers[place].first <= headline && running < containers[place].end;
    let is_around = |place: usize| containers[place].article == ArticleSign::Tag && holds_start(place);
    let is_within = inherited(containers, is_around);
    // The first article itself.
    let own =
        (0..containers.len()).rev().find(|&place| containers[place].article != ArticleSign::No && holds_start(place));
    let is_whole = |own: &usize| {
        let is_long = (headline..containers[*own].end).filter(is_text).nth(1).is_some();
        containers[*own].article == ArticleSign::Tag || is_long
    };
    let own = own.filter(is_whole);
    let is_beside = |place: usize| own.is_some_and(|own| are_side_by_side(containers, own, place));
    let is_next = |&place: &usize| {
        let Container { first, end, article: kind, .. } = containers[place];
        let is_open = || match kind {
            ArticleSign::No => false,
            ArticleSign::Tag => !is_within[place],
            ArticleSign::Section | ArticleSign::Named => own.is_some_and(|own| containers[own].end <= first),
        };
        let is_own = |line: usize| {
            let block = &blocks[line];
            let is_second = block.rank > 0 && block.rank <= rank.max(2) && kind >= ArticleSign::Named;
            !is_title[line] && (block.is_headline || is_second && is_beside(place))
        };
        let mut lead = (first..end).take(LEAD).take_while(|&line| !is_text(&line));
        let is_behind = running < first && first < article.end && !is_furniture[place];
        is_behind && is_open() && lead.any(is_own)
    };
    (0..containers.len()).find(is_next).map(|place| containers[place].first)
}

/// Whether two containers have the same parent, or each is in one of two that do.
fn are_side_by_side(containers: &[Container], one: usize, other: usize) -> bool {
    let parent = |place: usize| containers[place].parent;
    let (above, beside) = (parent(one), parent(other));
    above == beside || parent(above) == parent(beside) && above > 0 && beside > 0 && one != above
}
