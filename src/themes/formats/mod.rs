//! Dictionaries of other text-analysis tools: the text of a file -> its categories with their patterns, and what was
//! left out of it. A pattern is words separated by one blank; within a word `*` stands for any characters or none and
//! `?` for one, and a word that is `*` alone is any one word. Letters keep the case that they have in the file.

mod lexicoder;
mod liwc;
mod table;
mod tree;
mod wordstat;
mod write;
mod yaml;
mod yoshikoder;

pub use write::write_yaml;

/// A dictionary of another tool.
#[derive(Clone, Debug, PartialEq)]
pub struct Dictionary {
    /// Every category that the file names, each followed by its subcategories; one that only groups others has no
    /// pattern.
    pub categories: Vec<Category>,
    /// What was left out, in the order of the file.
    pub skipped: Vec<Skipped>,
}

/// A category of a dictionary.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// Its names from the outermost category to its own.
    pub path: Vec<String>,
    /// Its own patterns, without those of its subcategories, in the order of the file.
    pub patterns: Vec<Pattern>,
}

/// A pattern in the form that the head of this file describes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Its words.
    pub text: String,
    /// Its line in the file, from 1.
    pub line: usize,
}

/// An entry that was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The entry as the file writes it, with one blank for blanks and tabs, shortened to 60 characters.
    pub entry: String,
    /// The reason, one clause that completes "skipped: ...".
    pub why: String,
}

/// Reads the text of a dictionary; an error says what of its structure is broken, where, and what to do.
pub type Read = fn(&str) -> anyhow::Result<Dictionary>;

/// A form that dictionaries are written in.
pub struct DictionaryFormat {
    /// Whose it is.
    pub tool: &'static str,
    /// The extensions of its files, in small letters.
    pub extensions: &'static [&'static str],
    /// What reads it.
    pub read: Read,
}

/// All forms, but for the project's own.
pub const FORMATS: &[DictionaryFormat] = &[
    DictionaryFormat { tool: "quanteda", extensions: &["yml", "yaml"], read: yaml::read },
    DictionaryFormat { tool: "LIWC", extensions: &["dic"], read: liwc::read },
    DictionaryFormat { tool: "LIWC-22", extensions: &["dicx"], read: table::read_liwc },
    DictionaryFormat { tool: "WordStat", extensions: &["cat"], read: wordstat::read },
    DictionaryFormat { tool: "Yoshikoder", extensions: &["ykd"], read: yoshikoder::read },
    DictionaryFormat { tool: "Lexicoder", extensions: &["lc3", "lcd"], read: lexicoder::read },
    DictionaryFormat { tool: "a table of words and categories", extensions: &["csv", "tsv"], read: table::read },
];

/// The form of a file with this extension: that which its text plainly has, else that of its extension. Lexicoder 2 wrote
/// Yoshikoder's.
pub fn find(extension: &str, text: &str) -> Option<&'static DictionaryFormat> {
    let of = |extension: &str| FORMATS.iter().find(|format| format.extensions.contains(&extension));
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let first = text.lines().next().unwrap_or_default().trim_end();
    match first {
        "%" => of("dic"),
        _ if text.starts_with('<') && text.contains("<cnode") => of("ykd"),
        _ if table::begins_liwc(first) => of("dicx"),
        _ => of(extension).or_else(|| match first {
            _ if first.starts_with('+') => of("lc3"),
            _ if table::begins(first) => of("csv"),
            _ => None,
        }),
    }
}

