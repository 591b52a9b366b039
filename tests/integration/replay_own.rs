//! A file of the user's own as the fuzzer holds it, its name on the first line and its bytes after that -> read, and used on two
//! articles as a run uses it, but that nothing is written. The name says what it is: counts, coded.tsv, themeshift.toml,
//! priorities.toml, articles.csv; all others are dictionaries, of the form that the extension says.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest, Sha256};
use themeshift::coding::Coding;
use themeshift::compare::{self, Comparison};
use themeshift::count::{Counts, Part, Sum};
use themeshift::group::Order;
use themeshift::language::{Forms, Segmenters};
use themeshift::options::{Layer, Normalisation, Options};
use themeshift::pipeline::Pipeline;
use themeshift::priority::Rules;
use themeshift::progress::unwatched;
use themeshift::read::Corpus;
use themeshift::themes::Themes;

const ARTICLES: [(&str, &str); 2] = [
    (
        "1.txt",
        "---\ndate: 2016-08-22\n---\nHội nghị Ngoại giao lần thứ 31 khai mạc. Ngành cần đẩy mạnh ngoại giao kinh tế; a cat and a guinea pig saw it.\n",
    ),
    (
        "2.txt",
        "---\ndate: 2023-12-19\n---\nThe Diplomatic Conference 32 was about trade. We must keep the peace, and trade with cats first.\n",
    ),
];

/// The dictionary that counts are read with.
const THEMES: &str = r#"
[[theme]]
id = "trade"
label = "Trade"
keywords = ["trade", "ports", "ngoại giao kinh tế"]

[[theme]]
id = "peace"
label = "Peace"
keywords = ["peace", "hòa bình"]
"#;

/// Where such files are put, beside two articles.
pub struct Desk {
    folder: PathBuf,
}

impl Desk {
    /// In an empty folder.
    pub fn new(folder: &Path) -> Desk {
        fs::create_dir_all(folder.join("input")).unwrap();
        ARTICLES.iter().for_each(|(name, text)| fs::write(folder.join("input").join(name), text).unwrap());
        fs::write(folder.join("themes.toml"), THEMES).unwrap();
        Desk { folder: folder.to_path_buf() }
    }

    /// Reads such a file and uses it; what is said where it can't be used.
    ///
    /// # Errors
    /// The file is broken.
    pub fn replay(&self, input: &[u8]) -> Result<()> {
        let end = input.iter().position(|&byte| byte == b'\n').unwrap_or(input.len());
        let name = String::from_utf8_lossy(&input[..end]).into_owned();
        let bytes = input.get(end + 1..).unwrap_or_default();
        match name.as_str() {
            "counts" => self.counts(bytes),
            "coded.tsv" => self.coded(bytes),
            "themeshift.toml" => self.count(bytes, "themeshift.toml", |layer, config| Layer { config, ..layer }),
            "priorities.toml" => {
                self.count(bytes, "priorities.toml", |layer, priorities| Layer { priorities, ..layer })
            }
            "articles.csv" => self.count(bytes, "input/articles.csv", |layer, _| layer),
            name => {
                let extension: String = name.rsplit('.').next().unwrap_or_default().chars().take(8).collect();
                let is_plain = extension.chars().all(|c| c.is_ascii_alphanumeric());
                let name = format!("words.{}", if is_plain { extension.as_str() } else { "txt" });
                self.count(bytes, &name, |layer, themes| Layer { themes, ..layer })
            }
        }
    }

    /// A layer with the folder of articles, and nothing of whoever runs this.
    fn layer(&self) -> Layer {
        Layer { input: Some(self.folder.join("input")), ..Layer::default() }
    }

    /// Counts the articles with these settings.
    fn count(&self, bytes: &[u8], name: &str, with: impl Fn(Layer, Option<PathBuf>) -> Layer) -> Result<()> {
        let path = self.folder.join(name);
        fs::write(&path, bytes)?;
        let counted = (|| {
            let options = Options::build(with(self.layer(), Some(path.clone())))?;
            let pipeline = Pipeline::build(&options)?.with_temporary_files_in(&self.folder);
            let counted = pipeline.count(&Corpus::open(&options)?, &unwatched, |_| Ok(()))?;
            compared(&counted.counts, &pipeline, &options)
        })();
        fs::remove_file(path)?;
        counted
    }

