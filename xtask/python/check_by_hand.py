"""ECSV that neither astropy nor gaialink wrote: by hand, by surveys and by packages on top of astropy. What astropy reads, gaialink reads
as the same or refuses with a word that is expected here; what gaialink writes, astropy reads. Scalars of YAML are compared one by one.
"""

import subprocess
import warnings

import numpy as np
import yaml
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import Column, MaskedColumn, QTable, Table
from astropy.time import Time, TimeDelta
from astropy.timeseries import BinnedTimeSeries, TimeSeries
from check_ecsv import again, changed, convert, round_trip
from check_yaml import Loader

# How many checks of each kind there are at least.
AT_LEAST = {"ECSV by hand": 55, "ECSV of packages": 18, "ECSV of surveys": 10, "YAML scalars": 90}

COLUMNS = "# datatype:\n# - {name: a, datatype: int64}\n# - {name: b, datatype: string}\n"
COMMA = f"# delimiter: ','\n{COLUMNS}"
START = f"# %ECSV 1.0\n# ---\n{COMMA}"


def one(column, rows):
    """A file of one column, whose header is given in braces."""
    return f"# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype: [{{name: a, {column}}}]\na\n{rows}"


# Files that astropy reads, and gaialink as the same.
SAME = {
    "plain": f"{START}a,b\n1,x\n2,y\n",
    "no blank behind #": f"#%ECSV 1.0\n#---\n{COMMA.replace('# ', '#')}a,b\n1,x\n",
    "version 0.9": f"# %ECSV 0.9\n# ---\n{COMMA}a,b\n1,x\n",
    "version 1.1": f"# %ECSV 1.1\n# ---\n{COMMA}a,b\n1,x\n",
    "empty lines": f"\n\n# %ECSV 1.0\n\n# ---\n\n{COMMA}\n\na,b\n\n1,x\n\n2,y\n\n",
    "blanks behind the version": f"# %ECSV 1.0  \n# ---  \n{COMMA}a,b\n1,x\n",
    "end of the document": f"{START}# ...\na,b\n1,x\n",
    "CRLF": f"{START}a,b\n1,x\n2,y\n".replace("\n", "\r\n"),
    "no rows": f"{START}a,b\n",
    "no end of line": f"{START}a,b\n1,x",
    "comments between rows": f"{START}a,b\n1,x\n# no row\n2,y\n",
    "comments behind cells": f"{START}a,b\n1,x # c\n2,#y\n",
    "blanks behind commas": f"{START}a, b\n1,x\n2,y\n",
    "quoted names": f'{START}"a","b"\n1,x\n',
    "blanks for commas": f"# %ECSV 1.0\n# ---\n{COLUMNS}a  b\n1  x \n 2 \"y z\"\n3 \"\"\n",
    "quotes": f'{START}a,b\n1,x"y\n2,"x""y"\n3,"x\ny"\n4,"x\r\ny"\n',
    "delimiter in double quotes": START.replace("','", '","') + "a,b\n1,x\n",
    "empty unit": START.replace("int64", "int64, unit: ''") + "a,b\n1,x\n",
    "odd units": START.replace("int64", "int64, unit: 'foo bar'").replace("string", "float64, unit: 1") + "a,b\n1,2\n",
    "a number as description": START.replace("int64", "int64, description: 5") + "a,b\n1,x\n",
    "unknown keys": START.replace("int64", "int64, foo: bar") + "a,b\n1,x\n",
    "another schema": START.replace("# datatype", "# schema: foo-1.0\n# datatype") + "a,b\n1,x\n",
    "braces": "# %ECSV 1.0\n# ---\n# {datatype: [{name: a, datatype: int64}], delimiter: ','}\na\n1\n",
    "list as meta": START.replace("# datatype", "# meta: [a, b]\n# datatype") + "a,b\n1,x\n",
    "empty name": START.replace("name: a", "name: ''") + '"",b\n1,x\n',
    "signs and zeros": one("datatype: int64", "+1\n-0\n007\n 5 \n"),
    "booleans": one("datatype: bool", "True\nFalse\n1\n0\n"),
    "floats": one("datatype: float64", "1e400\n.5\n5.\n+5\ninfinity\n-Inf\nNaN\nNAN\n-0.0\n1e-400\n"),
    "float32": one("datatype: float32", "1e40\n0.1\n1e-46\n"),
    "float16": one("datatype: float16", "0.1\n65504\n1e-7\n"),
    "complex": one("datatype: complex128", "(1+2j)\n1+2j\n1\n2j\n(nan+infj)\n"),
    "fixed arrays": one("datatype: string, subtype: 'float64[2]'", '"[1, 2.5]"\n"[NaN, null]"\n'),
    "variable arrays": one("datatype: string, subtype: 'int64[null]'", '"[1, 2]"\n[]\n'),
    "JSON": one("datatype: string, subtype: json", '"{""x"": 1}"\nnull\n5\n"""s"""\n'),
    "arrays of text": one("datatype: string, subtype: 'string[null]'", '"[""x"", null]"\n'),
    "nothing": one("datatype: int64", '""\n5\n'),
    **{f"datatype {name}": one(f"datatype: {name}", f"{cell}\n")
       for name, cell in (("str", "x"), ("int", "1"), ("uint", "1"), ("float", "1"), ("double", "1"), ("single", "1"), ("half", "1"),
                          ("complex", "1j"), ("short", "1"), ("<f8", "1"), ("'>i4'", "1"), ("<U5", "x"), ("u1", "1"))},
}

