"""ECSV and astropy: its own test data, tables of its mixin columns, and headers with all that YAML has.

Two files say the same where astropy, once it has read them, writes the same bytes for both: values, types, units, descriptions,
meta, and the classes of columns all show there.
"""

import csv
import io
import subprocess
import warnings
from pathlib import Path

import astropy
import numpy as np
import peers
from astropy import units as u
from astropy.coordinates import (CartesianRepresentation, Distance, EarthLocation, Latitude, Longitude, SkyCoord,
                                 SphericalCosLatDifferential, SphericalRepresentation)
from astropy.table import Column, MaskedColumn, NdarrayMixin, QTable
from astropy.time import Time, TimeDelta
from astropy.utils.masked import Masked

# How many checks of each kind there are at least.
AT_LEAST = {"astropy's own ECSV": 26, "mixin columns": 75, "YAML headers": 40, "headers as they came": 19, "STILTS reads our ECSV": 16}

# What STILTS can read: no tags, and no text beyond ASCII in the header. The others fail there as astropy writes them, too.
STILTS_READS = {"masked", "masked_arrays", "types", "limits", "strings", "string_arrays", "variable",
                "omap", "flow", "anchors", "comments", "quotes", "numbers", "words", "deep"}


def mixins():
    """Tables of every class of column that astropy writes to ECSV, by name."""
    times = Time(["2010-01-01T00:00:00", "2016-07-04T12:30:00.123456789"], scale="tcb")
    cosmic = SphericalCosLatDifferential([1, 2] * u.mas / u.yr, [3, 4] * u.mas / u.yr, [5, 6] * u.km / u.s)
    yield "quantity", {"q": [1.5, np.nan] * u.m, "w": np.float32([1, 2]) * u.Unit("W m-2 nm-1"), "n": [1, 2] * u.one}
    yield "quantity_shaped", {"q": np.arange(12.0).reshape(2, 3, 2) * u.Jy, "a": np.arange(4, dtype="int16").reshape(2, 2)}
    yield "masked_quantity", {"q": Masked([1.0, 2.0] * u.m, mask=[True, False])}
    yield "logarithmic", {"m": u.Magnitude([1.0, 2.0] * u.mag(u.AB)), "d": u.Dex([1.0, 2.0] * u.dex(u.cm / u.s**2))}
    yield "angles", {"lon": Longitude([1, 350] * u.deg, wrap_angle=180 * u.deg), "lat": Latitude([-1, 80] * u.deg)}
    yield "distance", {"d": Distance([1, 2] * u.kpc), "p": Distance(parallax=[1, 2] * u.mas)}
    yield "skycoord", {"c": SkyCoord([251.5, 10], [-51.5, 20], unit="deg", frame="icrs")}
    yield "skycoord_full", {"c": SkyCoord([1, 2] * u.deg, [3, 4] * u.deg, distance=[5, 6] * u.pc, pm_ra_cosdec=[1, 2] * u.mas / u.yr,
                                          pm_dec=[3, 4] * u.mas / u.yr, radial_velocity=[7, 8] * u.km / u.s, obstime="J2016.0")}
    yield "skycoord_fk5", {"c": SkyCoord([1, 2], [3, 4], unit="hourangle,deg", frame="fk5", equinox="J1975")}
    yield "skycoord_galactic", {"c": SkyCoord([1, 2], [3, 4], unit="deg", frame="galactic"), "x": [1, 2]}
    yield "times", {"t": times, "d": TimeDelta([1.5, 2.5], format="jd"), "u": Time([2016.0, 2017.5], format="jyear", scale="utc")}
    yield "times_located", {"t": Time(["2020-01-01", "2021-01-01"], location=EarthLocation.from_geodetic(10, 20, 30))}
    masked = Time(["2010-01-01T00:00:00", "2016-07-04T12:30:00"])
    masked[1] = np.ma.masked
    yield "times_masked", {"t": masked}
    yield "earth", {"e": EarthLocation.from_geocentric([1, 2], [3, 4], [5, 6], unit="km")}
    yield "representation", {"s": SphericalRepresentation([1, 2] * u.deg, [3, 4] * u.deg, [5, 6] * u.pc, differentials=cosmic),
                             "c": CartesianRepresentation([1, 2] * u.m, [3, 4] * u.m, [5, 6] * u.m)}
    yield "ndarray", {"n": np.array([(1, 2.5), (3, 4.5)], dtype=[("a", "i4"), ("b", "f8")]).view(NdarrayMixin)}
    yield "masked", {"i": MaskedColumn([1, 2], mask=[True, False]), "s": MaskedColumn(["a", ""], mask=[True, False]),
                     "f": MaskedColumn([1.5, np.nan], mask=[True, False]), "b": MaskedColumn([True, False], mask=[False, True])}
    yield "masked_arrays", {"a": MaskedColumn([[1, 2], [3, 4]], mask=[[True, False], [False, False]]),
                            "f": MaskedColumn([[1.5, 2], [3, np.nan]], mask=[[True, False], [True, True]])}
    yield "names", {name: [1, 2] for name in ("no", "on", "y", "true", "1e5", "null", "a b", "c,d", 'q"q', "#x", "12:30", "é", "~", "- a")}
    # float16 becomes float32, as the table has no other.
    yield "types", {kind: np.array([0, 1], dtype=kind) for kind in
                    ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
                     "complex64", "complex128")}
    yield "limits", {"i": np.array([-2**63, 2**63 - 1]), "u": np.array([0, 2**64 - 1], dtype="uint64"),
                     "f": np.array([5e-324, 1.7976931348623157e308]), "g": np.float32([1e-45, 3.4028235e38]), "x": [np.inf, -np.inf]}
    yield "strings", {"s": ["", "a\nb"], "t": [" a ", 'say "x"'], "u": ["é😀", "None"], "n": ["nan", "null"], "c": ["1,2", "#"]}
    yield "string_arrays", {"s": [["a", "b,c"], ["", 'd"']]}
    yield "objects", {"o": Column([{"a": [1, None]}, None], dtype=object), "l": Column([[1, 2], []], dtype=object)}
    yield "variable", {"v": Column([np.array([1.5, 2]), np.array([3.0])], dtype=object),
                       "m": Column([np.ma.array([1, 2, 3], mask=[0, 1, 0]), np.ma.array([4], mask=[1])], dtype=object),
                       "s": Column([np.array([[1, 2], [3, 4]]), np.array([[5, 6]])], dtype=object)}


