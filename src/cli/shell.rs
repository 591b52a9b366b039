//! `themeshift completions` and `themeshift man`: what shells and man know of the program.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Arguments, finish};

/// Prints what completes commands and options in a shell.
pub fn completions(shell: Shell) -> Result<ExitCode> {
    // The maker of completions panics where it can't write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "themeshift", &mut script);
    finish(io::stdout().lock().write_all(&script))
}

/// Prints the man page, or writes one for each command into a folder.
///
/// # Errors
/// The folder can't be made or written to.
pub fn man(output: Option<&Path>) -> Result<ExitCode> {
    match output {
        None => {
            let mut page = Vec::new();
            Man::new(whole(Arguments::command())).render(&mut page)?;
            finish(io::stdout().lock().write_all(&page))
        }
        Some(folder) => {
            let written =
                fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Arguments::command(), folder));
            written.with_context(|| format!("can't write man pages to {}", folder.display()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The command with what its short help leaves out, which the maker of pages would leave empty.
fn whole(command: Command) -> Command {
    command.mut_args(|argument| argument.hide_short_help(false)).mut_subcommands(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_man_page_tells_of_every_option_also_of_those_that_the_short_help_leaves_out() {
        let mut page = Vec::new();
        Man::new(whole(Arguments::command())).render(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let options = page.split(".SH OPTIONS").nth(1).unwrap().split("\n.SH ").next().unwrap();
        let empty = options.split(".TP\n").skip(1).find(|option| option.lines().nth(1).is_none_or(str::is_empty));
        assert_eq!(empty, None);
        assert!(options.contains("Leave terms rarer than this"));
    }
}
