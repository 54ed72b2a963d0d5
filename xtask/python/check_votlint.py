"""Our validation of VOTables beside votlint's and astropy's own files."""

import json
import re
import subprocess
from pathlib import Path

from astropy.io.votable import tests

import peers

BROKEN = Path(__file__).parents[2] / "crates/votable/tests/data/broken.txt"
AT_LEAST = {"votlint's errors": 110}
# What its tests hold: VOTables of 1.0 to 1.5, one of them without its root.
ASTROPY_FILES = 25


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


def has_errors(run, path):
    """Whether we find an error."""
    done = subprocess.run([run.gaialink, "validate", "--json", "--format-only", path], capture_output=True, text=True)
    (found,) = json.loads(done.stdout)
    return any(finding["severity"] == "error" for finding in found["findings"])


def jobs(run):
    """The checks: votlint finds no error in a document in which we find none."""
    folder = run.work / "broken"
    folder.mkdir(parents=True)
    theirs = astropys()
    run.check("votlint's errors", "astropy's files", [] if len(theirs) == ASTROPY_FILES else [f"{len(theirs)} files"])

    def job(path):
        def make():
            # votlint knows no version 1.5.
            is_new = path.suffix == ".xml" and b'version="1.5"' in path.read_bytes()[:1000]
            if has_errors(run, path) or is_new or not run.stilts:
                return []
            return peers.votlint(path)

        run.attempt("votlint's errors", path.name, make)

    return [lambda path=path: job(path) for path in [*broken(folder), *theirs]]
