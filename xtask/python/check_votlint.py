"""Our validation of VOTables beside votlint's and astropy's own files."""

import json
import re
import subprocess
from pathlib import Path

from astropy.io.votable import tests

BROKEN = Path(__file__).parents[2] / "crates/votable/tests/data/broken.txt"
AT_LEAST = {"votlint's errors": 290}
# What its tests hold: VOTables of 1.0 to 1.5, one of them without its root.
ASTROPY_FILES = 25
# What votlint says at lines where we say nothing, and why.
NOT_OURS = {
    "cvc-id.N": "we tell it where the reference stands",
    "cvc-complex-type": "we tell it where the element starts",
    "Wrong number of elements in array": "we tell of an empty cell, at the start of its row",
    "There are no columns": "we take those of the TABLE it refers to",
    "Wrong number of TDs in row": "we take the columns of the TABLE it refers to",
    "Bad boolean value": "we tell the row and not the line",
    "Stream ended during data read": "we tell it where the row starts",
    "Illegal parent of STREAM": "we pass over what is in an element that VOTable does not have",
    "Content is not allowed in trailing": "we tell it where the characters start",
    "Element VODML in foreign namespace": "VOTable 1.5, 3.6 allows it",
}

# What is an error to votlint and a warning to us, with its code: STILTS and astropy read such numbers, and to the schema an arraysize has no blanks around it.
WARNED = {"Bad integer string": "W-BLANK", "Bad arraysize value": "W-ARRAYSIZE"}


def broken(folder):
    """The documents with one defect each, written to files."""
    for entry in BROKEN.read_text(encoding="utf-8").split("=== ")[1:]:
        head, body = entry.split("\n", 1)
        match = re.match(r"@(\S+) ", body)
        if match:
            version = match[1]
            namespace = version if version in {"1.1", "1.2"} else "1.3"
            body = (
                f'<VOTABLE version="{version}" xmlns="http://www.ivoa.net/xml/VOTable/v{namespace}">\n'
                f"<RESOURCE>\n{body[match.end():].rstrip()}\n</RESOURCE></VOTABLE>\n"
            )
        path = folder / f"{head.split(':')[0]}.xml"
        path.write_text(body, encoding="utf-8")
        yield path


def astropys():
    """The VOTables among astropy's own test data."""
    folder = Path(tests.__file__).parent / "data"
    return sorted(path for path in folder.iterdir() if path.name.endswith((".xml", ".xml.gz")))


def ours(run, path):
    """What we find."""
    done = subprocess.run([run.gaialink, "validate", "--json", "--format-only", path], capture_output=True, text=True)
    (found,) = json.loads(done.stdout)
    return found["findings"]


def theirs(path):
    """What votlint finds: severity, line, message."""
    done = subprocess.run(["stilts", "votlint", str(path)], capture_output=True, text=True)
    found = (re.match(r"(ERROR|WARNING|INFO) \(.*?l\.(\d+).*?\): (.*)", line) for line in (done.stdout + done.stderr).splitlines())
    return [(match[1], int(match[2]), match[3]) for match in found if match]


def alone(run, mine, votlints):
    """Counts what only one of the two finds, by line and kind."""
    lines = {finding["at"]["line"] for finding in mine}
    for severity, line, message in votlints:
        if line not in lines:
            run.notes["votlint alone", f"{severity.lower()}: {kind(message)}"] += 1
    lines = {line for _, line, _ in votlints}
    for finding in mine:
        if finding["at"]["line"] not in lines:
            run.notes["gaialink alone", finding["code"]] += 1


def kind(message):
    """A message without its numbers and quotations, and shortened, with why we do not have it where that is known."""
    kind = re.sub(r"\d+", "N", re.sub(r"\"[^\"]*\"|'[^']*'|\([^)]*\)", "…", message))[:60]
    reasons = (reason for start, reason in NOT_OURS.items() if kind.startswith(start))
    return f"{kind} ({next(reasons, 'unexplained')})"


def is_warned(message, line, mine):
    """Whether we warn of what is an error to votlint."""
    codes = {finding["code"] for finding in mine if finding["at"]["line"] == line}
    return any(message.startswith(start) and code in codes for start, code in WARNED.items())


def jobs(run):
    """The checks: votlint finds no error in a document in which we find none."""
    folder = run.work / "broken"
    folder.mkdir(parents=True)
    found = astropys()
    run.check("votlint's errors", "astropy's files", [] if len(found) == ASTROPY_FILES else [f"{len(found)} files"])

    def job(path):
        def make():
            mine = ours(run, path)
            has_errors = any(finding["severity"] == "error" for finding in mine)
            # votlint knows no version 1.5.
            is_new = path.suffix == ".xml" and b'version="1.5"' in path.read_bytes()[:1000]
            if is_new or not run.stilts:
                return []
            votlints = theirs(path)
            alone(run, mine, votlints)
            if has_errors:
                return []
            errors = ((line, message) for severity, line, message in votlints if severity == "ERROR")
            return [message for line, message in errors if not is_warned(message, line, mine)]

        run.attempt("votlint's errors", path.name, make)

    return [lambda path=path: job(path) for path in [*broken(folder), *found]]
