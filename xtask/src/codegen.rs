//! Makes `crates/products/src/generated/` of `crates/products/data/`.

mod announced;
mod flags;
mod layout;
mod source;
mod zero_points;

use crate::failure::Result;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const DATA: &str = "crates/products/data";
const GENERATED: &str = "crates/products/src/generated";
/// The type of the flags, on which the definitions stand.
const FLAGS: &str = "crates/products/src/other_flags/generated.rs";

/// Makes the products' code; with `check`, fails where a file is not what would be written.
pub(crate) fn run(root: &Path, check: bool) -> Result {
    let folder = root.join(GENERATED);
    let mut modules = Vec::new();
    let flags: flags::Flags = parsed(&root.join(DATA).join("other_flags.yaml"))?;
    let mut wanted = vec![
        (root.join(FLAGS), formatted(root, &flags::bits(&flags)?)?),
        (folder.join("flags.rs"), formatted(root, &flags::definitions(&flags)?)?),
    ];
    let announced: announced::Announced = parsed(&root.join(DATA).join("dr4_announced.yaml"))?;
    wanted.push((folder.join("dr4_announced.rs"), formatted(root, &announced::source(&announced)?)?));
    let zero_points: zero_points::ZeroPoints = parsed(&root.join(DATA).join("zero_points.yaml"))?;
    wanted.push((folder.join("zero_points.rs"), formatted(root, &zero_points::source(&zero_points)?)?));
    for path in data_files(&root.join(DATA))? {
        let layout: layout::Layout = parsed(&path)?;
        let name = name_of(&path)?;
        let code = source::module(&name, &layout).map_err(|error| format!("{}: {error}", path.display()))?;
        let module = name.replace('/', "_").replace("__", "_");
        wanted.push((folder.join(format!("{module}.rs")), formatted(root, &code)?));
        modules.push(module);
    }
    wanted.push((folder.with_extension("rs"), formatted(root, &source::index(&modules))?));
    for (path, code) in &wanted {
        settle(path, code, check)?;
    }
    remove_others(&folder, &wanted, check)
}

fn parsed<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// The layouts' files, one a layout, in the order of their names.
fn data_files(data: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for release in children(data)?.into_iter().filter(|path| path.is_dir()) {
        files.extend(children(&release)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "yaml")));
    }
    if files.is_empty() { Err(format!("{}: no layouts", data.display()).into()) } else { Ok(files) }
}

fn children(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = listed.map(|entry| entry.map(|e| e.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// `dr3/xp_sampled__raw` of `…/dr3/xp_sampled__raw.yaml`.
fn name_of(path: &Path) -> Result<String> {
    let part = |path: Option<&Path>| path.and_then(Path::file_stem).and_then(|stem| stem.to_str()).map(str::to_owned);
    match (part(path.parent()), part(Some(path))) {
        (Some(release), Some(stem)) => Ok(format!("{release}/{stem}")),
        _ => Err(format!("{}: no name for a module", path.display()).into()),
    }
}

/// The code as rustfmt leaves it, with the workspace's own settings.
fn formatted(root: &Path, code: &str) -> Result<String> {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path"]).arg(root);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt, which formats the generated code: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(code.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("rustfmt: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Writes a file, or compares it.
fn settle(path: &Path, code: &str, check: bool) -> Result {
    if fs::read_to_string(path).is_ok_and(|found| found == code) {
        return Ok(());
    }
    if check {
        return Err(format!("{}: not what `cargo xtask codegen` writes", path.display()).into());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, code).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Removes modules whose layout is gone, or complains of them.
fn remove_others(folder: &Path, wanted: &[(PathBuf, String)], check: bool) -> Result {
    for path in children(folder)? {
        if wanted.iter().any(|(known, _)| *known == path) {
            continue;
        }
        if check {
            return Err(format!("{}: made of no layout", path.display()).into());
        }
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
