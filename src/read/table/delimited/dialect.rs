//! The beginning of a file -> what separates its cells, and how its header goes with its rows.

use csv::ByteRecord;

use super::split::{Begin, RowDialect, split};
use crate::read::table::columns::NamedColumns;

/// What may separate cells, the usual first. R writes spaces, with quotation marks around all texts.
const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', b' '];

/// Rows that are looked at.
const ROWS: usize = 20;

/// How the header goes with the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// A name for each cell.
    Whole,
    /// The first cell has no name: R writes the names of rows so.
    OneShort,
    /// The last cell is empty in all rows and has no name: a delimiter ends each row, but not the header.
    RowsEndOpen,
    /// The last name is empty, and no row has a cell for it.
    EndsOpen,
}

/// What the beginning of a file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub delimiter: u8,
    pub header: Header,
}

/// How well a delimiter fits: the more comes later.
type DelimiterFit = (bool, usize, usize, usize);

/// Tells the layout from the start of a file, from its header on; `is_all` says that it is the whole file. The delimiter is
/// what a first line `sep=;` says, else that which gives columns whose names are known, and rows as long as the header.
pub(super) fn tell(start: &[u8], is_all: bool, stated: Option<u8>, columns: &NamedColumns) -> Sniffed {
    let candidates = DELIMITERS.into_iter().filter(|&mark| mark != b' ' || start.starts_with(b"\""));
    let candidates: Vec<u8> = stated.map_or_else(|| candidates.collect(), |mark| vec![mark]);
    let looks = candidates.into_iter().map(|delimiter| Trial::at(start, is_all, delimiter));
    // Of equals the first.
    let best =
        looks.map(|look| (look.fit(columns), look)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(Sniffed { delimiter: b',', header: Header::Whole }, |(_, look)| look.layout())
}

/// A row as one delimiter splits it.
struct SplitRow {
    cells: ByteRecord,
    is_quoted: bool,
}

/// The beginning of a file as one delimiter splits it.
struct Trial {
    delimiter: u8,
    header: SplitRow,
    rows: Vec<SplitRow>,
}

impl Trial {
    fn at(start: &[u8], is_all: bool, delimiter: u8) -> Trial {
        let mut rows = Vec::new();
        let (mut rest, mut dialect) = (start, RowDialect { delimiter, escapes: false });
        while rows.len() <= ROWS && !rest.is_empty() {
            let mut cells = ByteRecord::new();
            match split(rest, is_all, dialect, &mut cells) {
                Begin::Row(row) if row.has_escape && !dialect.escapes => dialect.escapes = true,
                Begin::Row(row) => {
                    let is_quoted = rest.starts_with(b"\"");
                    rest = &rest[row.length..];
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        rows.push(SplitRow { cells, is_quoted });
                    }
                }
                Begin::Cut | Begin::Open(_) => break,
            }
        }
        let mut rows = rows.into_iter();
        let header = rows.next().unwrap_or(SplitRow { cells: ByteRecord::new(), is_quoted: false });
        Trial { delimiter, header, rows: rows.collect() }
    }

    /// Whether a column for the text is known, how many columns are known at all, how many rows of twenty fit the header, and
    /// the number of columns.
    fn fit(&self, columns: &NamedColumns) -> DelimiterFit {
        let slots = || self.header.cells.iter().filter_map(|name| columns.slot(std::str::from_utf8(name).ok()?));
        let width = self.width();
        let fitting = self.rows.iter().filter(|row| row.cells.len() == width).count();
        let has_text = slots().any(|slot| slot.is_text());
        // A name of many that a wrong delimiter leaves whole can be known by chance, but not a header of one.
        let rate = if width > 1 || has_text { fitting * ROWS / self.rows.len().max(1) } else { 0 };
        (has_text, slots().count(), rate, width)
    }

    /// How many cells a row has, as the header goes with them.
    fn width(&self) -> usize {
        match self.layout().header {
            Header::Whole => self.header.cells.len(),
            Header::OneShort | Header::RowsEndOpen => self.header.cells.len() + 1,
            Header::EndsOpen => self.header.cells.len() - 1,
        }
    }

    fn layout(&self) -> Sniffed {
        let names = self.header.cells.len();
        let all = |fits: &dyn Fn(&SplitRow) -> bool| !self.rows.is_empty() && self.rows.iter().all(fits);
        let more = all(&|row| row.cells.len() == names + 1);
        let header = if more && all(&|row| row.cells[names].is_empty()) {
            Header::RowsEndOpen
        } else if more && self.names_rows() {
            Header::OneShort
        } else if names > 1 && self.header.cells[names - 1].is_empty() && all(&|row| row.cells.len() == names - 1) {
            Header::EndsOpen
        } else {
            Header::Whole
        };
        Sniffed { delimiter: self.delimiter, header }
    }

    /// Whether the first cells are names of rows: all differ, and either they are numbers that go up by one, or header and
    /// rows begin with a quotation mark. A delimiter too many in a text doesn't make them so.
    fn names_rows(&self) -> bool {
        let names: Vec<&[u8]> = self.rows.iter().map(|row| &row.cells[0]).collect();
        let numbers: Option<Vec<u64>> = names.iter().map(|name| std::str::from_utf8(name).ok()?.parse().ok()).collect();
        let go_up =
            numbers.is_some_and(|numbers| numbers[0] <= 1 && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]));
        let differ = (1..names.len()).all(|place| !names[..place].contains(&names[place]));
        go_up || differ && self.header.is_quoted && self.rows.iter().all(|row| row.is_quoted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (char, Header) {
        let Sniffed { delimiter, header } = tell(text.as_bytes(), true, None, &NamedColumns::default());
        (delimiter as char, header)
    }

    #[test]
    fn the_delimiter_is_told_by_known_names_and_by_rows_as_long_as_the_header() {
        assert_eq!(told("group|title|text\n28|\"a, b, c\"|x, y\n"), ('|', Header::Whole));
        assert_eq!(told("mã;tiêu đề, phụ;nội dung\n1;a, b;c, d\n"), (';', Header::Whole));
        assert_eq!(told("a, b;c\n1, 2;3\n4;5\n6;7\n"), (';', Header::Whole));
        assert_eq!(told("ref\tblurb\n1\ta, b\n"), ('\t', Header::Whole));
        assert_eq!(told("text\na, b\n"), (';', Header::Whole));
        assert_eq!(told("text\n"), (',', Header::Whole));
        assert_eq!(told(""), (',', Header::Whole));
    }

    #[test]
    fn a_header_may_lack_the_name_of_the_first_or_the_last_cell() {
        assert_eq!(told("\"title\"\t\"text\"\n\"1\"\t\"a\"\t\"b\"\n\"2\"\t\"c\"\t\"d\"\n"), ('\t', Header::OneShort));
        assert_eq!(told("\"title\" \"text\"\n\"an\" \"a\" \"b\"\n\"be\" \"c\" \"d\"\n"), (' ', Header::OneShort));
        assert_eq!(told("title,text\n1,a,b\n2,c,d\n"), (',', Header::OneShort));
        assert_eq!(told("title,text\na,b,\nc,d,\n"), (',', Header::RowsEndOpen));
        assert_eq!(told("title,text,\na,b\nc,d\n"), (',', Header::EndsOpen));
    }

    #[test]
    fn rows_with_a_delimiter_too_many_do_not_shift_the_header() {
        assert_eq!(told("group,text\n28,so, it is\n31,well, yes\n"), (',', Header::Whole));
        assert_eq!(told("group,text\n28,so it is\n31,well, yes\n"), (',', Header::Whole));
    }
}
