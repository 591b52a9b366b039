//! The page of a mail -> the page without the mails that it quotes, which each program marks in a way of its own. What is
//! written between or below quotations stays.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

use super::fields::{begins_head, is_forward_mark};
use super::own::is_attribution;

/// How far is looked into an element for what it begins with, and before one for a line that says whose it is.
const PEEK: usize = 4_000;
/// Most elements that are looked at: a mail has tens.
const MOST_MARKED: usize = 10_000;
/// Elements that do not end a line.
const INLINE: &[&[u8]] = &[b"a", b"span", b"b", b"i", b"em", b"strong", b"font", b"u", b"small"];

/// What an element of a page is to a mail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The line above a quotation, or the fields of another mail.
    Head,
    /// A quotation.
    Quotation,
    /// What holds a quotation and its head, or a forwarded mail: of Gmail, and of Yahoo.
    Gmail,
    Yahoo,
    /// The fields of a mail, below which the rest is that mail: of Outlook.
    Outlook,
}

/// An element that is marked: where it begins, where its text does, and where it ends.
struct Marked {
    mark: Mark,
    start: usize,
    text: usize,
    end: usize,
}

/// The page without the mails that it quotes; of one that forwards a mail, without the fields of that. Where nothing else is
/// in it, the quoted mail is its text.
pub(super) fn without_quoted(page: &[u8], forwards: bool) -> Cow<'_, [u8]> {
    let marked = marked(page);
    if marked.is_empty() {
        return Cow::Borrowed(page);
    }
    let own = [forwards, true].into_iter().map(|forwards| without(page, &cuts(page, &marked, forwards)));
    own.into_iter().find(|own| has_text(own)).map_or(Cow::Borrowed(page), Cow::Owned)
}

/// What is to be left out, in order.
fn cuts(page: &[u8], marked: &[Marked], forwards: bool) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for (place, element) in marked.iter().enumerate() {
        if element.start < done {
            continue;
        }
        let begin = peek(page, element.text..element.end);
        let first = begin.lines().next().unwrap_or_default();
        let (above, above_text) = line_above(page, done, element.start);
        let within = &marked[place + 1..];
        let has_quotation = within
            .iter()
            .take_while(|inner| inner.start < element.end)
            .take(3)
            .any(|inner| inner.mark == Mark::Quotation);
        let is_cut = match element.mark {
            Mark::Head => true,
            Mark::Quotation => !is_forward_mark(first) && !is_forward_mark(&above_text),
            Mark::Gmail => !forwards && !has_quotation && !first.starts_with("---"),
            Mark::Yahoo => !forwards && !first.starts_with("---"),
            Mark::Outlook => {
                begins_head(&begin) || begin.trim().is_empty() && begins_head(&peek(page, element.end..page.len()))
            }
        };
        if !is_cut {
            continue;
        }
        let end = match element.mark {
            Mark::Outlook if !forwards => page.len(),
            _ => element.end,
        };
        let says_whose = element.mark == Mark::Quotation && is_attribution(&above_text);
        cuts.push(if says_whose { above } else { element.start }..end);
        done = end;
    }
    cuts
}

/// The page without these.
fn without(page: &[u8], cuts: &[Range<usize>]) -> Vec<u8> {
    let (mut own, mut done) = (Vec::with_capacity(page.len()), 0);
    for cut in cuts {
        own.extend_from_slice(&page[done..cut.start]);
        // What stands before and behind it is not one line.
        own.extend_from_slice(b"<br>");
        done = cut.end;
    }
    own.extend_from_slice(&page[done..]);
    own
}

