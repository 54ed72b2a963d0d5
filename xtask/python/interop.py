"""Compares what gaialink reads and writes with astropy, STILTS and pyarrow, value by value.

usage: interop.py --gaialink BINARY --testdata DIRECTORY --wheel ASTROQUERY_WHEEL --work DIRECTORY [--stilts]

The last line counts the checks; the exit code is 1 where one failed, or where there were too few.
"""

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
from astropy.io import votable
from canonical import differences, from_arrow, from_astropy, load_arrow, load_astropy, read_arrow

import check_astropy_files
import check_by_hand
import check_documents
import check_ecsv
import check_elements
import check_fits
import check_fits_rows
import check_fits_tables
import check_gaiaxpy
import check_odd
import check_regression
import check_served
import check_stack
import check_stilts
import check_time
import check_votlint
import check_written
import check_yaml
import peers

TARGETS = {
    "votable": "b2.xml",
    "votable-tabledata": "td.xml",
    "votable-binary": "b1.xml",
    "fits": "fits",
    "ecsv": "ecsv",
    "csv": "csv",
    "parquet": "parquet",
    "arrow": "arrow",
}
ARROW = ("parquet", "arrow")
# How many checks there are at least: fewer mean that files got lost, not that all is well.
AT_LEAST = {"astropy reads ours": 330, "metadata survives": 80, "pyarrow reads ours": 115, "STILTS reads ours": 55,
            "votlint": 30, "we read astropy's": 45, "we read pyarrow's": 23, "we read STILTS's": 55, "we read ourselves": 9,
            **check_by_hand.AT_LEAST, **check_documents.AT_LEAST, **check_ecsv.AT_LEAST, **check_fits.AT_LEAST, **check_fits_rows.AT_LEAST, **check_fits_tables.AT_LEAST, **check_gaiaxpy.AT_LEAST,
            **check_stack.AT_LEAST, **check_stilts.AT_LEAST, **check_astropy_files.AT_LEAST, **check_time.AT_LEAST,
            **check_regression.AT_LEAST, **check_votlint.AT_LEAST, **check_yaml.AT_LEAST,
            **check_elements.AT_LEAST, **check_odd.AT_LEAST, **check_written.AT_LEAST}


class Source:
    """A file to start from, as an independent program reads it."""

    def __init__(self, path, fmt):
        self.path, self.fmt = path, fmt
        self.table = load_arrow(path, fmt) if fmt in ARROW else check_served.load(path, fmt)

    @property
    def name(self):
        """A name without blanks that no other source has."""
        return f"{self.path.parent.name}-{self.path.name}".replace(" ", "_")


class Run:
    """The checks that were made."""

    def __init__(self, args):
        self.gaialink, self.work, self.stilts, self.testdata = args.gaialink, args.work, args.stilts, args.testdata
        self.counts, self.failures, self.skipped = Counter(), [], []
        # What is worth knowing and no failure: where it was found, and what.
        self.notes = Counter()

    def check(self, kind, what, problems):
        """Counts one check; `problems` is empty where it passed."""
        self.counts[kind] += 1
        if problems:
            self.failures.append((kind, what, problems))

    def attempt(self, kind, what, make):
        """Counts one check, which fails where `make` raises or returns differences."""
        try:
            self.check(kind, what, make())
        except Exception as error:  # a peer may raise anything; each counts as a failure with its text
            self.check(kind, what, [f"{type(error).__name__}: {str(error)[:300]}"])

    def convert(self, source, fmt, name):
        """Converts with gaialink and gives the path of the result."""
        out = self.work / "ours" / f"{name}.{TARGETS[fmt]}"
        done = subprocess.run([self.gaialink, "convert", source, out, "--to", fmt], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"gaialink: {done.stderr.strip()}")
        return out


def good_files(testdata):
    """The files of the test data that both we and a peer can read, and the format of each."""
    formats = {".xml": "votable", ".fits": "fits", ".ecsv": "ecsv", ".csv": "csv", ".parquet": "parquet", ".arrow": "arrow"}
    for folder in ("gaia", "types", "peers"):
        for path in sorted((testdata / folder).iterdir()):
            if not path.name.startswith(("rare", "pyarrow_foreign")):
                yield path, formats[path.suffix]


def members(wheel, work):
    """The products inside the zips that astroquery ships for its own tests."""
    folder = work / "astroquery"
    with zipfile.ZipFile(wheel) as package:
        for name in package.namelist():
            if "gaia/tests/data/" in name and name.endswith(".zip"):
                with package.open(name) as inner, zipfile.ZipFile(inner) as bundle:
                    bundle.extractall(folder)
    formats = {".xml": "votable", ".fits": "fits", ".ecsv": "ecsv", ".csv": "csv"}
    return [(path, formats[path.suffix]) for path in sorted(folder.rglob("*")) if path.suffix in formats]