# Files that astropy reads otherwise, or one of the two refuses: what gaialink says, or nothing where it reads the file.
OTHER = {
    "byte order mark": (f"\ufeff{START}a,b\n1,x\n", ""),
    "no dashes": (f"# %ECSV 1.0\n{COMMA}a,b\n1,x\n", ""),
    "comments of two signs": (f"# %ECSV 1.0\n# ---\n## about\n{COMMA}a,b\n1,x\n", ""),
    "unit null": (START.replace("int64", "int64, unit: null, meta: ~") + "a,b\n1,x\n", ""),
    "a number as name": (START.replace("name: a", "name: 1") + "1,b\n1,x\n", ""),
    "lower case booleans": (one("datatype: bool", "true\nfalse\nT\nf\n"), ""),
    "arrays with nan": (one("datatype: string, subtype: 'float64[2]'", '"[1, nan]"\n'), ""),
    "header only": (START, "the input ends before the line of column names"),
    "trailing commas": (f"{START}a,b\n1,x,\n", "expected 2 cells, found 3"),
    "tabs": (START.replace("','", '"\\t"') + "a\tb\n1\tx\n", "expected a blank or a comma"),
    "no names": (f"{START}1,x\n", "expected the column names `a`, `b`, found `1`, `x`"),
    "dashes below": (f"{START}# ---\na,b\n1,x\n", "the header is no valid YAML"),
    "carriage returns": (f"{START}a,b\n1,x\n".replace("\n", "\r"), "a carriage return without a line feed"),
    "underscores": (f"{START}a,b\n1_000,x\n", "`1_000` is no long"),
    "dates of numpy": (one("datatype: datetime64", "2020-01-01\n"), "the datatype `datetime64` is none of"),
    "names twice": (START.replace("name: b", "name: a") + "a,a\n1,x\n", "the column name `a` occurs twice"),
    "subtype without shape": (one("datatype: string, subtype: int64", "1\n"), "the subtype `int64` is none"),
    "a list as description": (START.replace("int64", "int64, description: [a]") + "a,b\n1,x\n", "`description` is a sequence, expected text"),
}

