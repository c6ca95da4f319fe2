//! A small load generator: keep-alive HTTP/1.1 over plain sockets, so that little of the core that makes the load is lost.
use crate::report::Times;
use std::ops::Range;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What came of a run.
pub struct Outcome {
    /// Answers a second.
    pub rate: f64,
    /// How long each took, in milliseconds.
    pub times: Times,
    /// One body.
    pub body: Vec<u8>,
}

/// Asks for `path` over `connections` for `time` and waits for each answer before asking again.
pub async fn run(address: &str, path: &str, connections: usize, time: Duration) -> Outcome {
    run_as(address, path, "", connections, time).await
}

/// The same with a header of the visitor's own, such as a cookie: `Name: value\r\n`.
pub async fn run_as(address: &str, path: &str, header: &'static str, connections: usize, time: Duration) -> Outcome {
    let until = Instant::now() + time;
    let clients: Vec<_> = (0..connections)
        .map(|_| {
            let (address, path) = (address.to_owned(), path.to_owned());
            tokio::spawn(async move {
                let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n{header}\r\n");
                let mut stream = TcpStream::connect(&address).await.unwrap();
                stream.set_nodelay(true).unwrap();
                let mut buffer = Vec::new();
                let mut times = Vec::new();
                let mut body = 0..0;
                while Instant::now() < until {
                    let started = Instant::now();
                    stream.write_all(request.as_bytes()).await.unwrap();
                    body = answer(&mut stream, &mut buffer).await;
                    times.push(started.elapsed().as_secs_f64() * 1_000.0);
                }
                (times, buffer[body].to_vec())
            })
        })
        .collect();
    let (mut times, mut body) = (Vec::new(), Vec::new());
    for client in clients {
        let (more, last) = client.await.unwrap();
        times.extend(more);
        body = last;
    }
    Outcome { rate: times.len() as f64 / time.as_secs_f64(), times: Times::of(times), body }
}

/// Reads one answer, by Content-Length or in chunks; tells where in the buffer its body is.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Range<usize> {
    buffer.clear();
    let mut part = [0_u8; 65_536];
    loop {
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the server hung up");
        buffer.extend_from_slice(&part[..read]);
        let Some(head) = find(buffer, b"\r\n\r\n") else { continue };
        let headers = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
        assert!(headers.starts_with("http/1.1 200"), "{headers}");
        let body = head + 4;
        if let Some((_, rest)) = headers.split_once("content-length: ") {
            let length: usize = rest.split("\r\n").next().unwrap().trim().parse().unwrap();
            if buffer.len() >= body + length {
                return body..body + length;
            }
        } else if buffer.ends_with(b"0\r\n\r\n") {
            return body..buffer.len();
        }
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
