"""Files that the Gaia archive served, of every product: every cell of every one, as gaialink reads it and writes it anew, is what astropy reads in the file.

The project holds no copy of them. They are looked for beside the workspace, and left out where they are not.
"""

import gzip
import shutil
import zipfile

from canonical import load_astropy

FORMATS = {".xml": "votable", ".vot": "votable", ".fits": "fits", ".ecsv": "ecsv", ".csv": "csv"}
# How many files there are at least, those in archives too.
FILES = 34


def files(run):
    """The served files and their formats, out of their archives and compression."""
    served = run.testdata.resolve().parents[1] / "shared/gaia-files"
    found = [path for path in sorted(served.rglob("*")) if path.is_file()]
    if not found:
        run.skipped.append(("served files", f"there are no served files in {served}"))
    home = run.work / "served"
    home.mkdir(parents=True, exist_ok=True)
    plain = [path for original in found for path in unpacked(original, home / original.stem)]
    tables = [(path, "ecsv" if is_ecsv(path) else FORMATS[path.suffix]) for path in plain if path.suffix in FORMATS]
    if found:
        run.check("served files", f"{len(tables)} files", [] if len(tables) >= FILES else [f"at least {FILES} were expected"])
    return tables


def unpacked(path, folder):
    """A file, or the files that are in it."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as bundle:
            bundle.extractall(folder)
        return sorted(inner for inner in folder.rglob("*") if inner.is_file())
    if path.suffix == ".gz":
        folder.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path) as packed, open(folder, "wb") as out:
            shutil.copyfileobj(packed, out)
        return [folder]
    return [path]


def is_ecsv(path):
    """Whether a file is ECSV, whatever its name says: the archive's bulk files are `.csv`."""
    with open(path, "rb") as start:
        return start.read(7) == b"# %ECSV"


def load(path, fmt):
    """A served file as astropy reads it. That takes the truth values of the bulk files, which are quoted, for true one and all, so these
    lose their quotes first."""
    if not path.name.startswith("bulk"):
        return load_astropy(path, fmt)
    plain = path.with_name(f"plain_{path.name}")
    plain.write_text(path.read_text().replace('""True""', "true").replace('""False""', "false"))
    return load_astropy(plain, fmt)
