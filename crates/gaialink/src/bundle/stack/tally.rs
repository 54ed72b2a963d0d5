use super::report::Missing;
use crate::datalink::{
    RetrievalType, SourceList,
    source_list::{Wanted, served_as},
};
use gaialink_products::{ProductKind, Release};

/// Which of the sources that were asked for have come.
pub(super) struct Tally {
    wanted: Vec<(Wanted, bool)>,
}

impl Tally {
    /// Of those that may have the product.
    pub(super) fn new(list: &SourceList, kind: ProductKind) -> Self {
        let mut wanted: Vec<(Wanted, bool)> = list.having(&RetrievalType::from(kind)).map(|w| (w.clone(), false)).collect();
        wanted.sort_by(|a, b| a.0.source_id.cmp(&b.0.source_id).then_with(|| a.0.release.cmp(&b.0.release)));
        wanted.dedup_by(|a, b| a.0 == b.0);
        Self { wanted }
    }

    /// A source has come.
    pub(super) fn found(&mut self, source_id: i64, release: Option<&str>) {
        let first = self.wanted.partition_point(|(wanted, _)| wanted.source_id.get() < source_id);
        let release = release.map(Release::from);
        for (wanted, found) in self.wanted.iter_mut().skip(first).take_while(|(w, _)| w.source_id.get() == source_id) {
            let asked = wanted.release.clone().map(served_as);
            if asked.is_none() || release.is_none() || asked == release {
                *found = true;
            }
        }
    }

    pub(super) fn finish(self) -> Missing {
        let wanted = self.wanted.len();
        let sources = self.wanted.into_iter().filter(|(_, found)| !found).map(|(wanted, _)| wanted).collect();
        Missing { wanted, sources }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_count_where_they_are_known() {
        let list: SourceList = "4\n7\nGaia DR2 9\nGaia EDR3 11\n7\n".parse().unwrap();
        let mut tally = Tally::new(&list, ProductKind::Rvs);
        tally.found(7, Some("Gaia DR3"));
        tally.found(9, Some("Gaia DR3"));
        tally.found(11, Some("Gaia DR3"));
        tally.found(12, None);
        let missing = tally.finish();
        let numbers: Vec<i64> = missing.sources.iter().map(|wanted| wanted.source_id.get()).collect();
        assert_eq!((missing.wanted, numbers), (4, vec![4, 9]));
    }
}