/// The elements that are marked, in their order; one that isn't closed goes on to the end.
fn marked(page: &[u8]) -> Vec<Marked> {
    const NAMES: [&[u8]; 3] = [b"div", b"blockquote", b"table"];
    let mut marked: Vec<Marked> = Vec::new();
    // The elements that are open, by name and by place if they are marked, and how many of each name are.
    let (mut open, mut counts): (Vec<(usize, Option<usize>)>, _) = (Vec::new(), [0_usize; 3]);
    let mut at = 0;
    while let Some(next) = memchr(b'<', &page[at..]).map(|next| at + next) {
        if page[next..].starts_with(b"<!--") {
            let Some(end) = memmem::find(&page[next..], b"-->") else { break };
            at = next + end + 3;
            continue;
        }
        let Some(end) = memchr(b'>', &page[next..]).map(|end| next + end) else { break };
        let (tag, is_end) = match &page[next + 1..end] {
            [b'/', tag @ ..] => (tag, true),
            tag => (tag, false),
        };
        at = end + 1;
        let Some(name) = NAMES.iter().position(|name| tag_name(tag).eq_ignore_ascii_case(name)) else { continue };
        if !is_end {
            let mark = mark(NAMES[name], tag).filter(|_| marked.len() < MOST_MARKED).map(|mark| {
                marked.push(Marked { mark, start: next, text: at, end: page.len() });
                marked.len() - 1
            });
            open.push((name, mark));
            counts[name] += 1;
        } else if counts[name] > 0 {
            // Those within it that were left open end with it.
            while let Some((inner, place)) = open.pop() {
                counts[inner] -= 1;
                if let Some(element) = place.and_then(|place| marked.get_mut(place)) {
                    element.end = at;
                }
                if inner == name {
                    break;
                }
            }
        }
    }
    marked
}

fn tag_name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    &tag[..end]
}

/// What the attributes of an element say that it is.
fn mark(name: &[u8], tag: &[u8]) -> Option<Mark> {
    // No attribute that marks one stands behind thousands of others.
    let tag = String::from_utf8_lossy(&tag[..tag.len().min(PEEK)]).to_ascii_lowercase();
    let has = |attribute: &str, part: &str| {
        let value = tag.split_once(&format!(" {attribute}=")).map(|(_, value)| match value.as_bytes().first() {
            Some(b'"') => value[1..].split('"').next().unwrap_or_default(),
            Some(b'\'') => value[1..].split('\'').next().unwrap_or_default(),
            _ => value.split_whitespace().next().unwrap_or_default(),
        });
        value.is_some_and(|value| value.contains(part))
    };
    match name {
        b"blockquote" if has("class", "gmail_quote") || has("type", "cite") => Some(Mark::Quotation),
        b"table" if has("class", "moz-email-headers-table") => Some(Mark::Head),
        b"div" if has("class", "gmail_attr") || has("class", "moz-cite-prefix") => Some(Mark::Head),
        b"div" if has("class", "gmail_quote") => Some(Mark::Gmail),
        b"div" if has("class", "yahoo_quoted") || has("id", "yahoo_quoted") => Some(Mark::Yahoo),
        b"div" if has("id", "divrplyfwdmsg") || has("id", "appendonsend") => Some(Mark::Outlook),
        b"div" if has("style", "border-top:solid") => Some(Mark::Outlook),
        _ => None,
    }
}

/// The text that a piece of a page begins with, a line for each of its own.
fn peek(page: &[u8], piece: Range<usize>) -> String {
    let end = piece.end.min(piece.start + PEEK);
    let text = lines(&page[piece.start..end]).into_iter().map(|(_, text)| text);
    text.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The last line before a place that isn't empty, and where it begins.
fn line_above(page: &[u8], least: usize, place: usize) -> (usize, String) {
    let from = least.max(place.saturating_sub(PEEK));
    let above = lines(&page[from..place]).into_iter().rev().find(|(_, text)| !text.is_empty());
    above.map_or((place, String::new()), |(start, text)| (from + start, text))
}

/// The lines of a piece of a page, and where they begin.
fn lines(piece: &[u8]) -> Vec<(usize, String)> {
    let (mut lines, mut text, mut start, mut at) = (Vec::new(), Vec::new(), 0, 0);
    let mut close = |start: usize, text: &mut Vec<u8>| {
        let plain = String::from_utf8_lossy(text).replace("&nbsp;", " ").replace("&#160;", " ");
        lines.push((start, plain.split_whitespace().collect::<Vec<_>>().join(" ")));
        text.clear();
    };
    while at < piece.len() {
        if piece[at] != b'<' {
            text.push(piece[at]);
            at += 1;
            continue;
        }
        let Some(end) = memchr(b'>', &piece[at..]).map(|end| at + end) else { break };
        let tag = &piece[at + 1..end];
        let name = tag_name(tag.strip_prefix(b"/").unwrap_or(tag));
        at = end + 1;
        if !INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline)) {
            close(start, &mut text);
            start = at;
        }
    }
    close(start, &mut text);
    lines
}

