"""Compares the UTC that gaialink prints of light curves with astropy's, to a thousandth of a second."""

import json
import random
import subprocess

from astropy.time import Time

HEADER = ("source_id,transit_id,band,time,mag,flux,flux_error,flux_over_error,rejected_by_photometry,rejected_by_variability,"
          "other_flags,solution_id")
BANDS = ("G", "BP", "RP")
# Days from JD 2455197.5: 2014 to 2026.
SPAN = (1461.0, 6200.0)
# Seconds of UTC around the leap seconds of that span, and its ends.
NEAR = [f"{day}{seconds}" for day, leap in (("2015-06-30", True), ("2016-12-31", True), ("2014-01-01", False), ("2026-12-31", False))
        for seconds in (("T23:59:58.7502", "T23:59:59.7502", "T23:59:60.0002", "T23:59:60.9995") if leap else ("T00:00:00.0002", "T23:59:59.9995"))]
NEXT = ["2015-07-01T00:00:00.0002", "2015-07-01T00:00:01.5", "2017-01-01T00:00:00.0002", "2017-01-01T00:00:01.5"]
AT_LEAST = {"times agree": 32}


def check(run, files=8):
    """Has light curves of made-up times described, and compares their first and last times."""
    numbers = random.Random(20260101)
    pairs = [sorted(numbers.uniform(*SPAN) for _ in range(2)) for _ in range(files * len(BANDS))]
    known = [days(text) for text in sorted(NEAR + NEXT)]
    compare(run, [*pairs, *zip(known[::2], known[1::2])])


def days(utc):
    """Days of TCB from JD 2455197.5."""
    tcb = Time(utc, scale="utc").tcb
    return float((tcb.jd1 - 2455197.5) + tcb.jd2)


def compare(run, pairs):
    """Describes light curves of three pairs of times each."""
    for number in range(0, len(pairs), len(BANDS)):
        times = dict(zip(BANDS, pairs[number:]))
        path = run.work / f"times-{number}.csv"
        rows = [f"17,{100 + place},{band},{time!r},15.5,100.0,10.0,10.0,false,false,0,42"
                for band in times for place, time in enumerate(times[band])]
        path.write_text("\n".join([HEADER, *rows]) + "\n")
        done = subprocess.run([run.gaialink, "info", "--json", path], capture_output=True, text=True, check=True)
        facts = {fact["name"]: fact["value"] for fact in json.loads(done.stdout)[0]["tables"][0]["product"]["said"][0]["facts"]}
        for band in times:
            printed = facts[band].rpartition("(")[2].rstrip(")").split(" to ")
            problems = [problem for time, text in zip(times[band], printed) if (problem := difference(time, text))]
            run.check("times agree", f"{path.name}, {band}", problems if len(printed) == 2 else [f"no times: {facts[band]}"])


def difference(days, printed):
    """What is wrong with a printed time, which is cut to the millisecond; nothing where it is right."""
    whole = int(days)
    want = Time(2455197.5 + whole, days - whole, format="jd", scale="tcb").utc
    off = (want - Time(printed.rstrip("Z"), format="isot", scale="utc")).to_value("s")
    return None if -0.0001 < off < 0.0011 else f"{days!r} is {want.isot}, printed as {printed}: {off} s"
