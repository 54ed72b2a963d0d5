"""The columns of astropy's regression test, in the serializations that it writes, cell by cell beside its own reading."""

import io
import subprocess
from pathlib import Path

from astropy.io import votable
from astropy.io.votable import tests
from canonical import differences, from_astropy, load_arrow

# How many checks there are at least: three tables in three serializations, and one document for the columns left out.
AT_LEAST = {"astropy's regression test": 14}
SOURCE = Path(tests.__file__).parent / "data/regression.xml"
# Columns that astropy packs in ways of its own, and how.
ODD = {
    "array": "counts the last dimension and not the elements",
    "bit": "puts a single bit into the middle of its byte",
    "bitvararray": "gives each bit of a variable array a byte",
    "bitvararray2": "counts the last dimension and not the bits",
}
# Columns in which the readings of one file differ, and why.
KNOWN = {"doublearray": "a null value of floats is not applied"}


def jobs(run):
    """The checks, one a serialization."""
    return [lambda serialization=serialization: one(run, serialization) for serialization in ("tabledata", "binary", "binary2")]


def one(run, serialization):
    """Writes the document, all columns as text and the others packed, and compares each of its tables."""
    folder = run.work / "astropy"
    for columns in ("all", "plain") if serialization == "tabledata" else ("plain",):
        path = folder / f"regression-{columns}.{serialization}.xml"
        written(path, serialization, ODD if columns == "plain" else ())
        for place, table in enumerate(votable.parse(str(path), verify="ignore").iter_tables()):
            what = f"{serialization}, {columns} columns, table {place}"
            run.attempt("astropy's regression test", what, lambda: compared(run, path, place, table))
    if serialization != "tabledata":
        run.attempt("astropy's regression test", f"{serialization}, odd columns", lambda: still_odd(run, serialization))


def written(path, serialization, left_out):
    """Has astropy write its document without some columns. Only what was read as a late version can be written as BINARY2."""
    document = votable.parse(str(SOURCE), verify="ignore")
    document.version = "1.4"
    text = io.BytesIO()
    document.to_xml(text)
    document = votable.parse(io.BytesIO(text.getvalue()), verify="ignore")
    for table in document.iter_tables():
        if table.array.dtype.names:
            table.array = table.array[[name for name in table.array.dtype.names if name not in left_out]]
        for field in [field for field in table.fields if field.ID in left_out]:
            table.fields.remove(field)
        table.format = serialization
    document.to_xml(str(path), tabledata_format=serialization)


def compared(run, path, place, table):
    """What differs between the readings of a table."""
    out = run.work / "ours" / f"{path.name}-{place}.parquet"
    command = [run.gaialink, "convert", "-q", path, out, "--to", "parquet", "--table", str(place)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return [done.stderr.strip()]
    found = differences(from_astropy(table.to_table(use_names_over_ids=True)), load_arrow(out, "parquet"), widened=True)
    return [problem for problem in found if problem.split(", row")[0] not in KNOWN]


def still_odd(run, serialization):
    """Which of the columns left out could be compared by now."""
    found = []
    for name in ODD:
        path = run.work / "astropy" / f"regression-{name}.{serialization}.xml"
        written(path, serialization, set(ODD) - {name})
        table = next(votable.parse(str(path), verify="ignore").iter_tables())
        if not compared(run, path, 0, table):
            found.append(f"{name} is the same in both readings and needs not be left out")
    return found
