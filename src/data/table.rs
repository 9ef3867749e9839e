//! A CSV file as rows that know their line, and cells that know their column; read with `csv-core`.
//!
//! Decides what a cell is worth (a text, a count, a share, a day) and notes every cell that is worth nothing. Leaves
//! what a row means to the reader of the story.

use csv_core::ReadRecordResult;

use super::date::parse_iso;
use super::problem::Done;
use super::text::{self, PROSE_LIMIT, TITLE_LIMIT};
use super::{Day, Index, Odd, Place, Precision, Problem};

/// Longest excerpt of a cell in a problem, in grapheme clusters.
const EXCERPT_LIMIT: usize = 60;

/// Most digits of a count: sums of many stay far from the ends of their type.
const COUNT_DIGITS: usize = 15;

/// A table being read: a cursor that stands on one row at a time.
pub struct Table<'a> {
    file: &'a str,
    text: &'a [u8],
    /// First byte not read yet.
    position: usize,
    /// Line of the byte at `position`.
    line: u32,
    csv: csv_core::Reader,
    header: Vec<String>,
    /// Text of the row's cells, one after the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// Number of cells in the row.
    width: usize,
    /// Line on which the row starts.
    row_line: u32,
    /// Rows met so far, odd ones among them.
    rows: usize,
    /// Column last asked for; most readers ask for it again or for the one after it.
    likely: usize,
    absent: Vec<String>,
    seen: Index<u32>,
    problems: Vec<Problem>,
    /// What the names of columns in the language of the story end with: `_ru`.
    ending: String,
}

