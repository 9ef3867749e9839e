//! A value of JSON, whoever parsed it: the browser in the page, `serde_json` natively.
//!
//! Decides nothing: a property that is not there, or is of another kind, reads as nothing. One value type with one
//! visitor is smaller in the module than a deserializer for each struct that is read from it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`, or nothing at all.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, its properties in their order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A property of an object.
    pub fn get(&self, name: &str) -> &Json {
        let property = self.properties().iter().find(|property| property.0 == name);
        property.map_or(&Json::Null, |property| &property.1)
    }

    /// A property that is a string.
    pub fn text(&self, name: &str) -> String {
        match self.get(name) {
            Json::Text(text) => text.clone(),
            _ => String::new(),
        }
    }

    /// The string that this is.
    pub fn as_text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// The values of a property that is an array.
    pub fn list(&self, name: &str) -> &[Json] {
        match self.get(name) {
            Json::List(values) => values,
            _ => &[],
        }
    }

    /// This value with another over it: objects property by property, arrays place by place, all else replaced.
    #[must_use]
    pub fn under(&self, over: &Json) -> Json {
        match (self, over) {
            (own, Json::Null) => own.clone(),
            (Json::Object(own), Json::Object(over)) => {
                let mut all = own.clone();
                for (name, value) in over {
                    match all.iter_mut().find(|property| property.0 == *name) {
                        Some(property) => property.1 = property.1.under(value),
                        None => all.push((name.clone(), value.clone())),
                    }
                }
                Json::Object(all)
            }
            (Json::List(own), Json::List(over)) => {
                let longest = own.len().max(over.len());
                let at = |list: &[Json], place: usize| list.get(place).cloned().unwrap_or_default();
                Json::List((0..longest).map(|place| at(own, place).under(&at(over, place))).collect())
            }
            (_, over) => over.clone(),
        }
    }

    /// The properties of an object.
    pub fn properties(&self) -> &[(String, Json)] {
        match self {
            Json::Object(properties) => properties,
            _ => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut properties = Vec::new();
        while let Some(property) = access.next_entry()? {
            properties.push(property);
        }
        Ok(Json::Object(properties))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_lies_over_another() {
        let read = |json| serde_json::from_str::<Json>(json).unwrap_or_default();
        let own = read(r#"{"a": "one", "b": [{"c": "two", "d": 1}, {"c": "three"}]}"#);
        let over = read(r#"{"a": "eins", "b": [{}, {"c": "drei"}, {"c": "vier"}], "e": true}"#);
        let wanted =
            read(r#"{"a": "eins", "b": [{"c": "two", "d": 1}, {"c": "drei"}, {"c": "vier"}], "e": true}"#);
        assert_eq!(own.under(&over), wanted);
        assert_eq!(own.under(&Json::Null), own);
    }

    #[test]
    fn what_is_missing_or_of_another_kind_reads_as_nothing() {
        let json = r#"{"a": "text", "b": [1, -2.5, null, true], "c": {"d": "deep"}}"#;
        let value: Json = serde_json::from_str(json).unwrap_or_default();
        assert_eq!(value.text("a"), "text");
        assert_eq!(value.list("b"), [Json::Number(1.0), Json::Number(-2.5), Json::Null, Json::Bool(true)]);
        assert_eq!(value.get("c").text("d"), "deep");
        assert_eq!((value.text("b"), value.list("a"), value.get("z")), (String::new(), &[][..], &Json::Null));
    }
}
