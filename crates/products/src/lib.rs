//! Typed models of the Gaia DataLink products