    fn coded(&self, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join("coded.tsv");
        fs::write(&path, bytes)?;
        let (themes, rules) = (Themes::read(Some(&self.folder.join("themes.toml")))?, Rules::read(None)?);
        let segmenters = Segmenters::new(Normalisation::default())?;
        let mut forms = Forms::new(segmenters.get(segmenters.find("vi")));
        let coding = Coding::read(&path, &themes, &mut forms)?;
        coding.language();
        let evaluation = coding.evaluate(&themes, rules.get("vi")?, &forms);
        evaluation.agreements();
        evaluation.errors();
        Ok(())
    }

    fn counts(&self, bytes: &[u8]) -> Result<()> {
        let options = Options::build(self.layer())?;
        let pipeline = Pipeline::with_themes(&options, Themes::read(Some(&self.folder.join("themes.toml")))?)?;
        let fingerprint = pipeline.fingerprint();
        let Part { counts, .. } = Part::read(sealed(bytes, &fingerprint).as_slice(), &fingerprint, pipeline.themes())?;
        // Written, they are read as what they were.
        let mut written = Vec::new();
        counts.write(&fingerprint, &mut written)?;
        Part::read(written.as_slice(), &fingerprint, pipeline.themes())?;
        let mut sum = Sum::default();
        sum.add(&counts);
        compared(&sum.finish(), &pipeline, &options)
    }
}

/// All that is compared of counts.
fn compared(counts: &Counts, pipeline: &Pipeline, options: &Options) -> Result<()> {
    let dates = counts.groups.iter().map(|(name, group)| (name.as_str(), group.first_date.as_deref()));
    let order = Order::new(dates, &options.groups.order);
    let (total, stopwords) = (compare::total(counts, options), pipeline.stopwords(&counts.languages));
    let comparison = Comparison::new(counts, &total, pipeline.themes(), &stopwords, &order, options)?;
    let frequencies = comparison.term_frequencies();
    frequencies.groups().into_iter().flatten().for_each(|number| _ = frequencies.row(number));
    for pair in 0..comparison.pairs() {
        let keyness = comparison.keyness(pair)?;
        keyness.iter().for_each(|rows| (0..rows.len()).for_each(|number| _ = rows.row(number)));
        let shifts = comparison.word_shifts(pair);
        shifts.iter().for_each(|rows| (0..rows.len()).for_each(|number| _ = rows.row(number)));
    }
    comparison.collocations();
    comparison.lexical_diversities();
    comparison.similarities()?;
    comparison.theme_trends();
    comparison.keyword_frequencies();
    comparison.theme_cooccurrences();
    comparison.findings();
    comparison.keyword_overlaps();
    Ok(())
}

/// Counts as this program would have sealed them, so that they are read beyond their first line and up to their last: with its
/// fingerprint, and the digest of what is there.
fn sealed(bytes: &[u8], fingerprint: &str) -> Vec<u8> {
    let (mut lines, mut digest, mut text) = (0_u64, Sha256::new(), Vec::new());
    for line in bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"{\"end\":")) {
        let line = match (lines, std::str::from_utf8(line)) {
            (0, Ok(first)) => with_fingerprint(first, fingerprint).into_bytes(),
            _ => line.to_vec(),
        };
        lines += 1;
        digest.update(&line);
        text.extend(line);
    }
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    text.extend(format!("{{\"end\":{{\"lines\":{lines},\"sha256\":\"{digest}\"}}}}\n").into_bytes());
    text
}

/// The first line with another fingerprint.
fn with_fingerprint(line: &str, fingerprint: &str) -> String {
    const BEFORE: &str = "\"fingerprint\":\"";
    let Some((before, behind)) = line.split_once(BEFORE) else { return line.to_string() };
    let rest = behind.split_once('"').map_or("", |(_, rest)| rest);
    format!("{before}{BEFORE}{fingerprint}\"{rest}")
}
