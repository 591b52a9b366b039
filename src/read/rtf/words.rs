//! The control words of rich text -> what they do here.

use super::group::Shown;

/// What a control word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It hides its group, or a part of it.
    Hide(Shown),
    /// Its group is a note.
    Note,
    /// Its group lists the fonts.
    Fonts,
    /// Its group is about a row, whose end is in it.
    Rows,
    /// It is a character of Unicode.
    Unicode,
    /// It says how many characters stand for one of Unicode.
    StandIns,
    /// It says the code page of the file.
    Page,
    /// The file is of that code page, unless it says another.
    OldPage(i32),
    /// It says the font of text that names none.
    DefaultFont,
    /// It says the font.
    Font,
    /// It says the character set or code page of a font.
    Charset,
    /// It takes back what was said of text.
    Plain,
    /// It says that text was deleted.
    Deleted,
    /// It takes back what was said of paragraphs.
    Body,
    /// It says that paragraphs are in a table.
    InTable,
    /// It says in how many, one in the other.
    Tables,
    /// It ends a paragraph.
    Paragraph,
    /// It ends a line.
    Line,
    /// It ends a cell.
    Cell {
        /// Whether it is one of a table in a cell.
        is_nested: bool,
    },
    /// It ends a row.
    Row,
    /// It stands for a character.
    Sign(&'static str),
    /// Nothing.
    Nothing,
}

/// What the control word does.
pub fn effect(word: &[u8]) -> Effect {
    match word {
        b"u" => Effect::Unicode,
        b"uc" => Effect::StandIns,
        b"par" => Effect::Paragraph,
        b"line" | b"lbr" | b"page" | b"column" | b"sect" => Effect::Line,
        b"pard" => Effect::Body,
        b"intbl" => Effect::InTable,
        b"itap" => Effect::Tables,
        b"cell" => Effect::Cell { is_nested: false },
        b"nestcell" => Effect::Cell { is_nested: true },
        b"row" | b"nestrow" => Effect::Row,
        b"nesttableprops" => Effect::Rows,
        b"f" => Effect::Font,
        b"plain" => Effect::Plain,
        b"fcharset" | b"cpg" => Effect::Charset,
        b"deff" => Effect::DefaultFont,
        b"ansicpg" => Effect::Page,
        b"mac" => Effect::OldPage(10_000),
        b"pc" => Effect::OldPage(437),
        b"pca" => Effect::OldPage(850),
        b"fonttbl" => Effect::Fonts,
        b"footnote" => Effect::Note,
        b"deleted" | b"mvf" => Effect::Deleted,
        b"tab" | b"emspace" | b"enspace" | b"qmspace" => Effect::Sign(" "),
        b"emdash" => Effect::Sign("—"),
        b"endash" => Effect::Sign("–"),
        b"lquote" => Effect::Sign("‘"),
        b"rquote" => Effect::Sign("’"),
        b"ldblquote" => Effect::Sign("“"),
        b"rdblquote" => Effect::Sign("”"),
        b"bullet" => Effect::Sign("•"),
        // Of these groups a part is shown.
        b"info" => Effect::Hide(Shown::Only("title")),
        b"object" => Effect::Hide(Shown::Only("result")),
        b"shpinst" => Effect::Hide(Shown::Only("shptxt")),
        b"upr" => Effect::Hide(Shown::Only("ud")),
        _ if is_hidden(word) => Effect::Hide(Shown::Nothing),
        _ => Effect::Nothing,
    }
}

/// Whether the group of that destination is no text. Those with a star before them are passed over anyway, but programs
/// leave it out.
fn is_hidden(word: &[u8]) -> bool {
    matches!(
        word,
        // Tables and properties of the file.
        b"colortbl" | b"stylesheet" | b"filetbl" | b"listtable" | b"listoverridetable" | b"listpicture" | b"revtbl"
            | b"rsidtbl" | b"generator" | b"themedata" | b"colorschememapping" | b"datastore" | b"latentstyles"
            | b"xmlnstbl" | b"pgptbl" | b"template" | b"private" | b"userprops" | b"docvar" | b"fontemb" | b"falt"
            | b"panose" | b"fname" | b"title"
        // Pictures and shapes; what older programs show in their place.
            | b"pict" | b"picprop" | b"objdata" | b"objclass" | b"objname" | b"shprslt" | b"do" | b"sp" | b"background"
        // Above and below each page, and between text and notes.
            | b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf"
            | b"ftnsep" | b"ftnsepc" | b"ftncn" | b"aftnsep" | b"aftnsepc" | b"aftncn"
        // Numbers of lists, fields, entries of indexes, bookmarks, comments.
            | b"listtext" | b"pntext" | b"pn" | b"pntxta" | b"pntxtb" | b"pnseclvl"
            | b"fldinst" | b"datafield" | b"formfield" | b"xe" | b"tc" | b"tcn" | b"rxe" | b"bkmkstart" | b"bkmkend"
            | b"annotation" | b"atnid" | b"atnauthor" | b"atntime" | b"atndate" | b"atnicn" | b"atnref" | b"atnparent"
            | b"atrfstart" | b"atrfend"
        // What programs without tables in tables show, and templates of numbers.
            | b"nonesttables" | b"leveltext" | b"levelnumbers"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_as_a_whole() {
        assert_eq!(effect(b"par"), Effect::Paragraph);
        assert_eq!(effect(b"pard"), Effect::Body);
        assert_eq!(effect(b"Par"), Effect::Nothing);
        assert_eq!(effect(b"footer"), Effect::Hide(Shown::Nothing));
    }
}
