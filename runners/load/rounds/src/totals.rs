//! What is counted while the load runs.

use std::time::Duration;

use hdrhistogram::Histogram;

/// Of errors, a kind each; an answer is in none of them or in one.
#[derive(Default)]
pub struct Errors {
    pub connect: u64,
    pub read: u64,
    pub write: u64,
    pub timeout: u64,
    /// Whole answers with another status than 200.
    pub status: u64,
    /// Answers with status 200 whose body is not the one that must come.
    pub check: u64,
}

pub struct Totals {
    /// Rounds that were begun, each to its end.
    pub rounds: u64,
    /// Whole answers: those with the right body, and those of another status.
    pub requests: u64,
    /// Bodies of which every byte was compared; of the others the length.
    pub compared: u64,
    /// Everything that was read, heads and all.
    pub bytes: u64,
    /// Connections that were opened.
    pub opened: u64,
    pub errors: Errors,
    /// From the first request to the end of the last answer.
    pub duration: Duration,
    pub latency: Times,
    pub first_byte: Times,
}

impl Totals {
    pub fn new() -> Totals {
        Totals {
            rounds: 0,
            requests: 0,
            compared: 0,
            bytes: 0,
            opened: 0,
            errors: Errors::default(),
            duration: Duration::ZERO,
            latency: Times::new(),
            first_byte: Times::new(),
        }
    }
}

/// Times in nanoseconds: a histogram of three digits, with least, greatest and sum as they are.
pub struct Times {
    pub histogram: Histogram<u64>,
    pub sum: u128,
    pub min: u64,
    pub max: u64,
}

impl Times {
    fn new() -> Times {
        let histogram = Histogram::new(3).expect("three digits are possible");
        Times {
            histogram,
            sum: 0,
            min: u64::MAX,
            max: 0,
        }
    }

    pub fn record(&mut self, time: Duration) {
        let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX).max(1);
        self.histogram
            .record(nanoseconds)
            .expect("the histogram grows with what is recorded");
        self.sum += u128::from(nanoseconds);
        self.min = self.min.min(nanoseconds);
        self.max = self.max.max(nanoseconds);
    }
}
