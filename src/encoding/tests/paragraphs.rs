//! Paragraphs in many languages: each is what it was, without doubt.

use encoding_rs::{Encoding, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254};
use unicode_normalization::UnicodeNormalization;

use super::super::{Decoded, decode, decode_as};

const VIETNAMESE: &str = "\
      Sáng thứ bảy, hội đồng xã Lũng Vân họp ở nhà văn hoá để bàn về con đường mới. Ông Hoàng Đức Thịnh nói: \
      \"Đường có tốt thì trẻ em mới đỡ khổ khi đi học\". Nhiều người gật gù, vài cụ già vẫn nghi ngờ vì quỹ \
      chưa đủ.\nĐến trưa, mọi người biểu quyết góp mỗi hộ hai trăm nghìn đồng; số còn lại xin huyện hỗ trợ.\n";
const ENGLISH: &str = "\
      The council of Westbury met on Tuesday to discuss the old bridge. “It has carried us for ninety years,” \
      said the mayor, Zoë Hargreaves, “and it won’t carry us for ninety more.” A café owner offered £500; \
      others thought the fiancée of the builder, a naïve young engineer, had drawn the façade too lightly.\n";
const FRENCH: &str = "\
      Le conseil municipal s’est réuni mardi à l’hôtel de ville pour décider de l’avenir du vieux pont. « \
      Nous avons déjà trop attendu », a déclaré la maire, très émue. Après un débat animé, où chacun a pu \
      s’exprimer, les élus ont voté à l’unanimité la réfection de la chaussée.\n";
const GERMAN: &str = "\
      Der Gemeinderat hat am Dienstag über die Zukunft der alten Brücke beraten. „Wir müssen endlich \
      handeln“, erklärte die Bürgermeisterin und verwies auf die zahlreichen Schäden. Später sollen Fußgänger \
      und Radfahrer getrennte Wege erhalten; für Autos bleibt die Straße künftig gesperrt.\n";
const SPANISH: &str = "\
      El ayuntamiento se reunió ayer para decidir qué hacer con el viejo puente. «Ya no podemos esperar más», \
      declaró la alcaldesa, que pidió también la opinión de los jóvenes. La reparación costará dos millones y \
      empezará en otoño, según anunció la compañía que ganó el concurso público.\n";
const POLISH: &str = "\
      Rada gminy zebrała się we wtorek, żeby zdecydować o przyszłości starego mostu. „Nie możemy dłużej \
      czekać” – powiedziała wójt, wskazując na liczne pęknięcia. Mieszkańcy są jednak podzieleni: część z \
      nich wolałaby najpierw wyremontować szkołę, bo dach już przecieka.\n";
const CZECH: &str = "\
      Zastupitelé se sešli v úterý, aby rozhodli o budoucnosti starého mostu. „Už nemůžeme čekat,“ řekla \
      starostka a ukázala na četné trhliny. Někteří občané by však nejdříve opravili školu, protože do ní \
      zatéká; jiní žádají, aby obec počkala na příští rozpočet.\n";
const RUSSIAN: &str = "\
      Во вторник сельский совет собрался, чтобы решить судьбу старого моста. «Мы не можем больше ждать», — \
      сказала глава администрации и показала многочисленные трещины. Жители разделились: одни хотят сначала \
      починить школу, другие просят подождать до нового года.\n";
const TURKISH: &str = "\
      Belediye meclisi salı günü toplanarak eski köprünün geleceğini görüştü. “Artık daha fazla bekleyemeyiz” \
      diyen başkan, çatlakları tek tek gösterdi. Halkın bir bölümü ise önce okulun çatısının onarılmasını, \
      sonra yolların genişletilmesini istiyor; karar gelecek ay açıklanacak.\n";
const GREEK: &str = "\
      Το δημοτικό συμβούλιο συνεδρίασε την Τρίτη για το μέλλον της παλιάς γέφυρας. Η δήμαρχος είπε ότι δεν \
      μπορούμε να περιμένουμε άλλο και έδειξε τις πολλές ρωγμές.\n";
const JAPANESE: &str = "\
      町議会は火曜日に集まり、古い橋をどうするか話し合った。町長は「これ以上待つ\
      ことはできない」と述べ、ひびの写真を見せた。住民の意見は分かれている。\n";
const CHINESE: &str = "\
      镇议会星期二开会，讨论旧桥的未来。镇长说：“我们不能再等了。”她展示了许多裂\
      缝的照片。居民的意见不一，有人希望先修学校的屋顶，有人要求等到明年的预算。\n";

