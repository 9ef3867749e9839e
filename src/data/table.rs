//! A CSV file as rows that know their line, and cells that know their column; read with `csv-core`.
//!
//! Decides what a cell is worth (a text, a count, a share, a day) and notes every cell that is worth nothing. Leaves
//! what a row means to the reader of the story.

use std::collections::BTreeMap;

use csv_core::ReadRecordResult;

use super::date::parse_iso;
use super::problem::Done;
use super::text::{self, PROSE_LIMIT, TITLE_LIMIT};
use super::{Day, Odd, Place, Precision, Problem};

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
    /// Column after the one last asked for, as most readers ask in order.
    likely: usize,
    absent: Vec<String>,
    seen: BTreeMap<String, u32>,
    problems: Vec<Problem>,
}

impl<'a> Table<'a> {
    /// Starts to read a file. Without one of the needed columns there are no rows.
    pub fn open(file: &'a str, text: &'a str, needed: &[&'static str]) -> Table<'a> {
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
            seen: BTreeMap::new(),
            problems: Vec::new(),
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
                let name = text::clean(table.raw(column), TITLE_LIMIT).text;
                let repeated = table.header.contains(&name);
                table.header.push(name);
                if repeated {
                    table.note_column(column, Odd::ColumnRepeated);
                }
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

    /// What was odd so far; the table forgets it.
    pub fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// Where a column of this row stands; column 0 if the table has no such column.
    pub fn place(&mut self, field: &str) -> Place {
        let column = self.column(field);
        self.place_of(self.row_line, column, field)
    }

    /// Notes something odd about a cell of this row.
    pub fn note(&mut self, field: &str, odd: Odd) {
        let place = self.place(field);
        self.problems.push(Problem { place, odd });
    }

    /// An excerpt of a cell for a note.
    pub fn excerpt(&mut self, field: &str) -> String {
        self.read(field, |raw| Ok(excerpt(raw))).unwrap_or_default()
    }

    /// Whether a cell says nothing (or has no column, which is not noted).
    pub fn is_empty(&mut self, field: &str) -> bool {
        self.column(field).is_none_or(|column| self.raw(column).is_empty())
    }

    /// A title, a name or a key: at most 300 grapheme clusters; empty if not known.
    pub fn name(&mut self, field: &str) -> String {
        self.capped(field, TITLE_LIMIT)
    }

    /// Any other text: at most 4,000 grapheme clusters; empty if not known.
    pub fn prose(&mut self, field: &str) -> String {
        self.capped(field, PROSE_LIMIT)
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

    /// Whether the row's key is new; one that was there before is noted at `field`, and the row is to be left out.
    pub fn is_new(&mut self, field: &str, key: &[&str]) -> bool {
        let key = key.join(" / ");
        let line = self.row_line;
        let first_line = *self.seen.entry(key.clone()).or_insert(line);
        if first_line != line {
            self.note(field, Odd::Repeated { key: excerpt(&key), first_line });
        }
        first_line == line
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

    /// The meaning of a word; an empty cell, and a word that is not among them (noted), mean what `otherwise` does.
    pub fn word<T: Copy>(
        &mut self,
        field: &str,
        words: &[(&'static str, T)],
        otherwise: (&'static str, T),
    ) -> T {
        let meaning = self.read(field, |raw| {
            let found = words.iter().find(|pair| pair.0 == raw).map(|pair| pair.1);
            found.ok_or_else(|| Odd::UnknownWord { found: excerpt(raw), used: otherwise.0 })
        });
        meaning.unwrap_or(otherwise.1)
    }

    /// A count, 0 ..= 10¹⁵ − 1; anything else is noted and not known.
    pub fn count(&mut self, field: &str) -> Option<u64> {
        self.read(field, |raw| {
            if raw.bytes().all(|byte| byte.is_ascii_digit()) && raw.len() <= COUNT_DIGITS {
                return Ok(raw.parse().ok());
            }
            let found = excerpt(raw);
            Err(match decimal(raw) {
                Some(value) if value < 0.0 => Odd::NegativeCount { found },
                _ => Odd::NotANumber { found, done: Done::NotKnown },
            })
        })
        .flatten()
    }

    /// A decimal number within a range (ends included); anything else is noted with what is to be done then.
    pub fn number(&mut self, field: &str, least: f64, greatest: f64, done: Done) -> Option<f64> {
        let value = self.read(field, |raw| match decimal(raw) {
            None => Err(Odd::NotANumber { found: excerpt(raw), done }),
            Some(value) if value < least || value > greatest => {
                Err(Odd::OutOfRange { found: excerpt(raw), least, greatest, done })
            }
            found => Ok(found),
        });
        self.or_left_out(field, value.flatten(), done)
    }

    /// A share in per cent, 0 ..= 100; anything else is noted and not known.
    pub fn percent(&mut self, field: &str) -> Option<f64> {
        self.number(field, 0.0, 100.0, Done::NotKnown)
    }

    /// An ISO year, month or day; anything else is noted with what is to be done then.
    pub fn date(&mut self, field: &str, done: Done) -> Option<(Day, Precision)> {
        let value = self.read(field, |raw| match parse_iso(raw) {
            None => Err(Odd::NotADate { found: excerpt(raw), done }),
            found => Ok(found),
        });
        self.or_left_out(field, value.flatten(), done)
    }

    /// An ISO day; anything else is noted with what is to be done then.
    pub fn day(&mut self, field: &str, done: Done) -> Option<Day> {
        let value = self.read(field, |raw| match Day::parse(raw) {
            None => Err(Odd::NotADate { found: excerpt(raw), done }),
            found => Ok(found),
        });
        self.or_left_out(field, value.flatten(), done)
    }

    /// A local time with its offset as day, minute 0..1440 and offset in minutes; anything else is noted, and the row
    /// is to be left out.
    pub fn time(&mut self, field: &str) -> Option<(Day, u32, i32)> {
        let value = self.read(field, |raw| match parse_time(raw) {
            None => Err(Odd::NotATime { found: excerpt(raw) }),
            found => Ok(found),
        });
        self.or_left_out(field, value.flatten(), Done::RowLeftOut)
    }

    /// An address that may become a link; another is noted and dropped.
    pub fn address(&mut self, field: &str) -> Option<String> {
        self.read(field, |raw| {
            if text::is_web_address(raw) && raw.len() <= PROSE_LIMIT {
                Ok(raw.to_owned())
            } else {
                Err(Odd::AddressRefused { found: excerpt(raw) })
            }
        })
    }

    fn capped(&mut self, field: &str, limit: usize) -> String {
        let cleaned = self.read(field, |raw| Ok(text::clean(raw, limit))).unwrap_or_default();
        if cleaned.cut {
            self.note(field, Odd::TextCut { limit });
        }
        if cleaned.removed {
            self.note(field, Odd::TextCleaned);
        }
        cleaned.text
    }

    /// A cell's value, `None` if it is empty or odd. An odd one is noted; so is a column that is not there, once.
    fn read<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T, Odd>) -> Option<T> {
        let Some(column) = self.column(field) else {
            self.note_absent(field, false);
            return None;
        };
        let raw = self.raw(column);
        if raw.is_empty() {
            return None;
        }
        match parse(raw) {
            Ok(value) => Some(value),
            Err(odd) => {
                self.note_column(column, odd);
                None
            }
        }
    }

    /// Notes an empty cell where the row cannot do without a value.
    fn or_left_out<T>(&mut self, field: &str, value: Option<T>, done: Done) -> Option<T> {
        if value.is_none() && done == Done::RowLeftOut && self.is_empty(field) {
            self.note(field, Odd::Empty);
        }
        value
    }

    fn column(&mut self, field: &str) -> Option<usize> {
        if self.header.get(self.likely).is_none_or(|name| name != field) {
            self.likely = self.header.iter().position(|name| name == field)?;
        }
        self.likely += 1;
        Some(self.likely - 1)
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
        let place = self.place_of(self.row_line, None, "");
        self.problems.push(Problem { place, odd });
    }

    fn note_column(&mut self, column: usize, odd: Odd) {
        let field = self.header.get(column).map_or("", |name| name);
        let place = self.place_of(self.row_line, Some(column), field);
        self.problems.push(Problem { place, odd });
    }

    fn note_absent(&mut self, field: &str, needed: bool) {
        if self.absent.iter().any(|name| name == field) {
            return;
        }
        self.absent.push(field.to_owned());
        let place = self.place_of(1, None, field);
        self.problems.push(Problem { place, odd: Odd::ColumnMissing { needed } });
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
