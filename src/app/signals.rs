//! The thread that answers signals, in ordinary code and not in a handler. It leaves the terminal and lets the program die by the signal,
//! also when the main thread is stuck; what does not end the program it passes on as events. It must never wait for another thread without a limit.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::event::Event;
use super::panics;
use super::tty::Tty;

/// Starts answering. To be called before the terminal is entered.
pub fn watch(tty: Arc<Tty>, sender: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    panics::spawn_vital("signals", sender, move |sender| {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => Some(Event::Resized),
                SIGTSTP if !Tty::has_job_control() => None,
                // The keys of another program: it is interrupted, not this one; stopped are both.
                SIGINT | SIGQUIT if tty.is_lent() => None,
                SIGTSTP if tty.is_lent() => {
                    let _ = low_level::emulate_default_handler(signal);
                    None
                }
                SIGTSTP => {
                    tty.asked_to_stop();
                    Some(Event::Suspend)
                }
                SIGCONT => (!tty.went_on()).then_some(Event::Continued),
                _ => die(&tty, signal),
            };
            if let Some(event) = event {
                // Nobody receives when the program is ending anyway; a signal that ends it sooner is still answered.
                let _ = sender.send(event);
            }
        }
    })
}

fn die(tty: &Tty, signal: i32) -> ! {
    tty.close(Tty::HURRY);
    let _ = low_level::emulate_default_handler(signal);
    // Only if the signal could not be raised.
    low_level::exit(128 + signal)
}
