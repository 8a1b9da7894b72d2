//! What is asked for, in which order, and what must come.

use std::cell::OnceCell;
use std::fs;
use std::path::Path;

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
pub fn read(list: &str, host: &str) -> Result<Work, String> {
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
        let request = request(path, host);
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
pub fn of_path(path: &str, host: &str) -> Work {
    Work {
        requests: vec![request(path, host)],
    }
}

fn request(path: &str, host: &str) -> Request {
    Request {
        bytes: format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
        expected: OnceCell::new(),
    }
}
