//! The bytes of a file that has its articles in several places -> those of each article, numbered through.

use std::io::{self, BufReader, Read, Take};
use std::vec::IntoIter;

use anyhow::{Error, Result, anyhow};

use super::Numbered;
use super::cut::ValueCutter;

/// What articles are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// Its values are articles.
    List,
    /// The same, under keys of their own.
    Members,
    /// It is an article itself.
    Article,
}

/// A value that holds articles: where it begins, and how many bytes it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub holder: Holder,
    pub start: u64,
    pub length: u64,
}

/// The articles in some places of a source, which are given in its order and apart from each other: it is read once.
pub(super) struct Several<R> {
    places: IntoIter<Place>,
    /// What comes behind the last place, and at which byte that is; `None` while a place is read, and at the end.
    rest: Option<(R, u64)>,
    /// What is read, and at which byte it ends.
    cutter: Option<(ValueCutter<Take<R>>, u64)>,
    number: u64,
}

impl<R: Read> Several<R> {
    pub fn new(source: R, places: Vec<Place>) -> Several<R> {
        Several { places: places.into_iter(), rest: Some((source, 0)), cutter: None, number: 0 }
    }

    /// Goes on to the next place.
    fn open(&mut self) -> Result<()> {
        let (Some((mut source, at)), Some(Place { holder, start, length })) = (self.rest.take(), self.places.next())
        else {
            return Ok(());
        };
        skip(&mut source, start.saturating_sub(at)).map_err(|error| self.fail(&error))?;
        let source = BufReader::with_capacity(1 << 16, source.take(length));
        let cutter = match holder {
            Holder::List => ValueCutter::of_inner_list(source),
            Holder::Members => ValueCutter::of_members(source),
            Holder::Article => ValueCutter::new(source),
        };
        self.cutter = Some((cutter.after(self.number), start.saturating_add(length)));
        Ok(())
    }

    /// Leaves the place that has been read.
    fn close(&mut self) -> Result<()> {
        let Some((cutter, end)) = self.cutter.take() else { return Ok(()) };
        let (number, mut rest) = cutter.into_rest();
        self.number = number;
        io::copy(&mut rest, &mut io::sink()).map_err(|error| self.fail(&error))?;
        self.rest = Some((rest.into_inner(), end));
        Ok(())
    }

    fn fail(&self, error: &io::Error) -> Error {
        anyhow!("after article {}: {error}", self.number)
    }
}

fn skip(source: &mut impl Read, bytes: u64) -> io::Result<()> {
    io::copy(&mut source.by_ref().take(bytes), &mut io::sink()).map(drop)
}

impl<R: Read> Iterator for Several<R> {
    type Item = Result<Numbered>;

    fn next(&mut self) -> Option<Result<Numbered>> {
        loop {
            if let Some(found) = self.cutter.as_mut().and_then(|(cutter, _)| cutter.next()) {
                return Some(found);
            }
            if let Err(error) = self.close().and_then(|()| self.open()) {
                return Some(Err(error));
            }
            self.cutter.as_ref()?;
        }
    }
}
