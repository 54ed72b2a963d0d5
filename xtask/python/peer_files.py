"""Writes testdata/peers: files by astropy and pyarrow with a column for every datatype that each format has.

usage: peer_files.py DIRECTORY
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
from astropy.io import fits
from astropy.table import MaskedColumn, Table

ROWS = 3
INTEGERS = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64]


def extremes(dtype):
    """The smallest number, one, and the largest number of an integer type."""
    info = np.iinfo(dtype)
    return np.array([info.min, 1, info.max], dtype=dtype)


def ragged(dtype, lengths=(3, 0, 1)):
    """Arrays of several lengths."""
    cells = np.empty(len(lengths), dtype=object)
    for row, length in enumerate(lengths):
        cells[row] = np.arange(1, length + 1).astype(dtype)
    return cells


def write_fits(path):
    """Every TFORM letter but P and Q of strings; TNULL, TZERO, TDIM."""
    columns = [
        fits.Column("logical", "L", array=np.array([True, False, True])),
        fits.Column("bits", "11X", array=np.array([[1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1], [0] * 11, [1] * 11], dtype=bool)),
        fits.Column("byte", "B", null=255, array=np.array([0, 128, 255], dtype=np.uint8)),
        fits.Column("short", "I", null=-32768, unit="km/s", array=np.array([-32768, 1, 32767], dtype=np.int16)),
        fits.Column("int", "J", null=-2147483648, array=np.array([1, -2147483648, 2147483647], dtype=np.int32)),
        fits.Column("long", "K", null=-(2**63), array=np.array([2**53 + 1, 2**63 - 1, -(2**63)], dtype=np.int64)),
        fits.Column("signed_byte", "B", bzero=-128, array=extremes(np.int8)),
        fits.Column("unsigned_short", "I", bzero=2**15, array=extremes(np.uint16)),
        fits.Column("unsigned_int", "J", bzero=2**31, array=extremes(np.uint32)),
        fits.Column("unsigned_long", "K", bzero=2**63, array=extremes(np.uint64)),
        fits.Column("text", "8A", array=np.array(["abc", "abcdefgh", ""])),
        fits.Column("float", "E", unit="mag", array=np.array([0.1, np.nan, -np.inf], dtype=np.float32)),
        fits.Column("double", "D", array=np.array([0.1, np.nan, 5e-324])),
        fits.Column("complex", "C", array=np.array([1.5 - 2.5j, 1j, 0], dtype=np.complex64)),
        fits.Column("double_complex", "M", array=np.array([0.1 + 0.2j, -1, 0])),
        fits.Column("fixed", "3J", array=np.arange(9, dtype=np.int32).reshape(3, 3)),
        fits.Column("shaped", "6E", dim="(2,3)", array=np.arange(18, dtype=np.float32).reshape(3, 3, 2)),
        fits.Column("texts", "12A", dim="(4,3)", array=np.array([["ab", "c", "d"], ["", "xyzw", ""], ["1", "2", "3"]])),
        fits.Column("ragged_short", "PI(3)", array=ragged(np.int16)),
        fits.Column("ragged_float", "PE(3)", array=ragged(np.float32)),
        fits.Column("ragged_double", "QD(3)", array=ragged(np.float64)),
    ]
    table = fits.BinTableHDU.from_columns(columns, name="TYPES", uint=True)
    table.header["TUCD4"] = "spect.dopplerVeloc"
    table.header["TCOMM4"] = "a made-up velocity"
    table.header["HIERARCH a long keyword"] = (1.5, "not eight characters")
    table.header["HISTORY"] = "made by astropy"
    fits.HDUList([fits.PrimaryHDU(), table]).writeto(path, overwrite=True)


def write_scaled_fits(path):
    """Integers that stand for floats (TSCAL, TZERO), one of them missing."""
    raw = np.array([-32768, 0, 1000], dtype=np.int16)
    table = fits.BinTableHDU.from_columns([fits.Column("plain", "I", array=raw), fits.Column("scaled", "I", array=raw)])
    table.header.update({"TSCAL2": 0.5, "TZERO2": 100.0, "TNULL2": -32768})
    fits.HDUList([fits.PrimaryHDU(), table]).writeto(path, overwrite=True)


def ecsv_table():
    """Every ECSV datatype and subtype, with missing cells."""
    table = Table(meta={"source_id": 9007199254740993, "list": [0.1, 2], "nested": {"a": "b: c"}, "none": None})
    table["bool"] = MaskedColumn([True, False, True], mask=[False, False, True])
    for dtype in INTEGERS:
        table[np.dtype(dtype).name] = extremes(dtype)
        # One number is left for formats that need a number for null.
        info = np.iinfo(dtype)
        cells = np.array([info.min + 1, 1, info.max], dtype=dtype)
        table[f"masked_{np.dtype(dtype).name}"] = MaskedColumn(cells, mask=[False, True, False])
    table["float32"] = np.array([0.1, np.nan, -np.inf], dtype=np.float32)
    table["float64"] = MaskedColumn([0.1, np.nan, 5e-324], mask=[True, False, False])
    table["string"] = ['with "quotes", comma', "two\nlines", ""]
    table["masked_string"] = MaskedColumn(["a", "b", "c"], mask=[False, True, False])
    table["fixed"] = np.arange(9, dtype=np.int32).reshape(3, 3)
    table["shaped"] = np.arange(18, dtype=np.float32).reshape(3, 3, 2)
    table["ragged"] = ragged(np.float64)
    table["float64"].unit = "deg"
    table["float64"].description = "a made-up angle: 'quoted'"
    table["int64"].meta = {"ucd": "meta.id", "utype": "a:b.c"}
    return table


def arrow_table():
    """Every Arrow type that a table can have, as pyarrow spells it; missing cells and elements."""
    columns = {np.dtype(t).name: pa.array([int(x) for x in extremes(t)[:2]] + [None], np.dtype(t).name) for t in INTEGERS}
    columns["bool"] = pa.array([True, None, False])
    columns["float32"] = pa.array([0.1, float("nan"), None], pa.float32())
    columns["float64"] = pa.array([0.1, float("nan"), None])
    columns["string"] = pa.array(["a", "", None])
    columns["list"] = pa.array([[1.5, None], [], None], pa.list_(pa.float64()))
    columns["fixed"] = pa.array([[1, 2, 3], [4, None, 6], None], pa.list_(pa.int32(), 3))
    columns["texts"] = pa.array([["a", "bc"], [], None], pa.list_(pa.string()))
    return pa.table(columns)


def foreign_arrow_table():
    """Arrow types that have to be brought home: dictionaries, large lists, timestamps and so on."""
    return pa.table({
        "dictionary": pa.array(["a", "b", None]).dictionary_encode(),
        "large_string": pa.array(["a", "", None], pa.large_string()),
        "large_list": pa.array([[1, 2], [], None], pa.large_list(pa.int16())),
        "half": pa.array(np.array([0.5, np.nan, -2.0], dtype=np.float16)),
        "timestamp": pa.array([0, 1_500_000, None], pa.timestamp("us")),
        "date": pa.array([0, 19_000, None], pa.date32()),
    })


def main(directory):
    """Writes every file."""
    directory.mkdir(parents=True, exist_ok=True)
    write_fits(directory / "astropy.fits")
    write_scaled_fits(directory / "astropy_scaled.fits")
    table = ecsv_table()
    table.write(directory / "astropy.ecsv", format="ascii.ecsv", overwrite=True)
    table.write(directory / "astropy_comma.ecsv", format="ascii.ecsv", delimiter=",", overwrite=True)
    flat = table[[name for name in table.colnames if table[name].ndim == 1 and name != "ragged"]]
    flat.write(directory / "astropy.csv", format="ascii.csv", overwrite=True)
    for name, table in {"pyarrow": arrow_table(), "pyarrow_foreign": foreign_arrow_table()}.items():
        pa.parquet.write_table(table, directory / f"{name}.parquet", compression="zstd")
        pa.feather.write_feather(table, str(directory / f"{name}.arrow"), compression="uncompressed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
