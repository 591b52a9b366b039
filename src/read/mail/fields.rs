//! The fields of another mail within the text of a mail, as programs write them in the language of their user.

/// Names of the sender, of the time it was sent, and of the other fields.
const SENDER: &[&str] = &["from", "từ", "người gửi", "de", "von", "da", "van"];
const SENT: &[&str] = &["sent", "đã gửi", "ngày gửi", "gửi", "envoyé", "gesendet", "enviado", "inviato", "verzonden"];
const OTHER: &[&str] = &[
    "date",
    "to",
    "cc",
    "bcc",
    "subject",
    "reply-to",
    "importance",
    "attachments",
    "ngày",
    "thời gian",
    "tới",
    "đến",
    "người nhận",
    "chủ đề",
    "tiêu đề",
    "à",
    "objet",
    "datum",
    "an",
    "betreff",
    "para",
    "asunto",
    "fecha",
    "a",
    "oggetto",
    "data",
    "aan",
    "onderwerp",
    "resent-from",
    "assunto",
    "répondre à",
    "organization",
];

/// Most lines of the fields of a mail in another.
const MOST_FIELDS: usize = 40;
/// Most lines that a field goes on for.
const MOST_MORE: usize = 2;
/// Fewest fields in a row that make a head of a mail without a line that says so.
const LEAST_FIELDS: usize = 3;

/// The name of the field on a line, in lower case. Thunderbird and Outlook may set it between asterisks.
fn name(line: &str) -> Option<String> {
    let line = line.trim_start().trim_start_matches('*');
    let (name, _) = line.split_once(':').filter(|(name, _)| name.len() < 40)?;
    Some(name.trim_end_matches('*').trim().to_lowercase())
}

fn is_one_of(line: &str, names: &[&str]) -> bool {
    name(line).is_some_and(|name| names.contains(&name.as_str()))
}

fn is_field(line: &str) -> bool {
    [SENDER, SENT, OTHER].iter().any(|names| is_one_of(line, names))
}

/// Whether the lines of a page begin with the fields of a mail, its sender first.
pub(super) fn begins_head(lines: &str) -> bool {
    let lines: Vec<String> = lines.lines().take(MOST_FIELDS).map(String::from).collect();
    lines.first().is_some_and(|line| is_one_of(line, SENDER)) && strict_fields_end(&lines) >= LEAST_FIELDS
}

/// How many lines at the start are fields of a mail: each may go on for so many lines.
fn fields_with(lines: &[String], most_more: usize) -> usize {
    let (mut end, mut place) = (0, 0);
    for line in lines.iter().take(MOST_FIELDS).take_while(|line| !line.trim().is_empty()) {
        let goes_on = place == end && end > 0 && (line.starts_with([' ', '\t']) || line.contains('@'));
        place += 1;
        if is_field(line) || goes_on {
            end = place;
        } else if place - end > most_more || end == 0 {
            break;
        }
    }
    end
}

/// How many lines at the start of a plain text are fields of a mail.
pub(super) fn fields_end(lines: &[String]) -> usize {
    fields_with(lines, MOST_MORE)
}

/// The same where blank lines are gone, and nothing tells where they end.
pub(super) fn strict_fields_end(lines: &[String]) -> usize {
    fields_with(lines, 0)
}

/// Whether a line says that the mail below it is forwarded.
pub(super) fn is_forward_mark(line: &str) -> bool {
    let words = line.trim().to_lowercase();
    let is_apple = ["begin forwarded message:", "bắt đầu thư được chuyển tiếp:", "début du message transféré :"];
    if is_apple.contains(&words.as_str()) {
        return true;
    }
    let said =
        ["forward", "chuyển tiếp", "transféré", "transmis", "weitergeleitet", "reenviado", "inoltrato", "encaminhad"];
    words.starts_with("----") && words.ends_with("--") && said.iter().any(|word| words.contains(word))
}

/// Whether the lines begin with the mail that this one answers, as Outlook writes it: a line that says so, or a rule of
/// underscores and its fields, or these alone.
pub(super) fn opens_answered_mail(lines: &[String]) -> bool {
    let Some((line, below)) = lines.split_first() else { return false };
    let words = line.trim().strip_prefix("-----").and_then(|rest| rest.strip_suffix("-----"));
    let said = ["Original Message", "Original Appointment", "Thư gốc", "Tin nhắn gốc", "Message d'origine"];
    if words.is_some_and(|words| said.contains(&words.trim())) {
        return true;
    }
    let rule = line.trim();
    if rule.len() >= 10 && rule.bytes().all(|byte| byte == b'_') {
        let blank = below.iter().take(3).take_while(|line| line.trim().is_empty()).count();
        return is_head(&below[blank..]);
    }
    is_head(lines)
}

/// Whether the lines begin with the sender of a mail and, below, when it was sent and to whom.
fn is_head(lines: &[String]) -> bool {
    if !lines.first().is_some_and(|line| is_one_of(line, SENDER)) {
        return false;
    }
    let head = &lines[..fields_end(lines)];
    head.iter().any(|line| is_one_of(line, SENT)) && head.iter().filter(|line| is_field(line)).count() >= LEAST_FIELDS
}