impl<'a> Table<'a> {
    /// Starts to read a file for a language: its own columns (`name_ru`) go before `name_en` and `name` where they say something.
    /// Without one of the needed columns there are no rows.
    pub fn open(file: &'a str, text: &'a str, needed: &[&'static str], language: &str) -> Table<'a> {
        let mut table = Table {
            file,
            text: text.as_bytes(),
            position: 0,
            line: 1,
            csv: csv_core::Reader::new(),
            header: Vec::new(),
            cells: vec![0; 1_024],
            ends: vec![0; 32],
            width: 0,
            row_line: 1,
            rows: 0,
            likely: 0,
            absent: Vec::new(),
            seen: Index::default(),
            problems: Vec::new(),
            ending: ["_", language].concat(),
        };
        if text.starts_with('\u{FEFF}') {
            table.position = '\u{FEFF}'.len_utf8();
            table.note_row(Odd::ByteOrderMark);
        }
        if let Some(place) = text.find('\u{FFFD}') {
            table.row_line = 1 + line_ends(table.text, 0, place);
            table.note_row(Odd::ReplacementCharacter);
        }
        if let Some(closed) = table.record() {
            if !closed {
                table.note_row(Odd::QuoteOpen);
            }
            for column in 0..table.width {
                let mut name = text::clean(table.raw(column), TITLE_LIMIT).text;
                if table.header.contains(&name) {
                    table.note_at(table.row_line, Some(column), &name, Odd::ColumnRepeated);
                    name.clear();
                }
                table.header.push(name);
            }
        }
        for name in needed {
            if table.column(name).is_none() {
                table.note_absent(name, true);
                table.position = table.text.len();
            }
        }
        table
    }

    /// Moves to the next row that has a cell for each column; `false`: there is none. Other rows are noted.
    pub fn advance(&mut self) -> bool {
        self.likely = 0;
        while let Some(closed) = self.record() {
            self.rows += 1;
            if !closed {
                self.note_row(Odd::QuoteOpen);
            } else if self.width != self.header.len() {
                self.note_row(Odd::Ragged { cells: self.width, expected: self.header.len() });
            } else {
                return true;
            }
        }
        false
    }

    /// The line on which the row starts, from 2.
    pub fn row_line(&self) -> u32 {
        self.row_line
    }

    /// Rows met so far, those that were left out among them.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// What was odd, and the names of the columns; nothing can be read after that.
    pub fn close(self) -> (Vec<Problem>, Vec<String>) {
        (self.problems, self.header)
    }

    /// Where a column of this row stands; column 0 if the table has no such column.
    pub fn place(&mut self, field: &str) -> Place {
        let column = self.column(field);
        self.place_of(self.row_line, column, field)
    }

    /// Notes something odd about a cell of this row.
    pub fn note(&mut self, field: &str, odd: Odd) {
        let column = self.column(field);
        self.note_at(self.row_line, column, field, odd);
    }

    /// A cell's text, empty if it says nothing. A column that is not there is noted, once.
    pub fn cell(&mut self, field: &str) -> &str {
        match self.column(field) {
            Some(column) => self.raw(column),
            None => {
                self.note_absent(field, false);
                ""
            }
        }
    }

    /// An excerpt of a cell for a note.
    pub fn excerpt(&mut self, field: &str) -> String {
        excerpt(self.cell(field))
    }

    /// Whether a cell says nothing (or has no column, which is not noted).
    pub fn is_empty(&mut self, field: &str) -> bool {
        self.column(field).is_none_or(|column| self.raw(column).is_empty())
    }

    /// A title, a name or a key: at most 300 grapheme clusters; empty if not known.
    pub fn name(&mut self, field: &str) -> String {
        self.capped(field, TITLE_LIMIT)
    }

    /// A name that stands in a column of the story's own language alone; empty if not known.
    pub fn translated(&mut self, field: &str) -> String {
        let own = [field, &self.ending].concat();
        if self.is_empty(&own) { String::new() } else { self.name(&own) }
    }

    /// A name, or the key of its row where it is not known.
    pub fn name_or(&mut self, field: &str, key: &str) -> String {
        let name = self.name(field);
        if name.is_empty() { key.to_owned() } else { name }
    }

    /// Any other text: at most 4,000 grapheme clusters, a per cent sign with its number; empty if not known.
    pub fn prose(&mut self, field: &str) -> String {
        self.capped(field, PROSE_LIMIT).replace(" %", "\u{a0}%")
    }

    /// A name that the row cannot do without; `None` is noted, and the row is to be left out.
    pub fn needed(&mut self, field: &str) -> Option<String> {
        let name = self.name(field);
        if name.is_empty() {
            self.note(field, Odd::Empty);
            return None;
        }
        Some(name)
    }

    /// The row's key, a name of its own; `None` is noted, and the row is to be left out.
    pub fn key(&mut self, field: &str) -> Option<String> {
        let key = self.needed(field)?;
        self.is_new(field, &[&key])?;
        Some(key)
    }

    /// Whether the row's key is new; one that was there before (`None`) is noted at `field`, and the row is to be left
    /// out.
    pub fn is_new(&mut self, field: &str, key: &[&str]) -> Option<()> {
        let key = key.join(" / ");
        if let Some(&first_line) = self.seen.get(&key) {
            self.note(field, Odd::Repeated { key: excerpt(&key), first_line });
            return None;
        }
        self.seen.insert(key, self.row_line);
        Some(())
    }

    /// The parts of a cell between semicolons, each capped as a name, without empty ones and repetitions.
    pub fn list(&mut self, field: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let whole = self.prose(field);
        for part in whole.split(';') {
            let part = text::clean(part, TITLE_LIMIT).text;
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }

    /// Which of some words a cell has; `otherwise` if it is empty or has another (noted).
    ///
    /// A word that is not there to stand in, one beyond the last, counts as not known.
    pub fn word(&mut self, field: &str, words: &[&'static str], otherwise: usize) -> usize {
        let raw = self.cell(field);
        if raw.is_empty() {
            return otherwise;
        }
        if let Some(found) = words.iter().position(|word| *word == raw) {
            return found;
        }
        let used = words.get(otherwise).copied().unwrap_or_default();
        let odd = Odd::UnknownWord { found: excerpt(raw), used };
        self.note(field, odd);
        otherwise
    }

    /// Whether a cell has the first of two words; the second stands for an empty cell and for any other (noted).
    pub fn is(&mut self, field: &str, words: [&'static str; 2]) -> bool {
        self.word(field, &words, 1) == 0
    }

    /// A count, 0 ..= 10¹⁵ − 1; anything else is noted and not known.
    pub fn count(&mut self, field: &str) -> Option<u64> {
        let raw = self.cell(field);
        if raw.bytes().all(|byte| byte.is_ascii_digit()) && raw.len() <= COUNT_DIGITS {
            return raw.parse().ok();
        }
        let found = excerpt(raw);
        let odd = match decimal(raw) {
            Some(value) if value < 0.0 => Odd::NegativeCount { found },
            _ => Odd::NotANumber { found, done: Done::NotKnown },
        };
        self.note(field, odd);
        None
    }

    /// A decimal number within a range (ends included); anything else is noted with what is to be done then.
    pub fn number(&mut self, field: &str, least: f64, greatest: f64, done: Done) -> Option<f64> {
        let raw = self.cell(field);
        let value = decimal(raw);
        if value.is_some_and(|value| value >= least && value <= greatest) {
            return value;
        }
        let found = excerpt(raw);
        self.refuse(
            field,
            done,
            match value {
                None => Odd::NotANumber { found, done },
                Some(_) => Odd::OutOfRange { found, least, greatest, done },
            },
        );
        None
    }

    /// A share in per cent, 0 ..= 100; anything else is noted and not known.
    pub fn percent(&mut self, field: &str) -> Option<f64> {
        self.number(field, 0.0, 100.0, Done::NotKnown)
    }

    /// An ISO year, month or day; anything else is noted with what is to be done then.
    pub fn date(&mut self, field: &str, done: Done) -> Option<(Day, Precision)> {
        self.date_as(field, Precision::Year, done)
    }

    /// An ISO day; anything else is noted with what is to be done then.
    pub fn day(&mut self, field: &str, done: Done) -> Option<Day> {
        self.date_as(field, Precision::Day, done).map(|found| found.0)
    }

    /// An ISO date that is at least as precise as it must be.
    fn date_as(&mut self, field: &str, vaguest: Precision, done: Done) -> Option<(Day, Precision)> {
        let raw = self.cell(field);
        let date = parse_iso(raw).filter(|found| found.1 <= vaguest);
        if date.is_none() {
            let found = excerpt(raw);
            self.refuse(field, done, Odd::NotADate { found, done });
        }
        date
    }

    /// A local time with its offset as day, minute 0..1440 and offset in minutes; anything else is noted, and the row
    /// is to be left out.
    pub fn time(&mut self, field: &str) -> Option<(Day, u32, i32)> {
        let raw = self.cell(field);
        let time = parse_time(raw);
        if time.is_none() {
            let found = excerpt(raw);
            self.refuse(field, Done::RowLeftOut, Odd::NotATime { found });
        }
        time
    }

    /// An address that may become a link; another is noted and dropped.
    pub fn address(&mut self, field: &str) -> Option<String> {
        let raw = self.cell(field);
        if raw.len() <= PROSE_LIMIT && text::is_web_address(raw) {
            return Some(raw.to_owned());
        }
        let found = excerpt(raw);
        self.refuse(field, Done::NotKnown, Odd::AddressRefused { found });
        None
    }

    fn capped(&mut self, field: &str, limit: usize) -> String {
        let translated = [field.strip_suffix("_en").unwrap_or(field), &self.ending].concat();
        let field = if self.is_empty(&translated) { field } else { &translated };
        let cleaned = text::clean(self.cell(field), limit);
        if cleaned.cut {
            self.note(field, Odd::TextCut { limit });
        }
        if cleaned.removed {
            self.note(field, Odd::TextCleaned);
        }
        cleaned.text
    }

    /// Notes a cell without a value: what is odd about it or, if it is empty and the row cannot do without, that.
    fn refuse(&mut self, field: &str, done: Done, odd: Odd) {
        if !self.is_empty(field) {
            self.note(field, odd);
        } else if done == Done::RowLeftOut {
            self.note(field, Odd::Empty);
        }
    }

    fn column(&mut self, field: &str) -> Option<usize> {
        let near = [self.likely, self.likely + 1];
        let found =
            near.into_iter().find(|&column| self.header.get(column).is_some_and(|name| name == field));
        self.likely = found.or_else(|| self.header.iter().position(|name| name == field))?;
        Some(self.likely)
    }

    fn raw(&self, column: usize) -> &str {
        let start = if column == 0 { 0 } else { self.ends.get(column - 1).copied().unwrap_or(0) };
        let end = self.ends.get(column).copied().unwrap_or(0);
        let bytes = self.cells.get(start..end).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default().trim()
    }

    fn place_of(&self, line: u32, column: Option<usize>, field: &str) -> Place {
        Place {
            file: self.file.to_owned(),
            line,
            column: column.map_or(0, |index| index as u32 + 1),
            field: field.to_owned(),
        }
    }

    fn note_row(&mut self, odd: Odd) {
        self.note_at(self.row_line, None, "", odd);
    }

    fn note_at(&mut self, line: u32, column: Option<usize>, field: &str, odd: Odd) {
        let place = self.place_of(line, column, field);
        self.problems.push(Problem { place, election: None, is_abroad: false, odd });
    }

    fn note_absent(&mut self, field: &str, needed: bool) {
        if self.absent.iter().any(|name| name == field) {
            return;
        }
        self.absent.push(field.to_owned());
        self.note_at(1, None, field, Odd::ColumnMissing { needed });
    }

    /// Reads one record into `cells` and `ends`; `None` at the end, `false` if a quotation mark in it never closes.
    fn record(&mut self) -> Option<bool> {
        let blank =
            self.text[self.position..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.step(blank);
        if self.position >= self.text.len() {
            return None;
        }
        self.row_line = self.line;
        self.width = 0;
        let mut filled = 0;
        // After the file's own text a line end is fed, to learn whether the record is open only for want of one.
        let mut line_end: &[u8] = b"\n";
        let mut closed = true;
        loop {
            let within = self.position < self.text.len();
            let input = if within { &self.text[self.position..] } else { line_end };
            if input.is_empty() {
                closed = false;
            }
            let (result, read, written, ended) =
                self.csv.read_record(input, &mut self.cells[filled..], &mut self.ends[self.width..]);
            filled += written;
            self.width += ended;
            if within {
                self.step(read);
            } else {
                line_end = &line_end[read..];
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Some(closed),
                ReadRecordResult::End => return None,
            }
        }
    }

    fn step(&mut self, bytes: usize) {
        self.line += line_ends(self.text, self.position, self.position + bytes);
        self.position += bytes;
    }
}

/// A decimal number `-?digits(.digits)?`, or `None`.
///
/// Correctly rounded while its digits make a whole number up to 2⁵³ and no more than 22 of them follow the point;
/// the first fractional digit beyond that rounds the one before it, and a greater whole number is `None`.
pub fn decimal(text: &str) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (digits, ""),
    };
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let grown = |mantissa: u64, byte: u8| {
        let next = mantissa.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
        (next <= EXACT).then_some(next)
    };
    let mut mantissa = 0;
    for byte in whole.bytes() {
        mantissa = grown(mantissa, byte)?;
    }
    let mut power = 1.0;
    for byte in fraction.bytes().take(22) {
        let Some(next) = grown(mantissa, byte) else {
            mantissa += u64::from(byte >= b'5');
            break;
        };
        mantissa = next;
        power *= 10.0;
    }
    let value = mantissa as f64 / power;
    Some(if negative { -value } else { value })
}

/// The start of a text, fit to stand in a sentence.
pub fn excerpt(raw: &str) -> String {
    let mut cleaned = text::clean(raw, EXCERPT_LIMIT);
    if cleaned.cut {
        cleaned.text.push('…');
    }
    cleaned.text
}

/// `YYYY-MM-DDTHH:MM`, seconds if they stand there, and `Z` or an offset `±HH:MM`.
fn parse_time(text: &str) -> Option<(Day, u32, i32)> {
    let (day, clock) = text.split_once('T')?;
    let day = Day::parse(day)?;
    let minute = parse_clock(clock.get(..5)?, 24)?;
    let mut zone = clock.get(5..)?;
    if let Some(seconds) = zone.strip_prefix(':') {
        if !seconds.bytes().take(2).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        zone = seconds.get(2..)?;
    }
    let offset = match zone.get(..1)? {
        "Z" if zone.len() == 1 => 0,
        "+" => parse_clock(&zone[1..], 15)? as i32,
        "-" => -(parse_clock(&zone[1..], 15)? as i32),
        _ => return None,
    };
    Some((day, minute, offset))
}

/// Minutes in `HH:MM`, with fewer than `hours` hours.
fn parse_clock(text: &str, hours: u32) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.len() != 5 || bytes[2] != b':' {
        return None;
    }
    let pair = |at: usize| {
        let digits = bytes.get(at..at + 2)?;
        digits
            .iter()
            .all(|byte| byte.is_ascii_digit())
            .then(|| u32::from(digits[0] - b'0') * 10 + u32::from(digits[1] - b'0'))
    };
    let (hour, minute) = (pair(0)?, pair(3)?);
    (hour < hours && minute < 60).then_some(hour * 60 + minute)
}

/// Lines that end between two bytes; a carriage return before a line feed ends none of its own.
fn line_ends(text: &[u8], from: usize, to: usize) -> u32 {
    let ends = (from..to).filter(|&at| match text[at] {
        b'\n' => true,
        b'\r' => text.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u32
}