def tables():
    """The same tables with units, descriptions, formats and a meta."""
    for name, columns in mixins():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = QTable(columns, copy=False)
        first = table[table.colnames[0]]
        first.info.description = "text: of 'several' # signs"
        first.info.meta = {"ucd": "pos.eq;meta.main", "list": [1, {"a": 2.5}]}
        table.meta = {"id": 5937083312263887616, "on": "off", "nested": {"a": [1.50, None, True, "1e5"]}, "comments": ["c1", "c2"],
                      "unit": u.m / u.s, "q": 1.5 * u.km, "empty": {}, "float": 1e-300}
        yield name, table


# Headers by hand: what YAML has and astropy does not write, but for empty lines, which astropy drops. Each is the whole text behind `# ---`, of two int64 columns a and b.
HEADERS = {
    "omap": "datatype:\n- {name: a, datatype: int64}\n- {name: b, datatype: int64}\nmeta: !!omap\n- z: 1\n- a: {x: 2}\n",
    "flow": "{datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}], meta: {k: [1, 2.50, x]}}\n",
    "meta_first": "meta: {k: v}\ndatatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\n",
    "folded": "datatype:\n- name: a\n  datatype: int64\n  description: >\n    folded\n    text\n- name: b\n  datatype: int64\n  description: |-\n    literal\n      text\n",
    "anchors": "datatype:\n- &c {name: a, datatype: int64, unit: m}\n- {name: b, datatype: int64, meta: {same: &x [1, 2], again: *x}}\nmeta: {c: *c}\n",
    "merge": "datatype:\n- {name: a, datatype: int64}\n- {name: b, datatype: int64}\nmeta: {base: &b {k: 1}, over: {<<: *b, l: 2}}\n",
    "comments": "# about\ndatatype:  # types\n- {name: a, datatype: int64}  # a\n- {name: b, datatype: int64}\n# end\n",
    "quotes": "datatype:\n- {name: 'a', datatype: \"int64\", unit: '''dex''', description: \"\\x41\\ttab\"}\n- {name: b, datatype: int64}\n",
    "unit_object": "datatype:\n- name: a\n  unit: !astropy.units.Unit {unit: km / s}\n  datatype: int64\n- {name: b, datatype: int64}\n",
    "numbers": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nmeta: {f: 1.50, g: 1.0e+300, h: .5, i: 0x1F, j: -0.0, k: .inf, l: .nan, m: 12345678901234567890123}\n",
    "words": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nmeta: {t: true, f: False, n: null, u: ~, e: , s: 'yes', d: '2020-01-01'}\n",
    "tags": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nmeta: {t: !!python/tuple [1, 2], b: !!binary aGVsbG8=, s: !!str 12, f: !!float 1, c: !!python/complex 1+2j, set: !!set {x, y}}\n",
    "keys": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nmeta: {1: one, 2.5: two, false: three, 'no': four, '1': five}\n",
    "deep": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nmeta: {a: [[1, [2, {b: [3]}]], []], c: [{}, {d: [{e: 1}]}]}\n",
    "long": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nmeta: {t: " + "word " * 60 + "}\n",
    "schema": "datatype: [{name: a, datatype: int64}, {name: b, datatype: int64}]\nschema: astropy-2.0\n",
    "format": "datatype:\n- {name: a, datatype: int64, format: '%5d'}\n- {name: b, datatype: int64, meta: {format: x}}\n",
    "latex": "datatype:\n- {name: a, datatype: int64, description: 'samples of $T_{\\rm eff, 1}$: x'}\n- {name: b, datatype: int64}\n",
    "trailing": "datatype:  \n- name: a   \n  datatype: int64  \n- {name: b, datatype: int64}   \nmeta:   \n  k: v   \n",
    "dashes": "datatype:\n-\n  name: a\n  datatype: int64\n-\n  name: b\n  datatype: int64\n",
}


