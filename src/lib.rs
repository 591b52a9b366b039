//! Shows how the stated priorities of a series of events shift: a folder of articles in, tables and charts out.
//!
//! ```text
//! file ─read→ Article ─clean→ Document ─segment→ Tokens ─count→ Counts ─compare→ Comparison ─table→ Table ─chart→ Chart ─report→ Report ─write→ file
//! ```
//!
//! Each stage takes a complete value and returns a new complete value; nothing is filled in later. A module uses only
//! modules that come before it here.
//!
//! `examples` shows how the library is used. Without the feature `program`, which is on by default, it is the segmenters
//! of [`language`] and the statistics of [`measure`], and needs few crates.

// What trains the segmenter is the program's.
#![cfg_attr(not(feature = "program"), allow(dead_code))]

pub mod normalisation;
#[cfg(feature = "program")]
pub mod warning;
#[cfg(feature = "program")]
mod regular;
#[cfg(feature = "program")]
pub mod digest;
#[cfg(feature = "program")]
mod encoding;
#[cfg(feature = "program")]
pub mod options;
#[cfg(feature = "program")]
pub mod words;
#[cfg(feature = "program")]
pub mod progress;
mod caught;
#[cfg(feature = "program")]
pub mod interrupt;
mod random;
#[cfg(feature = "program")]
pub mod allocator;

#[cfg(feature = "program")]
pub mod read;
#[cfg(feature = "program")]
pub mod clean;
#[cfg(feature = "program")]
pub mod damage;
pub mod language;
#[cfg(feature = "program")]
pub mod group;
#[cfg(feature = "program")]
pub mod vocabulary;
#[cfg(feature = "program")]
pub mod duplicates;
#[cfg(feature = "program")]
pub mod phrase;
#[cfg(feature = "program")]
pub mod themes;
#[cfg(feature = "program")]
pub mod priority;
pub mod measure;
#[cfg(feature = "program")]
pub mod count;
#[cfg(feature = "program")]
pub mod record;
#[cfg(feature = "program")]
pub mod flow;
#[cfg(feature = "program")]
pub mod pipeline;
#[cfg(feature = "program")]
pub mod sources;
#[cfg(feature = "program")]
pub mod suggest;
#[cfg(feature = "program")]
pub mod draft;
#[cfg(feature = "program")]
pub mod coding;
#[cfg(feature = "program")]
pub mod compare;
#[cfg(feature = "program")]
pub mod table;
#[cfg(feature = "program")]
pub mod chart;
#[cfg(feature = "program")]
pub mod report;
#[cfg(feature = "program")]
pub mod manifest;
#[cfg(feature = "program")]
pub mod write;
#[cfg(feature = "program")]
pub mod summary;
#[cfg(feature = "program")]
mod run;
#[cfg(feature = "program")]
pub mod cli;
#[cfg(feature = "program")]
pub mod examples;

#[cfg(feature = "program")]
pub use run::run;
