//! A zip archive of products, stacked.
#![no_main]

use gaialink::{
    OpenOptions,
    bundle::{Bundle, BundleLimits, Stack, StackOptions},
};
use gaialink_fuzz::limits;
use libfuzzer_sys::fuzz_target;
use std::fs;

fuzz_target!(|data: &[u8]| {
    let directory = tempfile::tempdir().expect("a temporary folder");
    let (input, output) = (directory.path().join("in"), directory.path().join("out/"));
    fs::write(&input, data).expect("a temporary file");
    let mut limited = BundleLimits::default();
    limited.max_member = 1 << 20;
    limited.max_total = 1 << 22;
    limited.max_members = 100;
    let mut open = OpenOptions::default();
    open.limits = limits();
    open.limits.max_inflated = Some(limited.max_member);
    if let Ok(bundle) = Bundle::open_with(&[&input], &open, &limited) {
        bundle.products().for_each(drop);
    }
    let mut options = StackOptions::default();
    (options.open, options.limits) = (open, limited);
    options.to = Some(gaialink::Target::Arrow);
    let stack = Stack::new(&[&input], options);
    drop(stack.run(output.join("{product}.arrow")));
    let names = fs::read_dir(directory.path()).expect("the folder").count();
    assert!(names <= 2, "nothing is written outside of the output");
});