# Headers as surveys and packages write them by code of their own.
SURVEYS = {
    "rubin": "# %ECSV 0.9\n# ---\n# datatype:\n# - {name: ccd, unit: '', datatype: int64, description: Detector number}\n"
             "# - {name: flux, unit: nJy, datatype: float32}\n# delimiter: ','\n# meta: !!omap\n# - {INSTRUME: LSSTCam}\n# - {OBSTYPE: bias}\n"
             "# - {CALIBDATE: '2024-01-01T00:00:00'}\n# - {EXPTIME: 30.0}\n# - {DETECTOR: 7}\n# - {comments: [first, 'second: line']}\n# schema: astropy-2.0\nccd,flux\n7,1.5\n8,\n",
    "desi": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: TILEID, datatype: int32}\n# - {name: TILERA, unit: deg, datatype: float64, format: '%.3f'}\n"
            "# - {name: FAPRGRM, datatype: string, description: fiberassign program}\n# - {name: LASTNIGHT, datatype: int32}\n# meta: {EXTNAME: TILES, SURVEY: main}\n# schema: astropy-2.0\n"
            "TILEID TILERA FAPRGRM LASTNIGHT\n1 0.123 dark 20210514\n2 359.999 \"bright 1b\" 20210515\n",
    "sncosmo": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: time, unit: d, datatype: float64}\n# - {name: band, datatype: string}\n# - {name: flux, datatype: float64}\n"
               "# - {name: zpsys, datatype: string}\n# meta: !!omap\n# - {z: 0.5}\n# - {x0: 1.20482820761e-05}\n# - {t0: 55100.0}\n# - {mwebv_r_v: 3.1}\n# schema: astropy-2.0\n"
               "time band flux zpsys\n55070.0 sdssg 0.36351153597 ab\n55072.05 sdssr -0.2 ab\n",
    "gammapy": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: e_ref, unit: TeV, datatype: float64}\n# - {name: dnde, unit: 1 / (TeV s cm2), datatype: float64}\n# - {name: is_ul, datatype: bool}\n"
               "# - {name: stat_scan, datatype: string, subtype: 'float64[3]'}\n# meta: !!omap\n# - {SED_TYPE: dnde}\n# - {UL_CONF: 0.95}\n# - {n_sigma: 1}\n# - {sqrt_ts_threshold_ul: 2}\n# schema: astropy-2.0\n"
               "e_ref dnde is_ul stat_scan\n1.0 1e-12 False [1.0,2.0,3.0]\n10.0 nan True [1.0,NaN,null]\n",
    "photutils": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: id, datatype: int64}\n# - {name: xcenter, unit: pix, datatype: float64}\n# - {name: aperture_sum, datatype: float64}\n# meta: !!omap\n"
                 "# - date: 2023-05-01 12:30:45 UTC\n# - version: {Python: 3.11.0, astropy: 5.2.1, bottleneck: null, photutils: 1.6.0, scipy: '1.10'}\n# - {aperture: CircularAperture}\n# - {aperture_r: 3.0}\n"
                 "# schema: astropy-2.0\nid xcenter aperture_sum\n1 10.5 1234.5\n",
    "sunpy": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: time_start, datatype: string}\n# - {name: fl_goescls, datatype: string}\n# - {name: obs_meanwavel, unit: cm, datatype: float64}\n"
             "# meta:\n#   query: {starttime: '2013/10/28', event_type: FL}\n#   hpc_x: 1.0e-05\n# schema: astropy-2.0\ntime_start fl_goescls obs_meanwavel\n2013-10-28T01:41:00 X1.0 1.71e-06\n",
    "merged": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, datatype: float64, meta: &m {site: North, no: 5}}\n# - {name: b, datatype: float64, meta: *m}\n# meta:\n#   __attributes__: {x: 1}\n#   keywords: !!omap\n#   - A: {value: 1}\n"
              "#   history: |\n#     one\n#     two\na b\n1 2\n",
    "gaia-like": "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {name: source_id, datatype: int64, description: Unique source identifier}\n# - {name: ra, unit: deg, datatype: float64, meta: {ucd: pos.eq.ra;meta.main}}\n"
                 "# - {name: flags, datatype: string, subtype: 'bool[null]'}\n# meta:\n#   name: gaiadr3\n#   description: 'a: b'\nsource_id,ra,flags\n5937083312263887616,251.51920772923995,\"[true,false]\"\n1,,\n",
    "names": "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: 'no', datatype: int8}\n# - {name: 'null', datatype: int8}\n# - {name: '1.0e5', datatype: int8}\n# - {name: 'col 1', datatype: int8}\n\"no\" null 1.0e5 \"col 1\"\n1 2 3 4\n",
    "masks": "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {name: a, datatype: float64}\n# - {name: a.mask, datatype: bool}\n# meta: !!omap\n# - __serialized_columns__:\n#     a:\n#       __class__: astropy.table.column.MaskedColumn\n"
             "#       data: !astropy.table.SerializedColumn {name: a}\n#       mask: !astropy.table.SerializedColumn {name: a.mask}\na,a.mask\n1.5,False\n2.5,True\n",
}

