"""Tables in one form, whoever read them, and their comparison.

A column is a kind (a numpy dtype name, or `str`) and a list of cells. A cell is a flat numpy array, or None. What formats cannot
tell apart is one here: a missing cell, an empty string, an empty array, and a cell of NaN only. All else is compared bit by bit.
"""

import re
import warnings
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
from astropy.io import fits, votable
from astropy.table import Table

warnings.simplefilter("ignore")
np.seterr(all="ignore")

ASTROPY_FORMATS = {"fits": "fits", "ecsv": "ascii.ecsv", "csv": "ascii.csv"}
VOTABLE_KINDS = {"boolean": "bool", "bit": "bool", "unsignedByte": "uint8", "short": "int16", "int": "int32", "long": "int64",
                 "float": "float32", "double": "float64", "floatComplex": "float32", "doubleComplex": "float64"}
# The integer types that VOTable lacks: it gets the next wider one, or digits.
WIDENED = {"int8", "uint16", "uint32", "uint64"}


@dataclass
class Column:
    """The cells of a column, and of which kind they are."""

    kind: str
    cells: list
    # Whether a cell is a complex number, which astropy takes as missing where either part is NaN.
    is_complex: bool = False


def cell(value):
    """One cell, from whatever astropy or numpy has for it."""
    if value is None or value is np.ma.masked:
        return None
    mask = np.ma.getmaskarray(value).ravel() if isinstance(value, np.ma.MaskedArray) else None
    array = np.atleast_1d(np.asarray(value)).ravel()
    if array.dtype.kind == "c":
        array = array.astype(array.dtype.newbyteorder("=")).view(f"f{array.dtype.itemsize // 2}")
        mask = None if mask is None else np.repeat(mask, 2)
    if array.dtype.kind == "S":
        array = np.char.decode(array, "utf-8")
    if array.dtype.kind == "O" and all(isinstance(item, (bool, np.bool_)) or item is None for item in array):
        mask = np.array([item is None for item in array]) if mask is None else mask
        array = np.array([bool(item) for item in array])
    if array.dtype.kind in "UO":
        array = np.array([str(item or "") for item in array], dtype=object)
        return None if not any(array) else array
    array = array.astype(array.dtype.newbyteorder("="))
    if array.dtype.kind == "f":
        if mask is not None:
            array = np.where(mask, array.dtype.type(np.nan), array)
        return None if np.isnan(array).all() else array
    if array.size == 0 or (mask is not None and mask.all()):
        return None
    if mask is not None and mask.any():
        array = np.array([None if hidden else item for item, hidden in zip(array.tolist(), mask)], dtype=object)
    return array


def column(values):
    """A column of cells that are given one by one; the kind is that of the first that is there."""
    cells = [cell(value) for value in values]
    dtypes = {array.dtype for array in cells if array is not None}
    kinds = {"str" if dtype.kind == "O" else dtype.name for dtype in dtypes}
    if any(array is not None and array.dtype.kind == "O" and not isinstance(array[0], str) for array in cells):
        kinds = {"object"}
    return Column(min(kinds, default="null"), cells)


def load_astropy(path, fmt):
    """A file as astropy reads it."""
    if fmt.startswith("votable"):
        return load_votable(path)
    columns = from_astropy(Table.read(path, format=ASTROPY_FORMATS[fmt]))
    if fmt == "fits":
        correct_fits(path, columns)
    return columns


def correct_fits(path, columns):
    """What astropy's tables get wrong: signed bytes are float64 there, and TNULL is not seen in columns with TSCAL."""
    with fits.open(path, do_not_scale_image_data=True) as hdus:
        for definition in hdus[1].columns:
            column = columns[definition.name]
            if definition.format.lstrip("1")[:2] == "PA" and definition.dim:
                column.cells = [strings(array, definition.dim) for array in column.cells]
            if definition.format == "B" and definition.bzero == -128:
                column.cells = [retyped(array, "int8") for array in column.cells]
                column.kind = "int8"
            if definition.bscale not in (None, "", 1) and definition.null not in (None, ""):
                missing = definition.null * definition.bscale + (definition.bzero or 0)
                column.cells = [None if array is None or array[0] == missing else array for array in column.cells]


