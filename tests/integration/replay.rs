//! A file as the fuzzer holds it, its name on the first line and its bytes after that -> read and cleaned.

use themeshift::clean::clean;
use themeshift::options::Options;
use themeshift::read::Corpus;

/// Reads and cleans the articles of such a file: how many could be read, and what was said of the others.
pub fn replay(input: &[u8], options: &Options) -> (usize, Vec<String>) {
    let end = input.iter().position(|&byte| byte == b'\n').unwrap_or(input.len());
    let name = String::from_utf8_lossy(&input[..end]);
    let bytes = input.get(end + 1..).unwrap_or_default();
    let articles = match Corpus::read_bytes(&name, bytes.to_vec(), options) {
        Ok(articles) => articles,
        Err(error) => return (0, vec![format!("{error:#}")]),
    };
    let (mut read, mut faults) = (0, Vec::new());
    for article in articles {
        match article {
            Ok(article) => {
                clean(article.lines, &options.cleaning);
                read += 1;
            }
            Err(error) => faults.push(format!("{error:#}")),
        }
    }
    (read, faults)
}
