//! The options as run.json has them: all that decide what a run writes, and none that don't, or that say where files lie.

use serde_json::{Map, Value, json};

use super::{Dialect, Normalisation, Options};

impl Options {
    /// Them by their names, whatever was said of them and wherever: on the command line, in the configuration or by default.
    pub fn recorded(&self) -> Map<String, Value> {
        // Whoever adds an option has to say here whether it decides what is written.
        let Options {
            labels,
            language,
            encoding,
            text_column,
            keep_duplicates,
            keep_damaged,
            normalisation: Normalisation { tone_marks, stemming },
            words,
            keep_whole,
            min_frequency,
            min_documents,
            stopwords,
            seed,
            charts,
            dialect: Dialect { delimiter, decimal },
            template,
            groups,
            cleaning,
            // Files, which are recorded as such.
            input: _,
            output: _,
            config: _,
            themes: _,
            priorities: _,
            counts: _,
            reference: _,
            // How a run goes about it.
            threads: _,
            memory: _,
            overwrite: _,
            wait: _,
            strict: _,
            // A warning like others.
            doubt: _,
        } = self;
        let options = json!({
            "labels": labels,
            "language": language,
            "encoding": encoding,
            "text_column": text_column,
            "keep_duplicates": keep_duplicates,
            "keep_damaged": keep_damaged,
            "tone_marks": tone_marks,
            "stemming": stemming,
            "words": words,
            "keep_whole": keep_whole,
            "min_frequency": min_frequency,
            "min_documents": min_documents,
            "stopwords": stopwords,
            "seed": seed,
            "charts": charts,
            "delimiter": char::from(*delimiter),
            "decimal": decimal,
            "template": template,
            "groups": groups,
            "cleaning": cleaning,
        });
        match options {
            Value::Object(options) => options,
            // An object is one.
            _ => Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::super::{Labels, Layer, Picture};
    use super::*;

    #[test]
    fn what_decides_the_results_is_recorded_and_nothing_else() {
        let of = |typed| Options::build(typed).unwrap().recorded();
        let plain = of(Layer::default());
        let elsewhere = Layer {
            output: Some("elsewhere".into()),
            threads: NonZeroUsize::new(7),
            strict: Some(true),
            wait: true,
            overwrite: true,
            ..Layer::default()
        };
        assert_eq!(of(elsewhere), plain);
        let other = of(Layer { labels: Some(Labels::Vi), decimal: Some(','), seed: Some(9), ..Layer::default() });
        let differing = plain.iter().filter(|(name, value)| other[*name] != **value).map(|(name, _)| name.as_str());
        assert_eq!(differing.collect::<Vec<_>>(), ["decimal", "delimiter", "labels", "seed"]);
        assert_eq!((&other["decimal"], &other["delimiter"]), (&json!(","), &json!(";")));
    }

    #[test]
    fn what_is_recorded_is_a_configuration_that_says_the_same() {
        let typed =
            Layer { charts: Some(vec![Picture::Svg]), words: Some(vec!["sea wall".into()]), ..Layer::default() };
        let recorded = Options::build(typed).unwrap().recorded();
        let layer: Layer = serde_json::from_value(Value::Object(recorded.clone())).unwrap();
        assert_eq!(Options::build(layer).unwrap().recorded(), recorded);
    }
}
