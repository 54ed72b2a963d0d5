"""astropy reads every VOTable of a zip, one by one. usage: read_members.py ZIP"""

import io
import sys
import time
import warnings
import zipfile

from astropy.io.votable import parse

warnings.simplefilter("ignore")
start, count = time.perf_counter(), 0
with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        table = parse(io.BytesIO(archive.read(name))).get_first_table()
        count += len(table.array) > 0
print(f"{count} in {time.perf_counter() - start:.3f} s")
