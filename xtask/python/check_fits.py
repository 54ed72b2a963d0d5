"""FITS beyond values of our own: astropy's test files, FITS-plus with STILTS both ways, fitsverify on what we write."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import astropy.io.fits
import numpy as np
import peers
from astropy.io import fits, votable
from canonical import column, differences, load_arrow, load_astropy

# How many checks there are at least.
AT_LEAST = {"astropy's own FITS": 23, "checksums": 8, "fitsverify": 100, "FITS-plus, STILTS": 12, "STILTS's test tables": 8, "wide tables": 2}
if not shutil.which("fitsverify") and not os.environ.get("CI"):
    AT_LEAST.pop("fitsverify")
SAID = ("name", "unit", "ucd", "utype", "description", "value")
# Test tables of STILTS, and how it writes them: with fixed arrays (f) it has no VOTable of them, with variable ones (v) no plain FITS.
# Arrays of strings have no VOTable there and are left out.
WRITERS = {
    ":test:10,ibsm": ("fits-basic", "fits-plus"),
    ":test:10,ibsfm": ("fits-basic", "fits-var"),
    ":test:10,ibsfvm": ("fits-var",),
}


def jobs(run, sources):
    """The checks, as functions without arguments."""
    files = sorted((Path(astropy.io.fits.__file__).parent / "tests/data").glob("*.fits"))
    made = [lambda path=path: astropys_own(run, path) for path in files]
    made.append(lambda: false_checksum(run, [path for path in files if path.stem == "checksum_false"]))
    chosen = [source for source in sources if peers.is_one_of_each(source.path.name)]
    made += [lambda source=source: checksums(run, source) for source in chosen]
    if "fitsverify" in AT_LEAST:
        made += [lambda source=source: verified(run, source) for source in sources]
    if run.stilts:
        served = [source for source in chosen if source.fmt == "votable" and "texts" not in source.path.name]
        made += [lambda source=source: plus(run, source) for source in served]
        made += [lambda table=table: stilts_tables(run, table) for table in WRITERS]
        made.append(lambda: wide_tables(run))
    return made


def convert(run, source, out, *options):
    """Converts with gaialink."""
    done = subprocess.run([run.gaialink, "convert", source, out, *options], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"gaialink: {done.stderr.strip()}")
    return out


def astropys_own(run, path):
    """Every table in a file of astropy's own tests, as astropy reads it."""
    with fits.open(path, do_not_scale_image_data=True) as hdus:
        kinds = (fits.BinTableHDU, fits.TableHDU)
        tables = [hdu for hdu in hdus if isinstance(hdu, kinds) and not isinstance(hdu, fits.CompImageHDU)]
        for index, hdu in enumerate(tables):

            def make():
                out = run.work / "ours" / f"{path.name}.{index}.parquet"
                convert(run, path, out, "--table", str(index))
                expected = as_astropy_reads(hdu)
                return differences(expected, without_nulls(expected, load_arrow(out, "parquet")), widened=True, target="fits")

            run.attempt("astropy's own FITS", f"{path.name}, table {index}", make)


def as_astropy_reads(hdu):
    """The columns of a table in the common form."""
    columns = {}
    for place, definition in enumerate(hdu.columns):
        values = hdu.data.field(place)
        found = column(values)
        if values.dtype.kind in "biuf":
            found.kind = values.dtype.newbyteorder("=").name
        elif values.dtype.kind in "SU":
            found.kind = "str"
        columns[definition.name] = found
    return columns


def without_nulls(expected, got):
    """The columns that we read, with 0 and false for nulls where astropy's arrays have no nulls."""
    for name, want in expected.items():
        for row, (a, b) in enumerate(zip(want.cells, got[name].cells)):
            if a is not None and a.dtype.kind in "biu":
                b = np.full(len(a), None, dtype=object) if b is None else b
                got[name].cells[row] = np.array([0 if item is None else item for item in b.tolist()]).astype(a.dtype)
    return got


def checksums(run, source):
    """Whether astropy finds our checksums right."""

    def make():
        out = convert(run, source.path, run.work / "ours" / f"{source.name}.sums.fits", "--to", "fits", "--fits-checksum")
        with fits.open(out) as hdus:
            cards = [(hdu.header["CHECKSUM"], hdu.header["DATASUM"]) for hdu in hdus]
        with fits.open(out, checksum=True) as hdus:
            hdus.verify("exception")
            wrong = [hdu.name for hdu in hdus if not (hdu.verify_checksum() == 1 and hdu.verify_datasum() == 1)]
        return wrong + [f"only {len(cards)} HDUs have checksums"] * (len(cards) != 2)

    run.attempt("checksums", source.name, make)


def false_checksum(run, paths):
    """Whether we find astropy's file of wrong checksums wrong."""
    for path in paths:

        def make():
            done = subprocess.run([run.gaialink, "validate", path], capture_output=True, text=True)
            return [f"no {code}" for code in ("E-DATASUM", "E-CHECKSUM") if done.stdout.count(code) != 2]

        run.attempt("checksums", path.name, make)


