//! One connection with at most one request in flight.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mio::net::TcpStream;
use mio::{Interest, Registry, Token};

use crate::answer::Answer;
use crate::body::Body;
use crate::work::Request;

/// Seconds that a connection may take to be accepted.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// How a request ended.
pub enum End {
    /// A whole answer.
    Answered { finished: Instant },
    /// The connection broke, or what came is no HTTP.
    Broken,
}

/// The request in flight.
pub struct Flight {
    /// Its place in the list.
    pub index: usize,
    pub started: Instant,
    pub first_byte: Option<Instant>,
    pub answer: Answer,
    pub body: Body,
}

pub struct Connection {
    stream: TcpStream,
    pub flight: Option<Flight>,
}

impl Connection {
    /// Connects and waits for it: on loopback that takes no time but the kernel's own.
    pub fn open(
        address: SocketAddr,
        token: Token,
        registry: &Registry,
    ) -> std::io::Result<Connection> {
        let stream = std::net::TcpStream::connect_timeout(&address, CONNECT_TIMEOUT)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        registry.register(&mut stream, token, Interest::READABLE)?;
        Ok(Connection {
            stream,
            flight: None,
        })
    }

    /// Sends a request; false where the connection does not take it at once.
    pub fn send(&mut self, index: usize, request: &Request, compares: bool) -> bool {
        let expected = request.expected.get().map(Vec::as_slice);
        self.flight = Some(Flight {
            index,
            started: Instant::now(),
            first_byte: None,
            answer: Answer::new(),
            body: Body::new(expected, compares),
        });
        matches!(self.stream.write(&request.bytes), Ok(written) if written == request.bytes.len())
    }

    /// Reads what there is; none where the answer goes on. `bytes` counts everything that was read; `has_ended` says
    /// that the other side has closed the connection.
    pub fn receive(
        &mut self,
        request: &Request,
        has_ended: bool,
        buffer: &mut [u8],
        bytes: &mut u64,
    ) -> Option<End> {
        let Some(flight) = &mut self.flight else {
            // Nobody asked: bytes, or an end, that belong to no request.
            return Some(End::Broken);
        };
        let expected = request.expected.get().map(Vec::as_slice);
        loop {
            match self.stream.read(buffer) {
                Ok(0) => {
                    let finished = Instant::now();
                    let whole = flight.answer.ends_with_connection();
                    return Some(if whole {
                        End::Answered { finished }
                    } else {
                        End::Broken
                    });
                }
                Ok(length) => {
                    let now = Instant::now();
                    flight.first_byte.get_or_insert(now);
                    *bytes += length as u64;
                    let body = &mut flight.body;
                    let taken = flight
                        .answer
                        .feed(&buffer[..length], |piece| body.take(piece, expected));
                    match taken {
                        // More than the answer is the beginning of an answer to nothing.
                        Ok(taken) if taken < length => return Some(End::Broken),
                        Ok(_) if flight.answer.is_done() => {
                            return Some(End::Answered { finished: now });
                        }
                        // Less than there is room for: it was all there is (epoll(7)), but for an end that was told
                        // of with it. Asking again would be in vain.
                        Ok(_) if length < buffer.len() && !has_ended => return None,
                        Ok(_) => {}
                        Err(_) => return Some(End::Broken),
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return None,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Some(End::Broken),
            }
        }
    }
}
