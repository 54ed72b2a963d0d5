//! A data server in the test's own process, which answers as it is told to, badly as well.

use gaialink::datalink::{DataRequest, Id};
use std::{
    io::{BufRead, BufReader, Cursor, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// An answer of the server.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The status line behind `HTTP/1.1`, such as `200 OK`; nothing closes the connection at once.
    pub(crate) status: &'static str,
    /// More lines of the head.
    pub(crate) headers: Vec<String>,
    pub(crate) body: Vec<u8>,
    /// The `Content-Length`, which may be a lie.
    pub(crate) length: usize,
    /// How long the server is silent in the middle of the body.
    pub(crate) pause: Duration,
}

impl Reply {
    /// A body that came well.
    pub(crate) fn ok(body: Vec<u8>) -> Self {
        let length = body.len();
        Self { status: "200 OK", headers: vec![], body, length, pause: Duration::ZERO }
    }

    /// A text under a status.
    pub(crate) fn text(status: &'static str, text: &str) -> Self {
        Self { status, ..Self::ok(text.into()) }
    }

    fn send(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        if self.status.is_empty() {
            return Ok(());
        }
        let headers: String = self.headers.iter().map(|line| format!("{line}\r\n")).collect();
        // One answer a connection, so that a lie about the length cannot spill into the next one.
        let head = format!("HTTP/1.1 {}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n", self.status, self.length);
        let (first, second) = self.body.split_at(self.body.len() / 2);
        stream.write_all(head.as_bytes())?;
        stream.write_all(first)?;
        stream.flush()?;
        thread::sleep(self.pause);
        stream.write_all(second)
    }
}

/// The answers that the server gives: to a request, when it comes for the n-th time, counted from 0.
type Script = dyn Fn(&DataRequest, usize) -> Reply + Send + Sync;

/// The server; it stops when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start(script: impl Fn(&DataRequest, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (seen, stopped) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let (script, log, stop): (Arc<Script>, Arc<Mutex<Vec<String>>>, _) =
            (Arc::new(script), Arc::clone(&seen), Arc::clone(&stopped));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (script, log) = (Arc::clone(&script), Arc::clone(&log));
                // A client that goes away is its own matter.
                thread::spawn(move || drop(stream.and_then(|stream| answer(stream, &*script, &log))));
            }
        });
        Self { address, seen, stopped }
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/data-server", self.address)
    }

    /// The requests that came, in order.
    pub(crate) fn seen(&self) -> Vec<DataRequest> {
        self.seen.lock().unwrap().iter().map(|form| DataRequest::from_form(form).unwrap()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn answer(stream: TcpStream, script: &Script, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        head.push(line.to_ascii_lowercase());
    }
    let Some(first) = head.first() else { return Ok(()) };
    assert!(first.starts_with("post /data-server/data http/1.1"), "{first}");
    assert!(!head.iter().any(|line| line.starts_with("authorization") || line.starts_with("cookie")), "{head:?}");
    let length = head.iter().find_map(|line| line.strip_prefix("content-length:")).unwrap().trim().parse().unwrap();
    let mut form = vec![0; length];
    reader.read_exact(&mut form)?;
    let form = String::from_utf8(form).unwrap();
    let count = {
        let mut seen = log.lock().unwrap();
        seen.push(form.clone());
        seen.iter().filter(|other| **other == form).count() - 1
    };
    let reply = script(&DataRequest::from_form(&form).unwrap(), count);
    reply.send(&mut reader.into_inner())
}

/// The numbers that a request asks for.
pub(crate) fn numbers(request: &DataRequest) -> Vec<i64> {
    let number = |id: &Id| if let Id::Number(number) = id { Some(*number) } else { None };
    request.ids.iter().map(number).collect::<Option<_>>().unwrap()
}

/// A zip archive of files.
pub(crate) fn zip(members: impl IntoIterator<Item = (String, String)>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What the archive answers: a file a source, but for the sources that `has` says no to.
pub(crate) fn bundle(request: &DataRequest, has: impl Fn(i64) -> bool) -> Vec<u8> {
    let kind = request.retrieval_type.name();
    let there: Vec<i64> = numbers(request).into_iter().filter(|id| has(*id)).collect();
    match there.is_empty() {
        true => Vec::new(),
        false => zip(there.iter().map(|id| (format!("{kind}-Gaia DR3 {id}.csv"), format!("source_id,flux\n{id},1.5\n")))),
    }
}
