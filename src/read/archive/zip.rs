//! A zip folder -> its files one at a time, in the order of their names.

use std::io::{BufReader, Read, Seek, SeekFrom};

use anyhow::{Result, anyhow, bail};
use unicode_normalization::UnicodeNormalization;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::path::{check, is_passed_over};
use super::{ArchiveEntry, MOST_ENTRY};
use crate::read::bounded::{BOMB, allowed};
use crate::read::input::Input;
use crate::read::source::{Bodies, Body, ReadingWishes};

/// The files in a zip as articles, see [`entries`].
///
/// # Errors
/// It is no zip that can be read.
pub fn open(input: Input, _: &ReadingWishes) -> Result<Bodies> {
    let entries = entries(input.seekable()?)?;
    Ok(Box::new(entries.map(|entry| match entry {
        Ok((path, bytes)) => (format!("/{path}"), Ok(Body::Held(bytes))),
        Err(error) => (String::new(), Err(error)),
    })))
}

/// The files in a zip, in the order of their paths. Folders, and what systems put in by themselves, are passed over.
///
/// # Errors
/// Of the whole: it is no zip, is cut off, or is made to unpack to far more than its size. Of a file, whose path is said: it
/// is hidden, its path leads out of the archive, it is an archive itself, a link, encrypted, packed in another way than
/// deflate, broken or over 256 MB; the rest goes on.
pub fn entries<R: Read + Seek>(source: R) -> Result<impl Iterator<Item = Result<ArchiveEntry>> + use<R>> {
    let (archive, mut places, left) = listed(source)?;
    places.reverse();
    // The later of two with one name hides the other.
    let hidden = archive.has_duplicate_names();
    let hidden = hidden.then(|| Err(anyhow!("some of its files have the same name: only the last of each is read")));
    Ok(hidden.into_iter().chain(ArchiveEntries { archive, places, left, before: None }))
}

/// The paths of its files, nothing unpacked.
///
/// # Errors
/// As for the whole in [`entries`].
pub fn paths(input: Input) -> Result<Vec<String>> {
    Ok(listed(input.seekable()?)?.1.into_iter().map(|(path, _)| path).collect())
}

/// An archive, the paths of its files in their order with their places in it, and how many bytes it may unpack to.
type ArchiveList<R> = (ZipArchive<BufReader<R>>, Vec<(String, usize)>, u64);

fn listed<R: Read + Seek>(mut source: R) -> Result<ArchiveList<R>> {
    let left = allowed(source.seek(SeekFrom::End(0))?);
    let mut archive = match ZipArchive::new(BufReader::new(source)) {
        Ok(archive) => archive,
        Err(ZipError::Io(error)) => bail!("it can't be read ({error})"),
        Err(error) => bail!("it is no zip, or cut off or broken ({error}): copy or pack it again"),
    };
    let mut places = Vec::with_capacity(archive.len());
    let mut size = 0u64;
    for place in 0..archive.len() {
        let entry = archive.by_index_data(place)?;
        size = size.saturating_add(entry.size());
        let path = entry.name()?.replace('\\', "/").nfc().collect::<String>();
        places.push((path.trim_start_matches("./").to_string(), place));
    }
    // The sizes may lie: bytes are counted again as they come. Entries that share bytes multiply them.
    if size > left {
        bail!(BOMB);
    }
    if archive.has_overlapping_entries().unwrap_or_default() {
        bail!("its files overlap: it is broken, or made to harm");
    }
    places.retain(|(path, _)| !path.ends_with('/') && !is_passed_over(path));
    places.sort();
    Ok((archive, places, left))
}

struct ArchiveEntries<R> {
    archive: ZipArchive<BufReader<R>>,
    /// Paths and places of what is left, the last first.
    places: Vec<(String, usize)>,
    /// How many bytes may still be unpacked.
    left: u64,
    before: Option<String>,
}

