"""Every version in every serialization, plain and gzipped, of rows that are counted before and such that are not: valid, and no error for votlint."""

import gzip
import shutil
import subprocess

import peers
from check_documents import VERSIONS, valid

# How many checks there are at least: 13 pairs of a version and a serialization, plain and gzipped, counted or not; votlint sees each pair once.
AT_LEAST = {"every form, schemas": 52, "every form, votlint": 10}
TARGETS = ("votable-tabledata", "votable-binary", "votable")


def jobs(run, testdata):
    """The checks, one a version and serialization."""
    # A Parquet file says how many rows it has, a stream does not.
    sources = {}
    for fmt in ("parquet", "arrow-stream"):
        sources[fmt] = run.work / "ours" / f"forms.{fmt}"
        convert(run, testdata / "types/arrays.xml", sources[fmt], "--to", fmt)
    pairs = [(version, target) for version in VERSIONS for target in TARGETS if target != "votable" or version >= "1.3"]
    return [lambda pair=pair, number=number: forms(run, sources, *pair, number) for number, pair in enumerate(pairs)]


def convert(run, source, out, *options):
    """Converts with gaialink from its standard input."""
    with open(source, "rb") as file:
        done = subprocess.run([run.gaialink, "convert", "-", out, *options], stdin=file, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"gaialink: {done.stderr.strip()}")


def forms(run, sources, version, target, number):
    """One version in one serialization, in all forms."""
    written = []
    for fmt, source in sources.items():
        for suffix in ("xml", "xml.gz"):
            out = run.work / "ours" / f"forms.{version}.{target}.{fmt}.{suffix}"
            written.append(out)
            run.attempt("every form, schemas", f"{version} {target} {fmt} {suffix}", lambda: well_made(run, source, out, version, target, fmt))
    # The packaged votlint knows no 1.5, and takes a second for a file: one form for each pair, in turn.
    if run.stilts and version != "1.5":
        run.attempt("every form, votlint", f"{version} {target}", lambda: peers.votlint(written[number % len(written)]))


def well_made(run, source, out, version, target, fmt):
    """Writes a file and looks at its rows, their number, and its schema."""
    convert(run, source, out, "--to", target, "--votable-version", version, "--quiet")
    text = gzip.decompress(out.read_bytes()) if out.suffix == ".gz" else out.read_bytes()
    plain = out.with_name(f"{out.name}.plain")
    plain.write_bytes(text)
    problems = valid(plain, version) if shutil.which("xmllint") else []
    if (b" nrows=" in text) != (fmt == "parquet"):
        problems.append("nrows is there" if fmt != "parquet" else "nrows is missing")
    return problems
