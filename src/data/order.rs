//! Lists put in order, all by one sort; and a place in such a list, found by halving.
//!
//! Decides nothing but the order it is told. The sort of the standard library is compiled anew for each comparison;
//! here it is compiled once, for positions.

use std::cmp::Ordering;

/// Puts items in order; those that compare as equal keep the order they had.
pub fn arrange<T>(items: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut places = places(items.len(), &|one, other| compare(&items[one], &items[other]));
    for position in 0..items.len() {
        while places[position] != position {
            let place = places[position];
            items.swap(position, place);
            places.swap(position, place);
        }
    }
}

/// The place of each of so many items once they are in order.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| compare(one, other));
    let mut places = vec![0; count];
    for (place, position) in order.into_iter().enumerate() {
        places[position] = place;
    }
    places
}

/// Of so many positions, the first that does not come before; those that do stand first.
#[inline(never)]
pub fn halved(count: usize, comes_before: &dyn Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from + (to - from) / 2;
        if comes_before(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_stable_sort(mut items in prop::collection::vec((0u8..9, any::<u8>()), 0..60)) {
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| item.0);
            arrange(&mut items, &|one, other| one.0.cmp(&other.0));
            prop_assert_eq!(items, wanted);
        }
    }
}
