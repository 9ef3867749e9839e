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

/// What can become text. `Into<String>` would do, but the module is smaller with one copying function for all calls.
pub trait IntoText {
    /// The text as one's own.
    fn into_text(self) -> String;
}

impl IntoText for String {
    fn into_text(self) -> String {
        self
    }
}

impl IntoText for &str {
    #[inline(never)]
    fn into_text(self) -> String {
        self.to_owned()
    }
}

impl IntoText for &String {
    fn into_text(self) -> String {
        self.as_str().into_text()
    }
}

/// An element to be filled.
pub fn element(tag: &'static str) -> Element {
    Element { tag, ..Element::default() }
}

impl Element {
    /// With an attribute.
    pub fn with(self, name: &'static str, value: impl IntoText) -> Element {
        self.with_text(name, value.into_text())
    }

    #[inline(never)]
    fn with_text(mut self, name: &'static str, value: String) -> Element {
        self.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn with_node(mut self, node: Node) -> Element {
        self.children.push(node);
        self
    }

    /// With a class.
    pub fn class(self, name: &'static str) -> Element {
        self.with("class", name)
    }

    /// With the message it sends when pressed.
    pub fn says(self, message: impl IntoText) -> Element {
        self.with("data-say", message)
    }

    /// With a child element.
    pub fn child(self, child: Element) -> Element {
        self.with_node(Node::Element(child))
    }

    /// With children.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text after what it has.
    pub fn text(self, text: impl IntoText) -> Element {
        self.with_node(Node::Text(text.into_text()))
    }

    /// With ready markup after what it has.
    pub fn raw(self, markup: impl IntoText) -> Element {
        self.with_node(Node::Raw(markup.into_text()))
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
