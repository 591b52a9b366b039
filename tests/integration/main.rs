//! The program run as users run it, and the library compared with outside oracles.
//!
//! One binary, since each links polars. Tests that need the research corpus beside the project (`../shared`) say that
//! they skip where it isn't there.

mod architecture;
mod bad_input;
mod briefs;
mod browser;
mod cleaning;
mod coding;
mod collections;
mod comparison;
mod corpus;
mod damage;
mod dictionaries;
mod determinism;
#[cfg(unix)]
mod disk;
mod documents;
mod encodings;
mod groups;
mod hand_count;
mod formats;
mod harness;
mod large;
mod letters;
mod hostile;
mod inflections;
mod init;
mod oracle;
mod output;
mod own_corpus;
mod own_files;
mod priorities;
mod readme;
mod replay;
mod replay_own;
mod segmentation;
mod sources;
mod tables;
mod verify;
mod written;
