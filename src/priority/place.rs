//! Where a clause is among the others of its document.

use std::fmt;

/// Where a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClausePlace {
    /// In the headline.
    Headline,
    /// After a semicolon and a clause that states a priority.
    AfterPriority,
    /// After a semicolon and a clause that states none.
    AfterOther,
    /// A sentence after one of the same paragraph that states a priority.
    NextAfterPriority,
    /// A sentence after one of the same paragraph that states none.
    NextAfterOther,
    /// The first of a paragraph after one that states a priority.
    LineAfterPriority,
    /// The first of a paragraph after one that states none.
    LineAfterOther,
    /// Once for each of the four clauses before that states a priority.
    Recent,
    /// In a list of what is to be done.
    InTasks,
    /// In a list of what was done.
    InResults,
    /// After a semicolon or in a list of tasks after a priority, and begun by an action.
    BareAction,
    /// It ends with a question mark.
    Question,
    /// A line without a stop, that isn't the headline: a heading, an item, a caption.
    Heading,
    /// In the first paragraph behind the headline, which sums an article up.
    Opening,
    /// Once for each fifth of the document's clauses that lies behind it.
    Fifth,
}

impl fmt::Display for ClausePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ClausePlace::Headline => "headline",
            ClausePlace::AfterPriority => "after_priority",
            ClausePlace::AfterOther => "after_other",
            ClausePlace::NextAfterPriority => "next_after_priority",
            ClausePlace::NextAfterOther => "next_after_other",
            ClausePlace::LineAfterPriority => "line_after_priority",
            ClausePlace::LineAfterOther => "line_after_other",
            ClausePlace::Recent => "recent",
            ClausePlace::InTasks => "in_tasks",
            ClausePlace::InResults => "in_results",
            ClausePlace::BareAction => "bare_action",
            ClausePlace::Question => "question",
            ClausePlace::Heading => "heading",
            ClausePlace::Opening => "opening",
            ClausePlace::Fifth => "fifth",
        })
    }
}

impl ClausePlace {
    /// All of them.
    pub const ALL: [ClausePlace; 15] = [
        ClausePlace::Headline,
        ClausePlace::AfterPriority,
        ClausePlace::AfterOther,
        ClausePlace::NextAfterPriority,
        ClausePlace::NextAfterOther,
        ClausePlace::LineAfterPriority,
        ClausePlace::LineAfterOther,
        ClausePlace::Recent,
        ClausePlace::InTasks,
        ClausePlace::InResults,
        ClausePlace::BareAction,
        ClausePlace::Question,
        ClausePlace::Heading,
        ClausePlace::Opening,
        ClausePlace::Fifth,
    ];
}
