use super::*;
use crate::read::metadata::Metadata;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Vec<Result<ArticleRow, String>> {
    let input = Input::hold(bytes.to_vec().into(), false).unwrap();
    let (keys, found) = match objects(&input, &NamedColumns::default()) {
        Ok(objects) => objects,
        Err(error) => return vec![Err(format!("all: {error}"))],
    };
    found
        .map(|object| object.and_then(|(number, json)| parse(number, &json, &keys)).map_err(|error| error.to_string()))
        .collect()
}

fn keys() -> ObjectKeys {
    ObjectKeys { unit: "line", ..ObjectKeys::default() }
}

fn row(line: &str) -> ArticleRow {
    parse(1, line.as_bytes(), &keys()).unwrap()
}

fn error(line: &[u8]) -> String {
    parse(7, line, &keys()).unwrap_err().to_string()
}

#[test]
fn keys_fill_the_fields_that_they_are_named_after() {
    let row =
        row(r#"{"ID":17,"nhóm":31.5,"headline":"T\u0110","published":"2021","else":{"text":[1,{}]},"text":"a\nb"}"#);
    assert_eq!(row.text, "a\nb");
    let Metadata { group, title, date, source, language, .. } = row.metadata;
    assert_eq!((group.as_deref(), title.as_deref(), date.as_deref()), (Some("31.5"), Some("TĐ"), Some("2021")));
    assert_eq!((source, language), (None, None));
}

#[test]
fn a_text_may_be_an_array_of_paragraphs_and_other_nested_values_are_passed_over() {
    let row =
        row(r#"{"title":["a"],"source":{"url":"b"},"lang":true,"date":null,"text":["Một.",7,null,["Hai."],{"a":1}]}"#);
    assert_eq!(row.text, "Một.\n7\nHai.");
    assert_eq!(row.metadata, Metadata::default());
}

#[test]
fn the_last_of_a_key_that_comes_twice_counts() {
    let row = row(r#"{"text":"a","title":"x","text":"b","title":""}"#);
    assert_eq!((row.text.as_str(), row.metadata.title), ("b", None));
}

#[test]
fn dates_in_seconds_to_nanoseconds_as_programs_write_them_become_iso_dates() {
    assert_eq!(row(r#"{"date":1639440000000000,"text":"a"}"#).metadata.date.as_deref(), Some("2021-12-14"));
    assert_eq!(row(r#"{"date":1639440000.0,"text":"a"}"#).metadata.date.as_deref(), Some("2021-12-14"));
    assert_eq!(row(r#"{"date":1639440000000,"text":"a"}"#).metadata.date.as_deref(), Some("2021-12-14"));
    assert_eq!(row(r#"{"date":20211214,"text":"a"}"#).metadata.date.as_deref(), Some("20211214"));
}

#[test]
fn lines_keep_their_numbers_and_a_bad_one_is_an_error_while_the_rest_goes_on() {
    let rows =
        read(b"\xef\xbb\xbf{\"text\":\"a\"}\r\n\n \t\n{\"text\":}\n{\"text\":\"\xe9\"}\n{\"id\":1}\n{\"text\":\"b\"}");
    let text = |row: usize| rows[row].as_ref().map(|row| (row.number, row.text.as_str()));
    assert_eq!((rows.len(), text(0), text(4)), (5, Ok((1, "a")), Ok((7, "b"))));
    assert_eq!(rows[1], Err("line 4 is no JSON object (at byte 9: expected value)".into()));
    assert_eq!(rows[2], Err("line 5 is not UTF-8: save it as UTF-8".into()));
    assert_eq!(rows[3], Err("line 6: it holds no text".into()));
}

#[test]
fn what_is_no_object_is_an_error_that_says_so() {
    for line in ["17", "\"a\"", "[{}]", "null", "{\"text\":\"a\"} x", "{\"text\":\"a\"", "{\"text\":\"\\ud800\"}"] {
        assert!(error(line.as_bytes()).starts_with("line 7 is no JSON object (at byte "), "{line}");
    }
}

#[test]
fn a_broken_file_is_an_error_that_says_what_to_do() {
    let error = |bytes: &[u8]| read(bytes)[0].clone().unwrap_err();
    assert_eq!(error(b"\n \n"), "all: it is empty");
    assert_eq!(error(b"\n[\n]"), "all: it is empty");
    assert!(error(b"{\n\"a\":1,\n\"b\":2}").ends_with("they are a, b"));
    assert!(error(b"id,text\n1,a\n").contains("all: line 1 is no JSON object"));
    assert!(error(b"{\"name\":1,\"number\":\"x\"}").ends_with("they are name, number"));
}

fn texts(json: &str) -> Vec<(u64, String)> {
    read(json.as_bytes()).into_iter().map(|row| row.map(|row| (row.number, row.text)).unwrap()).collect()
}

#[test]
fn objects_are_read_however_the_file_lays_them_out() {
    let both = vec![(1, "a ] }".to_string()), (2, "b\"".to_string())];
    for json in [
        r#"{"text":"a ] }"}\n{"text":"b\""}"#.replace("\\n", "\n"),
        r#" [{"text":"a ] }"} , {"text":"b\""}] "#.to_string(),
        "\u{feff}[\n  {\n    \"text\": \"a ] }\"\n  },\n  {\n    \"text\": \"b\\\"\"\n  }\n]\n".to_string(),
        "{\n  \"text\": \"a ] }\"\n}\n{\n  \"text\": \"b\\\"\"\n}\n".to_string(),
        "{\n  \"status\": \"ok\",\n \"answer\": {\"articles\": [{\"text\": \"a ] }\"}, {\"text\": \"b\\\"\"}], \"ids\": [1]}\n}"
            .to_string(),
    ] {
        assert_eq!(texts(&json), both, "{json}");
    }
    assert_eq!(texts("{\n  \"text\": \"a\",\n  \"tags\": [{\"name\": \"x\"}]\n}\n"), [(1, "a".into())]);
}

fn titles(json: &str) -> Vec<String> {
    let title = |row: Result<ArticleRow, String>| row.map(|row| format!("{:?} {}", row.metadata.title, row.text));
    read(json.as_bytes()).into_iter().map(|row| title(row).unwrap_or_else(|error| error)).collect()
}

#[test]
fn tables_in_each_way_of_pandas_give_the_same_rows() {
    let expected = ["Some(\"Một\") Lúa mới.", "Some(\"Hai\") Gió, \"mưa\"."];
    for json in [
        r#"{"title":{"0":"Một","1":"Hai"},"text":{"0":"Lúa mới.","1":"Gió, \"mưa\"."}}"#,
        r#"{"title":{"x":"Một","y":"Hai"},"date":{"x":null,"y":null},"text":{"x":"Lúa mới.","y":"Gió, \"mưa\"."}}"#,
        r#"{"columns":["title","text"],"index":[0,1],"data":[["Một","Lúa mới."],["Hai","Gió, \"mưa\"."]]}"#,
        r#"{"0":{"title":"Một","text":"Lúa mới."},"1":{"title":"Hai","text":"Gió, \"mưa\"."}}"#,
        r#"[{"title":"Một","text":"Lúa mới."},{"title":"Hai","text":"Gió, \"mưa\"."}]"#,
        r#"[["title","text"],["Một","Lúa mới."],["Hai","Gió, \"mưa\"."]]"#,
        r#"{"schema":{"fields":[{"name":"title","type":"string"}]},"data":[{"title":"Một","text":"Lúa mới."},{"title":"Hai","text":"Gió, \"mưa\"."}]}"#,
        "{\"title\":\"Một\",\"date\":NaN,\"text\":\"Lúa mới.\"}\n{\"title\":\"Hai\",\"id\":-Infinity,\"text\":\"Gió, \\\"mưa\\\".\"}",
    ] {
        assert_eq!(titles(json), expected, "{json}");
        // The same over several lines.
        let wide = json.replace(":{", ": {\n ").replace(":[", ":[\n ").replace(",\"", ",\n  \"");
        assert_eq!(titles(&wide), expected, "{wide}");
    }
    let long = r#"{"ref":{"0":"a","1":"b"},"story":{"0":"X","1":"Y"}}"#.replace('X', &"Lúa. ".repeat(40)).replace('Y', &"Gió. ".repeat(40));
    assert_eq!(texts(&long)[1].1, "Gió. ".repeat(40));
}

#[test]
fn articles_are_found_in_answers_of_servers_however_deep() {
    let expected = ["Some(\"Một\") Lúa.", "Some(\"Hai\") Gió."];
    let list = r#"[{"title":"Một","text":"Lúa."},{"title":"Hai","text":"Gió."}]"#;
    let wrapped = r#"[{"_id":"a","_source":{"title":"Một","text":"Lúa."}},{"_source":{"title":"Hai","text":"Gió."}}]"#;
    let site = r#"[{"title":{"rendered":"Một"},"content":{"rendered":"Lúa."}},{"title":{"rendered":"Hai"},"content":{"protected":false,"rendered":"Gió."}}]"#;
    for json in [
        format!(r#"{{"articles":{list}}}"#),
        format!(r#"{{"data":{{"items":{list},"total":2}},"tags":[{{"name":"{}"}}]}}"#, "x".repeat(999)),
        format!(r#"{{"responseHeader":{{"status":0}},"response":{{"docs":{list}}}}}"#),
        format!(r#"{{"hits":{{"hits":{wrapped}}}}}"#),
        wrapped.to_string(),
        site.to_string(),
        r#"{"news":{"a1":{"title":"Một","text":"Lúa.","tags":[{"id":1}]},"b2":{"title":"Hai","text":"Gió."}}}"#.into(),
        format!("{{\"articles\":[\n{}\n]}}", list.trim_matches(['[', ']']).replace("},{", "},\n{")),
        r#"{"title":"Một","text":"Lúa."}{"title":"Hai","text":"Gió."}"#.into(),
    ] {
        assert_eq!(titles(&json), expected, "{json}");
    }
    let nested = r#"{"lang":"vi","article":{"title":"Một","date":"2021","body":"Lúa.","comments":[{"text":"Hay!"},{"text":"Hay!"}]}}"#;
    let row = read(nested.as_bytes()).remove(0).unwrap();
    assert_eq!((row.text.as_str(), row.metadata.language.as_deref()), ("Lúa.", Some("vi")));
    assert_eq!((row.metadata.title.as_deref(), row.metadata.date.as_deref()), (Some("Một"), Some("2021")));
}

#[test]
fn all_lists_of_articles_in_a_file_are_read_in_their_order_and_numbered_through() {
    let expected = [(1, "Lúa.".to_string()), (2, "Gió.".into()), (3, "Mưa.".into())];
    for json in [
        r#"{"2021":[{"text":"Lúa."}],"2022":[{"text":"Gió."},{"text":"Mưa."}]}"#,
        r#"{"total":9,"articles":[{"text":"Lúa."},{"text":"Gió."}],"featured":[{"text":"Mưa."}]}"#,
        r#"{"home":{"articles":[{"text":"Lúa."}]},"world":{"articles":[{"body":"Gió."},{"body":"Mưa."}]}}"#,
        r#"{"2021":{"jan":{"text":"Lúa."},"feb":{"text":"Gió."}},"2022":{"mar":{"text":"Mưa."}}}"#,
        r#"{"2021":{"jan":{"text":"Lúa."}},"2022":{"mar":{"text":"Gió."}},"2023":{"may":{"text":"Mưa."}}}"#,
        r#"{"a":[{"text":"Lúa."},{"text":"Gió."}],"empty":[],"authors":[{"name":"An"}],"b":[{"text":"Mưa."}]}"#,
        r#"{"a":[{"text":"Lúa."},{"text":"Gió."},{"text":"Mưa."}],"comments":[{"text":"Hay!"},{"text":"Hay!"}]}"#,
    ] {
        assert_eq!(texts(json), expected, "{json}");
        assert_eq!(texts(&json.replace(":[", ": [\n ").replace(",\"", ",\n  \"")), expected, "{json}");
    }
    let long = r#"{"a":[{"ref":"1","story":"X"}],"b":[{"ref":"2","story":"X"}]}"#.replace('X', &"Lúa. ".repeat(40));
    assert_eq!(texts(&long).len(), 2);
    let rows = read(r#"{"a":[{"text":"Lúa."}],"b":[{"text":},{"text":"Gió."},"#.as_bytes());
    assert_eq!(rows[1], Err("article 2 is no JSON object (at byte 9: expected value)".into()));
    assert_eq!(rows[2].as_ref().map(|row| row.number), Ok(3));
    assert_eq!(rows[3], Err("after article 3: its list does not end: it is cut off".into()));
}

#[test]
fn more_lists_than_are_looked_at_are_refused() {
    let lists: Vec<_> = (0..1_500).map(|number| format!(r#""{number}":[{{"text":"Lúa."}}]"#)).collect();
    let error = read(format!("{{{}}}", lists.join(",")).as_bytes()).remove(0).unwrap_err();
    assert!(error.contains("make one list of them"), "{error}");
}

#[test]
fn an_article_in_sections_is_one_with_its_title_and_date() {
    let json = r#"{"title":"Một","date":"2021","sections":[{"heading":"A","text":"Lúa."},{"text":"Gió."}]}"#;
    let rows = read(json.as_bytes());
    let row = rows[0].as_ref().unwrap();
    assert_eq!((rows.len(), row.text.as_str()), (1, "Lúa.\nGió."));
    assert_eq!((row.metadata.title.as_deref(), row.metadata.date.as_deref()), (Some("Một"), Some("2021")));
    assert_eq!(texts(r#"{"title":"Tin","items":[{"title":"a","text":"Lúa."},{"text":"Gió."}]}"#).len(), 2);
    let other = read(br#"{"title":"a","sections":[{"body":"b"},{"body":"c"}]}"#);
    assert!(other[0].as_ref().unwrap_err().contains("holds no text"));
}

#[test]
fn a_file_in_utf_16_with_a_byte_order_mark_is_read_as_such() {
    let json = "\u{feff}[{\"text\":\"Lúa mới ở Huế.\"},{\"text\":\"Gió.\"}]";
    let texts = |bytes: Vec<u8>| -> Vec<String> {
        let bodies = open(Input::Held(bytes.into()), &ReadingWishes::default()).unwrap();
        let text = |body| match body {
            Ok(Body::Object { number, json, keys, .. }) => parse(number, &json, &keys).unwrap().text,
            _ => String::new(),
        };
        bodies.map(|(_, body)| text(body)).collect()
    };
    let expected = ["Lúa mới ở Huế.", "Gió."];
    assert_eq!(texts(json.encode_utf16().flat_map(u16::to_le_bytes).collect()), expected);
    assert_eq!(texts(json.encode_utf16().flat_map(u16::to_be_bytes).collect()), expected);
    assert_eq!(texts(json.as_bytes().to_vec()), expected);
    let half = Input::Held(vec![0xff, 0xfe, b'[', 0, 0, 0xd8, b']', 0].into());
    assert!(open(half, &ReadingWishes::default()).err().unwrap().to_string().contains("UTF-16"));
}

#[test]
fn bare_texts_in_a_list_are_articles_and_a_missing_value_is_a_fault_of_its_own() {
    assert_eq!(texts("[\"Một \\\"hai\\\".\", \"Ba.\"]"), [(1, "Một \"hai\".".into()), (2, "Ba.".into())]);
    let rows = read(b"[null,{\"text\":null},{\"text\":\"a\",\"title\":null}]");
    assert!(rows[0].as_ref().unwrap_err().starts_with("article 1 is no JSON object"));
    assert_eq!(rows[1], Err("article 2: it holds no text".into()));
    assert_eq!(rows[2].as_ref().unwrap().text, "a");
}

#[test]
fn what_holds_no_articles_is_an_error_that_says_what_it_has() {
    for (json, said) in [
        ("{}", "its objects are empty"),
        ("[]", "it is empty"),
        ("{\"articles\":[],\"total\":0}", "none of its columns is called `text`"),
        ("[[1,2],[3,4]]", "it is a table whose columns have no names"),
        ("{\"columns\":[],\"data\":[[1]]}", "it is a table whose columns have no names"),
        ("{\"type\":\"Feature\",\"properties\":{\"height\":3}}", "they are properties, type"),
        ("null", "line 1 is no JSON object"),
        ("{\"text\":{\"0\":\"a\"},\"id\":{\"1\":2}}", "article 1: it holds no text"),
        ("{\"text\":{\"0\":\"a\",\"1\":\"b\"},\"id\":{\"0\":2}}", "do not have the same rows"),
        ("{\"columns\":[\"text\"],\"data\":[[\"a\"],[\"b\",\"c\"]]}", "article 2 has 2 cells, the header 1"),
        ("{\"articles\":[{\"text\":\"a\"},{\"te", "article 2 is no JSON object"),
        ("{\"articles\":[{\"text\":\"a\"},", "after article 1: its list does not end: it is cut off"),
    ] {
        let errors: Vec<_> = read(json.as_bytes()).into_iter().filter_map(Result::err).collect();
        assert!(errors.iter().any(|error| error.contains(said)), "{json}: {errors:?}");
    }
}

#[test]
fn a_file_that_nests_without_end_is_an_error_within_seconds() {
    let start = std::time::Instant::now();
    for open in ["[", "{\"a\":", "{\"text\":[", "[[{\"text\":"] {
        for json in [open.repeat(100_000), format!("{{\"articles\":[{{\"text\":\"a\",\"b\":{}", open.repeat(100_000))] {
            assert!(read(json.as_bytes()).iter().any(Result::is_err), "{open}");
        }
    }
    let wide = format!("{{\"a\":[{}],\"b\":{{{}}}}}", "0,".repeat(300_000), "\"k\":{\"c\":[]},".repeat(50_000));
    assert!(read(wide.as_bytes()).iter().any(Result::is_err));
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn a_fault_in_a_list_names_the_article_and_the_rest_goes_on() {
    let rows = read(b"[{\"text\":\"a\"},{\"text\":},7,{\"text\":\"b\"}");
    assert_eq!(rows[1], Err("article 2 is no JSON object (at byte 9: expected value)".into()));
    assert!(rows[2].as_ref().unwrap_err().starts_with("article 3 is no JSON object"));
    assert_eq!(rows[3].as_ref().unwrap().text, "b");
    assert_eq!(rows[4], Err("after article 4: its list does not end: it is cut off".into()));
}

#[test]
fn the_text_is_found_by_its_length_where_no_key_is_known() {
    let line =
        |story: &str| format!("{{\"ref\":\"1\",\"story\":[\"{}\",\"{}\"]}}\n", story.repeat(100), story.repeat(100));
    let rows = read((line("a") + &line("b")).as_bytes());
    assert_eq!(rows[1].as_ref().unwrap().text, "b".repeat(100) + "\n" + &"b".repeat(100));
}

#[test]
fn nested_values_are_bounded_in_depth_and_do_not_overflow_the_stack() {
    let deep = |depth: usize| format!("{{\"else\":{0}{1},\"text\":\"a\"}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(row(&deep(100_000)).text, "a");
    let deep = |depth: usize| format!("{{\"text\":{0}\"a\"{1}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(row(&deep(100)).text, "a");
    assert!(error(deep(100_000).as_bytes()).contains("recursion limit"));
}

#[test]
fn a_line_of_500_mb_is_an_error_that_is_not_held_and_the_next_line_is_read() {
    let before: &[u8] = b"{\"text\":\"a\"}\n";
    let long = || before.chain(std::io::repeat(b'x').take(500_000_000)).chain(&b"\n{\"text\":\"b\"}"[..]);
    let input = Input::Packed(Box::new(move || Ok(Box::new(long()))));
    let (_, lines) = objects(&input, &NamedColumns::default()).unwrap();
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines[1].as_ref().unwrap_err().to_string(), "line 2 is over 64 MB: is a line break missing?");
    assert_eq!((lines.len(), lines[2].as_ref().unwrap().0), (3, 3));
}

proptest! {
    #[test]
    fn any_bytes_and_any_mutation_give_rows_or_errors(
        bytes: Vec<u8>, at in 0usize..200, put: u8, marks in "[\\[\\]{}\":,\n\\\\etx1. -]{0,60}",
    ) {
        read(&bytes);
        read(marks.as_bytes());
        let mut file = "{\"text\":[\"a\\u00e9\",\"b\"],\"id\":-1.5e3,\"x\":{\"y\":[null,true]}}\n".repeat(3).into_bytes();
        let last = file.len() - 1;
        file[at.min(last)] = put;
        read(&file);
    }
}
