//! Many sources, in requests that the archive takes.

use crate::{DataRequest, Endpoint, Id};

/// How many ids a request has.
///
/// ```
/// use gaialink_datalink::plan::ChunkSize;
/// assert_eq!(ChunkSize::default().get(), 500);
/// assert_eq!(ChunkSize::new(5000), Some(ChunkSize::MAX));
/// assert_eq!(ChunkSize::new(5001), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChunkSize(usize);

impl ChunkSize {
    /// The most that the archive takes: 5,000.
    pub const MAX: Self = Self(5000);

    /// A size from 1 to 5,000.
    pub const fn new(size: usize) -> Option<Self> {
        if size > 0 && size <= Self::MAX.0 { Some(Self(size)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> usize {
        self.0
    }
}

impl Default for ChunkSize {
    /// 500, as the archive's own examples have it: between 50 and 1,000 the speed is the same.
    fn default() -> Self {
        Self(500)
    }
}

/// A request in chunks of at most so many ids, ordered and each id once. A range counts as one.
///
/// ```
/// use gaialink_datalink::{DataRequest, Id, plan::{ChunkSize, chunks}};
/// let ids = [3, 1, 2, 1].map(Id::Number).to_vec();
/// let request = DataRequest::new("RVS".parse()?, ids);
/// let size = ChunkSize::new(2).ok_or("no size")?;
/// let plan: Vec<Vec<Id>> = chunks(&request, size).map(|chunk| chunk.ids).collect();
/// assert_eq!(plan, [vec![Id::Number(1), Id::Number(2)], vec![Id::Number(3)]]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn chunks(request: &DataRequest, size: ChunkSize) -> impl Iterator<Item = DataRequest> + use<> {
    let (template, ids) = split(request);
    let groups: Vec<Vec<Id>> = ids.chunks(size.0).map(<[Id]>::to_vec).collect();
    groups.into_iter().map(move |ids| DataRequest { ids, ..template.clone() })
}

/// The same, in chunks whose URL has at most so many characters, as servers do not take longer ones in a GET. A chunk has one
/// id at least.
pub fn url_chunks(request: &DataRequest, size: ChunkSize, endpoint: &Endpoint, max_url: usize) -> Vec<DataRequest> {
    let (template, ids) = split(request);
    let bare = template.to_url(endpoint).len();
    let mut plan: Vec<DataRequest> = Vec::new();
    let mut length = usize::MAX;
    for id in ids {
        // A blank becomes one `+`, so that an encoded id is as long as the id; a comma goes before it.
        let more = id.to_string().len().saturating_add(1);
        match plan.last_mut().filter(|last| last.ids.len() < size.0 && length.saturating_add(more) <= max_url) {
            Some(last) => {
                last.ids.push(id);
                length = length.saturating_add(more);
            }
            None => {
                plan.push(DataRequest { ids: vec![id], ..template.clone() });
                length = bare.saturating_add(more).saturating_sub(1);
            }
        }
    }
    plan
}

/// The request without ids, and its ids in order, each once.
fn split(request: &DataRequest) -> (DataRequest, Vec<Id>) {
    let template = DataRequest { ids: Vec::new(), ..request.clone() };
    let mut ids = request.ids.clone();
    ids.sort_unstable();
    ids.dedup();
    (template, ids)
}

/// Two chunks that are not of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the requests differ in more than their ids")]
pub struct MergeError;

/// The one request whose chunks these are, its ids in order, each once; `None` of none.
///
/// # Errors
///
/// [`MergeError`] where they differ in more than their ids.
pub fn merge(chunks: impl IntoIterator<Item = DataRequest>) -> Result<Option<DataRequest>, MergeError> {
    let mut merged: Option<DataRequest> = None;
    for chunk in chunks {
        let ids = chunk.ids.clone();
        match &mut merged {
            None => merged = Some(chunk),
            Some(first) => {
                if (DataRequest { ids: first.ids.clone(), ..chunk }) != *first {
                    return Err(MergeError);
                }
                first.ids.extend(ids);
            }
        }
    }
    Ok(merged.map(|request| {
        let (template, ids) = split(&request);
        DataRequest { ids, ..template }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RetrievalType;

    fn request(ids: Vec<Id>) -> DataRequest {
        DataRequest::new("RVS".parse().unwrap(), ids)
    }

    #[test]
    fn chunks_merge_to_the_whole() {
        let whole = request((1..=1001).rev().map(Id::Number).chain([Id::Number(5)]).collect());
        for (size, want) in [(500, vec![500, 500, 1]), (5000, vec![1001]), (1001, vec![1001])] {
            let plan: Vec<DataRequest> = chunks(&whole, ChunkSize::new(size).unwrap()).collect();
            assert_eq!(plan.iter().map(|chunk| chunk.ids.len()).collect::<Vec<_>>(), want);
            assert_eq!(merge(plan), Ok(Some(request((1..=1001).map(Id::Number).collect()))));
        }
        assert_eq!(chunks(&request(vec![]), ChunkSize::default()).count(), 0);
        assert_eq!(merge([]), Ok(None));
        let other = DataRequest::new(RetrievalType::ALL, vec![]);
        assert_eq!(merge([request(vec![]), other]), Err(MergeError));
    }

    #[test]
    fn no_url_is_longer_than_it_may_be() {
        let endpoint = Endpoint::default();
        let names = (1..300).map(|n| Id::Designation(format!("Gaia DR3 {}", n * 1_000_000_007_i64).parse().unwrap()));
        let numbers = (1..300).map(|n| Id::Number(n * 1_000_000_007));
        for ids in [names.collect::<Vec<_>>(), numbers.collect()] {
            let whole = request(ids);
            for max in [200, 201, 500, 8000] {
                let plan = url_chunks(&whole, ChunkSize::default(), &endpoint, max);
                let lengths: Vec<usize> = plan.iter().map(|chunk| chunk.to_url(&endpoint).len()).collect();
                assert!(lengths.iter().all(|length| *length <= max), "{max}: {lengths:?}");
                let longest = whole.ids.iter().map(|id| id.to_string().len() + 1).max().unwrap();
                let full = &lengths[..lengths.len() - 1];
                assert!(full.iter().all(|length| length + longest > max), "{max}: {lengths:?}");
                assert_eq!(merge(plan), Ok(Some(whole.clone())));
            }
        }
        assert_eq!(url_chunks(&request(vec![Id::Number(1), Id::Number(2)]), ChunkSize::default(), &endpoint, 1).len(), 2);
    }
}
