//! Tables -> categories. A table of words and categories (.csv, .tsv) has a row for each word and its category, and a
//! column of weights if any; or, as LIWC-22's dictionaries (.dicx) do, a row for each word and a column for each category,
//! with X or a weight where the word belongs to it. With the weight 0 it doesn't; other weights are dropped, with a
//! warning: every entry counts once.
//! LIWC-22's format is described by its Dictionary Workbench (liwc.app/help/workbench) and by the files that it saves:
//! `DicTerm`, then the names of the categories; `*` is its only wildcard.

use std::collections::HashSet;

use anyhow::{Result, bail, ensure};
use unicode_normalization::UnicodeNormalization;

use super::Dictionary;
use super::tree::{ROOT, Tree, lines, unify, weight_of};

/// What may separate cells, the usual first.
const MARKS: [char; 4] = [',', ';', '\t', '|'];
/// At most this many rows are looked at to tell which it is.
const LOOKED_AT: usize = 20;
/// More categories than any dictionary has: a hostile file could repeat a long word in each.
const MOST_COLUMNS: usize = 1000;
const EXPECTED: &str = "begin it with a line that names its columns, such as word,category";

/// Reads a table of words and categories.
pub(super) fn read(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    let table = DictionaryTable::open(&text)?;
    let (tree, names) = (Tree::new(true), &table.names);
    let place = |wanted: ColumnRole| names.iter().position(|name| ColumnRole::of(name) == Some(wanted));
    let weights = place(ColumnRole::Weight);
    match (place(ColumnRole::Word), place(ColumnRole::Category)) {
        (Some(word), Some(category)) => table.read_rows(tree, [Some(word), Some(category), weights], 1),
        (Some(0), None) if weights.is_none() && table.holds_weights() => table.read_columns(tree),
        (Some(_), None) => bail!("its columns have names, but none of them is category: {EXPECTED}"),
        (None, Some(_)) => bail!("its columns have names, but none of them is word: {EXPECTED}"),
        (None, None) => {
            table.check_nameless()?;
            table.read_rows(tree, [Some(0), Some(1), (names.len() > 2).then_some(2)], 0)
        }
    }
}

/// Reads a dictionary of LIWC-22.
pub(super) fn read_liwc(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    DictionaryTable::open(&text)?.read_columns(Tree::new(false))
}

/// Whether a line begins a dictionary of LIWC-22.
pub(super) fn begins_liwc(line: &str) -> bool {
    let rest = line.trim_start_matches('"').get(..7).filter(|name| name.eq_ignore_ascii_case("DicTerm"));
    rest.is_some() && line.contains(MARKS)
}

/// Whether a line names the columns of words and categories.
pub(super) fn begins(line: &str) -> bool {
    MARKS.into_iter().filter_map(|mark| split(line, mark)).any(|names| {
        let columns: Vec<_> = names.iter().map(|name| ColumnRole::of(name)).collect();
        columns.contains(&Some(ColumnRole::Word)) && columns.contains(&Some(ColumnRole::Category))
    })
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ColumnRole {
    Word,
    Category,
    Weight,
}

impl ColumnRole {
    /// By its name, in the languages that themes are labelled in and some more.
    fn of(name: &str) -> Option<ColumnRole> {
        Some(match name.trim().nfc().collect::<String>().to_lowercase().as_str() {
            "word" | "words" | "term" | "terms" | "keyword" | "keywords" | "pattern" | "patterns" | "phrase"
            | "entry" | "dicterm" | "token" | "lemma" | "từ" | "từ khóa" | "từ khoá" | "cụm từ" | "mot" | "mots"
            | "mot-clé" | "terme" | "wort" | "begriff" | "palabra" | "término" => ColumnRole::Word,
            "category" | "categories" | "theme" | "themes" | "class" | "topic" | "topics" | "sentiment" | "chủ đề"
            | "danh mục" | "nhóm" | "loại" | "catégorie" | "thème" | "kategorie" | "thema" | "categoría" | "tema" => {
                ColumnRole::Category
            }
            "weight" | "weights" | "score" | "value" | "trọng số" | "poids" | "gewicht" | "peso" => {
                ColumnRole::Weight
            }
            _ => return None,
        })
    }
}

/// A table whose cells are told apart.
struct DictionaryTable<'a> {
    mark: char,
    /// The cells of the first row.
    names: Vec<String>,
    /// The rows with their numbers, from the first on.
    lines: Vec<(usize, &'a str)>,
}

/// A row, with its line from 1.
struct NumberedRow<'a> {
    line: usize,
    written: &'a str,
    cells: Vec<String>,
}

