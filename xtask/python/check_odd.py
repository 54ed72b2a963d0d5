"""Documents as services write them, though not the standard: what astropy or STILTS reads of them, gaialink reads as the same cells.

What gaialink reads stands beside each document and is asserted by its own tests, so only the peers are asked here.
"""

import csv
import io
import json
import warnings
from pathlib import Path

import numpy as np
import peers
from astropy.io import votable

DATA = Path(__file__).parents[2] / "crates/votable/tests/data"
# How many documents each file has.
DOCUMENTS = {"odd.jsonl": 34, "stray.jsonl": 16, "nested.jsonl": 39}
AT_LEAST = {"odd documents, astropy": 89, "odd documents, STILTS": 89}
# Where a peer reads other cells than we do, or reads what we refuse, and why.
OTHERWISE = {
    ("astropy", "it passes over rows outside TABLEDATA"): (
        "rows in DATA", "rows in TABLE", "rows before TABLEDATA", "elements between rows", "text between rows", "stray TD more", "heading in DATA",
        "one TD less", "TR in TR", "TD in DATA", "among rows in DATA"),
    ("STILTS", "it takes the TABLEDATA alone where there is one"): ("rows before TABLEDATA", "elements between rows"),
    ("STILTS", "a row of too few TDs is an error to us, and not nulls"): ("TH for a TD", "TR of nothing"),
    ("STILTS", "it takes a TABLE among rows and leaves these out"): ("among rows in TABLE", "among rows in DATA"),
    ("STILTS", "it takes a TABLE in a TABLE of HTML"): ("in a TABLE of HTML",),
    ("astropy", "it takes a TABLE of HTML for one of VOTable"): (
        "of HTML in a DESCRIPTION", "in a TABLE of HTML", "of HTML and an empty one in the head of a TABLE",
        "of HTML and an empty one behind the rows of a TABLE"),
}


def jobs(run):
    """The checks, as functions without arguments."""
    folder = run.work / "odd"
    folder.mkdir(parents=True)
    cases = [(name, json.loads(line)) for name in DOCUMENTS for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    for name, number in DOCUMENTS.items():
        found = sum(of == name for of, _ in cases)
        run.check("odd documents, astropy", name, [] if found == number else [f"{found} documents"])
    readers = {"astropy": from_astropy, **({"STILTS": from_stilts} if run.stilts else {})}
    made = []
    for number, (_, case) in enumerate(cases):
        path = folder / f"{number}.xml"
        path.write_text(case["document"], encoding="utf-8", newline="")
        made += [lambda args=(path, case, peer, read): one(run, *args) for peer, read in readers.items()]
    return made


def one(run, path, case, peer, read):
    """Has one peer read one document."""

    def make():
        try:
            if "tables" in case:
                return among(read, path, [rows for _, rows in case["tables"]], expected)
            rows = read(path, 0)
        except Exception:  # whatever it raises, the peer does not read the document
            run.notes[f"odd documents, {peer}", "read by neither" if "error" in case else "read by gaialink alone"] += 1
            return ["is refused now"] if expected else []
        is_same = rows == case.get("rows")
        if is_same == expected:
            return ["is the same now"] if is_same else [f"{rows} instead of {case.get('rows', case.get('error'))}"]
        return []

    expected = any(case["name"] in names for (of, _), names in OTHERWISE.items() if of == peer)
    run.attempt(f"odd documents, {peer}", case["name"], make)


def among(read, path, ours, expected):
    """Whether all tables that a peer reads, of which there is one, are tables of ours."""
    found = [read(path, 0)]
    while len(found) < len(ours):
        try:
            found.append(read(path, len(found)))
        except Exception:  # there are no more
            break
    if all(rows in ours for rows in found) == expected:
        return ["is the same now"] if expected else [f"{found} instead of {ours}"]
    return []


def from_astropy(path, number):
    """The rows of a table, with bars between the cells, as astropy reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        array = votable.parse(str(path), verify="ignore").get_table_by_index(number).array
    return ["|".join("" if cell is np.ma.masked else str(cell) for cell in row) for row in array]


def from_stilts(path, number):
    """The rows of a table, with bars between the cells, as STILTS reads it."""
    text = peers.stilts("tcopy", f"in={path}#{number}", "ifmt=votable", "out=-", "ofmt=csv")
    return ["|".join(row) for row in list(csv.reader(io.StringIO(text)))[1:]]
