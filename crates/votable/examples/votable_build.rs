//! Makes a VOTable of two TABLEs with a coordinate system, a group and a service descriptor, and reads one of them again by its name.
//!
//! ```text
//! cargo run -p gaialink-votable --example votable_build
//! ```

#![expect(clippy::print_stdout, reason = "an example that prints")]

use gaialink_table::{
    Datatype, Field, Param, Schema, Table,
    arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray},
    schema::{Coosys, Group, GroupEntry, Info, Reference, Scope},
};
use gaialink_votable::{DocumentWriter, Part, ReadOptions, Reader, TableChoice, WriteOptions, service};
use std::{error::Error, sync::Arc};

fn main() -> Result<(), Box<dyn Error>> {
    let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default())?;
    writer.write(&Part::Start(Box::new(Scope::document())))?;
    let mut results = Scope::resource("results");
    results.infos.push(Info::new("QUERY_STATUS", "OK"));
    let mut coosys = Coosys::default();
    (coosys.id, coosys.system) = (Some("sky".to_owned()), Some("ICRS".to_owned()));
    results.coosys.push(coosys);
    writer.write(&Part::Start(Box::new(results)))?;
    writer.write_table(&stars()?)?;
    writer.write_table(&names()?)?;
    writer.write(&Part::End)?;
    writer.write(&Part::Start(Box::new(links())))?;
    writer.write(&Part::End)?;
    writer.write(&Part::End)?;
    let (document, losses) = writer.finish()?;
    losses.iter().for_each(|loss| println!("{loss}"));
    println!("{}", String::from_utf8(document.clone())?);

    let mut options = ReadOptions::default();
    options.table = TableChoice::Name("names".to_owned());
    let names = Table::collect(&mut Reader::try_new(&document[..], options)?)?;
    println!("{} names", names.num_rows());
    for service in service::read(&document[..], &ReadOptions::default())? {
        println!("a service at {}", service.access_url.as_deref().unwrap_or("no place"));
    }
    Ok(())
}

/// Places of stars, in a system and a group.
fn stars() -> Result<Table, Box<dyn Error>> {
    let mut fields = vec![Field::new("source_id", Datatype::Long)];
    fields.extend(["ra", "dec"].map(|name| Field::new(name, Datatype::Double)));
    let mut group = Group::default();
    group.name = Some("position".to_owned());
    for field in &mut fields {
        field.id = Some(field.name.clone());
        if field.datatype == Datatype::Double {
            (field.unit, field.reference) = (Some("deg".to_owned()), Some("sky".to_owned()));
            group.entries.push(GroupEntry::FieldRef(Reference::new(&field.name)));
        }
    }
    let mut schema = Schema::from_fields(fields);
    schema.name = Some("stars".to_owned());
    schema.groups.push(group);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![5937083312263887616_i64, 1])),
        Arc::new(Float64Array::from(vec![Some(255.5), None])),
        Arc::new(Float64Array::from(vec![Some(-48.9), None])),
    ];
    Ok(Table::from_columns(schema, columns)?)
}

/// Names of stars: text of any length.
fn names() -> Result<Table, Box<dyn Error>> {
    let mut schema = Schema::from_fields(vec![Field::text("name")]);
    schema.name = Some("names".to_owned());
    Ok(Table::from_columns(schema, vec![Arc::new(StringArray::from(vec![Some("V606 Ara"), None]))])?)
}

/// A service that takes the IDs of the stars.
fn links() -> Scope {
    let mut scope = Scope::resource("meta");
    scope.utype = Some("adhoc:service".to_owned());
    scope.params.push(Param::text("accessURL", "https://example.org/links"));
    let mut id = Param::new(Field::new("ID", Datatype::Long), "");
    id.field.reference = Some("source_id".to_owned());
    let mut inputs = Group::default();
    inputs.name = Some("inputParams".to_owned());
    inputs.entries.push(GroupEntry::Param(id));
    scope.groups.push(inputs);
    scope
}
