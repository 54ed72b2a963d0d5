use super::terms::Terms;
use serde::{Deserialize, Serialize};

/// Who publishes a spectrum: the model's `Curation`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Curation {
    /// The publisher: `Curation.Publisher`.
    pub publisher: Option<String>,
    /// The publisher's identifier: `Curation.PublisherID`.
    pub publisher_id: Option<String>,
    /// The publisher's identifier of the data set: `Curation.PublisherDID`.
    pub publisher_did: Option<String>,
    /// Where it is described: `Curation.Reference`.
    pub reference: Option<String>,
    /// The publisher's version: `Curation.Version`.
    pub version: Option<String>,
    /// When it was published: `Curation.Date`.
    pub date: Option<String>,
    /// Who may use it: `Curation.Rights`.
    pub rights: Option<String>,
    /// Whom to ask: `Curation.Contact.Name`.
    pub contact_name: Option<String>,
    /// The address of whom to ask: `Curation.Contact.Email`.
    pub contact_email: Option<String>,
}

impl Curation {
    pub(super) fn of(terms: &Terms) -> Self {
        Self {
            publisher: terms.text("curation.publisher"),
            publisher_id: terms.text("curation.publisherid"),
            publisher_did: terms.text("curation.publisherdid"),
            reference: terms.text("curation.reference"),
            version: terms.text("curation.version"),
            date: terms.text("curation.date"),
            rights: terms.text("curation.rights"),
            contact_name: terms.text("curation.contact.name").or_else(|| terms.text("curation.contactname")),
            contact_email: terms.text("curation.contact.email").or_else(|| terms.text("curation.contactemail")),
        }
    }
}
