"""VOTables of several tables: every version is valid by its schema, votlint finds no error, astropy reads the same tables; rows in FITS."""

import os
import shutil
import subprocess
from pathlib import Path

import astropy.io.votable
import peers
from astropy.io import votable
from canonical import differences, from_astropy, load_astropy

# How many checks there are at least.
AT_LEAST = {"schemas": 39, "votlint, documents": 12, "documents, astropy": 5, "rows in FITS, STILTS": 2}
if not shutil.which("xmllint") and not os.environ.get("CI"):
    AT_LEAST.pop("schemas")
SCHEMAS = Path(astropy.io.votable.__file__).parent / "data"
VERSIONS = ("1.1", "1.2", "1.3", "1.4", "1.5")
TARGETS = ("votable-tabledata", "votable-binary", "votable")


def jobs(run, testdata):
    """The checks, as functions without arguments."""
    files = sorted((testdata / "documents").glob("*.xml"))
    made = [lambda path=path, version=version: every_target(run, path, version) for path in files for version in VERSIONS]
    made.append(lambda: as_astropy_reads(run, testdata / "documents/whole.xml"))
    if run.stilts:
        # STILTS fills up the variable arrays of a FITS file, so it is asked for scalars.
        made.append(lambda: in_fits(run, testdata / "types/scalars.xml"))
    return made


def convert(run, source, out, *options):
    """Converts with gaialink."""
    done = subprocess.run([run.gaialink, "convert", source, out, *options], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"gaialink: {done.stderr.strip()}")
    return out


def every_target(run, path, version):
    """A document in one version and every serialization that this has."""
    for target in TARGETS:
        if target == "votable" and version in ("1.1", "1.2"):
            continue
        out = run.work / "ours" / f"document.{path.stem}.{version}.{target}.xml"
        what = f"{path.name} -> {target} {version}"

        def make():
            return valid(convert(run, path, out, "--to", target, "--votable-version", version), version)

        if "schemas" in AT_LEAST:
            run.attempt("schemas", what, make)
        # The packaged votlint knows no 1.5; one serialization a version will do.
        if run.stilts and version != "1.5" and target == "votable-binary":
            run.attempt("votlint, documents", what, lambda: peers.votlint(out))


def valid(path, version):
    """What xmllint finds by the schema of the version."""
    schema = SCHEMAS / f"VOTable.v{version}.xsd"
    done = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", schema, path], capture_output=True, text=True)
    return done.stderr.splitlines() if done.returncode else []


def tables(path):
    """Every table with columns in a document, as astropy reads it, by its name."""
    with_rows = [table for table in votable.parse(str(path)).iter_tables() if not table.is_empty() and len(table.array)]
    return {table.name: from_astropy(table.to_table(use_names_over_ids=True)) for table in with_rows}


def as_astropy_reads(run, path):
    """All tables of the document before and after, and each alone."""
    before = tables(path)
    for target in TARGETS:

        def make():
            after = tables(convert(run, path, run.work / "ours" / f"whole.{target}.xml", "--to", target))
            names = [] if list(before) == list(after) else [f"{list(before)} became {list(after)}"]
            return names + [text for name in before for text in differences(before[name], after[name])]

        run.attempt("documents, astropy", f"{path.name} -> {target}", make)
    for name in ("stars", "steps"):

        def alone():
            out = convert(run, path, run.work / "ours" / f"whole.{name}.xml", "--table", name)
            return differences(before[name], tables(out)[name])

        run.attempt("documents, astropy", f"{path.name}, {name}", alone)


def in_fits(run, path):
    """What STILTS writes with its rows in a FITS file, inside the document and beside it."""
    expected = load_astropy(path, "votable")
    for writer in ("votable-fits-inline", "votable-fits-href"):

        def make():
            folder = run.work / "stilts" / writer
            folder.mkdir(exist_ok=True)
            middle = folder / path.name
            peers.stilts("tpipe", f"in={path}", "ifmt=votable", f"out={middle}", f"ofmt={writer}")
            out = convert(run, middle, run.work / "ours" / f"{writer}.{path.name}", "--to", "votable-tabledata")
            return differences(expected, load_astropy(out, "votable"), widened=True)

        run.attempt("rows in FITS, STILTS", f"{path.name}, {writer}", make)
