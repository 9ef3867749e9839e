//! Every sentence shown or spoken, and how numbers and dates are written.
//!
//! Decides which sentences there are, what each is told with, and how a sentence of a language is filled. Leaves the sentences
//! themselves to the languages' files (`en.txt` …), which are data: they travel with a story's bytes, so that the program speaks
//! no language of its own; and leaves which facts are told, and where, to [`crate::charts`] and [`crate::app`].

use std::cell::Cell;
use std::ops::Deref;

/// Declares the words of a file: for each its name and, in brackets, what it is filled with. A language has a text of that name
/// under the heading of the file's group.
macro_rules! words {
    ($group:ident: $($(#[$about:meta])* $name:ident $(($($with:ident),+))?,)+) => {
        /// Places of the words within their group.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Place { $($name),+ }
        $($(#[$about])* pub const $name: $crate::words::Word =
            $crate::words::Word::new($crate::words::Group::$group, Place::$name as u16);)+
        /// The words with what they are filled with, in their order: what a language has to have.
        pub const DECLARED: &[(&str, &[&str])] = &[$((stringify!($name), &[$($(stringify!($with)),+)?])),+];
    };
}

pub mod catalog;
pub mod common;
pub mod contest;
pub mod figure;
pub mod fold;
pub mod history;
pub mod method;
pub mod number;
pub mod page;
pub mod problem;
pub mod results;
pub mod share;
pub mod timeline;
pub mod tone;
pub mod tour;
pub mod turnout;
pub mod un_votes;
pub mod verdicts;

pub use common::*;

/// The files' groups of words, in the order in which they travel: what the figures of the first part say, what others do, what
/// stands folded, what is said where tables are read and pages made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// [`common`].
    Common,
    /// [`figure`].
    Figure,
    /// [`share`].
    Share,
    /// [`results`].
    Results,
    /// [`history`].
    History,
    /// [`contest`].
    Contest,
    /// [`timeline`].
    Timeline,
    /// [`tone`].
    Tone,
    /// [`tour`].
    Tour,
    /// [`un_votes`].
    UnVotes,
    /// [`turnout`].
    Turnout,
    /// [`verdicts`].
    Verdicts,
    /// [`method`].
    Method,
    /// [`page`].
    Page,
    /// [`problem`].
    Problem,
}

impl Group {
    /// How many there are.
    pub const COUNT: usize = Group::Problem as usize + 1;
    /// The first that results and earlier elections do without.
    pub const MORE: usize = Group::Contest as usize;
    /// The first that stand folded, and come later.
    pub const LATER: usize = Group::Method as usize;
    /// The first that all figures do without.
    pub const ELSEWHERE: usize = Group::Page as usize;
}

/// What a text has in place of what it is filled with: this character for the first, the next ones for the others.
const FIRST_GAP: u8 = 1;
/// Begins forms that go by a number: after it the number's gap, then the forms, each ended by [`FORM_ENDS`].
const FORMS: u8 = 0x0e;
/// See [`FORMS`].
const FORM_ENDS: u8 = 0x0f;
/// Ends the forms.
const FORMS_END: u8 = 0x10;
/// Between items of a list, and in a language's file.
const BETWEEN: char = '|';

/// A word or a sentence, whichever language is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    group: u8,
    place: u16,
}

impl Word {
    /// The word at a place of a group.
    pub const fn new(group: Group, place: u16) -> Word {
        Word { group: group as u8, place }
    }

    /// Its text in the language that is spoken; empty where the words have not come yet.
    #[inline(never)]
    pub fn text(self) -> &'static str {
        let group = SPOKEN.get().0.get(self.group as usize);
        group.and_then(|texts| texts.get(self.place as usize)).copied().unwrap_or_default()
    }

    /// An item of a list, counted from 0; empty beyond its end.
    #[inline(never)]
    pub fn nth(self, index: usize) -> &'static str {
        self.text().split(BETWEEN).nth(index).unwrap_or_default()
    }

    /// The items of a list.
    pub fn items(self) -> Vec<String> {
        self.text().split(BETWEEN).map(String::from).collect()
    }

    /// The sentence filled with these, in the order in which the word is declared with them.
    #[inline(never)]
    pub fn with(self, gaps: &[&str]) -> String {
        let mut out = String::new();
        fill(self.text(), gaps, &mut out);
        out
    }
}

