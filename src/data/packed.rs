//! Rows as bytes: how a story that has been read travels from where it was read to where it is drawn.
//!
//! Decides the order of the fields, once for both directions, and that bytes which are not whole are refused. Leaves what
//! a story is made of to its types, and which parts travel together to [`super::Story`].
//!
//! Numbers are LEB128, decimal fractions a count of digits and a whole number; of a text the length stands among the numbers. The
//! texts themselves, UTF-8, follow all numbers: apart, each compress better (the embedded story by 2.8 %).

use super::election::{ElectionKind, ObserverKind};
use super::source::KnownSource;
use super::story::{FigureText, Opening, Page, Preset, TourStep};
use super::{
    Actor, BallotOption, Bulletin, Day, Election, Event, EventCode, EventKind, ExitPoll, Index, IndexValue,
    Lane, Observer, OddFigure, OptionKind, Precision, Quote, Region, RegionalTurnout, Resolution, ShareBase,
    Source, SourceIndex, Vote,
};

/// What bytes of ours begin with; the last is the version of the order of fields.
const MAGIC: [u8; 4] = *b"blt\x02";

/// Powers of ten that a fraction is divided by, one for each count of decimal digits. The quotient of a whole number and a
/// power of ten is rounded once, as the number was that the reader made of decimal digits; what is no such quotient goes by
/// its bits.
const TENS: [f64; 7] = [1.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6];
/// Whole numbers below this one are exact.
const EXACT: u64 = 1 << 53;

/// A pass over fields in their order, in one of two directions.
pub trait Pass: Sized {
    /// Writes a whole number, or reads it into its place.
    fn whole(&mut self, value: &mut u64);
    /// The same for a text.
    fn text(&mut self, value: &mut String);
    /// The same for a fraction.
    fn fraction(&mut self, value: &mut f64);
}

/// Something that has fields to pass over. What is read into must be as `Default` makes it.
pub trait Fields {
    /// Passes over every field, the same in both directions.
    fn fields<P: Pass>(&mut self, pass: &mut P);
}

/// Bytes of some fields.
pub fn pack(fields: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::default();
    fields(&mut writer);
    let mut length = Writer::default();
    length.whole(&mut (writer.numbers.len() as u64));
    let body = [length.numbers, writer.numbers, writer.texts].concat();
    [&MAGIC[..], &checksum(&body).to_le_bytes(), &body].concat()
}

/// Fields to be read from bytes that [`pack`] made; `None` where they are of another version or damaged.
pub fn unpack(bytes: &[u8]) -> Option<Reader<'_>> {
    let (sum, body) = bytes.strip_prefix(&MAGIC)?.split_first_chunk()?;
    if *sum != checksum(body).to_le_bytes() {
        return None;
    }
    let (mut reader, mut length) = (Reader { numbers: body, texts: &[] }, 0);
    reader.whole(&mut length);
    (reader.numbers, reader.texts) = reader.numbers.split_at_checked(length as usize)?;
    Some(reader)
}

/// A number that tells one run of bytes from another.
///
/// Fowler–Noll–Vo hash, variant 1a, 32 bits.
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Writes.
#[derive(Default)]
pub struct Writer {
    numbers: Vec<u8>,
    texts: Vec<u8>,
}

impl Pass for Writer {
    fn whole(&mut self, value: &mut u64) {
        let mut rest = *value;
        while rest >= 0x80 {
            self.numbers.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.numbers.push(rest as u8);
    }

    fn text(&mut self, value: &mut String) {
        self.whole(&mut (value.len() as u64));
        self.texts.extend_from_slice(value.as_bytes());
    }

    fn fraction(&mut self, value: &mut f64) {
        let whole = |ten: f64| libm::round(*value * ten) as i64;
        let is_quotient = |ten: &f64| {
            let whole = whole(*ten);
            whole.unsigned_abs() < EXACT && (whole as f64 / ten).to_bits() == value.to_bits()
        };
        let mut digits = TENS.iter().position(is_quotient).unwrap_or(TENS.len());
        let mut number = TENS.get(digits).map_or(value.to_bits() as i64, |ten| whole(*ten));
        digits.fields(self);
        number.fields(self);
    }
}

/// Reads. Past the end every number is zero and every text empty.
pub struct Reader<'a> {
    numbers: &'a [u8],
    texts: &'a [u8],
}

