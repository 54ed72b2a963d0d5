use gaialink_table::schema::Scope;

/// A RESOURCE that has ended.
#[derive(Debug, Default)]
pub(crate) struct Closed {
    pub(crate) scope: Scope,
    pub(crate) inner: Vec<Closed>,
    pub(crate) has_table: bool,
}

impl Closed {
    /// Whether nothing is said in it.
    pub(crate) fn is_bare(&self) -> bool {
        self.scope == Scope::default() && self.inner.is_empty()
    }

    /// Whether it holds no table, so that nothing else speaks of it.
    pub(crate) fn is_metadata(&self) -> bool {
        !self.has_table
    }
}
