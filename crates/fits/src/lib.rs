//! Reads and writes FITS binary tables as Arrow tables, with the Gaia archive's keyword map
