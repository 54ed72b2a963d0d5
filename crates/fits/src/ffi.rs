//! cfitsio, safely: the only unsafe code of gaialink.
//!
//! Everything here works on files that went through the [pre-flight](crate::preflight): cfitsio itself trusts what it reads. The file
//! is opened by its literal name, or as a header in memory; both are read-only.

#![expect(unsafe_code, reason = "the calls into cfitsio, which is C")]

use crate::{
    block::{BLOCK, CARD},
    error::ErrorKind,
};
use fitsio::sys;
use std::{ffi::CString, os::raw::c_char, os::unix::ffi::OsStrExt, path::Path, ptr};

/// A cfitsio file at one binary table.
#[derive(Debug)]
pub(crate) struct Table {
    file: *mut sys::fitsfile,
    /// Where cfitsio keeps the place and the length of a file in memory; null for one on disk.
    memory: *mut Memory,
}

/// A file in memory: cfitsio holds pointers to both fields for as long as it is open.
#[derive(Debug)]
struct Memory {
    start: *mut std::ffi::c_void,
    len: usize,
    /// What `start` and `len` describe.
    _bytes: Vec<u8>,
}

// SAFETY: a `Table` owns its `fitsfile` and its memory alone, every use takes `&mut self`, and cfitsio ties nothing of it to a
// thread; the tables that all files share are locked in a reentrant build, and no other is used (`require_reentrant`).
unsafe impl Send for Table {}

/// The longest file name that cfitsio's buffers take.
const LONGEST_NAME: usize = 1000;

type Result<T> = std::result::Result<T, ErrorKind>;

impl Table {
    /// Opens a file on disk at one HDU, counted from 1. The path must be absolute; it is taken literally.
    ///
    /// `None` where cfitsio cannot take the name.
    pub(crate) fn open_disk(path: &Path, hdu: u32) -> Result<Option<Self>> {
        require_reentrant()?;
        let name = path.as_os_str().as_bytes();
        if !path.is_absolute() || name.len() > LONGEST_NAME {
            return Ok(None);
        }
        let Ok(name) = CString::new(name) else { return Ok(None) };
        let mut table = Self { file: ptr::null_mut(), memory: ptr::null_mut() };
        let mut status = 0;
        // SAFETY: `file` is a valid place for the result, `name` is a C string shorter than cfitsio's buffers, and `ffdkopn`
        // takes it without its extended syntax; 0 is READONLY.
        unsafe { sys::ffdkopn(&raw mut table.file, name.as_ptr(), 0, &raw mut status) };
        check("open the file", status)?;
        table.move_to(hdu)?;
        Ok(Some(table))
    }

    /// Opens a header: the blocks of one binary table, without its data.
    pub(crate) fn open_header(header: &[u8]) -> Result<Self> {
        require_reentrant()?;
        let mut bytes = empty_primary();
        bytes.extend_from_slice(header);
        let (start, len) = (bytes.as_mut_ptr().cast(), bytes.len());
        let memory = Box::into_raw(Box::new(Memory { start, len, _bytes: bytes }));
        let mut table = Self { file: ptr::null_mut(), memory };
        let mut status = 0;
        // SAFETY: `memory` comes from `Box::into_raw` and lives until `drop`, behind the close; cfitsio is given the places of its
        // fields `start` and `len`, which describe `bytes`; without a function to reallocate and opened READONLY (0) it changes
        // neither. It reads no further than the headers, which `bytes` holds in whole blocks.
        unsafe {
            let (start, len) = (&raw mut (*memory).start, &raw mut (*memory).len);
            sys::ffomem(&raw mut table.file, c"header".as_ptr(), 0, start, len, BLOCK, None, &raw mut status);
        }
        check("open the header", status)?;
        table.move_to(2)?;
        Ok(table)
    }

