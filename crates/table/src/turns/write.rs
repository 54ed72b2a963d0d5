use super::PATIENCE;
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use std::{
    collections::BTreeMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// Makes something of each piece, on all threads, and writes it, in the order of the pieces.
///
/// `make` takes a room besides the piece, for what it makes, which `write` gives back when that is written. Rooms are kept in `rooms`,
/// and are as they were given back; no more of them are needed than there are threads.
///
/// ```
/// use gaialink_table::turns;
/// use std::convert::Infallible;
/// let (mut out, mut rooms) = (String::new(), Vec::new());
/// let make = |number: &i32, mut room: String| {
///     room.clear();
///     room.push_str(&format!("{} ", number * number));
///     Ok::<_, Infallible>(room)
/// };
/// turns::write(&[0, 1, 2, 3], &mut rooms, make, |text| {
///     out.push_str(&text);
///     Ok(text)
/// })?;
/// assert_eq!(out, "0 1 4 9 ");
/// # Ok::<_, Infallible>(())
/// ```
///
/// # Errors
///
/// The first one in the order of the pieces, whether it was in making or in writing; all pieces before it are written, and none behind it.
pub fn write<P: Sync, R: Default + Send, T: Send, E: Send>(
    pieces: &[P],
    rooms: &mut Vec<R>,
    make: impl Fn(&P, R) -> Result<T, E> + Sync,
    mut write: impl FnMut(T) -> Result<R, E> + Send,
) -> Result<(), E> {
    let threads = if pieces.len() > 1 { rayon::current_num_threads().min(pieces.len()) } else { 1 };
    if threads == 1 {
        return pieces.iter().try_for_each(|piece| {
            let room = write(make(piece, rooms.pop().unwrap_or_default())?)?;
            rooms.push(room);
            Ok(())
        });
    }
    let state = State { begun: 0, next: 0, late: BTreeMap::new(), failed: None, rooms };
    let turns = Turns { state: Mutex::new(state), ended: Condvar::new(), write: Mutex::new(write), pieces };
    (0..threads).into_par_iter().with_max_len(1).for_each(|_| turns.work(&make));
    turns.state.into_inner().unwrap_or_else(PoisonError::into_inner).failed.map_or(Ok(()), Err)
}

/// Whose turn it is.
struct Turns<'a, P, R, T, E, W> {
    pieces: &'a [P],
    state: Mutex<State<'a, R, T, E>>,
    /// Told when a turn ends.
    ended: Condvar,
    /// Whoever has the turn has this.
    write: Mutex<W>,
}

struct State<'a, R, T, E> {
    /// How many pieces were begun.
    begun: usize,
    /// The piece whose turn it is.
    next: usize,
    /// Pieces that were left to others.
    late: BTreeMap<usize, Result<T, E>>,
    failed: Option<E>,
    rooms: &'a mut Vec<R>,
}

impl<'a, P, R: Default, T, E, W: FnMut(T) -> Result<R, E>> Turns<'a, P, R, T, E, W> {
    /// Makes and writes pieces until there are no more, or others shall do it.
    fn work(&self, make: impl Fn(&P, R) -> Result<T, E>) {
        while let Some((place, piece, room)) = self.begin()
            && self.end(place, make(piece, room))
        {}
    }

    fn begin(&self) -> Option<(usize, &'a P, R)> {
        let mut state = self.state();
        let place = state.begun;
        let piece = self.pieces.get(place).filter(|_| state.failed.is_none())?;
        state.begun = place.saturating_add(1);
        Some((place, piece, state.rooms.pop().unwrap_or_default()))
    }

    /// Waits for the turn of a piece and writes it, and those that were left behind it. Tells whether to go on.
    fn end(&self, place: usize, made: Result<T, E>) -> bool {
        let is_early = |state: &mut State<'_, R, T, E>| state.failed.is_none() && state.next != place;
        let waited = self.ended.wait_timeout_while(self.state(), PATIENCE, is_early);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.late.insert(place, made);
        if state.next != place {
            return false;
        }
        while let (None, next) = (&state.failed, state.next)
            && let Some(made) = state.late.remove(&next)
        {
            drop(state);
            let written = made.and_then(|made| (self.write.lock().unwrap_or_else(PoisonError::into_inner))(made));
            state = self.state();
            match written {
                Ok(room) => state.rooms.push(room),
                Err(error) => state.failed = Some(error),
            }
            state.next = next.saturating_add(1);
            self.ended.notify_all();
        }
        state.failed.is_none()
    }

    fn state(&self) -> MutexGuard<'_, State<'a, R, T, E>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::ThreadPoolBuilder;
    use std::time::Duration;

    #[test]
    fn pieces_are_written_in_order_whoever_makes_them() {
        for threads in [1, 2, 3, 8] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            for (count, bad_make, bad_write) in
                [(0, 9, 9), (1, 9, 9), (1, 0, 9), (100, 999, 999), (100, 50, 999), (100, 999, 50), (100, 0, 0), (100, 99, 98)]
            {
                let (mut out, mut rooms) = (Vec::new(), Vec::<Vec<usize>>::new());
                let pieces: Vec<usize> = (0..count).collect();
                let make = |&place: &usize, mut room: Vec<usize>| {
                    if place % 7 == 0 {
                        std::thread::sleep(Duration::from_micros(100));
                    }
                    assert!(room.is_empty());
                    room.push(place);
                    if place == bad_make { Err(("make", place)) } else { Ok(room) }
                };
                let write = |mut room: Vec<usize>| {
                    let place = room.pop().unwrap();
                    if place == bad_write {
                        return Err(("write", place));
                    }
                    out.push(place);
                    Ok(room)
                };
                let done = pool.install(|| super::write(&pieces, &mut rooms, make, write));
                let end = count.min(bad_make).min(bad_write);
                assert_eq!(out, (0..end).collect::<Vec<_>>(), "{threads} {count}");
                let want = match end {
                    end if end == count => Ok(()),
                    end if end == bad_make => Err(("make", end)),
                    end => Err(("write", end)),
                };
                assert_eq!(done, want, "{threads} {count}");
                assert!(rooms.len() <= threads, "{} rooms for {threads} threads", rooms.len());
            }
        }
    }

    #[test]
    fn an_output_that_needs_the_threads_itself_gets_them() {
        let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let (mut sums, mut rooms) = (Vec::new(), Vec::new());
        let pieces: Vec<u64> = (0..20).collect();
        let write = |piece: u64| {
            sums.push((0..64_u32).into_par_iter().with_max_len(1).map(|part| u64::from(part) * piece).sum::<u64>());
            Ok(())
        };
        pool.install(|| super::write(&pieces, &mut rooms, |piece, ()| Ok::<_, ()>(*piece), write)).unwrap();
        assert_eq!(sums, pieces.iter().map(|piece| 2016 * piece).collect::<Vec<u64>>());
    }
}
