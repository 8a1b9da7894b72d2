//! A chat server on the standard library, a thread for each connection: forwards a question to a
//! language model and streams the answer through.
mod request;
mod upstream;

use std::io::{self, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::SystemTime;
use std::{env, thread};

use request::Request;
use serde::Deserialize;

#[derive(Deserialize)]
struct Question {
    message: String,
}

struct Proxy {
    /// Host and port of the model.
    backend: String,
    no_delay: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = env::var("BACKEND_URL")?;
    let proxy = Arc::new(Proxy {
        backend: url.strip_prefix("http://").unwrap_or(&url).to_owned(),
        no_delay: env::var("NODELAY").is_ok_and(|value| value == "1"),
    });
    let listener = TcpListener::bind(format!("127.0.0.1:{}", env::var("PORT")?))?;
    for connection in listener.incoming().flatten() {
        let proxy = proxy.clone();
        // What ends a connection early is its client's affair.
        thread::spawn(move || proxy.serve(connection));
    }
    Ok(())
}

impl Proxy {
    /// Answers the requests of one connection, one after another.
    fn serve(&self, mut connection: TcpStream) -> io::Result<()> {
        if self.no_delay {
            connection.set_nodelay(true)?;
        }
        let mut reader = BufReader::new(connection.try_clone()?);
        while let Some(request) = request::read(&mut reader)? {
            if request.method == "POST" && request.path == "/chat" {
                self.chat(&mut connection, &request)?;
            } else {
                answer_empty(&mut connection, "404 Not Found")?;
            }
            if request.closes {
                break;
            }
        }
        Ok(())
    }

    fn chat(&self, connection: &mut TcpStream, request: &Request) -> io::Result<()> {
        let Ok(asked) = serde_json::from_slice::<Question>(&request.body) else {
            return answer_empty(connection, "400 Bad Request");
        };
        let Ok(mut answer) = upstream::ask(&self.backend, &asked.message, self.no_delay) else {
            return answer_empty(connection, "502 Bad Gateway");
        };
        let mut out = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\
             Transfer-Encoding: chunked\r\nDate: {}\r\n\r\n",
            httpdate::fmt_http_date(SystemTime::now()),
        )
        .into_bytes();
        let mut chunk = Vec::new();
        // The head leaves with the first event, and each event in one write. Where the model breaks
        // off, so does the connection: without its last chunk the answer does not look whole.
        while answer.next(&mut chunk)? {
            write!(out, "{:x}\r\n", chunk.len())?;
            out.extend_from_slice(&chunk);
            out.extend_from_slice(b"\r\n");
            connection.write_all(&out)?;
            out.clear();
        }
        out.extend_from_slice(b"0\r\n\r\n");
        connection.write_all(&out)
    }
}

fn answer_empty(connection: &mut TcpStream, status: &str) -> io::Result<()> {
    let date = httpdate::fmt_http_date(SystemTime::now());
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nDate: {date}\r\n\r\n");
    connection.write_all(answer.as_bytes())
}
