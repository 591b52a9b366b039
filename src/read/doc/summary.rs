//! The properties of a document ([MS-OLEPS] 2.21) -> its title.

use crate::read::code_page;
use crate::read::ole::{number, short};

/// The title that the stream of properties says.
pub(super) fn title(stream: &[u8]) -> Option<String> {
    const TITLE: u32 = 2;
    const CODE_PAGE: u32 = 1;
    let set = stream.get(number(stream, 44)? as usize..)?;
    let properties = number(set, 4)?.min(1_000) as usize;
    let find = |wanted: u32| {
        let place = (0..properties).find(|place| number(set, 8 + 8 * place) == Some(wanted))?;
        set.get(number(set, 12 + 8 * place)? as usize..)
    };
    let page = find(CODE_PAGE).and_then(|page| short(page, 4)).map_or(1252, i32::from);
    let (title, length) = (find(TITLE)?, number(find(TITLE)?, 4)? as usize);
    let (text, is_malformed) = match number(title, 0)? {
        0x1e => {
            let bytes = title.get(8..)?.get(..length)?;
            code_page::encoding(page)?.decode_without_bom_handling(bytes)
        }
        0x1f => encoding_rs::UTF_16LE.decode_without_bom_handling(title.get(8..)?.get(..length.checked_mul(2)?)?),
        _ => return None,
    };
    let title = text.split('\0').next().unwrap_or_default().trim();
    (!title.is_empty() && !is_malformed).then(|| title.to_string())
}
