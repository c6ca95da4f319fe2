//! Tells open pages to reload. It speaks what Leptos' `AutoReload` listens for on the reload port.

use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tungstenite::{Message, WebSocket};

use crate::say::{Explain, Outcome};

/// The pages that are open now.
#[derive(Clone, Default)]
pub struct Pages {
    sockets: Arc<Mutex<Vec<WebSocket<TcpStream>>>>,
}

impl Pages {
    /// Listens on the reload port for as long as this process lives.
    pub fn listen(port: u16) -> Outcome<Pages> {
        let listener = TcpListener::bind(("127.0.0.1", port)).explain(format!("the reload port {port} is taken"))?;
        let pages = Pages::default();
        let joined = pages.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                joined.join(stream);
            }
        });
        Ok(pages)
    }

    /// Everything changed: load the page again.
    pub fn reload(&self) {
        self.tell(r#"{"all":true}"#);
    }

    /// Only the style sheet changed: the page stays as it is, and is dressed anew.
    pub fn restyle(&self, css: &str) {
        self.tell(&format!(r#"{{"css":"{css}"}}"#));
    }

    fn join(&self, stream: TcpStream) {
        // A page that says nothing must not keep the others waiting.
        let patience = Some(Duration::from_secs(2));
        let _ = stream.set_read_timeout(patience).and_then(|()| stream.set_write_timeout(patience));
        if let (Ok(socket), Ok(mut sockets)) = (tungstenite::accept(stream), self.sockets.lock()) {
            sockets.push(socket);
        }
    }

    fn tell(&self, message: &str) {
        if let Ok(mut sockets) = self.sockets.lock() {
            sockets.retain_mut(|socket| socket.send(Message::text(message)).is_ok());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http;

    #[test]
    fn an_open_page_hears_that_it_should_reload() {
        let port = http::free_port().expect("a port is free");
        let pages = Pages::listen(port).expect("nobody took it");
        let (mut page, _) = tungstenite::connect(format!("ws://127.0.0.1:{port}/live_reload")).expect("it listens");
        // The page is through the door a moment before it is on the list.
        while pages.sockets.lock().expect("not poisoned").is_empty() {
            std::thread::yield_now();
        }
        pages.reload();
        assert_eq!(page.read().expect("it is told"), Message::text(r#"{"all":true}"#));
    }
}
