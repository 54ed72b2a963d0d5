//! Service descriptors: RESOURCEs that tell how to call a service with values of a table (DataLink 1.1, 4).
//!
//! ```
//! use gaialink_votable::{ReadOptions, service};
//! let document = br#"<VOTABLE><RESOURCE><TABLE><FIELD ID="f1" name="source_id" datatype="long"/></TABLE></RESOURCE>
//!   <RESOURCE type="meta" utype="adhoc:service">
//!     <PARAM name="accessURL" datatype="char" arraysize="*" value="https://example.org/links"/>
//!     <GROUP name="inputParams"><PARAM name="ID" datatype="long" value="" ref="f1"/></GROUP>
//!   </RESOURCE></VOTABLE>"#;
//! let services = service::read(&document[..], &ReadOptions::default())?;
//! assert_eq!(services[0].access_url.as_deref(), Some("https://example.org/links"));
//! assert_eq!((services[0].inputs[0].name(), services[0].inputs[0].source()), ("ID", Some("f1")));
//! # Ok::<_, gaialink_votable::Error>(())
//! ```

mod input;

pub use self::input::Input;

use crate::{DocumentReader, Part, ReadOptions, Result, extras, reader::scope};
use gaialink_table::{
    Param, Schema, Trailer,
    schema::{Extra, Group, GroupEntry, Scope},
};
use std::io::BufRead;

/// A service descriptor: a RESOURCE of the type `meta` and the utype `adhoc:service`, or `adhoc:this` (DataLink 1.1, 4.1). The
/// standard's words are known in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Service {
    /// The ID, by which the `service_def` of a {links} table finds it.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// Whether it is the service that the document came from: the utype `adhoc:this` (DataLink 1.1, 4.8).
    pub is_this: bool,
    /// The URL of the service: the PARAM `accessURL`, which must be there by the standard; `None` where it is empty.
    pub access_url: Option<String>,
    /// The standard that the service keeps, such as `ivo://ivoa.net/std/DataLink#links-1.1`: `standardID`.
    pub standard_id: Option<String>,
    /// The service in the registry: `resourceIdentifier`.
    pub resource_identifier: Option<String>,
    /// The MIME type of its answers: `contentType`.
    pub content_type: Option<String>,
    /// URLs that show how it is called: the PARAMs `exampleURL`, with what they say of it.
    pub examples: Vec<Param>,
    /// What it is called with: the PARAMs of the GROUP `inputParams`, which DataLink 1.0 also called `input`, those of GROUPs
    /// inside it too, and those of the RESOURCE that it refers to.
    pub inputs: Vec<Input>,
    /// The other PARAMs.
    pub params: Vec<Param>,
}

impl Service {
    /// The service that a RESOURCE describes; `None` where it describes none.
    pub fn from_scope(scope: &Scope) -> Option<Self> {
        let is =
            |attribute: &Option<String>, word: &str| attribute.as_deref().is_some_and(|a| a.trim().eq_ignore_ascii_case(word));
        let is_this = is(&scope.utype, "adhoc:this");
        if !is(&scope.kind, "meta") || !(is_this || is(&scope.utype, "adhoc:service")) {
            return None;
        }
        let (id, name, description) = (scope.id.clone(), scope.name.clone(), scope.description.clone());
        let mut service = Self { id, name, description, is_this, ..Self::default() };
        scope.params.iter().for_each(|param| service.take(param));
        scope.groups.iter().for_each(|group| service.group(group));
        Some(service)
    }

    fn take(&mut self, param: &Param) {
        let slot = match param.name().trim().to_ascii_lowercase().as_str() {
            "accessurl" => &mut self.access_url,
            "standardid" => &mut self.standard_id,
            "resourceidentifier" => &mut self.resource_identifier,
            "contenttype" => &mut self.content_type,
            "exampleurl" => return self.examples.push(param.clone()),
            _ => return self.params.push(param.clone()),
        };
        match param.value.trim() {
            "" => self.params.push(param.clone()),
            value if slot.is_none() => *slot = Some(value.to_owned()),
            _ => self.params.push(param.clone()),
        }
    }

    fn group(&mut self, group: &Group) {
        let is_input = holds_inputs(group);
        for entry in &group.entries {
            match entry {
                GroupEntry::Group(inner) if !is_input => self.group(inner),
                _ if is_input => self.input(entry),
                GroupEntry::Param(param) => self.params.push(param.clone()),
                _ => {}
            }
        }
    }

    fn input(&mut self, entry: &GroupEntry) {
        match entry {
            GroupEntry::Param(param) => self.inputs.push(Input::new(param.clone())),
            GroupEntry::Group(inner) => inner.entries.iter().for_each(|entry| self.input(entry)),
            GroupEntry::ParamRef(to) => {
                let place = self.params.iter().position(|param| param.field.id.as_deref() == Some(&to.reference));
                self.inputs.extend(place.map(|place| Input::new(self.params.remove(place))));
            }
            _ => {}
        }
    }
}

/// Whether a GROUP is that of the inputs, by its name, or by its ID where it has none.
fn holds_inputs(group: &Group) -> bool {
    let name = group.name.as_ref().or(group.id.as_ref()).map(|name| name.trim().to_ascii_lowercase());
    matches!(name.as_deref(), Some("inputparams" | "input"))
}

/// The services that a document describes, wherever their RESOURCEs stand; rows are passed over. Of the options, only the limits
/// and the strictness count.
///
/// # Errors
///
/// Those of [`DocumentReader::next_part`].
pub fn read<R: BufRead + Send>(inner: R, options: &ReadOptions) -> Result<Vec<Service>> {
    let mut reader = DocumentReader::try_new(inner, options.clone())?;
    let (mut open, mut services) = (Vec::<Scope>::new(), Vec::new());
    while let Some(part) = reader.next_part()? {
        match part {
            Part::Start(scope) => open.push(*scope),
            Part::Content(mut more) => {
                if let Some(scope) = open.last_mut() {
                    scope::join(scope, &mut more);
                }
            }
            Part::End => services.extend(open.pop().as_ref().and_then(Service::from_scope)),
            Part::Table { .. } | Part::TableEnd { .. } => {}
        }
    }
    Ok(services)
}

/// The services that are described around a table that [`crate::Reader`] has read, which keeps their RESOURCEs as extras: before
/// its rows in the scopes, behind them in the trailer.
///
/// # Errors
///
/// Those of [`read`], where an extra is no element.
pub fn around(schema: &Schema, trailer: &Trailer) -> Result<Vec<Service>> {
    let mut services: Vec<Service> = schema.scopes.iter().filter_map(Service::from_scope).collect();
    let before = schema.scopes.iter().flat_map(|scope| &scope.extras);
    for extra in before.chain(&trailer.extras).filter(|extra| is_resource(extra)) {
        let document = format!("<VOTABLE>{}</VOTABLE>", extra.text);
        services.extend(read(document.as_bytes(), &ReadOptions::default())?);
    }
    Ok(services)
}

fn is_resource(extra: &Extra) -> bool {
    matches!(extra.kind.as_str(), extras::ELEMENT | extras::DOCUMENT_ELEMENT) && extra.text.starts_with("<RESOURCE")
}
