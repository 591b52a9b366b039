//! What becomes of an output folder, whatever way it changes and wherever a run ends.

use std::collections::BTreeMap;

use super::work::WITHIN;
use super::*;
use crate::progress::unwatched;

fn may_write(name: &str) -> bool {
    ["tables/a.csv", "tables/b.csv", "charts/a.png", "report.html"].contains(&name)
}

const WISHES: Wishes = Wishes { wait: false, overwrite: false, may_write: &may_write };

/// All that a reader sees in a folder, but for run.json: text by path.
fn seen(folder: &Path) -> BTreeMap<String, String> {
    let (files, _) = tree::contents(folder, &[RUN]).unwrap();
    let text = |file: PathBuf| (file.to_str().unwrap().to_string(), fs::read_to_string(folder.join(&file)).unwrap());
    files.into_iter().map(text).collect()
}

fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

fn take(target: &Path) -> Result<Place> {
    Place::take(target, WISHES, &unwatched)
}

/// A run that writes these.
fn run(target: &Path, files: &[(&str, &str)]) -> Result<Settled> {
    let mut place = take(target)?;
    files.iter().try_for_each(|(name, text)| place.write(name, text.as_bytes()))?;
    place.settle(Manifest::new)
}

/// Writes a file as the user might.
fn edit(target: &Path, name: &str, text: &str) {
    fs::create_dir_all(target.join(name).parent().unwrap()).unwrap();
    fs::write(target.join(name), text).unwrap();
}

/// A folder in which an output may lie, and how it changes: by exchange, where the system can do that, or file by file,
/// since the folder beside it can't be made.
fn targets() -> [(tempfile::TempDir, PathBuf); 2] {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    fs::write(folders[1].path().join(".output.themeshift"), "in the way").unwrap();
    folders.map(|folder| {
        let target = folder.path().join("output");
        (folder, target)
    })
}

/// The same, where nothing hidden may be left but what lay in the way.
fn is_tidy(target: &Path) -> bool {
    let hidden = |folder: &Path| {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let names = names.filter(|entry| entry.path().is_dir() || entry.file_name() == ".themeshift.lock");
        names.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).count()
    };
    hidden(target) == 0 && hidden(target.parent().unwrap()) == 0
}

#[test]
fn a_run_replaces_what_the_one_before_it_wrote_and_nothing_of_the_users() {
    for (_folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1"), ("charts/a.png", "1"), ("report.html", "1")]).unwrap();
        for (name, text) in [("notes.txt", "mine"), ("tables/c.csv", "mine"), ("mine/deep/d.txt", "mine")] {
            edit(&target, name, text);
        }
        run(&target, &[("tables/b.csv", "2"), ("report.html", "2")]).unwrap();
        let expected = files(&[
            ("mine/deep/d.txt", "mine"),
            ("notes.txt", "mine"),
            ("report.html", "2"),
            ("tables/b.csv", "2"),
            ("tables/c.csv", "mine"),
        ]);
        assert_eq!(seen(&target), expected);
        assert!(is_tidy(&target));
    }
}

#[test]
fn a_run_that_is_given_up_leaves_all_as_it_was() {
    for (folder, target) in targets() {
        let mut place = take(&target).unwrap();
        place.write("tables/a.csv", b"1").unwrap();
        drop(place);
        assert!(!target.exists());
        run(&target, &[("tables/a.csv", "1")]).unwrap();
        let mut place = take(&target).unwrap();
        place.write("tables/a.csv", b"2").unwrap();
        drop(place);
        assert_eq!(seen(&target), files(&[("tables/a.csv", "1")]));
        assert!(is_tidy(&target));
        drop(folder);
    }
}