/// All forms with the extensions of their files.
pub fn known() -> String {
    let with_extensions = |format: &DictionaryFormat| format!("{} (.{})", format.tool, format.extensions.join(", ."));
    FORMATS.iter().map(with_extensions).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    /// Categories as `A > B: one, two`.
    pub(in crate::themes) fn shown(dictionary: &Dictionary) -> Vec<String> {
        let patterns = |category: &Category| category.patterns.iter().map(|p| p.text.clone()).collect::<Vec<_>>();
        let all = dictionary.categories.iter();
        all.map(|category| format!("{}: {}", category.path.join(" > "), patterns(category).join(", "))).collect()
    }

    /// What was left out as `line entry: reason`.
    pub(in crate::themes) fn left_out(dictionary: &Dictionary) -> Vec<String> {
        dictionary.skipped.iter().map(|s| format!("{} {}: {}", s.line, s.entry, s.why)).collect()
    }

    /// One small dictionary in every format: two categories, the first with a phrase and a repeated word.
    const SAMPLES: [&str; 7] = [
        "Pets:\n- cat*\n- guinea pig\n- cat*\nTools: saw\n",
        "%\n1\tPets\n2\tTools\n%\ncat*\t1\nguinea pig\t1\ncat*\t1\nsaw\t2\n",
        "DicTerm,Pets,Tools\ncat*,X,\n\"guinea pig\",X\ncat*,X,\nsaw,,X\n",
        "Pets\n\tcat* (1)\n\tguinea_pig (1)\n\tcat* (1)\nTools\n\tsaw (1)\n",
        "<dictionary><cnode name='Pets'>\n<pnode name='cat*'/>\n<pnode name='guinea pig'/>\n<pnode name='cat*'/>\n\
         </cnode><cnode name='Tools'><pnode name='saw'/></cnode></dictionary>",
        "+Pets\ncat*\nguinea pig\ncat*\n+Tools\nsaw\n",
        "word,category\ncat*,Pets\n\"guinea pig\",Pets\ncat*,Pets\nsaw,Tools\n",
    ];

    #[test]
    fn every_format_reads_the_same_dictionary_with_any_line_ends_and_a_byte_order_mark() {
        for (DictionaryFormat { tool, read, .. }, sample) in FORMATS.iter().zip(SAMPLES) {
            let plain = read(sample).unwrap();
            assert_eq!(shown(&plain), ["Pets: cat*, guinea pig", "Tools: saw"], "{tool}");
            assert_eq!(plain.skipped.len(), 1, "{tool}");
            assert_eq!(read(&sample.replace('\n', "\r\n")).unwrap(), plain, "{tool}");
            assert_eq!(read(&sample.replace('\n', "\r")).unwrap(), plain, "{tool}");
            assert_eq!(read(&format!("\u{feff}{sample}")).unwrap(), plain, "{tool}");
        }
    }

    #[test]
    fn a_form_is_known_by_the_text_where_the_extension_misleads() {
        for (sample, format) in SAMPLES.iter().zip(FORMATS) {
            for extension in format.extensions {
                assert_eq!(find(extension, sample).unwrap().tool, format.tool);
            }
        }
        for (place, tool) in [(1, "LIWC"), (2, "LIWC-22"), (4, "Yoshikoder"), (5, "Lexicoder"), (6, FORMATS[6].tool)] {
            assert_eq!(find("txt", &format!("\u{feff}\n{}", SAMPLES[place])).unwrap().tool, tool);
        }
        assert_eq!(find("lcd", SAMPLES[4]).unwrap().tool, "Yoshikoder");
        assert_eq!(find("csv", SAMPLES[2]).unwrap().tool, "LIWC-22");
        assert!(find("txt", "cat\ndog\n").is_none() && find("json", "{\"Pets\": []}").is_none());
    }

    #[test]
    fn the_readme_names_every_form_and_extension() {
        let readme = include_str!("../../../README.md");
        for format in FORMATS {
            for extension in format.extensions {
                assert!(readme.contains(&format!(".{extension}")), "{extension}");
            }
        }
        assert!(known().contains("Lexicoder (.lc3, .lcd), a table"), "{}", known());
    }

    #[test]
    fn a_file_without_a_dictionary_is_an_error_that_says_what_to_write() {
        for DictionaryFormat { tool, read, .. } in FORMATS {
            for text in ["", "\n\n", "cat", "%", "<p>cat</p>", "+"] {
                let error = read(text).unwrap_err().to_string();
                assert!(error.starts_with("it") && error.contains(':'), "{tool} {text:?}: {error}");
            }
        }
    }

    #[test]
    fn long_names_and_entries_do_not_multiply() {
        let long = "a".repeat(200_000);
        let numbers = "1\t2\t".repeat(100_000);
        let many = "\tb (1)\n\tc\n".repeat(20_000);
        let texts = [
            format!("%\n1\ta\n%\n{long}\t{numbers}\n"),
            format!("%\n1\ta\n%\nb\t{numbers}\n"),
            format!("{long}\n{many}"),
            format!("{}\n{many}", "a ".repeat(240)),
            "*".repeat(200_000),
            format!(
                "DicTerm{}\n{}",
                ",a".repeat(999),
                format!("{}{}\n", "b".repeat(1000), ",X".repeat(999)).repeat(50)
            ),
            format!("word,category\n{}", format!("{long},a\nb,{long}\n").repeat(2)),
            format!("{}\n", ",".repeat(200_000)),
        ];
        texts.iter().for_each(|text| check(text));
    }

    /// Pieces of all formats, so that random texts get past their first line.
    const PIECES: &[&str] = &[
        "a",
        "b*",
        "C ",
        "é?",
        "_",
        "*",
        "**",
        "?",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\t",
        "\n  ",
        "\n    - ",
        "\r",
        "\r\n",
        ":",
        ": ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        "\"",
        "\\",
        "|\n",
        ">\n",
        "#",
        "&x ",
        "*x ",
        "!t ",
        "---\n",
        "...\n",
        "~",
        "%",
        "%\n",
        "\n%\n",
        "1",
        "1\ta\n",
        "\n\t2\tb",
        "(",
        ")",
        "(1)",
        " (1)\n",
        "(1 2)",
        "<of>1/2",
        "/",
        "@",
        "+",
        "\n+a",
        "#ffffff",
        "<dictionary>",
        "</dictionary>",
        "<cnode name='a'>",
        "<cnode name=\"b\">",
        "</cnode>",
        "<pnode name='a'/>",
        "<pnode name=\"b",
        "<",
        ">",
        "/>",
        "&amp;",
        "&x;",
        "<!--",
        "-->",
        "<!DOCTYPE a [<!ENTITY x 'y'>]>",
        "\u{feff}",
        "\0",
        "\u{85}",
        "\u{2028}",
        "\u{ffff}",
        "__",
        ",",
        ";",
        ",X",
        ",0.5",
        "sep=;\n",
        "DicTerm,a",
        "\nword,category\n",
        ",weight",
    ];

    fn check(text: &str) {
        for DictionaryFormat { tool, read, .. } in FORMATS {
            let Ok(dictionary) = read(text) else { continue };
            for category in &dictionary.categories {
                assert!((1..=64).contains(&category.path.len()) && category.path.iter().all(|name| !name.is_empty()));
                let different: HashSet<&str> = category.patterns.iter().map(|p| p.text.as_str()).collect();
                assert_eq!(different.len(), category.patterns.len());
                for Pattern { text, line } in &category.patterns {
                    assert!(text.contains(char::is_alphanumeric) && !text.contains("**"), "{tool} {text:?}");
                    assert!(text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)));
                    assert!(*line > 0);
                }
            }
            assert!(dictionary.skipped.iter().all(|s| s.line > 0 && s.entry.chars().count() <= 60));
            let again = (FORMATS[0].read)(&write_yaml(&dictionary.categories)).unwrap();
            assert_eq!(shown(&again), shown(&dictionary), "{tool}");
            assert!(again.skipped.is_empty());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_gives_a_sound_dictionary_that_survives_writing_or_an_error(text in "(?s).{0,60}") {
            check(&text);
        }

        #[test]
        fn so_does_a_jumble_of_the_formats(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
            check(&pieces.concat());
        }

        #[test]
        fn so_does_a_damaged_dictionary(sample in 0..SAMPLES.len(), at in 0..150_usize, piece in prop::sample::select(PIECES)) {
            let (start, end) = SAMPLES[sample].split_at(at.min(SAMPLES[sample].len()));
            check(&format!("{start}{piece}{end}"));
            check(&format!("{start}{piece}"));
        }
    }
}
