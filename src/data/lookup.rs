//! What is asked of a story's events in every frame, found once.
//!
//! Decides how an event is found by its key without walking all of them. It holds for the events it was first asked of: they are
//! not changed afterwards, but in a copy.

use std::cell::OnceCell;

use super::{Day, Event, arrange, halved};

/// What has been found, once it has been asked for: indices in order of keys, and the last day (ends count).
#[derive(Default)]
pub struct Lookup(OnceCell<(Vec<usize>, Option<Day>)>);

impl Lookup {
    fn found(&self, events: &[Event]) -> &(Vec<usize>, Option<Day>) {
        self.0.get_or_init(|| {
            let mut order: Vec<usize> = (0..events.len()).collect();
            arrange(&mut order, &|one, other| events[*one].id.cmp(&events[*other].id));
            (order, events.iter().map(|event| event.end.unwrap_or(event.date)).max())
        })
    }

    /// The last day with an event (its end counts).
    pub fn last_day(&self, events: &[Event]) -> Option<Day> {
        self.found(events).1
    }

    /// The index of the first event with a key.
    pub fn event(&self, events: &[Event], key: &str) -> Option<usize> {
        let order = &self.found(events).0;
        let at = halved(order.len(), &|at| events[order[at]].id.as_str() < key);
        order.get(at).copied().filter(|index| events[*index].id == key)
    }
}

/// A copy finds for itself.
impl Clone for Lookup {
    fn clone(&self) -> Lookup {
        Lookup::default()
    }
}

/// What was found says nothing that the events do not.
impl PartialEq for Lookup {
    fn eq(&self, _: &Lookup) -> bool {
        true
    }
}

impl std::fmt::Debug for Lookup {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Lookup")
    }
}
