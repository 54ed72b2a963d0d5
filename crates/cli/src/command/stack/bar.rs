use gaialink::bundle::{Progress, Stack};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(100);
/// What the bar shows: members, bytes, rate and the time that is left.
const TEMPLATE: &str = "{bar:30} {pos}/{len} members, {msg} [{elapsed}, {eta} left]";

/// A bar on the standard error while it is a terminal.
pub(super) struct Bar(Option<(Arc<AtomicBool>, JoinHandle<()>)>);

impl Bar {
    pub(super) fn start(stack: &Stack, quiet: bool) -> Self {
        let bar = ProgressBar::new(stack.members());
        if quiet || bar.is_hidden() {
            return Self(None);
        }
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style);
        }
        let (ended, progress) = (Arc::new(AtomicBool::new(false)), stack.progress());
        let stop = Arc::clone(&ended);
        Self(Some((ended, thread::spawn(move || draw(&bar, &progress, &stop)))))
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Some((ended, thread)) = self.0 {
            ended.store(true, Ordering::Relaxed);
            // A bar that died is gone as well.
            let _ = thread.join();
        }
    }
}

fn draw(bar: &ProgressBar, progress: &Progress, ended: &AtomicBool) {
    while !ended.load(Ordering::Relaxed) {
        bar.set_position(progress.members());
        let rate = progress.bytes() as f64 / bar.elapsed().as_secs_f64().max(0.001);
        bar.set_message(format!("{}, {}/s", bytes(progress.bytes() as f64), bytes(rate)));
        thread::sleep(TICK);
    }
    bar.finish_and_clear();
}

fn bytes(number: f64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let mut scaled = number / 1e3;
    let mut unit = UNITS.iter();
    let mut name = unit.next();
    while let (true, Some(next)) = (scaled >= 1e3, unit.next()) {
        scaled /= 1e3;
        name = Some(next);
    }
    format!("{scaled:.1} {}", name.unwrap_or(&"kB"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_for_people() {
        for (number, want) in [(0.0, "0.0 kB"), (999_900.0, "999.9 kB"), (1.5e6, "1.5 MB"), (2e15, "2000.0 TB")] {
            assert_eq!(bytes(number), want);
        }
    }
}
