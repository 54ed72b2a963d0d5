use gaialink_products::{Release, Structure};
use serde::{Deserialize, Serialize};

/// In which words the archive is asked for a [`Structure`].
///
/// The archive has announced new words for Gaia DR4; for the releases before it only the old ones are sure to be understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StructureWords {
    /// `INDIVIDUAL`, `RAW` and `COMBINED`.
    #[default]
    Old,
    /// `DATAMODEL_STANDARD` and `DATAMODEL_GAIA`; there is none for COMBINED, which keeps its old word.
    New,
}

impl StructureWords {
    /// The words of a release: the new ones from Gaia DR4 on, and before its publication as well.
    pub fn of(release: &Release) -> Self {
        let is_new = match release {
            Release::Dr4 => true,
            Release::Other(name) => number(name).is_some_and(|number| number >= 4),
            _ => false,
        };
        if is_new { Self::New } else { Self::Old }
    }

    /// The word for a structure.
    pub fn word(self, structure: Structure) -> &'static str {
        match self {
            Self::Old => structure.name(),
            Self::New => structure.datamodel_name().unwrap_or(structure.name()),
        }
    }
}

/// The number in `Gaia DR4_RC3`, which is 4.
fn number(name: &str) -> Option<u32> {
    let (_, rest) = name.split_once("DR")?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_release() {
        for (release, want) in [
            ("Gaia DR2", "INDIVIDUAL"),
            ("Gaia DR3", "INDIVIDUAL"),
            ("Gaia FPR", "INDIVIDUAL"),
            ("Gaia DR4", "DATAMODEL_STANDARD"),
            ("Gaia DR4_INT2", "DATAMODEL_STANDARD"),
            ("Gaia DR5", "DATAMODEL_STANDARD"),
            ("Gaia DR10", "DATAMODEL_STANDARD"),
            ("Gaia DR3_INT6", "INDIVIDUAL"),
            ("mine", "INDIVIDUAL"),
        ] {
            assert_eq!(StructureWords::of(&release.into()).word(Structure::Individual), want, "{release}");
        }
        assert_eq!(StructureWords::New.word(Structure::Combined), "COMBINED");
    }
}
