//! Reads and writes ECSV 1.0 and CSV as Arrow tables
