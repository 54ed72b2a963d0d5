//! The gaialink command: looks into, prints and converts downloaded Gaia products
fn main() {}
