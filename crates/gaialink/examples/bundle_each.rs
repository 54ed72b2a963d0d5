//! How long it takes to read the products of a zip one by one: `cargo run --release --example bundle_each -- FILE.zip`.

use gaialink::bundle::Bundle;
use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
    time::Instant,
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: bundle_each FILE")?;
    let start = Instant::now();
    let count = count_products(Path::new(&path))?;
    writeln!(io::stdout(), "{count} in {:.3} s", start.elapsed().as_secs_f64())?;
    Ok(())
}

/// Reads all products and counts them.
pub(crate) fn count_products(path: &Path) -> Result<usize, Box<dyn Error>> {
    let bundle = Bundle::open(&[path])?;
    let mut count = 0;
    for (_, product) in bundle.products() {
        product?;
        count += 1;
    }
    Ok(count)
}
