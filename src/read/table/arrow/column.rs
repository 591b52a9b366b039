//! A column of a batch -> its values as text (Apache Arrow, "Physical memory layout").

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use bytes::Bytes;

use super::schema::ArrowKind;
use crate::read::table::date;

/// What is said of a column whose bytes contradict each other.
const BROKEN: &str = "its columns contradict each other: it is broken";

/// Takes the next buffer of a batch; and says how many more a column of views has.
pub(super) trait Buffers {
    fn take(&mut self) -> Result<Bytes>;
    fn views(&mut self) -> Result<usize>;
    fn node(&mut self) -> Result<usize>;
}

/// A column of a batch of rows.
#[derive(Clone, Debug)]
pub(super) struct Column {
    kind: ArrowKind,
    /// A bit for each row, 0 where its value is missing; empty where none is.
    validity: Bytes,
    /// The values, or where they are.
    places: Bytes,
    /// The texts.
    data: Vec<Bytes>,
    /// The texts of lists; or the list of texts that numbers stand for, each part with its length.
    inner: Vec<(Arc<Column>, usize)>,
}

impl Column {
    /// Reads a column of that kind; `values` are what its numbers stand for.
    ///
    /// # Errors
    /// Its buffers are shorter than its rows.
    pub fn read(
        kind: &ArrowKind,
        values: Option<Vec<(Arc<Column>, usize)>>,
        from: &mut impl Buffers,
    ) -> Result<(Column, usize)> {
        let rows = from.node()?;
        let (validity, places) = (from.take()?, from.take()?);
        ensure!(validity.is_empty() || validity.len() >= rows.div_ceil(8), BROKEN);
        let (each, more) = match kind {
            ArrowKind::Text(large) | ArrowKind::List(large, _) => (if *large { 8 } else { 4 }, 1),
            ArrowKind::View => (16, 0),
            ArrowKind::Int(size, _) | ArrowKind::Float(size) | ArrowKind::Moment { size, .. } => (*size, 0),
        };
        let needed = rows.checked_add(more).and_then(|rows| rows.checked_mul(each)).context(BROKEN)?;
        ensure!(places.len() >= needed || rows == 0, BROKEN);
        let data = match kind {
            ArrowKind::Text(_) => vec![from.take()?],
            ArrowKind::View => (0..from.views()?).map(|_| from.take()).collect::<Result<_>>()?,
            _ => Vec::new(),
        };
        let inner = match kind {
            ArrowKind::List(_, texts) => {
                let (column, length) = Column::read(texts, None, from)?;
                vec![(Arc::new(column), length)]
            }
            _ => values.unwrap_or_default(),
        };
        Ok((Column { kind: kind.clone(), validity, places, data, inner }, rows))
    }

    /// Whether its values are texts.
    pub fn is_text(&self) -> bool {
        match self.kind {
            ArrowKind::Text(_) | ArrowKind::View | ArrowKind::List(..) => true,
            _ => !self.inner.is_empty(),
        }
    }

    /// The value of a row of the batch.
    ///
    /// # Errors
    /// It is broken, or a text that is not UTF-8.
    pub fn value(&self, row: usize) -> Result<Option<String>> {
        if !self.validity.is_empty() && self.validity.get(row / 8).context(BROKEN)? >> (row % 8) & 1 == 0 {
            return Ok(None);
        }
        match &self.kind {
            ArrowKind::Text(large) => {
                let (start, end) = self.range(row, *large)?;
                text(self.data.first().and_then(|data| data.get(start..end)).context(BROKEN)?).map(Some)
            }
            ArrowKind::View => self.view(row).map(Some),
            ArrowKind::List(large, _) => {
                let ((start, end), (texts, length)) = (self.range(row, *large)?, self.inner.first().context(BROKEN)?);
                ensure!(end <= *length, BROKEN);
                let mut joined: Option<String> = None;
                for text in (start..end).filter_map(|place| texts.value(place).transpose()) {
                    joined = Some(joined.map_or_else(String::new, |before| before + "\n") + &text?);
                }
                Ok(joined)
            }
            ArrowKind::Int(size, signed) => {
                let number = self.number(row, *size, *signed)?;
                if self.inner.is_empty() { Ok(Some(number.to_string())) } else { self.known(number) }
            }
            ArrowKind::Float(size) => {
                let bytes = self.places.get(row * size..(row + 1) * size).context(BROKEN)?;
                let number = match bytes.first_chunk::<8>() {
                    Some(eight) => f64::from_le_bytes(*eight),
                    None => f32::from_le_bytes(*bytes.first_chunk().context(BROKEN)?).into(),
                };
                Ok(Some(number.to_string()).filter(|_| number.is_finite()))
            }
            ArrowKind::Moment { size, second, seconds, zone } => {
                let number = i64::try_from(self.number(row, *size, true)?)?;
                let moment = number.div_euclid(*second).checked_mul(*seconds);
                Ok(moment
                    .and_then(|moment| zone.map_or_else(|| date::of_seconds(moment), |zone| zone.of_seconds(moment))))
            }
        }
    }

    /// The text that a number stands for.
    fn known(&self, number: i128) -> Result<Option<String>> {
        let mut place = usize::try_from(number).context(BROKEN)?;
        for (texts, length) in &self.inner {
            match place.checked_sub(*length) {
                Some(rest) => place = rest,
                None => return texts.value(place),
            }
        }
        anyhow::bail!(BROKEN)
    }

    fn number(&self, at: usize, size: usize, signed: bool) -> Result<i128> {
        let bytes = self.places.get(at * size..(at + 1) * size).context(BROKEN)?;
        let is_below = signed && bytes.last().is_some_and(|byte| byte & 0x80 != 0);
        let mut all = [if is_below { 0xff } else { 0 }; 16];
        all.get_mut(..size).context(BROKEN)?.copy_from_slice(bytes);
        Ok(i128::from_le_bytes(all))
    }

    /// Where the values of a row begin and end.
    fn range(&self, row: usize, large: bool) -> Result<(usize, usize)> {
        let size = if large { 8 } else { 4 };
        let place = |at| usize::try_from(self.number(at, size, true)?).context(BROKEN);
        let (start, end) = (place(row)?, place(row + 1)?);
        ensure!(start <= end, BROKEN);
        Ok((start, end))
    }

    fn view(&self, row: usize) -> Result<String> {
        let view = self.places.get(row * 16..(row + 1) * 16).context(BROKEN)?;
        let int = |at: usize| -> Result<usize> {
            let bytes = view.get(at..).and_then(|rest| rest.first_chunk()).context(BROKEN)?;
            usize::try_from(i32::from_le_bytes(*bytes)).context(BROKEN)
        };
        let length = int(0)?;
        if length <= 12 {
            return text(&view[4..4 + length]);
        }
        let (data, start) = (self.data.get(int(8)?).context(BROKEN)?, int(12)?);
        text(data.get(start..start.saturating_add(length)).context(BROKEN)?)
    }
}

fn text(bytes: &[u8]) -> Result<String> {
    Ok(simdutf8::basic::from_utf8(bytes).context("it is not UTF-8: save it as UTF-8")?.to_string())
}