impl Pass for Reader<'_> {
    fn whole(&mut self, value: &mut u64) {
        let (mut sum, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            sum |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 63 {
                break;
            }
        }
        *value = sum;
    }

    fn text(&mut self, value: &mut String) {
        let mut length = 0;
        self.whole(&mut length);
        let (text, rest) = self.texts.split_at(self.texts.len().min(length as usize));
        self.texts = rest;
        value.clear();
        value.push_str(std::str::from_utf8(text).unwrap_or_default());
    }

    fn fraction(&mut self, value: &mut f64) {
        let (mut digits, mut number) = (0_usize, 0_i64);
        digits.fields(self);
        number.fields(self);
        *value = TENS.get(digits).map_or(f64::from_bits(number as u64), |ten| number as f64 / ten);
    }
}

// Never inlined: there are more than a hundred fields.
impl Fields for u64 {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        pass.whole(self);
    }
}

impl Fields for String {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        pass.text(self);
    }
}

/// A number that is passed as a whole one of another type.
macro_rules! as_whole {
    ($($type:ty: $to:expr, $from:expr;)*) => {$(
        impl Fields for $type {
            #[inline(never)]
            fn fields<P: Pass>(&mut self, pass: &mut P) {
                let mut whole = $to(*self);
                pass.whole(&mut whole);
                *self = $from(whole);
            }
        }
    )*};
}

as_whole! {
    bool: u64::from, |whole| whole != 0;
    u8: u64::from, |whole| whole as u8;
    u32: u64::from, |whole| whole as u32;
    usize: |value| value as u64, |whole| whole as usize;
    i64: |value: i64| ((value << 1) ^ (value >> 63)) as u64, |whole: u64| (whole >> 1) as i64 ^ -((whole & 1) as i64);
}

impl Fields for i32 {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        let mut wide = i64::from(*self);
        wide.fields(pass);
        *self = wide as i32;
    }
}

impl Fields for f64 {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        pass.fraction(self);
    }
}

impl<T: Fields + Default> Fields for Vec<T> {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        let mut count = self.len();
        count.fields(pass);
        while self.len() < count {
            self.push(T::default());
        }
        for item in self {
            item.fields(pass);
        }
    }
}

impl<T: Fields + Default> Fields for Option<T> {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        let mut is_some = self.is_some();
        is_some.fields(pass);
        if is_some {
            self.get_or_insert_default().fields(pass);
        } else {
            *self = None;
        }
    }
}

impl<T: Fields, const COUNT: usize> Fields for [T; COUNT] {
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        for item in self {
            item.fields(pass);
        }
    }
}

impl<A: Fields, B: Fields> Fields for (A, B) {
    #[inline(never)]
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        self.0.fields(pass);
        self.1.fields(pass);
    }
}

/// Enums without data, by the position of their variants, all of which stand here in their order.
macro_rules! choices {
    ($($type:ident { $($variant:ident)* })*) => {$(
        impl Fields for $type {
            #[inline(never)]
            fn fields<P: Pass>(&mut self, pass: &mut P) {
                // A variant that is missing above does not compile here.
                let mut position = match self { $($type::$variant => $type::$variant as usize),* };
                position.fields(pass);
                *self = [$($type::$variant),*].get(position).copied().unwrap_or_default();
            }
        }
    )*};
}

choices! {
    ShareBase { Valid Cast Registered }
    ElectionKind { Regular Early Referendum }
    OptionKind { Candidate AgainstAll Yes No Other }
    EventKind { Statement Meeting Agreement Force Protest Vote }
    Precision { Day Month Year }
    Vote { Yes No Abstained Absent }
    ObserverKind { Mission Domestic Total }
}

/// Structs, field by field.
macro_rules! fields {
    ($($type:ident { $($field:tt)* })*) => {$(
        impl Fields for $type {
            fn fields<P: Pass>(&mut self, pass: &mut P) {
                $(self.$field.fields(pass);)*
            }
        }
    )*};
}

