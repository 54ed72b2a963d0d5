#![cfg_attr(doctest, doc = include_str!("../README.md"))]
//! The DataLink protocol of the Gaia archive as data. Nothing here talks to a network.
//!
//! | part | what it holds |
//! |---|---|
//! | [`source_list`], [`Order`] | whose products are wanted, which, and the requests for them |
//! | [`request`], [`Endpoint`], [`Id`], [`RetrievalType`] | a request to the archive's `data` endpoint, built and parsed |
//! | [`plan`] | requests in chunks that the archive takes |
//! | [`links`] | {links} tables |
#![cfg_attr(feature = "votable", doc = "| [`call`] | services that a VOTable describes, called with the values of its rows |")]
//! | [`file_name`], [`BulkName`] | the names of the files that the archive serves, and of those of bulk downloads |
//!
//! ```
//! use gaialink_datalink::{DataRequest, Endpoint, FileName, Id};
//! use gaialink_products::Release;
//!
//! let request = DataRequest::new("RVS".parse()?, vec![Id::Number(5_937_083_312_263_887_616)]).of_release(Release::Dr3);
//! let url = "https://gea.esac.esa.int/data-server/data?ID=5937083312263887616&RETRIEVAL_TYPE=RVS&RELEASE=Gaia+DR3";
//! assert_eq!(request.to_url(&Endpoint::default()), url);
//! assert_eq!(DataRequest::from_url(url)?, request);
//!
//! let name: FileName = "XP_SAMPLED-Gaia DR3 5937083312263887616.xml".parse()?;
//! assert_eq!((name.retrieval_type(), name.release()), ("XP_SAMPLED", Some(&Release::Dr3)));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod bulk_name;
#[cfg(feature = "votable")]
pub mod call;
mod cell_text;
mod endpoint;
pub mod file_name;
mod form;
mod id;
pub mod links;
mod named;
mod order;
pub mod plan;
pub mod request;
mod retrieval_type;
pub mod source_list;

#[cfg(feature = "votable")]
pub use self::call::Calls;
pub use self::{
    bulk_name::{BulkName, ParseBulkNameError},
    endpoint::{Endpoint, ParseEndpointError},
    file_name::FileName,
    id::{Id, ParseIdError},
    links::Links,
    order::{Order, OrderError},
    request::DataRequest,
    retrieval_type::{ParseRetrievalTypeError, RetrievalType},
    source_list::{SourceList, SourceListBuilder},
};
