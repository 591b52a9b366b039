//! The lines of a mail -> those that are its text: without the mail that it answers, the fields above one that it forwards,
//! and its signature.

use super::fields::{fields_end, is_forward_mark, opens_answered_mail, strict_fields_end};

/// The most lines and characters of a signature, and of a line in it that isn't a sentence.
const MOST_SIGNATURE_LINES: usize = 10;
const MOST_SIGNATURE_CHARS: usize = 600;
const LONG_LINE: usize = 60;
/// Fewest words of a short line that is a sentence.
const SENTENCE_WORDS: usize = 8;
/// The same below a mark that lacks its space, and may be no mark of a signature.
const BARE_SENTENCE_WORDS: usize = 3;

/// The lines that a mail says itself, or forwards.
pub(super) fn own_lines(lines: Vec<String>, forwards: bool) -> Vec<String> {
    let answered = (0..lines.len()).find(|&place| opens_answered_mail(&lines[place..]));
    let Some(answered) = answered else { return unquoted(&without_fields(&lines)) };
    let own = unquoted(&without_fields(&lines[..answered]));
    // Where nothing stands above it, the mail below is what this one forwards.
    if !forwards && !own.is_empty() {
        return own;
    }
    let forwarded = without_answered_head(&lines[answered..]);
    own.into_iter().chain(unquoted(&without_fields(forwarded))).collect()
}

/// What is below the fields of a mail that is told apart as one that is answered.
fn without_answered_head(lines: &[String]) -> &[String] {
    let first = lines.iter().position(|line| fields_end(std::slice::from_ref(line)) > 0).unwrap_or(0);
    &lines[first + fields_end(&lines[first..])..]
}

/// The lines without those that say that a mail is forwarded, and its fields. Apple Mail marks a forwarded text as a quotation.
fn without_fields(lines: &[String]) -> Vec<String> {
    let (mut kept, mut rest) = (Vec::new(), lines);
    while let Some((line, below)) = rest.split_first() {
        if !is_forward_mark(line) {
            kept.push(line.clone());
            rest = below;
            continue;
        }
        let blank = below.iter().take_while(|line| line.trim().is_empty()).count();
        let block = &below[blank..];
        let marked = block.iter().take_while(|line| line.starts_with('>')).count();
        if marked > 0 {
            let plain: Vec<String> = block[..marked].iter().map(|line| line[1..].trim_start().to_string()).collect();
            kept.extend_from_slice(&plain[fields_end(&plain)..]);
            rest = &block[marked..];
        } else {
            rest = &block[fields_end(block)..];
        }
    }
    kept
}

/// The places of the lines of a page that say that a mail is forwarded, and of its fields.
pub(super) fn forward_heads(lines: &[String]) -> Vec<usize> {
    let marks = (0..lines.len()).filter(|&place| is_forward_mark(&lines[place]));
    marks.flat_map(|mark| mark..=mark + strict_fields_end(&lines[mark + 1..])).collect()
}

/// The lines without quotations and the signature.
fn unquoted(lines: &[String]) -> Vec<String> {
    let end = signature(lines).unwrap_or(lines.len());
    let mut own: Vec<&String> = Vec::new();
    let mut is_quoted = false;
    for line in lines[..end].iter().filter(|line| !line.trim().is_empty()) {
        let is_quote = line.starts_with('>');
        if is_quote && !is_quoted {
            drop_attribution(&mut own);
        }
        is_quoted = is_quote;
        if !is_quote {
            own.push(line);
        }
    }
    own.into_iter().cloned().collect()
}

/// Where the signature begins: at the last line of two hyphens, where what is below is short and no text.
fn signature(lines: &[String]) -> Option<usize> {
    let mark = lines.iter().rposition(|line| line.trim_end() == "--")?;
    let below = || lines[mark + 1..].iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let least = if lines[mark] == "-- " { SENTENCE_WORDS } else { BARE_SENTENCE_WORDS };
    let is_short = below().count() <= MOST_SIGNATURE_LINES
        && below().map(|line| line.chars().count()).sum::<usize>() <= MOST_SIGNATURE_CHARS;
    (is_short && !below().any(|line| is_sentence(line, least))).then_some(mark)
}

/// Whether a line is one of a text and not of an address: it is long, or ends as a sentence of so many words does.
fn is_sentence(line: &str, least: usize) -> bool {
    let ends = line.trim_end_matches(['"', '”', '»', ')']).ends_with(['.', '!', '?', '…', '。']);
    let is_contact = ["@", "://", "www.", " | "].iter().any(|mark| line.contains(mark));
    (ends && line.split_whitespace().count() >= least) || (!is_contact && line.chars().count() >= LONG_LINE)
}

/// Drops the line or two above a quotation that say whose it is.
fn drop_attribution(own: &mut Vec<&String>) {
    match own.as_slice() {
        [.., last] if is_attribution(last) && begins_attribution(last) => own.truncate(own.len() - 1),
        [.., before, last] if is_attribution(last) && begins_attribution(before) && before.len() < 100 => {
            own.truncate(own.len() - 2);
        }
        [.., last] if is_attribution(last) => own.truncate(own.len() - 1),
        _ => (),
    }
}

