//! VISCII: a table from byte to text.

use super::table::ByteTable;

/// The codes from 0x80 on, from RFC 1456.
const HIGH: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ\
    ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ\
    ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ\
    ĐứÒÓÔạỷừửÙÚỹỵÝỡư\
    àáâãảăữẫèéêẻìíĩỉ\
    đựòóôõỏọụùúũủýợỮ";

/// The six capitals on control codes.
const LOW: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// The table, with the letters that have control codes.
pub fn table() -> ByteTable {
    let mut high = HIGH.chars();
    std::array::from_fn(|code| match LOW.iter().find(|(low, _)| usize::from(*low) == code) {
        Some((_, letter)) => letter.to_string(),
        None if code < 0x80 => char::from(code as u8).to_string(),
        None => high.next().map(String::from).unwrap_or_default(),
    })
}