def strings(characters, dim):
    """The strings that characters are, in as many as the first of the dimensions."""
    if characters is None or not len(characters):
        return None
    width = int(str(dim).strip("()").split(",")[0])
    text = "".join(character or " " for character in characters.tolist())
    return np.array([text[i : i + width].rstrip() for i in range(0, len(text), width)], dtype=object)


def load_votable(path):
    """A VOTable as astropy reads it. The datatype is that of the FIELD: astropy makes float64 of what is in variable arrays."""
    table = votable.parse(str(path)).get_first_table()
    columns = from_astropy(table.to_table(use_names_over_ids=True))
    for field in table.fields:
        kind = VOTABLE_KINDS.get(field.datatype)
        if kind:
            column = columns[field.name]
            column.cells = [retyped(array, kind) for array in column.cells]
            column.kind = kind
    return columns


def retyped(array, kind):
    """A cell of the datatype that it has in the file; null elements stay."""
    return array if array is None or array.dtype.kind == "O" else array.astype(kind)


def from_astropy(table):
    """An astropy table in the common form."""
    columns = {}
    for name in table.colnames:
        result = column(table[name])
        dtype = table[name].dtype
        if dtype.kind in "biuf":
            result.kind = dtype.newbyteorder("=").name
        elif dtype.kind == "c":
            result.kind = f"float{dtype.itemsize * 4}"
            result.is_complex = True
        elif dtype.kind in "SU":
            result.kind = "str"
        columns[name] = result
    return columns


def load_arrow(path, fmt):
    """A file as pyarrow reads it."""
    return from_arrow(read_arrow(path, fmt))


def read_arrow(path, fmt):
    """A file as pyarrow's own table."""
    if fmt == "parquet":
        return pa.parquet.read_table(path)
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def from_arrow(table):
    """A pyarrow table in the common form."""
    columns = {}
    for name, chunks in zip(table.column_names, table.columns):
        leaf = chunks.type
        while pa.types.is_list(leaf) or pa.types.is_fixed_size_list(leaf) or pa.types.is_large_list(leaf):
            leaf = leaf.value_type
        kind = "str" if pa.types.is_string(leaf) or pa.types.is_large_string(leaf) else str(leaf.to_pandas_dtype().__name__)
        kind = {"bool_": "bool"}.get(kind, kind)
        columns[name] = Column(kind, [arrow_cell(value, kind) for value in chunks.to_pylist()])
    return columns


def arrow_cell(value, kind):
    """One cell out of pyarrow, of a known kind."""
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    if kind == "str":
        return cell(np.array([item or "" for item in items], dtype=object))
    if kind.startswith("float"):
        return cell(np.array([np.nan if item is None else item for item in items], dtype=kind))
    mask = np.array([item is None for item in items], dtype=bool)
    data = np.array([0 if item is None else item for item in items], dtype=kind)
    return cell(np.ma.MaskedArray(data, mask)) if mask.any() else cell(data)


def differences(expected, got, *, untyped=False, widened=False, target=""):
    """What differs between two tables, as texts. `untyped`: a format without types lies between them; `widened`: a wider
    integer type is fine; `target`: the format between them, where it cannot hold everything."""
    if list(expected) != list(got):
        return [f"columns {list(got)} instead of {list(expected)}"]
    found = []
    for name, want in expected.items():
        have = got[name]
        if len(want.cells) != len(have.cells):
            return [f"{len(have.cells)} rows instead of {len(want.cells)}"]
        if not untyped and not kinds_agree(want, have, widened):
            found.append(f"{name}: {have.kind} instead of {want.kind}")
            continue
        for row, (a, b) in enumerate(zip(want.cells, have.cells)):
            a, b = alike(a, b) if untyped else (a, b)
            if target == "fits":
                a, b = as_fits_has_it(a, b)
            missing = want.is_complex and a is None and b is not None and np.isnan(b).any()
            if not same(a, b) and not missing:
                found.append(f"{name}, row {row}: {short(b)} instead of {short(a)}")
                break
    return found


