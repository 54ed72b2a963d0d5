use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is shown while requests are under way: nothing where the standard error is no terminal.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar for so many requests.
    pub(crate) fn new(requests: usize, quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(u64::try_from(requests).ok(), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} requests, {eta} left{wide_msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One request is done.
    pub(crate) fn done(&self) {
        self.0.inc(1);
    }

    /// Shows what is being waited for, or writes it above the bar where it is worth keeping.
    pub(crate) fn tell(&self, text: &str) {
        self.0.set_message(format!("; {text}"));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
