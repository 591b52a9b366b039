//! The trainer: lexicon and segmented sentences, and some that it makes (`countries`), to a model file. Deterministic:
//! the same data gives the same bytes, on any machine.
//!
//! Logistic loss, AdaGrad (Duchi, Hazan and Singer 2011), weights rounded to eight bits.

use super::countries;
use super::dictionary::{self, Fingerprints, WordState};
use super::features::{self, FEATURE_BITS, OF_GUIDELINE, Past};
use super::line::{self, LONGEST_WORD, PAD, SeenUnit, mix, unit_hash};
use super::model;
use super::token::tokenise;
use crate::language::segmenter::{Unit, UnitKind};
use crate::random::Random;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io, iter};

use anyhow::{Context, Result};

/// Passes over the examples, and those from which on the weights are averaged.
const EPOCHS: usize = 10;
const AVERAGED_FROM: usize = 4;
/// The step of AdaGrad, and where its sums of squares start. Chosen, like the weights of the texts
/// below, by F1 on UD's dev set, which moves by less than 0.001 around them.
const RATE: f32 = 0.2;
const FIRST_SQUARE: f32 = 0.1;
/// Steps of a rounded weight in 1.
const SCALE: f32 = 32.0;
/// Out of this many silver lines one is learnt in capitals, like a headline, and one in lower case.
const RECASED_EVERY: usize = 16;

/// What training reads.
pub struct Data {
    /// Words, one a line, `_` between syllables.
    lexicon: String,
    texts: Vec<TrainingText>,
    /// Those that [`countries`] makes. They are spread evenly among the sentences of the texts.
    countries: TrainingText,
}

/// Sentences: one a line, `_` inside words, a blank between words, `~` where the answer is unknown.
struct TrainingText {
    sentences: String,
    /// How much a gap of it counts.
    weight: f32,
    /// Whether it follows the guideline that the model is to follow; the other texts teach only the features that they
    /// share with it.
    own_guideline: bool,
}

impl Data {
    /// Reads the lexicons, the gold and the silver sentences of a data folder.
    ///
    /// # Errors
    /// Names the file that can't be read.
    pub fn read(folder: &Path) -> Result<Data> {
        let read = |name: &str| {
            let path = folder.join(name);
            let file = fs::File::open(&path).with_context(|| format!("can't open {}", path.display()))?;
            let text = match name.ends_with(".xz") {
                true => io::read_to_string(lzma_rust2::XzReader::new(file, true)),
                false => io::read_to_string(file),
            };
            text.with_context(|| format!("can't read {}", path.display()))
        };
        let silver = read("silver_vi/agree20.txt.xz")?;
        // Only names from the second lexicon: its other entries divide words by another guideline.
        let mut lexicon = read("lexicon/rdr_vnvocab.txt")?;
        for word in read("lexicon/wikipron_vi.txt")?.lines() {
            if word.split('_').all(|syllable| syllable.starts_with(char::is_uppercase)) {
                lexicon.push('\n');
                lexicon.push_str(word);
            }
        }
        let text = |sentences, weight, own_guideline| TrainingText { sentences, weight, own_guideline };
        Ok(Data {
            texts: vec![
                text(read("vi_vtb/train.gold.txt")?, 5.0, true),
                text(read("vi_vtb/train.gold.txt")?.to_uppercase(), 1.0, true),
                text(read("vi_vtb/train.gold.txt")?.to_lowercase(), 1.0, true),
                text(read("rdr_train_gold.txt")?, 3.0, false),
                text(recased(&silver), 0.3, false),
            ],
            countries: text(recased(&countries::sentences(&silver, &lexicon)?), 2.0, false),
            lexicon,
        })
    }
}

/// The text with some of its lines in capitals or in lower case.
fn recased(text: &str) -> String {
    let recase = |(i, line): (usize, &str)| match i % RECASED_EVERY {
        0 => line.to_uppercase() + "\n",
        1 => line.to_lowercase() + "\n",
        _ => line.to_owned() + "\n",
    };
    text.lines().enumerate().map(recase).collect()
}

