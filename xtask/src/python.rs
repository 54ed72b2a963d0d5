use crate::{failure::Result, shell, workspace::Workspace};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A Python with the libraries that we compare with, in an environment of its own under `target`.
pub(crate) struct Python {
    scripts: PathBuf,
    environment: PathBuf,
}

impl Python {
    /// The environment, made or brought up to `requirements.txt` where it is not there yet.
    pub(crate) fn ready(workspace: &Workspace) -> Result<Self> {
        let scripts = workspace.root().join("xtask/python");
        let environment = workspace.target().join("xtask/python");
        let python = Self { scripts, environment };
        let wanted = fs::read_to_string(python.scripts.join("requirements.txt"))?;
        let stamp = python.environment.join("requirements.txt");
        if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
            return Ok(python);
        }
        shell::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&python.environment))?;
        python.pip(&["install", "--quiet", "--disable-pip-version-check", "-r"], &python.scripts.join("requirements.txt"))?;
        fs::write(stamp, wanted)?;
        Ok(python)
    }

    /// Installs a library that only some checks need, and gives whether it is there.
    pub(crate) fn has(&self, module: &str, requirement: &str) -> bool {
        let is_there = || {
            let found = self
                .command()
                .args(["-c", &format!("import importlib.util as u; exit(u.find_spec('{module}') is None)")])
                .status();
            found.is_ok_and(|status| status.success())
        };
        let arguments = ["install", "--quiet", "--disable-pip-version-check"];
        is_there() || self.pip(&arguments, Path::new(requirement)).is_ok() && is_there()
    }

    /// A program that a library brings along, installed where it is not there yet; `None` where that fails.
    pub(crate) fn program(&self, name: &str, requirement: &str) -> Option<PathBuf> {
        let path = self.environment.join("bin").join(name);
        let arguments = ["install", "--quiet", "--disable-pip-version-check"];
        let is_ready = path.is_file() || self.pip(&arguments, Path::new(requirement)).is_ok() && path.is_file();
        is_ready.then_some(path)
    }

    /// A command that runs one of our scripts.
    pub(crate) fn script(&self, name: &str) -> Command {
        self.foreign(&self.scripts.join(name))
    }

    /// A command that runs a script from anywhere.
    pub(crate) fn foreign(&self, script: &Path) -> Command {
        let mut command = self.command();
        command.arg(script);
        command
    }

    /// Runs pip with a path as the last argument.
    pub(crate) fn pip(&self, arguments: &[&str], path: &Path) -> Result {
        shell::run(self.command().args(["-m", "pip"]).args(arguments).arg(path))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.environment.join("bin/python"));
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }
}