#[test]
fn what_no_run_wrote_is_named_before_any_work_and_stays() {
    for (_folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1"), ("report.html", "1")]).unwrap();
        for (name, text) in [("tables/a.csv", "edited"), ("tables/b.csv", "mine"), ("charts/a.png", "mine")] {
            let path = target.join(name);
            let earlier = fs::read(&path).ok();
            edit(&target, name, text);
            let error = format!("{:#}", take(&target).err().unwrap());
            assert!(
                error.contains(path.file_name().unwrap().to_str().unwrap()) && error.contains("--overwrite"),
                "{error}"
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            match earlier {
                Some(text) => fs::write(&path, text).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
        }
        fs::create_dir(target.join("tables/b.csv")).unwrap();
        let wishes = Wishes { overwrite: true, ..WISHES };
        let error = Place::take(&target, wishes, &unwatched).err().unwrap().to_string();
        assert!(error.contains("b.csv is no file"), "{error}");
    }
}

#[test]
fn what_no_run_wrote_is_replaced_where_that_is_asked_for() {
    for (_folder, target) in targets() {
        edit(&target, "tables/a.csv", "mine");
        edit(&target, "run.json", "broken");
        assert!(take(&target).is_err());
        let mut place = Place::take(&target, Wishes { overwrite: true, ..WISHES }, &unwatched).unwrap();
        place.write("tables/a.csv", b"2").unwrap();
        place.settle(Manifest::new).unwrap();
        assert_eq!(seen(&target), files(&[("tables/a.csv", "2")]));
        run(&target, &[("tables/a.csv", "3")]).unwrap();
    }
}

#[test]
fn what_the_user_puts_in_the_way_while_a_run_is_on_stops_it_and_other_files_come_along() {
    for (_folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1")]).unwrap();
        for (name, is_in_the_way) in [("tables/b.csv", true), ("tables/a.csv", true), ("tables/later.txt", false)] {
            let mut place = take(&target).unwrap();
            place.write("tables/a.csv", b"2").unwrap();
            place.write("tables/b.csv", b"2").unwrap();
            let earlier = fs::read(target.join(name)).ok();
            fs::write(target.join(name), "meanwhile").unwrap();
            let settled = place.settle(Manifest::new);
            assert_eq!(fs::read_to_string(target.join(name)).unwrap(), "meanwhile");
            assert_eq!(settled.is_err(), is_in_the_way, "{name}: {settled:?}");
            match earlier {
                // The time of its last change is another now, which only matters to a run that goes on.
                Some(text) => fs::write(target.join(name), text).unwrap(),
                None if is_in_the_way => fs::remove_file(target.join(name)).unwrap(),
                None => {}
            }
        }
    }
}

#[test]
fn what_an_ended_run_left_unfinished_is_cleared() {
    for (folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1")]).unwrap();
        let mut place = take(&target).unwrap();
        place.write("tables/a.csv", b"2").unwrap();
        // As if the program had been ended here: the lock goes, the rest stays.
        let left = place.folder().to_path_buf();
        std::mem::forget(place.work);
        drop(place._lock);
        assert!(left.exists());
        let told = std::sync::Mutex::new(Vec::new());
        let place = Place::take(&target, WISHES, &|step| told.lock().unwrap().push(step)).unwrap();
        assert_eq!(*told.lock().unwrap(), [Step::Recovered { is_finished: false }]);
        drop(place);
        assert_eq!(seen(&target), files(&[("tables/a.csv", "1")]));
        assert!(is_tidy(&target));
        drop(folder);
    }
}

#[test]
fn what_an_ended_run_had_begun_to_move_is_moved_by_the_next_one() {
    let [_, (_folder, target)] = targets();
    run(&target, &[("charts/a.png", "1"), ("tables/a.csv", "1"), ("tables/b.csv", "1"), ("tables/c.csv", "1")])
        .unwrap();
    // The list is written, and the first of the files moved.
    let left = target.join(WITHIN);
    let manifest = fs::read_to_string(target.join(RUN)).unwrap();
    for (name, text) in [(".building", ""), (RUN, &manifest), ("tables/b.csv", "2"), ("tables/c.csv", "2")] {
        edit(&left, name, text);
    }
    let look = |name: &str| {
        let look = before::Look::of(&target.join(name).metadata().unwrap());
        (name.to_string(), serde_json::to_value(look).unwrap())
    };
    let old: serde_json::Map<_, _> = ["tables/b.csv", "tables/c.csv", "run.json"].map(look).into_iter().collect();
    let list = serde_json::json!({
        "new": ["run.json", "tables/a.csv", "tables/b.csv", "tables/c.csv"],
        "obsolete": ["charts/a.png"],
        "old": old
    });
    fs::write(left.join(".moves.json"), list.to_string()).unwrap();
    fs::remove_file(target.join("charts/a.png")).unwrap();
    fs::write(target.join("tables/a.csv"), "2").unwrap();
    // The user has edited one in the meantime.
    fs::write(target.join("tables/c.csv"), "1 and mine").unwrap();
    assert_eq!(work::recover(&target).unwrap(), Some(true));
    let expected =
        files(&[("tables/a.csv", "2"), ("tables/b.csv", "2"), ("tables/c.csv", "2"), ("tables/c.csv.2", "1 and mine")]);
    assert_eq!(seen(&target), expected);
    assert!(is_tidy(&target));
}

#[test]
fn the_users_files_in_what_the_output_held_before_come_back() {
    let [(_folder, target), _] = targets();
    run(&target, &[("tables/a.csv", "2")]).unwrap();
    fs::write(target.join("notes.txt"), "mine").unwrap();
    fs::write(target.join("plan.txt"), "new").unwrap();
    // As if the program had been ended right after the folders had changed places.
    let left = target.with_file_name(".output.themeshift");
    run(&left, &[("tables/a.csv", "1")]).unwrap();
    fs::hard_link(target.join("notes.txt"), left.join("notes.txt")).unwrap();
    fs::write(left.join("plan.txt"), "old").unwrap();
    fs::write(left.join("late.txt"), "mine").unwrap();
    assert_eq!(work::recover(&target).unwrap(), Some(false));
    let expected = files(&[
        ("late.txt", "mine"),
        ("notes.txt", "mine"),
        ("plan.txt", "new"),
        ("plan.txt.2", "old"),
        ("tables/a.csv", "2"),
    ]);
    assert_eq!(seen(&target), expected);
    assert!(is_tidy(&target));
}

#[test]
fn a_move_that_fails_halfway_undoes_those_before_it() {
    let [_, (_folder, target)] = targets();
    run(&target, &[("tables/a.csv", "1")]).unwrap();
    let mut place = take(&target).unwrap();
    place.write("tables/a.csv", b"2").unwrap();
    place.write("tables/b.csv", b"2").unwrap();
    // A folder that isn't empty can't give way to a file, and nothing can lie in a file.
    fs::write(place.folder().join(".aside"), "in the way").unwrap();
    assert!(place.settle(Manifest::new).is_err());
    assert_eq!(seen(&target), files(&[("tables/a.csv", "1")]));
    assert!(is_tidy(&target));
}

#[test]
fn a_list_of_moves_that_leads_out_of_the_folder_is_refused() {
    let [_, (folder, target)] = targets();
    run(&target, &[("tables/a.csv", "1")]).unwrap();
    fs::write(folder.path().join("victim"), "mine").unwrap();
    let left = target.join(WITHIN);
    for list in [
        r#"{"new": ["../victim"], "obsolete": [], "old": {}}"#,
        r#"{"new": ["tables/../../victim"], "obsolete": [], "old": {}}"#,
    ] {
        edit(&left, ".moves.json", list);
        edit(&target, "victim", "new");
        fs::create_dir_all(left.join("tables")).unwrap();
        assert!(take(&target).is_err(), "{list}");
        assert_eq!(fs::read_to_string(folder.path().join("victim")).unwrap(), "mine", "{list}");
    }
}

#[test]
fn hidden_things_that_are_not_the_programs_stay() {
    let [(folder, target), _] = targets();
    run(&target, &[("tables/a.csv", "1")]).unwrap();
    let theirs = folder.path().join(".output.themeshift/mine.txt");
    edit(folder.path(), ".output.themeshift/mine.txt", "mine");
    run(&target, &[("tables/a.csv", "2")]).unwrap();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "mine");
    assert_eq!(seen(&target), files(&[("tables/a.csv", "2")]));
    fs::write(target.join(".themeshift.lock"), "a long text of the user's own").unwrap();
    assert!(take(&target).err().unwrap().to_string().contains("is no lock"));
}

#[test]
fn an_output_may_have_any_name_that_a_folder_can_have() {
    for length in [1, 238, 239, 240, 243, 244, 255] {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("o".repeat(length));
        for text in ["1", "2"] {
            run(&target, &[("tables/a.csv", text)]).unwrap();
            assert_eq!(seen(&target), files(&[("tables/a.csv", text)]), "{length}");
            assert!(is_tidy(&target), "{length}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_users_folders_keep_their_times_and_rights() {
    use std::os::unix::fs::PermissionsExt;
    for (_folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1")]).unwrap();
        let folders = ["mine", "mine/deep", "tables/mine", "mine/empty"].map(|name| target.join(name));
        folders.iter().for_each(|folder| fs::create_dir_all(folder).unwrap());
        fs::write(folders[1].join("a.txt"), "mine").unwrap();
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::new(1_000_000_000, 123_456_789);
        for folder in &folders {
            File::open(folder).unwrap().set_modified(time).unwrap();
            fs::set_permissions(folder, fs::Permissions::from_mode(0o750)).unwrap();
        }
        run(&target, &[("tables/a.csv", "2")]).unwrap();
        for folder in &folders {
            let metadata = folder.metadata().unwrap();
            assert_eq!(metadata.modified().unwrap(), time, "{}", folder.display());
            assert_eq!(metadata.permissions().mode() & 0o777, 0o750);
        }
        // It holds a new file.
        assert!(target.join("tables").metadata().unwrap().modified().unwrap() > time);
        assert!(is_tidy(&target));
    }
}

/// Protects a file or folder against changes until it is dropped; `None` where that can't be done.
#[cfg(target_os = "linux")]
struct Protected(PathBuf);

#[cfg(target_os = "linux")]
impl Protected {
    fn new(path: PathBuf) -> Option<Protected> {
        let done = std::process::Command::new("chattr").arg("+i").arg(&path).output();
        done.is_ok_and(|done| done.status.success()).then_some(Protected(path))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Protected {
    fn drop(&mut self) {
        let _ = std::process::Command::new("chattr").arg("-i").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_protected_against_changes_stays_and_is_named_where_a_run_would_replace_it() {
    for (_folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1"), ("charts/a.png", "1")]).unwrap();
        edit(&target, "mine/deep/notes.txt", "mine");
        edit(&target, "tables/notes.txt", "mine");
        for (name, is_in_the_way) in [
            ("tables/a.csv", true),
            ("run.json", true),
            ("charts", true),
            ("mine/deep/notes.txt", false),
            ("mine/deep", false),
            ("mine", false),
            ("tables/notes.txt", false),
        ] {
            let Some(_protected) = Protected::new(target.join(name)) else {
                let _ = writeln!(io::stderr(), "SKIPPED: only root protects files, and not on each disk");
                return;
            };
            let before = seen(&target);
            let result = run(&target, &[("tables/a.csv", name)]);
            let after = files(&[("tables/a.csv", name), ("mine/deep/notes.txt", "mine"), ("tables/notes.txt", "mine")]);
            match is_in_the_way {
                true => {
                    let error = result.unwrap_err().to_string();
                    assert!(error.contains(&format!("{name} is protected")), "{error}");
                    assert_eq!(seen(&target), before, "{name}");
                }
                false => {
                    result.unwrap();
                    assert_eq!(seen(&target), after, "{name}");
                }
            }
            assert!(is_tidy(&target), "{name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_new_folder_has_the_rights_of_the_old_one() {
    use std::os::unix::fs::PermissionsExt;
    for (_folder, target) in targets() {
        run(&target, &[("tables/a.csv", "1")]).unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o750)).unwrap();
        run(&target, &[("tables/a.csv", "2")]).unwrap();
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o750);
    }
}
