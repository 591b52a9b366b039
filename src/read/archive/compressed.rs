//! A file packed by gzip, zstd or xz (gz, zst, xz) -> its bytes, unpacked as they are read.

mod zst;

use std::io::{self, Chain, Cursor, Error, ErrorKind, Read};

use anyhow::{Result, bail};
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;

pub(crate) use self::zst::Zst;
use super::{NESTED, is_archive};
use crate::read::bounded::{BOMB, allowed};

/// What is said of a file that ends too early.
const CUT: &str = "it is cut off: download or copy it again";

/// How the name of a tar ends.
const TAR: &str = ".tar";

/// The most memory that unpacking xz may take, in KB: its highest level takes 65 MB.
const MOST_WINDOW: u32 = 200_000;

/// Whether a file of this name is packed so.
pub fn is_packed(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    ["gz", "zst", "xz", "tgz", "tzst", "txz"].iter().any(|packed| extension.eq_ignore_ascii_case(packed))
}

/// The name of what is in a packed file: "corpus.jsonl" of "corpus.jsonl.gz", a tar of "corpus.tgz"; of any other its own.
///
/// # Errors
/// It is an archive itself, and no tar, which is hardly ever left unpacked.
pub fn inner(name: &str) -> Result<&str> {
    if !is_packed(name) {
        return Ok(name);
    }
    let (inner, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if ["tgz", "tzst", "txz"].iter().any(|packed| extension.eq_ignore_ascii_case(packed)) {
        return Ok(TAR);
    }
    if is_archive(inner) && !inner.to_ascii_lowercase().ends_with(TAR) {
        bail!(NESTED);
    }
    Ok(inner)
}

/// The bytes of a packed file, of all its members or frames. Reading fails where the file is cut off or broken, after all
/// that could be unpacked was given; and where it unpacks to over 1000 times its size and 10 MB.
///
/// # Errors
/// It is neither gzip, zstd nor xz, or ends within the first bytes that say which.
pub fn decompress<R: Read>(mut source: R) -> Result<impl Read + use<R>> {
    let mut start = Vec::new();
    source.by_ref().take(4).read_to_end(&mut start)?;
    let is = |magic: &[u8]| start.iter().zip(magic).all(|(found, known)| found == known);
    let is_gz = is(&[0x1f, 0x8b]);
    let is_zst =
        is(&zst::MAGIC) || start.get(1..).is_some_and(|end| end.iter().zip(&zst::SKIPPED).all(|(a, b)| a == b));
    let is_xz = is(&[0xfd, b'7', b'z', b'X']);
    let length = start.len();
    let source = CountingReader { source: Cursor::new(start).chain(source), read: 0 };
    let decoder = match length {
        0 => bail!("it is empty"),
        4 if is_gz => Decoder::Gz(Box::new(MultiGzDecoder::new(source))),
        4 if is_zst => Decoder::Zst(Box::new(Zst::new(source))),
        4 if is_xz => Decoder::Xz(Box::new(XzReader::new_mem_limit(source, true, MOST_WINDOW))),
        1..4 if is_gz || is_zst || is_xz => bail!(CUT),
        _ => bail!("it is packed neither by gzip nor by zstd or xz"),
    };
    Ok(Unpacked { decoder, given: 0 })
}

enum Decoder<R: Read> {
    Gz(Box<MultiGzDecoder<CountingReader<R>>>),
    Zst(Box<Zst<CountingReader<R>>>),
    Xz(Box<XzReader<CountingReader<R>>>),
}

/// Unpacks within bounds.
struct Unpacked<R: Read> {
    decoder: Decoder<R>,
    given: u64,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (given, packed) = match &mut self.decoder {
            Decoder::Gz(decoder) => (decoder.read(buffer), decoder.get_ref().read),
            Decoder::Zst(decoder) => (decoder.read(buffer), decoder.get_ref().read),
            Decoder::Xz(decoder) => (decoder.read(buffer), decoder.inner().read),
        };
        let given = given.map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => Error::new(ErrorKind::UnexpectedEof, CUT),
            ErrorKind::InvalidData | ErrorKind::InvalidInput => Error::other(format!("it is broken ({error})")),
            _ => error,
        })?;
        self.given += given as u64;
        if self.given > allowed(packed) {
            return Err(Error::other(BOMB));
        }
        Ok(given)
    }
}

/// Counts what is read.
struct CountingReader<R> {
    source: Chain<Cursor<Vec<u8>>, R>,
    read: u64,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::read::input::Input;
    use crate::read::table::{NamedColumns, delimited, jsonl};
    use crate::read::testing::{TEXTS, data, gz};
    use proptest::prelude::*;

    fn unpack(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let mut unpacked = Vec::new();
        let fault = decompress(bytes).and_then(|mut source| Ok(source.read_to_end(&mut unpacked)?)).err();
        (unpacked, fault.map(|fault| fault.to_string()))
    }

    /// The texts before a fault, and the fault.
    fn texts(bytes: &[u8]) -> (Vec<String>, Option<String>) {
        let (mut texts, mut fault) = (Vec::new(), None);
        let input = Input::hold(bytes.to_vec().into(), true);
        let source = match input.and_then(|input| jsonl::objects(&input, &NamedColumns::default())) {
            Ok(objects) => objects,
            Err(error) => return (texts, Some(error.to_string())),
        };
        let (keys, source) = source;
        for line in source {
            assert_eq!(fault, None, "a fault ends the file");
            match line.and_then(|(number, line)| jsonl::parse(number, &line, &keys)) {
                Ok(row) => texts.push(row.text),
                Err(error) => fault = Some(error.to_string()),
            }
        }
        (texts, fault)
    }

