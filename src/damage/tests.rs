//! Each kind of damage, and sound texts that look like it.

use super::*;

fn found(text: &str) -> Option<DamageKind> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let paragraphs: Vec<Paragraph> =
        lines.map(|(text, line)| Paragraph { line, text: text.to_string(), headline: false }).collect();
    find(&paragraphs, &mut Known::default()).map(|damage| damage.kind)
}

#[test]
fn each_kind_of_damage_is_found() {
    for (text, kind) in [
        ("B? con ngh?o ?? ngh? x? s?a l?i c?y c?u treo.", DamageKind::Lost('?')),
        ("Le pr?sident a ?t? re?u ? l'?cole.", DamageKind::Lost('?')),
        ("Bà con đề ngh\u{fffd} xã sửa lại cây cầu treo.", DamageKind::Lost('\u{fffd}')),
        ("Die StraÃe am Fluss ist seit Montag gesperrt.", DamageKind::Lost('Ã')),
        ("B\\u00e0 con \\u0111\\u1ec1 ngh\\u1ecb x\\u00e3 s\\u1eeda c\\u1ea7u.", DamageKind::Codes),
        ("Bu00e0 con u0111u1ec1 nghu1ecb xu00e3 su1eeda cu1ea7u.", DamageKind::Codes),
        ("B=C3=A0 con =C4=91=E1=BB=81 ngh=E1=BB=8B x=C3=A3.", DamageKind::Codes),
        ("B#224; con #273;#7873; ngh#7883; x#227; s#7917;a.", DamageKind::Codes),
        ("Bà con đề nghб»‹ xГЈ sб»\u{ad}a lбєЎi cГўy cбє§u treo.", DamageKind::Garbled),
        ("Bà con đề ngh├í x├ú s├¡a l├íi cây cầu treo.", DamageKind::Garbled),
        ("kẾ ǍỼ q nỮ Ọ Ġ qỞ qć Ớ Ỹ _ĉ Ỷ kẾ ~ Ờ Ỡ Ề Ị ý Ễ đ Ổ.", DamageKind::Garbled),
        ("B c đ ngh x sa li cy cu treo, khng ch na, ng dn ni.", DamageKind::Missing),
        ("B  con ngh o    ngh  x  s a l i c y c u treo trong th ng n y.", DamageKind::Missing),
        ("Ba con de nghi xa sua lai cay cau treo trong thang nay.", DamageKind::Toneless),
        ("Baf con ddeef nghij xax suwar laij caay caauf treo trong thangs nayf.", DamageKind::Typed),
        ("Ba2 con d9e62 nghi5 xa4 su7a3 la5i ca6y ca62u treo trong tha1ng na2y.", DamageKind::Typed),
        ("Ba` con dde^` nghi. xa~ su+?a la.i ca^y ca^`u treo trong tha'ng na`y.", DamageKind::Typed),
    ] {
        assert_eq!(found(text), Some(kind), "{text}");
    }
}

#[test]
fn damage_in_every_second_paragraph_of_a_long_text_is_found() {
    let sound =
        "Bà con đề nghị xã sửa lại cây cầu treo, vì mùa mưa năm nay nước sông lên rất nhanh và trẻ em phải nghỉ học.";
    let toneless =
        "Ba con de nghi xa sua lai cay cau treo, vi mua mua nam nay nuoc song len rat nhanh va tre em phai nghi hoc.";
    for number in [4, 40, 400, 4_000] {
        let text: Vec<&str> = [sound, toneless].into_iter().cycle().take(number).collect();
        assert_eq!(found(&text.join("\n")), Some(DamageKind::Toneless), "{number} paragraphs");
    }
}

#[test]
fn sound_text_is_not_taken_for_damaged() {
    for text in [
        // An interview.
        "Vì sao? Ai nói? Khi nào?\nÔng nghĩ gì về cây cầu? Bà con có tin không?\nCó! Nhưng bao giờ thì xong?",
        // French, English, German.
        "Où va-t-il ? L’élève a-t-il été reçu à l’école ? Le président n’a pas répondu.",
        "Why? Who said so? When? The mayor didn’t say whether the bridge will be mended.",
        "Wozu? Für wen? Die Bürger möchten wissen, was über den Fluss führt.",
        // Figures, formulas, code.
        "Xã | Hộ | Người\nAn Phú | 312 | 1.204\nBình Hòa | 97 | 388\nTỷ lệ: 12,5% | 8,1% | 79,4%",
        "Cho n, m, k là các số tự nhiên và x = a + b, y = c + d; khi đó n + m > k.",
        "let newFileName = getElementById(\"userName\").toLowerCase(); if (isReady && hasItems) return innerHTML;",
        "Các chữ cái có dấu: ă, â, đ, ê, ô, ơ, ư; trẻ học viết từng chữ một, rồi ghép vần, rồi mới đọc thành tiếng.",
        // A poem, abbreviations, units.
        "Ta về thăm bến sông xưa\nCon đò còn đó, cơn mưa đã già\nAi ngồi bên ấy hát ca\nCho cây cầu cũ bắc qua một thời",
        "UBND TP.HCM, HĐND, MTTQ và các sở GTVT, KHĐT, TNMT họp về dự án BOT; WHO, WTO, UNDP cũng cử người đến.",
        "Đường dài 12 km, rộng 7 m, cho xe 10 t; đi từ km 3 đến km 15, mất 20 min, tr. 5 và tr. 7.",
        // Names and sayings without tones.
        "Kim Jong Un, Hun Sen và Lee Kuan Yew từng đến thăm Hà Nội, theo lời kể của ông Trần Văn Minh.",
        "Anh nhắn: “Em oi hom nay anh ve muon nhe”, rồi tắt máy. Chị đọc đi đọc lại dòng chữ ấy suốt buổi tối mà không biết nên \
         trả lời thế nào, vì trong lòng chị vẫn còn giận chuyện hôm qua, khi anh quên mất ngày giỗ của mẹ.",
        "Đội hình ra sân\nSầm Nưa (4-3-3): Kham; Bun, Noy, Tha, Mai; Sai, Lan, Phon; Keo, Dao, Sing.",
        // English with Vietnamese names, two languages, languages with dots below.
        "Nguyễn Văn Bình of Thừa Thiên Huế said that the ferry to Cần Giờ would be replaced by a bridge in Đồng Nai.",
        "Hội nghị bàn về cầu mới. The meeting discussed the new bridge. Bà con đồng tình. The villagers agreed.",
        "La niña negoció la tradición y la fábrica mostró la solución en el avión de la región.",
        "Ọmọ náà lọ sí ilé ìwé ní àárọ̀, ó sì padà wá ní ìrọ̀lẹ́ pẹ̀lú àwọn ọ̀rẹ́ rẹ̀.",
        // Short.
        "Cầu mới",
        "Tin ngắn\nHai con tau cap ben",
        "Paris – Nice",
        "USB-кабель и Wi-Fi для дома: как выбрать",
        "新しいTシャツとIT企業のAさん",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}
