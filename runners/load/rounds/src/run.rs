//! The closed loop: a connection sends its next request when it has the answer to the one before.

use std::time::{Duration, Instant};

use mio::{Events, Poll, Token};

use crate::connection::{Connection, End, Flight};
use crate::options::Options;
use crate::totals::Totals;
use crate::work::Work;

/// No answer after this is a timeout.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How often timeouts are looked for.
const TICK: Duration = Duration::from_millis(200);
/// Failures without one answer between them, after which there is no server to measure.
const MOST_FAILURES: u64 = 1000;
/// Of so many answers the bytes of one are compared; a prime, so that a list's turns are all met in time.
const COMPARED_ONE_IN: u64 = 61;
const BUFFER_BYTES: usize = 256 * 1024;

struct Loop<'a> {
    work: &'a Work,
    options: &'a Options,
    poll: Poll,
    connections: Vec<Option<Connection>>,
    totals: Totals,
    began: Instant,
    finished: Instant,
    issued: u64,
    /// Requests to issue: whole rounds.
    target: u64,
    in_flight: usize,
    failures: u64,
}

/// Runs whole rounds until the time is over. An error where the server cannot be reached or stops to answer.
pub fn run(work: &Work, options: &Options) -> Result<Totals, String> {
    let poll = Poll::new().map_err(|error| error.to_string())?;
    let now = Instant::now();
    let mut state = Loop {
        work,
        options,
        poll,
        connections: (0..options.connections).map(|_| None).collect(),
        totals: Totals::new(),
        began: now,
        finished: now,
        issued: 0,
        target: 0,
        in_flight: 0,
        failures: 0,
    };
    for slot in 0..options.connections {
        state.connect(slot)?;
    }
    state.began = Instant::now();
    state.finished = state.began;
    for slot in 0..options.connections {
        state.next(slot)?;
    }
    state.turn()?;
    state.totals.duration = state.finished - state.began;
    if state.totals.requests == 0 {
        return Err(format!("{} gave no answer", options.url));
    }
    Ok(state.totals)
}

impl Loop<'_> {
    fn turn(&mut self) -> Result<(), String> {
        let mut events = Events::with_capacity(1024);
        let mut buffer = vec![0; BUFFER_BYTES];
        let mut looked = Instant::now();
        while self.in_flight > 0 {
            match self.poll.poll(&mut events, Some(TICK)) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.to_string()),
                Ok(()) => {}
            }
            for event in &events {
                self.receive(event.token().0, event.is_read_closed(), &mut buffer)?;
            }
            if looked.elapsed() >= TICK {
                looked = Instant::now();
                self.time_out(looked)?;
            }
        }
        Ok(())
    }

    /// Whether another request is to be made; begins another round where the time is not over.
    fn may_issue(&mut self) -> bool {
        if self.issued < self.target {
            return true;
        }
        if self.issued > 0 && self.began.elapsed().as_secs_f64() >= self.options.seconds {
            return false;
        }
        self.target += self.options.round;
        self.totals.rounds += 1;
        true
    }

    /// Sends the next request over this connection, opened anew where it is not open.
    fn next(&mut self, slot: usize) -> Result<(), String> {
        while self.may_issue() {
            if self.connections[slot].is_none() {
                self.connect(slot)?;
            }
            let count = self.work.requests.len();
            let index = (self.issued % count as u64) as usize;
            let request = &self.work.requests[index];
            // The first of each, and every so many.
            let compares = self.issued < count as u64 || self.issued % COMPARED_ONE_IN == 0;
            self.issued += 1;
            if let Some(connection) = &mut self.connections[slot] {
                if connection.send(index, request, compares) {
                    self.in_flight += 1;
                    return Ok(());
                }
                self.totals.errors.write += 1;
            }
            self.connections[slot] = None;
            self.fail()?;
        }
        Ok(())
    }

    fn connect(&mut self, slot: usize) -> Result<(), String> {
        loop {
            match Connection::open(self.options.address, Token(slot), self.poll.registry()) {
                Ok(connection) => {
                    self.totals.opened += 1;
                    self.connections[slot] = Some(connection);
                    return Ok(());
                }
                Err(error) => {
                    self.totals.errors.connect += 1;
                    self.fail()
                        .map_err(|message| format!("{message}: {error}"))?;
                }
            }
        }
    }

    fn receive(&mut self, slot: usize, has_ended: bool, buffer: &mut [u8]) -> Result<(), String> {
        let Some(connection) = &mut self.connections[slot] else {
            return Ok(());
        };
        let Some(flight) = &connection.flight else {
            self.connections[slot] = None;
            return Ok(());
        };
        let request = &self.work.requests[flight.index];
        let Some(end) = connection.receive(request, has_ended, buffer, &mut self.totals.bytes)
        else {
            return Ok(());
        };
        let Some(flight) = connection.flight.take() else {
            return Ok(());
        };
        self.in_flight -= 1;
        match end {
            End::Broken => {
                self.totals.errors.read += 1;
                self.connections[slot] = None;
                self.fail()?;
            }
            End::Answered { finished } => {
                self.finished = finished;
                if !flight.answer.keeps_open {
                    self.connections[slot] = None;
                }
                self.count(flight, finished)?;
            }
        }
        self.next(slot)
    }

    fn count(&mut self, flight: Flight, finished: Instant) -> Result<(), String> {
        let request = &self.work.requests[flight.index];
        let expected = request.expected.get().map(Vec::as_slice);
        if flight.answer.status != 200 {
            self.totals.errors.status += 1;
        } else if !flight.body.is_right(expected) {
            self.totals.errors.check += 1;
            return self.fail();
        } else if flight.body.was_compared() {
            self.totals.compared += 1;
        }
        self.failures = 0;
        self.totals.requests += 1;
        self.totals.latency.record(finished - flight.started);
        if let Some(first_byte) = flight.first_byte {
            self.totals.first_byte.record(first_byte - flight.started);
        }
        if let (200, Some(learned)) = (flight.answer.status, flight.body.into_learned()) {
            // Of several first answers under way the one that comes first is it.
            let _ = request.expected.set(learned);
        }
        Ok(())
    }

    fn time_out(&mut self, now: Instant) -> Result<(), String> {
        for slot in 0..self.connections.len() {
            let flight = self.connections[slot]
                .as_ref()
                .and_then(|each| each.flight.as_ref());
            if flight.is_some_and(|flight| now - flight.started > TIMEOUT) {
                self.connections[slot] = None;
                self.in_flight -= 1;
                self.totals.errors.timeout += 1;
                self.fail()?;
                self.next(slot)?;
            }
        }
        Ok(())
    }

    fn fail(&mut self) -> Result<(), String> {
        self.failures += 1;
        if self.failures < MOST_FAILURES {
            return Ok(());
        }
        Err(format!(
            "{}: {MOST_FAILURES} requests one after another failed; given up",
            self.options.url
        ))
    }
}
