//! Where a clause stands among the others of its document.

use std::fmt;

/// Where a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the headline.
    Headline,
    /// Behind a semicolon, after a clause that states a priority.
    AfterPriority,
    /// Behind a semicolon, after one that states none.
    AfterOther,
    /// A sentence behind one of its paragraph that states a priority.
    NextAfterPriority,
    /// A sentence behind one of its paragraph that states none.
    NextAfterOther,
    /// The first of a paragraph behind one that states a priority.
    LineAfterPriority,
    /// The first of a paragraph behind one that states none.
    LineAfterOther,
    /// Once for each of the four clauses before that states a priority.
    Recent,
    /// In a list of what is to be done.
    InTasks,
    /// In a list of what was done.
    InResults,
    /// Behind a semicolon or in a list of tasks after a priority, and begun by an action.
    BareAction,
    /// It ends with a question mark.
    Question,
    /// A line without a stop, that isn't the headline: a heading, an item, a caption.
    Heading,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Headline => "headline",
            Place::AfterPriority => "after_priority",
            Place::AfterOther => "after_other",
            Place::NextAfterPriority => "next_after_priority",
            Place::NextAfterOther => "next_after_other",
            Place::LineAfterPriority => "line_after_priority",
            Place::LineAfterOther => "line_after_other",
            Place::Recent => "recent",
            Place::InTasks => "in_tasks",
            Place::InResults => "in_results",
            Place::BareAction => "bare_action",
            Place::Question => "question",
            Place::Heading => "heading",
        })
    }
}

impl Place {
    /// All of them.
    pub const ALL: [Place; 13] = [
        Place::Headline,
        Place::AfterPriority,
        Place::AfterOther,
        Place::NextAfterPriority,
        Place::NextAfterOther,
        Place::LineAfterPriority,
        Place::LineAfterOther,
        Place::Recent,
        Place::InTasks,
        Place::InResults,
        Place::BareAction,
        Place::Question,
        Place::Heading,
    ];
}