    fn move_to(&mut self, hdu: u32) -> Result<()> {
        let mut status = 0;
        let number = i32::try_from(hdu).unwrap_or(i32::MAX);
        // SAFETY: `file` was opened and is not closed before `drop`; the type of the HDU is not asked for.
        unsafe { sys::ffmahd(self.file, number, ptr::null_mut(), &raw mut status) };
        check("go to the table", status)
    }

    /// Where the header and the data of the table start.
    pub(crate) fn place(&mut self) -> Result<(u64, u64)> {
        let (mut header, mut data, mut end, mut status) = (0, 0, 0, 0);
        // SAFETY: `file` is open, and all four are valid places for the results.
        unsafe { sys::ffghadll(self.file, &raw mut header, &raw mut data, &raw mut end, &raw mut status) };
        check("tell where the table is", status)?;
        let place = |at: i64| u64::try_from(at).unwrap_or(u64::MAX);
        Ok((place(header), place(data)))
    }

    /// How many header records there are, without END.
    pub(crate) fn record_count(&mut self) -> Result<i32> {
        let (mut count, mut status) = (0, 0);
        // SAFETY: `file` is open; the free space is not asked for.
        unsafe { sys::ffghsp(self.file, &raw mut count, ptr::null_mut(), &raw mut status) };
        check("count the header records", status)?;
        Ok(count)
    }

    /// A header record, counted from 1, without the blanks at its end.
    pub(crate) fn record(&mut self, number: i32) -> Result<Vec<u8>> {
        let mut card = [0_u8; CARD + 1];
        let mut status = 0;
        // SAFETY: `file` is open and `card` has the 81 bytes that cfitsio fills.
        unsafe { sys::ffgrec(self.file, number, card.as_mut_ptr().cast::<c_char>(), &raw mut status) };
        check("read a header record", status)?;
        Ok(card.iter().copied().take_while(|b| *b != 0).collect())
    }

    /// Fills `buf` with the bytes of rows, from the start of one on, counted from 0.
    pub(crate) fn read_rows(&mut self, first: u64, buf: &mut [u8]) -> Result<()> {
        let row = i64::try_from(first).unwrap_or(i64::MAX).saturating_add(1);
        let len = i64::try_from(buf.len()).unwrap_or(i64::MAX);
        let mut status = 0;
        // SAFETY: `file` is open, and `buf` has the `len` bytes that cfitsio fills; it checks the rows against NAXIS2.
        unsafe { sys::ffgtbb(self.file, row, 1, len, buf.as_mut_ptr(), &raw mut status) };
        check("read rows", status)
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let mut status = 0;
        if !self.file.is_null() {
            // SAFETY: `file` was opened and is closed once, here.
            unsafe { sys::ffclos(self.file, &raw mut status) };
        }
        if !self.memory.is_null() {
            // SAFETY: `memory` comes from `Box::into_raw`, is freed once, here, and cfitsio has let go of it.
            drop(unsafe { Box::from_raw(self.memory) });
        }
    }
}

/// A primary HDU without data.
fn empty_primary() -> Vec<u8> {
    let cards = ["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0", "END"];
    let mut bytes: Vec<u8> = cards.iter().flat_map(|card| format!("{card:<CARD$}").into_bytes()).collect();
    bytes.resize(BLOCK, b' ');
    bytes
}

fn require_reentrant() -> Result<()> {
    // SAFETY: the function has no argument and reads a constant.
    if unsafe { sys::fits_is_reentrant() } == 1 {
        return Ok(());
    }
    Err(ErrorKind::Unsupported("this cfitsio was not built reentrant".to_owned()))
}

fn check(what: &'static str, status: i32) -> Result<()> {
    if status == 0 {
        return Ok(());
    }
    let mut text = [0_u8; 81];
    // SAFETY: cfitsio fills at most 31 of the 81 bytes.
    unsafe { sys::ffgerr(status, text.as_mut_ptr().cast::<c_char>()) };
    let text = text.iter().take_while(|b| **b != 0).map(|b| char::from(*b)).collect();
    Err(ErrorKind::Library { what, status, text })
}
