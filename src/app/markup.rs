//! A figure's surroundings (headline, controls, card, table) as plain data, and as HTML text.
//!
//! The same tree is written into the page natively and patched into the document by the browser leaf. An element that
//! does something carries the message it sends, as text, in the attribute `data-say` (see [`super::message`]).

use std::ops::Deref;

use crate::scene::svg::escape;
use crate::words::Word;

/// A node of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text; never markup.
    Text(String),
    /// An element.
    Element(Element),
    /// Ready markup of our own making, an SVG picture; never text from a story.
    Raw(String),
}

/// An element. Behind one pointer, so that the hundreds of calls that build a tree pass a word each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element(Box<Parts>);

/// What an element is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Tag name in lower case.
    pub tag: &'static str,
    /// Attributes in the order in which they are written; a name occurs once.
    pub attributes: Vec<(&'static str, String)>,
    /// Children.
    pub children: Vec<Node>,
}

impl Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What can become text. `Into<String>` would do, but the module is smaller with one copying function for all calls.
pub trait IntoText {
    /// An element with this text as an attribute.
    fn attribute_of(self, element: Element, name: &'static str) -> Element;
    /// An element with this text after what it has.
    fn text_of(self, element: Element) -> Element;
}

impl IntoText for String {
    #[inline(never)]
    fn attribute_of(self, mut element: Element, name: &'static str) -> Element {
        element.0.attributes.push((name, self));
        element
    }

    #[inline(never)]
    fn text_of(self, mut element: Element) -> Element {
        element.0.children.push(Node::Text(self));
        element
    }
}

impl IntoText for &str {
    #[inline(never)]
    fn attribute_of(self, element: Element, name: &'static str) -> Element {
        self.to_owned().attribute_of(element, name)
    }

    #[inline(never)]
    fn text_of(self, element: Element) -> Element {
        self.to_owned().text_of(element)
    }
}

impl IntoText for &String {
    fn attribute_of(self, element: Element, name: &'static str) -> Element {
        self.as_str().attribute_of(element, name)
    }

    fn text_of(self, element: Element) -> Element {
        self.as_str().text_of(element)
    }
}

impl IntoText for Word {
    fn attribute_of(self, element: Element, name: &'static str) -> Element {
        self.text().attribute_of(element, name)
    }

    fn text_of(self, element: Element) -> Element {
        self.text().text_of(element)
    }
}

/// An element to be filled.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, ..Parts::default() }))
}

impl Element {
    /// With an attribute.
    pub fn with(self, name: &'static str, value: impl IntoText) -> Element {
        value.attribute_of(self, name)
    }

    /// With a class.
    #[inline(never)]
    pub fn class(self, name: &'static str) -> Element {
        self.with("class", name)
    }

    /// With the message it sends when pressed.
    pub fn says(self, message: impl IntoText) -> Element {
        self.with("data-say", message)
    }

    /// With a child element.
    #[inline(never)]
    pub fn child(mut self, child: Element) -> Element {
        self.0.children.push(Node::Element(child));
        self
    }

    /// With children.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        for child in children {
            self = self.child(child);
        }
        self
    }

    /// With text after what it has.
    pub fn text(self, text: impl IntoText) -> Element {
        text.text_of(self)
    }

    /// With ready markup after what it has.
    pub fn raw(mut self, markup: impl Into<String>) -> Element {
        self.0.children.push(Node::Raw(markup.into()));
        self
    }

    /// Its class; empty without one.
    pub fn class_name(&self) -> &str {
        self.attributes.iter().find(|(name, _)| *name == "class").map_or("", |(_, value)| value.as_str())
    }

    /// The elements that stand directly in it.
    pub fn parts(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// All text in it; none of ready markup.
    pub fn text_content(&self) -> String {
        let texts = self.children.iter().map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.text_content(),
            Node::Raw(_) => String::new(),
        });
        texts.collect()
    }

    /// The element as HTML text.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.tag);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push_str("=\"");
                escape(value, out);
                out.push('"');
            }
        }
        out.push('>');
        if matches!(self.tag, "input" | "br" | "img" | "hr") {
            return;
        }
        for child in &self.children {
            match child {
                Node::Text(text) => escape(text, out),
                Node::Raw(markup) => out.push_str(markup),
                Node::Element(element) => element.write(out),
            }
        }
        out.push_str("</");
        out.push_str(self.tag);
        out.push('>');
    }
}