/// Trains a model and returns the bytes of its file; nothing if the lexicon is too large for it.
pub fn train(data: &Data) -> Option<Vec<u8>> {
    let cells = dictionary::write_cells(entries(&data.lexicon))?;
    let dictionary = Fingerprints::new(&cells);
    let examples = |text: &TrainingText| -> Vec<LineExample> {
        text.sentences.lines().map(|line| LineExample::new(line, text, dictionary)).collect()
    };
    let countries = examples(&data.countries);
    let mut examples: Vec<LineExample> = data.texts.iter().flat_map(examples).collect();
    let between = (examples.len() / countries.len().max(1)).max(1);
    let mut random = Random::new(0x5EED);
    let mut learner = GapLearner { shared: Weights::new(), own: Weights::new() };
    let mut sums = vec![0.0; 1 << FEATURE_BITS];
    for epoch in 0..EPOCHS {
        random.shuffle(&mut examples);
        let mut countries = countries.iter();
        for (number, example) in examples.iter().enumerate() {
            learner.learn(example);
            if number % between == 0 {
                countries.by_ref().take(1).for_each(|example| learner.learn(example));
            }
        }
        if epoch >= AVERAGED_FROM {
            let weights = learner.shared.values.iter().zip(&learner.own.values).map(|(shared, own)| shared + own);
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let scale = SCALE / (EPOCHS - AVERAGED_FROM) as f32;
    let weights: Vec<i8> = sums.iter().map(|sum| (sum * scale).round().clamp(-127.0, 127.0) as i8).collect();
    Some(model::write(&cells, &weights))
}

/// The words of the lexicon, their beginnings and their syllables, by key.
fn entries(lexicon: &str) -> BTreeMap<u32, u16> {
    let mut entries = BTreeMap::new();
    for word in lexicon.lines() {
        let syllables: Vec<&str> = word.split('_').collect();
        if syllables.len() > LONGEST_WORD || !syllables.iter().all(|part| part.starts_with(char::is_alphabetic)) {
            continue;
        }
        let mut key = 0;
        for (i, syllable) in syllables.iter().enumerate() {
            let hash = unit_hash(syllable, UnitKind::Word);
            *entries.entry(hash).or_insert(0) |= WordState::WORD;
            key = if i == 0 { hash } else { mix(key, hash) };
            let last = i + 1 == syllables.len();
            *entries.entry(key).or_insert(0) |= if last { WordState::WORD } else { WordState::PREFIX };
        }
    }
    entries
}

/// A line of training text.
struct LineExample {
    cells: Vec<SeenUnit>,
    /// Whether each unit continues the word before it; nothing where that is unknown.
    joins: Vec<Option<bool>>,
    weight: f32,
    own_guideline: bool,
}

impl LineExample {
    fn new(line: &str, text: &TrainingText, dictionary: Fingerprints<'_>) -> LineExample {
        // The separators have one byte each, so the units are in `line` where they are in the raw text.
        let raw = line.replace(['_', '~'], " ");
        let mut units = Vec::new();
        tokenise(&raw, &mut units);
        let looks: Vec<u64> = units.iter().map(|unit| line::look(&raw[unit.range()], unit.kind, dictionary)).collect();
        let join = |pair: &[Unit]| match &line[pair[0].end as usize..pair[1].start as usize] {
            gap if gap.contains('~') => None,
            gap => Some(!gap.contains(' ')),
        };
        LineExample {
            cells: line::read(&looks, dictionary),
            joins: iter::once(Some(false)).chain(units.windows(2).map(join)).collect(),
            weight: text.weight,
            own_guideline: text.own_guideline,
        }
    }
}

/// Weights that all texts teach, and those that only the texts of the model's own guideline teach, which thus overrule
/// the others (feature augmentation: Daumé, "Frustratingly Easy Domain Adaptation", 2007).
struct GapLearner {
    shared: Weights,
    own: Weights,
}

impl GapLearner {
    /// One pass over the gaps of a line. The past of a gap is what the learner itself decided, right or
    /// wrong, as it will be when it predicts.
    fn learn(&mut self, example: &LineExample) {
        let cells = &example.cells;
        let own: &[usize] = if example.own_guideline { &OF_GUIDELINE } else { &[] };
        let mut past = Past::new();
        for (at, truth) in (PAD..).zip(&example.joins) {
            let mut join = false;
            if features::is_open(cells, at) {
                let features = features::all(cells, at, &past);
                let own = own.iter().map(|&at| features[at]);
                let score = self.shared.sum(features.into_iter()) + self.own.sum(own.clone());
                join = score > 0.0;
                let gradient =
                    truth.map_or(0.0, |truth| example.weight * (logistic(score) - f32::from(u8::from(truth))));
                // A gap that is as good as learnt changes nothing and takes most of the time.
                if gradient.abs() >= 1e-3 {
                    self.shared.update(features.into_iter(), gradient);
                    self.own.update(own, gradient);
                }
            }
            past.advance(cells, at, join);
        }
    }
}

/// Weights, and for each the sum of its squared gradients.
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn new() -> Weights {
        Weights { values: vec![0.0; 1 << FEATURE_BITS], squares: vec![FIRST_SQUARE; 1 << FEATURE_BITS] }
    }

    fn sum(&self, features: impl Iterator<Item = u32>) -> f32 {
        features.map(|index| self.values[index as usize]).sum()
    }

    fn update(&mut self, features: impl Iterator<Item = u32>, gradient: f32) {
        for index in features {
            let square = &mut self.squares[index as usize];
            *square += gradient * gradient;
            self.values[index as usize] -= RATE * gradient / square.sqrt();
        }
    }
}

/// 1 / (1 + e^-x) by arithmetic that every machine rounds in the same way: e^x = (1 + x / 1024)^1024.
fn logistic(x: f32) -> f32 {
    let mut power = 1.0 + f64::from(-x.clamp(-20.0, 20.0)) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    (1.0 / (1.0 + power)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::vietnamese::model::Model;

    fn data() -> Data {
        let sentences = "bà ba mua cá~cơm và thịt_bò\nông ba bán thịt_bò và cá\n".repeat(20);
        Data {
            lexicon: "thịt_bò\ncá_cơm\n".to_owned(),
            texts: vec![TrainingText { sentences, weight: 1.0, own_guideline: true }],
            countries: TrainingText { sentences: String::new(), weight: 1.0, own_guideline: false },
        }
    }

    #[test]
    fn the_same_data_give_the_same_bytes() {
        assert!(train(&data()) == train(&data()));
    }

    #[test]
    fn what_was_learnt_is_predicted() {
        let file = train(&data()).unwrap();
        let text = "cá và thịt bò";
        let (mut units, mut joined) = (Vec::new(), Vec::new());
        tokenise(text, &mut units);
        let model = Model::read(&file).unwrap();
        let looks: Vec<u64> = units.iter().map(|unit| model.look(&text[unit.range()], unit.kind)).collect();
        model.join(&looks, &mut joined);
        assert_eq!(joined, [false, false, false, true]);
    }

    #[test]
    fn gaps_are_joined_split_or_unknown() {
        let cells = dictionary::write_cells([]).unwrap();
        let text = TrainingText { sentences: String::new(), weight: 1.0, own_guideline: false };
        let example = LineExample::new("cá~cơm và thịt_bò .", &text, Fingerprints::new(&cells));
        assert_eq!(example.joins, [Some(false), None, Some(false), Some(false), Some(true), Some(false)]);
    }

    #[test]
    fn the_logistic_function_has_its_known_values() {
        for (x, expected) in [(0.0, 0.5), (1.0, 0.731_058_6), (-2.0, 0.119_202_92), (100.0, 1.0), (-100.0, 0.0)] {
            assert!((logistic(x) - expected).abs() < 1e-3, "{x}");
        }
    }
}
