"""How long GaiaXPy's input reader takes for files of XP_CONTINUOUS, to their matrices of correlations and covariances.

usage: peer_gaiaxpy.py RUNS FILE...

Prints the best time of each file and the most memory that was taken for it, or why it cannot be read.
"""

import contextlib
import io
import sys
import time
from pathlib import Path

from gaiaxpy.file_parser.parse_internal_continuous import InternalContinuousParser


def main(runs, paths):
    for path in paths:
        try:
            forget_peak()
            best = min(seconds(path) for _ in range(runs))
            print(f"{path}: {best:.4f} s{peak()}")
        except Exception as error:  # Whatever it is, the other files are to be read.
            print(f"{path}: {type(error).__name__}: {str(error)[:200]}")


def seconds(path):
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        frame, _ = InternalContinuousParser().parse_file(Path(path))
    taken = time.perf_counter() - start
    first = frame.iloc[0]
    for band in ("bp", "rp"):
        assert first[f"{band}_covariance_matrix"].shape == (55, 55), "no covariances"
    return taken


def forget_peak():
    """Begins anew with the most memory, where the system can (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak():
    """The most memory since then, as it is told."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text().splitlines()
        return f", {int(next(line for line in lines if line.startswith('VmHWM')).split()[1]) // 1024} MiB"
    return ""


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
