//! Lists put in order, all by one sort.
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
