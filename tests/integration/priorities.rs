//! Stated priorities, from rules to table.

use crate::harness::{folder, rows, themeshift};

/// Of the first article the headline, the motto, the demand and both its list items state a priority; of the second what
/// the minister asks for, and the items of the list that a task leads, not those of the list of results.
const FILES: [(&str, &[u8]); 2] = [
    (
        "vi.txt",
        "group: 1\n\nCảng biển là nhiệm vụ trọng tâm\nHội nghị Cảng biển diễn ra sáng 3/5 với chủ đề “Cảng xanh”.\n\
         Các cảng đã đạt nhiều thành tựu trong thời gian qua.\n\
         Bộ trưởng yêu cầu mở rộng thương mại; giữ gìn hòa bình trên biển; tăng cường đào tạo thủy thủ.\n"
            .as_bytes(),
    ),
    (
        "en.txt",
        b"group: 2\n\nPorts meet\nThe meeting opened on Monday and was attended by forty captains.\n\
          The minister asked the ports to protect trade.\n",
    ),
];

#[test]
fn every_statement_is_found_with_its_cue_its_themes_and_its_place() {
    let files: Vec<(&str, Vec<u8>)> = FILES
        .iter()
        .map(|(name, text)| {
            let text = String::from_utf8(text.to_vec()).unwrap();
            let (group, rest) = text.split_once("\n\n").unwrap();
            (*name, format!("---\n{group}\nlanguage: {}\n---\n{rest}", &name[..2]).into_bytes())
        })
        .chain([(
            "themes.toml",
            "[[theme]]\nid = \"trade\"\nkeywords = [\"thương mại\", \"trade\"]\n[[theme]]\nid = \"peace\"\nkeywords = [\"hòa bình\"]"
                .as_bytes()
                .to_vec(),
        )])
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_slice())).collect();
    let folder = folder(&files);
    let run = themeshift(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let statements = rows(&folder.path().join("output"), "priority_statements");
    let found: Vec<_> = statements
        .iter()
        .map(|row| ["document", "line", "clause", "themes", "text"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ["en.txt", "7", "3", "trade", "The minister asked the ports to protect trade."],
            ["vi.txt", "5", "1", "", "Cảng biển là nhiệm vụ trọng tâm"],
            ["vi.txt", "6", "2", "", "Hội nghị Cảng biển diễn ra sáng 3/5 với chủ đề “Cảng xanh”."],
            ["vi.txt", "8", "4", "trade", "Bộ trưởng yêu cầu mở rộng thương mại;"],
            ["vi.txt", "8", "5", "peace", "giữ gìn hòa bình trên biển;"],
            ["vi.txt", "8", "6", "", "tăng cường đào tạo thủy thủ."],
        ]
    );
    assert_eq!(statements[3]["cue"], "demand: yêu cầu; effort: mở rộng; recent");
    let ends: Vec<_> = statements[3..].iter().map(|row| [row["start"].as_str(), row["end"].as_str()]).collect();
    assert_eq!(ends, [["0", "37"], ["38", "65"], ["66", "94"]]);
}

/// Below each headline the second sentence states a priority; what was done and thanks don't.
#[test]
fn priorities_are_found_in_french_german_and_spanish_too() {
    let texts = [
        [
            "Häfen im Norden",
            "Die Minister trafen sich am Montag zur Eröffnung des Hafens.",
            "Wir müssen die Häfen ausbauen und werden die Sicherheit der Seeleute stärken.",
            "Die Minister dankten den Gastgebern für den herzlichen Empfang.",
        ],
        [
            "Los puertos del norte",
            "Los ministros se reunieron el lunes con motivo de la inauguración del puerto.",
            "Debemos modernizar los puertos y reforzaremos la seguridad de los marineros.",
            "Los ministros agradecieron a sus anfitriones la calurosa bienvenida.",
        ],
        [
            "Les ports de la région",
            "Les deux ministres se sont rencontrés lundi à l'occasion de l'ouverture du port.",
            "Le gouvernement doit moderniser les ports et renforcera la sécurité des marins.",
            "Les ministres ont remercié leurs hôtes de leur accueil chaleureux.",
        ],
    ];
    let names = ["de.txt", "es.txt", "fr.txt"];
    let articles = std::iter::zip(names, texts).map(|(name, text)| {
        let code = &name[..2];
        format!("---\ngroup: {code}\nlanguage: {code}\n---\n{}\n\n{}\n", text[0], text[1..].join(" "))
    });
    let articles: Vec<String> = articles.collect();
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(articles.iter().map(|article| article.as_bytes())).collect();
    let folder = folder(&files);
    let run = themeshift(folder.path(), &[]);
    assert!(!run.stderr.contains("no rules of priorities"), "{}", run.stderr);
    let statements = rows(&folder.path().join("output"), "priority_statements");
    let found: Vec<_> = statements.iter().map(|row| (row["document"].as_str(), row["text"].as_str())).collect();
    assert_eq!(found, std::iter::zip(names, texts.map(|text| text[2])).collect::<Vec<_>>());
}

#[test]
fn rules_of_ones_own_take_the_place_of_the_built_in_ones_and_a_language_without_any_is_named() {
    let rules = "[en.weights]\nbias = -1\nwish = 2\n[[en.cue]]\nclass = \"wish\"\nphrases = [\"let us\"]";
    let (english, french) = (
        b"---\nlanguage: en\n---\nLet us sail. The ports must wait.",
        "Les ports doivent attendre la fin de cette longue nuit d'hiver.",
    );
    let folder = folder(&[
        ("priorities.toml", rules.as_bytes()),
        ("1/a.txt", english),
        ("2/b.txt", french.as_bytes()),
        ("themeshift.toml", b"[groups]\nfolders = true"),
    ]);
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no rules of priorities for language fr"), "{}", run.stderr);
    let statements = rows(&folder.path().join("output"), "priority_statements");
    let found: Vec<_> = statements.iter().map(|row| (row["cue"].as_str(), row["text"].as_str())).collect();
    assert_eq!(found, [("wish: let us", "Let us sail.")]);
}

#[test]
fn broken_rules_stop_the_run_before_it_starts() {
    for (rules, what) in [
        ("[en.weights]\nbias = 0\nwish = 1\n[[en.cue]]\nclass = \"hope\"\nphrases = [\"let us\"]", "wish"),
        ("[en.weights]\nbias = 0\n[[en.cue]]\nclass = \"hope\"\nphrases = [\"...\"]", "class hope"),
        ("[en.weights]\nbias = 0\n[[en.cue]]\nclass = \"headline\"\nphrases = [\"a\"]", "headline"),
        ("[english.weights]\nbias = 0\n[[english.cue]]\nclass = \"hope\"\nphrases = [\"a\"]", "english"),
        ("[en]\nbias = 0", "line 2"),
    ] {
        let folder = folder(&[("priorities.toml", rules.as_bytes()), ("a.txt", b"Trade.")]);
        let run = themeshift(folder.path(), &[]);
        assert_eq!(run.code, 1, "{rules}");
        assert!(run.stderr.contains("priorities.toml") && run.stderr.contains(what), "{}", run.stderr);
    }
}
