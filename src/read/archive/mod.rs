//! Archives -> what is in them: the entries of a zip or tar one at a time, the bytes of a gz, zst or xz as they are read.

pub mod compressed;
mod path;
pub mod tar;
pub mod zip;

/// The most bytes of a file in an archive: each is held as a whole.
const MOST_ENTRY: u64 = 256 << 20;

/// The path of a file in an archive, in NFC, its parts separated by `/`, and its bytes.
pub type ArchiveEntry = (String, Vec<u8>);

/// What is said of an archive in an archive: one level is unpacked, for each could hold another without end.
const NESTED: &str = "it is an archive in an archive: unpack it first";

/// Whether a name is that of an archive.
pub fn is_archive(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["zip", "gz", "tgz", "zst", "tar", "bz2", "xz", "txz", "tzst", "7z", "rar"].contains(&extension.as_str())
}
