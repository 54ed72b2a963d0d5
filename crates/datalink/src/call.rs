//! Calling a service that a service descriptor describes, with the values of a table (DataLink 1.1, 4).

use crate::{cell_text::CellText, form};
use gaialink_table::{Param, Schema, arrow::array::RecordBatch};
use gaialink_votable::service::Service;

/// The calls of a service: a URL for each row of a table.
///
/// What an input is called with, the descriptor says: a value of its own, the cell of a column or the value of a PARAM that
/// it refers to by ID, in the descriptor or around the table, or what the caller gives.
///
/// ```
/// use gaialink_datalink::Calls;
/// use gaialink_table::{Table, TableReader};
/// use gaialink_votable::{ReadOptions, Reader, service};
///
/// let document = br#"<VOTABLE><RESOURCE><TABLE>
///   <FIELD ID="name" name="designation" datatype="char" arraysize="*"/>
///   <DATA><TABLEDATA><TR><TD>Gaia DR3 7</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE>
///   <RESOURCE type="meta" utype="adhoc:service">
///     <PARAM name="accessURL" datatype="char" arraysize="*" value="https://example.org/links"/>
///     <GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="name"/></GROUP>
///   </RESOURCE></VOTABLE>"#;
/// let mut reader = Reader::try_new(&document[..], ReadOptions::default())?;
/// let table = Table::collect(&mut reader)?;
/// let services = service::around(table.schema(), &Box::new(reader).finish()?)?;
/// let calls = Calls::try_new(&services[0], table.schema())?;
/// let urls = calls.urls(table.schema(), &table.batches()[0])?;
/// assert_eq!(urls, [Some("https://example.org/links?ID=Gaia+DR3+7".to_owned())]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calls {
    access_url: String,
    inputs: Vec<(String, Value)>,
}

/// Where the value of an input comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Fixed(String),
    Column(usize),
    Open,
}

/// Why a service cannot be called.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The descriptor has no `accessURL`.
    #[error("the service descriptor has no accessURL")]
    NoAccessUrl,
    /// An input refers to what is not there.
    #[error("input `{input}`: no column or PARAM has the ID `{reference}`")]
    NoReference {
        /// The input.
        input: String,
        /// The ID that it refers to.
        reference: String,
    },
    /// A column is of another type than its schema says.
    #[error("the table does not hold together")]
    Table(#[from] gaialink_table::Error),
}

impl Calls {
    /// The calls of a service with the values of a table.
    ///
    /// # Errors
    ///
    /// [`CallError::NoAccessUrl`] and [`CallError::NoReference`] where the descriptor is not whole.
    pub fn try_new(service: &Service, schema: &Schema) -> Result<Self, CallError> {
        let access_url = service.access_url.clone().filter(|url| !url.is_empty()).ok_or(CallError::NoAccessUrl)?;
        let mut inputs = Vec::new();
        for input in &service.inputs {
            let value = match (input.source(), input.value()) {
                (Some(reference), _) => referred(service, schema, reference).ok_or_else(|| {
                    let (input, reference) = (input.name().to_owned(), reference.to_owned());
                    CallError::NoReference { input, reference }
                })?,
                (None, Some(value)) => Value::Fixed(value.to_owned()),
                (None, None) => Value::Open,
            };
            inputs.push((input.name().to_owned(), value));
        }
        Ok(Self { access_url, inputs })
    }

    /// The inputs whose values the caller has to give, or may leave out where the service allows it.
    pub fn open_inputs(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().filter(|(_, value)| *value == Value::Open).map(|(name, _)| name.as_str())
    }

    /// The same calls with a value for an input, in place of what the descriptor says; an input that it does not have is added.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let fixed = Value::Fixed(value.to_owned());
        match self.inputs.iter_mut().find(|(input, _)| input == name) {
            Some((_, place)) => *place = fixed,
            None => self.inputs.push((name.to_owned(), fixed)),
        }
        self
    }

    /// A URL a row; `None` where a cell that the call needs is null or empty. Inputs that are open are left out.
    ///
    /// # Errors
    ///
    /// [`CallError::Table`] where the batch does not fit the schema.
    pub fn urls(&self, schema: &Schema, batch: &RecordBatch) -> Result<Vec<Option<String>>, CallError> {
        let mut forms = vec![Some(String::new()); batch.num_rows()];
        for (name, value) in &self.inputs {
            match value {
                Value::Open => {}
                Value::Fixed(value) => forms.iter_mut().flatten().for_each(|form| form::push(form, name, value)),
                Value::Column(at) => {
                    let column = batch.columns().get(*at).zip(schema.fields.get(*at));
                    let Some((array, field)) = column else { continue };
                    let mut cells = CellText::try_new(array, field)?;
                    for (row, form) in forms.iter_mut().enumerate() {
                        *form = cells.at(row).zip(form.take()).map(|(cell, mut form)| {
                            form::push(&mut form, name, &cell);
                            form
                        });
                    }
                }
            }
        }
        Ok(forms.into_iter().map(|form| form.map(|form| form::with_query(&self.access_url, &form))).collect())
    }
}

/// The column or PARAM of an ID, around the table or in the descriptor itself. Some documents refer by name, which is tried last.
fn referred(service: &Service, schema: &Schema, reference: &str) -> Option<Value> {
    let by_id = schema.fields.iter().position(|field| field.id.as_deref() == Some(reference));
    let own = service.params.iter().chain(service.inputs.iter().map(|input| &input.param));
    let param = schema.all_params().chain(own).find(|param| param.field.id.as_deref() == Some(reference));
    by_id.map(Value::Column).or_else(|| param.map(of_param)).or_else(|| schema.index_of(reference).map(Value::Column))
}

/// The value of a PARAM; one without a value leaves the input to the caller.
fn of_param(param: &Param) -> Value {
    if param.value.is_empty() { Value::Open } else { Value::Fixed(param.value.clone()) }
}
