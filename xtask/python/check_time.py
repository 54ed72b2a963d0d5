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
AT_LEAST = {"times agree": 24}


def check(run, files=8):
    """Has light curves of made-up times described, and compares their first and last times."""
    numbers = random.Random(20260101)
    for number in range(files):
        times = {band: sorted(numbers.uniform(*SPAN) for _ in range(2)) for band in BANDS}
        path = run.work / f"times-{number}.csv"
        rows = [f"17,{100 + place},{band},{time!r},15.5,100.0,10.0,10.0,false,false,0,42"
                for band in BANDS for place, time in enumerate(times[band])]
        path.write_text("\n".join([HEADER, *rows]) + "\n")
        done = subprocess.run([run.gaialink, "info", "--json", path], capture_output=True, text=True, check=True)
        facts = {fact["name"]: fact["value"] for fact in json.loads(done.stdout)[0]["tables"][0]["product"]["said"][0]["facts"]}
        for band in BANDS:
            printed = facts[band].rpartition("(")[2].rstrip(")").split(" to ")
            problems = [problem for time, text in zip(times[band], printed) if (problem := difference(time, text))]
            run.check("times agree", f"{path.name}, {band}", problems if len(printed) == 2 else [f"no times: {facts[band]}"])


def difference(days, printed):
    """What is wrong with a printed time, which is cut to the millisecond; nothing where it is right."""
    whole = int(days)
    want = Time(2455197.5 + whole, days - whole, format="jd", scale="tcb").utc
    off = (want - Time(printed.rstrip("Z"), format="isot", scale="utc")).to_value("s")
    return None if -0.0001 < off < 0.0011 else f"{days!r} is {want.isot}, printed as {printed}: {off} s"
