"""What the peers write, and what they cannot read."""

import subprocess

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.feather
import pyarrow.parquet
from astropy.io import votable
from astropy.table import Table

# Files that stand for all others of the same table where a check takes long.
# What STILTS calls the formats. It guesses whether a CSV has a line of names, so it is told.
STILTS_READERS = {
    "votable": "votable", "votable-tabledata": "votable", "votable-binary": "votable", "fits": "fits", "ecsv": "ecsv",
    "csv": "csv(header=true)",
}
ONE_OF_EACH = (
    "mcmc_msc.xml", "xp_sampled.xml", "xp_sampled_raw.xml", "xp_continuous_raw.xml", "scalars.xml", "arrays.xml", "texts.xml",
    "astropy.fits",
)


def is_one_of_each(name):
    """Whether a file is the one that stands for its table: ours, and the VOTables that were served."""
    return name in ONE_OF_EACH or (" " in name and name.endswith(".xml"))


def astropy_cannot_read(name, fmt):
    """Why nothing can be compared with what astropy reads of a source in a format, or nothing."""
    unsigned = {"astropy.csv", "astropy.ecsv", "astropy_comma.ecsv", "pyarrow.arrow", "pyarrow.parquet"}
    if name in unsigned and fmt == "fits":
        return "astropy reads no TNULL in unsigned columns of FITS"
    if name.startswith("bulk") and fmt == "fits":
        return "astropy reads no TNULL in variable arrays of FITS"
    if fmt.startswith("votable") and (name == "astropy.fits" or name.startswith("pyarrow.")):
        return "astropy reads no arrays of strings in VOTables"
    return None


def stilts_cannot_read(name, fmt):
    """Why STILTS cannot read what a source makes in a format, or nothing."""
    if name == "astropy.fits":
        return "STILTS reads bits wrongly"
    if name == "scalars.xml" and fmt == "ecsv":
        return "STILTS takes complex numbers in ECSV as text"
    if name == "texts.xml" and fmt in {"ecsv", "csv"}:
        return "STILTS takes ECSV and CSV as Latin-1"
    return None


def stilts_misses(name, fmt):
    """Why STILTS does not keep a source when it writes a format, or nothing."""
    if name == "astropy.fits":
        return "STILTS reads bits wrongly"
    if name == "texts.xml" and fmt == "fits":
        return "STILTS writes other characters to FITS where they are not ASCII"
    if name == "texts.xml" and fmt == "ecsv":
        return "STILTS writes ECSV in ASCII"
    if name == "arrays.xml" and fmt == "ecsv":
        return "STILTS writes infinities in ECSV arrays as null"
    return None


