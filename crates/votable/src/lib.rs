//! Reads and writes IVOA VOTable documents as Arrow tables