/// Whether a line says whose the quotation below it is: "On 14 Dec 2021, A wrote:", "Vào ngày 14, A đã viết:".
pub(super) fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    let has_name = line.contains('@') || line.contains(|c: char| c.is_ascii_digit());
    line.ends_with(':') && line.len() < 200 && (has_name || line.ends_with("wrote:") || line.ends_with("viết:"))
}

fn begins_attribution(line: &str) -> bool {
    ["On ", "Vào ", "Ngày ", "Lúc ", "Le ", "Am "].iter().any(|word| line.trim().starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Vec<String> {
        own_lines(text.lines().map(String::from).collect(), false)
    }

    #[test]
    fn a_signature_is_dropped_and_texts_below_two_hyphens_are_kept() {
        let long = "Những chiếc thuyền nhỏ chở đầy hoa cúc và cam sành xuôi về chợ huyện từ sáng";
        for (text, expected) in [
            ("Tin mưa.\n-- \nAn\nPhòng Nông nghiệp\nan@x.example | 028 1234", vec!["Tin mưa."]),
            ("Tin mưa.\n--\nAn", vec!["Tin mưa."]),
            ("Một.\n-- \nHai.\n-- \nAn", vec!["Một.", "-- ", "Hai."]),
            ("Một.\n--\n\nThuyền đã về bến.", vec!["Một.", "--", "Thuyền đã về bến."]),
            (&format!("Một.\n-- \n{long}"), vec!["Một.", "-- ", long]),
            ("Một.\n-- \nHôm nay bà con ra đồng từ sớm.", vec!["Một.", "-- ", "Hôm nay bà con ra đồng từ sớm."]),
        ] {
            assert_eq!(own(text), expected, "{text}");
        }
        assert_eq!(own(&format!("Một.\n-- \n{}", "An\n".repeat(10))), ["Một."]);
        assert_eq!(own(&format!("Một.\n-- \n{}", "An\n".repeat(11))).len(), 13);
        assert_eq!(own(&format!("Một.\n-- \n{}", format!("{} @\n", "a".repeat(70)).repeat(9))).len(), 11);
    }

    #[test]
    fn the_mail_that_is_answered_is_dropped_as_outlook_writes_it() {
        let rule = "_".repeat(32);
        for (text, expected) in [
            (format!("Được.\n\n{rule}\nFrom: An <a@x>\nSent: Sunday\nTo: Ba\nSubject: Mưa\n\nMấy giờ?"), vec!["Được."]),
            (format!("Được.\n\n{rule}\nTừ: An\nĐã gửi: Chủ nhật\nTới: Ba\nChủ đề: Mưa\n\nMấy giờ?"), vec!["Được."]),
            ("Được.\n\nFrom: An\nSent: Sunday\nTo: Ba\nSubject: Mưa\n\nMấy giờ?".to_string(), vec!["Được."]),
            ("Được.\n-----Original Message-----\nFrom: An\nSent: Sunday\n\nMấy giờ?".to_string(), vec!["Được."]),
            // Nothing stands above it: it is forwarded.
            (format!("{rule}\nFrom: An\nSent: Sunday\nTo: Ba\n\nMấy giờ?"), vec!["Mấy giờ?"]),
            // A rule alone, or a text about senders.
            (format!("Một.\n{rule}\nHai."), vec!["Một.", &rule, "Hai."]),
            (
                "Một.\nFrom: here on it rains.\nTo: be seen.".into(),
                vec!["Một.", "From: here on it rains.", "To: be seen."],
            ),
        ] {
            assert_eq!(own(&text), expected, "{text}");
        }
        let forwarded = "Xem nhé.\n\n_____________\nFrom: An\nSent: Sunday\nTo: Ba\n\nGiá lúa tăng.";
        assert_eq!(own_lines(forwarded.lines().map(String::from).collect(), true), ["Xem nhé.", "Giá lúa tăng."]);
    }

    #[test]
    fn of_a_forwarded_mail_the_fields_are_dropped_and_its_text_kept() {
        for (text, expected) in [
            (
                "Xem.\n---------- Forwarded message ---------\nFrom: An <a@x>\nDate: Fri\nSubject: a long\nlong one\nTo: \
                 <b@x>\n\n\nGiá lúa: tăng.\nTo: the sea.",
                vec!["Xem.", "Giá lúa: tăng.", "To: the sea."],
            ),
            ("-------- Forwarded Message --------\nSubject: \tMưa\nTo: \tAn,\n c@x\n\nTin mưa.", vec!["Tin mưa."]),
            ("---------- Thư đã chuyển tiếp ----------\nTừ: An\nTới: Ba\n\nTin mưa.", vec!["Tin mưa."]),
            (
                "Begin forwarded message:\n\n> From: An\n> Subject: Mưa\n> \n> Tin mưa.\n\nHết.",
                vec!["Tin mưa.", "Hết."],
            ),
            ("---- forwarded on Monday\nTin mưa.", vec!["---- forwarded on Monday", "Tin mưa."]),
        ] {
            assert_eq!(own(text), expected, "{text}");
        }
    }
}
