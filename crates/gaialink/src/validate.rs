//! What is wrong with a file, all of it.

mod content;
mod format;
mod options;
mod unread;

pub use self::options::ValidateOptions;

use crate::{Format, OpenOptions, Result, Source};
use gaialink_table::{Finding, Severity};
use serde::Serialize;
use std::path::Path;

/// What was found in a file.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Validation {
    /// What messages call the file: the path, and the member of an archive.
    pub name: String,
    /// The format; `None` of a zip archive, and of what is of no format that is known.
    pub format: Option<Format>,
    /// What is wrong with it or worth knowing, in the order in which it was found.
    pub findings: Vec<Finding>,
    /// What was found in the files of a zip archive.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Validation>,
}

impl Validation {
    /// The findings of the file and of its members, each with the name of what it was found in.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Finding)> {
        let members = self.members.iter().flat_map(|member| member.findings.iter().map(|found| (member.name.as_str(), found)));
        self.findings.iter().map(|found| (self.name.as_str(), found)).chain(members)
    }

    /// How many findings of a severity there are, those of the members too.
    pub fn count(&self, severity: Severity) -> usize {
        self.all().filter(|(_, found)| found.severity == severity).count()
    }

    /// Whether nothing goes against a standard; warnings do not count.
    ///
    /// ```
    /// assert!(gaialink::Validation::default().is_valid());
    /// ```
    pub fn is_valid(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}

/// Validates a file of any format; see [`Source::validate`]. A file of no format that is known is a finding.
///
/// # Errors
///
/// [`ErrorKind::Io`](crate::ErrorKind::Io) where the file cannot be read at all.
///
/// ```no_run
/// let found = gaialink::validate("XP_SAMPLED-Gaia DR3 5937083312263887616.xml", &Default::default())?;
/// for (name, finding) in found.all() {
///     println!("{name}: {finding}");
/// }
/// # Ok::<_, gaialink::Error>(())
/// ```
pub fn validate(path: impl AsRef<Path>, options: &ValidateOptions) -> Result<Validation> {
    let path = path.as_ref();
    let (limits, release) = (options.limits.clone(), options.release.clone());
    let open = OpenOptions { limits, release, ..OpenOptions::default() };
    unread::or_finding(open.open(path), &path.display().to_string()).and_then(|opened| match opened {
        Ok(source) => source.validate(options),
        Err(found) => Ok(found),
    })
}

impl Source {
    /// Reads the whole file, all tables of it, and tells everything in it that goes against the standard of its format; then, of
    /// each table that is a product or a {links} table, what goes against that. Of a zip archive, all members are looked at.
    ///
    /// The findings of each format have codes of their own, which its crate lists; those of the products are in
    /// [`check`](crate::products::check), and those of {links} tables in [`links`](gaialink_datalink::links). Beside these there
    /// are:
    ///
    /// | code | severity | meaning |
    /// |---|---|---|
    /// | `E-FORMAT` | error | the file is of no format that is known |
    /// | `E-READ` | error | the file, or a table of it, cannot be read |
    /// | `I-NO-TABLE` | info | the file holds no table |
    /// | `I-PRODUCT` | info | the table is too large to be looked at as a product |
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where the file cannot be read at all.
    pub fn validate(&self, options: &ValidateOptions) -> Result<Validation> {
        #[cfg(feature = "zip")]
        if self.format().is_none() {
            let members = self.members().iter().map(|member| {
                let name = format!("{}: {}", self.name(), member.name);
                match unread::or_finding(self.member(&member.name), &name)? {
                    Ok(source) => source.validate(options),
                    Err(found) => Ok(found),
                }
            });
            let members = members.collect::<Result<_>>()?;
            return Ok(Validation { name: self.name().to_owned(), members, ..Validation::default() });
        }
        content::validate(self, options)
    }
}
