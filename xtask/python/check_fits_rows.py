"""VOTables whose rows are a FITS file: valid in every version, and the same rows to STILTS, to astropy and to ourselves."""

import base64
import re
import shutil
import subprocess

import peers
from astropy.io import fits, votable
from canonical import differences, from_astropy, load_arrow, load_astropy
from check_documents import VERSIONS, convert, valid

# How many checks there are at least.
AT_LEAST = {"FITS rows, schemas": 15, "FITS rows, astropy": 2, "FITS rows, gaialink": 6, "FITS rows, STILTS": 3, "FITS rows, votlint": 12}
TARGET = ("--to", "votable-fits", "--quiet")
# Of fixed shapes alone, since STILTS reads no heap within a VOTable; the last one has texts that FITS cannot hold.
FIXED = ("types/scalars.xml", "gaia/mcmc_msc.xml", "gaia/xp_sampled.xml")
OTHERS = ("types/arrays.xml", "types/rare.xml", "types/texts.xml", "gaia/xp_continuous_raw.xml", "gaia/xp_sampled_raw.xml")


def jobs(run, testdata):
    """The checks, one a file."""
    made = [lambda name=name: one(run, testdata / name, name in FIXED) for name in (*FIXED, *OTHERS)]
    made += [lambda version=version: versions(run, testdata, version) for version in VERSIONS]
    return made


def written(run, source):
    """The VOTable that we make of a file."""
    return convert(run, source, run.work / "ours" / f"{source.stem}.fits-rows.xml", *TARGET)


def one(run, source, is_fixed):
    """The rows of one file to all readers."""
    document = written(run, source)
    if source.stem not in ("texts", "rare"):
        again = lambda path, name: load_arrow(convert(run, path, run.work / "ours" / f"{source.stem}.{name}.parquet", "--quiet"), "parquet")
        make = lambda: differences(again(source, "before"), again(document, "after"))
        run.attempt("FITS rows, gaialink", source.name, make)
    if run.stilts:
        run.attempt("FITS rows, votlint", source.name, lambda: peers.votlint(document))
    if not is_fixed:
        return
    if source.stem != "scalars":
        run.attempt("FITS rows, astropy", source.name, lambda: as_astropy_reads(run, source, document))
    if run.stilts:
        run.attempt("FITS rows, STILTS", source.name, lambda: as_stilts_reads(run, source, document))


def as_stilts_reads(run, source, document):
    """STILTS's copy in another serialization, beside the source."""
    out = run.work / "stilts" / f"{source.stem}.fits-rows.xml"
    peers.stilts("tcopy", f"in={document}", "ifmt=votable", f"out={out}", "ofmt=votable-binary2-inline")
    return differences(load_astropy(source, "votable"), load_astropy(out, "votable"), widened=True)


def as_astropy_reads(run, source, document):
    """astropy reads FITS rows by the URL of a file alone, so ours is put beside the document; the file alone is the same."""
    text = document.read_text()
    stream = re.search(r'<STREAM encoding="base64">(.*?)</STREAM>', text, re.DOTALL)
    file = document.with_suffix(".fits")
    file.write_bytes(base64.b64decode(stream[1]))
    with fits.open(file) as hdus:
        hdus.verify("exception")
    beside = document.with_suffix(".href.xml")
    beside.write_text(text.replace(stream[0], f'<STREAM href="{file.as_uri()}"/>'))
    table = votable.parse(str(beside)).get_first_table()
    want = load_astropy(source, "votable")
    problems = [f"the FIELDs are {[field.name for field in table.fields]}"] * ([field.name for field in table.fields] != list(want))
    return problems + differences(want, from_astropy(table.to_table(use_names_over_ids=True))) + differences(want, load_astropy(file, "fits"))


def versions(run, testdata, version):
    """A version of all tables of a document, of one table, and of a stream of rows whose number is not known."""
    sources = {"documents": testdata / "documents/whole.xml", "types": testdata / "types/arrays.xml"}
    rows = run.work / "ours" / f"fits-rows.{version}.arrows"
    sources["stream"] = convert(run, sources["types"], rows, "--to", "arrow-stream", "--quiet")
    for name, source in sources.items():
        out = run.work / "ours" / f"fits-rows.{version}.{name}.xml"

        def make():
            with open(source, "rb") as file:
                done = subprocess.run([run.gaialink, "convert", "-", out, *TARGET, "--votable-version", version], stdin=file, capture_output=True)
            if done.returncode:
                raise RuntimeError(f"gaialink: {done.stderr.decode().strip()}")
            return valid(out, version) if shutil.which("xmllint") else []

        run.attempt("FITS rows, schemas", f"{name} {version}", make)
    if run.stilts and version != "1.5":
        run.attempt("FITS rows, votlint", version, lambda: peers.votlint(run.work / "ours" / f"fits-rows.{version}.documents.xml"))
