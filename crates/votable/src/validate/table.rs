use super::{
    code::{LIMIT, NAME, NROWS},
    frame::Table,
    walk::Walk,
};
use crate::xml::tag::Tag;
use gaialink_table::Field;
use std::io::BufRead;

impl<R: BufRead + Send> Walk<R> {
    pub(super) fn start_table(&mut self, tag: &Tag) {
        let claimed = tag.get("nrows").and_then(|text| text.trim().parse().ok());
        // One that only refers to another has the columns of that one, which are not kept.
        let is_unknown = tag.get("ref").is_some();
        if let Some(frame) = self.frames.last_mut() {
            frame.table = Some(Box::new(Table { claimed, is_unknown, ..Table::default() }));
        }
    }

    /// The innermost TABLE that is open.
    pub(super) fn table(&mut self) -> Option<&mut Table> {
        self.frames.iter_mut().rev().find_map(|frame| frame.table.as_deref_mut())
    }

    /// Takes the name of something in a TABLE, or in a RESOURCE beside its TABLEs.
    pub(super) fn name(&mut self, tag: &Tag) {
        let Some(name) = tag.get("name").map(str::trim).filter(|name| !name.is_empty()) else { return };
        let around = self.frames.iter_mut().rev().find_map(|frame| {
            let within = frame.element.map(|element| element.name).filter(|name| matches!(*name, "TABLE" | "RESOURCE"))?;
            Some((within, frame))
        });
        let Some((within, frame)) = around else { return };
        if !frame.names.insert(name.to_owned()) {
            // Only those of a TABLE are recommended to differ.
            let code = if within == "TABLE" { NAME.under("VOTable 1.5, 3.2") } else { NAME };
            self.tell(&code, format!("the name `{name}` of this {} is that of another element of the {within}", tag.name()));
        }
    }

    /// Takes a column.
    pub(super) fn column(&mut self, field: Option<Field>) {
        let most = self.options.limits.max_columns;
        let Some(table) = self.table() else { return };
        if (table.fields.len() as u64) < most {
            table.fields.push(field);
        } else {
            self.tell(&LIMIT, format!("more than {most} columns"));
        }
    }

    pub(super) fn end_table(&mut self, table: &Table) {
        let rows = table.rows;
        if let Some(claimed) = table.claimed.filter(|claimed| *claimed != rows && !table.is_unknown) {
            self.tell(&NROWS, format!("nrows is {claimed}, but the TABLE has {rows} rows"));
        }
    }
}
