//! One WebSocket and the browser's callbacks for it, which live exactly as long as it does.
use super::line;
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// An open, or opening, socket. Dropping it closes it and silences its callbacks.
pub struct Wire {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
}

impl Wire {
    /// Starts to connect to `/live` of the site this page came from.
    pub fn connect() -> Option<Self> {
        let address = web_sys::window()?.location().origin().ok()?.replacen("http", "ws", 1) + "/live";
        let socket = WebSocket::new(&address).ok()?;
        let opened = Closure::<dyn FnMut()>::new(line::opened);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                line::heard(&text);
            }
        });
        let closed = Closure::<dyn FnMut(CloseEvent)>::new(|event: CloseEvent| line::closed(event.code()));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _heard: heard, _closed: closed })
    }

    /// Sends a frame, if the socket is open.
    pub fn send(&self, frame: &str) {
        if self.socket.ready_state() == WebSocket::OPEN {
            // A socket that broke this instant tells so by its close event.
            let _told_by_close = self.socket.send_with_str(frame);
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _already_closed = self.socket.close();
    }
}
