//! What `--help` says beside the options. A paragraph is one line here, which is wrapped to the width of the terminal.

pub const RUN: &str = "\
Examples:
  themeshift                                    articles in input/, results in output/
  themeshift --input articles --output results  a folder of your own
  themeshift --group-by year                    groups by date, whatever the articles name
  themeshift --dry-run                          what would be read, grouped and written
  themeshift --labels vi --charts png,svg       Vietnamese labels, charts in two formats
  themeshift --decimal ,                        tables for an Excel that writes decimal commas
  themeshift --template                         report.docx, too, to start a report from
  themeshift --strict                           fail where anything had to be left out
  themeshift --reference others                 each group against another folder, too
  themeshift verify output                      whether it still belongs to its inputs
  themeshift init --input articles              settings and a draft of themes of your own
  themeshift clean article.html                 what is kept of an article, what is not, why
  themeshift kwic \"nâng cao ... vị thế\"         every place where words occur, in context
  themeshift themes check                       what is wrong with a theme dictionary
  themeshift themes suggest                     terms that no theme covers
  themeshift segment < text.txt                 words of Vietnamese text, joined by _

Exit codes: 0 all well; 1 nothing written; 2 written, but something was left out";

/// What the short help says at its end.
pub const SHORT: &str = "More options and examples: --help; of a command: themeshift COMMAND --help";

pub const SEGMENT: &str = "\
Examples:
  themeshift segment < text.txt
  echo 'Ngoại giao kinh tế phục vụ phát triển' | themeshift segment
  themeshift segment --words 'ngoại giao cây tre' < text.txt";

pub const CLEAN: &str = "\
Columns, separated by tabs:
  file        the file; #N after it is a row of a table, a path after it a file in an archive
  line        the line in the file, from 1
  verdict     kept or removed
  reason      the rule that removed the line; broken_line where it was joined to one before
  similar_to  the line that it repeats, or that it was joined to
  text        the line

Examples:
  themeshift clean article.html
  themeshift clean input/articles/*.html > lines.tsv";

pub const KWIC: &str = "\
Patterns:
  \"ngoại giao kinh tế\"      the words, in any case and tone-mark style; in English in any form
  \"diplomat*\" \"wom?n\"     * is any letters of a word, ? is one
  \"nâng cao * thế\"         * alone is any one word
  \"nâng cao ... vị thế\"    ... is a gap of up to six words

On a terminal the matches are lined up one below the other. A pipe or file gets a table separated by tabs: document, \
group, line, start, end, left, match, right.

Examples:
  themeshift kwic \"nâng cao ... vị thế\"
  themeshift kwic --input congresses \"invest*\" > invest.tsv";

pub const TRAIN: &str = "\
Examples:
  themeshift train data vietnamese.model
  themeshift train --pages labelled pages.model";

pub const EVALUATE: &str = "\
Examples:
  themeshift evaluate gold.txt
  themeshift evaluate gold.txt --text written.txt --known lexicon.txt";

pub const COMPLETIONS: &str = "\
Examples:
  themeshift completions bash > ~/.local/share/bash-completion/completions/themeshift
  themeshift completions zsh > ~/.zfunc/_themeshift     (with ~/.zfunc in fpath)
  themeshift completions fish > ~/.config/fish/completions/themeshift.fish
  themeshift completions powershell >> $PROFILE
  themeshift completions elvish >> ~/.config/elvish/rc.elv";

pub const MAN: &str = "\
Examples:
  themeshift man | man -l -
  themeshift man --output ~/.local/share/man/man1      a page for each command";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Arguments;

    /// All commands, each with its name.
    fn commands() -> Vec<(String, clap::Command)> {
        let mut found = Vec::new();
        let mut open = vec![(String::new(), Arguments::command())];
        while let Some((name, command)) = open.pop() {
            let within = |sub: &clap::Command| (format!("{name} {}", sub.get_name()), sub.clone());
            open.extend(command.get_subcommands().map(within));
            found.push((name, command));
        }
        found
    }

    #[test]
    fn no_text_of_the_help_is_broken_before_it_is_wrapped() {
        for (name, command) in commands() {
            let texts = [command.get_after_help(), command.get_after_long_help()].into_iter().flatten();
            for text in texts.map(ToString::to_string) {
                let lines: Vec<&str> = text.lines().collect();
                let is_prose = |line: &&str| !line.starts_with(' ') && !line.is_empty() && !line.ends_with(':');
                for pair in lines.windows(2) {
                    assert!(!pair.iter().all(is_prose), "{name}: a paragraph has two lines: {pair:?}");
                }
                // What is set in columns must fit.
                for line in lines.iter().filter(|line| line.starts_with(' ')) {
                    assert!(line.chars().count() <= 98, "{name}: {line}");
                }
            }
        }
    }

    #[test]
    fn no_word_of_a_text_stands_alone_on_its_last_line() {
        for (name, command) in commands() {
            let help = command.term_width(100).render_long_help().to_string();
            let lines: Vec<&str> = help.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[0].len() > 80) {
                let indent = |line: &str| line.len() - line.trim_start().len();
                let is_alone = pair[1].split_whitespace().count() == 1 && indent(pair[0]) == indent(pair[1]);
                assert!(!is_alone, "{name}: {pair:?}");
            }
        }
    }

    #[test]
    fn every_command_has_examples_and_a_short_help_that_is_shorter() {
        let parents = ["", " themes"];
        for (name, mut command) in commands().into_iter().filter(|(name, _)| !parents.contains(&name.as_str())) {
            let (short, long) = (command.render_help().to_string(), command.render_long_help().to_string());
            assert!(long.contains("Example"), "{name}");
            assert!(short.len() < long.len() && !short.contains("Examples"), "{name}");
        }
    }
}
