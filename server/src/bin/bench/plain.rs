//! What the page is compared with: a plain axum handler that hands out the same bytes from memory, in a process of its own.
use axum::Router;
use axum::http::header;
use axum::routing::get;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The word that makes this program such a server, with a port and a file.
pub const WORD: &str = "plain-page";

/// The other process. It is ended when this is dropped.
pub struct Plain(Child);

impl Plain {
    /// Starts it on core 0 with these bytes.
    pub async fn start(port: u16, page: &[u8]) -> Self {
        let file = std::env::temp_dir().join(format!("alongside-bench-page-{}", std::process::id()));
        std::fs::write(&file, page).unwrap();
        let mut own = Command::new("taskset");
        own.args(["-c", "0"]).arg(std::env::current_exe().unwrap()).args([WORD, &port.to_string()]).arg(&file);
        let child = own.stdout(Stdio::null()).spawn().unwrap();
        for _ in 0..100 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let _gone = std::fs::remove_file(&file);
        Self(child)
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _ended = self.0.wait();
    }
}

/// Serves the file's bytes until it is ended.
pub async fn serve(port: &str, file: &str) {
    let page = bytes::Bytes::from(std::fs::read(file).unwrap());
    let app = Router::new().route("/", get(move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page) }));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port.parse().unwrap())).await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
