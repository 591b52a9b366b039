//! What holds in a group of rich text until its end.

/// A group, and what is said in it so far.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What becomes of its text.
    pub shown: Shown,
    /// Where its text goes.
    pub sink: Sink,
    /// What ends with it.
    pub opened: Opened,
    /// Whether nothing is said in it yet.
    pub is_bare: bool,
    /// The number of its font, where it says one.
    pub font: Option<i32>,
    /// How many characters after each of Unicode stand for it, for old programs.
    pub stand_ins: i32,
    /// Whether its text was deleted, and the change is tracked.
    pub is_deleted: bool,
    /// How many tables its paragraphs are in, one in the other.
    pub tables: usize,
}

impl Default for Group {
    fn default() -> Group {
        Group {
            shown: Shown::All,
            sink: Sink::Body,
            opened: Opened::Group,
            is_bare: false,
            font: None,
            stand_ins: 1,
            is_deleted: false,
            tables: 0,
        }
    }
}

impl Group {
    /// Whether its text counts.
    pub fn is_shown(&self) -> bool {
        self.shown == Shown::All && !self.is_deleted
    }
}

/// What of a group is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its text.
    All,
    /// Nothing of it.
    Nothing,
    /// Only the groups in it that begin with that word.
    Only(&'static str),
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sink {
    /// To the lines.
    Body,
    /// To the title.
    Title,
    /// To the names of fonts.
    Fonts,
}

/// What a group is beside a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Nothing.
    Group,
    /// Its lines stand apart from the one around it.
    Box,
    /// The same, after all others.
    Note,
}
