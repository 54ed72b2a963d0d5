"""Our matrices of XP_CONTINUOUS and our wavelengths of XP_SAMPLED beside GaiaXPy's, where that is installed."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Files as they were served, where the machine has them.
SERVED = ROOT.parent / "shared/gaia-files"
THERE = importlib.util.find_spec("gaiaxpy") is not None
AT_LEAST = {"GaiaXPy's matrices": 5} if THERE else {}


def files():
    """Files that both read; the project's own, and those of the archive."""
    own = ROOT / "testdata/gaia"
    yield from (own / f"xp_continuous_raw.{extension}" for extension in ("csv", "ecsv", "fits", "plain.xml", "xml"))
    for folder in ("xp_continuous_raw", "xp_missing_band"):
        yield from sorted((SERVED / folder).glob("*"))


def check(run):
    """Compares every element: correlations are equal as floats, which the product has, covariances to 1e-12 where GaiaXPy computes
    them of the same floats. Of text, which it reads as doubles, its own come near."""
    if not THERE:
        run.skipped.append(("GaiaXPy's matrices", "no GaiaXPy"))
        return
    command = ["cargo", "run", "--quiet", "--package", "gaialink", "--example", "xp_covariance", "--"]
    pairs = []
    for path in files():
        ours = run.work / "ours" / f"{path.parent.name}-{path.name}.matrices"
        with open(ours, "w", encoding="ascii") as out:
            subprocess.run([*command, path, "--matrices"], cwd=ROOT, stdout=out, check=True)
        pairs.append((path, ours))
    # One process for all of them, since GaiaXPy takes seconds to import and prints what it does.
    arguments = [argument for pair in pairs for argument in pair]
    theirs = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True)
    if theirs.returncode != 0:
        run.check("GaiaXPy's matrices", "all files", [theirs.stderr[-500:]])
        return
    for (path, _), problems in zip(pairs, json.loads(theirs.stdout.splitlines()[-1])):
        run.check("GaiaXPy's matrices", f"{path.parent.name}/{path.name}", problems)


def read_ours(path):
    """Our matrices by source, band and kind."""
    import numpy as np

    rows = {}
    for line in Path(path).read_text(encoding="ascii").splitlines():
        source, band, what, *numbers = line.split()
        rows.setdefault((int(source), band, what), []).append([float(number) for number in numbers])
    return {key: np.array(matrix) for key, matrix in rows.items()}


def compare(path, ours):
    """What differs between GaiaXPy's reading of a file and ours."""
    import numpy as np
    from gaiaxpy.core.config import load_xpmerge_from_xml
    from gaiaxpy.file_parser.parse_internal_continuous import InternalContinuousParser
    from gaiaxpy.spectrum.utils import get_covariance_matrix

    problems = []
    grid, _ = load_xpmerge_from_xml()
    if not np.array_equal(grid, 336 + 2.0 * np.arange(343)):
        problems.append("GaiaXPy's wavelengths are others")
    found = read_ours(ours)
    frame, _ = InternalContinuousParser().parse_file(path)
    seen = 0
    for _, row in frame.iterrows():
        for band in ("bp", "rp"):
            wanted = {"correlation": (row[f"{band}_coefficient_correlations"], 0), "covariance": (row[f"{band}_covariance_matrix"], 3e-7)}
            for what, (want, tolerance) in wanted.items():
                matrix = found.get((int(row["source_id"]), band, what))
                if not isinstance(want, np.ndarray) or want.ndim != 2:
                    if matrix is not None:
                        problems.append(f"{row['source_id']} {band}: GaiaXPy has no {what}")
                    continue
                seen += 1
                if matrix is None or matrix.shape != want.shape:
                    problems.append(f"{row['source_id']} {band}: we have no {what}, or of another shape")
                    continue
                pairs = [(want.astype(np.float32 if tolerance == 0 else float), tolerance)]
                if what == "covariance":
                    pairs.append((get_covariance_matrix(of_floats(row, band), band), 1e-12))
                for want, tolerance in pairs:
                    if not np.allclose(matrix, want, rtol=tolerance, atol=0):
                        worst = np.nanmax(np.abs(matrix / want - 1))
                        problems.append(f"{row['source_id']} {band} {what}: relative difference {worst}")
    if seen != len(found) or not seen:
        problems.append(f"{len(found)} of our matrices, {seen} of GaiaXPy's")
    return problems


def of_floats(row, band):
    """What GaiaXPy makes a matrix of covariances of, in the numbers of the product, which are floats."""
    import numpy as np

    columns = [f"{band}_{column}" for column in ("coefficient_correlations", "coefficient_errors", "standard_deviation")]
    return {column: np.asarray(row[column], dtype=np.float32).astype(float) for column in columns}


if __name__ == "__main__":
    print("\n" + json.dumps([compare(path, ours) for path, ours in zip(sys.argv[1::2], sys.argv[2::2])]))
