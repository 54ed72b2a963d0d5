use crate::text::Cells;
use gaialink::{
    datalink::{self, links::Link},
    votable::service::Service,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A link as it is printed.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    pub(super) link: Link,
    /// The service that the address calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) service: Option<String>,
    /// The address to go to: of the data, or of the service with its inputs.
    pub(super) url: Option<String>,
    /// The columns that the standard does not know.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) local: Local,
}

/// Columns that the standard does not know, and their cells as text.
type Local = BTreeMap<String, String>;

impl Row {
    pub(super) fn of_link(link: &Link, call: Option<String>, local: Local) -> Self {
        let url = link.access_url.clone().or(call);
        Self { link: link.clone(), service: None, url, local }
    }

    pub(super) fn of_service(service: &Service, url: String) -> Self {
        let name = service.name.clone().or_else(|| service.id.clone()).or_else(|| service.standard_id.clone());
        Self { link: Link::default(), service: name, url: Some(url), local: Local::new() }
    }
}

/// The cells of the columns that the standard does not know, a row each.
pub(super) fn local(links: &datalink::Links) -> gaialink::Result<Vec<Local>> {
    let mut rows = vec![Local::new(); links.links().len()];
    for column in links.local_columns() {
        let array = column.to_array()?;
        let cells = Cells::new(&array);
        for (at, row) in rows.iter_mut().enumerate() {
            let text = cells.text(at).map_err(gaialink::table::Error::from)?;
            row.insert(column.field().name.clone(), text);
        }
    }
    Ok(rows)
}
