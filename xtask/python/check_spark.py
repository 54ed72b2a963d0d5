"""A stack partitioned by place in the sky, read as one dataset by PySpark and by Dask.

usage: check_spark.py DIRECTORY LEVEL, where the directory was written by
`gaialink stack IN... -o DIRECTORY --partition healpix:LEVEL`

Run by hand, in an environment with `pip install pyspark "dask[dataframe]" pyarrow pandas` and a Java, since these are too heavy for
every run of `interop`. A peer that is not there is left out, with the reason; the exit code is 1 where one found something else
than pyarrow.
"""

import sys

import pyarrow.dataset as ds


def expected(path, column):
    """What pyarrow finds: rows, sources, the sum of the fluxes, and of each cell the rows."""
    table = ds.dataset(path, partitioning="hive").to_table(columns=["source_id", "flux", column]).to_pandas()
    cells = table.groupby(column).size().to_dict()
    return len(table), table["source_id"].nunique(), float(table["flux"].astype(float).sum()), cells


def by_spark(path, column):
    """The same by PySpark, and which files a choice of one cell reads."""
    from pyspark.sql import SparkSession, functions as f

    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.read.parquet(path)
    cells = {row[column]: row["count"] for row in frame.groupBy(column).count().collect()}
    first = sorted(cells)[0]
    chosen = frame.where(f.col(column) == first)
    if chosen.count() != cells[first] or len(chosen.inputFiles()) > len(frame.inputFiles()):
        raise RuntimeError(f"the cell {first} has {chosen.count()} rows")
    row = frame.agg(f.count("*"), f.countDistinct("source_id"), f.sum(f.col("flux").cast("double"))).first()
    return row[0], row[1], row[2], cells


def by_dask(path, column):
    """The same by Dask."""
    import dask.dataframe as dd

    frame = dd.read_parquet(path, columns=["source_id", "flux", column])
    cells = {int(cell): rows for cell, rows in frame[column].astype("int64").value_counts().compute().items() if rows}
    first = sorted(cells)[0]
    chosen = dd.read_parquet(path, filters=[(column, "==", first)])
    if len(chosen) != cells[first]:
        raise RuntimeError(f"the cell {first} has {len(chosen)} rows")
    flux = frame["flux"].astype("float64").sum().compute()
    return len(frame), int(frame["source_id"].nunique().compute()), float(flux), cells


def main():
    """Compares all that are there."""
    path, column = sys.argv[1], f"healpix_{sys.argv[2]}"
    want = expected(path, column)
    failed = False
    for name, read in {"PySpark": by_spark, "Dask": by_dask}.items():
        try:
            found = read(path, column)
        except ImportError as error:
            print(f"left out: {name}: {error}")
            continue
        same = found[:2] == want[:2] and abs(found[2] - want[2]) <= 1e-9 * abs(want[2]) and found[3] == want[3]
        print(f"{name}: {found[0]} rows, {found[1]} sources, {len(found[3])} cells: {'the same' if same else f'not {want}'}")
        failed |= not same
    sys.exit(failed)


if __name__ == "__main__":
    main()
