use super::Band;
use crate::TransitId;
use std::collections::HashMap;

/// The rows of one transit in G, BP and RP.
pub(super) type Rows = [Option<usize>; 3];

/// Joins points across bands by their transits, each point given by its transit and band.
///
/// The second point of a transit in the same band belongs to the second points of the other bands, and a point without a
/// transit to none. Where the transits of every band ascend, as they do in the archive's files, so do the joined ones;
/// otherwise they keep the order in which they come first.
pub(super) fn join(points: impl Iterator<Item = (Option<TransitId>, Band)>) -> Vec<(Option<TransitId>, Rows)> {
    let mut joined: Vec<(Option<TransitId>, Rows)> = Vec::new();
    let mut places: HashMap<(TransitId, usize), usize> = HashMap::new();
    let mut counts: HashMap<(TransitId, Band), usize> = HashMap::new();
    let mut last = [None; 3];
    let mut ascends = true;
    for (row, (transit, band)) in points.enumerate() {
        let place = match transit {
            None => joined.len(),
            Some(id) => {
                let count = counts.entry((id, band)).or_default();
                *count += 1;
                *places.entry((id, *count)).or_insert(joined.len())
            }
        };
        if place == joined.len() {
            joined.push((transit, [None; 3]));
        }
        if let Some(cell) = joined.get_mut(place).and_then(|(_, rows)| rows.get_mut(band as usize)) {
            *cell = Some(row);
        }
        if let Some(before) = last.get_mut(band as usize) {
            ascends &= transit.is_some() && *before <= transit;
            *before = transit;
        }
    }
    if ascends {
        joined.sort_by_key(|(transit, _)| *transit);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points by transit and band, 0 for no transit, and the transits with their rows.
    type Case = (&'static [(i64, Band)], &'static [(i64, Rows)]);

    #[test]
    fn transits_across_bands() {
        let id = |number: i64| (number > 0).then(|| TransitId::new(number));
        let cases: [Case; 5] = [
            (&[], &[]),
            (
                &[(1, Band::G), (3, Band::G), (2, Band::Bp), (3, Band::Bp), (1, Band::Rp)],
                &[(1, [Some(0), None, Some(4)]), (2, [None, Some(2), None]), (3, [Some(1), Some(3), None])],
            ),
            (
                &[(3, Band::G), (1, Band::G), (2, Band::Bp)],
                &[(3, [Some(0), None, None]), (1, [Some(1), None, None]), (2, [None, Some(2), None])],
            ),
            (&[(1, Band::G), (1, Band::G), (1, Band::Bp)], &[(1, [Some(0), Some(2), None]), (1, [Some(1), None, None])]),
            (
                &[(0, Band::G), (0, Band::Bp), (1, Band::G)],
                &[(0, [Some(0), None, None]), (0, [None, Some(1), None]), (1, [Some(2), None, None])],
            ),
        ];
        for (points, want) in cases {
            let found = join(points.iter().map(|(number, band)| (id(*number), *band)));
            let want: Vec<_> = want.iter().map(|(number, rows)| (id(*number), *rows)).collect();
            assert_eq!(found, want, "{points:?}");
        }
    }
}
