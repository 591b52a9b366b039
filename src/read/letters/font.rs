//! The name of a font -> the letters that it draws, where they are those of a font before Unicode.
//!
//! What names mean is what their makers kept to: ABC's begin with ".Vn", VNI's with "VNI", those for VISCII are few and
//! known (the list of the converters UnicodeConverter and WinVNKey). TCVN3 and VISCII lack capitals: their fonts come in
//! pairs, of which the one whose name ends in H, or Hoa, draws all letters as capitals. Fonts such as UTM, UVN and SVN are
//! of Unicode.

use unicode_normalization::UnicodeNormalization;

use super::LegacyLetters;

/// A font before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LegacyFont {
    /// What it draws.
    pub letters: LegacyLetters,
    /// Whether it draws small letters as capitals.
    pub is_capital: bool,
}

/// What follows the name of a family.
const STYLES: [&str; 9] = ["bold", "italic", "oblique", "regular", "normal", "medium", "roman", "mt", "ps"];

/// The families of ABC that PDF files name without the dot: other makers' names begin with "Vn", too.
const ABC: [&str; 34] = [
    "arial",
    "arialnarrow",
    "aristote",
    "avant",
    "bahamasb",
    "black",
    "bodoni",
    "bookantiqua",
    "centuryschoolbook",
    "clarendon",
    "commercialscript",
    "cooper",
    "courier",
    "couriernew",
    "exotic",
    "free",
    "gothic",
    "helvetins",
    "isadora",
    "koala",
    "lincoln",
    "linus",
    "lucidasans",
    "memorandum",
    "monotypecorsiva",
    "mystical",
    "present",
    "revue",
    "southern",
    "stamp",
    "teknical",
    "time",
    "universe",
    "vogue",
];

/// The families for VISCII.
const FOR_VISCII: [&str; 10] =
    ["vitimes", "viarial", "viavan", "vibook", "heomay", "hoangyen", "minhquan", "phuongthao", "thahuong", "uhoai"];

/// Fonts of VNI for other languages, and of symbols.
const OTHERS_OF_VNI: [&str; 6] = ["russia", "japan", "us", "viettay", "zapf", "ding"];

impl LegacyFont {
    /// The font of that name, whatever the case: as CSS lists it, where the first of the list counts, in quotation
    /// marks, with its style after it, or with the mark of a part of a font in PDF before it. `None` where it is of
    /// Unicode, or unknown.
    pub fn named(name: &str) -> Option<LegacyFont> {
        let first = name.trim().trim_start_matches(['"', '\'']).split([',', '"', '\'']).next().unwrap_or_default();
        let whole = match first.split_once('+') {
            Some((mark, rest)) if mark.len() == 6 && mark.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
            _ => first,
        };
        let dotted = whole.trim_start_matches(['\\', ' ']).starts_with('.');
        let plain: String = whole.nfd().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let family = without_style(&plain);
        if let Some(rest) = family.strip_prefix("vni")
            && !(dotted && rest.starts_with("sadora"))
        {
            let other = OTHERS_OF_VNI.iter().any(|other| rest.starts_with(other));
            return (!other).then_some(LegacyFont { letters: LegacyLetters::Vni, is_capital: false });
        }
        if let Some(rest) = family.strip_prefix("vn") {
            // A name that ends in 2 is one of the fonts with two codes to a letter (ĐHBK).
            let rest = rest.strip_suffix(char::is_numeric).map_or(Some(rest), |_| bare(rest))?;
            let base = rest.strip_suffix('h').unwrap_or(rest);
            let known = |name: &str| ABC.contains(&name);
            let is_abc = if dotted { !rest.is_empty() } else { known(rest) || known(base) };
            let is_capital = base != rest && !known(rest);
            return is_abc.then_some(LegacyFont { letters: LegacyLetters::Tcvn3, is_capital });
        }
        let rest = FOR_VISCII.iter().find_map(|known| family.strip_prefix(known))?;
        let (letters, rest) = (LegacyLetters::Viscii, rest.strip_suffix("11").unwrap_or(rest));
        matches!(rest, "" | "t" | "h" | "hoa").then_some(LegacyFont { letters, is_capital: rest.starts_with('h') })
    }