fields! {
    Day { 0 }
    SourceIndex { 0 }
    Page { country election figures opening opening_narrow presets tour verdicts label_lines countries }
    FigureText { figure headline headline_far }
    Opening { from to event }
    Preset { key label label_narrow from to }
    TourStep { title from to event tags }
    Election { id country date office kind is_first_round registered turned_out turnout_percent valid_votes invalid_votes is_final
        source share_base has_regional_votes options codings }
    BallotOption { id name incumbent kind votes share_percent source }
    IndexValue { country year index value scale source }
    ExitPoll { id election pollster is_exit_poll answers source }
    OddFigure { election option field note }
    Region { id name is_city short_name tile_name tile created }
    RegionalTurnout { election region_id turnout_percent source }
    Bulletin { election region_id day minute offset_min turnout_percent source }
    Observer { id election mission kind accredited assessment source }
    Quote { id speaker role date language quote source }
    Lane { id name }
    Actor { code name }
    EventCode { code label goldstein }
    Resolution { id date title short_title tally votes sources }
    Source { id known }
    KnownSource { publisher title url published kind language }
}

impl Fields for Event {
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        self.date.fields(pass);
        // Most keys begin with the day, which travels once; those that do not begin with a line end, which no key has.
        let day = self.date.iso();
        let mut rest = match self.id.strip_prefix(&day) {
            Some(rest) => rest.to_owned(),
            None => ["\n", &self.id].concat(),
        };
        rest.fields(pass);
        self.id = match rest.strip_prefix('\n') {
            Some(id) => id.to_owned(),
            None => day + &rest,
        };
        self.end.fields(pass);
        self.precision.fields(pass);
        self.lane.fields(pass);
        self.source_actor.fields(pass);
        self.target_actor.fields(pass);
        self.kind.fields(pass);
        self.code.fields(pass);
        self.goldstein.fields(pass);
        self.title.fields(pass);
        self.importance.fields(pass);
        self.tags.fields(pass);
        self.sources.fields(pass);
        self.verified.fields(pass);
    }
}

impl<V: Fields + Clone + Default> Fields for Index<V> {
    fn fields<P: Pass>(&mut self, pass: &mut P) {
        let mut pairs: Vec<(String, V)> =
            self.keys().map(|key| (key.clone(), self.get(key).cloned().unwrap_or_default())).collect();
        pairs.fields(pass);
        *self = pairs.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passed<T: Fields + Default>(mut value: T) -> T {
        let mut read = T::default();
        let bytes = pack(|writer| value.fields(writer));
        read.fields(&mut unpack(&bytes).expect("whole bytes"));
        read
    }

    #[test]
    fn every_choice_comes_back() {
        for kind in EventKind::ALL {
            assert_eq!(passed(kind), kind);
        }
        let kinds = [
            OptionKind::Candidate,
            OptionKind::AgainstAll,
            OptionKind::Yes,
            OptionKind::No,
            OptionKind::Other,
        ];
        assert_eq!(kinds.map(passed), kinds);
        let others = (Precision::Year, (ShareBase::Registered, ElectionKind::Referendum));
        assert_eq!((passed(others.0), (passed(others.1.0), passed(others.1.1))), others);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = pack(|writer| "Қазақстан".to_owned().fields(writer));
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1;
            assert!(unpack(&damaged).is_none(), "byte {place}");
            assert!(unpack(&bytes[..place]).is_none(), "the first {place} bytes");
        }
        assert!(unpack(b"<!doctype html>").is_none());
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            whole: u64, small: i32, text: String, fraction: f64, digits in 0u32..9, count in -10_000_000i64..10_000_000,
            list in prop::collection::vec((any::<String>(), prop::option::of(any::<u64>())), 0..9),
        ) {
            prop_assert_eq!(passed(whole), whole);
            prop_assert_eq!(passed(small), small);
            prop_assert_eq!(passed(fraction).to_bits(), fraction.to_bits());
            let decimal = count as f64 / 10f64.powi(digits as i32);
            prop_assert_eq!(passed(decimal).to_bits(), decimal.to_bits());
            prop_assert_eq!(passed(list.clone()), list);
            prop_assert_eq!(passed(text.clone()), text);
        }
    }
}
