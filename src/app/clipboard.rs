//! The clipboard of the desktop, beside the terminal's own way of copying. Kept by a thread of its own, because whoever asks
//! for it may wait for long, and because on X11 what was copied is there only as long as somebody gives it out.

use std::sync::mpsc::{self, Sender};

use super::event::Event;
use super::panics;

/// The main thread's hold on the clipboard.
#[derive(Debug)]
pub struct Clipboard {
    give: Sender<(String, bool)>,
}

impl Clipboard {
    /// Starts the thread; `None` where there is no clipboard to be had. Nothing is opened before something is copied.
    pub fn start(sender: Sender<Event>) -> Option<Clipboard> {
        if !cfg!(feature = "clipboard") {
            return None;
        }
        let (give, taken) = mpsc::channel::<(String, bool)>();
        panics::spawn_worker("clipboard", sender, Event::NotCopied, move |sender| {
            let mut open = None;
            for (text, alone) in taken {
                if let Err(why) = put(&mut open, text)
                    && alone
                {
                    let _ = sender.send(Event::NotCopied(format!("not copied: {why}")));
                }
            }
        })
        .ok()?;
        Some(Clipboard { give })
    }

    /// Copies a text. A failure is said where this is the only way it takes: `alone`.
    pub fn copy(&self, text: &str, alone: bool) {
        // A thread that has ended has said so.
        let _ = self.give.send((text.to_owned(), alone));
    }
}

#[cfg(feature = "clipboard")]
fn put(open: &mut Option<arboard::Clipboard>, text: String) -> Result<(), String> {
    let said = |error: arboard::Error| error.to_string();
    if open.is_none() {
        *open = Some(arboard::Clipboard::new().map_err(said)?);
    }
    open.as_mut().map_or(Ok(()), |clipboard| clipboard.set_text(text).map_err(said))
}

#[cfg(not(feature = "clipboard"))]
fn put(_open: &mut Option<()>, _text: String) -> Result<(), String> {
    Ok(())
}