    /// The text that a reader saw, see [`LegacyLetters::decode`].
    pub fn decode(self, text: &str) -> String {
        let text = self.letters.decode(text);
        if self.is_capital { text.to_uppercase() } else { text }
    }
}

/// The name of a font of ABC without the number after it.
fn bare(name: &str) -> Option<&str> {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (&name[bare.len()..] != "2").then_some(bare)
}

/// The name without the styles after it.
fn without_style(mut name: &str) -> &str {
    while let Some(rest) = STYLES.iter().find_map(|style| name.strip_suffix(style)) {
        name = rest;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::letters::LegacyLetters::{Tcvn3, Viscii, Vni};

    fn font(letters: LegacyLetters, is_capital: bool) -> Option<LegacyFont> {
        Some(LegacyFont { letters, is_capital })
    }

    #[test]
    fn the_fonts_of_abc_are_known_by_their_dot_and_capitals_by_the_h_at_the_end() {
        for name in [
            ".VnTime",
            ".VNTIME",
            ".vntime",
            "'.VnTime', serif",
            "\".VnArial\"",
            "\\.VnArial Narrow",
            ".VnTime0117",
            "ABCDEF+.VnTime",
            "QWERTY+.VnTime,BoldItalic",
            ".VnCentury Schoolbook",
            ".VnIsadora",
            ".VnTime-Bold",
            "VnArial",
            ".VnMonotype corsiva",
            ".VnTifani Heavy",
        ] {
            assert_eq!(LegacyFont::named(name), font(Tcvn3, false), "{name}");
        }
        for name in [
            ".VnTimeH",
            ".vntimeh",
            ".VnArial NarrowH",
            ".VnCentury SchoolbookH",
            ".VnAvantH",
            "XYZABC+.VnTimeH-Bold",
            "VnArialH",
            ".VnTifani HeavyH Normal",
            "VnBahamasBHBold",
            "\"\\.VnTimeH\", sans-serif",
            ".VnIsadoraH",
        ] {
            assert_eq!(LegacyFont::named(name), font(Tcvn3, true), "{name}");
        }
    }

    #[test]
    fn the_fonts_of_vni_and_those_for_viscii_are_known() {
        for name in ["VNI-Times", "VNI Helve", "vni-aptima", "VNI-Helve-Condense", "ABCDEF+VNI-Times,Bold", "VNITimes"]
        {
            assert_eq!(LegacyFont::named(name), font(Vni, false), "{name}");
        }
        for name in [
            "VI Times",
            "VI Arial",
            "Heo May 1.1",
            "HoangYen 1.1",
            "MinhQuân 1.1",
            "Minh Quan",
            "UHoài",
            "PhuongThao 1.1",
        ] {
            assert_eq!(LegacyFont::named(name), font(Viscii, false), "{name}");
        }
        for name in ["VI Times H", "Heo May Hoa 1.1", "HoangYenH 1.1", "UHoài Hoa 1.1"] {
            assert_eq!(LegacyFont::named(name), font(Viscii, true), "{name}");
        }
    }

    #[test]
    fn fonts_of_unicode_and_of_other_letters_are_none() {
        for name in [
            "",
            "Times New Roman",
            "Arial, .VnTime",
            "UTM Avo",
            "UVN Han Viet",
            "UVNChinhLuan",
            "SVN-Arial",
            "VNF-Comic Sans",
            "VPS Times",
            "VU Minh Quan",
            "VnTimes2",
            ".VnTimes2",
            "VNtimes new roman",
            "Vni Russia",
            "VNIJapan",
            "Vina Sans",
            "Vinque",
            "Wingdings",
            ".",
            ".Vn",
            "Vivaldi",
            "VN-NTime",
            "+",
            "é+.VnTim",
        ] {
            assert_eq!(LegacyFont::named(name), None, "{name}");
        }
    }

    #[test]
    fn a_font_of_capitals_gives_capitals() {
        let font = LegacyFont::named(".VnTimeH").unwrap();
        assert_eq!(font.decode("Héi nghÞ §µ N½ng, n\u{ad}íc"), "HỘI NGHỊ ĐÀ NẴNG, NƯỚC");
    }
}
