"""Every version in every serialization, plain and gzipped, of rows that are counted before and such that are not, with a cell or a row a line:
valid, and no error for votlint."""

import gzip
import itertools
import re
import shutil
import subprocess

import peers
from check_documents import VERSIONS, valid

# How many checks there are at least: 18 pairs of a version and a serialization, plain and gzipped, counted or not, and of TABLEDATA once more with
# a row a line; votlint sees each pair once.
AT_LEAST = {"every form, schemas": 92, "every form, votlint": 14}
TARGETS = ("votable-tabledata", "votable-binary", "votable", "votable-fits")
def cells(run, source, out):
    """The text of all cells, from TABLEDATA; null and NaN are one in some forms."""
    convert(run, source, out, "--to", "votable-tabledata", "--quiet")
    return ["" if set(cell.split()) == {"NaN"} else cell for cell in re.findall(r"<TD>(.*?)</TD>", out.read_text(), re.DOTALL)]


def jobs(run, testdata):
    """The checks, one a version and serialization."""
    # A Parquet file says how many rows it has, a stream does not.
    sources = {}
    for fmt in ("parquet", "arrow-stream"):
        sources[fmt] = run.work / "ours" / f"forms.{fmt}"
        convert(run, testdata / "types/arrays.xml", sources[fmt], "--to", fmt)
    want = cells(run, testdata / "types/arrays.xml", run.work / "ours" / "forms.xml")
    pairs = [(version, target) for version in VERSIONS for target in TARGETS if target != "votable" or version >= "1.3"]
    return [lambda pair=pair, number=number: forms(run, sources, want, *pair, number) for number, pair in enumerate(pairs)]


def convert(run, source, out, *options):
    """Converts with gaialink from its standard input."""
    with open(source, "rb") as file:
        done = subprocess.run([run.gaialink, "convert", "-", out, *options], stdin=file, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"gaialink: {done.stderr.strip()}")


def forms(run, sources, want, version, target, number):
    """One version in one serialization, in all forms."""
    written = []
    lines = ((), ("--votable-compact",)) if target == "votable-tabledata" else ((),)
    for fmt, suffix, style in itertools.product(sources, ("xml", "xml.gz"), lines):
        form = ".".join(("forms", version, target, fmt, *(option.strip("-") for option in style), suffix))
        out = run.work / "ours" / form
        written.append(out)
        options = ("--to", target, "--votable-version", version, *style)
        run.attempt("every form, schemas", form, lambda: well_made(run, sources[fmt], out, version, options, fmt, want))
    # The packaged votlint knows no 1.5, and takes a second for a file: one form for each pair, in turn.
    if run.stilts and version != "1.5":
        run.attempt("every form, votlint", f"{version} {target}", lambda: peers.votlint(written[number % len(written)]))


def well_made(run, source, out, version, options, fmt, want):
    """Writes a file and looks at its rows, their number, and its schema."""
    convert(run, source, out, *options, "--quiet")
    text = gzip.decompress(out.read_bytes()) if out.suffix == ".gz" else out.read_bytes()
    plain = out.with_name(f"{out.name}.plain")
    plain.write_bytes(text)
    problems = valid(plain, version) if shutil.which("xmllint") else []
    if (b" nrows=" in text) != (fmt == "parquet"):
        problems.append("nrows is there" if fmt != "parquet" else "nrows is missing")
    if cells(run, plain, out.with_name(f"{out.name}.rows.xml")) != want:
        problems.append("the rows are others")
    return problems
