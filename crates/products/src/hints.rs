use crate::{ProductKind, Release};

/// What is known of a table from outside of it: the product it is to be taken for, its release, the name of its file.
///
/// ```
/// use gaialink_products::{Hints, ProductKind, Release, ReleaseEvidence, release};
/// use gaialink_table::Schema;
/// let hints = Hints::from(ProductKind::Rvs).named("RVS-Gaia DR3 5937083312263887616.csv");
/// assert_eq!(release(&Schema::default(), hints), Some((Release::Dr3, ReleaseEvidence::Name)));
/// let hints = hints.of_release(&Release::Dr4);
/// assert_eq!(release(&Schema::default(), hints), Some((Release::Dr4, ReleaseEvidence::Given)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hints<'a> {
    /// The product that the table is taken for, as long as it can be. Default: none, it is recognised.
    pub kind: Option<ProductKind>,
    /// The release, whatever else tells one. Default: none.
    pub release: Option<&'a Release>,
    /// The name of the file or of the member of an archive, which may tell the release and nothing else. Default: none.
    pub name: Option<&'a str>,
}

impl<'a> Hints<'a> {
    /// The same of a table that is of that release, whatever else tells one.
    #[must_use]
    pub const fn of_release(mut self, release: &'a Release) -> Self {
        self.release = Some(release);
        self
    }

    /// The same of a table in a file of that name.
    #[must_use]
    pub const fn named(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }
}

impl From<Option<ProductKind>> for Hints<'_> {
    fn from(kind: Option<ProductKind>) -> Self {
        Self { kind, ..Self::default() }
    }
}

impl From<ProductKind> for Hints<'_> {
    fn from(kind: ProductKind) -> Self {
        Self::from(Some(kind))
    }
}
