//! Things made from rows that never change (frozen rules, laid-out calendars), kept as long as the database is open.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// More things than this are not kept; published versions are few.
const MOST: usize = 4_096;

#[derive(Default)]
pub struct Memo(RwLock<HashMap<String, Arc<dyn Any + Send + Sync>>>);

impl Memo {
    pub fn get<T: Send + Sync + 'static>(&self, key: &str) -> Option<Arc<T>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(key).cloned().and_then(|any| any.downcast().ok())
    }

    /// Forgets everything; it is made again when asked for.
    pub fn clear(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub fn put<T: Send + Sync + 'static>(&self, key: &str, made: Arc<T>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key.to_owned(), made);
    }
}
