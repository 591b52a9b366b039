//! A JSON object, as it is parsed -> the cells of a row: only what is known is kept.

use std::borrow::Cow;
use std::fmt::{Formatter, Result as Written};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::read::table::cells::Cells;
use crate::read::table::columns::NamedColumns;
use crate::read::table::names::Slot;

/// The keys that a value is under where it is an object of its own: of WordPress, of XML turned into JSON, of MongoDB, of
/// services that name a source so.
pub(super) const TEXT_KEYS: [&str; 10] =
    ["rendered", "#text", "_text", "$t", "__cdata", "$date", "$numberLong", "value", "text", "name"];

/// Reads an object into cells: its own, and those of the object in it that the keys `within` lead to.
pub(super) struct ObjectReader<'a> {
    pub columns: &'a NamedColumns,
    pub within: &'a [String],
    pub cells: &'a mut Cells,
    /// `None` in that object itself.
    pub inner: Option<&'a mut Cells>,
}

impl ObjectReader<'_> {
    fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let ObjectReader { columns, within, cells, mut inner } = self;
        let rest = within.get(1..).unwrap_or_default();
        while let Some(role) = map.next_key_seed(Key(columns, within.first()))? {
            match role {
                KeyRole::Leads => {
                    let within = match inner.as_deref_mut().filter(|_| rest.is_empty()) {
                        Some(cells) => ObjectReader { columns, within: rest, cells, inner: None },
                        None => ObjectReader { columns, within: rest, cells, inner: inner.as_deref_mut() },
                    };
                    map.next_value_seed(InnerReader(within))?;
                }
                KeyRole::Holds(slot) => cells.set(slot, map.next_value_seed(CellReader(slot))?),
                KeyRole::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for ObjectReader<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter) -> Written {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.read(map)
    }
}

/// Reads the object that the text is in; what else stands there is passed over.
struct InnerReader<'a>(ObjectReader<'a>);

impl<'de> DeserializeSeed<'de> for InnerReader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InnerReader<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter) -> Written {
        formatter.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.read(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// What a key does.
enum KeyRole {
    /// The text is in its value.
    Leads,
    Holds(Slot),
    Other,
}

/// Reads a key.
struct Key<'a>(&'a NamedColumns, Option<&'a String>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = KeyRole;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<KeyRole, D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = KeyRole;

    fn expecting(&self, formatter: &mut Formatter) -> Written {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<KeyRole, E> {
        Ok(match self.0.slot(key) {
            _ if self.1.is_some_and(|within| within == key) => KeyRole::Leads,
            Some(slot) => KeyRole::Holds(slot),
            None => KeyRole::Other,
        })
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
        let mut found: Option<(usize, String)> = None;
        while let Some(key) = map.next_key::<Cow<str>>()? {
            let place = TEXT_KEYS.iter().position(|known| *known == key);
            // The name of what should be text is none.
            match place.filter(|_| !(self.0.is_text() && key == "name")) {
                Some(place) if found.as_ref().is_none_or(|(best, _)| place < *best) => {
                    let value = map.next_value_seed(self)?;
                    found = value.map(|value| (place, value)).or(found);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found.map(|(_, value)| value))
    }
}
