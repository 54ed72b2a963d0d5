"""A table of every kind that STILTS has, in every serialization that it writes, cell by cell beside STILTS's own reading."""

import re

import peers
from canonical import differences, load_arrow, load_astropy

# How many checks there are at least: each serialization beside the FITS file and the CSV file that STILTS makes of it.
AT_LEAST = {"STILTS's table": 14}
SERIALIZATIONS = (
    "votable-tabledata", "votable-binary-inline", "votable-binary2-inline", "votable-binary-href", "votable-binary2-href",
    "votable-fits-inline", "votable-fits-href",
)
# STILTS's table of ten rows: integers, floats, strings and booleans; scalars, arrays of fixed and variable length, of two dimensions.
TABLE = ":test:10,ibsfvm"
# Arrays of strings, which STILTS does not write to VOTables as it has them.
LEFT_OUT = "delcols 'f_string v_string'"


def jobs(run):
    """The checks, one a serialization."""
    if not run.stilts:
        return []
    return [lambda serialization=serialization: one(run, serialization) for serialization in SERIALIZATIONS]


def one(run, serialization):
    """Makes the document, and has STILTS and us read it."""
    folder = run.work / "stilts" / f"table-{serialization}"
    folder.mkdir()
    document = folder / "table.xml"
    peers.stilts("tpipe", f"in={TABLE}", f"cmd={LEFT_OUT}", f"out={document}", f"ofmt={serialization}")

    def make(fmt, writer, **how):
        out = folder / f"read.{fmt}"
        peers.stilts("tpipe", f"in={document}", "ifmt=votable", f"out={out}", f"ofmt={writer}")
        ours = load_arrow(run.convert(document, "parquet", f"table-{serialization}"), "parquet")
        return differences(granted(load_astropy(out, fmt), ours, fmt), ours, **how)

    run.attempt("STILTS's table", f"{serialization}, FITS", lambda: make("fits", "fits-var"))
    run.attempt("STILTS's table", f"{serialization}, CSV", lambda: make("csv", "csv", untyped=True))


def granted(theirs, ours, fmt):
    """STILTS's reading with its known differences undone: the FITS file has a missing array of integers as zeros, and STILTS takes
    a missing truth value of an array for false."""
    for name in set(theirs) & set(ours):
        theirs[name].cells = [undone(a, b, fmt) for a, b in zip(theirs[name].cells, ours[name].cells)]
    return theirs


def undone(a, b, fmt):
    """A cell of STILTS's, or ours where they differ in a known way only."""
    if a is None:
        return a
    words = re.findall(r"\w+", a[0]) if fmt == "csv" and a.dtype.kind == "O" else [str(item).lower() for item in a.tolist()]
    fills = {"false"} if fmt == "csv" else {"false", "0"}
    if b is None:
        return b if set(words) <= fills and not (fmt == "csv" and len(words) == 1) else a
    missing = [i for i, item in enumerate(b.tolist()) if item is None]
    is_known = len(words) == len(b) and all(words[i] == "false" for i in missing)
    rest = [str(item).lower() for item in b.tolist() if item is not None]
    return b if missing and is_known and [word for i, word in enumerate(words) if i not in missing] == rest else a
