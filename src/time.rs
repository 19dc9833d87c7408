//! Simulated time: whole microseconds, printed and read as `150ms`, `1.5s`, `200us`.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// An instant of simulated time, or a span of it, in microseconds.
///
/// One type serves both: an instant is the span since boot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u64);

impl Time {
    /// Boot, and the empty span.
    pub const ZERO: Time = Time(0);
    /// The last instant a run may reach, 2^53 - 1 us (285 years): every instant stays exact as a
    /// JavaScript number.
    pub const MAX: Time = Time((1 << 53) - 1);

    /// `us` microseconds.
    pub const fn from_us(us: u64) -> Time {
        Time(us)
    }
    /// `ms` milliseconds.
    pub const fn from_ms(ms: u64) -> Time {
        Time(ms * 1_000)
    }
    /// In microseconds.
    pub const fn us(self) -> u64 {
        self.0
    }
    /// In milliseconds, as JavaScript sees it.
    pub fn ms(self) -> f64 {
        self.0 as f64 / 1_000.0
    }
    /// A number of milliseconds, rounded to whole microseconds; `None` if it is negative, not a number,
    /// or past [`Time::MAX`].
    pub fn try_from_ms(ms: f64) -> Option<Time> {
        let us = (ms * 1_000.0).round();
        (us >= 0.0 && us <= Time::MAX.0 as f64).then_some(Time(us as u64))
    }
    /// The sum, or [`Time::MAX`].
    pub fn saturating_add(self, span: Time) -> Time {
        Time(self.0.saturating_add(span.0).min(Time::MAX.0))
    }
    /// The difference, or zero.
    pub fn saturating_sub(self, other: Time) -> Time {
        Time(self.0.saturating_sub(other.0))
    }
    /// This span multiplied by `numerator / denominator`, which are small, rounded down.
    pub fn scaled(self, numerator: u64, denominator: u64) -> Time {
        let (whole, part) = (self.0 / denominator, self.0 % denominator);
        Time(whole.wrapping_mul(numerator).wrapping_add(part * numerator / denominator))
    }
}

impl Add for Time {
    type Output = Time;
    fn add(self, span: Time) -> Time {
        self.saturating_add(span)
    }
}

impl Sub for Time {
    type Output = Time;
    fn sub(self, other: Time) -> Time {
        Time(self.0 - other.0)
    }
}

impl fmt::Display for Time {
    /// The shortest exact form: `1.5s`, `153.204ms`, `200us`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, name, digits) = match self.0 {
            us if us >= 1_000_000 && us % 1_000 == 0 => (1_000_000, "s", 6),
            us if us >= 1_000 => (1_000, "ms", 3),
            0 => return f.write_str("0ms"),
            _ => (1, "us", 0),
        };
        write!(f, "{}", self.0 / unit)?;
        let rest = self.0 % unit;
        if rest > 0 {
            let fraction = format!("{rest:0digits$}");
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        f.write_str(name)
    }
}

impl FromStr for Time {
    type Err = String;
    fn from_str(text: &str) -> Result<Time, String> {
        let wrong = || format!("a duration like 150ms, 1.5s or 200us, not `{text}`");
        let (number, unit) = if let Some(number) = text.strip_suffix("us") {
            (number, 1)
        } else if let Some(number) = text.strip_suffix("ms") {
            (number, 1_000)
        } else if let Some(number) = text.strip_suffix('s') {
            (number, 1_000_000)
        } else {
            return Err(wrong());
        };
        let us = parse_decimal(number, unit).ok_or_else(wrong)?;
        if us > Time::MAX.0 {
            return Err(format!("a duration of at most {} (the bound on simulated time)", Time::MAX));
        }
        Ok(Time(us))
    }
}

/// `12.25` times `unit`, if that is a whole number of at most `u64::MAX`.
pub(crate) fn parse_decimal(text: &str, unit: u64) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() > 19 || fraction.len() > 9 {
        return None;
    }
    let scale = 10u64.pow(fraction.len() as u32);
    let part = fraction.parse::<u64>().ok()?.checked_mul(unit)?;
    if part % scale != 0 {
        return None;
    }
    whole.parse::<u64>().ok()?.checked_mul(unit)?.checked_add(part / scale)
}

/// A range of durations, both ends included: `150ms..300ms`. A single duration is a range of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TimeRange {
    /// The least.
    pub min: Time,
    /// The greatest.
    pub max: Time,
}

impl TimeRange {
    /// From `min` to `max` milliseconds.
    pub const fn from_ms(min: u64, max: u64) -> TimeRange {
        TimeRange { min: Time::from_ms(min), max: Time::from_ms(max) }
    }
    /// Always `time`.
    pub const fn exactly(time: Time) -> TimeRange {
        TimeRange { min: time, max: time }
    }
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max { write!(f, "{}", self.min) } else { write!(f, "{}..{}", self.min, self.max) }
    }
}

impl FromStr for TimeRange {
    type Err = String;
    fn from_str(text: &str) -> Result<TimeRange, String> {
        // By bytes: the library's search for a text is larger than all that is searched here.
        let dots = text.as_bytes().windows(2).position(|two| two == b"..");
        let ends = dots.and_then(|dots| Some((text.get(..dots)?, text.get(dots + 2..)?)));
        let (min, max) = ends.unwrap_or((text, text));
        let wrong = |_| format!("a range like 150ms..300ms or a duration like 20ms, not `{text}`");
        let range = TimeRange { min: min.parse().map_err(wrong)?, max: max.parse().map_err(wrong)? };
        if range.min > range.max {
            return Err(format!("a range whose first end is not above its second, not `{text}`"));
        }
        Ok(range)
    }
}

/// A share in parts per million, printed in percent: `1%`, `0.5%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u32);

impl Share {
    /// Nothing.
    pub const ZERO: Share = Share(0);
    /// All.
    pub const WHOLE: Share = Share(1_000_000);
    /// `percent` of a hundred, at most all.
    pub const fn percent(percent: u32) -> Share {
        Share(if percent > 100 { 1_000_000 } else { percent * 10_000 })
    }
    /// In percent, as JavaScript sees it.
    pub fn as_percent(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
    /// Parts per million.
    pub const fn ppm(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 10_000)?;
        let rest = self.0 % 10_000;
        if rest > 0 {
            write!(f, ".{}", format!("{rest:04}").trim_end_matches('0'))?;
        }
        f.write_str("%")
    }
}

impl FromStr for Share {
    type Err = String;
    fn from_str(text: &str) -> Result<Share, String> {
        let wrong = || format!("a share from 0% to 100%, not `{text}`");
        let ppm = text.strip_suffix('%').and_then(|n| parse_decimal(n, 10_000)).ok_or_else(wrong)?;
        u32::try_from(ppm).ok().filter(|&ppm| ppm <= 1_000_000).map(Share).ok_or_else(wrong)
    }
}
