#![cfg_attr(doctest, doc = include_str!("../README.md"))]
//! The DataLink protocol of the Gaia archive as data. Nothing here talks to a network.
//!
//! So far: the [names of the files](file_name) that the archive serves.
//!
//! ```
//! use gaialink_datalink::FileName;
//! use gaialink_products::Release;
//!
//! let name: FileName = "XP_SAMPLED-Gaia DR3 5937083312263887616.xml".parse()?;
//! assert_eq!(name.retrieval_type(), "XP_SAMPLED");
//! assert_eq!(name.release(), Some(&Release::Dr3));
//! assert_eq!(name.source_id().map(|id| id.get()), Some(5_937_083_312_263_887_616));
//! assert_eq!(name.extension(), "xml");
//! assert_eq!(name.to_string(), "XP_SAMPLED-Gaia DR3 5937083312263887616.xml");
//! # Ok::<_, gaialink_datalink::file_name::ParseError>(())
//! ```

#[cfg(feature = "votable")]
pub mod call;
mod cell_text;
mod endpoint;
pub mod file_name;
mod form;
mod id;
pub mod links;
mod order;
pub mod plan;
pub mod request;
mod retrieval_type;
pub mod source_list;

#[cfg(feature = "votable")]
pub use self::call::Calls;
pub use self::{
    endpoint::{Endpoint, ParseEndpointError},
    file_name::FileName,
    id::{Id, ParseIdError},
    links::Links,
    order::{Order, OrderError},
    request::DataRequest,
    retrieval_type::{ParseRetrievalTypeError, RetrievalType},
    source_list::{SourceList, SourceListBuilder},
};
