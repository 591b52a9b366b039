//! Paths of articles -> the folder of each that tells it from the others: the outermost in which they differ.

use std::collections::BTreeSet;

use super::archive;
use super::composed::compose;

/// Where in their paths articles have the folders that tell them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// Folders before it, which all articles share.
    depth: usize,
    /// The names of these folders.
    names: BTreeSet<String>,
    /// A path that has none.
    outside: Option<String>,
}

impl Folders {
    /// Those of articles with these paths. Folders that all of them share tell nothing; what lies in none is passed over.
    pub fn of<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Folders {
        let mut folders = paths.clone().map(parents).filter(|folders| folders.clone().next().is_some());
        let mut shared: Vec<&str> = folders.next().map_or(Vec::new(), Iterator::collect);
        for folders in folders {
            let same = shared.iter().zip(folders).take_while(|(one, other)| **one == *other).count();
            shared.truncate(same);
        }
        let at = |depth: usize| {
            let (mut names, mut outside) = (BTreeSet::new(), None);
            for path in paths.clone() {
                match name(path, depth) {
                    Some(name) => _ = names.insert(name),
                    None => _ = outside.get_or_insert_with(|| path.to_string()),
                }
            }
            Folders { depth, names, outside }
        };
        match at(shared.len()) {
            // Within what is shared there is nothing to tell: that folder is the only one.
            folders if folders.names.len() < 2 => at(shared.len().saturating_sub(1)),
            folders => folders,
        }
    }

    /// The folder of an article, in composed letters; an archive is a folder without its extension. `None` where it lies
    /// in none.
    pub fn name(&self, document: &str) -> Option<String> {
        name(document, self.depth)
    }

    /// The names of all.
    pub fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// An article that lies in none of them.
    pub fn outside(&self) -> Option<&str> {
        self.outside.as_deref()
    }
}

/// The folders that a path leads through.
fn parents(path: &str) -> impl Iterator<Item = &str> + Clone {
    path.rsplit_once('/').map(|(folders, _)| folders.split('/')).into_iter().flatten()
}

fn name(path: &str, depth: usize) -> Option<String> {
    let folder = parents(path).nth(depth)?;
    let stem = folder.rsplit_once('.').filter(|_| archive::is_archive(folder)).map(|(stem, _)| stem);
    Some(compose(stem.unwrap_or(folder)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> Vec<String> {
        let folders = Folders::of(paths.iter().copied());
        paths.iter().map(|path| folders.name(path).unwrap_or_default()).collect()
    }

    #[test]
    fn the_outermost_folders_that_differ_tell_articles_apart() {
        assert_eq!(of(&["harbour/a.txt", "meadow/b.txt"]), ["harbour", "meadow"]);
        assert_eq!(
            of(&["all/harbour/press/a.txt", "all/harbour/b.txt", "all/meadow/press/c.txt"])[..2],
            ["harbour"; 2]
        );
        assert_eq!(of(&["harbour/a.txt", "b.txt", "meadow/c.txt"]), ["harbour", "", "meadow"]);
        assert_eq!(of(&["all/a.txt", "all/harbour/b.txt", "all/meadow/c.txt"]), ["", "harbour", "meadow"]);
    }

    #[test]
    fn what_is_in_an_archive_lies_in_its_folders_or_in_the_archive_itself() {
        assert_eq!(of(&["all.zip/all/harbour/a.txt", "all.zip/all/meadow/t.csv#2"]), ["harbour", "meadow"]);
        assert_eq!(of(&["harbour.zip/a.txt", "meadow.zip/press/b.txt"]), ["harbour", "meadow"]);
    }

    #[test]
    fn articles_in_one_folder_or_none_have_it_or_none() {
        assert_eq!(of(&["all/harbour/a.txt", "all/harbour/b.txt"]), ["harbour", "harbour"]);
        assert_eq!(of(&["harbour/a.txt", "harbour/press/b.txt"]), ["harbour", "harbour"]);
        let none = Folders::of(["a.txt", "b.txt"].into_iter());
        assert_eq!((none.names().len(), none.outside()), (0, Some("a.txt")));
    }
}