/// Writes a text with its gaps filled.
fn fill(text: &str, gaps: &[&str], out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte <= FORMS) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let number = |byte: Option<u8>| {
            let index = byte.unwrap_or_default().wrapping_sub(FIRST_GAP);
            gaps.get(index as usize).copied().unwrap_or_default()
        };
        let mut bytes = after.bytes();
        let first = bytes.next();
        if first != Some(FORMS) {
            out.push_str(number(first));
            rest = after.get(1..).unwrap_or_default();
            continue;
        }
        let form = form(number(bytes.next()));
        let (forms, after) =
            after.get(2..).unwrap_or_default().split_once(FORMS_END as char).unwrap_or_default();
        let mut forms = forms.split_terminator(FORM_ENDS as char);
        let last = forms.clone().next_back().unwrap_or_default();
        fill(forms.nth(form).unwrap_or(last), gaps, out);
        rest = after;
    }
    out.push_str(rest);
}

/// Which form a number asks for, after the plural rules of CLDR: in most languages the first for 1 and the second for all else;
/// in East Slavic ones the first for 1, 21, 31 …, the second for 2–4, 22–24 … and for fractions, the third for all else.
fn form(number: &str) -> usize {
    let digits = || number.bytes().filter(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0'));
    let is_whole = !number.contains(common::DECIMAL.text());
    let last_two = digits().fold(0, |sum, digit| (sum * 10 + digit) % 100);
    let is_teen = last_two / 10 == 1;
    match common::PLURAL.text() {
        "slavic" => match last_two % 10 {
            _ if !is_whole => 1,
            1 if !is_teen => 0,
            2..=4 if !is_teen => 1,
            _ => 2,
        },
        _ => usize::from(
            !is_whole
                || digits().fold(0, |sum: usize, digit| sum.saturating_mul(10).saturating_add(digit)) != 1,
        ),
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl From<Word> for String {
    fn from(word: Word) -> String {
        word.text().to_owned()
    }
}

/// The texts of a language, by group and place; those of a group that has not come are none. They live as long as the program: a
/// page has one or two languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words(&'static [&'static [&'static str]]);

#[cfg(target_arch = "wasm32")]
thread_local! {
    static SPOKEN: Cell<Words> = const { Cell::new(Words(&[])) };
}
// Whoever uses the library natively and names no language speaks English.
#[cfg(not(target_arch = "wasm32"))]
thread_local! {
    static SPOKEN: Cell<Words> = Cell::new(catalog::words_of("en"));
}

impl Words {
    /// From here on these are spoken, if there are any.
    ///
    /// What draws and tells takes its words from here instead of being handed them through every call; so whoever turns to a
    /// figure ([`crate::app`]) says first whose words it speaks.
    pub fn speak(self) {
        if !self.0.is_empty() {
            SPOKEN.set(self);
        }
    }

    /// The texts of a group as one, for travelling.
    pub fn joined(self, group: usize) -> String {
        self.0.get(group).map_or_else(String::new, |texts| texts.join("\0"))
    }

    /// With the texts of a group as they came.
    #[must_use]
    pub fn and(self, group: usize, joined: String) -> Words {
        // What is there already stays: a story is taken over part by part.
        if self.joined(group) == joined {
            return self;
        }
        let mut groups = self.0.to_vec();
        while groups.len() <= group {
            groups.push(&[]);
        }
        let joined: &'static str = joined.leak();
        groups[group] = joined.split('\0').collect::<Vec<_>>().leak();
        Words(groups.leak())
    }
}
