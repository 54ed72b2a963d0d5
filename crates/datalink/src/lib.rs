//! The DataLink protocol of the Gaia archive as data: links, service descriptors, file names
