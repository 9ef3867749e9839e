//! A figure's surroundings (headline, controls, card, table) as plain data, and as HTML text.
//!
//! The same tree is written into the page natively and patched into the document by the browser leaf. An element that
//! does something carries the message it sends, as text, in the attribute `data-say` (see [`super::message`]).

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

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Tag name in lower case.
    pub tag: &'static str,
    /// Attributes in the order in which they are written; a name occurs once.
    pub attributes: Vec<(&'static str, String)>,
    /// Children.
    pub children: Vec<Node>,
}

/// An element to be filled.
pub fn element(tag: &'static str) -> Element {
    Element { tag, ..Element::default() }
}

impl Element {
    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((name, value.into()));
        self
    }

    /// With a class.
    pub fn class(self, name: &'static str) -> Element {
        self.with("class", name)
    }

    /// With the message it sends when pressed.
    pub fn says(self, message: impl Into<String>) -> Element {
        self.with("data-say", message)
    }

    /// With a child element.
    pub fn child(mut self, child: Element) -> Element {
        self.children.push(Node::Element(child));
        self
    }

    /// With children.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text after what it has.
    pub fn text(mut self, text: impl Into<String>) -> Element {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With ready markup after what it has.
    pub fn raw(mut self, markup: impl Into<String>) -> Element {
        self.children.push(Node::Raw(markup.into()));
        self
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

/// Appends text so that it can stand in an attribute or between tags.
pub fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}
