//! The names of months -> their numbers: whole names and usual abbreviations. A word that only begins like one is none.

/// English names of the months, by the number of the month.
const ENGLISH: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// French, German, Spanish and Dutch names, by the number of the month.
const OTHERS: [&[&str]; 12] = [
    &["janvier", "janv", "januar", "jänner", "enero", "ene", "januari"],
    &["février", "fevrier", "févr", "fév", "februar", "febrero", "februari"],
    &["mars", "märz", "maerz", "mär", "mrz", "marzo", "maart", "mrt"],
    &["avril", "avr", "april", "abril", "abr"],
    &["mai", "mayo", "mei"],
    &["juin", "juni", "junio"],
    &["juillet", "juil", "juli", "julio"],
    &["août", "aout", "agosto", "ago", "augustus"],
    &["septembre", "septiembre", "setiembre"],
    &["octobre", "oktober", "okt", "octubre"],
    &["novembre", "noviembre"],
    &["décembre", "decembre", "déc", "dezember", "dez", "diciembre", "dic"],
];

/// The number of the month of that English name; `None` where it is none.
pub fn english(name: &str) -> Option<u32> {
    number(&ENGLISH, name)
}

/// The number of the month of that name in French, German, Spanish or Dutch, or in English, which they may share.
pub fn of_any_language(name: &str) -> Option<u32> {
    number(&OTHERS, name).or_else(|| english(name))
}

/// The same where the name is no other word of these languages or of Vietnamese, as "Mars", "Mayo" and "mai" are, so that it may
/// stand without a day in front of it.
pub fn sure(name: &str) -> Option<u32> {
    let is_sure = name.len() > 4 || ["juni", "juin", "juli"].contains(&name.to_lowercase().as_str());
    of_any_language(name).filter(|_| is_sure)
}

fn number(names: &[&[&str]; 12], name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    names.iter().zip(1..).find(|(known, _)| known.contains(&name.as_str())).map(|(_, number)| number)
}
