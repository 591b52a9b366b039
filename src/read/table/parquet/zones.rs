//! What the writer of a Parquet file noted of its columns -> their time zones, which the format itself has no place for.

use std::collections::BTreeMap;

use parquet::file::metadata::FileMetaData;
use serde_json::Value;

use crate::read::table::date::Zone;
use crate::read::table::flat::FlatTable;

/// The zones of the columns at the top, by name: those in the schema that Arrow's libraries write (pyarrow, pandas, polars), else
/// in that of pandas.
pub(super) fn zones(file: &FileMetaData) -> BTreeMap<String, Zone> {
    let pairs = || file.key_value_metadata().into_iter().flatten();
    let of = |key: &str| pairs().find(|pair| pair.key == key)?.value.as_deref();
    let mut zones: BTreeMap<String, Zone> = of("pandas").and_then(of_pandas).unwrap_or_default();
    zones.extend(of("ARROW:schema").and_then(decode).and_then(|bytes| of_arrow(&bytes)).unwrap_or_default());
    zones
}

fn of_pandas(json: &str) -> Option<BTreeMap<String, Zone>> {
    let noted: Value = serde_json::from_str(json).ok()?;
    let zone = |column: &Value| {
        let name = column.get("field_name").or_else(|| column.get("name"))?.as_str()?;
        Some((name.to_string(), Zone::of(column.get("metadata")?.get("timezone")?.as_str()?)?))
    };
    Some(noted.get("columns")?.as_array()?.iter().filter_map(zone).collect())
}

/// The zones in a message of Arrow's that holds a schema (Apache Arrow, Message.fbs and Schema.fbs): the numbers are the places
/// of fields there.
fn of_arrow(message: &[u8]) -> Option<BTreeMap<String, Zone>> {
    const TIMESTAMP: u8 = 10;
    let length = if message.starts_with(&[0xff; 4]) { 8 } else { 4 };
    let message = message.get(length..)?;
    let schema = FlatTable::root(message)?.table(2)?;
    let zone = |field: FlatTable| {
        let is_moment = field.byte(2) == Some(TIMESTAMP);
        let zone = field.table(3).filter(|_| is_moment)?.text(1)?;
        Some((field.text(0)?.to_string(), Zone::of(zone)?))
    };
    Some(schema.tables(1)?.filter_map(zone).collect())
}

/// The bytes of a text in base64 (RFC 4648).
fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() / 4 * 3), 0u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As pyarrow 26 writes a schema of `title: string, date: timestamp[us, tz=Asia/Ho_Chi_Minh]`.
    const SCHEMA: &str = "/////8gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAIAAABoAAAABAAAALD///8AAAEKEAAAACAAAAAEAAAAAAAAAAQAAABkYXRlAAAAAAgADAAGAAgACAAAAAAAAgAEAAAAEAAAAEFzaWEvSG9fQ2hpX01pbmgAAAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAEFEAAAABwAAAAEAAAAAAAAAAUAAAB0aXRsZQAAAAQABAAEAAAAAAAAAA==";

    #[test]
    fn the_zone_is_found_in_what_arrow_writes() {
        let zones = of_arrow(&decode(SCHEMA).unwrap()).unwrap();
        assert_eq!(
            zones.into_iter().collect::<Vec<_>>(),
            [("date".to_string(), Zone::of("Asia/Ho_Chi_Minh").unwrap())]
        );
    }

    #[test]
    fn the_zone_is_found_in_what_pandas_writes() {
        let noted =
            r#"{"columns":[{"name":"date","field_name":"date","metadata":{"timezone":"+07:00"}},{"name":"a"}]}"#;
        assert_eq!(of_pandas(noted).unwrap(), BTreeMap::from([("date".to_string(), Zone::of("+07:00").unwrap())]));
        assert!(of_pandas("{").is_none() && of_pandas("{\"columns\":7}").is_none());
    }

    #[test]
    fn base64_is_decoded() {
        // RFC 4648, section 10.
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        assert!(decode("Z!==").is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_mutation_give_zones_or_none(bytes: Vec<u8>, places in prop::collection::vec((0usize..400, any::<u8>()), 1..5)) {
            of_arrow(&bytes);
            let mut schema = decode(SCHEMA).unwrap();
            for (place, byte) in places {
                let last = schema.len() - 1;
                schema[place.min(last)] = byte;
            }
            of_arrow(&schema);
        }
    }
}