impl<R: Read + Seek> ArchiveEntries<R> {
    fn read(&mut self, path: &str, place: usize) -> Result<Vec<u8>> {
        check(path)?;
        if self.before.as_deref() == Some(path) {
            bail!("a second file has this name: rename it");
        }
        let entry = self.archive.by_index_data(place)?;
        if entry.encrypted() {
            bail!("it is encrypted: unpack it with its password first");
        }
        if entry.is_symlink() {
            bail!("it is a link: put the file itself here");
        }
        let (method, size) = (entry.compression(), entry.size());
        if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
            bail!("it is packed by {method}, which can't be read: pack it anew");
        }
        if size > MOST_ENTRY {
            bail!("it is over {} MB: unpack the archive", MOST_ENTRY >> 20);
        }
        let broken = |error| anyhow!("it is broken ({error}): pack it again");
        let entry = self.archive.by_index(place).map_err(|error| broken(error.to_string()))?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(usize::try_from(size)?)?;
        let read = entry.take(size.min(self.left) + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        read.map_err(|error| broken(error.to_string()))?;
        if self.left == 0 {
            bail!(BOMB);
        }
        if bytes.len() as u64 != size {
            bail!(broken("its size is wrong".to_string()));
        }
        Ok(bytes)
    }
}

impl<R: Read + Seek> Iterator for ArchiveEntries<R> {
    type Item = Result<ArchiveEntry>;

