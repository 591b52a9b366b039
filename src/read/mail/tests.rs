use proptest::prelude::*;

use super::*;
use crate::options::{Layer, Options};
use crate::read::Corpus;
use crate::read::testing::packs;

fn lines(mail: &str) -> Vec<String> {
    read(mail.as_bytes(), None).unwrap().lines.into_iter().map(|line| line.text).collect()
}

fn error(mail: &str) -> String {
    read(mail.as_bytes(), None).unwrap_err().to_string()
}

/// The title and the lines of each article, or its error.
fn articles(name: &str, bytes: Vec<u8>) -> Vec<(String, Vec<String>)> {
    let read = Corpus::read_bytes(name, bytes, &Options::build(Layer::default()).unwrap()).unwrap();
    let shown = |article: crate::read::Article| {
        let lines = article.lines.iter().map(|line| line.text.to_string()).collect();
        (article.origin.metadata.title.unwrap_or_default(), lines)
    };
    read.into_iter().map(|article| article.map_or_else(|error| (error.to_string(), vec![]), shown)).collect()
}

const HEAD: &str =
    "From: =?utf-8?Q?B=C3=A1o_L=C3=BAa?= <tin@lua.example>\nSubject: Mưa\nDate: Tue, 14 Dec 2021 23:30:00 +0700\n";

#[test]
fn a_mail_that_another_program_wrote_is_read_without_its_attachments_and_signature() {
    let mail = read(&packs("mail.eml"), None).unwrap();
    let lines: Vec<_> = mail.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["Sáng nay, bà con ra đồng từ rất sớm.", "Giá lúa tăng nhẹ so với tháng trước."]);
    let Metadata { title, date, source, author, .. } = mail.metadata;
    assert_eq!(
        title.as_deref(),
        Some("Mùa lúa mới ở các xã ven sông, giá gạo và chuyện những chuyến đò ngang buổi sớm")
    );
    assert_eq!((date.as_deref(), source.as_deref()), (Some("2021-12-14"), Some("Báo Đồng Lúa")));
    assert_eq!(author.as_deref(), Some("Báo Đồng Lúa"));
}

#[test]
fn a_mailbox_that_another_program_wrote_gives_each_of_its_mails() {
    let mails = articles("mails.mbox", packs("mails.mbox"));
    assert_eq!(mails.len(), 3);
    assert_eq!(mails[0], articles("mail.eml", packs("mail.eml"))[0]);
    assert_eq!(mails[1].1, ["Chợ nổi họp từ bốn giờ sáng.", "From the river the boats come in."]);
    assert_eq!(mails[2].0, "Gió mùa");
    let newsletter = ["Gió mùa về", "Gió mùa về sớm hơn mọi năm, người trồng hoa che chắn vườn từ chiều hôm trước."];
    assert_eq!((&mails[2].1[..2], mails[2].1.len()), (&newsletter.map(String::from)[..], 3));
}

#[test]
fn what_a_mail_quotes_is_left_out_and_what_it_forwards_kept() {
    for (body, own) in [
        (
            "Vâng.\n\nVào Th 3, 14 thg 12, 2021 vào lúc 08:30 An\n<an@x.example> đã viết:\n\n> Mấy giờ?\n>> Sáng mai.\n",
            vec!["Vâng."],
        ),
        ("> Mấy giờ?\n\nBốn giờ.\n> Ở đâu?\nBờ sông.\n", vec!["Bốn giờ.", "Bờ sông."]),
        ("Được.\n-----Original Message-----\nFrom: An\nMấy giờ?\n", vec!["Được."]),
        ("---------- Forwarded message ---------\nFrom: An\n\nTin mưa.\n", vec!["Tin mưa."]),
        ("Tin mưa.\n--\nAn\n", vec!["Tin mưa."]),
        ("Ba việc cần làm:\nMột.\n", vec!["Ba việc cần làm:", "Một."]),
    ] {
        assert_eq!(lines(&format!("{HEAD}\n{body}")), own, "{body}");
        assert_eq!(lines(&format!("{HEAD}\n{body}").replace('\n', "\r\n")), own, "{body}");
    }
    let page = "<body><p>Vâng.</p><div class=\"gmail_quote\"><p>Mấy giờ?</p></div>";
    let mail = format!("{HEAD}In-Reply-To: <1>\nContent-Type: text/html; charset=utf-8\n\n{page}");
    assert_eq!(lines(&mail), ["Vâng."]);
}

#[test]
fn a_page_that_forwards_or_answers_without_saying_so_in_its_fields_gives_its_own_text() {
    let page =
        "<p>Xem nhé.</p><div>-------- Forwarded Message --------<br>Subject: Mưa<br>From: An<br></div><p>Tin mưa.</p>";
    assert_eq!(lines(&format!("{HEAD}Content-Type: text/html; charset=utf-8\n\n{page}")), ["Xem nhé.", "Tin mưa."]);
    let page = "<p>Vâng.</p><p>On 14 Dec, An wrote:</p><blockquote type=\"cite\"><p>Mấy giờ?</p></blockquote>";
    assert_eq!(lines(&format!("{HEAD}Content-Type: text/html; charset=utf-8\n\n{page}")), ["Vâng."]);
}

