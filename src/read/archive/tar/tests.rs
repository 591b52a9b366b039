use proptest::prelude::*;

use super::*;
use crate::options::{Layer, Options};
use crate::read::archive::compressed::decompress;
use crate::read::testing::{gz, packs};
use crate::read::{Article, Corpus};

fn articles(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    let read = Corpus::read_bytes(name, bytes, &Options::build(Layer::default()).unwrap()).unwrap();
    let shown = |article: Article| (article.origin.document, article.lines[0].text.to_string());
    read.into_iter().map(|article| article.map_or_else(|error| (String::new(), error.to_string()), shown)).collect()
}

/// The articles of a folder that holds a file of `tests/data/packs`.
fn in_folder(name: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), packs(name)).unwrap();
    let layer = Layer { input: Some(folder.path().to_path_buf()), ..Layer::default() };
    let corpus = Corpus::open(&Options::build(layer).unwrap()).unwrap();
    let shown = |article: Article| (article.origin.document, article.lines[0].text.to_string());
    let read: Vec<_> = corpus.sources().flat_map(|source| corpus.read(&source)).map(|(_, article)| article).collect();
    read.into_iter().map(|article| article.map_or_else(|error| (String::new(), error.to_string()), shown)).collect()
}

fn files(bytes: &[u8]) -> Vec<Result<ArchiveEntry, String>> {
    match TarEntries::new(bytes) {
        Ok(entries) => entries.map(|entry| entry.map_err(|error| error.to_string())).collect(),
        Err(error) => vec![Err(format!("all: {error}"))],
    }
}

/// An entry with a header of the old kind.
fn entry(path: &str, kind: u8, size: &str, bytes: &[u8]) -> Vec<u8> {
    let mut block = vec![0; BLOCK];
    block[..path.len()].copy_from_slice(path.as_bytes());
    block[124..124 + size.len()].copy_from_slice(size.as_bytes());
    block[156] = kind;
    block[148..156].fill(b' ');
    let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block.extend_from_slice(bytes);
    block.resize(block.len().next_multiple_of(BLOCK), 0);
    block
}

fn file(path: &str, text: &str) -> Vec<u8> {
    entry(path, b'0', &format!("{:011o}", text.len()), text.as_bytes())
}

#[test]
fn archives_that_another_program_wrote_are_read_in_their_order_with_the_rules_of_a_zip() {
    for name in ["gnu.tar.gz", "pax.tgz", "pax.tar.xz"] {
        let long = format!("{name}/một/{}hai.txt", "đường/".repeat(20));
        let of = |path: &str| format!("{name}/{path}");
        let none = String::new;
        let expected = [
            (of("b/hai.txt"), "Chợ nổi họp sớm."),
            (of("a/một.txt"), "Bà con gặt lúa."),
            (long, "Gió mùa về."),
            (of("a/hàng.csv#1"), "Lúa."),
            (of("a/hàng.csv#2"), "Gió."),
            (none(), "../ra.txt: its path leads out of the archive: pack the folder anew"),
            (none(), "/etc/a.txt: its path is absolute: pack the folder anew"),
            (none(), ".ann.txt: it is hidden (a name that begins with a dot): rename it"),
            (none(), "thêm.zip: it is an archive in an archive: unpack it first"),
            (none(), "nối.txt: it is a link: put the file itself here"),
            (none(), "b/hai.txt: a second file has this name: rename it"),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(path, text)| (path, text.to_string())).collect();
        assert_eq!(in_folder(name), expected);
        let unpacked = Input::hold(packs(name).into(), true).unwrap();
        let known = paths(&unpacked).unwrap();
        assert_eq!((known.len(), known[0].as_str(), known[3].as_str()), (5, "a/hàng.csv", "b/hai.txt"));
    }
}