/// [`VIETNAMESE`] by iconv, and by the letter pairs of VNI.
const TCVN3: &[u8] =
    b"S\xb8ng th\xf8 b\xb6y, h\xe9i \xae\xe5ng x\xb7 L\xf2ng V\xa9n h\xe4p \xeb nh\xb5 v\xa8n ho\xb8 \xae\xd3 b\
      \xb5n v\xd2 con \xae\xad\xeang m\xedi. \xa4ng Ho\xb5ng \xa7\xf8c Th\xdenh n\xe3i: \"\xa7\xad\xeang c\xe3 t\
      \xe8t th\xd7 tr\xce em m\xedi \xae\xec kh\xe6 khi \xaei h\xe4c\". Nhi\xd2u ng\xad\xeai g\xcbt g\xef, v\xb5i \
      c\xf4 gi\xb5 v\xc9n nghi ng\xea v\xd7 qu\xfc ch\xada \xae\xf1.\n\xa7\xd5n tr\xada, m\xe4i ng\xad\xeai bi\xd3\
      u quy\xd5t g\xe3p m\xe7i h\xe9 hai tr\xa8m ngh\xd7n \xae\xe5ng; s\xe8 c\xdfn l\xb9i xin huy\xd6n h\xe7 tr\
      \xee.\n";
const VISCII: &[u8] =
    b"S\xe1ng th\xd1 b\xe4y, h\xb5i \xf0\xb0ng x\xe3 L\xfbng V\xe2n h\xf7p \xb7 nh\xe0 v\xe5n ho\xe1 \xf0\xac b\
      \xe0n v\xab con \xf0\xdf\xb6ng m\xbei. \xd4ng Ho\xe0ng \xd0\xd1c Th\xb8nh n\xf3i: \"\xd0\xdf\xb6ng c\xf3 t\
      \xaft th\xec tr\xeb em m\xbei \xf0\xde kh\xb1 khi \xf0i h\xf7c\". Nhi\xabu ng\xdf\xb6i g\xa7t g\xf9, v\xe0i \
      c\xf8 gi\xe0 v\xe7n nghi ng\xb6 v\xec qu\xdb ch\xdfa \xf0\xfc.\n\xd0\xaan tr\xdfa, m\xf7i ng\xdf\xb6i bi\xac\
      u quy\xaat g\xf3p m\xb2i h\xb5 hai tr\xe5m ngh\xecn \xf0\xb0ng; s\xaf c\xf2n l\xd5i xin huy\xaen h\xb2 tr\
      \xfe.\n";
const WINDOWS_1258: &[u8] =
    b"S\xe1ng th\xfd\xec ba\xd2y, h\xf4\xf2i \xf0\xf4\xccng xa\xde Lu\xdeng V\xe2n ho\xf2p \xf5\xd2 nh\xe0 v\xe3n \
      ho\xe1 \xf0\xea\xd2 b\xe0n v\xea\xcc con \xf0\xfd\xf5\xccng m\xf5\xeci. \xd4ng Ho\xe0ng \xd0\xfd\xecc Thi\
      \xf2nh n\xf3i: \"\xd0\xfd\xf5\xccng c\xf3 t\xf4\xect thi\xcc tre\xd2 em m\xf5\xeci \xf0\xf5\xde kh\xf4\xd2 k\
      hi \xf0i ho\xf2c\". Nhi\xea\xccu ng\xfd\xf5\xcci g\xe2\xf2t g\xf9, v\xe0i cu\xf2 gi\xe0 v\xe2\xden nghi ng\
      \xf5\xcc vi\xcc quy\xde ch\xfda \xf0u\xd2.\n\xd0\xea\xecn tr\xfda, mo\xf2i ng\xfd\xf5\xcci bi\xea\xd2u quy\
      \xea\xect g\xf3p m\xf4\xdei h\xf4\xf2 hai tr\xe3m nghi\xccn \xf0\xf4\xccng; s\xf4\xec co\xccn la\xf2i xin hu\
      y\xea\xf2n h\xf4\xde tr\xf5\xf2.\n";
const VNI: &[u8] =
    b"Sa\xf9ng th\xf6\xf9 ba\xfby, ho\xe4i \xf1o\xe0ng xa\xf5 Lu\xf5ng Va\xe2n ho\xefp \xf4\xfb nha\xf8 va\xean ho\
      a\xf9 \xf1e\xe5 ba\xf8n ve\xe0 con \xf1\xf6\xf4\xf8ng m\xf4\xf9i. O\xc2ng Hoa\xf8ng \xd1\xf6\xf9c Th\xf2nh n\
      o\xf9i: \"\xd1\xf6\xf4\xf8ng co\xf9 to\xe1t th\xec tre\xfb em m\xf4\xf9i \xf1\xf4\xf5 kho\xe5 khi \xf1i ho\
      \xefc\". Nhie\xe0u ng\xf6\xf4\xf8i ga\xe4t gu\xf8, va\xf8i cu\xef gia\xf8 va\xe3n nghi ng\xf4\xf8 v\xec quy\
      \xf5 ch\xf6a \xf1u\xfb.\n\xd1e\xe1n tr\xf6a, mo\xefi ng\xf6\xf4\xf8i bie\xe5u quye\xe1t go\xf9p mo\xe3i ho\
      \xe4 hai tra\xeam ngh\xecn \xf1o\xe0ng; so\xe1 co\xf8n la\xefi xin huye\xe4n ho\xe3 tr\xf4\xef.\n";

