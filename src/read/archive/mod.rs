//! Archives -> what is in them: the entries of a zip one at a time, the bytes of a gz or zst as they are read.

pub mod compressed;
pub mod zip;

/// What is said of an archive in an archive: one level is unpacked, for each could hold another without end.
const NESTED: &str = "it is an archive in an archive: unpack it first";

/// Whether a name is that of an archive.
pub fn is_archive(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["zip", "gz", "tgz", "zst", "tar", "bz2", "xz", "7z", "rar"].contains(&extension.as_str())
}