#[test]
fn a_tar_cut_anywhere_gives_the_files_before_and_says_that_it_is_cut_off() {
    let whole = [file("a.txt", "Một."), file("b.txt", "Hai."), vec![0; 2 * BLOCK]].concat();
    assert_eq!(files(&whole), [Ok(("a.txt".into(), "Một.".into())), Ok(("b.txt".into(), "Hai.".into()))]);
    for cut in 0..BLOCK {
        assert!(files(&whole[..cut])[0].as_ref().unwrap_err().starts_with("all: it is"), "{cut}");
    }
    for cut in BLOCK..4 * BLOCK {
        let found = files(&whole[..cut]);
        assert!(found.last().unwrap().as_ref().is_err_and(|error| error.ends_with(CUT)), "{cut} {found:?}");
        assert_eq!(found.len(), cut / (2 * BLOCK) + 1, "{cut}");
    }
    let packed = gz(&whole);
    assert!(articles("a.tgz", packed[..packed.len() - 4].to_vec()).last().unwrap().1.contains("it is cut off"));
}

#[test]
fn what_is_no_tar_or_lies_about_its_sizes_is_an_error_that_says_so() {
    let error = |bytes: &[u8]| files(bytes).into_iter().find_map(Result::err).unwrap();
    assert_eq!(error(b""), "all: it is empty");
    assert!(error(&b"text ".repeat(500)).contains("all: it is no tar archive"));
    assert!(files(&[0; 2 * BLOCK]).is_empty());
    assert_eq!(error(&entry("a.txt", b'0', "2000", b"a")), format!("at or after a.txt: {CUT}"));
    let over = entry("a.txt", b'0', "77777777777", b"a");
    assert_eq!(error(&over), format!("at or after a.txt: {CUT}"));
    let mut huge = entry("a.txt", b'0', "0", b"a");
    huge[124..136].copy_from_slice(&[0xff; 12]);
    assert!(error(&huge).contains("all: it is no tar archive"));
    assert!(error(&entry("x", b'x', "77777777", b"a")).contains("over 1 MB"));
    assert!(error(&entry("a.txt", b'S', "1", b"a")).contains("with holes (sparse)"));
    let sparse = "22 GNU.sparse.major=1\n";
    let pax = entry("x", b'x', &format!("{:o}", sparse.len()), sparse.as_bytes());
    assert!(error(&[pax, file("a.txt", "a"), vec![0; BLOCK]].concat()).contains("with holes (sparse)"));
    let mut broken = [file("a.txt", "a"), file("b.txt", "b")].concat();
    broken[2 * BLOCK] = b'x';
    assert_eq!(error(&broken), "at or after a.txt: the header of the next file is broken: copy or pack it again");
}

#[test]
fn a_tar_that_unpacks_without_end_is_refused_within_seconds() {
    let start = std::time::Instant::now();
    let zeros = gz(&vec![0; 100 << 20]).repeat(20);
    let extension = entry("a.txt", b'x', "77777777777", b"");
    let large = entry("b.txt", b'0', "77777777777", b"");
    for header in [extension, large] {
        let bomb = [gz(&header), zeros.clone()].concat();
        let found = articles("a.tgz", bomb);
        let is_refused = |text: &str| text.contains("over 1000 times its size") || text.contains("over 1 MB");
        assert!(is_refused(&found.last().unwrap().1), "{found:?}");
    }
    let many = gz(&file("", "").repeat(30_000));
    let mut unpacked = decompress(&many[..]).unwrap();
    assert!(TarEntries::new(&mut unpacked).unwrap().count() <= 30_001);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_and_any_mutation_give_files_or_errors(
        bytes: Vec<u8>, places in prop::collection::vec((0usize..6_000, any::<u8>()), 1..4), cut in 0usize..6_000,
    ) {
        files(&bytes);
        let mut unpacked = Vec::new();
        decompress(&packs("pax.tgz")[..]).unwrap().read_to_end(&mut unpacked).unwrap();
        for (place, byte) in &places {
            let last = unpacked.len() - 1;
            unpacked[*place.min(&last)] = *byte;
        }
        files(&unpacked);
        let mut packed = packs("pax.tar.xz");
        for (place, byte) in places {
            let last = packed.len() - 1;
            packed[place.min(last)] = byte;
        }
        articles("a.tar.xz", packed.clone());
        packed.truncate(cut);
        articles("a.tar.xz", packed);
    }
}
