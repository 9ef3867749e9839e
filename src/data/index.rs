//! Values by a key that is a text, for the few hundred rows that a story has.
//!
//! Decides how rows are found by key. One search for all values is smaller in the module than a tree for each.

/// Values by key, in the order of their keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Index<V> {
    keys: Vec<String>,
    values: Vec<V>,
}

impl<V> Index<V> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&V> {
        self.values.get(search(&self.keys, key).ok()?)
    }

    /// Whether a key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        search(&self.keys, key).is_ok()
    }

    /// Gives a key a value; the one it had is forgotten.
    pub fn insert(&mut self, key: String, value: V) {
        match search(&self.keys, &key) {
            Ok(position) => self.values[position] = value,
            Err(position) => {
                self.keys.insert(position, key);
                self.values.insert(position, value);
            }
        }
    }

    /// Takes a key and its value out.
    pub fn remove(&mut self, key: &str) -> Option<V> {
        let position = search(&self.keys, key).ok()?;
        self.keys.remove(position);
        Some(self.values.remove(position))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.keys.iter()
    }
}

/// Where a key stands, or where it belongs.
#[inline(never)]
fn search(keys: &[String], key: &str) -> Result<usize, usize> {
    keys.binary_search_by(|own| own.as_str().cmp(key))
}

impl<V> Default for Index<V> {
    fn default() -> Index<V> {
        Index { keys: Vec::new(), values: Vec::new() }
    }
}

/// The value of a key that is known to be there.
impl<V> std::ops::Index<&str> for Index<V> {
    type Output = V;

    fn index(&self, key: &str) -> &V {
        &self.values[search(&self.keys, key).unwrap_or(usize::MAX)]
    }
}

impl<V> FromIterator<(String, V)> for Index<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(pairs: I) -> Index<V> {
        let mut index = Index::default();
        for (key, value) in pairs {
            index.insert(key, value);
        }
        index
    }
}
