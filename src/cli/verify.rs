//! `themeshift verify OUTPUT`: whether an output still belongs to its inputs.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use itertools::Itertools;

use super::finish;
use super::tabbed::Tabbed;
use crate::manifest::{Difference, State, Verified, verify};

pub const HELP: &str = "\
Compares sizes and SHA-256 with those in run.json, which the run wrote, and prints what differs.

Columns, separated by tabs:
  part    program, setting, input, reference (--reference) or output
  file    its path from the input folder, of an output from the output folder
  state   changed, missing, new (the next run would read it), unknown (it can't be read)
          or added (a file of yours beside the tables, which changes nothing)
  detail  more of it

The last line, on standard error, is the verdict.

Exit codes: 0 the output belongs to its inputs; 1 something differs, or the folder holds no output

Examples:
  themeshift verify                             of the folder output
  themeshift verify results
  themeshift verify results --input articles    where the articles lie elsewhere now
  themeshift verify results > differences.tsv
  themeshift verify results --quiet && echo 'up to date'";

/// Prints what differs, and the verdict.
pub fn run(output: &Path, input: Option<&Path>, quiet: bool) -> Result<ExitCode> {
    let verified = verify(output, input)?;
    let code = ExitCode::from(u8::from(!verified.is_as_it_was()));
    if quiet {
        return Ok(code);
    }
    // Who reads a table of nothing is a program.
    if !verified.differences.is_empty() || !io::stdout().is_terminal() {
        let columns = ["part", "file", "state", "detail"];
        let written = Tabbed::begin(BufWriter::new(io::stdout().lock()), columns).and_then(|mut table| {
            verified.differences.iter().try_for_each(|Difference { part, file, state, detail }| {
                table.row([part.name().into(), file.into(), state.name().into(), detail.into()])
            })?;
            table.finish()
        });
        finish(written)?;
    }
    eprintln!("{}", verdict(&verified));
    Ok(code)
}

/// The verdict in a line.
fn verdict(verified: &Verified) -> String {
    let Verified { inputs, outputs, differences } = verified;
    if verified.is_as_it_was() {
        return format!(
            "The output belongs to its inputs: {inputs} input{} and {outputs} output{} are as they were",
            plural(*inputs),
            plural(*outputs)
        );
    }
    let mut found: BTreeMap<_, BTreeMap<_, usize>> = BTreeMap::new();
    for difference in differences.iter().filter(|difference| difference.state != State::Added) {
        *found.entry(difference.part).or_default().entry(difference.state).or_default() += 1;
    }
    let found = found.iter().map(|(part, states)| {
        let states = states.iter().map(|(state, number)| format!("{number} {}", state.name()));
        format!("{} {}", part.name(), states.format(", "))
    });
    format!("The output and its inputs are not as they were: {}", found.format("; "))
}

fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}
