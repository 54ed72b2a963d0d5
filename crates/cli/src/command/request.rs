use crate::{args::Request, chunk::chunks, fault::Fault, report};
use gaialink::datalink::{Endpoint, SourceList, plan};
use std::io::{self, Write};

/// How long a URL may be: servers take request lines of about 8,000 characters.
const MAX_URL: usize = 7000;

/// Prints what would be asked for: a URL or a curl command a line.
pub(crate) fn run(args: &Request) -> Result<(), Fault> {
    let list = args.order.source_list()?;
    let mut requests = args.order.requests(&list)?;
    requests.iter_mut().for_each(|request| request.linking_parameter = args.linking_parameter);
    if !args.quiet {
        tell_left_out(&list, requests.is_empty());
    }
    let endpoint = &args.order.endpoint;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.curl {
        for chunk in chunks(&requests, args.order.chunk) {
            writeln!(out, "{}", curl(&chunk.name, &chunk.form, endpoint))?;
        }
    } else {
        for request in &requests {
            for chunk in plan::url_chunks(request, args.order.chunk, endpoint, MAX_URL) {
                writeln!(out, "{}", chunk.to_url(endpoint))?;
            }
        }
    }
    Ok(out.flush()?)
}

/// The name, form and address are of letters, digits and marks that mean nothing between single quotes.
fn curl(name: &str, form: &str, endpoint: &Endpoint) -> String {
    format!("curl --fail --silent --show-error --output '{name}' --data '{form}' '{}'", endpoint.data())
}

/// Tells of rows and lists from which nothing is asked for.
pub(crate) fn tell_left_out(list: &SourceList, nothing: bool) {
    if list.blank() > 0 {
        report::note(&format!("{} rows have no id", list.blank()));
    }
    if nothing {
        report::note(match list.sources().is_empty() {
            true => "the list has no sources",
            false => "none of the sources has such a product, by what the list says of them",
        });
    }
}
