//! A JSON object, as it is parsed -> the cells of a row: only what is known is kept.

use std::fmt::{Formatter, Result as Written};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::read::table::cells::Cells;
use crate::read::table::columns::NamedColumns;
use crate::read::table::names::Slot;

/// Reads an object into cells.
pub(super) struct ObjectReader<'a> {
    pub columns: &'a NamedColumns,
    pub cells: &'a mut Cells,
}

impl<'de> Visitor<'de> for ObjectReader<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter) -> Written {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(slot) = map.next_key_seed(Key(self.columns))? {
            match slot {
                Some(slot) => self.cells.set(slot, map.next_value_seed(CellReader(slot))?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Reads a key: what its value holds.
struct Key<'a>(&'a NamedColumns);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<Slot>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Option<Slot>, D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<Slot>;

    fn expecting(&self, formatter: &mut Formatter) -> Written {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<Slot>, E> {
        Ok(self.0.slot(key))
    }
}

/// Reads a value as the text of a cell; `None` for what is no text.
#[derive(Clone, Copy)]
struct CellReader(Slot);

impl<'de> DeserializeSeed<'de> for CellReader {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Option<String>, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellReader {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut Formatter) -> Written {
        formatter.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<String>, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<String>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Option<String>, A::Error> {
        let mut text = String::new();
        while let Some(paragraph) = values.next_element_seed(self)? {
            if let Some(paragraph) = paragraph.filter(|_| self.0.is_text()) {
                text = if text.is_empty() { paragraph } else { text + "\n" + &paragraph };
            }
        }
        Ok(Some(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<String>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
