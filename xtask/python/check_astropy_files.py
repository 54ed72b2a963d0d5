"""Every table of every VOTable among astropy's own test data, cell by cell beside astropy's reading."""

import subprocess

from astropy.io import votable
from canonical import differences, from_astropy, load_arrow
from check_votlint import astropys

AT_LEAST = {"astropy's VOTables": 25}
# What astropy refuses by default, or needs another package for; we read the tables among them or say why not.
UNREAD = {
    "custom_datatype.xml", "irsa-nph-error.xml", "mivot_block_custom_datatype.xml", "no_resource.xml", "parquet_binary.xml",
    "resource_groups.xml", "timesys_errors.xml", "too_many_columns.xml.gz",
}
# Columns in which the readings differ, and why.
KNOWN = {
    "content_length": "astropy reads an empty cell of integers as 0 before version 1.3",
    "doublearray": "a null value of floats is not applied",
    "fixed string test": "strings longer than their arraysize are kept whole",
    "string array test": "strings longer than their arraysize are kept whole",
    "unicode test": "strings longer than their arraysize are kept whole",
    "string test": "blanks around strings are kept",
    "unicode_test": "blanks around strings are kept",
}


def jobs(run):
    """The checks, one a table."""
    found = []

    def job(path, place, table):
        def make():
            out = run.work / "ours" / f"theirs-{path.name}-{place}.parquet"
            command = [run.gaialink, "convert", "-q", path, out, "--to", "parquet", "--table", str(place)]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                return [done.stderr.strip()]
            problems = differences(from_astropy(table), load_arrow(out, "parquet"), widened=True)
            return [problem for problem in problems if problem.split(", row")[0] not in KNOWN]

        run.attempt("astropy's VOTables", f"{path.name}, table {place}", make)

    for path in astropys():
        if path.name in UNREAD:
            continue
        for place, table in enumerate(votable.parse(str(path), verify="ignore").iter_tables()):
            table = table.to_table(use_names_over_ids=True)
            found.append(lambda path=path, place=place, table=table: job(path, place, table))
    return found
