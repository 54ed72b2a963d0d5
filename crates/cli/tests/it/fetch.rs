//! `gaialink fetch`, against a server in this process that misbehaves in every way that servers do.

use crate::{
    run::{Directory, Ran, gaialink, gaialink_with, generated},
    server::{Reply, Server, bundle, numbers, zip},
};
use gaialink::datalink::DataRequest;
use std::{
    fs,
    time::{Duration, Instant},
};

/// Fetches into `out` of a directory.
fn fetch(server: &Server, directory: &Directory, ids: &str, more: &[&str]) -> Ran {
    let (url, out) = (server.url(), directory.name("out"));
    let mut args = vec!["fetch", "--ids", "-", "--endpoint", &url, "--allow-http", "--out-dir", &out, "--retry-delay", "0.01"];
    args.extend(more);
    if !more.contains(&"--product") {
        args.extend(["--product", "XP_SAMPLED"]);
    }
    gaialink_with(&args, ids.as_bytes())
}

fn names(directory: &Directory) -> Vec<String> {
    let entries = fs::read_dir(directory.path("out")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn missing(directory: &Directory) -> Vec<String> {
    let text = fs::read_to_string(directory.path("out").join("missing.csv")).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_is_there_is_fetched_once_and_what_is_not_is_told() {
    let server = Server::start(|request, _| Reply::ok(bundle(request, |id| id % 4 != 0)));
    let directory = Directory::new();
    let ids = "source_id\n8\n1\n2\n3\n3\n5\n6\n7\n4\n";
    let ran = fetch(&server, &directory, ids, &["--chunk", "3", "--release", "DR3"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut seen = server.seen();
    seen.sort_by_key(|request| request.ids.clone());
    assert_eq!(seen.iter().map(numbers).collect::<Vec<_>>(), [vec![1, 2, 3], vec![4, 5, 6], vec![7, 8]]);
    for request in &seen {
        assert!(request.to_form().ends_with("&RETRIEVAL_TYPE=XP_SAMPLED&RELEASE=Gaia+DR3&FORMAT=votable&USE_ZIP_ALWAYS=true"));
    }
    let files = names(&directory);
    assert_eq!(files.len(), 5, "{files:?}");
    assert!(files[0].starts_with("XP_SAMPLED-DR3-0001-") && files[2].starts_with("XP_SAMPLED-DR3-0003-"), "{files:?}");
    let printed = String::from_utf8(ran.out.clone()).unwrap();
    assert_eq!(printed.lines().map(|line| line.rsplit('/').next().unwrap()).collect::<Vec<_>>(), files[..3]);
    assert_eq!(missing(&directory), ["XP_SAMPLED,Gaia DR3,4", "XP_SAMPLED,Gaia DR3,8"]);
    assert!(ran.err.contains("XP_SAMPLED: 6 of 8 sources, in 3 archives of "), "{}", ran.err);

    let again = fetch(&server, &directory, ids, &["--chunk", "3", "--release", "DR3"]);
    assert_eq!((again.code, &again.out, &again.err), (0, &ran.out, &ran.err));
    assert_eq!(server.seen().len(), 3, "nothing is asked for twice");

    let second = directory.path("out").join(&files[1]);
    let mut bytes = fs::read(&second).unwrap();
    bytes[40] ^= 1;
    fs::write(&second, &bytes).unwrap();
    fs::write(directory.path("out").join(".gaialink-fetch-x.part"), "cut").unwrap();
    assert_eq!(fetch(&server, &directory, ids, &["--chunk", "3", "--release", "DR3"]).code, 0);
    assert_eq!(server.seen().iter().skip(3).map(numbers).collect::<Vec<_>>(), [vec![4, 5, 6]], "what was damaged");
    assert_ne!(fs::read(&second).unwrap(), bytes);
    assert_eq!(names(&directory), files);
}

#[test]
fn what_passes_is_tried_again() {
    let bad = |request: &DataRequest| Reply::ok(bundle(request, |_| true));
    type Bad = fn(Reply) -> Reply;
    let cases: [(&str, Bad); 9] = [
        ("503", |_| Reply::text("503 Service Unavailable", "down")),
        ("500", |_| Reply::text("500 Internal Server Error", "")),
        ("429", |r| Reply { status: "429 Too Many Requests", headers: vec!["Retry-After: 0".into()], ..r }),
        ("cut", |r| Reply { body: r.body[..r.body.len() / 2].to_vec(), ..r }),
        ("nothing", |r| Reply { status: "", ..r }),
        ("short length", |r| Reply { length: r.length - 10, ..r }),
        ("long length", |r| Reply { length: r.length + 10, ..r }),
        ("broken zip", |r| Reply::ok(r.body[..r.body.len() - 30].to_vec())),
        ("silence", |r| Reply { pause: Duration::from_millis(1500), ..r }),
    ];
    for (what, spoil) in cases {
        let server = Server::start(move |request, count| if count == 0 { spoil(bad(request)) } else { bad(request) });
        let directory = Directory::new();
        let ran = fetch(&server, &directory, "1 2", &["--timeout", "0.5", "--quiet"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{what}");
        assert_eq!(server.seen().len(), 2, "{what}");
        assert_eq!(missing(&directory), Vec::<String>::new(), "{what}");
        assert_eq!(names(&directory).len(), 3, "{what}: {:?}", names(&directory));
    }
}

#[test]
fn the_server_says_how_long_to_wait() {
    let busy = || Reply { headers: vec!["Retry-After: 1".into()], ..Reply::text("503 Service Unavailable", "busy") };
    let server = Server::start(move |request, n| if n == 0 { busy() } else { Reply::ok(bundle(request, |_| true)) });
    let (directory, start) = (Directory::new(), Instant::now());
    assert_eq!(fetch(&server, &directory, "1", &[]).code, 0);
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());

    let never = || Reply { headers: vec!["Retry-After: 86400".into()], ..Reply::text("503 Service Unavailable", "closed today") };
    let server = Server::start(move |_, _| never());
    let ran = fetch(&server, &Directory::new(), "1", &[]);
    assert_eq!((ran.code, server.seen().len()), (3, 1));
    assert!(ran.err.contains("the server answers 503 Service Unavailable: closed today"), "{}", ran.err);
}

#[test]
fn what_lasts_fails_once_and_the_rest_goes_on() {
    type Bad = fn() -> Reply;
    let cases: [(&str, usize, Bad); 5] = [
        ("no zip archive came but: Error 42: no such structure", 1, || Reply::text("200 OK", "Error 42:\nno such structure\n")),
        ("no zip archive came but: VOTABLE", 1, || Reply::text("200 OK", "VOTABLE")),
        ("the server answers 400 Bad Request: ID is wrong", 1, || Reply::text("400 Bad Request", "<p>ID is wrong</p>")),
        ("the server answers 404 Not Found", 1, || Reply::text("404 Not Found", "")),
        ("the server answers 500 Internal Server Error: unknown word", 3, || {
            Reply::text("500 Internal Server Error", "unknown word")
        }),
    ];
    for (message, times, bad) in cases {
        let server = Server::start(move |request, _| match numbers(request)[0] {
            1 => bad(),
            _ => Reply::ok(bundle(request, |_| true)),
        });
        let directory = Directory::new();
        let ran = fetch(&server, &directory, "1,2,3", &["--chunk", "1", "--retries", "2"]);
        assert_eq!(ran.code, 3, "{message}");
        assert!(ran.err.contains(message), "{message:?} in {}", ran.err);
        assert!(ran.err.contains("the same command again fetches what is left"), "{}", ran.err);
        assert_eq!(server.seen().len(), times + 2, "{message}");
        assert_eq!(names(&directory).len(), 4, "{message}: {:?}", names(&directory));
    }
}

#[test]
fn a_server_that_only_fails_is_left_alone() {
    let server = Server::start(|_, _| Reply::text("404 Not Found", "gone"));
    let ran = fetch(&server, &Directory::new(), "1 2 3 4 5 6 7 8 9", &["--chunk", "1", "--jobs", "1"]);
    assert_eq!((ran.code, server.seen().len()), (3, 5));
    assert!(ran.err.contains("4 requests were not sent"), "{}", ran.err);
}

#[test]
fn sources_without_a_product_come_as_nothing() {
    let server = Server::start(|request, _| match numbers(request)[0] {
        1 => Reply::ok(Vec::new()),
        _ => Reply::ok(zip([])),
    });
    let directory = Directory::new();
    let ran = fetch(&server, &directory, "1 2", &["--chunk", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(missing(&directory), ["XP_SAMPLED,,1", "XP_SAMPLED,,2"]);
    assert_eq!(fetch(&server, &directory, "1 2", &["--chunk", "1"]).err, ran.err);
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn files_of_several_sources_are_looked_into() {
    let server = Server::start(|request, _| {
        assert_eq!(request.structure.unwrap().name(), "RAW");
        let table = "source_id,solution_id\n1,9\n3,9\n".to_owned();
        Reply::ok(zip([("XP_SAMPLED_RAW.csv".to_owned(), table), ("log.txt".to_owned(), "fine".to_owned())]))
    });
    let directory = Directory::new();
    let ran = fetch(&server, &directory, "1 2 3", &["--structure", "raw", "--format", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(missing(&directory), ["XP_SAMPLED,,2"]);
}

#[test]
fn all_products_come_one_at_a_time() {
    let server = Server::start(|request, _| Reply::ok(bundle(request, |_| true)));
    let ids = "source_id,designation,has_rvs,has_xp_sampled,has_xp_continuous,has_mcmc_msc,has_mcmc_gspphot\n\
               1,Gaia DR3 1,true,true,false,false,false\n2,Gaia EDR3 2,false,true,false,false,false\n3,Gaia DR3 3,,,,,\n";
    let ran = fetch(&server, &Directory::new(), ids, &["--product", "all", "--chunk", "1", "--jobs", "4"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let seen: Vec<String> = server.seen().iter().map(|request| request.retrieval_type.to_string()).collect();
    let want = ["EPOCH_PHOTOMETRY"; 3].into_iter().chain(["RVS"]).chain(["XP_SAMPLED"; 2]);
    assert_eq!(seen, want.collect::<Vec<_>>());
    assert!(server.seen().iter().all(|request| request.release == Some("DR3".into())));
}

#[test]
fn nothing_is_sent_where_it_should_not_be() {
    let server = Server::start(|_, _| Reply::ok(Vec::new()));
    let (url, directory) = (server.url(), Directory::new());
    let out = directory.name("out");
    let args = ["fetch", "--ids", "-", "--product", "RVS", "--endpoint", &url, "--out-dir", &out];
    let ran = gaialink_with(&args, b"1");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err, format!("gaialink: {url} is not encrypted; --allow-http goes there all the same\n"));
    let dry = fetch(&server, &directory, "1 2 3", &["--dry-run", "--chunk", "2"]);
    assert_eq!((dry.code, dry.err.as_str()), (0, ""));
    let text = String::from_utf8(dry.out).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("2 requests to {url}/data"));
    assert!(lines[1].starts_with("XP_SAMPLED-0001-") && lines[1].ends_with(".zip  2 sources"), "{text}");
    let wrong = fetch(&server, &directory, "Gaia DR2 1", &["--product", "RVS"]);
    assert_eq!((wrong.code, wrong.err.as_str()), (1, "gaialink: Gaia DR2 has no RVS; it has EPOCH_PHOTOMETRY\n"));
    assert!(server.seen().is_empty());
    assert!(directory.list().is_empty(), "{:?}", directory.list());
}

#[test]
fn https_begins_with_a_handshake() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let mut first = [0; 3];
        std::io::Read::read_exact(&mut listener.accept().unwrap().0, &mut first).unwrap();
        first
    });
    let directory = Directory::new();
    let out = directory.name("out");
    let args = ["fetch", "--ids", "-", "--product", "RVS", "--endpoint", &url, "--out-dir", &out, "--retries", "0"];
    let ran = gaialink_with(&args, b"1");
    assert_eq!(ran.code, 3, "{}", ran.err);
    // A record of a TLS handshake, and not a word of HTTP.
    assert_eq!(server.join().unwrap(), [0x16, 0x03, 0x01]);
}

#[test]
fn what_came_is_stacked_when_all_of_it_has_come() {
    let spectrum = fs::read_to_string(generated("gaia/xp_sampled.csv")).unwrap();
    let server = Server::start(move |request, count| match (numbers(request)[0], count) {
        (3, 0) => Reply::text("404 Not Found", "not yet"),
        _ => {
            let name = |id: &i64| format!("XP_SAMPLED-Gaia DR3 {id}.csv");
            let of = |id: &i64| spectrum.replace("34359738385", &id.to_string());
            Reply::ok(zip(numbers(request).iter().map(|id| (name(id), of(id)))))
        }
    });
    let directory = Directory::new();
    let all = directory.name("all.parquet");
    let more = ["--chunk", "2", "--format", "csv", "--release", "DR3", "--stack", &all];
    let ran = fetch(&server, &directory, "1 2 3", &more);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("nothing is stacked until all has come"), "{}", ran.err);
    assert!(!directory.path("all.parquet").exists());
    let ran = fetch(&server, &directory, "1 2 3", &more);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let info = gaialink(&["info", &all]).ok();
    assert!(info.contains("sources  3: 1, 2, 3"), "{info}");
    assert!(info.contains("XP_SAMPLED, INDIVIDUAL, of several sources"), "{info}");
}

/// A transfer that does not end is interrupted once its file has begun.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_unfinished_file() {
    let server = Server::start(|request, _| {
        let reply = Reply::ok(bundle(request, |_| true));
        if numbers(request) == [1] { reply } else { Reply { pause: Duration::from_secs(30), ..reply } }
    });
    let directory = Directory::new();
    let (url, out, ids) = (server.url(), directory.name("out"), directory.name("ids.txt"));
    fs::write(&ids, "1\n2\n").unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_gaialink"))
        .args(["fetch", "--ids", &ids, "--product", "RVS", "--endpoint", &url, "--allow-http", "--chunk", "1", "--out-dir", &out])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let is = |part: &str| directory.path("out").is_dir() && names(&directory).iter().any(|name| name.ends_with(part));
    let begun = Instant::now();
    while !(is(".zip") && is(".part")) && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(is(".part"), "the second answer is being written");
    assert!(std::process::Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let left = names(&directory);
    assert_eq!(left.len(), 2, "the manifest and the archive that came: {left:?}");
    assert!(left[0].starts_with("RVS-0001-") && left[1] == "gaialink-fetch.jsonl", "{left:?}");
}