impl NumberedRow<'_> {
    /// A cell; empty where the row is shorter.
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

impl<'a> DictionaryTable<'a> {
    fn open(text: &'a str) -> Result<DictionaryTable<'a>> {
        let mut lines: Vec<_> = lines(text).collect();
        let stated = lines.first().and_then(|(_, line)| stated_mark(line));
        if stated.is_some() {
            lines.remove(0);
        }
        let mark = stated.or_else(|| MARKS.into_iter().rev().max_by_key(|&mark| fit(&lines, mark))).unwrap_or(',');
        let Some(&(line, first)) = lines.first() else { bail!("it is empty: {EXPECTED}") };
        let Some(names) = split(first, mark) else {
            bail!("its line {line} has a quotation mark that isn't closed: close it")
        };
        ensure!(names.len() <= MOST_COLUMNS, "its line {line} has more than {MOST_COLUMNS} columns: split it");
        Ok(DictionaryTable { mark, names, lines })
    }

    /// The rows after the first.
    fn rows(&self) -> impl Iterator<Item = NumberedRow<'a>> {
        self.lines.iter().skip(1).filter_map(|&(line, written)| self.row(line, written).ok())
    }

    /// A row; the error is why it can't be read.
    fn row(&self, line: usize, written: &'a str) -> Result<NumberedRow<'a>, &'static str> {
        let cells = split(written, self.mark).ok_or("a quotation mark in it isn't closed, or stands amid a cell")?;
        match cells.iter().skip(self.names.len()).all(|cell| cell.trim().is_empty()) {
            true => Ok(NumberedRow { line, written, cells }),
            false => Err("it has more cells than the first row: put quotation marks around what isn't to be cut"),
        }
    }

    /// Whether the first row after the names holds nothing but weights, after its word.
    fn holds_weights(&self) -> bool {
        let is_weight = |cell: &String| weight_of(cell).is_ok();
        self.rows().next().is_some_and(|row| row.cells.len() > 1 && row.cells.iter().skip(1).all(is_weight))
    }

    /// Without names the first column must be the words, the second their categories, and a third the weights.
    fn check_nameless(&self) -> Result<()> {
        let first = self.lines.iter().take(1).filter_map(|&(line, written)| self.row(line, written).ok());
        let rows: Vec<NumberedRow> = first.chain(self.rows()).collect();
        let column = |column: usize| rows.iter().map(move |row| row.cell(column));
        let different = |place: usize| column(place).collect::<HashSet<_>>().len();
        let columns = self.names.len();
        ensure!((2..=3).contains(&columns), "it can't be told which columns are words and categories: {EXPECTED}");
        let are_weights = column(2).all(|cell| weight_of(cell).is_ok());
        ensure!(are_weights, "its third column holds other things than weights: {EXPECTED}");
        let are_numbers = column(1).all(|cell| cell.parse::<f64>().is_ok());
        ensure!(!are_numbers, "its second column holds numbers, not categories: {EXPECTED}");
        let in_order = different(0) >= different(1);
        ensure!(in_order, "its first column seems to hold the categories, not the words: {EXPECTED}");
        Ok(())
    }

    /// Reads a table with a row for each word and its category, from the row with this number from 0 on.
    fn read_rows(
        &self,
        mut tree: Tree,
        [word, category, weight]: [Option<usize>; 3],
        first: usize,
    ) -> Result<Dictionary> {
        for (column, name) in self.names.iter().enumerate().filter(|(_, name)| first > 0 && !name.trim().is_empty()) {
            if ![word, category, weight].contains(&Some(column)) {
                let why = "its column is neither that of the words nor of their categories or weights";
                tree.skip(self.lines[0].0, name, why);
            }
        }
        for line in &self.lines[first..] {
            let Some(row) = self.row_or_skip(line, &mut tree) else { continue };
            let cell = |column: Option<usize>| column.map_or("", |column| row.cell(column));
            let node = tree.child(ROOT, cell(category), row.line)?;
            tree.weigh(node, row.line, row.written, cell(word), cell(weight));
        }
        tree.finish(EXPECTED)
    }

