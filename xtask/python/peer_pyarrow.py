"""Converts a CSV into an Arrow file with pyarrow, types from all rows, by one thread.

usage: peer_pyarrow.py IN OUT
"""

import sys

import pyarrow as pa
from pyarrow import csv

source, target = sys.argv[1:]
pa.set_cpu_count(1)
table = csv.read_csv(source, read_options=csv.ReadOptions(use_threads=False))
with pa.ipc.new_file(target, table.schema) as writer:
    writer.write_table(table)
