//! Where a file or folder lies, seen from another folder: an output that is moved together with its inputs still finds them.

use std::path::{Component, Path, PathBuf};

use crate::read::name;

/// A path from the root on, without links as far as there is something.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let known = path.ancestors().find_map(|known| Some((known, known.canonicalize().ok()?)));
    known.map_or(path.clone(), |(known, real)| {
        let rest = path.strip_prefix(known).unwrap_or(Path::new(""));
        normal(real.join(rest))
    })
}

/// The path to a file from a folder; both are [`absolute`]. Where none leads there, since they lie on different drives, it is
/// the file's own.
pub fn from(folder: &Path, file: &Path) -> String {
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return name::text(file.as_os_str());
    }
    let up = folder.components().skip(shared).map(|_| "..".to_string());
    let down = file.components().skip(shared).map(|part| name::text(part.as_os_str()));
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".to_string() } else { parts.join("/") }
}

/// Where a path from a folder, which is [`absolute`], leads; `None` where it is no path from a folder.
pub fn follow(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(name::file(path));
    let is_from_folder = |part| matches!(part, Component::Normal(_) | Component::ParentDir | Component::CurDir);
    (!path.as_os_str().is_empty() && path.components().all(is_from_folder)).then(|| normal(folder.join(path)))
}

/// A path that stays within the folder that it is from; `None` for any other.
pub fn within(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(name::file(path));
    let stays = path.components().all(|part| matches!(part, Component::Normal(_)));
    (!path.as_os_str().is_empty() && stays).then_some(path)
}

/// Without `..`.
fn normal(path: PathBuf) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, part| {
        match part {
            Component::ParentDir => _ = path.pop(),
            Component::CurDir => {}
            part => path.push(part),
        }
        path
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_back_where_it_came_from() {
        for (folder, file, path) in [
            ("/made/output", "/made/input", "../input"),
            ("/made/output", "/made/output", "."),
            ("/made/output", "/made/output/deep/a.txt", "deep/a.txt"),
            ("/made/results/today", "/data/bài/a.txt", "../../../data/bài/a.txt"),
            ("/", "/data", "data"),
        ] {
            assert_eq!(from(Path::new(folder), Path::new(file)), path.trim_start_matches("../../../../"));
            assert_eq!(follow(Path::new(folder), path), Some(PathBuf::from(file)), "{path}");
        }
    }

    #[test]
    fn only_what_stays_below_its_folder_is_within_it() {
        for path in ["a.txt", "tables/a.csv", "a..b/c", r"a\xE9.txt"] {
            assert!(within(path).is_some(), "{path}");
        }
        // Bytes may be escaped, also those of separators.
        for path in ["", "..", "../a", "tables/../../a", "/etc/hosts", r"\x2E\x2E/a", r"\x2Fetc/hosts", "."] {
            assert!(within(path).is_none(), "{path}");
        }
        for path in ["", "/etc/hosts", r"\x2Fetc/hosts"] {
            assert!(follow(Path::new("/work"), path).is_none(), "{path}");
        }
    }

    #[test]
    fn what_is_not_there_has_a_place_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        assert_eq!(absolute(&folder.path().join("none/../later/a.txt")), real.join("later/a.txt"));
        std::os::unix::fs::symlink(&real, real.join("link")).unwrap();
        assert_eq!(absolute(&real.join("link/none")), real.join("none"));
    }
}
