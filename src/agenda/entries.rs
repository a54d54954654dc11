//! What is kept under names: decisions by session, texts, what was seen of sessions.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

/// Entries in the order of their names, each name once. Serialized as a map.
///
/// No `BTreeMap`: its code is several kilobytes of wasm for each type it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<T>(Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Entries<T> {
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    pub fn get(&self, name: &str) -> Option<&T> {
        Some(&self.0[self.find(name).ok()?].1)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let index = self.find(name).ok()?;
        Some(&mut self.0[index].1)
    }

    /// Keeps an entry, in place of the one that was there.
    pub fn insert(&mut self, name: &str, entry: T) {
        match self.find(name) {
            Ok(index) => self.0[index].1 = entry,
            Err(index) => self.0.insert(index, (name.to_owned(), entry)),
        }
    }

    pub fn remove(&mut self, name: &str) -> Option<T> {
        Some(self.0.remove(self.find(name).ok()?).1)
    }

    pub fn retain(&mut self, keep: impl Fn(&str, &T) -> bool) {
        self.0.retain(|(name, entry)| keep(name, entry));
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, entry)| (name.as_str(), entry))
    }
}

impl<T> FromIterator<(String, T)> for Entries<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        let mut all = Self::default();
        entries.into_iter().for_each(|(name, entry)| all.insert(&name, entry));
        all
    }
}

impl<T> IntoIterator for Entries<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Entries::default();
        while let Some((name, entry)) = map.next_entry::<String, T>()? {
            entries.insert(&name, entry);
        }
        Ok(entries)
    }
}