fn assert_certain(bytes: &[u8], encoding: &str, text: &str) {
    let decoded = decode(bytes).unwrap();
    assert_eq!(decoded.text.nfc().collect::<String>(), text);
    assert_eq!((decoded.encoding, decoded.candidates), (encoding, Vec::new()));
}

#[test]
fn a_vietnamese_paragraph_is_found_in_every_encoding() {
    assert_certain(VIETNAMESE.as_bytes(), "UTF-8", VIETNAMESE);
    assert_certain(TCVN3, "TCVN3", VIETNAMESE);
    assert_certain(VISCII, "VISCII", VIETNAMESE);
    assert_certain(WINDOWS_1258, "windows-1258", VIETNAMESE);
    assert_certain(VNI, "VNI-Windows", VIETNAMESE);
}

#[test]
fn a_paragraph_of_another_language_is_not_called_vietnamese() {
    let paragraphs: [(&str, &'static Encoding); 11] = [
        (ENGLISH, WINDOWS_1252),
        (FRENCH, WINDOWS_1252),
        (GERMAN, WINDOWS_1252),
        (SPANISH, WINDOWS_1252),
        (POLISH, WINDOWS_1250),
        (CZECH, WINDOWS_1250),
        (RUSSIAN, WINDOWS_1251),
        (TURKISH, WINDOWS_1254),
        (GREEK, WINDOWS_1253),
        (JAPANESE, SHIFT_JIS),
        (CHINESE, GBK),
    ];
    for (text, encoding) in paragraphs {
        assert_certain(&encoding.encode(text).0, encoding.name(), text);
    }
}

#[test]
fn utf_16_is_found_without_a_mark_in_both_orders() {
    for text in [VIETNAMESE, ENGLISH, CHINESE, RUSSIAN, "Đà Nẵng", "Mưa to ở Huế"] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_certain(&little, "UTF-16LE", text);
        assert_certain(&big, "UTF-16BE", text);
        assert_certain(&[b"\xff\xfe", &little[..]].concat(), "UTF-16LE with byte-order mark", text);
        assert_certain(&[b"\xfe\xff", &big[..]].concat(), "UTF-16BE with byte-order mark", text);
        assert_eq!(decode_as(&little, "utf16").unwrap().text, text);
        assert_eq!(decode_as(&big, "UTF-16").unwrap().text, text);
        assert_eq!(decode_as(&big, "utf_16be").unwrap().text, text);
    }
}

#[test]
fn utf_8_with_a_mark_loses_the_mark() {
    assert_certain("\u{feff}Mưa".as_bytes(), "UTF-8 with byte-order mark", "Mưa");
    assert_certain(b"", "UTF-8", "");
    assert_certain(b"plain", "UTF-8", "plain");
}

#[test]
fn too_little_evidence_names_the_other_encodings() {
    for word in [&b"Vi\xd6t"[..], b"Vie\xe4t", b"Vi\xaet", b"Vi\xea\xf2t", b"m\xfar", b"\xcf\xf0\xe8\xe2\xe5\xf2"] {
        assert_ne!(decode(word).unwrap().candidates, Vec::<&str>::new(), "{word:x?}");
    }
    let decoded = decode(b"Vi\xd6t Nam").unwrap();
    assert!(decoded.encoding == "TCVN3" || decoded.candidates.contains(&"TCVN3"));
}

#[test]
fn encodings_that_give_the_same_text_leave_no_doubt() {
    let text = "The Müller family - García, Françoise and Jürgen - own a café; the façade is Zoë’s.";
    let decoded = decode(&encoding_rs::WINDOWS_1252.encode(text).0).unwrap();
    assert_eq!(decoded, Decoded { text: text.to_string(), encoding: decoded.encoding, candidates: Vec::new() });
}

#[test]
fn names_are_taken_in_any_spelling() {
    for (name, encoding) in [
        ("tcvn-3", "TCVN3"),
        ("Abc", "TCVN3"),
        ("VNI_Windows", "VNI-Windows"),
        ("viscii", "VISCII"),
        ("UTF8", "UTF-8"),
        ("windows1258", "windows-1258"),
        ("CP-1258", "windows-1258"),
        ("latin1", "windows-1252"),
        ("ISO-8859-2", "ISO-8859-2"),
        ("iso8859_2", "ISO-8859-2"),
        ("Shift JIS", "Shift_JIS"),
        ("eucjp", "EUC-JP"),
        ("KOI8R", "KOI8-R"),
    ] {
        assert_eq!(decode_as(b"abc", name).unwrap().encoding, encoding, "{name}");
    }
    assert!(decode_as(b"abc", "klingon").unwrap_err().to_string().starts_with("klingon is no encoding known here"));
}
