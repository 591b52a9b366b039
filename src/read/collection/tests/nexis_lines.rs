//! Lines around an article of Nexis that are not of every export.

use super::*;

/// An older export of one article.
fn older(date: &str, headline: &str, fields: &str, below: &str) -> String {
    format!(
        "1 of 1 DOCUMENTS\n\nThe River Post\n\n{date}\n\n{headline}\n\n{fields}\n\nLENGTH: 12 words\n\nIt came in the night.\n\n\
         Nobody saw it.\n\nLOAD-DATE: March 4, 2014\n\n{below}\n\nCopyright 2014 The River Company\n"
    )
}

fn holds_boat(text: &str, title: &'static str) {
    let text_lines = &["It came in the night.", "Nobody saw it."];
    let section = "News";
    let expected = Expected { title, date: "2014-03-03", source: "The River Post", section, text: text_lines, ..NONE };
    holds(file(text), &[expected]);
}

#[test]
fn however_many_fields_are_under_a_text_none_stays() {
    let known: String =
        (1..=20).map(|number| format!("JOURNAL-CODE: R{number}\n\nCITY: HANOI ({number}%)\n\n")).collect();
    let unknown: String = ('A'..='Z').map(|letter| format!("CODE-{letter}: river\n\n")).collect();
    for below in
        [known.clone(), unknown.clone(), format!("{known}{unknown}SUBJECT: BOATS (90%)"), format!("{unknown}{known}")]
    {
        holds_boat(&older("March 3, 2014 Monday", "A boat is late", "SECTION: News", &below), "A boat is late");
    }
}

#[test]
fn the_edition_is_in_the_block_of_the_date_and_no_headline_is_taken_for_one() {
    let day = "March 3, 2014 Monday";
    for date in [
        format!("{day}\nThe North"),
        format!("{day}\n\nFirst Edition"),
        format!("{day}\nMain\n\nEdition 2;\nNational Edition"),
    ] {
        holds_boat(&older(&date, "A boat is late", "SECTION: News", ""), "A boat is late");
    }
    for title in ["A paper prints its last edition", "Copyright 2014: who owns the boat?"] {
        holds_boat(&older(day, title, "SECTION: News", ""), title);
        let newer = format!(
            "{title}\nThe River Post\n{day}\nCopyright 2014 The River Company\nSection: News\nLength: 12 words\nBody\nIt came in the night.\n\
             Nobody saw it.\nLoad-Date: March 4, 2014\nEnd of Document\n"
        );
        holds_boat(&newer, title);
    }
}

#[test]
fn a_field_that_is_not_known_is_no_part_of_the_headline() {
    let text = older("March 3, 2014 Monday", "A boat is late", "SECTION: News\n\nDAY: Monday\n\nZONE: Every one", "");
    holds_boat(&text, "A boat is late");
}

#[test]
fn what_is_written_once_more_under_the_last_article_is_no_text() {
    let request =
        "---- Print Completed ----\n\nTime of Request: May 3, 2014\n\nPrint Number: 12\n\nNumber of Lines: 30";
    let text = older("March 3, 2014 Monday", "A boat is late", "SECTION: News", "CORRECTION: It was two boats.");
    holds_boat(&format!("{text}\n\n{request}\n"), "A boat is late");
    let corrected = text.replace("It came", "Correction Appended\n\nIt came");
    holds_boat(&corrected, "A boat is late");
}

#[test]
fn a_sentence_behind_a_word_and_a_colon_is_text_and_what_is_under_a_text_is_listed() {
    let notes = "NOTES: The rowers rested two of their boats on Monday.\nThey row again in May.\nThe river is high.";
    let newer = |under: &str| {
        document(&format!(
            "A boat is late\nThe River Post\nMarch 3, 2014 Monday\nCopyright 2014 The River Company\nSection: News\nLength: 12 words\nBody\n\
             It came in the night.\nNobody saw it.\n{under}\nLoad-Date: March 4, 2014\nEnd of Document\n"
        ))
    };
    let [article] = &articles(newer(notes))[..] else { panic!() };
    let texts: Vec<&str> = article.lines.iter().skip(1).map(|line| line.text.as_str()).collect();
    assert_eq!(texts[2..], notes.lines().collect::<Vec<_>>());
    assert!(article.lines.iter().all(|line| line.mark != LineMark::Outside));
    let [article] = &articles(newer("Graphic\nTwo boats at the quay"))[..] else { panic!() };
    let last = article.lines.last().unwrap();
    assert_eq!((last.text.as_str(), last.mark), ("Two boats at the quay", LineMark::Outside));
}

#[test]
fn a_name_alone_within_a_text_cuts_nothing_off() {
    let text = "A boat is late\nThe River Post\nSpring 2014\nCopyright 2014 The River Company\nSection: News\nLength: 12 words\nBody\n\
        It came.\nGraphic\nNobody saw it.\nIt left.\nGraphic\nA boat\nLoad-Date: March 4, 2014\nClassification\nLanguage: ENGLISH\n\
        End of Document\n";
    let expected = Expected {
        title: "A boat is late",
        date: "2014",
        source: "The River Post",
        section: "News",
        language: "en",
        text: &["It came.", "Graphic", "Nobody saw it.", "It left."],
        ..NONE
    };
    holds(document(text), &[expected]);
}

#[test]
fn the_list_of_a_download_holds_no_article_and_a_report_in_sections_is_one() {
    let listed: String = (1..=3)
        .map(|number| format!("{number}. A boat\nClient/Matter: -None-\nSearch Terms: boat\nNarrowed by:\n"))
        .collect();
    let list = format!("User Name: Pat\nDate and Time: May 3, 2014\nJob Number: 12\nDocuments (3)\n{listed}");
    assert_eq!(split(document(&list)), Split::Unknown { guessed: 3 });
    let part = |number: usize| {
        format!("Part {number}\nSection: {number}\nLength: {number}00 words\nBody\nBoats came.\nThey left.\n")
    };
    let report = document(&format!("{}End of Document\n", (1..=5).map(part).collect::<String>()));
    assert_eq!(split(report.clone()), Split::One(Box::new(report)));
}
