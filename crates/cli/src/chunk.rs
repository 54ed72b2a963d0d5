use gaialink::datalink::{DataRequest, plan::ChunkSize};

/// A request of at most so many sources, and the name of the file that its answer becomes.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    #[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "the command line of curl says it all"))]
    pub(crate) request: DataRequest,
    /// The request as it is sent.
    pub(crate) form: String,
    /// The name: the same request always has the same one, and no other has it.
    pub(crate) name: String,
}

/// The chunks of requests.
pub(crate) fn chunks(requests: &[DataRequest], size: ChunkSize) -> Vec<Chunk> {
    let cut = |request| gaialink::datalink::plan::chunks(request, size).zip(1..);
    requests.iter().flat_map(cut).map(|(request, number)| Chunk::new(request, number)).collect()
}

impl Chunk {
    fn new(request: DataRequest, number: u32) -> Self {
        let form = request.to_form();
        let release = request.release.iter().map(|release| format!("-{}", file_word(release.name()))).collect::<String>();
        let sum = crc32fast::hash(form.as_bytes());
        let name = format!("{}{release}-{number:04}-{sum:08x}.zip", request.retrieval_type);
        Self { request, form, name }
    }
}

/// A text with nothing in it that a shell or file system takes amiss.
fn file_word(text: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' };
    text.trim_start_matches("Gaia ").chars().map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink::datalink::{Id, RetrievalType};

    #[test]
    fn names_tell_requests_apart() {
        let of = |release: &str, ids: std::ops::RangeInclusive<i64>| {
            DataRequest::new("RVS".parse().unwrap(), ids.map(Id::Number).collect()).of_release(release.into())
        };
        let size = ChunkSize::new(2).unwrap();
        let names = |request: DataRequest| chunks(&[request], size).into_iter().map(|chunk| chunk.name).collect::<Vec<_>>();
        let first = names(of("DR3", 1..=3));
        assert_eq!(first.len(), 2);
        assert!(first[0].starts_with("RVS-DR3-0001-") && first[1].starts_with("RVS-DR3-0002-"), "{first:?}");
        assert_eq!(names(of("DR3", 1..=4))[0], first[0]);
        assert_ne!(names(of("DR3", 1..=4))[1], first[1]);
        assert!(names(of("a/../b c", 1..=1))[0].starts_with("RVS-a____b_c-0001-"));
        let all = chunks(&[DataRequest::new(RetrievalType::ALL, vec![Id::Number(1)])], size);
        assert!(all[0].name.starts_with("ALL-0001-"));
    }
}
