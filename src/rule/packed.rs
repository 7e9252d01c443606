//! Values as `build.rs` packs them. Reading them takes half of what JSON takes, and no text is looked through or copied: [`Text`]s stay
//! where they are.
//!
//! All strings, keys among them, stand one behind the other in one text. What the values are stands apart, by a head for each: three
//! bits for the kind and five for a number, or 31 and the number behind it, seven bits a byte, the last byte below 128.
//!
//! | kind | number | what follows |
//! |---|---|---|
//! | 0 | 0 nothing, 1 no, 2 yes | |
//! | 1 | a number that is whole and not negative | |
//! | 2 | its bytes of text | another number, as it is written |
//! | 3 | its bytes of text | a string |
//! | 4 | its members | a list |
//! | 5 | its members | a map: keys and values in turn |
//!
//! [`Text`]: crate::text::Text

use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A packed value, as far as it is not read yet.
#[derive(Default)]
pub(super) struct Packed<'de> {
    /// What the values are.
    pub heads: &'de [u8],
    /// Their strings.
    pub text: &'de str,
}

impl<'de> Packed<'de> {
    fn byte(&mut self) -> Result<u8, Error> {
        let (first, rest) = self.heads.split_first().ok_or_else(|| Error::custom("it ends too early"))?;
        self.heads = rest;
        Ok(*first)
    }

    fn head(&mut self) -> Result<(u8, usize), Error> {
        let byte = self.byte()?;
        let (kind, short) = (byte >> 5, usize::from(byte & 31));
        if short < 31 {
            return Ok((kind, short));
        }
        let (mut number, mut shift) = (0, 0);
        while shift < usize::BITS {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok((kind, number));
            }
            shift += 7;
        }
        Err(Error::custom("a number is too long"))
    }

    fn string(&mut self, length: usize) -> Result<&'de str, Error> {
        let (string, rest) = self.text.split_at_checked(length).ok_or_else(|| Error::custom("a string is too long"))?;
        self.text = rest;
        Ok(string)
    }
}

impl<'de> Deserializer<'de> for &mut Packed<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head()? {
            (0, 0) => visitor.visit_unit(),
            (0, truth) => visitor.visit_bool(truth == 2),
            (1, number) => visitor.visit_u64(number as u64),
            (2, length) => visitor.visit_f64(self.string(length)?.parse().map_err(Error::custom)?),
            (3, length) => visitor.visit_borrowed_str(self.string(length)?),
            (4, left) => visitor.visit_seq(Members { packed: self, left }),
            (5, left) => visitor.visit_map(Members { packed: self, left }),
            _ => Err(Error::custom("there is no such kind")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.heads.first() == Some(&0) {
            self.byte()?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (_, length) = self.head()?;
        visitor.visit_enum(self.string(length)?.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// What is left of a list or a map.
struct Members<'p, 'de> {
    packed: &'p mut Packed<'de>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Members<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.packed).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = Error;

    fn next_key_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        let (_, length) = self.packed.head()?;
        seed.deserialize(BorrowedStrDeserializer::new(self.packed.string(length)?)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(&mut *self.packed)
    }
}
