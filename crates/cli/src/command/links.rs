mod print;
mod row;

use self::row::Row;
use crate::{args, fault::Fault, report};
use gaialink::{
    Table, TableReader,
    datalink::{self, Calls, links::Target},
    votable::service::{self, Service},
};
use std::io;

/// Shows the links of a {links} table, or the addresses of those of a query result.
pub(crate) fn run(args: &args::Links) -> Result<(), Fault> {
    let rows = rows(args).map_err(|fault| fault.of(&args.file))?;
    let out = io::BufWriter::new(io::stdout().lock());
    let print = if args.json { print::json } else { print::text };
    Ok(print(out, &rows)?)
}

fn rows(args: &args::Links) -> Result<Vec<Row>, Fault> {
    let mut reader = args.open.open(&args.file)?.reader()?;
    let table = Table::collect(&mut reader)?;
    let trailer = Box::new(reader).finish()?;
    let services = service::around(table.schema(), &trailer)?;
    if datalink::Links::is_links(table.schema()) {
        return of_links(args, datalink::Links::from_table(table)?, &services);
    }
    if services.is_empty() {
        return Err(Fault::NoLinks);
    }
    let mut rows = Vec::new();
    for service in &services {
        let urls = urls(args, service, &table)?;
        rows.extend(urls.into_iter().flatten().map(|url| Row::of_service(service, url)));
    }
    Ok(rows)
}

fn of_links(args: &args::Links, links: datalink::Links, services: &[Service]) -> Result<Vec<Row>, Fault> {
    if !args.quiet {
        links.findings().iter().for_each(|finding| report::note(&report::printable(&finding.to_string())));
    }
    let calls: Vec<(&str, Vec<Option<String>>)> = services
        .iter()
        .filter_map(|service| service.id.as_deref().map(|id| (id, service)))
        .map(|(id, service)| Ok((id, urls(args, service, links.table())?)))
        .collect::<Result<_, Fault>>()?;
    let local = row::local(&links)?;
    let rows = links.links().iter().zip(local).enumerate().map(|(at, (link, local))| {
        let called = match link.target() {
            Ok(Target::ServiceDef(id)) => calls.iter().find(|(service, _)| *service == id),
            _ => None,
        };
        let url = called.and_then(|(_, urls)| urls.get(at).cloned().flatten());
        Row::of_link(link, url, local)
    });
    Ok(rows.collect())
}

/// The calls of a service, one a row.
fn urls(args: &args::Links, service: &Service, table: &Table) -> Result<Vec<Option<String>>, Fault> {
    let calls = Calls::try_new(service, table.schema())?;
    let calls = args.input.iter().fold(calls, |calls, (name, value)| calls.with(name, value));
    if !args.quiet {
        for name in calls.open_inputs() {
            report::note(&format!("the service takes an input `{}`, which --input may give", report::printable(name)));
        }
    }
    let batches = table.batches().iter().map(|batch| calls.urls(table.schema(), batch));
    Ok(batches.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
