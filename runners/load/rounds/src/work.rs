//! What is asked for, in which order, and what must come.

use std::cell::OnceCell;
use std::fs;
use std::path::Path;

use crate::options::Ask;

pub struct Request {
    /// The request as it goes over the wire.
    pub bytes: Vec<u8>,
    /// The body that must come; learned from the first answer where no file tells it.
    pub expected: OnceCell<Vec<u8>>,
}

pub struct Work {
    /// Asked for one after another, from the first again after the last. Never empty.
    pub requests: Vec<Request>,
}

/// Reads a list: a line `path<tab>file` each, files relative to the folder of the list, `-` where none is known.
pub fn read(list: &str, ask: &Ask) -> Result<Work, String> {
    let text = fs::read_to_string(list).map_err(|error| format!("{list}: {error}"))?;
    let folder = Path::new(list).parent().unwrap_or(Path::new("."));
    let mut requests = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let wrong = || {
            format!(
                "{list} line {}: expected a path, a tab and a file",
                index + 1
            )
        };
        let (path, file) = line.split_once('\t').ok_or_else(wrong)?;
        if !path.starts_with('/') || path.contains(' ') {
            return Err(wrong());
        }
        let request = request(path, ask);
        if file != "-" {
            let bytes = fs::read(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
            let _ = request.expected.set(bytes);
        }
        requests.push(request);
    }
    if requests.is_empty() {
        return Err(format!(
            "{list} is empty: a line is a path, a tab and a file"
        ));
    }
    Ok(Work { requests })
}

/// One path, of which nothing is known.
pub fn of_path(path: &str, ask: &Ask) -> Work {
    Work {
        requests: vec![request(path, ask)],
    }
}

fn request(path: &str, ask: &Ask) -> Request {
    let Ask {
        method,
        host,
        headers,
        body,
    } = ask;
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n");
    for header in headers {
        text.push_str(&format!("{header}\r\n"));
    }
    if method != "GET" || !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    Request {
        bytes: format!("{text}\r\n{body}").into_bytes(),
        expected: OnceCell::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::request;
    use crate::options::Ask;

    fn text_of(method: &str, headers: &[&str], body: &str) -> String {
        let ask = Ask {
            method: method.to_string(),
            host: "h:1".to_string(),
            headers: headers.iter().map(|each| each.to_string()).collect(),
            body: body.to_string(),
        };
        String::from_utf8(request("/a", &ask).bytes).unwrap()
    }

    #[test]
    fn a_request_says_its_length_where_it_has_a_body() {
        assert_eq!(
            text_of("GET", &[], ""),
            "GET /a HTTP/1.1\r\nHost: h:1\r\n\r\n"
        );
        assert_eq!(
            text_of("POST", &["A: b", "C: d"], "\u{e4}"),
            "POST /a HTTP/1.1\r\nHost: h:1\r\nA: b\r\nC: d\r\nContent-Length: 2\r\n\r\n\u{e4}"
        );
        assert!(text_of("POST", &[], "").contains("Content-Length: 0\r\n"));
    }
}
