//! Letters without case and accents, for the search: `Қасым` finds `қасым`, and `Sao` finds `São`; and their order, for lists.
//!
//! Decides which letters count as one and where a word ends, for Latin, Greek and Cyrillic script; other scripts
//! are taken as they are. std knows every script, and its tables are large.

use std::cmp::Ordering;

/// The plain letters of U+00C0 to U+017F; `-` where a letter has none.
const LATIN: &[u8; 192] = b"aaaaaa-ceeeeiiii-nooooo-ouuuuy--aaaaaa-ceeeeiiii-nooooo-ouuuuy-y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkk-llllll-\
    -llnnnnnn---oooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz-";

/// A text with its letters folded.
pub fn fold(text: &str) -> String {
    // Accents that stand on their own follow the letter that they belong to.
    text.chars().filter(|letter| !('\u{300}'..='\u{36F}').contains(letter)).map(folded).collect()
}

/// Whether a character is part of a word.
pub fn is_in_word(letter: char) -> bool {
    match letter {
        '\0'..='\x7F' => letter.is_ascii_alphanumeric(),
        '\u{80}'..='\u{BF}' | '×' | '÷' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' => false,
        _ => true,
    }
}

/// Whether a letter is a small one, with or without accents.
pub fn is_small(letter: char) -> bool {
    match letter as u32 {
        0..=0x7F => letter.is_ascii_lowercase(),
        0xDF..=0xF6 | 0xF8..=0xFF | 0x3AC..=0x3CE | 0x430..=0x45F => true,
        0x100..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => {
            letter as u32 & 1 == 1
        }
        0x139..=0x148 | 0x179..=0x17E | 0x4C1..=0x4CE => letter as u32 & 1 == 0,
        _ => false,
    }
}

/// The letter that stands for a letter and all its kin.
fn folded(letter: char) -> char {
    let code = letter as u32;
    let folded = match code {
        0..=0x7F => return letter.to_ascii_lowercase(),
        0xC0..=0x17F => match LATIN[code as usize - 0xC0] {
            // What is left has no plain letter: capital and small one stand 32 apart in Latin-1, else one.
            b'-' if (0xC0..=0xDE).contains(&code) && code != 0xD7 => code + 32,
            b'-' if matches!(letter, 'Ĳ' | 'Ŋ' | 'Œ') => code + 1,
            b'-' => code,
            plain => u32::from(plain),
        },
        // Greek, without its accented capitals.
        0x391..=0x3A9 => code + 32,
        0x400..=0x40F => code + 80,
        0x410..=0x42F => code + 32,
        // Cyrillic letters beyond Russian, Kazakh among them: pairs, the capital first and even.
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        // Here the capital is odd.
        0x4C1..=0x4CE => code + (code & 1),
        _ => code,
    };
    char::from_u32(folded).unwrap_or(letter)
}

/// The order of two names in a list: that of the Russian and the Kazakh alphabet, and of the Latin one without accents.
pub fn alphabetical(one: &str, other: &str) -> Ordering {
    places(one).cmp(&places(other)).then_with(|| one.cmp(other))
}

/// A text whose code points are in the order of the letters' places: Cyrillic letters that lie elsewhere stand behind
/// the one they follow.
fn places(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let letter = folded(letter);
        let (after, distance) = match letter {
            'ё' => ('е', '1'),
            'ә' => ('а', '1'),
            'ғ' => ('г', '1'),
            'қ' => ('к', '1'),
            'ң' => ('н', '1'),
            'ө' => ('о', '1'),
            'ұ' => ('у', '1'),
            'ү' => ('у', '2'),
            'һ' => ('х', '1'),
            'і' => ('ы', '1'),
            other => (other, '0'),
        };
        out.push(after);
        out.push(distance);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_told_from_capitals() {
        for letter in "ABZ ÀÞŁ ΑΩ АЯЂ ҚӨҢІӀ 1.".chars() {
            assert!(!is_small(letter), "{letter}");
        }
        for letter in "abz àÿłž αω аяђ қөңі".chars().filter(|letter| *letter != ' ') {
            assert!(is_small(letter), "{letter}");
        }
    }

    #[test]
    fn names_stand_in_the_order_of_their_alphabet() {
        for names in [
            "Абай Ақмола Ақтөбе Алматы Атырау Әзербайжан Жетісу Қазақстан Қарағанды Латвия Өзбекстан Павлодар Ұлытау Шымкент",
            "а ә б г ғ е ё ж к қ л н ң о ө п у ұ ү ф х һ ц ы і ь",
            "åland Albania Äpfel Zürich",
        ] {
            let wanted: Vec<&str> = names.split(' ').collect();
            let mut found = wanted.clone();
            found.reverse();
            found.sort_by(|one, other| alphabetical(one, other));
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn case_and_accents_do_not_count() {
        let cases = [
            ("OSCE / ODIHR", "osce / odihr"),
            ("São Tomé, Łódź, ŞIRNAK", "sao tome, lodz, sirnak"),
            ("e\u{301}", "e"),
            ("ÆÞĲŒ", "æþĳœ"),
            ("ЁЖ Токаев", "ёж токаев"),
            ("ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі"),
            ("ΑΩ", "αω"),
            ("日本 ÷ ß", "日本 ÷ ß"),
        ];
        for (text, wanted) in cases {
            assert_eq!(fold(text), wanted);
        }
    }

    #[test]
    fn folding_is_lower_case_where_nothing_has_an_accent() {
        for letter in ('\u{400}'..='\u{52F}').filter(|&letter| letter != '\u{4C0}') {
            assert_eq!(fold(&letter.to_string()), letter.to_lowercase().to_string());
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for letter in '\0'..='\u{FFF}' {
            let once = fold(&letter.to_string());
            assert_eq!(fold(&once), once, "{letter}");
        }
    }

    #[test]
    fn words_end_at_spaces_and_punctuation() {
        let words: Vec<&str> = "«Ёлка» – so-called… “қой”"
            .split(|letter| !is_in_word(letter))
            .filter(|word| !word.is_empty())
            .collect();
        assert_eq!(words, ["Ёлка", "so", "called", "қой"]);
    }
}
