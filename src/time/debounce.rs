//! Waiting until nothing has happened for a while.

/// Tells of several calls, each of which waits, which is the last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Debounce {
    calls: usize,
}

/// One of the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DebouncedCall(usize);

impl Debounce {
    /// Notes a call, which begins to wait now.
    pub fn call(&mut self) -> DebouncedCall {
        self.calls += 1;
        DebouncedCall(self.calls)
    }

    /// Whether nothing was called since: then a call that has waited is carried out.
    pub fn is_last(self, call: DebouncedCall) -> bool {
        call == DebouncedCall(self.calls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_calls_that_wait_the_last_is_carried_out() {
        let mut debounce = Debounce::default();
        let first = debounce.call();
        assert!(debounce.is_last(first));
        let second = debounce.call();
        assert_eq!((debounce.is_last(first), debounce.is_last(second)), (false, true));
    }
}
