//! The table model under gaialink: schema, metadata, Arrow batches and the row codecs
