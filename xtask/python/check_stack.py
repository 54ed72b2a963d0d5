"""Stacks: pyarrow and astropy read what they say and hold, as one file and as a directory by place in the sky."""

import io
import re
import subprocess
import zipfile

import numpy as np
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from astropy.io import votable

# How many checks there are at least.
AT_LEAST = {"stacks": 5}
SOURCES = (5937083312263887616, 7, 4689115826279313408)


def bundle(run):
    """A zip of the spectra of three sources, as the archive packs them."""
    text = (run.testdata / "gaia/xp_sampled.xml").read_text(encoding="utf-8")
    path = run.work / "bundle.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for source in SOURCES:
            of_source = re.sub(r'(name="source_id"[^>]*value=")\d+', rf"\g<1>{source}", text, count=1)
            packed.writestr(f"XP_SAMPLED-Gaia DR3 {source}.xml", of_source)
    return path


def stack(run, packed, out, *options):
    """Stacks the bundle and gives the path of the result."""
    done = subprocess.run([run.gaialink, "stack", packed, "-o", out, *options], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"gaialink: {done.stderr.strip()}")
    return out


def spectrum(run):
    """The one spectrum, as astropy reads it."""
    return votable.parse(run.testdata / "gaia/xp_sampled.xml").get_first_table().array


def flat(run, packed):
    """One file, a row a sample, in the order of the sources."""
    table = pq.read_table(stack(run, packed, run.work / "stack.parquet"))
    want = spectrum(run)
    same = [
        np.array_equal(table["source_id"].to_numpy(), np.repeat(sorted(SOURCES), len(want))),
        np.array_equal(table["wavelength"].to_numpy(), np.tile(want["wavelength"], len(SOURCES))),
        np.array_equal(table["flux"].to_numpy(), np.tile(want["flux"], len(SOURCES)), equal_nan=True),
        set(table["release"].to_pylist()) == {"Gaia DR3"},
    ]
    return [] if all(same) else [f"{same}"]


def header(run, packed):
    """The VOTable in the metadata describes the columns, in order, with their units."""
    path = stack(run, packed, run.work / "header.parquet")
    said = pq.read_metadata(path).metadata
    # The UCDs are the archive's own, and not all of them are in the list of words.
    document = votable.parse(io.BytesIO(said[b"IVOA.VOTable-Parquet.content"]), verify="ignore")
    fields = document.get_first_table().fields
    problems = [] if said[b"IVOA.VOTable-Parquet.version"] == b"1.0" else ["another version"]
    names = pq.read_schema(path).names
    if [field.name for field in fields] != names:
        problems.append(f"FIELDs {[field.name for field in fields]}, columns {names}")
    units = {field.name: str(field.unit) for field in fields}
    if units["wavelength"] != "nm":
        problems.append(f"units {units}")
    return problems


def raw(run, packed):
    """One row a source, with lists."""
    table = pq.read_table(stack(run, packed, run.work / "raw.parquet", "--structure", "raw"))
    want = spectrum(run)["flux"].tolist()
    ids = table["source_id"].to_pylist() == sorted(SOURCES)
    flux = all(np.array_equal(row, want, equal_nan=True) for row in table["flux"].to_pylist())
    return [] if ids and flux else [f"ids {ids}, flux {flux}"]


def sky(run, packed):
    """A directory by cell, which is one dataset whose parts are chosen by the cell."""
    out = stack(run, packed, run.work / "sky", "--partition", "healpix:2")
    dataset = ds.dataset(out, partitioning="hive")
    cell = SOURCES[0] >> 55
    chosen = dataset.to_table(filter=ds.field("healpix_2") == cell)
    found = (sorted(set(dataset.to_table()["source_id"].to_pylist())), set(chosen["source_id"].to_pylist()))
    return [] if found == (sorted(SOURCES), {SOURCES[0]}) else [f"{found}"]


def times(run, _):
    """The times of light curves refer to their system, in the VOTable of a Parquet file too."""
    path = stack(run, run.testdata / "gaia/epoch_photometry.csv", run.work / "curves.parquet")
    said = pq.read_metadata(path).metadata[b"IVOA.VOTable-Parquet.content"]
    document = votable.parse(io.BytesIO(said), verify="ignore")
    systems = [(system.ID, system.timescale, system.refposition) for system in document.resources[0].time_systems]
    refer = [field.name for field in document.get_first_table().fields if field.ref == "time_frame"]
    want = [("time_frame", "TCB", "BARYCENTER")], ["g_transit_time", "bp_obs_time", "rp_obs_time"]
    return [] if (systems, refer) == want else [f"{systems}, {refer}"]


def jobs(run):
    """The checks."""
    packed = bundle(run)
    checks = {"flat": flat, "header": header, "raw": raw, "sky": sky, "times": times}
    return [lambda what=what, check=check: run.attempt("stacks", what, lambda: check(run, packed)) for what, check in checks.items()]
