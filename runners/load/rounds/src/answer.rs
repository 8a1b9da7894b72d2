//! One HTTP/1.1 answer, read from bytes as they come (RFC 9112).

/// What is wrong with the bytes.
#[derive(Debug, PartialEq)]
pub struct Malformed;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Head,
    Length(u64),
    ChunkSize,
    Chunk(u64),
    ChunkEnd,
    Trailers,
    /// The body ends with the connection.
    Closing,
    Done,
}

const MOST_HEAD_BYTES: usize = 64 * 1024;
/// What is looked through at once: most heads are shorter, and what follows them is body.
const HEAD_PIECE_BYTES: usize = 1024;
const MOST_LINE_BYTES: usize = 4096;

pub struct Answer {
    state: State,
    /// The head, or the line between chunks, as far as it has come.
    pending: Vec<u8>,
    pub status: u16,
    /// Whether the connection may be used for the next request.
    pub keeps_open: bool,
}

impl Answer {
    pub fn new() -> Answer {
        Answer {
            state: State::Head,
            pending: Vec::new(),
            status: 0,
            keeps_open: true,
        }
    }

    pub fn is_done(&self) -> bool {
        self.state == State::Done
    }

    /// Says that the connection has ended; whether that ends the answer as well.
    pub fn ends_with_connection(&mut self) -> bool {
        if self.state == State::Closing {
            self.state = State::Done;
        }
        self.is_done()
    }

    /// Takes bytes up to the end of the answer and gives those of the body to `body`; returns how many it took.
    pub fn feed(&mut self, bytes: &[u8], mut body: impl FnMut(&[u8])) -> Result<usize, Malformed> {
        let mut at = 0;
        while at < bytes.len() && !self.is_done() {
            let rest = &bytes[at..];
            at += match self.state {
                State::Head => self.take_head(rest)?,
                State::Length(left) => {
                    let taken = take(left, rest, &mut body);
                    self.state = left_or(left, taken, State::Length, State::Done);
                    taken
                }
                State::Chunk(left) => {
                    let taken = take(left, rest, &mut body);
                    self.state = left_or(left, taken, State::Chunk, State::ChunkEnd);
                    taken
                }
                State::Closing => {
                    body(rest);
                    rest.len()
                }
                State::ChunkSize | State::ChunkEnd | State::Trailers => self.take_line(rest)?,
                State::Done => 0,
            };
        }
        Ok(at)
    }

    fn take_head(&mut self, bytes: &[u8]) -> Result<usize, Malformed> {
        // The end may lie across two pieces.
        let before = self.pending.len();
        let from = before.saturating_sub(3);
        let head = bytes.len().min(HEAD_PIECE_BYTES);
        self.pending.extend_from_slice(&bytes[..head]);
        let end = self.pending[from..]
            .windows(4)
            .position(|four| four == b"\r\n\r\n");
        let Some(end) = end.map(|end| from + end + 4) else {
            return if self.pending.len() > MOST_HEAD_BYTES {
                Err(Malformed)
            } else {
                Ok(head)
            };
        };
        self.pending.truncate(end);
        self.state = self.read_head()?;
        self.pending.clear();
        Ok(end - before)
    }

    fn read_head(&mut self) -> Result<State, Malformed> {
        let head = std::str::from_utf8(&self.pending).map_err(|_| Malformed)?;
        let mut lines = head.trim_end_matches("\r\n").split("\r\n");
        let status_line = lines.next().unwrap_or("");
        let version = status_line.get(..9).ok_or(Malformed)?;
        if version != "HTTP/1.1 " && version != "HTTP/1.0 " {
            return Err(Malformed);
        }
        let status: u16 = status_line
            .get(9..12)
            .and_then(|text| text.parse().ok())
            .ok_or(Malformed)?;
        let mut keeps_open = version == "HTTP/1.1 ";
        let mut length = None;
        let mut chunked = false;
        for line in lines {
            let (name, value) = line.split_once(':').ok_or(Malformed)?;
            let value = value.trim_matches([' ', '\t']);
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.parse::<u64>().map_err(|_| Malformed)?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.eq_ignore_ascii_case("chunked");
            } else if name.eq_ignore_ascii_case("connection") {
                keeps_open = !value.eq_ignore_ascii_case("close")
                    && (keeps_open || value.eq_ignore_ascii_case("keep-alive"));
            }
        }
        if (100..200).contains(&status) {
            return Ok(State::Head);
        }
        self.status = status;
        self.keeps_open = keeps_open;
        Ok(match (status, chunked, length) {
            (204 | 304, _, _) | (_, false, Some(0)) => State::Done,
            (_, true, _) => State::ChunkSize,
            (_, false, Some(length)) => State::Length(length),
            (_, false, None) => {
                self.keeps_open = false;
                State::Closing
            }
        })
    }

    fn take_line(&mut self, bytes: &[u8]) -> Result<usize, Malformed> {
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(bytes.len(), |end| end + 1);
        if self.pending.len() + taken > MOST_LINE_BYTES {
            return Err(Malformed);
        }
        self.pending.extend_from_slice(&bytes[..taken]);
        if end.is_none() {
            return Ok(taken);
        }
        let line = self.pending.strip_suffix(b"\r\n").ok_or(Malformed)?;
        self.state = match self.state {
            State::ChunkSize => match chunk_size(line)? {
                0 => State::Trailers,
                size => State::Chunk(size),
            },
            State::ChunkEnd if line.is_empty() => State::ChunkSize,
            State::Trailers if line.is_empty() => State::Done,
            State::Trailers => State::Trailers,
            _ => return Err(Malformed),
        };
        self.pending.clear();
        Ok(taken)
    }
}

