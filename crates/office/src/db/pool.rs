//! A small pool of connections: taken for one transaction, put back when it went well.

use crate::error::Failure;
use std::sync::Mutex;

/// Idle connections. More are opened on demand; the blocking pool of the server bounds how many run at once.
pub struct Pool<C> {
    idle: Mutex<Vec<C>>,
    keep: usize,
}

impl<C> Pool<C> {
    /// Keeps at most `keep` idle connections.
    pub fn new(keep: usize) -> Pool<C> {
        Pool { idle: Mutex::new(Vec::new()), keep }
    }

    /// An idle connection, or a new one.
    pub fn take(&self, open: impl FnOnce() -> Result<C, Failure>) -> Result<C, Failure> {
        let idle = self.lock().pop();
        idle.map_or_else(open, Ok)
    }

    /// Puts a healthy connection back.
    pub fn put(&self, connection: C) {
        let mut idle = self.lock();
        if idle.len() < self.keep {
            idle.push(connection);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<C>> {
        self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