    #[test]
    fn what_another_program_packed_is_unpacked_in_one_and_in_many_frames() {
        for name in ["articles.jsonl.zst", "frames.jsonl.zst"] {
            assert_eq!(unpack(&data(name)), (data("articles.jsonl"), None));
            assert_eq!(texts(&data(name)).0, TEXTS);
        }
    }

    #[test]
    fn members_of_a_gz_are_read_one_after_another() {
        let members = [gz("Một.\n".as_bytes()), gz(b""), gz("Hai.\n".as_bytes())].concat();
        assert_eq!(unpack(&members), ("Một.\nHai.\n".into(), None));
    }

    #[test]
    fn a_file_cut_at_any_byte_gives_what_is_before_and_says_that_it_is_cut_off() {
        let lines = data("articles.jsonl");
        for whole in [gz(&lines), data("articles.jsonl.zst")] {
            let mut given = 0;
            for cut in 1..whole.len() {
                let (texts, fault) = texts(&whole[..cut]);
                assert!(fault.is_some_and(|fault| fault.ends_with(CUT)), "cut at {cut}");
                assert_eq!(texts, TEXTS[..texts.len()]);
                assert!(texts.len() >= given, "cut at {cut}");
                given = texts.len();
            }
            assert_eq!((given, unpack(&whole).1), (3, None));
        }
    }

    #[test]
    fn a_cut_between_the_blocks_of_a_frame_gives_the_blocks_before() {
        let (packed, whole) = (data("blocks.jsonl.zst"), unpack(&data("blocks.jsonl.zst")).0);
        for cut in (100..packed.len()).step_by(97) {
            let (given, fault) = unpack(&packed[..cut]);
            assert!(whole.starts_with(&given) && fault.as_deref() == Some(CUT));
            // A block unpacks to 128 kB.
            assert!(given.len() + (128 << 10) >= whole.len() * (cut - 99) / packed.len(), "{} at {cut}", given.len());
        }
    }

    #[test]
    fn bytes_that_were_changed_are_found_by_the_sum() {
        for mut packed in [gz(&data("articles.jsonl")), data("articles.jsonl.zst")] {
            let sum = packed.len() - if packed[0] == 0x1f { 8 } else { 4 };
            packed[sum] ^= 1;
            assert!(unpack(&packed).1.unwrap().starts_with("it is broken ("));
        }
    }

    #[test]
    fn a_table_is_read_out_of_its_packing() {
        let packed = gz(b"id,text\n1,a\n2,b\n");
        let rows: Vec<_> =
            delimited::rows(decompress(&packed[..]).unwrap(), &NamedColumns::default()).unwrap().collect();
        assert_eq!(rows[1].as_ref().unwrap().text, "b");
    }

    #[test]
    fn what_is_no_packed_file_is_an_error_that_says_so() {
        assert_eq!(unpack(b"").1.unwrap(), "it is empty");
        assert_eq!(unpack(b"plain text").1.unwrap(), "it is packed neither by gzip nor by zstd or xz");
        assert_eq!(
            unpack(&[&gz(b"a")[..], b"plain text"].concat()),
            (b"a".to_vec(), Some("it is broken (invalid gzip header)".into()))
        );
        assert!(
            unpack(&[&data("articles.jsonl.zst")[..], b"plain text"].concat()).1.unwrap().starts_with("it is broken (")
        );
    }

    #[test]
    fn a_packed_archive_is_refused_by_its_name() {
        assert_eq!(inner("corpus.jsonl.gz").unwrap(), "corpus.jsonl");
        for (name, of) in [("a.tar.gz", "a.tar"), ("a.TGZ", ".tar"), ("a.Tar.xz", "a.Tar")] {
            assert_eq!(inner(name).unwrap(), of);
        }
        for name in ["a.zip.zst", "a.gz.gz", "a.7z.gz"] {
            assert_eq!(inner(name).unwrap_err().to_string(), NESTED);
        }
    }

    #[test]
    fn a_bomb_is_refused_after_a_thousandth_of_it_was_read() {
        let (given, fault) = (unpack_count(&data("bomb.zst")), BOMB);
        assert!(given.0 < 80_000_000 && given.1 == fault);
        // 10 GB of zero bytes in 10 MB.
        let piece = gz(&vec![0; 100 << 20]);
        let (given, fault) = unpack_count(&piece.repeat(100));
        assert!(given < 1 << 30 && fault == BOMB);
    }

    fn unpack_count(bytes: &[u8]) -> (u64, String) {
        let mut source = CountingReader { source: Cursor::new(Vec::new()).chain(decompress(bytes).unwrap()), read: 0 };
        let fault = io::copy(&mut source, &mut io::sink()).unwrap_err();
        (source.read, fault.to_string())
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_mutation_are_unpacked_or_an_error(
            bytes: Vec<u8>, places in prop::collection::vec((0usize..400, any::<u8>()), 1..4),
        ) {
            for magic in [&zst::MAGIC[..], &[0x1f, 0x8b, 8, 0], &[0x50, 0x2a, 0x4d, 0x18], &[]] {
                unpack(&[magic, &bytes].concat());
            }
            for mut packed in [gz(&data("articles.jsonl")), data("articles.jsonl.zst"), data("frames.jsonl.zst")] {
                for (place, byte) in &places {
                    let last = packed.len() - 1;
                    packed[*place.min(&last)] = *byte;
                }
                unpack(&packed);
            }
        }
    }
}