fn take(left: u64, bytes: &[u8], body: &mut impl FnMut(&[u8])) -> usize {
    let taken = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
    body(&bytes[..taken]);
    taken
}

fn left_or(left: u64, taken: usize, more: fn(u64) -> State, end: State) -> State {
    match left - taken as u64 {
        0 => end,
        left => more(left),
    }
}

fn chunk_size(line: &[u8]) -> Result<u64, Malformed> {
    let text = std::str::from_utf8(line).map_err(|_| Malformed)?;
    let digits = text.split(';').next().unwrap_or("").trim_end();
    if digits.is_empty() || digits.starts_with('+') {
        return Err(Malformed);
    }
    u64::from_str_radix(digits, 16).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests {
    use super::{Answer, Malformed};

    /// Status, body and bytes beyond the answer, of a text that comes in pieces of `size` bytes.
    fn read(text: &str, size: usize) -> Result<(u16, String, usize, Answer), Malformed> {
        let mut answer = Answer::new();
        let mut body = Vec::new();
        let mut used = 0;
        for piece in text.as_bytes().chunks(size) {
            used += answer.feed(piece, |bytes| body.extend_from_slice(bytes))?;
        }
        Ok((
            answer.status,
            String::from_utf8(body).unwrap(),
            text.len() - used,
            answer,
        ))
    }

    #[test]
    fn answers_are_read_from_pieces_of_any_size() {
        let length = "HTTP/1.1 200 OK\r\nA: b\r\ncontent-LENGTH: 5\r\n\r\nhelloHTTP";
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
            5;x=y\r\nhello\r\nA\r\n, chunked \r\n0\r\nTrailer: 1\r\n\r\nHTTP";
        for size in 1..100 {
            let (status, body, left, answer) = read(length, size).unwrap();
            assert_eq!((status, body.as_str(), left), (200, "hello", 4));
            assert!(answer.is_done() && answer.keeps_open);
            let (_, body, left, answer) = read(chunks, size).unwrap();
            assert_eq!((body.as_str(), left), ("hello, chunked ", 4));
            assert!(answer.is_done());
        }
    }

    #[test]
    fn interim_answers_are_passed_over() {
        let (status, body, ..) = read(
            "HTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno",
            7,
        )
        .unwrap();
        assert_eq!((status, body.as_str()), (404, "no"));
    }

    #[test]
    fn what_closes_the_connection_is_known() {
        let closes = |head: &str| {
            !read(&format!("{head}Content-Length: 0\r\n\r\n"), 9)
                .unwrap()
                .3
                .keeps_open
        };
        assert!(closes("HTTP/1.1 200 OK\r\nConnection: Close\r\n"));
        assert!(closes("HTTP/1.0 200 OK\r\n"));
        assert!(!closes("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n"));
        assert!(!closes("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n"));
    }

    #[test]
    fn a_body_without_framing_ends_with_the_connection() {
        let (_, body, _, mut answer) = read("HTTP/1.0 200 OK\r\n\r\nall of it", 4).unwrap();
        assert_eq!(body, "all of it");
        assert!(!answer.is_done() && answer.ends_with_connection());
        let (.., mut cut) = read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut", 4).unwrap();
        assert!(!cut.ends_with_connection());
    }

    #[test]
    fn bytes_that_are_no_answer_are_refused() {
        for text in [
            "SSH-2.0-OpenSSH\r\n\r\n",
            "HTTP/2 200 OK\r\n\r\n",
            "HTTP/1.1 2x0 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
        ] {
            assert_eq!(read(text, 5).err(), Some(Malformed), "{text}");
        }
        let endless = format!("HTTP/1.1 200 OK\r\nA: {}", "b".repeat(100_000));
        assert_eq!(read(&endless, 1000).err(), Some(Malformed));
    }
}