def header_file(text, delimiter):
    """A file with a header by hand."""
    lines = "".join(f"# {line}\n" for line in text.splitlines())
    start = "# %ECSV 1.0\n# ---\n" + ("# delimiter: ','\n" if delimiter == "," and not text.startswith("{") else "")
    delimiter = " " if text.startswith("{") else delimiter
    return f"{start}{lines}a{delimiter}b\n1{delimiter}2\n3{delimiter}4\n"


def own(thing):
    """A copy in which nothing is there twice as the same object."""
    if isinstance(thing, dict):
        return {key: own(value) for key, value in thing.items()}
    return [own(item) for item in thing] if isinstance(thing, list) else thing


def again(path):
    """What astropy writes once it has read a file, with all it knows of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = QTable.read(path, format="ascii.ecsv")
        # An alias in the file makes one object of two, which is not what they say.
        table.meta = own(table.meta)
        for name in table.colnames:
            table[name].info.meta = own(table[name].info.meta)
        out = io.StringIO()
        table.write(out, format="ascii.ecsv", delimiter=",")
    return out.getvalue()


def changed(before, after):
    """What differs between two texts, line by line."""
    a, b = before.splitlines(), after.splitlines()
    found = [f"{y!r} instead of {x!r}" for x, y in zip(a, b) if x != y]
    return found + ([f"{len(b)} lines instead of {len(a)}"] if len(a) != len(b) else [])


def convert(run, path, out, *steps):
    """Converts a file with gaialink, through other formats where they are given."""
    for at, step in enumerate([*steps, out.suffix[1:]]):
        target = out if at == len(steps) else out.with_suffix(f".{at}.{step}")
        done = subprocess.run([run.gaialink, "convert", "-q", path, target], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"gaialink: {done.stderr.strip()}")
        path = target
    return out


def round_trip(run, kind, path, *steps):
    """Checks that a file says the same once gaialink has rewritten it, through other formats where they are given."""
    through = "-".join(["ecsv", *steps])
    out = run.work / "ecsv" / f"{path.stem}-{through}.ecsv"
    run.attempt(kind, f"{path.name} by {through}", lambda: changed(again(path), again(convert(run, path, out, *steps))))


def header(path):
    """The lines of a header, but for that of the delimiter, which is ours."""
    lines = (line.rstrip("\n") for line in path.open(encoding="utf-8") if line.startswith("#"))
    return "\n".join(line for line in lines if not line.startswith("# delimiter"))


def same_header(run, path):
    """Checks that a header of which nothing was changed is written as it came."""
    out = path.with_suffix(".same.ecsv")
    run.attempt("headers as they came", path.name, lambda: changed(header(path), header(convert(run, path, out))))


def untagged(table):
    """A table with nothing in its meta that needs a tag, and without what STILTS takes for text or null where astropy wrote it."""
    plain = table.copy()
    plain.meta = {key: value for key, value in table.meta.items() if key not in {"unit", "q"}}
    plain.remove_columns([name for name in plain.colnames if plain[name].dtype.kind == "c" or name == "x"])
    return plain


def stilts_names(run, path, table):
    """Checks that STILTS finds the names of the columns in what we wrote, which it does not in what astropy wrote."""

    def make():
        out = path.with_suffix(".names.csv")
        peers.stilts("tcopy", f"in={convert(run, path, path.with_suffix('.ours.ecsv'), 'arrow')}", "ifmt=ecsv", f"out={out}", "ofmt=csv")
        return changed(repr(table.colnames), repr(next(csv.reader(out.open(encoding="utf-8")))))

    run.attempt("STILTS reads our ECSV", path.name, make)


def stilts_reads(run, path):
    """Checks that STILTS finds the same in what we wrote as in what we read."""

    def make():
        texts = []
        for place, file in enumerate((path, convert(run, path, path.with_suffix(".ours.ecsv"), "arrow"))):
            votable = path.with_suffix(f".{place}.xml")
            peers.stilts("tcopy", f"in={file}", "ifmt=ecsv", f"out={votable}", "ofmt=votable-tabledata")
            text = votable.read_text()
            # Before the columns it writes when and from where.
            texts.append("\n".join(line for line in text[text.find("<FIELD"):].splitlines() if "PARAM" not in line))
        return changed(*texts)

    run.attempt("STILTS reads our ECSV", path.name, make)


def check(run):
    """Makes every check."""
    folder = run.work / "ecsv"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(astropy.__file__).parent.rglob("*.ecsv")):
        for steps in ((), ("parquet",)):
            round_trip(run, "astropy's own ECSV", path, *steps)
    for name, table in tables():
        for delimiter in " ,":
            path = folder / f"{name}{'_comma' if delimiter == ',' else ''}.ecsv"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                table.write(path, format="ascii.ecsv", delimiter=delimiter)
            round_trip(run, "mixin columns", path)
        round_trip(run, "mixin columns", path, "arrow")
        if run.stilts and name in STILTS_READS:
            plain = folder / f"{name}_plain.ecsv"
            untagged(table).write(plain, format="ascii.ecsv", delimiter=",")
            stilts_reads(run, plain)
        if run.stilts and name == "names":
            plain = folder / f"{name}_plain.ecsv"
            table.remove_column("é")
            untagged(table).write(plain, format="ascii.ecsv", delimiter=",")
            stilts_names(run, plain, table)
    for place, (name, text) in enumerate(HEADERS.items()):
        path = folder / f"header_{name}.ecsv"
        path.write_text(header_file(text, " ,"[place % 2]))
        round_trip(run, "YAML headers", path)
        # Through another format, nothing of the source text is left to write back.
        round_trip(run, "YAML headers", path, "arrow")
        # A header in braces has no line that the delimiter could be put in.
        if not text.startswith("{"):
            same_header(run, path)
        if run.stilts and name in STILTS_READS:
            stilts_reads(run, path)
