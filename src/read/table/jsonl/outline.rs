//! The bytes of one JSON value -> its outline: which keys and lists it has, and where; its texts are passed over.

use std::io::{ErrorKind, Read};

/// The deepest values that an outline has, and most of those in an object, in a list, and in all. Answers of servers have
/// their articles two or three deep.
const DEEPEST: usize = 8;
const MOST_MEMBERS: usize = 1_000;
const MOST_ITEMS: usize = 3;
const MOST_NODES: usize = 20_000;

/// The most bytes of a key.
const LONGEST_KEY: usize = 400;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    Object,
    List,
    Text,
    /// A number or a word.
    Word,
}

/// A value in an outline.
#[derive(Debug)]
pub(super) struct Node {
    /// The key that it stands under; empty in a list.
    pub key: String,
    pub kind: NodeKind,
    /// Where it begins in the source, and how many bytes it takes.
    pub start: u64,
    pub length: u64,
    /// The values in it: not all where they are many.
    pub inner: Vec<Node>,
    /// Whether it holds nothing but objects; empty values count as none.
    pub of_objects: bool,
    /// Whether all objects and lists that it holds are in `inner`, where it is an object.
    pub is_whole: bool,
}

impl Node {
    fn new(key: String, kind: NodeKind, start: u64) -> Node {
        Node { key, kind, start, length: 0, inner: Vec::new(), of_objects: true, is_whole: true }
    }

    /// The value under a key.
    pub fn member(&self, key: &str) -> Option<&Node> {
        self.inner.iter().find(|node| node.key == key && self.kind == NodeKind::Object)
    }
}

/// The first value of a source; what kind of byte comes next.
pub(super) struct Outline {
    pub root: Node,
    /// The first byte after it that is no white space.
    pub next: Option<u8>,
}

/// Reads the first value of a source, as far as that can be read: what is open where it ends counts as ended there.
pub(super) fn outline(mut source: impl Read) -> Option<Outline> {
    let (mut walk, mut chunk) = (Walk::default(), vec![0; 1 << 16]);
    loop {
        let read = match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            // Whoever reads the articles comes to the fault, too.
            Err(_) => break,
        };
        for &byte in &chunk[..read] {
            if walk.root.is_some() {
                if !byte.is_ascii_whitespace() {
                    walk.next = Some(byte);
                    break;
                }
            } else {
                walk.step(byte);
            }
            walk.place += 1;
        }
        if walk.next.is_some() {
            break;
        }
    }
    while !walk.open.is_empty() {
        walk.close();
    }
    Some(Outline { root: walk.root?, next: walk.next })
}

#[derive(Default)]
struct Walk {
    place: u64,
    /// The objects and lists that are open, and how many more are that are too deep.
    open: Vec<Node>,
    deeper: usize,
    nodes: usize,
    /// Where the text that is open began.
    text: Option<u64>,
    is_escaped: bool,
    /// The text as far as it may be a key, with its quotation marks; then the key itself.
    written: Vec<u8>,
    key: Option<String>,
    /// Where the number or word that is open began.
    word: Option<u64>,
    root: Option<Node>,
    next: Option<u8>,
}

impl Walk {
    fn step(&mut self, byte: u8) {
        if self.text.is_some() {
            return self.step_text(byte);
        }
        let ends = matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'"') || byte.is_ascii_whitespace();
        if let Some(start) = self.word.take_if(|_| ends) {
            self.add(NodeKind::Word, start);
        }
        match byte {
            b'"' => {
                self.text = Some(self.place);
                self.written.clear();
                self.written.push(byte);
            }
            b'{' | b'[' if self.deeper > 0 || self.open.len() == DEEPEST => self.deeper += 1,
            b'{' | b'[' => {
                let kind = if byte == b'{' { NodeKind::Object } else { NodeKind::List };
                let key = self.key.take().unwrap_or_default();
                self.open.push(Node::new(key, kind, self.place));
            }
            b'}' | b']' if self.deeper > 0 => self.deeper -= 1,
            b'}' | b']' => {
                self.place += 1;
                self.close();
                self.place -= 1;
            }
            b',' | b':' => (),
            _ if byte.is_ascii_whitespace() || self.deeper > 0 => (),
            _ => self.word = self.word.or(Some(self.place)),
        }
    }

    fn step_text(&mut self, byte: u8) {
        if self.written.len() < LONGEST_KEY {
            self.written.push(byte);
        }
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = true,
            b'"' => {
                let start = self.text.take().unwrap_or_default();
                if self.deeper > 0 {
                    return;
                }
                let is_in_object = self.open.last().is_some_and(|node| node.kind == NodeKind::Object);
                if is_in_object && self.key.is_none() {
                    self.key = Some(serde_json::from_slice(&self.written).unwrap_or_default());
                } else {
                    self.place += 1;
                    self.add(NodeKind::Text, start);
                    self.place -= 1;
                }
            }
            _ => (),
        }
    }

    /// Adds a value that holds no others.
    fn add(&mut self, kind: NodeKind, start: u64) {
        let key = self.key.take().unwrap_or_default();
        let node = Node { length: self.place - start, ..Node::new(key, kind, start) };
        self.attach(node);
    }

    /// Closes the innermost object or list.
    fn close(&mut self) {
        self.key = None;
        if let Some(node) = self.open.pop() {
            let length = self.place - node.start;
            self.attach(Node { length, ..node });
        }
    }

    fn attach(&mut self, node: Node) {
        let Some(outer) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        // A word that is short may be `null`.
        outer.of_objects &= node.kind == NodeKind::Object || node.kind == NodeKind::Word && node.length == 4;
        let most = if outer.kind == NodeKind::Object { MOST_MEMBERS } else { MOST_ITEMS };
        let tells = outer.kind == NodeKind::Object || node.kind != NodeKind::Word;
        if tells && outer.inner.len() < most && self.nodes < MOST_NODES {
            self.nodes += 1;
            outer.inner.push(node);
        } else if outer.kind == NodeKind::Object && matches!(node.kind, NodeKind::Object | NodeKind::List) {
            outer.is_whole = false;
        }
    }
}
