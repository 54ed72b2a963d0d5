mod print;
mod row;

use self::row::Row;
use crate::{args, fault::Fault, report};
use gaialink::{
    Table, TableReader,
    datalink::{self, Calls, call::CallError, links::Target},
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
    let (calls, mut faults) = calls(args, services.iter().filter(|service| !service.is_this), &table)?;
    if calls.is_empty() {
        return Err(faults.pop().map_or(Fault::NoLinks, Fault::Call));
    }
    tell(args, &faults);
    let rows = |(service, urls): (_, Urls)| urls.into_iter().flatten().map(move |url| Row::of_service(service, url));
    Ok(calls.into_iter().flat_map(rows).collect())
}

fn of_links(args: &args::Links, links: datalink::Links, services: &[Service]) -> Result<Vec<Row>, Fault> {
    if !args.quiet {
        links.findings().iter().for_each(|finding| report::note(&report::printable(&finding.to_string())));
    }
    let (calls, faults) = calls(args, services.iter().filter(|service| service.id.is_some()), links.table())?;
    tell(args, &faults);
    let local = row::local(&links)?;
    let rows = links.links().iter().zip(local).enumerate().map(|(at, (link, local))| {
        let called = match link.target() {
            Ok(Target::ServiceDef(id)) => calls.iter().find(|(service, _)| service.id.as_deref() == Some(id)),
            _ => None,
        };
        let url = called.and_then(|(_, urls)| urls.get(at).cloned().flatten());
        Row::of_link(link, url, local)
    });
    Ok(rows.collect())
}

/// The addresses of a service, one a row.
type Urls = Vec<Option<String>>;

/// Services that can be called, with their addresses, and why others cannot.
type Called<'a> = (Vec<(&'a Service, Urls)>, Vec<CallError>);

/// Calls services with the rows of a table.
fn calls<'a>(args: &args::Links, services: impl Iterator<Item = &'a Service>, table: &Table) -> Result<Called<'a>, Fault> {
    let (mut calls, mut faults) = (Vec::new(), Vec::new());
    for service in services {
        match Calls::try_new(service, table.schema()) {
            Ok(call) => calls.push((service, urls(args, call, table)?)),
            Err(fault) => faults.push(fault),
        }
    }
    Ok((calls, faults))
}

/// Tells why services are left out.
fn tell(args: &args::Links, faults: &[CallError]) {
    for fault in faults.iter().filter(|_| !args.quiet) {
        report::note(&format!("a service is left out: {}", report::printable(&fault.to_string())));
    }
}

/// The calls of a service, one a row.
fn urls(args: &args::Links, calls: Calls, table: &Table) -> Result<Urls, Fault> {
    let calls = args.input.iter().fold(calls, |calls, (name, value)| calls.with(name, value));
    if !args.quiet {
        for name in calls.open_inputs() {
            report::note(&format!("the service takes an input `{}`, which --input may give", report::printable(name)));
        }
    }
    let batches = table.batches().iter().map(|batch| calls.urls(table.schema(), batch));
    Ok(batches.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
