//! Sorting by comparison, once for all types and comparisons. The standard library's sorts would serve, but are kilobytes
//! of wasm for each: even one instance of them is four times this one.

use core::cmp::Ordering;

/// The places `0..count` in rising order; equal ones stay as they are. A merge sort, from runs of one upwards.
pub(super) fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in sorted.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([a, lefts @ ..], [b, rights @ ..]) = (left, right) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    left = lefts;
                } else {
                    merged.push(*b);
                    right = rights;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        sorted = merged;
        run *= 2;
    }
    sorted
}

/// The items in rising order; equal ones stay as they are.
pub(crate) fn sorted<T>(items: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| items[place].take()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in proptest::collection::vec(0u8..20, 0..70)) {
            let mut expected: Vec<usize> = (0..items.len()).collect();
            expected.sort_by_key(|place| items[*place]);
            prop_assert_eq!(order(items.len(), &|a, b| items[a].cmp(&items[b])), expected);
        }
    }
}
