//! The command line: `rounds --connections=50 --seconds=10 --round=1000 http://127.0.0.1:8080/path`, and with
//! `--method=POST --header='Accept: text/event-stream' --body=TEXT` what is asked beside a path.

use std::net::{SocketAddr, ToSocketAddrs};

pub struct Options {
    pub url: String,
    pub address: SocketAddr,
    pub ask: Ask,
    pub path: String,
    pub connections: usize,
    /// No round begins once so many seconds have passed.
    pub seconds: f64,
    /// Requests of a round; the run ends with the last of one.
    pub round: u64,
}

/// What every request says beside its path.
pub struct Ask {
    pub method: String,
    /// As sent in the header Host.
    pub host: String,
    /// `Name: value` each.
    pub headers: Vec<String>,
    pub body: String,
}

pub fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut connections = 1;
    let mut seconds = 10.0;
    let mut round = 1;
    let mut method = "GET".to_string();
    let mut headers = Vec::new();
    let mut body = String::new();
    let mut url = None;
    for argument in arguments {
        if let Some(value) = argument.strip_prefix("--connections=") {
            connections = number(value, argument)?;
        } else if let Some(value) = argument.strip_prefix("--round=") {
            round = number(value, argument)?;
        } else if let Some(value) = argument.strip_prefix("--seconds=") {
            seconds = number(value, argument)?;
        } else if let Some(value) = argument.strip_prefix("--method=") {
            method = method_of(value, argument)?;
        } else if let Some(value) = argument.strip_prefix("--header=") {
            headers.push(header_of(value, argument)?);
        } else if let Some(value) = argument.strip_prefix("--body=") {
            body = value.to_string();
        } else if argument.starts_with('-') || url.is_some() {
            return Err(format!("{argument} is not known here; see README.md"));
        } else {
            url = Some(argument.clone());
        }
    }
    let url = url.ok_or("no address given: http://127.0.0.1:8080/path")?;
    if connections == 0 || !(seconds > 0.0 && seconds < 1e6) {
        return Err("--connections and --seconds are positive".to_string());
    }
    let (host, path) = split(&url)?;
    let address = host
        .to_socket_addrs()
        .map_err(|error| format!("{host}: {error}"))?
        .next()
        .ok_or_else(|| format!("{host} has no address"))?;
    // Without a round the run ends with whatever request comes next.
    let round = round.max(1);
    Ok(Options {
        url,
        address,
        ask: Ask {
            method,
            host,
            headers,
            body,
        },
        path,
        connections,
        seconds,
        round,
    })
}

fn number<T: std::str::FromStr>(value: &str, argument: &str) -> Result<T, String> {
    value
        .parse()
        .map_err(|_| format!("{argument}: no such number"))
}

/// An answer to HEAD or CONNECT ends where no length says it.
fn method_of(value: &str, argument: &str) -> Result<String, String> {
    let is_word = !value.is_empty() && value.bytes().all(|each| each.is_ascii_uppercase());
    if !is_word || value == "HEAD" || value == "CONNECT" {
        return Err(format!("{argument}: a method such as GET or POST"));
    }
    Ok(value.to_string())
}

fn header_of(value: &str, argument: &str) -> Result<String, String> {
    let wrong = || format!("{argument}: a header is `Name: value`");
    let (name, _) = value.split_once(':').ok_or_else(wrong)?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|each| each.is_ascii_alphanumeric() || each == b'-');
    if !is_name || value.bytes().any(|each| each.is_ascii_control()) {
        return Err(wrong());
    }
    if ["host", "content-length"].contains(&name.to_ascii_lowercase().as_str()) {
        return Err(format!("{argument}: it is set by itself"));
    }
    Ok(value.to_string())
}

fn split(url: &str) -> Result<(String, String), String> {
    let wrong = || format!("{url} is no address of the form http://127.0.0.1:8080/path");
    let rest = url.strip_prefix("http://").ok_or_else(wrong)?;
    let slash = rest.find('/').ok_or_else(wrong)?;
    let (host, path) = rest.split_at(slash);
    if !host.contains(':') || path.contains(|each: char| each.is_ascii_control() || each == ' ') {
        return Err(wrong());
    }
    Ok((host.to_string(), path.to_string()))
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn error_of(argument: &str) -> Option<String> {
        parse(&[argument.to_string(), "http://127.0.0.1:1/a".to_string()]).err()
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        for argument in [
            "--method=post",
            "--method=HEAD",
            "--method=",
            "--header=no colon",
            "--header=: value",
            "--header=A b: value",
            "--header=A: b\r\nC: d",
            "--header=Content-Length: 3",
            "--header=host: other",
        ] {
            assert!(error_of(argument).is_some(), "{argument}");
        }
        for argument in [
            "--method=POST",
            "--header=Content-Type: application/json",
            "--body=",
        ] {
            assert_eq!(error_of(argument), None, "{argument}");
        }
    }
}
