/// Room for the text of a number in one line of the cache. Where it crosses two of them, to make and copy the text can take twice as long,
/// and where on the stack a plain buffer lies is up to the compiler.
#[repr(align(64))]
pub(super) struct Room<B>(pub(super) B);

impl Room<zmij::Buffer> {
    /// Room for a floating-point number.
    #[inline]
    pub(super) fn of_float() -> Self {
        Self(zmij::Buffer::new())
    }
}

impl Room<itoa::Buffer> {
    /// Room for an integer.
    #[inline]
    pub(super) fn of_integer() -> Self {
        Self(itoa::Buffer::new())
    }
}
