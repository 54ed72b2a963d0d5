"""FITS files of several tables, INFOs behind rows, and cells of many dimensions in the heap, with astropy and STILTS."""

import subprocess

import numpy as np
import peers
from astropy.io import fits, votable
from check_fits import SAID, convert

# How many checks there are at least.
AT_LEAST = {"cells of dimensions": 9, "tables, STILTS": 4}
TYPES = {
    "unsignedByte": "uint8", "short": "int16", "int": "int32", "long": "int64", "float": "float32", "double": "float64",
    "floatComplex": "complex64", "doubleComplex": "complex128",
}
TWO = """<VOTABLE version="1.4"><INFO name="top" value="1"/><RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/>
<TABLE name="one"><FIELD name="a" datatype="short" ucd="meta.id" utype="x:y"/>
<PARAM name="a long name" datatype="int" value="3" unit="m"/>
<DATA><TABLEDATA><TR><TD>1</TD></TR><TR><TD>2</TD></TR></TABLEDATA></DATA><INFO name="behind" value="rows"/></TABLE>
<INFO name="QUERY_STATUS" value="OVERFLOW"/></RESOURCE><RESOURCE><TABLE name="two">
<FIELD name="b" datatype="char" arraysize="4" ucd="meta.note"><DESCRIPTION>gr\u00f6\u00dfe</DESCRIPTION></FIELD>
<FIELD name="c" datatype="double" arraysize="2" unit="mas"/>
<DATA><TABLEDATA><TR><TD>abcd</TD><TD>1 2.5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
"""


def jobs(run):
    """The checks, as functions without arguments."""
    made = [lambda datatype=datatype: dimensions(run, datatype) for datatype in TYPES]
    made.append(lambda: strings(run))
    if run.stilts:
        made.append(lambda: several(run))
    return made


def written(run, name, columns, rows):
    """A VOTable of such FIELDs and rows, and the FITS file that we make of it."""
    source = run.work / "ours" / f"{name}.xml"
    fields = "".join(f'<FIELD name="{field}" {rest}/>' for field, rest in columns)
    cells = "".join("<TR>" + "".join(f"<TD>{cell}</TD>" for cell in row) + "</TR>" for row in rows)
    source.write_text(f"<VOTABLE><RESOURCE><TABLE>{fields}<DATA><TABLEDATA>{cells}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")
    return convert(run, source, source.with_suffix(".fits"), "--strict")


def dimensions(run, datatype):
    """Arrays of two and three dimensions whose last one varies: astropy has their shape and their values."""

    def make():
        each = 2 if "Complex" in datatype else 1
        text = lambda count: " ".join(str(n % 100) for n in range(count * each))
        sizes = [(2, 3), (0, 1), (1, 0), (4, 2)]
        columns = [("x", f'datatype="{datatype}" arraysize="3x*"'), ("y", f'datatype="{datatype}" arraysize="2x2x*"')]
        out = written(run, f"dimensions.{datatype}", columns, [[text(3 * x), text(4 * y)] for x, y in sizes])
        problems = []
        with fits.open(out) as hdus:
            hdus.verify("exception")
            for row, counts in zip(hdus[1].data, sizes):
                for name, shape in (("x", (counts[0], 3)), ("y", (counts[1], 2, 2))):
                    numbers = np.arange(np.prod(shape) * each) % 100
                    want = (numbers[0::2] + 1j * numbers[1::2] if each == 2 else numbers).reshape(shape).astype(TYPES[datatype])
                    if row[name].shape != shape or not np.array_equal(row[name], want) or row[name].dtype.newbyteorder("=") != want.dtype:
                        problems.append(f"{name} is {row[name]!r}")
        return problems + verified(out)

    run.attempt("cells of dimensions", datatype, make)


def strings(run):
    """Arrays of strings of varying number; astropy has their characters, STILTS and TDIM their length."""

    def make():
        columns = [("id", 'datatype="int"'), ("x", 'datatype="char" arraysize="4x*"')]
        out = written(run, "dimensions.strings", columns, [[1, "ab  cdef"], [2, "gh  "], [3, ""]])
        with fits.open(out) as hdus:
            found = ["".join(c or " " for c in cell) for cell in hdus[1].data["x"]]
            form = (hdus[1].header["TFORM2"], hdus[1].header["TDIM2"])
        want = (["ab  cdef", "gh  ", ""], ("1PA(8)", "(4,2)"))
        return [f"{found} {form}"] * ((found, form) != want) + verified(out)

    run.attempt("cells of dimensions", "strings", make)


def verified(path):
    """What fitsverify says, where it is there."""
    try:
        done = subprocess.run(["fitsverify", "-l", str(path)], capture_output=True, text=True)
    except FileNotFoundError:
        return []
    return [line for line in done.stdout.splitlines() if line.startswith(("*** Warning", "*** Error"))]


def several(run):
    """Two tables in a FITS-plus file, from STILTS and to STILTS: what is said of each, and what stands behind the first."""
    folder = run.work / "stilts"
    source, theirs = folder / "two.xml", folder / "two.plus.fits"
    source.write_text(TWO)
    peers.stilts("tmulti", "multi=true", f"in={source}", "ifmt=votable", f"out={theirs}", "ofmt=fits-plus")
    ours = convert(run, source, run.work / "ours" / "two.fits", "--strict")

    def from_stilts(place):
        reference = folder / f"two.{place}.xml"
        peers.stilts("tcopy", f"in={theirs}#{place + 1}", "ifmt=fits-plus", f"out={reference}", "ofmt=votable")
        out = convert(run, theirs, run.work / "ours" / f"two.{place}.xml", "--table", str(place), "--to", "votable")
        return compared(fields(reference), fields(out))

    def to_stilts(place):
        again = folder / f"two.again.{place}.xml"
        peers.stilts("tcopy", f"in={ours}#{place + 1}", "ifmt=fits-plus", f"out={again}", "ofmt=votable")
        return compared(fields(source, place), fields(again)) + verified(ours)

    for place in (0, 1):
        run.attempt("tables, STILTS", f"table {place} from STILTS", lambda: from_stilts(place))
        run.attempt("tables, STILTS", f"table {place} to STILTS", lambda: to_stilts(place))

    def behind():
        out = convert(run, ours, run.work / "ours" / "two.behind.xml", "--table", "0", "--to", "votable")
        text = out.read_text(errors="replace")
        tail = text[text.index("</TABLE>"):]
        return [f"no {name} behind the rows" for name in ('name="behind"', 'value="OVERFLOW"') if name not in tail]

    run.attempt("tables, STILTS", "INFOs behind the rows", behind)


def fields(path, place=0):
    """What a VOTable says of the columns of a table, and of its PARAM that has a unit."""
    table = list(votable.parse(str(path)).iter_tables())[place]
    things = [*table.fields, *(param for param in table.params if param.unit)]
    return [{name: str(getattr(thing, name, None)) for name in SAID} for thing in things]


def compared(want, have):
    """What differs."""
    return [f"{have} instead of {want}"] * (have != want)
