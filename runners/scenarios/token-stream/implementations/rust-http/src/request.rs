//! A request as the clients of this server send them: HTTP/1.1, the body framed by Content-Length.
use std::io::{self, BufRead, ErrorKind, Read};

use crate::upstream::invalid;

const MOST_HEAD_BYTES: u64 = 64 * 1024;
const MOST_BODY_BYTES: usize = 1024 * 1024;

pub struct Request {
    pub method: String,
    pub path: String,
    /// The client wants the connection closed after the answer.
    pub closes: bool,
    pub body: Vec<u8>,
}

/// The next request; None where the client has closed the connection after the last one.
pub fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = reader.by_ref().take(MOST_HEAD_BYTES);
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_ascii_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Err(invalid("no request line"));
    };
    let (method, path) = (method.to_owned(), path.to_owned());
    let mut closes = false;
    let mut length = 0;
    loop {
        line.clear();
        if head.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if line == "\r\n" {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| invalid("no header"))?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().map_err(|_| invalid("no Content-Length"))?;
        } else if name.eq_ignore_ascii_case("connection") {
            closes = value.eq_ignore_ascii_case("close");
        }
    }
    if length > MOST_BODY_BYTES {
        return Err(invalid("a body too long"));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some(Request {
        method,
        path,
        closes,
        body,
    }))
}
