use proptest::prelude::*;

use super::*;
use crate::options::{Layer, Options};
use crate::read::testing::{gz, packs};
use crate::read::{Article, Corpus};

fn articles(name: &str, bytes: Vec<u8>) -> Vec<Result<Article, String>> {
    let read = Corpus::read_bytes(name, bytes, &Options::build(Layer::default()).unwrap()).unwrap();
    read.into_iter().map(|article| article.map_err(|error| error.to_string())).collect()
}

fn text(article: &Article) -> String {
    article.lines.iter().map(|line| line.text.to_string()).collect::<Vec<_>>().join("|")
}

fn error(bytes: &[u8]) -> String {
    articles("a.arrow", bytes.to_vec()).into_iter().find_map(Result::err).unwrap()
}

/// As pyarrow 26 wrote them.
const FILES: [&str; 5] = ["lz4.feather", "zstd.feather", "plain.feather", "stream.ipc", "view.arrow"];

#[test]
fn files_that_another_program_wrote_give_the_same_rows_however_they_are_packed() {
    let texts = [
        "Sáng nay, bà con xuống đồng gặt lúa.",
        "Chợ nổi họp từ bốn giờ sáng.|Người bán, người mua gọi nhau.",
        "row 3: it holds no text",
        "Gió mùa về sớm hơn mọi năm.",
    ];
    for name in FILES {
        let rows = articles(name, packs(name));
        assert!(rows.iter().map(|row| row.as_ref().map_or_else(String::clone, text)).eq(texts), "{name} {rows:?}");
        let known: Vec<_> = rows.into_iter().flatten().map(|row| (row.origin.document, row.origin.metadata)).collect();
        let documents = [1, 2, 4].map(|row| format!("{name}#{row}"));
        assert!(known.iter().map(|(document, _)| document).eq(&documents));
        let titles = known.iter().map(|(_, metadata)| metadata.title.as_deref());
        assert!(titles.eq([Some("Mùa lúa"), Some("Chợ nổi"), Some("Gió mùa")]));
        let (first, groups) = match name {
            "view.arrow" => ("2021-12-14", [None, None, None]),
            _ => ("2021-12-14T08:30:00", [Some("28"), Some("31"), None]),
        };
        let dates = known.iter().map(|(_, metadata)| metadata.date.as_deref());
        assert!(dates.eq([Some(first), Some("2021-12-15"), Some("2021-12-16")]), "{name}");
        assert!(known.iter().map(|(_, metadata)| metadata.group.as_deref()).eq(groups), "{name}");
    }
}

#[test]
fn a_column_of_lists_is_text_if_the_user_says_so_and_the_longest_where_no_name_says_it() {
    let layer = Layer { text_column: Some("tags".into()), ..Layer::default() };
    let read = Corpus::read_bytes("a.feather", packs("zstd.feather"), &Options::build(layer).unwrap()).unwrap();
    let texts: Vec<_> = read.iter().map(|row| row.as_ref().map_or_else(|error| error.to_string(), text)).collect();
    assert_eq!(texts, ["a", "row 2: it holds no text", "row 3: it holds no text", "b|c"]);
    let renamed = |name: &[u8; 4]| {
        let mut bytes = packs("plain.feather");
        for place in 0..bytes.len() - 4 {
            if bytes[place..].starts_with(b"text") {
                bytes[place..place + 4].copy_from_slice(name);
            }
        }
        bytes
    };
    assert!(error(&renamed(b"blah")).starts_with("none of its columns is called `text`"));
}

#[test]
fn a_file_cut_anywhere_gives_rows_before_and_an_error() {
    for name in ["plain.feather", "lz4.feather", "stream.ipc"] {
        let whole = packs(name);
        // What is behind the rows is not needed.
        let rows = whole.len() * 2 / 3;
        for cut in (0..rows).step_by(7) {
            let read = articles(name, whole[..cut].to_vec());
            assert!(read.last().is_some_and(Result::is_err) || name == "stream.ipc", "{name} {cut}");
        }
    }
    let packed = gz(&packs("stream.ipc"));
    assert_eq!(articles("a.arrows.gz", packed).len(), 4);
}

#[test]
fn what_is_no_arrow_file_is_an_error_that_says_so() {
    assert_eq!(error(b""), "it is empty");
    assert!(error(b"FEA1\0\0\0\0").contains("Feather of version 1: save it anew"));
    assert!(error(b"text,title\na,b\n").contains("it is no Arrow file"));
    assert!(error(b"ARROW1\0\0").contains("cut off"));
    assert!(error(&[&b"ARROW1\0\0\xff\xff\xff\xff\xff\xff\xff\x7f"[..], &[0; 99]].concat()).contains("broken"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_bytes_and_any_mutation_give_rows_or_errors(
        bytes: Vec<u8>, places in prop::collection::vec((0usize..3_000, any::<u8>()), 1..4),
    ) {
        articles("a.arrow", [b"ARROW1\0\0\xff\xff\xff\xff", &bytes[..]].concat());
        for name in FILES {
            let mut file = packs(name);
            for (place, byte) in &places {
                let last = file.len() - 1;
                file[*place.min(&last)] = *byte;
            }
            let start = std::time::Instant::now();
            articles(name, file);
            prop_assert!(start.elapsed().as_secs() < 10);
        }
    }
}
