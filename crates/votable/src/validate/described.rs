//! FIELD and PARAM with what stands in them.

use super::{
    cells::Checker,
    code::{ARRAYSIZE_ONE, CELL, CHAR, DATATYPE, DEPRECATED, LIMIT, PARAM, VALUES},
    frame::Described,
    standard::Standard::V1_3,
    walk::Walk,
    xtype,
};
use crate::xml::tag::Tag;
use gaialink_table::{ArraySize, Datatype, Field, schema};
use std::io::BufRead;

impl<R: BufRead + Send> Walk<R> {
    pub(super) fn start_described(&mut self, element: &'static str, tag: &Tag) {
        self.name(tag);
        let name = tag.get("name").or(tag.get("ID")).unwrap_or_default().to_owned();
        if tag.get("datatype").is_none() {
            self.tell(&DATATYPE, format!("{element} `{name}` has no datatype, so that its values cannot be read"));
        }
        let field = field(&name, tag);
        let size = tag.get("arraysize").map(str::trim).filter(|size| !size.is_empty());
        match &field {
            Some(field) if size.is_none() && field.datatype.is_text() => {
                self.tell(&CHAR, format!("{element} `{name}` is a single character, since it has no arraysize"));
            }
            _ if size == Some("1") => self.tell(&ARRAYSIZE_ONE, format!("{element} `{name}` has the arraysize 1; leave it out")),
            _ => {}
        }
        if let Some((code, fault)) = field.as_ref().and_then(xtype::fault) {
            self.tell(code, format!("{element} `{name}`: {fault}"));
        }
        let value = tag.get("value").map(str::to_owned);
        if let Some(frame) = self.frames.last_mut() {
            frame.described = Some(Box::new(Described { field, name, is_param: element == "PARAM", value }));
        }
    }

    pub(super) fn end_described(&mut self, described: Described) {
        let Described { field, name, is_param, value } = described;
        if !is_param {
            return self.column(field);
        }
        let (Some(field), Some(value)) = (field, value.filter(|value| !value.is_empty())) else { return };
        match Checker::try_new(&field, self.standard, &self.options.limits) {
            Err(error) => self.tell(&LIMIT, error.to_string()),
            Ok(mut checker) => {
                if let Some((code, fault)) = checker.check(&value) {
                    let code = match code.clause {
                        Some(clause) if code.name == CELL.name && clause.starts_with("DALI") => PARAM.under(clause),
                        _ if code.name == CELL.name => PARAM,
                        _ => *code,
                    };
                    self.tell(&code, format!("the value of PARAM `{name}`: {fault}"));
                }
            }
        }
    }

    /// The FIELD or PARAM that is open.
    fn described(&mut self) -> Option<&mut Described> {
        self.frames.iter_mut().rev().find_map(|frame| frame.described.as_deref_mut())
    }

    /// Takes a VALUES: its null value.
    pub(super) fn values(&mut self, tag: &Tag) {
        let Some(null) = tag.get("null").map(str::to_owned) else { return };
        let Some(field) = self.described().and_then(|described| described.field.as_mut()) else { return };
        let (datatype, name) = (field.datatype, field.name.clone());
        if datatype.is_integer() {
            let mut values = schema::Values::default();
            values.null = Some(null.clone());
            field.values.push(values);
        }
        let is_float = matches!(datatype, Datatype::Float | Datatype::Double);
        if is_float && self.standard >= V1_3 {
            self.tell(
                &DEPRECATED.under("VOTable 1.5, 5.5"),
                format!("a null value of the {datatype} column `{name}`, which has NaN"),
            );
        }
        if !(is_float && null.trim().is_empty()) {
            self.scalar("null", &null, datatype, &name);
        }
    }

    /// Takes a MIN, MAX or OPTION.
    pub(super) fn limit(&mut self, element: &'static str, tag: &Tag) {
        let Some(value) = tag.get("value").map(str::to_owned) else { return };
        let Some(field) = self.described().and_then(|described| described.field.clone()) else { return };
        if field.xtype.is_some() || value.trim().is_empty() {
            return;
        }
        // Before 1.5 nobody said that these are no arrays.
        let whole = Checker::try_new(&field, self.standard, &self.options.limits);
        if whole.is_ok_and(|mut checker| checker.check(&value).is_none()) {
            return;
        }
        self.scalar(element, &value, field.datatype, &field.name);
    }

    /// Looks at one value of a datatype.
    fn scalar(&mut self, what: &str, value: &str, datatype: Datatype, name: &str) {
        if datatype.is_text() {
            return;
        }
        let field = Field::new(name, datatype);
        let fault =
            Checker::try_new(&field, self.standard, &self.options.limits).ok().and_then(|mut checker| match value.trim() {
                "" => Some("it is empty".to_owned()),
                value => checker.check(value).map(|(_, fault)| fault),
            });
        if let Some(fault) = fault {
            self.tell(&VALUES, format!("the {what} `{value}` of `{name}` is no {datatype}: {fault}"));
        }
    }
}

/// What a FIELD or PARAM describes; none where its datatype or arraysize is none.
fn field(name: &str, tag: &Tag) -> Option<Field> {
    let datatype = tag.get("datatype")?.trim().parse::<Datatype>().ok()?;
    let size = tag.get("arraysize").unwrap_or_default().parse::<ArraySize>().ok()?;
    let mut field = Field::array(name, datatype, size);
    field.xtype = tag.get("xtype").map(str::to_owned);
    Some(field)
}
