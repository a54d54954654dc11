//! Sorting by comparison, once for all types and comparisons. The standard library's sorts would serve, but are kilobytes
//! of wasm for each: even one instance of them is four times this one.

use core::cmp::Ordering;

/// The indices `0..count` in rising order; equal ones stay as they are. A merge sort, from runs of one upwards.
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
    order.into_iter().filter_map(|index| items[index].take()).collect()
}

/// How names are compared where they are listed: by a language's rules, which who lists them knows.
pub type Collate = fn(&str, &str) -> Ordering;

/// Compares two names as people order them, as far as that can be told without a language: what is a number in both by its value, so that room 2 stands before room 10.
pub(crate) fn by_name(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    loop {
        let digits = (number(left), number(right));
        let (taken, order) = if digits.0 > 0 && digits.1 > 0 {
            let (x, y) =
                (left[..digits.0].trim_start_matches('0'), right[..digits.1].trim_start_matches('0'));
            (digits, x.len().cmp(&y.len()).then_with(|| x.cmp(y)))
        } else {
            let first = |text: &str| text.chars().next();
            let (Some(x), Some(y)) = (first(left), first(right)) else {
                // Those that differ in nothing but how their numbers are written are told apart all the same.
                return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
            };
            ((x.len_utf8(), y.len_utf8()), x.cmp(&y))
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[taken.0..], &right[taken.1..]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_in_names_count_by_their_value() {
        let mut names = ["Room 10", "Room 2", "Room 1b", "Room 1", "Hall 3", "Room 02", "Room"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(names, ["Hall 3", "Room", "Room 1", "Room 1b", "Room 02", "Room 2", "Room 10"]);
    }

    proptest! {
        #[test]
        fn the_order_of_names_is_one(names in proptest::collection::vec("[a0-3 ä]{0,5}", 3)) {
            let [a, b, c] = [&names[0], &names[1], &names[2]];
            prop_assert_eq!(by_name(a, b), by_name(b, a).reverse());
            prop_assert_eq!(by_name(a, b).is_eq(), a == b);
            if by_name(a, b).is_le() && by_name(b, c).is_le() {
                prop_assert!(by_name(a, c).is_le());
            }
        }

        #[test]
        fn it_sorts_as_the_standard_library_does(items in proptest::collection::vec(0u8..20, 0..70)) {
            let mut expected: Vec<usize> = (0..items.len()).collect();
            expected.sort_by_key(|index| items[*index]);
            prop_assert_eq!(order(items.len(), &|a, b| items[a].cmp(&items[b])), expected);
        }
    }
}
