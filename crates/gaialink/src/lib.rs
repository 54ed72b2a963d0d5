//! Reads, converts and models the DataLink products of the Gaia archive