def as_fits_has_it(a, b):
    """Two cells, with the first as FITS can hold it: text is ASCII, and astropy reads a missing boolean as false."""
    if a is None and b is not None and b.dtype.kind == "b" and not b.any():
        return b, b
    if a is not None and a.dtype.kind == "O":
        a = np.array([re.sub("[^ -~]", "?", item) if isinstance(item, str) else item for item in a], dtype=object)
    return a, b


def kinds_agree(want, have, widened):
    """Whether a column has the kind that it should have; one without any cell has no kind in some formats, nor have integers with
    null elements in arrays."""
    if want.kind == have.kind or all(array is None for array in want.cells) or "object" in (want.kind, have.kind):
        return True
    return widened and (want.kind in WIDENED or have.kind in {"int16", "int32", "int64"})


def same(a, b):
    """Whether two cells are the same bit by bit, NaN as NaN."""
    if a is None or b is None:
        return a is b
    if len(a) != len(b):
        return False
    if a.dtype.kind == "f" and a.dtype == b.dtype:
        bits = f"u{a.dtype.itemsize}"
        return bool(np.all((a.view(bits) == b.view(bits)) | (np.isnan(a) & np.isnan(b))))
    if "f" in (a.dtype.kind, b.dtype.kind):
        return False
    if isinstance(b[0], str) and not isinstance(a[0], str):
        return [str(item) for item in a.tolist()] == b.tolist()
    return a.tolist() == b.tolist()


def alike(a, b):
    """Two cells with types brought together where one of them, or both, went through text."""
    a, b = split(a, b), split(b, a)
    if a is None or b is None:
        return a, b
    if "O" in (a.dtype.kind, b.dtype.kind):
        return np.array([text(item) for item in a], dtype=object), np.array([text(item) for item in b], dtype=object)
    if a.dtype == b.dtype == np.float64 and all(is_short(item) for item in np.concatenate([a, b])):
        # Digits of a float32 may differ in the last place and mean the same.
        return a.astype("float32"), b.astype("float32")
    if "f" in (a.dtype.kind, b.dtype.kind):
        target = "float32" if "float32" in (a.dtype.name, b.dtype.name) else "float64"
        return cell(a.astype(target)), cell(b.astype(target))
    return a.astype(object), b.astype(object)


def is_short(number):
    """Whether a number has no more digits than a float32 needs."""
    return len(repr(float(number)).split("e")[0].replace(".", "").strip("-0")) <= 9


def split(a, other):
    """A cell of one text with an array in it, as an array: of the other cell's type, or of whatever the numbers are."""
    if a is None or a.dtype.kind != "O" or len(a) != 1 or not str(a[0]).startswith(("(", "[")):
        return a
    words = re.findall(r'"(?:[^"\\]|\\.)*"|[^\s,()\[\]]+', a[0])
    if other is not None and other.dtype.kind == "b":
        return np.array([word.lower() in {"true", "t", "1"} for word in words])
    if other is not None and other.dtype.kind == "O" and not str(other[0]).startswith(("(", "[")):
        return np.array([None if word == "null" else word.strip('"') for word in words], dtype=object)
    kind = other.dtype if other is not None and other.dtype.kind in "iuf" else "float64"
    try:
        return cell(np.array([np.nan if word == "null" else word for word in words]).astype(kind))
    except ValueError:
        return a


def text(item):
    """An item as text, to compare it with one that was only ever text."""
    plain = "" if item is None else str(item)
    return plain.lower() if plain in {"True", "False"} else plain


def short(array):
    """A cell for a message."""
    return "nothing" if array is None else f"{array.dtype}{array.tolist()[:4]} ({len(array)})"
