//! The tables of FlatBuffers, in which Arrow says what is in a file.

/// A table of a FlatBuffer (its documentation, "Internals"): at its place is how far before it the list of its fields'
/// places is.
#[derive(Clone, Copy)]
pub(super) struct FlatTable<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> FlatTable<'a> {
    pub fn root(bytes: &'a [u8]) -> Option<FlatTable<'a>> {
        Some(FlatTable { bytes, at: follow(bytes, 0)? })
    }

    /// Where a field is; `None` where it has none.
    fn field(self, number: usize) -> Option<usize> {
        let back = i32::from_le_bytes(take(self.bytes, self.at)?);
        let list = usize::try_from(i64::try_from(self.at).ok()? - i64::from(back)).ok()?;
        let size = usize::from(u16::from_le_bytes(take(self.bytes, list)?));
        let entry = 4 + 2 * number;
        let place = u16::from_le_bytes(take(self.bytes, list.checked_add(entry)?)?);
        (entry + 2 <= size && place > 0).then(|| self.at + usize::from(place))
    }

    pub fn byte(self, number: usize) -> Option<u8> {
        self.bytes.get(self.field(number)?).copied()
    }

    pub fn short(self, number: usize) -> Option<i16> {
        Some(i16::from_le_bytes(take(self.bytes, self.field(number)?)?))
    }

    pub fn int(self, number: usize) -> Option<i32> {
        Some(i32::from_le_bytes(take(self.bytes, self.field(number)?)?))
    }

    pub fn long(self, number: usize) -> Option<i64> {
        Some(i64::from_le_bytes(take(self.bytes, self.field(number)?)?))
    }

    /// The numbers of 8 bytes in a list of structures that have nothing else.
    pub fn longs(self, number: usize, each: usize) -> Option<Vec<i64>> {
        let at = follow(self.bytes, self.field(number)?)?;
        let length = usize::try_from(u32::from_le_bytes(take(self.bytes, at)?)).ok()?;
        let bytes = self.bytes.get(at.checked_add(4)?..)?.get(..length.checked_mul(each)?.checked_mul(8)?)?;
        Some(bytes.chunks_exact(8).filter_map(|long| Some(i64::from_le_bytes(take(long, 0)?))).collect())
    }

    pub fn table(self, number: usize) -> Option<FlatTable<'a>> {
        Some(FlatTable { at: follow(self.bytes, self.field(number)?)?, ..self })
    }

    pub fn text(self, number: usize) -> Option<&'a str> {
        let at = follow(self.bytes, self.field(number)?)?;
        let length = usize::try_from(u32::from_le_bytes(take(self.bytes, at)?)).ok()?;
        std::str::from_utf8(self.bytes.get(at + 4..)?.get(..length)?).ok()
    }

    /// The tables of a list.
    pub fn tables(self, number: usize) -> Option<impl Iterator<Item = FlatTable<'a>>> {
        let at = follow(self.bytes, self.field(number)?)?;
        let length = usize::try_from(u32::from_le_bytes(take(self.bytes, at)?)).ok()?;
        let places = (0..length).map_while(move |index| at.checked_add(4)?.checked_add(index.checked_mul(4)?));
        let tables = places.map_while(move |place| Some(FlatTable { at: follow(self.bytes, place)?, ..self }));
        Some(tables)
    }
}

/// The place that the number at a place leads to.
fn follow(bytes: &[u8], at: usize) -> Option<usize> {
    at.checked_add(usize::try_from(u32::from_le_bytes(take(bytes, at)?)).ok()?)
}

fn take<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}
