//! The little HTTP that the chores need: one GET, one answer.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use crate::say::{Explain, Outcome};

/// An answer as it came over the wire.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }
}

/// Asks `address` (host and port) for `path`. HTTP/1.0, so that the answer ends where the connection ends.
pub fn get(address: &str, path: &str, accept_encoding: &str) -> Outcome<Answer> {
    let mut stream = TcpStream::connect(address).explain(format!("cannot reach {address}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).explain("cannot set a time limit")?;
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAccept: */*\r\nAccept-Encoding: {accept_encoding}\r\n\r\n");
    stream.write_all(request.as_bytes()).explain(format!("cannot ask for {path}"))?;
    let mut whole = Vec::new();
    stream.read_to_end(&mut whole).explain(format!("no answer for {path}"))?;
    parse(&whole).ok_or_else(|| format!("the answer for {path} is not HTTP"))
}

/// A port that is free now.
pub fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").explain("cannot find a free port")?;
    Ok(listener.local_addr().explain("cannot find a free port")?.port())
}

fn parse(whole: &[u8]) -> Option<Answer> {
    let end = whole.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&whole[..end]).ok()?;
    let mut lines = head.lines();
    let status = lines.next()?.split_whitespace().nth(1)?.parse().ok()?;
    let headers =
        lines.filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim().to_string(), value.trim().to_string())).collect();
    Some(Answer { status, headers, body: whole[end + 4..].to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_into_status_headers_and_body() {
        let answer = parse(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nhello").expect("well formed");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "text/html");
        assert_eq!(answer.body, b"hello");
    }

    #[test]
    fn rubbish_is_no_answer() {
        assert!(parse(b"hello").is_none());
    }
}
