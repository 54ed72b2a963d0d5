use std::io;

/// Where the elements of variable arrays lie, behind the rows of a FITS table.
pub trait Heap: Sync {
    /// Its length in bytes.
    fn len(&self) -> u64;

    /// Whether it holds nothing.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `buf` from the byte `offset` on. The caller has checked the range against [`Heap::len`].
    ///
    /// # Errors
    ///
    /// Where the source cannot be read.
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()>;

    /// The whole heap, where it lies in memory, so that nothing is copied. Default: it does not.
    fn bytes(&self) -> Option<&[u8]> {
        None
    }
}

/// The heap of rows that have none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHeap;

impl Heap for NoHeap {
    fn len(&self) -> u64 {
        0
    }

    fn read_at(&self, _offset: u64, _buf: &mut [u8]) -> io::Result<()> {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

impl<H: Heap + ?Sized> Heap for &H {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        (**self).read_at(offset, buf)
    }

    fn bytes(&self) -> Option<&[u8]> {
        (**self).bytes()
    }
}

impl Heap for Vec<u8> {
    fn len(&self) -> u64 {
        Heap::len(self.as_slice())
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        self.as_slice().read_at(offset, buf)
    }

    fn bytes(&self) -> Option<&[u8]> {
        Some(self)
    }
}

impl Heap for [u8] {
    fn len(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        let source = self.get(start..).and_then(|rest| rest.get(..buf.len()));
        buf.copy_from_slice(source.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn bytes(&self) -> Option<&[u8]> {
        Some(self)
    }
}
