use crate::{Error, ErrorKind, Result, archive::Archive};
use gaialink_table::LimitError;
use serde::{Deserialize, Serialize};

/// What an archive may make of itself, checked by what its directory claims; a content that is longer than its claim is an error
/// of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BundleLimits {
    /// How many members an archive may have. Default: 1,000,000.
    pub max_members: u64,
    /// How many bytes a member may inflate to. Default: 16 GiB, which streams.
    pub max_member: u64,
    /// How many bytes all members of an archive may inflate to. Default: 256 GiB.
    pub max_total: u64,
    /// How many times its packed size a member of more than 64 MiB may be. Default: 200.
    pub max_ratio: u64,
}

impl Default for BundleLimits {
    fn default() -> Self {
        Self { max_members: 1_000_000, max_member: 16 << 30, max_total: 256 << 30, max_ratio: 200 }
    }
}

/// What a member may be, however well it is packed.
const SMALL: u64 = 64 << 20;

impl BundleLimits {
    /// Checks an archive as a whole.
    pub(super) fn archive(&self, archive: &Archive) -> Result<()> {
        let members = archive.members();
        let count = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let total = members.iter().fold(0_u64, |sum, member| sum.saturating_add(member.size));
        let checks = [("members of the archive", count, self.max_members), ("bytes of all members", total, self.max_total)];
        checks.into_iter().try_for_each(|(what, found, limit)| within(what, found, limit)).map_err(|e| e.at(archive.name()))
    }

    /// Checks one member by its sizes, packed and not.
    pub(super) fn member(&self, packed: u64, size: u64) -> Result<()> {
        within("bytes of the member", size, self.max_member)?;
        if size > SMALL && size > packed.saturating_mul(self.max_ratio) {
            let reason = format!(
                "the member is packed {} times; more than {} times is taken for a trap",
                size.checked_div(packed).unwrap_or(size),
                self.max_ratio
            );
            return Err(ErrorKind::Archive { reason }.into());
        }
        Ok(())
    }
}

fn within(what: &str, found: u64, limit: u64) -> Result<()> {
    if found <= limit {
        return Ok(());
    }
    Err(Error::from(LimitError { what: what.to_owned(), found, limit }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_are_packed_too_well() {
        let limits = BundleLimits { max_member: 1 << 30, ..BundleLimits::default() };
        for (packed, size, good) in [
            (1, SMALL, true),
            (1 << 20, 200 << 20, true),
            (1 << 20, 201 << 20, false),
            (1 << 30, 1 << 30, true),
            (1 << 30, (1 << 30) + 1, false),
        ] {
            assert_eq!(limits.member(packed, size).is_ok(), good, "{packed} to {size}");
        }
    }
}