def ours(run, source):
    """Converts a source to every target and has peers read the results."""
    for fmt in TARGETS:
        what = f"{source.name} -> {fmt}"
        reason = peers.astropy_cannot_read(source.path.name, fmt)
        if reason:
            run.skipped.append((what, reason))
            continue
        untyped = "csv" in (fmt, source.fmt)
        widened = fmt.startswith("votable")
        load = load_arrow if fmt in ARROW else load_astropy
        kind = "pyarrow reads ours" if fmt in ARROW else "astropy reads ours"

        def make():
            out = run.convert(source.path, fmt, source.name)
            return differences(source.table, load(out, fmt), untyped=untyped, widened=widened, target=fmt)

        run.attempt(kind, what, make)
        if fmt.startswith("votable") and source.fmt == "votable":
            run.attempt("metadata survives", what, lambda: metadata(source.path, run.convert(source.path, fmt, source.name)))


def metadata(before, after):
    """What differs in what two VOTables say about their columns and PARAMs."""
    a, b = (votable.parse(str(path)).get_first_table() for path in (before, after))
    names = ("name", "unit", "ucd", "utype", "description", "xtype", "datatype", "arraysize", "ref", "ID", "value")
    say = lambda thing: {name: str(getattr(thing, name, None)) for name in names}
    pairs = [(a.fields, b.fields), (a.params, b.params)]
    found = [f"{say(x)} became {say(y)}" for old, new in pairs for x, y in zip(old, new) if say(x) != say(y)]
    return found + [f"{len(old)} became {len(new)}" for old, new in pairs if len(old) != len(new)]


def stilts_reads(run, source):
    """Has STILTS read what we wrote, and votlint look at our VOTables."""
    for fmt in peers.STILTS_READERS:
        what = f"{source.name} -> {fmt}"
        reason = peers.stilts_cannot_read(source.path.name, fmt)
        if reason:
            run.skipped.append((what, reason))
            continue

        def make():
            mine = run.convert(source.path, fmt, source.name)
            out = run.work / "stilts" / f"{source.name}.{fmt}.xml"
            # In a binary stream STILTS writes text as bytes that astropy does not take.
            writer = "votable-tabledata" if source.path.name == "texts.xml" else "votable-binary2-inline"
            peers.stilts("tcopy", f"in={mine}", f"ifmt={peers.STILTS_READERS[fmt]}", f"out={out}", f"ofmt={writer}")
            return differences(source.table, load_astropy(out, "votable"), untyped=fmt == "csv", widened=True, target=fmt)

        run.attempt("STILTS reads ours", what, make)
        if fmt.startswith("votable"):
            run.attempt("votlint", what, lambda: peers.votlint(run.convert(source.path, fmt, source.name)))


def ours_from(run, kind, path, fmt, expected, **how):
    """Reads a peer's file with gaialink and compares what pyarrow finds in the Parquet made of it."""

    def make():
        name = f"{kind.split()[-1]}-{path.name}".replace("'", "")
        return differences(expected, load_arrow(run.convert(path, "parquet", name), "parquet"), **how)

    run.attempt(kind, path.name, make)


def astropy_writes(run, source):
    """Reads what astropy writes of a source."""
    for fmt, path in peers.astropy_files(source.path, source.fmt, run.work / "astropy", source.name, run.skipped):
        expected = load_astropy(path, fmt)
        ours_from(run, "we read astropy's", path, fmt, expected, untyped=fmt == "csv", widened=fmt.startswith("votable"))


def stilts_writes(run, source):
    """Reads what STILTS writes of a source."""
    for fmt, path in peers.stilts_files(source.path, source.fmt, run.work / "stilts", source.name, run.skipped):
        ours_from(run, "we read STILTS's", path, fmt, source.table, untyped=fmt == "csv", widened=True)


def pyarrow_writes(run, path):
    """Reads what pyarrow writes: exactly the same table must come out, types and nulls included."""
    table = read_arrow(path, "arrow")
    for name, fmt, variant in peers.pyarrow_files(table, run.work / "pyarrow"):
        for target in ARROW:

            def make():
                return peers.exactly(table, read_arrow(run.convert(variant, target, f"pyarrow-{name}"), target))

            run.attempt("we read pyarrow's", f"{name} -> {target}", make)
        run.attempt(
            "we read pyarrow's",
            f"{name} -> votable",
            lambda: differences(
                {k: v for k, v in from_arrow(table).items() if k != "texts"},
                from_astropy(votable_without_texts(run, variant, table, name)),
                widened=True,
            ),
        )


def votable_without_texts(run, path, table, name):
    """Converts all columns but `texts`, since astropy reads no arrays of strings in VOTables."""
    out = run.work / "ours" / f"pyarrow-{name}.b2.xml"
    columns = ",".join(column for column in table.column_names if column != "texts")
    subprocess.run([run.gaialink, "convert", path, out, "--to", "votable", "--columns", columns], check=True, capture_output=True)
    return votable.parse(str(out)).get_first_table().to_table(use_names_over_ids=True)


