use crate::{Error, ErrorKind, Result, Target};
use gaialink_products::ProductKind;
use std::path::{Path, PathBuf};

/// The word in an output's name that the product takes the place of.
const PRODUCT: &str = "{product}";

/// Where the tables go: one file, a file a product by a pattern, or a directory with a file a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    output: PathBuf,
    kind: Kind,
    pub(super) target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    One,
    Pattern,
    Directory,
}

impl Place {
    /// Tells by the output's name. Of a partition, the output is a directory, with one a product inside where there are several.
    pub(super) fn try_new(output: &Path, to: Option<Target>, partitioned: bool) -> Result<Self> {
        let text = output.to_string_lossy();
        // A partition is a directory itself, which may be there and empty.
        let is_directory = text.ends_with(['/', '\\']) || !partitioned && output.is_dir();
        let kind = match (text.contains(PRODUCT), is_directory) {
            (true, _) => Kind::Pattern,
            (false, true) => Kind::Directory,
            (false, false) => Kind::One,
        };
        let target = match (to, kind) {
            (Some(target), _) => target,
            (None, Kind::Directory) => Target::Parquet,
            (None, _) if partitioned => Target::Parquet,
            (None, _) => Target::from_path(output)?,
        };
        Ok(Self { output: output.to_owned(), kind, target })
    }

    /// The output of a product; `first` is the one that came before, where there is one.
    pub(super) fn of(&self, product: ProductKind, first: Option<ProductKind>, partitioned: bool) -> Result<PathBuf> {
        match (self.kind, first) {
            (Kind::One, Some(first)) => {
                let name = self.output.display().to_string();
                Err(Error::from(ErrorKind::SeveralProducts { first: first.to_string(), second: product.to_string() }).at(&name))
            }
            (Kind::One, None) => Ok(self.output.clone()),
            (Kind::Directory, _) if partitioned => Ok(self.output.join(product.name())),
            (Kind::Directory, _) => Ok(self.output.join(format!("{product}.{}", self.target.extension()))),
            (Kind::Pattern, _) => Ok(PathBuf::from(self.output.to_string_lossy().replace(PRODUCT, product.name()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_patterns_and_directories() {
        let (rvs, msc) = (ProductKind::Rvs, ProductKind::McmcMsc);
        for (output, to, want) in [
            ("out.fits", None, "out.fits"),
            ("a/{product}.ecsv", None, "a/RVS.ecsv"),
            ("no/such/", None, "no/such/RVS.parquet"),
            ("no/such/", Some(Target::Votable), "no/such/RVS.vot"),
            ("x", Some(Target::Csv), "x"),
        ] {
            let place = Place::try_new(Path::new(output), to, false).unwrap();
            assert_eq!(place.of(rvs, None, false).unwrap(), Path::new(want), "{output}");
            let second = place.of(msc, Some(rvs), false);
            let several = second.as_ref().err().map(|e| matches!(e.kind(), ErrorKind::SeveralProducts { .. }));
            assert_eq!(several, (output == want).then_some(true), "{output}: {second:?}");
        }
        assert!(Place::try_new(Path::new("out"), None, false).is_err());
        assert!(Place::try_new(Path::new("out"), None, true).is_ok());
    }
}
