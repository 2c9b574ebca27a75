//! Work on several threads with the results in order.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// Jobs in flight for each thread: enough to keep it busy while the front one is awaited, few enough that memory does
/// not grow with the input.
const AHEAD: usize = 8;

/// Applies `work` to each of `jobs` on `threads` threads and hands the results to `sink` in the order of the jobs. An
/// error of the sink ends it. At most `AHEAD` jobs a thread are held at a time.
pub fn in_order<J: Send, R: Send, E>(
    jobs: impl Iterator<Item = J>,
    threads: usize,
    work: impl Fn(J) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads <= 1 {
        return jobs.map(work).try_for_each(sink);
    }
    let (send, receive) = sync_channel::<(J, SyncSender<thread::Result<R>>)>(threads * AHEAD);
    let receive = Mutex::new(receive);
    thread::scope(|scope| {
        // Dropped inside the scope, so that the threads end also where the sink or a job panics.
        let send = send;
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let job = receive.lock().expect("no thread panics with the lock").recv();
                    let Ok((job, answer)) = job else { return };
                    // The sink may have ended early: then nobody waits for the answer.
                    let _ = answer.send(catch_unwind(AssertUnwindSafe(|| work(job))));
                }
            });
        }
        let mut waiting: VecDeque<Receiver<thread::Result<R>>> = VecDeque::new();
        let mut front = |waiting: &mut VecDeque<Receiver<_>>| match waiting.pop_front().map(|r| r.recv().expect("every job is answered")) {
            Some(Ok(result)) => sink(result),
            Some(Err(panic)) => resume_unwind(panic),
            None => Ok(()),
        };
        for job in jobs {
            if waiting.len() >= threads * AHEAD {
                front(&mut waiting)?;
            }
            let (answer, result) = sync_channel(1);
            if send.send((job, answer)).is_err() {
                break;
            }
            waiting.push_back(result);
        }
        while !waiting.is_empty() {
            front(&mut waiting)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for threads in 1..5 {
            let mut out = Vec::new();
            let slow_at_the_front = |n: u64| {
                if n.is_multiple_of(7) {
                    thread::sleep(std::time::Duration::from_millis(3));
                }
                n * n
            };
            in_order(0..100u64, threads, slow_at_the_front, |r| -> Result<(), ()> {
                out.push(r);
                Ok(())
            })
            .unwrap();
            assert_eq!(out, (0..100).map(|n| n * n).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn a_panic_of_a_job_is_passed_on() {
        let run = || in_order(0..100, 2, |n: u64| if n == 40 { panic!("on purpose") } else { n }, |_| -> Result<(), ()> { Ok(()) });
        assert!(catch_unwind(run).is_err());
    }

    #[test]
    fn an_error_of_the_sink_ends_it() {
        let mut taken = 0;
        let r = in_order(
            0..,
            3,
            |n: u64| n,
            |n| {
                taken += 1;
                if n == 5 { Err("closed") } else { Ok(()) }
            },
        );
        assert_eq!((r, taken), (Err("closed"), 6));
    }
}