    fn next(&mut self) -> Option<Result<ArchiveEntry>> {
        let (path, place) = self.places.pop()?;
        let bytes = self.read(&path, place).map_err(|error| anyhow!("{path}: {error}"));
        self.before = Some(path.clone());
        if self.left == 0 {
            self.places.clear();
        }
        Some(bytes.map(|bytes| (path, bytes)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::read::testing::zip;
    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Vec<Result<ArchiveEntry, String>> {
        match entries(Cursor::new(bytes)) {
            Ok(entries) => entries.map(|entry| entry.map_err(|error| error.to_string())).collect(),
            Err(error) => vec![Err(format!("all: {error}"))],
        }
    }

    fn error(bytes: &[u8]) -> String {
        read(bytes).into_iter().find_map(Result::err).unwrap()
    }

    /// Sets bytes in the headers of an entry, local and central: places count from the compression method's, which both
    /// have.
    fn patch(bytes: &mut [u8], entry: usize, place: isize, value: &[u8]) {
        let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        let entry = archive.by_index_raw(entry).unwrap();
        for method in [entry.header_start() as isize + 8, entry.central_header_start() as isize + 10] {
            bytes[(method + place) as usize..][..value.len()].copy_from_slice(value);
        }
    }

    #[test]
    fn files_are_read_in_the_order_of_their_paths_and_what_systems_add_is_passed_over() {
        let names = [
            "b.txt",
            "a/c.txt",
            "__MACOSX/a/._c.txt",
            "a/.DS_Store",
            "a/._c.txt",
            "Thumbs.db",
            "./a/b.txt",
            "a\\d.txt",
        ];
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, name.as_bytes())).collect();
        let mut zip = ZipWriter::new_append(Cursor::new(zip(&files))).unwrap();
        zip.add_directory("empty", SimpleFileOptions::default()).unwrap();
        let read = read(&zip.finish().unwrap().into_inner());
        let read: Vec<_> = read.iter().map(|entry| entry.as_ref().unwrap().0.as_str()).collect();
        assert_eq!(read, ["a/b.txt", "a/c.txt", "a/d.txt", "b.txt"]);
    }

    #[test]
    fn names_are_read_as_utf_8_in_nfc_or_in_code_page_437() {
        let decomposed: String = "Bài.txt".nfd().collect();
        assert_eq!(read(&zip(&[(&decomposed, b"a")])), [Ok(("Bài.txt".to_string(), b"a".to_vec()))]);
        let mut bytes = zip(&[("B_i.txt", b"a")]);
        for place in 1..bytes.len() - 1 {
            if bytes[place - 1..].starts_with(b"B_i") {
                // Code 0x85 is "à" (IBM code page 437).
                bytes[place] = 0x85;
            }
        }
        assert_eq!(read(&bytes)[0].as_ref().unwrap().0, "Bài.txt");
    }

    #[test]
    fn paths_that_lead_elsewhere_hidden_files_and_archives_are_errors_and_the_rest_goes_on() {
        let names =
            ["../a.txt", "/etc/a.txt", "C:\\a.txt", "a/../../b.txt", ".git/a.txt", "more.zip", "a.tar.gz", "z.txt"];
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b"a"[..])).collect();
        let read = read(&zip(&files));
        let faults: Vec<_> = read.iter().filter_map(|entry| entry.as_ref().err()).map(String::as_str).collect();
        assert_eq!(
            faults,
            [
                "../a.txt: its path leads out of the archive: pack the folder anew",
                ".git/a.txt: it is hidden (a name that begins with a dot): rename it",
                "/etc/a.txt: its path is absolute: pack the folder anew",
                "C:/a.txt: its path is absolute: pack the folder anew",
                "a.tar.gz: it is an archive in an archive: unpack it first",
                "a/../../b.txt: its path leads out of the archive: pack the folder anew",
                "more.zip: it is an archive in an archive: unpack it first",
            ]
        );
        assert_eq!(read[7].as_ref().unwrap().0, "z.txt");
    }

    #[test]
    fn what_can_not_be_unpacked_is_an_error_that_says_what_to_do() {
        let text = "Một hai ba. ".repeat(20);
        let whole = zip(&[("a.txt", text.as_bytes()), ("b.txt", b"b")]);
        let fault = |place, value: &[u8]| {
            let mut bytes = whole.clone();
            patch(&mut bytes, 0, place, value);
            let read = read(&bytes);
            assert_eq!(read[1], Ok(("b.txt".into(), b"b".to_vec())));
            read[0].clone().unwrap_err()
        };
        assert_eq!(fault(-2, &[1, 0]), "a.txt: it is encrypted: unpack it with its password first");
        assert!(fault(0, &[14, 0]).starts_with("a.txt: it is packed by "));
        assert!(fault(6, &[1, 2, 3, 4]).starts_with("a.txt: it is broken ("));
        assert!(fault(14, &[9, 0, 0, 0]).starts_with("a.txt: it is broken ("));
        assert!(fault(14, &[255, 255, 0, 0]).starts_with("a.txt: it is broken ("));
        let mut links = ZipWriter::new(Cursor::new(Vec::new()));
        links.add_symlink("a.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        assert!(error(&links.finish().unwrap().into_inner()).contains("a.txt: it is a link"));
        assert!(error(&whole[..whole.len() - 30]).starts_with("all: it is no zip, or cut off or broken ("));
        assert!(error(b"plain text").starts_with("all: it is no zip"));
    }

    #[test]
    fn files_of_one_name_are_not_lost_in_silence() {
        let mut bytes = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
        for place in 0..bytes.len() - 5 {
            if bytes[place..].starts_with(b"b.txt") {
                bytes[place] = b'a';
            }
        }
        assert!(error(&bytes).contains("the same name"));
        let decomposed: String = "à.txt".nfd().collect();
        let read = read(&zip(&[("à.txt", b"a"), (&decomposed, b"b")]));
        assert_eq!(read[1], Err("à.txt: a second file has this name: rename it".into()));
    }

    #[test]
    fn files_that_share_their_bytes_are_refused() {
        let mut bytes = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
        let start =
            ZipArchive::new(Cursor::new(bytes.clone())).unwrap().by_index_raw(1).unwrap().central_header_start();
        bytes[start as usize + 42..][..4].fill(0);
        assert!(error(&bytes).starts_with("all: its files overlap"));
    }

    #[test]
    fn a_zip_that_unpacks_to_a_thousand_times_its_size_is_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.txt", "b.txt"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![0; 200 << 20]).unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        assert_eq!(error(&bytes), format!("all: {BOMB}"));
        patch(&mut bytes, 0, 14, &[1, 0, 0, 0]);
        patch(&mut bytes, 1, 14, &[1, 0, 0, 0]);
        assert!(read(&bytes).iter().all(|entry| entry.as_ref().is_err_and(|error| error.contains("it is broken ("))));
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_mutation_give_files_or_errors(
            bytes: Vec<u8>, places in prop::collection::vec((0usize..400, any::<u8>()), 1..4),
        ) {
            read(&bytes);
            let mut zip = zip(&[("a.txt", &b"aaaaaaaaaaaaaaaaaaaaaaaaaaab"[..]), ("b/c.txt", &bytes)]);
            for (place, byte) in places {
                let last = zip.len() - 1;
                zip[place.min(last)] = byte;
            }
            read(&zip);
        }
    }
}