def stilts(*arguments):
    """Runs STILTS."""
    done = subprocess.run(["stilts", "-Dfile.encoding=UTF-8", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"STILTS: {done.stderr.strip()[:300]}")
    return done.stdout


def votlint(path):
    """The errors that STILTS finds in a VOTable."""
    done = subprocess.run(["stilts", "votlint", str(path)], capture_output=True, text=True)
    return [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]


def astropy_files(path, fmt, folder, name, skipped):
    """The files that astropy makes of a source, with their formats."""
    if fmt == "votable":
        table = votable.parse(str(path)).get_first_table().to_table(use_names_over_ids=True)
    else:
        table = Table.read(path, format=fmt)
    table.meta.clear()
    for column in table.colnames:
        if table[column].dtype.kind == "O" and all(isinstance(value, str) for value in table[column]):
            table[column] = [str(value) for value in table[column]]
    writers = {
        "votable-tabledata": ("td.xml", {"format": "votable", "tabledata_format": "tabledata"}),
        "fits": ("fits", {"format": "fits"}),
        "ecsv": ("ecsv", {"format": "ascii.ecsv"}),
        "csv": ("csv", {"format": "ascii.csv"}),
        # The last ones, since they are written without some columns.
        "votable": ("b2.xml", {"format": "votable", "tabledata_format": "binary2"}),
        "votable-binary": ("b1.xml", {"format": "votable", "tabledata_format": "binary"}),
    }
    for kind, (extension, options) in writers.items():
        out = folder / f"{name}.{extension}"
        booleans = [column for column in table.colnames if holds_booleans(table[column])]
        if booleans and kind in {"votable", "votable-binary"}:
            skipped.append((f"{name} -> {kind}", "astropy writes booleans as bits, and bits wrongly"))
            table.remove_columns(booleans)
        try:
            table.write(out, overwrite=True, **options)
        except Exception as error:  # whatever it is, astropy has no such file
            skipped.append((f"{name} -> {kind}", f"astropy does not write it: {type(error).__name__}: {str(error)[:80]}"))
            out.unlink(missing_ok=True)
            continue
        yield kind, out


def holds_booleans(column):
    """Whether a column is of booleans, or of arrays of them."""
    first = column[0]
    return column.dtype.kind == "b" or (column.dtype.kind == "O" and np.asarray(first).dtype.kind == "b")


def stilts_files(path, fmt, folder, name, skipped):
    """The files that STILTS makes of a source, with their formats."""
    writers = {
        "votable": ("b2.xml", "votable-binary2-inline"),
        "votable-tabledata": ("td.xml", "votable-tabledata"),
        "votable-binary": ("b1.xml", "votable-binary-inline"),
        "fits": ("fits", "fits-var"),
        "ecsv": ("ecsv", "ecsv"),
        "csv": ("csv", "csv"),
    }
    for kind, (extension, writer) in writers.items():
        reason = stilts_misses(path.name, kind)
        if reason:
            skipped.append((f"{name} -> {kind}", reason))
            continue
        out = folder / f"{name}.written.{extension}"
        stilts("tcopy", f"in={path}", f"ifmt={fmt}", f"out={out}", f"ofmt={writer}")
        yield kind, out


def pyarrow_files(table, folder):
    """The files that pyarrow makes of a table: name, format, path."""
    for codec in ("none", "snappy", "zstd", "gzip"):
        out = folder / f"{codec}.parquet"
        pa.parquet.write_table(table, out, compression=codec, use_dictionary=codec != "none")
        yield f"parquet-{codec}", "parquet", out
    rows = folder / "groups.parquet"
    pa.parquet.write_table(table, rows, row_group_size=1, data_page_version="2.0")
    yield "parquet-groups", "parquet", rows
    plain = folder / "plain.arrow"
    with pa.ipc.new_file(plain, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    yield "arrow-file", "arrow", plain
    stream = folder / "stream.arrows"
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    yield "arrow-stream", "arrow", stream


def exactly(want, have):
    """What differs between two pyarrow tables: names, types, nulls, values. Metadata and the names of items do not count."""
    want, have = (table.replace_schema_metadata(None).cast(without_metadata(table.schema)) for table in (want, have))
    if want.schema != have.schema:
        return [f"{have.schema} instead of {want.schema}"]
    values = lambda table, name: repr(table[name].to_pylist())
    return [f"{name}: other values" for name in want.column_names if values(want, name) != values(have, name)]


def without_metadata(schema):
    """A schema whose fields have no metadata either, with pyarrow's own names for the items of lists."""
    return pa.schema([pa.field(field.name, plain_type(field.type)) for field in schema])


def plain_type(kind):
    """A type with pyarrow's own name for the items of lists."""
    if pa.types.is_fixed_size_list(kind):
        return pa.list_(plain_type(kind.value_type), kind.list_size)
    return pa.list_(plain_type(kind.value_type)) if pa.types.is_list(kind) else kind


def brought_home(table):
    """What the foreign types have to become."""
    # Fractions of seconds in groups of three digits.
    short = lambda text: text[:-3] if "." in text and text.endswith("000") else text
    texts = lambda values: pa.array([None if value is None else short(value.isoformat()) for value in values.to_pylist()])
    half = table["half"].combine_chunks().to_numpy(zero_copy_only=False).astype(np.float32)
    return pa.table({
        "dictionary": table["dictionary"].cast(pa.string()),
        "large_string": table["large_string"].cast(pa.string()),
        "large_list": table["large_list"].cast(pa.list_(pa.int16())),
        "half": pa.array(half),
        "timestamp": texts(table["timestamp"]),
        "date": texts(table["date"]),
    })
