//! What happens when the program is told to end.

/// Removes what is not complete, and ends, on an interrupt or a termination. A hang-up stays as it is: `nohup` has it ignored.
#[cfg(unix)]
pub(crate) fn handle() {
    use signal_hook::{
        consts::{SIGINT, SIGTERM},
        iterator::Signals,
    };
    use std::{process, thread};
    // Where no handler can be set, the program ends as it would without one.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            gaialink::abandon();
            // The exit code of what a signal ended, by the convention of shells.
            process::exit(signal.saturating_add(128));
        }
    });
}

/// Elsewhere the program ends as it will.
#[cfg(not(unix))]
pub(crate) fn handle() {}
