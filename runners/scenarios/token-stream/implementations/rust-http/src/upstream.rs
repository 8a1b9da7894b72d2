//! The request to the language model: one connection for each, closed at its end.
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;

use serde_json::json;

const MOST_HEAD_BYTES: u64 = 64 * 1024;
const MOST_CHUNK_BYTES: usize = 1024 * 1024;

/// A stream of chunks, head and status read.
pub struct Answer {
    reader: BufReader<TcpStream>,
}

/// Asks the model; an error also where it answers with anything but a chunked 200.
pub fn ask(address: &str, message: &str, no_delay: bool) -> io::Result<Answer> {
    let body = json!({
        "messages": [{ "role": "user", "content": message }],
        "stream": true,
    })
    .to_string();
    let mut connection = TcpStream::connect(address)?;
    if no_delay {
        connection.set_nodelay(true)?;
    }
    let request = format!(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len(),
    );
    connection.write_all(request.as_bytes())?;
    let mut reader = BufReader::new(connection);
    let mut head = reader.by_ref().take(MOST_HEAD_BYTES);
    let mut line = String::new();
    head.read_line(&mut line)?;
    if line.split(' ').nth(1) != Some("200") {
        return Err(invalid("the model's answer is no 200"));
    }
    let mut chunked = false;
    loop {
        line.clear();
        if head.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if line == "\r\n" {
            break;
        }
        chunked |= line
            .trim_end()
            .eq_ignore_ascii_case("transfer-encoding: chunked");
    }
    if chunked {
        Ok(Answer { reader })
    } else {
        Err(invalid("the model's answer is not chunked"))
    }
}

impl Answer {
    /// The next chunk's data into `chunk`; false at the last one, which is empty.
    pub fn next(&mut self, chunk: &mut Vec<u8>) -> io::Result<bool> {
        let mut line = String::new();
        self.reader
            .by_ref()
            .take(MOST_HEAD_BYTES)
            .read_line(&mut line)?;
        let size = line.split(';').next().unwrap_or("").trim();
        let size = usize::from_str_radix(size, 16).map_err(|_| invalid("a chunk has no size"))?;
        if size > MOST_CHUNK_BYTES {
            return Err(invalid("a chunk is too long"));
        }
        chunk.resize(size, 0);
        self.reader.read_exact(chunk)?;
        let mut end = [0; 2];
        self.reader.read_exact(&mut end)?;
        Ok(size > 0)
    }
}

pub fn invalid(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}
