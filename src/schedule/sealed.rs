//! Parts of the schedule that the page's first program carries along, and never looks into.

use std::{any::Any, fmt::Debug, marker::PhantomData, sync::Arc};

/// A value that is known only where it is asked for ([`Sealed::get`]): whoever holds it has no code that reads, compares or drops a `T`.
/// So that code is in the part of the page's program that comes behind the first answer. The empty one is `T`'s own.
#[derive(Clone, Debug)]
pub struct Sealed<T>(Option<Arc<dyn Content>>, PhantomData<T>);

/// A type of which there is an empty value.
pub trait Empty: 'static {
    const EMPTY: &'static Self;
}

impl<T> Default for Sealed<T> {
    fn default() -> Self {
        Self(None, PhantomData)
    }
}

impl<T: Empty + Debug + PartialEq + Send + Sync> Sealed<T> {
    pub fn new(value: T) -> Self {
        Self(Some(Arc::new(value)), PhantomData)
    }

    pub fn get(&self) -> &T {
        let content = self.0.as_deref().map(Content::as_any);
        content.and_then(|content| content.downcast_ref()).unwrap_or(T::EMPTY)
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one.is_same(&**other),
            (None, None) => true,
            _ => false,
        }
    }
}

/// What can be sealed.
trait Content: Debug + Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn is_same(&self, other: &dyn Content) -> bool;
}

impl<T: Debug + PartialEq + Send + Sync + 'static> Content for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_same(&self, other: &dyn Content) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Empty for String {
        const EMPTY: &'static Self = &Self::new();
    }

    #[test]
    fn what_is_sealed_is_read_and_compared_as_what_it_is() {
        let sealed = |text: &str| Sealed::new(text.to_owned());
        assert_eq!(sealed("a").get(), "a");
        assert_eq!(Sealed::<String>::default().get(), "");
        assert!(sealed("a") == sealed("a") && sealed("a") != sealed("b") && sealed("") != Sealed::default());
        let one = sealed("a");
        assert!(one.clone() == one);
    }
}
