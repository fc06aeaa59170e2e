//! What becomes of a panic: an end with a message, or an event. The hook writes nothing and never touches the terminal,
//! because it runs under a screen that may go on; whoever catches the panic has its words.

use std::any::Any;
use std::cell::RefCell;
use std::io;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use crate::model::clean;

thread_local! {
    /// The words of this thread's last panic: the hook knows the place, the payload does not.
    static WORDS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs the whole program. A panic inside it unwinds first, which restores the terminal, and then comes back as its message with its place:
/// for standard error, with exit status 101.
pub fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    panic::set_hook(Box::new(remember));
    caught(run)
}

/// Ends the program as if the main thread had panicked with the words of `Event::Panicked`.
pub fn pass_on(message: String) -> ! {
    panic::resume_unwind(Box::new(message))
}

/// Starts a worker, which has a sender for what it finds. Its panic becomes the event.
pub fn spawn_worker(name: &str, sender: Sender<Event>, panicked: fn(String) -> Event, work: impl FnOnce(&Sender<Event>) + Send + 'static) -> io::Result<()> {
    spawn(name, sender, work, panicked)
}

/// Starts a thread without which the program cannot go on. Its panic becomes `Event::Panicked`.
pub(super) fn spawn_vital(name: &str, sender: Sender<Event>, work: impl FnOnce(&Sender<Event>) + Send + 'static) -> io::Result<()> {
    spawn(name, sender, work, Event::Panicked)
}

/// Panics here if `IBID_PANIC` names this place (`main`, `input` or `worker`), so that the ways out can be tested. Release builds do not read it.
#[cfg(debug_assertions)]
#[track_caller]
pub fn rehearse(place: &str) {
    if std::env::var_os("IBID_PANIC").is_some_and(|wanted| wanted == place) {
        panic!("rehearsed in {place}");
    }
}

/// Does nothing: a release build rehearses no panic.
#[cfg(not(debug_assertions))]
pub fn rehearse(_place: &str) {}

fn spawn(name: &str, sender: Sender<Event>, work: impl FnOnce(&Sender<Event>) + Send + 'static, event: fn(String) -> Event) -> io::Result<()> {
    let body = move || {
        if let Err(message) = caught(|| work(&sender)) {
            // Nobody receives when the program is ending anyway.
            let _ = sender.send(event(message));
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(body).map(drop)
}

fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    // What was borrowed is either dropped with the program or belongs to the thread that ended.
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let words = WORDS.with(|words| words.borrow_mut().take());
        words.unwrap_or_else(|| said(&*payload))
    })
}

fn remember(info: &PanicHookInfo<'_>) {
    let thread = thread::current();
    let place = info.location().map_or(String::new(), |place| format!(" at {place}"));
    // A panic can quote the document it happened in, and its message goes to the terminal.
    let words = clean::line(&said(info.payload())).into_owned();
    let message = format!("thread '{}' panicked{place}: {words}", thread.name().unwrap_or("unnamed"));
    // A thread that is past its own end has nobody to read this.
    let _ = WORDS.try_with(|kept| kept.replace(Some(message)));
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a word").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    // Not through `guarded`: its hook would silence every other test of this process.
    #[test]
    fn a_panic_comes_back_as_its_words() {
        assert_eq!(caught(|| panic!("lost the {}", "thread")), Err::<(), _>("lost the thread".to_owned()));
        assert_eq!(caught(|| pass_on("the input is lost".to_owned())), Err::<(), _>("the input is lost".to_owned()));
        assert_eq!(caught(|| 7), Ok(7));
    }

    #[test]
    fn a_worker_that_panics_sends_a_message_and_a_vital_thread_another() {
        let (sender, events) = mpsc::channel();
        spawn_worker("worker", sender.clone(), Event::SearchPanicked, |_| panic!("out of paper")).expect("a thread");
        assert!(matches!(events.recv(), Ok(Event::SearchPanicked(words)) if words.contains("out of paper")));
        spawn_vital("vital", sender, |_| panic!("out of ink")).expect("a thread");
        assert!(matches!(events.recv(), Ok(Event::Panicked(words)) if words.contains("out of ink")));
    }
}
