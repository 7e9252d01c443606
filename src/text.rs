//! Texts of rules. Those that come with the program stay where they are in it; only those of an organisation's own rules are copied.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, de};

/// All texts of the rules that come with the program, one behind the other, as `build.rs` writes them.
pub static EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.txt"));

/// A text of a rule.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// As it is, without the wrapping.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A text that lies in the embedded ones is known by its address, whoever read it there.
    fn kept(text: &str) -> Text {
        let at = text.as_ptr().addr().checked_sub(EMBEDDED.as_ptr().addr());
        match at.and_then(|at| EMBEDDED.get(at..at + text.len())) {
            Some(embedded) => Text(Cow::Borrowed(embedded)),
            None => text.into(),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(Cow::Owned(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text(Cow::Owned(text))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.0.into_owned()
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> String {
        text.as_str().to_owned()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(given: D) -> Result<Text, D::Error> {
        struct Reader;
        impl<'de> de::Visitor<'de> for Reader {
            type Value = Text;

            fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
                to.write_str("a string")
            }

            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(text.into())
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text, E> {
                Ok(Text::kept(text))
            }
        }
        given.deserialize_str(Reader)
    }
}

impl schemars::JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{EMBEDDED, Text};

    #[test]
    fn what_is_embedded_is_not_copied() {
        let length = EMBEDDED.chars().next().map_or(0, char::len_utf8);
        let (inside, copy) = (&EMBEDDED[..length], EMBEDDED[..length].to_owned());
        assert!(length > 0 && matches!(Text::kept(inside).0, Cow::Borrowed(_)));
        assert!(matches!(Text::kept(&copy).0, Cow::Owned(_)));
        assert_eq!(Text::kept(inside), Text::kept(&copy));
        assert_eq!(&*Text::kept(""), "");
    }
}
