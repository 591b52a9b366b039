//! The library by example. Each piece runs as a test.
//!
//! # The words of a text
//!
//! [`language`](crate::language) finds them; a Vietnamese word may have several syllables.
//!
//! ```
//! use themeshift::language::{Forms, Segmenters, tokenise_line};
//! use themeshift::options::Normalisation;
//!
//! let segmenters = Segmenters::new(Normalisation::default())?;
//! let mut forms = Forms::new(segmenters.get(segmenters.find("vi")));
//! let text = "Việt Nam chủ động hội nhập quốc tế.";
//! let line = tokenise_line(text, &mut forms);
//! let words: Vec<&str> = line.words.iter().map(|word| &text[line.word_range(word)]).collect();
//! assert_eq!(words, ["Việt Nam", "chủ động", "hội nhập", "quốc tế"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # An article without what surrounds it
//!
//! [`read`](crate::read) turns a file of any format into lines, [`clean`](mod@crate::clean) leaves those of the article, and
//! says of each other line why it went.
//!
//! ```
//! use themeshift::clean::clean;
//! use themeshift::options::{Layer, Options};
//! use themeshift::read::Corpus;
//!
//! let page = "Bà con ba xã ven sông gặt lúa sớm\n\
//!     Từ tuần trước, bà con ba xã ven sông đã xuống đồng gặt lúa hè thu trước mùa lũ.\n\
//!     Ảnh: An Bình\n\
//!     Ông Lúa, chủ tịch xã, cho biết năng suất đạt bảy tấn mỗi héc-ta, cao hơn vụ trước.";
//! let options = Options::build(Layer::default())?;
//! for article in Corpus::read_bytes("lua.txt", page.into(), &options)? {
//!     let document = clean(article?.lines, &options.cleaning);
//!     let removed: Vec<_> = document.removed.iter().map(|removed| (removed.line, removed.reason)).collect();
//!     assert_eq!((document.paragraphs.len(), removed), (3, vec![(3, "caption")]));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Two groups, counted and compared
//!
//! [`pipeline`](crate::pipeline) takes a folder through all stages up to the counts; [`compare`](crate::compare)
//! compares the groups with one another.
//!
//! ```
//! use std::fs;
//!
//! use themeshift::compare::{self, Comparison};
//! use themeshift::group::Order;
//! use themeshift::options::{Layer, Options};
//! use themeshift::pipeline::{Counted, Pipeline};
//! use themeshift::progress::unwatched;
//! use themeshift::read::Corpus;
//!
//! let folder = tempfile::tempdir()?;
//! for (group, text) in [
//!     ("2021", "The conference called for peace. Peace comes first, the minister said."),
//!     ("2023", "The conference called for trade. Trade and investment come first, the minister said."),
//! ] {
//!     fs::create_dir(folder.path().join(group))?;
//!     fs::write(folder.path().join(group).join("article.txt"), text)?;
//! }
//! fs::write(folder.path().join("themes.toml"), "[[theme]]\nid = \"economy\"\nkeywords = [\"trade\", \"investment\"]")?;
//! fs::write(folder.path().join("themeshift.toml"), "[groups]\nfolders = true")?;
//!
//! let options = Options::build(Layer { input: Some(folder.path().into()), ..Layer::default() })?;
//! let pipeline = Pipeline::build(&options)?;
//! let Counted { counts, .. } = pipeline.count(&Corpus::open(&options)?, &unwatched, |_| Ok(()))?;
//! let order = Order::new(counts.groups.keys().map(|group| (group.as_str(), None)), &[]);
//! let (total, stopwords) = (compare::total(&counts, &options), pipeline.stopwords(&counts.languages));
//! let comparison = Comparison::new(&counts, &total, pipeline.themes(), &stopwords, &order, &options)?;
//!
//! let sizes: Vec<_> = comparison.groups().iter().map(|size| (size.group, size.clauses, size.themed_clauses)).collect();
//! assert_eq!(sizes, [("2021", 2, 0), ("2023", 2, 2)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The keyness of a term
//!
//! [`measure`](crate::measure) is arithmetic alone: each statistic is a function of frequencies.
//!
//! ```
//! use themeshift::measure::{ContingencyTable, log_likelihood, log_ratio};
//!
//! // A word occurs 30 times among 1,000, and in the reference 10 times among 2,000.
//! let table = ContingencyTable { target: 30, target_total: 1_000, reference: 10, reference_total: 2_000 };
//! assert!((log_likelihood(table).unwrap() - 29.46).abs() < 0.01);
//! assert!((log_ratio(table).unwrap() - 6_f64.log2()).abs() < 1e-9);
//! ```
