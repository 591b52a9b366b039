//! The report page in a browser: it is driven as a reader would, and what it shows and saves is checked.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{files, folder, project, themeshift};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVER: &str = include_str!("browser.js");
const PATIENCE: Duration = Duration::from_secs(300);

#[test]
fn the_report_does_in_a_browser_what_it_promises() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    assert_eq!(themeshift(folder.path(), &["--input", input.to_str().unwrap()]).code, 0);
    check(&fs::read_to_string(folder.path().join("output/report.html")).unwrap());
}

/// What would run, or make an element, if it were markup.
const HOSTILE: &str = "</script><script>window.hostile=1</script><img src=x onerror=window.hostile=1>\"'&";

/// Hostile text wherever the report takes some from: titles that a spreadsheet would run, names, labels, words.
pub fn hostile_corpus() -> tempfile::TempDir {
    let formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1"];
    let article = |number: usize, title: &str| {
        let text = format!("{HOSTILE} cần hòa bình và hợp tác {number}. ").repeat(3);
        let path = format!("{}/<img src=x> {number}.md", ["28", "<b onclick=alert(1)>31"][number % 2]);
        (path, format!("---\ntitle: {title}\n---\n{text}\n\n=2+2 {HOSTILE} là phải hòa bình, {title}.\n"))
    };
    let titles = formulas.into_iter().chain([HOSTILE]);
    let mut files: Vec<(String, String)> = titles.enumerate().map(|(number, title)| article(number, title)).collect();
    let label = toml::Value::String(HOSTILE.to_string());
    let theme = |id: &str, keyword: &str| {
        format!("[[theme]]\nid = \"{id}\"\nlabel = {{ en = {label}, vi = {label} }}\nkeywords = [\"{keyword}\"]\n")
    };
    files.push(("themes.toml".into(), theme("=a", "hòa bình") + &theme("<b>", "hợp tác")));
    files.push(("themeshift.toml".into(), format!("[groups]\nfolders = true\nname_en = {label}\nname_vi = {label}\n")));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    folder(&files)
}

#[test]
fn hostile_text_stays_text_in_a_browser() {
    let folder = hostile_corpus();
    let run = themeshift(folder.path(), &["--labels", "vi", "--keep-duplicates"]);
    assert!(run.code != 1, "{}", run.stderr);
    let facts = check(&fs::read_to_string(folder.path().join("output/report.html")).unwrap());
    assert!(facts.is_none_or(|facts| facts["formulas"].as_u64() >= Some(8)), "no formula was tried");
}

#[test]
fn hostile_text_reaches_no_spreadsheet_as_a_formula() {
    let folder = hostile_corpus();
    assert!(themeshift(folder.path(), &["--keep-duplicates", "--template"]).code != 1);
    let output = folder.path().join("output");
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let mut texts = 0;
    for (path, bytes) in files(&output.join("tables")) {
        if path.extension().is_some_and(|extension| extension == "csv") {
            let mut reader = csv::Reader::from_reader(&bytes[3..]);
            let records: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
            let cells = records.iter().flatten().filter(|cell| cell.parse::<f64>().is_err());
            texts += cells.inspect(|cell| assert!(!is_formula(cell), "{path:?}: {cell}")).count();
        }
    }
    assert!(texts > 100);
    for file in ["themeshift.xlsx", "report.docx"] {
        let mut archive = zip::ZipArchive::new(fs::File::open(output.join(file)).unwrap()).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            let text = String::from_utf8_lossy(&text);
            assert!(!text.contains("<f>") && !text.contains("<script") && !text.contains("<img"), "{file}");
        }
    }
}

/// Drives a page in wide and in narrow windows and fails with all that is wrong. What it did, or `None` where there is no
/// browser.
pub fn check(html: &str) -> Option<Value> {
    let Some(browser) = browser() else {
        println!("SKIPPED: no Chromium on the PATH");
        return None;
    };
    run(&browser, html, "1280,1000");
    Some(run(&browser, html, "400,800"))
}

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// The page with the driver behind it. All of the page's own policy stays as it is; the driver alone is let in, by a nonce.
fn with_driver(html: &str) -> String {
    let policy = "script-src ";
    assert_eq!(html.matches(policy).count(), 1, "the page's policy doesn't speak of scripts once");
    assert!(!DRIVER.contains("</script"));
    let allowed = html.replacen(policy, "script-src 'nonce-driver' ", 1);
    let (body, end) = allowed.rsplit_once("</body>").expect("the page has no end");
    format!("{body}<script nonce=\"driver\">{DRIVER}</script></body>{end}")
}

fn run(browser: &Path, html: &str, size: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("report.html");
    fs::write(&page, with_driver(html)).unwrap();
    let (out, log) = (folder.path().join("out"), folder.path().join("log"));
    let mut browser = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-dev-shm-usage", "--enable-logging=stderr", "--virtual-time-budget=10000000", "--dump-dom"])
        .arg(format!("--window-size={size}"))
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(fs::File::create(&out).unwrap())
        .stderr(fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while browser.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            let _ = browser.kill();
            let _ = browser.wait();
            panic!("the browser hangs: {}", fs::read_to_string(&log).unwrap_or_default());
        }
        thread::sleep(Duration::from_millis(50));
    }
    let (out, log) = (fs::read(&out).unwrap(), fs::read(&log).unwrap());
    let (out, log) = (String::from_utf8_lossy(&out), String::from_utf8_lossy(&log));
    let said: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(said.is_empty(), "in a window of {size} the page says: {}", said.join("\n"));
    let result = out.rsplit_once("<pre id=\"test-result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (result, _) = result.unwrap_or_else(|| panic!("the driver didn't end: {log}"));
    let result = result.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    let result: Value = serde_json::from_str(&result).unwrap();
    let failures: Vec<&str> = result["failures"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(failures.is_empty(), "in a window of {size}:\n{}", failures.join("\n"));
    println!("in a window of {size}: {}", result["facts"]);
    result["facts"].clone()
}
