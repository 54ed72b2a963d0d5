use super::PATIENCE;
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use std::sync::{Condvar, Mutex, PoisonError};

/// Takes up to `count` pieces from `next` and works on them, on all threads. Gives what becomes of them in their order, and whether the
/// input is at its end, or what is wrong behind them.
///
/// ```
/// use gaialink_table::turns;
/// use std::convert::Infallible;
/// let mut pieces = ["1", "2", "3"].into_iter();
/// let mut next = || Ok::<_, Infallible>(pieces.next());
/// assert_eq!(turns::read(&mut next, 2, str::len), (vec![1, 1], Ok(false)));
/// assert_eq!(turns::read(&mut next, 2, str::len), (vec![1], Ok(true)));
/// ```
pub fn read<P, T: Send, E: Send>(
    next: &mut (impl FnMut() -> Result<Option<P>, E> + Send),
    count: usize,
    work: impl Fn(P) -> T + Sync,
) -> (Vec<T>, Result<bool, E>) {
    let turns = Turns { state: Mutex::new(State { next: Some(next), taken: 0, end: None }), free: Condvar::new(), count };
    let one = |_| std::iter::from_fn(|| turns.take().map(|(place, piece)| (place, work(piece)))).collect::<Vec<_>>();
    let threads = rayon::current_num_threads().min(count);
    let mut done: Vec<(usize, T)> = (0..threads).into_par_iter().with_max_len(1).flat_map_iter(one).collect();
    done.sort_unstable_by_key(|(place, _)| *place);
    let end = turns.state.into_inner().unwrap_or_else(PoisonError::into_inner).end;
    (done.into_iter().map(|(_, result)| result).collect(), end.unwrap_or(Ok(false)))
}

/// Whose turn it is.
struct Turns<N, E> {
    state: Mutex<State<N, E>>,
    /// Told when a turn ends.
    free: Condvar,
    /// How many pieces are taken.
    count: usize,
}

struct State<N, E> {
    /// What gives the next piece, unless a thread has it.
    next: Option<N>,
    taken: usize,
    end: Option<Result<bool, E>>,
}

impl<N, E> State<N, E> {
    /// Whether there is nothing to take any more.
    fn is_over(&self, count: usize) -> bool {
        self.end.is_some() || self.taken >= count
    }
}

impl<P, E, N: FnMut() -> Result<Option<P>, E>> Turns<&mut N, E> {
    /// Waits for a turn and takes a piece, with its place among all.
    fn take(&self) -> Option<(usize, P)> {
        let busy = |state: &mut State<&mut N, E>| state.next.is_none() && !state.is_over(self.count);
        let (mut state, _) = self.free.wait_timeout_while(self.state.lock().ok()?, PATIENCE, busy).ok()?;
        if state.is_over(self.count) {
            return None;
        }
        let next = state.next.take()?;
        let place = state.taken;
        state.taken = place.saturating_add(1);
        drop(state);
        let piece = next();
        let mut state = self.state.lock().ok()?;
        state.next = Some(next);
        let piece = match piece {
            Ok(Some(piece)) => Some((place, piece)),
            Ok(None) => {
                state.end = Some(Ok(true));
                None
            }
            Err(error) => {
                state.end = Some(Err(error));
                None
            }
        };
        self.free.notify_all();
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::ThreadPoolBuilder;

    #[test]
    fn pieces_come_in_order_whoever_takes_them() {
        for threads in [1, 2, 3, 8] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            for (count, there, fails) in
                [(0, 5, false), (1, 5, false), (5, 5, false), (100, 100, true), (100, 70, false), (200, 70, true)]
            {
                let mut given = 0;
                let mut next = || {
                    given += 1;
                    match given <= there {
                        true => Ok(Some(given)),
                        false if fails => Err("broken"),
                        false => Ok(None),
                    }
                };
                let (done, end) = pool.install(|| read(&mut next, count, |piece| piece * 2));
                let want: Vec<i32> = (1..=there).map(|piece| piece * 2).take(count).collect();
                assert_eq!(done, want, "{threads} {count}");
                assert_eq!(end.ok(), (!fails || count <= 100).then_some(count > want.len()), "{threads} {count} {there}");
            }
        }
    }

    #[test]
    fn an_input_that_needs_the_threads_itself_gets_them() {
        let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let mut left = 20_u64;
        let mut next = || {
            left -= 1;
            let parts = || (0..64_u32).into_par_iter().with_max_len(1).map(|part| u64::from(part) * left).sum::<u64>();
            Ok::<_, ()>((left > 0).then(parts))
        };
        let mut sums = Vec::new();
        loop {
            let (done, end) = pool.install(|| read(&mut next, 4, |sum| sum));
            sums.extend(done);
            if end.unwrap() {
                break;
            }
        }
        assert_eq!(sums, (1..20).rev().map(|left| 2016 * left).collect::<Vec<u64>>());
    }
}