    /// Reads a table with a row for each word and a column for each category.
    fn read_columns(&self, mut tree: Tree) -> Result<Dictionary> {
        let first = self.lines[0].0;
        let names = self.names.iter().skip(1);
        let nodes: Vec<usize> = names.map(|name| tree.child(ROOT, name, first)).collect::<Result<_>>()?;
        for line in &self.lines[1..] {
            let Some(row) = self.row_or_skip(line, &mut tree) else { continue };
            let cells = (1..).zip(&nodes).map(|(column, node)| (node, row.cell(column)));
            let mut cells = cells.filter(|(_, cell)| !cell.is_empty() && weight_of(cell) != Ok(0.0)).peekable();
            if cells.peek().is_none() {
                tree.skip(row.line, row.written, "it names no category");
            }
            cells.for_each(|(&node, cell)| tree.weigh(node, row.line, row.written, row.cell(0), cell));
        }
        tree.finish("in LIWC-22's format the first line is DicTerm and the names of the categories")
    }

    fn row_or_skip(&self, &(line, written): &(usize, &'a str), tree: &mut Tree) -> Option<NumberedRow<'a>> {
        self.row(line, written).map_err(|why| tree.skip(line, written, why)).ok()
    }
}

/// What a first line `sep=;` says.
fn stated_mark(line: &str) -> Option<char> {
    let (name, mark) = line.split_at_checked(4)?;
    let mut mark = mark.chars();
    mark.next().filter(|_| name.eq_ignore_ascii_case("sep=") && mark.as_str().trim().is_empty())
}

/// How well a mark cuts the first rows: how many columns it gives names that are known, and how many rows are as long as
/// the first.
fn fit(lines: &[(usize, &str)], mark: char) -> (usize, usize) {
    let mut rows = lines.iter().take(LOOKED_AT).map(|(_, line)| split(line, mark).unwrap_or_default());
    let first = rows.next().unwrap_or_default();
    let known = if first.len() > 1 { first.iter().filter(|name| ColumnRole::of(name).is_some()).count() } else { 0 };
    let fitting = if first.len() > 1 { 1 + rows.filter(|row| row.len() == first.len()).count() } else { 0 };
    (known, fitting)
}

/// The cells of a line. Quotation marks around a cell are dropped, and doubled ones within are one; `None` where one is
/// neither closed nor doubled.
fn split(line: &str, mark: char) -> Option<Vec<String>> {
    let (mut cells, mut rest) = (Vec::new(), line);
    loop {
        let (cell, after) = match rest.trim_start_matches(' ').strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => {
                let end = rest.find(mark).unwrap_or(rest.len());
                (rest[..end].to_string(), &rest[end..])
            }
        };
        cells.push(cell);
        match after.strip_prefix(mark) {
            Some(next) => rest = next,
            None => return after.is_empty().then_some(cells),
        }
    }
}

/// A cell from after its first quotation mark, and what follows the cell.
fn unquote(mut rest: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell += before;
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return Some((cell, after.trim_start_matches(' '))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{left_out, shown};
    use super::{read, read_liwc};

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn names_tell_the_columns_in_any_order_and_with_any_mark() {
        let expected = ["sea: harbour*, high tide", "land: a \"hill\", x"];
        for text in [
            "word,category\nharbour*,sea\n\"high tide\",sea\n\"a \"\"hill\"\"\", land\n x ,land\n",
            "sep=;\nTheme;Keyword\nsea;harbour*\nsea;high tide\n\nland; \"a \"\"hill\"\"\" \nland;x\n",
            "Từ khóa\tChủ đề\nharbour*\tsea\nhigh tide\tsea\n\"a \"\"hill\"\"\"\tland\nx\tland\n",
            "harbour*|sea\nhigh tide|sea\na \"hill\"|land\nx|land\n",
            "harbour*;sea;1\nhigh tide;sea;1,0\na \"hill\";land;1\nx;land;\"1\"\n",
        ] {
            let dictionary = read(text).unwrap();
            assert_eq!(shown(&dictionary), expected, "{text}");
            assert_eq!(left_out(&dictionary), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_mark_within_quotation_marks_is_no_end_of_a_cell() {
        let dictionary = read("term,topic\n\"salt, pepper\",\"food; drink\"\n").unwrap();
        assert_eq!(shown(&dictionary), ["food; drink: salt, pepper"]);
        assert_eq!(dictionary.categories[0].patterns[0].line, 2);
    }

    #[test]
    fn a_column_of_weights_says_what_belongs_to_its_category() {
        let dictionary =
            read("word,class,score\nfine,good,0.5\nsuperb,good,1\nso so,good,0\nawful,good,-2\nok,good,\n").unwrap();
        assert_eq!(shown(&dictionary), ["good: fine, superb, ok"]);
        assert_eq!(
            left_out(&dictionary),
            [
                "5 awful,good,-2: its weight is below 0, which a count cannot say",
                "2 weight 0.5: every keyword counts once, whatever its weight, here and at 0 more",
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_of_a_table_is_left_out_with_its_line() {
        let text =
            "word,category,origin\n\nsea,water,old\nriver,water,old,one\n\"lake,water\npond\n,water\nsea,water\n";
        let dictionary = read(text).unwrap();
        assert_eq!(shown(&dictionary), ["water: sea"]);
        assert_eq!(
            left_out(&dictionary),
            [
                "1 origin: its column is neither that of the words nor of their categories or weights",
                "4 river,water,old,one: it has more cells than the first row: put quotation marks around what isn't to be cut",
                "5 \"lake,water: a quotation mark in it isn't closed, or stands amid a cell",
                "6 pond: it stands outside any category",
                "7 ,water: it is empty",
                "8 sea,water: its category already has it from line 3",
            ]
        );
    }

    #[test]
    fn a_column_for_each_category_holds_x_or_a_weight() {
        let text =
            "DicTerm,Calm,\"Sea, Sky\"\nquiet*,X,\nhigh tide,,x\nbreeze,1,1\ngust,0,0.8\nfog\nwhy?,X,\nsun,yes,X\n";
        let dictionary = read_liwc(&format!("\u{feff}{text}")).unwrap();
        assert_eq!(shown(&dictionary), ["Calm: quiet*, breeze", "Sea, Sky: high tide, breeze, gust, sun"]);
        assert_eq!(
            left_out(&dictionary),
            [
                "6 fog: it names no category",
                "7 why?,X,: its ? stands for itself, which a pattern cannot say",
                "8 sun,yes,X: its weight is neither X nor a number",
                "5 weight 0.8: every keyword counts once, whatever its weight, here and at 0 more",
            ]
        );
        let plain = read("term,Calm,Sea\nquiet,1,0\nbreeze,1,1\n").unwrap();
        assert_eq!(shown(&plain), ["Calm: quiet, breeze", "Sea: breeze"]);
    }

    #[test]
    fn a_table_whose_columns_cannot_be_told_is_an_error_that_says_what_to_write() {
        let expected = "begin it with a line that names its columns, such as word,category";
        for (text, why) in [
            ("sea\nriver\n", "it can't be told which columns are words and categories"),
            ("a,b,c,d\n", "it can't be told which columns are words and categories"),
            ("sea,water,wet\n", "its third column holds other things than weights"),
            ("fine,3\nawful,-3\n", "its second column holds numbers, not categories"),
            ("water,sea\nwater,river\n", "its first column seems to hold the categories, not the words"),
            ("word,score\nfine,3\n", "its columns have names, but none of them is category"),
            ("word,origin\nsea,old\n", "its columns have names, but none of them is category"),
            ("theme,note\nwater,sea\n", "its columns have names, but none of them is word"),
        ] {
            assert_eq!(error(text), format!("{why}: {expected}"), "{text}");
        }
        assert_eq!(error("\"word,category\n"), "its line 1 has a quotation mark that isn't closed: close it");
    }

    #[test]
    fn a_table_with_more_columns_than_any_dictionary_is_refused() {
        let text = format!("DicTerm{}\nsea{}\n", ",a".repeat(1000), ",X".repeat(1000));
        assert_eq!(read_liwc(&text).unwrap_err().to_string(), "its line 1 has more than 1000 columns: split it");
    }
}