#[test]
fn lines_that_flow_are_joined_and_old_encodings_read_as_declared() {
    let kind = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n";
    assert_eq!(lines(&format!("{HEAD}{kind}\nMột hai  \nba.\nBốn.\n-- \nAn")), ["Một hai ba.", "Bốn."]);
    let japanese = [HEAD.as_bytes(), b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B1+\x1b(B\n"].concat();
    assert_eq!(read(&japanese, None).unwrap().lines[0].text, "雨");
}

#[test]
fn a_mail_of_apple_has_its_length_above_it() {
    let mail = format!("{HEAD}\nTin mưa.\n");
    assert_eq!(lines(&format!("{}      \n{mail}<?xml version=\"1.0\"?><plist/>", mail.len())), ["Tin mưa."]);
}

#[test]
fn what_is_no_mail_or_holds_no_text_is_an_error_that_says_so() {
    assert!(error("Giá lúa tăng.\n\nHôm nay.").contains("it is no mail"));
    let picture = "Content-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nabc";
    assert!(error(&format!("{HEAD}{picture}")).contains("no text but attachments"));
    assert!(error(&format!("{HEAD}Content-Type: multipart/encrypted; boundary=b\n\n--b\n\na")).contains("encrypted"));
    let mailbox = |text: &str| articles("a.mbox", text.into())[0].0.clone();
    assert!(mailbox("Giá lúa tăng.\n").contains("it is no mailbox"));
    assert!(mailbox("").contains("it is empty"));
}

#[test]
fn a_mail_that_is_cut_off_is_an_error_and_a_whole_one_is_not() {
    let cut = "it is cut off: save it again";
    let packed =
        format!("{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nVGluIG3GsGEu");
    assert_eq!(lines(&packed), ["Tin mưa."]);
    // Within four characters, and within the two bytes of a letter.
    for end in [1, 2, 3, 4] {
        assert_eq!(error(&packed[..packed.len() - end]), cut, "{end}");
        if end == 3 {
            assert_eq!(error(&format!("{}\n", &packed[..packed.len() - end])), cut);
        }
    }
    assert_eq!(lines(&packed.replace("VGluIG3GsGEu", "VGluLg==\n")), ["Tin."]);
    let quoted = format!("{HEAD}Content-Transfer-Encoding: quoted-printable\n\nTin m=C6=B0a.=\n");
    assert_eq!(lines(&quoted), ["Tin mưa."]);
    for end in ["=", "=C"] {
        assert_eq!(error(&format!("{HEAD}Content-Transfer-Encoding: quoted-printable\n\nTin m{end}")), cut);
    }
    let parts = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTin mưa.\n--b--");
    assert_eq!(lines(&parts), ["Tin mưa."]);
    for end in [1, 2, 5, 12] {
        assert_eq!(error(&parts[..parts.len() - end]), cut, "{end}");
    }
    // Parts within a part that has its end.
    let inner = parts.replace("--b\n\n", "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\n");
    assert_eq!(lines(&inner), ["Tin mưa."]);
    assert_eq!(error(&HEAD[..HEAD.len() - 9]), cut);
    assert_eq!(error(&format!("{}\n{HEAD}\nTin mưa.\n", HEAD.len() + 100)), cut);
    let mailbox = |end: &str| articles("a.mbox", format!("From a@b 08:30:00\n{HEAD}\nMột.\n\n{end}").into());
    for end in ["From a@b", "From a@b Mon Mar", "From a@b 08:30:00\n"] {
        let read = mailbox(end);
        assert_eq!(
            (&read[0].1[..], &read[1].0[..]),
            (&["Một.".to_string()][..], "mail 2: it is cut off: save it again")
        );
    }
    assert_eq!(mailbox("From now on it rains.")[0].1, ["Một.", "From now on it rains."]);
}

#[test]
fn a_mail_made_to_harm_is_read_or_refused_within_seconds() {
    let start = std::time::Instant::now();
    let deep = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(10_000);
    assert!(read(format!("{HEAD}{deep}").as_bytes(), None).is_err());
    let wide = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\na\n".repeat(200_000) + "--b--");
    assert_eq!(lines(&wide).len(), MOST_PARTS_READ);
    let packed = format!("{HEAD}Content-Transfer-Encoding: base64\n\n{}", "QUFB".repeat(2_000_000));
    assert_eq!(lines(&packed)[0].len(), 6_000_000);
    let fields = format!("{HEAD}{}\n\na", "X: a\n b\n".repeat(200_000));
    let _ = read(fields.as_bytes(), None);
    let long = "a".repeat(60_000_000);
    let mailbox = format!("From a@b 08:30:00\n{HEAD}\nMột.\n\nFrom -\n{long}\n\nFrom -\n{HEAD}\nBa.\n");
    let read = articles("a.mbox", mailbox.into());
    assert_eq!((read.len(), &read[2].1[..]), (3, &["Ba.".to_string()][..]));
    assert_eq!(read[1].0, "mail 2: it is larger than 50 MB: split it");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// As many parts as are looked at in all.
const MOST_PARTS_READ: usize = 1_000;

proptest! {
    #[test]
    fn any_change_of_a_mail_or_mailbox_is_read_without_panic(
        changes in prop::collection::vec((0..4_000_usize, any::<u8>()), 1..9), cut in 0..4_000_usize,
    ) {
        for name in ["mail.eml", "mails.mbox"] {
            let mut bytes = packs(name);
            for (at, byte) in &changes {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            articles(name, bytes.clone());
            bytes.truncate(cut);
            articles(name, bytes);
        }
    }
}