# Plain scalars of YAML 1.1 and 1.2.
SCALARS = """1e5 1E5 1e+5 -1e-5 1.0e5 .5e3 5.e3 5.E3 1.0e+5 1.0E+5 1.0e-5 1.0E-5 .5e+3 5.e+3 .5 5. 0. +5. -5. -0.0 +0.0 -0 +5 +1.5 1.50 0o17 -0o17 0O17 017 -017 +017 08
09.5 007.5 00 0 0x1F -0x1F +0x1F 0X1F 0x_1F 0x 0b11 -0b11 0B11 1_000 _1000 1_0.5 1_0.5e+3 1_000e5 12:30:45 12:30 12:30:45.6 99:99 190:20:30 -12:30 yes Yes YES yES no No NO
on On ON off Off OFF y Y n N true True TRUE tRUE false False ~ null Null NULL nULL .inf .Inf .INF -.inf +.inf inf -inf .nan .NaN .NAN -.nan nan NaN NA N/A 2001-12-14 2001-1-4
2001-12-14T21:59:43.10-05:00 2001-12-14t21:59:43Z 2001-12 J2016.0 1.0e+400 1.0E-400 1.0e400 123456789012345678901234567890 18446744073709551615 -9223372036854775809 1.2.3 0.1d0 1e
1.0e 5% 1/2 3..5""".split()

# Numbers in the spelling of Java, and with a sign before the point, which YAML has and PyYAML has not: what gaialink makes of them.
NUMBERS = {"1.0E10": 1.0e10, "-1.5E7": -1.5e7, "1.7976931348623157E308": 1.7976931348623157e308, "-.5": -0.5, "+.5": 0.5}


def packages():
    """Tables of packages on top of astropy, by name."""
    start = Time("2016-03-22T12:30:31")
    yield "timeseries", TimeSeries(time_start=start, time_delta=3 * u.s, data={"flux": [1.0, 2, 3] * u.mJy}, meta={"OBJECT": "KIC 1", "QUARTER": 5})
    yield "binned", BinnedTimeSeries(time_bin_start=[start, start + 3 * u.s], time_bin_size=[2, 4] * u.s, data={"f": [1, 2]})
    curve = TimeSeries(time=Time([2457000.5, 2457001.5], format="jd", scale="tdb"), data={"flux": MaskedColumn([1.5, np.nan], mask=[False, True]),
                                                                                            "quality": np.int32([0, 128])})
    curve.meta = {"LABEL": "TIC 1", "MISSION": "TESS", "FLUX_ORIGIN": "sap_flux", "AUTHOR": None, "TARGETID": 261136679, "QUALITY_BITMASK": "default"}
    yield "light curve", curve
    yield "structured", QTable({"s": np.array([(1, 2.5, "x"), (3, 4.5, "y")], dtype=[("a", "i4"), ("b", "f8"), ("c", "U1")])})
    yield "structured quantity", QTable({"pv": u.Quantity([(1.0, 0.25), (2.0, 0.5)], u.Unit("km,km/s"), dtype=[("p", "f8"), ("v", "f8")])})
    yield "nested structure", QTable({"s": np.array([((1, 2), 3)], dtype=[("x", [("p", "i4"), ("q", "i4")]), ("y", "f8")])})
    coordinates = QTable({"c": SkyCoord([1, 2] * u.deg, [3, 4] * u.deg), "t": Time([1.5, 2.5], format="mjd"), "d": TimeDelta([1, 2] * u.s)})
    coordinates["x"] = [[1, 2], [3, 4]] * u.m
    yield "coordinates", coordinates
    odd = Table({"n": Column([1, 2], description="é 'q' \"d\" # : {", unit="m s-1", format="%05d", meta={"k": [1, {"a": None}]})})
    odd.meta = {"date": "2023-05-01", "version": {"a": "1.10"}, "tuple": (1, 2), "set": {1}, "bytes": b"\x00x", "complex": 1 + 2j, "numpy": np.float32(1.5),
                "text": "a\n  b\n", "e": "1.0e5", "E": "1.0E10x", "on": "no", "big": 2**70, "time": "12:30:45"}
    yield "metas", odd
    yield "empty", QTable({"q": [] * u.m, "s": Column([], dtype="U3")})


