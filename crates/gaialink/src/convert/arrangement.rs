use super::{ConvertOptions, Destination};
use crate::{BoxReader, Error, ErrorKind, Result, Source};
#[cfg(feature = "products")]
use crate::{arrange::Arranged, decode::Decoded, outside::Outside};
use gaialink_table::LossReport;
use std::{
    cell::Cell,
    sync::{Arc, Mutex},
};

/// The form that the rows are to be brought into on their way, if one is asked for.
pub(super) struct Arrangement<'a> {
    #[cfg(feature = "products")]
    source: &'a Source,
    #[cfg(not(feature = "products"))]
    source: std::marker::PhantomData<&'a Source>,
    #[cfg(feature = "products")]
    form: Option<gaialink_products::Form>,
    /// Whether flags get columns of their own.
    #[cfg(feature = "products")]
    decode_flags: bool,
    /// Whether all rows are read before the first one is written. A stream cannot be begun again, so its rows always are.
    whole: Cell<bool>,
    lost: Arc<Mutex<LossReport>>,
}

impl<'a> Arrangement<'a> {
    #[cfg_attr(not(feature = "products"), expect(unused_variables, reason = "without products there are no forms"))]
    pub(super) fn new(source: &'a Source, options: &ConvertOptions, to: &Destination) -> Self {
        Self {
            #[cfg(feature = "products")]
            source,
            #[cfg(not(feature = "products"))]
            source: std::marker::PhantomData,
            #[cfg(feature = "products")]
            form: options.form,
            #[cfg(feature = "products")]
            decode_flags: options.decode_flags,
            whole: Cell::new(matches!(to, Destination::Stream(_))),
            lost: Arc::default(),
        }
    }

    /// The reader whose products have the form.
    pub(super) fn of(&self, reader: BoxReader) -> Result<BoxReader> {
        #[cfg(feature = "products")]
        let reader = match self.form {
            Some(form) => {
                Box::new(Arranged::try_new(reader, form, self.whole.get(), Outside::of(self.source), Arc::clone(&self.lost))?)
            }
            None => reader,
        };
        #[cfg(feature = "products")]
        let reader = if self.decode_flags { Box::new(Decoded::try_new(reader, self.source)?) } else { reader };
        Ok(reader)
    }

    /// Whether the rows become others than those of the file.
    pub(super) fn is_asked_for(&self) -> bool {
        #[cfg(feature = "products")]
        return self.form.is_some() || self.decode_flags;
        #[cfg(not(feature = "products"))]
        false
    }

    /// Whether reading all rows first may help: those of a source do not stand together, or the columns depend on all of them.
    pub(super) fn may_mend(&self, error: &Error) -> bool {
        matches!(error.kind(), ErrorKind::Scattered { .. } | ErrorKind::Uneven) && !self.whole.replace(true)
    }

    /// What was lost on the way.
    pub(super) fn losses(&self) -> &Mutex<LossReport> {
        &self.lost
    }
}
