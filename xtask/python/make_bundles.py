"""Zips of 50 to 50,000 spectra, as the archive packs them. usage: make_bundles.py OUTDIR XP_SAMPLED_XML"""

import random
import re
import sys
import zipfile
from pathlib import Path

SIZES = (50, 500, 5_000, 50_000)


def main():
    """Writes the zips that are not there yet."""
    out, text = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8")
    parts = re.split(r'(?<=value=")\d+(?=")', text, maxsplit=1)
    ids = random.Random(7).sample(range(1 << 58, 6 << 60), SIZES[-1])
    for size in SIZES:
        path = out / f"bundle_{size}.zip"
        if path.is_file():
            continue
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for source in sorted(ids[:size]):
                packed.writestr(f"XP_SAMPLED-Gaia DR3 {source}.xml", f"{source}".join(parts))


if __name__ == "__main__":
    main()