def peer(path):
    """What astropy says of a file, or that it refuses it."""
    try:
        return again(path)
    except Exception as error:  # whatever it says, it does not read the file
        return error


def by_hand(run, folder, place, name, text, told):
    """Checks a file that one of the two may refuse."""
    path = folder / f"other_{place}.ecsv"
    path.write_bytes(text.encode())

    def make():
        out = path.with_suffix(".again.ecsv")
        done = subprocess.run([run.gaialink, "convert", "-q", path, out], capture_output=True, text=True)
        if told:
            return [] if done.returncode and told in done.stderr else [f"{done.stderr.strip()!r} instead of {told!r}"]
        found = peer(out)
        return [] if not done.returncode and isinstance(found, str) else [f"{done.stderr.strip()} {found!r}"]

    run.attempt("ECSV by hand", name, make)


def scalars(run, folder):
    """Checks what becomes of every scalar beside PyYAML, on the way through a format that keeps no header."""
    path = folder / "scalars.ecsv"
    words = [*SCALARS, *NUMBERS]
    lines = "".join(f"#   k{place}: {word}\n" for place, word in enumerate(words))
    path.write_text(f"# %ECSV 1.0\n# ---\n# datatype: [{{name: a, datatype: int64}}]\n# meta:\n{lines}a\n1\n", encoding="utf-8")

    def meta(file):
        text = "\n".join(line[2:] for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("# "))
        return yaml.load(text.split("\n", 2)[2], Loader=Loader)["meta"]

    before, after = meta(path), meta(convert(run, path, path.with_suffix(".again.ecsv"), "arrow"))
    for place, word in enumerate(words):
        want, found = repr(NUMBERS.get(word, before[f"k{place}"])), repr(after.get(f"k{place}"))
        run.check("YAML scalars", word, [] if want == found else [f"{found} instead of {want}"])


def check(run):
    """Makes every check."""
    folder = run.work / "by_hand"
    folder.mkdir(parents=True, exist_ok=True)
    (run.work / "ecsv").mkdir(parents=True, exist_ok=True)
    for place, (name, text) in enumerate(SAME.items()):
        path = folder / f"same_{place}.ecsv"
        path.write_bytes(text.encode())
        round_trip(run, "ECSV by hand", path)
    for place, (name, (text, told)) in enumerate(OTHER.items()):
        by_hand(run, folder, place, name, text, told)
    for name, text in SURVEYS.items():
        path = folder / f"{name}.ecsv"
        path.write_bytes(text.encode())
        round_trip(run, "ECSV of surveys", path)
        out = path.with_suffix(".again.ecsv")
        run.attempt("ECSV of surveys", f"{name} through Arrow", lambda path=path, out=out: changed(again(path), again(convert(run, path, out, "arrow"))))
    for name, table in packages():
        for delimiter in " ,":
            path = folder / f"{name.replace(' ', '_')}{'_comma' if delimiter == ',' else ''}.ecsv"
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                table.write(path, format="ascii.ecsv", delimiter=delimiter)
            round_trip(run, "ECSV of packages", path)
    scalars(run, folder)
