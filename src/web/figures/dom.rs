//! A figure's surroundings in the document.
//!
//! Decides how a tree becomes elements and how a new tree changes them: by position and tag, attributes and text only
//! where they differ, so that focus and what a reader typed stay. Text only ever becomes text. Ready markup is for pages
//! without a script and is passed over.

use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Element as Dom, HtmlCanvasElement, Node as DomNode, ShadowRoot};

use super::error::Failure;
use ballotline::app::markup::{Element, Node};

const SVG: &str = "http://www.w3.org/2000/svg";
/// What a page may style with `::part()`: the names are a promise. The class of each is its name after `bl-`.
const PARTS: [&str; 8] = ["figure", "headline", "deck", "controls", "picture", "key", "source", "table"];

/// The elements of one figure, and the tree they were made of.
pub struct Surroundings {
    document: Document,
    canvas: HtmlCanvasElement,
    shown: Option<(Element, Dom)>,
}

impl Surroundings {
    /// Nothing yet; the canvas will stand in the element whose `data-slot` is `picture`.
    pub fn new(document: Document, canvas: HtmlCanvasElement) -> Surroundings {
        Surroundings { document, canvas, shown: None }
    }

    /// Makes the document say what the tree says. The first time, everything in the root gives way.
    pub fn show(&mut self, root: &ShadowRoot, tree: Element) -> Result<(), Failure> {
        let top = match self.shown.take() {
            Some((old, top)) if old.tag == tree.tag => {
                self.patch(&top, &old, &tree, false)?;
                top
            }
            _ => {
                let top = self.create(&tree, false)?;
                root.replace_children_with_node_1(&top);
                top
            }
        };
        self.shown = Some((tree, top));
        Ok(())
    }

    fn create(&self, tree: &Element, in_svg: bool) -> Result<Dom, Failure> {
        let in_svg = in_svg || tree.tag == "svg";
        let made = if in_svg {
            self.document.create_element_ns(Some(SVG), tree.tag)?
        } else {
            self.document.create_element(tree.tag)?
        };
        for (name, value) in &tree.attributes {
            set_attribute(&made, name, value)?;
        }
        if is_slot(tree) {
            made.append_child(&self.canvas)?;
        }
        for child in &tree.children {
            if let Some(child) = self.create_node(child, in_svg)? {
                made.append_child(&child)?;
            }
        }
        Ok(made)
    }

    fn create_node(&self, node: &Node, in_svg: bool) -> Result<Option<DomNode>, Failure> {
        Ok(match node {
            Node::Text(text) => Some(self.document.create_text_node(text).into()),
            Node::Element(element) => Some(self.create(element, in_svg)?.into()),
            Node::Raw(_) => None,
        })
    }

    fn patch(&self, dom: &Dom, old: &Element, new: &Element, in_svg: bool) -> Result<(), Failure> {
        let in_svg = in_svg || new.tag == "svg";
        let value_of =
            |tree: &Element, name: &str| tree.attributes.iter().position(|attribute| attribute.0 == name);
        for (name, value) in &new.attributes {
            if value_of(old, name).is_none_or(|index| old.attributes[index].1 != *value) {
                set_attribute(dom, name, value)?;
            }
        }
        for (name, _) in &old.attributes {
            if value_of(new, name).is_none() {
                dom.remove_attribute(name)?;
            }
        }
        // What a reader types is not in the attribute, and not ours to change while they do.
        if let Some(index) = value_of(new, "value")
            && (new.tag == "select" || !matches!(dom.matches(":focus"), Ok(true)))
        {
            let (name, value) = (JsValue::from_str("value"), JsValue::from_str(&new.attributes[index].1));
            if Reflect::get(dom, &name)? != value {
                Reflect::set(dom, &name, &value)?;
            }
        }

        let mut next = dom.first_child();
        if is_slot(new) {
            // The canvas stands first.
            next = next.and_then(|canvas| canvas.next_sibling());
        }
        let mut olds = old.children.iter().filter(|child| !matches!(child, Node::Raw(_)));
        for new in new.children.iter().filter(|child| !matches!(child, Node::Raw(_))) {
            let Some((old, here)) = olds.next().zip(next.take()) else {
                if let Some(made) = self.create_node(new, in_svg)? {
                    dom.append_child(&made)?;
                }
                continue;
            };
            next = here.next_sibling();
            match (old, new) {
                (Node::Text(old), Node::Text(new)) => {
                    if old != new {
                        here.set_node_value(Some(new));
                    }
                }
                (Node::Element(old), Node::Element(new))
                    if old.tag == new.tag && is_slot(old) == is_slot(new) =>
                {
                    if let Some(here) = here.dyn_ref::<Dom>() {
                        self.patch(here, old, new, in_svg)?;
                    }
                }
                _ => {
                    if let Some(made) = self.create_node(new, in_svg)? {
                        dom.replace_child(&made, &here)?;
                    }
                }
            }
        }
        for _ in olds {
            let Some(here) = next.take() else { break };
            next = here.next_sibling();
            dom.remove_child(&here)?;
        }
        Ok(())
    }
}

fn is_slot(tree: &Element) -> bool {
    tree.attributes.iter().any(|(name, value)| *name == "data-slot" && value == "picture")
}

/// Sets an attribute; the first class of an element may make it a part.
fn set_attribute(dom: &Dom, name: &str, value: &str) -> Result<(), Failure> {
    dom.set_attribute(name, value)?;
    if name == "class" {
        let class = value.split(' ').next().and_then(|class| class.strip_prefix("bl-"));
        match class.filter(|class| PARTS.contains(class)) {
            Some(part) => dom.set_attribute("part", part)?,
            None => dom.remove_attribute("part")?,
        }
    }
    Ok(())
}