/// Whether a page says anything.
fn has_text(page: &[u8]) -> bool {
    let body = memmem::find(page, b"<body").unwrap_or_default();
    let mut within = false;
    let page = String::from_utf8_lossy(&page[body..]).replace("&nbsp;", " ");
    page.chars().any(|c| {
        match c {
            '<' => within = true,
            '>' => within = false,
            _ => return !within && !c.is_whitespace(),
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a page that is left, its lines joined.
    fn own(page: &str, forwards: bool) -> String {
        let own = without_quoted(page.as_bytes(), forwards).into_owned();
        let lines = lines(&own).into_iter().map(|(_, text)| text).filter(|text| !text.is_empty());
        lines.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_each_program_quotes_is_left_out_and_answers_between_and_below_kept() {
        for (page, expected) in [
            (
                "<div>Vâng.</div><div class=\"gmail_quote\"><div class=gmail_attr>On Monday An wrote:</div><blockquote \
                 class=\"gmail_quote\"><div>Mấy giờ?</div></blockquote></div>",
                "Vâng.",
            ),
            (
                "<div class='gmail_quote x'><div class='gmail_attr'>On 1 An wrote:</div><blockquote class='gmail_quote'>Mấy \
                 giờ?</blockquote><div>Bốn giờ.</div><blockquote class='gmail_quote'>Ở đâu?</blockquote>Bờ sông.</div>",
                "Bốn giờ.|Bờ sông.",
            ),
            (
                "<body>Vâng.<div class=\"moz-cite-prefix\">On 1, An wrote:<br></div><blockquote type=\"cite\" \
                 cite=\"mid:1\"><p>Mấy giờ?</p><blockquote type=cite>Ai?</blockquote></blockquote><p>Hẹn gặp.</p>",
                "Vâng.|Hẹn gặp.",
            ),
            (
                "<div>Vâng.</div><div>On 14 Mar 2021, at 09:00, <a href=x>An</a> &lt;an@x&gt; wrote:</div><br><BLOCKQUOTE \
                 type=\"cite\">Mấy giờ?</BLOCKQUOTE>",
                "Vâng.",
            ),
            (
                "Vâng.<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>From:</b> An<br><b>Sent:</b> \
                 Sunday<br>To: Ba</div><div>Mấy giờ?</div>",
                "Vâng.",
            ),
            (
                "<p>Vâng.<div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Từ:</b> An<br>Đã gửi: 1<br>Tới: Ba</p></div></div>Mấy giờ?",
                "Vâng.",
            ),
            (
                "Vâng.<div id=\"ydp1yahoo_quoted_2\" class=\"ydp1yahoo_quoted\"><div>On 1, An wrote:</div>Mấy giờ?</div>",
                "Vâng.",
            ),
            // A quotation alone, a box of a page, and a comment.
            ("<body><blockquote type=cite>Mấy giờ?</blockquote>", "Mấy giờ?"),
            ("Một.<div style='border-top:solid red'>Hai.</div>Ba.", "Một.|Hai.|Ba."),
            ("Một.<blockquote>Hai.</blockquote><div id=appendonsend></div>Ba.", "Một.|Hai.|Ba."),
        ] {
            assert_eq!(own(page, false), expected, "{page}");
        }
    }

    #[test]
    fn a_forwarded_mail_is_kept_without_its_fields() {
        let gmail = "Xem.<div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- Forwarded message ---------<br>From: An\
                     <br></div><br>Tin mưa.</div>";
        assert_eq!(own(gmail, false), "Xem.|Tin mưa.");
        let outlook = "Xem.<hr><div id=\"divRplyFwdMsg\"><b>From:</b> An<br><b>Sent:</b> Sunday<br>To: Ba</div><div>Tin mưa.</div>";
        assert_eq!(own(outlook, true), "Xem.|Tin mưa.");
        assert_eq!(own(&outlook[4..], false), "Tin mưa.");
        let apple = "Xem.<div><blockquote type=cite><div>Begin forwarded message:</div>Tin mưa.</blockquote></div>";
        assert_eq!(own(apple, false), "Xem.|Begin forwarded message:|Tin mưa.");
    }

    #[test]
    fn a_page_made_to_harm_takes_no_time() {
        let start = std::time::Instant::now();
        for piece in
            ["<div class=gmail_quote>", "<blockquote type=cite>", "<div>", "</div><blockquote>", "<!-- ", "<", "a:"]
        {
            let page = format!("a{}", piece.repeat(5_000_000 / piece.len()));
            without_quoted(page.as_bytes(), false);
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
