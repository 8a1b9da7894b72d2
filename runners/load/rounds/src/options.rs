//! The command line: `rounds --connections=50 --seconds=10 --round=1000 http://127.0.0.1:8080/path`.

use std::net::{SocketAddr, ToSocketAddrs};

pub struct Options {
    pub url: String,
    pub address: SocketAddr,
    /// As sent in the header Host.
    pub host: String,
    pub path: String,
    pub connections: usize,
    /// No round begins once so many seconds have passed.
    pub seconds: f64,
    /// Requests of a round; the run ends with the last of one.
    pub round: u64,
}

pub fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut connections = 1;
    let mut seconds = 10.0;
    let mut round = 1;
    let mut url = None;
    for argument in arguments {
        if let Some(value) = argument.strip_prefix("--connections=") {
            connections = number(value, argument)?;
        } else if let Some(value) = argument.strip_prefix("--round=") {
            round = number(value, argument)?;
        } else if let Some(value) = argument.strip_prefix("--seconds=") {
            seconds = number(value, argument)?;
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
        host,
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