def foreign_arrow(run, testdata):
    """Reads Arrow types that have to be brought home."""
    for fmt in ARROW:
        path = testdata / "peers" / f"pyarrow_foreign.{fmt}"

        def make():
            home = from_arrow(peers.brought_home(read_arrow(path, fmt)))
            return differences(home, load_arrow(run.convert(path, "parquet", f"foreign-{fmt}"), "parquet"))

        run.attempt("we read pyarrow's", path.name, make)


def rare(run, testdata):
    """What no peer reads: the three serializations must at least agree with each other, before and after."""
    tables = {}
    for path in sorted((testdata / "types").glob("rare*")):
        for fmt in ("votable", "votable-tabledata", "votable-binary"):

            def make():
                again = run.convert(run.convert(path, fmt, path.name), "parquet", f"{path.name}.{fmt}")
                table = tables.setdefault("first", read_arrow(run.convert(path, "parquet", path.name), "parquet"))
                return peers.exactly(table, read_arrow(again, "parquet"))

            run.attempt("we read ourselves", f"{path.name} -> {fmt}", make)


def report(run):
    """Prints the table of checks and every failure; gives the exit code."""
    for kind, what, problems in run.failures:
        print(f"FAILED {kind}: {what}")
        for problem in problems[:3]:
            print(f"    {problem}")
    for (reason, number) in Counter(reason for _, reason in run.skipped).items():
        print(f"left out {number} times: {reason}")
    for where in sorted({where for where, _ in run.notes}):
        notes = Counter({what: number for (place, what), number in run.notes.items() if place == where})
        print(f"{where}: " + ", ".join(f"{number} {what}" for what, number in notes.most_common()))
    failed = Counter(kind for kind, _, _ in run.failures)
    print(f"\n{'check':<24}{'made':>6}{'failed':>8}")
    for kind, made in run.counts.items():
        print(f"{kind:<24}{made:>6}{failed[kind]:>8}")
    wanted = {kind: least for kind, least in AT_LEAST.items() if run.stilts or not ("STILTS" in kind or "votlint" in kind)}
    short = {kind: least for kind, least in wanted.items() if run.counts[kind] < least}
    for kind, least in short.items():
        print(f"only {run.counts[kind]} checks of '{kind}', at least {least} were expected")
    print(f"{sum(run.counts.values())} checks, {len(run.failures)} failures")
    return 1 if run.failures or short else 0


def main():
    """Makes every check."""
    parser = argparse.ArgumentParser()
    for name in ("gaialink", "testdata", "wheel", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--stilts", action="store_true")
    args = parser.parse_args()
    shutil.rmtree(args.work, ignore_errors=True)
    for folder in ("ours", "stilts", "astropy", "pyarrow"):
        (args.work / folder).mkdir(parents=True)
    run = Run(args)
    files = [*good_files(args.testdata), *members(args.wheel, args.work)]
    sources = [Source(path, fmt) for path, fmt in files]
    served = [Source(path, fmt) for path, fmt in check_served.files(run)]
    jobs = [lambda source=source: ours(run, source) for source in sources]
    chosen = [source for source in sources if peers.is_one_of_each(source.path.name)]
    jobs += [lambda source=source: astropy_writes(run, source) for source in chosen]
    if args.stilts:
        jobs += [lambda source=source: stilts_reads(run, source) for source in chosen]
        jobs += [lambda source=source: stilts_writes(run, source) for source in chosen]
    jobs.append(lambda: pyarrow_writes(run, args.testdata / "peers/pyarrow.arrow"))
    jobs.append(lambda: foreign_arrow(run, args.testdata))
    jobs.append(lambda: rare(run, args.testdata))
    jobs.append(lambda: check_ecsv.check(run))
    jobs.append(lambda: check_time.check(run))
    jobs.append(lambda: check_yaml.check(run))
    jobs.append(lambda: check_by_hand.check(run))
    jobs += [lambda source=source: ours(run, source) for source in served]
    jobs += check_documents.jobs(run, args.testdata)
    jobs += check_elements.jobs(run)
    jobs += check_written.jobs(run, args.testdata)
    jobs += check_fits.jobs(run, sources)
    jobs += check_fits_rows.jobs(run, args.testdata)
    jobs += check_fits_tables.jobs(run)
    jobs += check_stack.jobs(run)
    jobs += check_astropy_files.jobs(run)
    jobs += check_regression.jobs(run)
    jobs += check_stilts.jobs(run)
    jobs += check_votlint.jobs(run)
    jobs += check_odd.jobs(run)
    jobs.append(lambda: check_gaiaxpy.check(run))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()
    sys.exit(report(run))


if __name__ == "__main__":
    main()