def verified(run, source):
    """What fitsverify says of the FITS files that we make of a source. The archive's own style repeats keywords, and that alone is odd."""

    def make(style):
        out = run.work / "ours" / f"{source.name}.{style}.verified.fits"
        convert(run, source.path, out, "--to", "fits", "--fits-style", style)
        done = subprocess.run(["fitsverify", "-l", str(out)], capture_output=True, text=True)
        odd = [line for line in done.stdout.splitlines() if line.startswith(("*** Warning", "*** Error"))]
        return [line for line in odd if style == "standard" or not re.match(r"\*\*\* Warning: Keyword (SPECTRAL|FLUXAXIS) is dup", line)]

    for style in ("standard", "archive"):
        run.attempt("fitsverify", f"{source.name}, {style}", lambda: make(style))


def plus(run, source):
    """What is said of a table, through FITS-plus to STILTS and from STILTS."""
    folder = run.work / "stilts"

    def to_stilts():
        ours = convert(run, source.path, run.work / "ours" / f"{source.name}.plus.fits", "--to", "fits")
        theirs = folder / f"{source.name}.plus.xml"
        peers.stilts("tcopy", f"in={ours}", "ifmt=fits-plus", f"out={theirs}", "ofmt=votable")
        return said(source.path, theirs)

    def from_stilts():
        theirs = folder / f"{source.name}.plus.fits"
        peers.stilts("tcopy", f"in={source.path}", "ifmt=votable", f"out={theirs}", "ofmt=fits-plus")
        ours = convert(run, theirs, run.work / "ours" / f"{source.name}.back.xml", "--to", "votable", "--strict")
        return said(source.path, ours)

    run.attempt("FITS-plus, STILTS", f"{source.name} to STILTS", to_stilts)
    run.attempt("FITS-plus, STILTS", f"{source.name} from STILTS", from_stilts)


def said(before, after):
    """What differs in what two VOTables say about their columns and PARAMs."""
    a, b = (votable.parse(str(path)).get_first_table() for path in (before, after))
    say = lambda thing: {name: str(getattr(thing, name, None)) for name in SAID}
    found = []
    for old, new in ((a.fields, b.fields), (a.params, b.params)):
        found += [f"{say(x)} became {say(y)}" for x, y in zip(old, new) if say(x) != say(y)]
        if len(old) > len(new):
            found.append(f"{len(old)} became {len(new)}")
    return found


def stilts_tables(run, table):
    """STILTS's own test tables, which have every type, as FITS from STILTS and as FITS to STILTS."""
    name = "".join(letter if letter.isalnum() else "_" for letter in table)
    folder = run.work / "stilts"
    reference = folder / f"{name}.xml"
    peers.stilts("tpipe", f"in={table}", f"out={reference}", "ofmt=votable-binary2-inline")
    expected = load_astropy(reference, "votable")
    for writer in WRITERS[table]:

        def from_stilts():
            theirs = folder / f"{name}.{writer}.fits"
            peers.stilts("tpipe", f"in={table}", f"out={theirs}", f"ofmt={writer}")
            out = convert(run, theirs, run.work / "ours" / f"{name}.{writer}.parquet")
            return compared(expected, load_arrow(out, "parquet"))

        run.attempt("STILTS's test tables", f"{table} from STILTS by {writer}", from_stilts)

    def to_stilts():
        ours = convert(run, reference, run.work / "ours" / f"{name}.fits")
        theirs = folder / f"{name}.again.xml"
        peers.stilts("tcopy", f"in={ours}", "ifmt=fits", f"out={theirs}", "ofmt=votable-binary2-inline")
        return compared(expected, load_astropy(theirs, "votable"))

    run.attempt("STILTS's test tables", f"{table} to STILTS", to_stilts)


def wide_tables(run):
    """More than 999 columns, from STILTS and to STILTS."""
    folder = run.work / "stilts"
    theirs, reference = folder / "wide.fits", folder / "wide.xml"
    added = ['x_1 "\\"ab\\"+k_1"', "x_2 k_2", 'x_3 "array(k_1,2)"', "x_4 (short)k_3", "x_5 k_1/4.0", 'x_6 "k_1 > 1"']
    peers.stilts("tpipe", "in=:test:20,k", *[f"cmd=addcol {column}" for column in added], f"out={theirs}", "ofmt=fits-plus")
    peers.stilts("tcopy", f"in={theirs}", f"out={reference}", "ofmt=votable-binary2-inline")
    expected = load_astropy(reference, "votable")

    def from_stilts():
        out = convert(run, theirs, run.work / "ours" / "wide.parquet")
        return ["only 999 columns"] * (len(expected) < 1001) + compared(expected, load_arrow(out, "parquet"))

    def to_stilts():
        ours = convert(run, theirs, run.work / "ours" / "wide.fits", "--strict")
        again = folder / "wide.again.xml"
        peers.stilts("tcopy", f"in={ours}", "ifmt=fits", f"out={again}", "ofmt=votable-binary2-inline")
        return compared(expected, load_astropy(again, "votable"))

    run.attempt("wide tables", "from STILTS", from_stilts)
    run.attempt("wide tables", "to STILTS", to_stilts)


def compared(expected, got):
    """What differs but for what STILTS does: it neither reads nor writes TNULL in arrays of integers and in bytes."""
    is_known = lambda key: key[:2] in {"f_", "m_"} and "int" in expected[key].kind
    kept = [key for key in expected if key != "s_byte" and not is_known(key)]
    for key in kept:
        # VOTable has no signed bytes.
        if got[key].kind == "int8":
            got[key].kind = "int16"
            got[key].cells = [None if array is None else array.astype("int16") for array in got[key].cells]
    return differences({key: expected[key] for key in kept}, {key: got[key] for key in kept}, widened=True, target="fits")
