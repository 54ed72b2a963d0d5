use crate::failure::{Failure, Result};
use std::{
    fmt::Display,
    process::{Command, Stdio},
};

/// Tells the user something.
#[expect(clippy::print_stdout, reason = "the one place that talks to the user")]
pub(crate) fn say(text: impl Display) {
    println!("{text}");
}

/// Tells the user what went wrong, with its causes.
#[expect(clippy::print_stderr, reason = "the one place that tells of failures")]
pub(crate) fn complain(failure: &Failure) {
    eprintln!("error: {failure}");
    let mut cause = failure.source();
    while let Some(inner) = cause {
        eprintln!("  because: {inner}");
        cause = inner.source();
    }
}

/// Runs a command in the open, with no input, and fails if it does.
pub(crate) fn run(command: &mut Command) -> Result {
    say(format_args!("$ {}", line(command)));
    let status = command.stdin(Stdio::null()).status().map_err(|error| format!("{}: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", line(command)).into()) }
}

/// Runs a command in silence and gives what it printed; its complaints are part of the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{}: {error}", line(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: {}\n{}", line(command), output.status, said.trim_end()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether a program can be started at all.
pub(crate) fn found(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_reads_as_typed() {
        assert_eq!(line(Command::new("cargo").args(["test", "--workspace"])), "cargo test --workspace");
    }

    #[test]
    fn a_failing_command_is_an_error_that_names_it() {
        let error = output(Command::new("cargo").arg("no-such-subcommand")).unwrap_err();
        assert!(error.to_string().starts_with("cargo no-such-subcommand: exit status: "), "{error}");
        assert!(!found("no-such-program", "--version"));
        assert!(found("cargo", "--version"));
    }
}
