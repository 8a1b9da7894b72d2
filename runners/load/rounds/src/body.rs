//! Whether a body is the one that must come: its length always, its bytes where it is compared.

pub struct Body {
    length: usize,
    compares: bool,
    differs: bool,
    /// The bytes so far, where no expectation is known yet.
    learned: Option<Vec<u8>>,
}

impl Body {
    pub fn new(expected: Option<&[u8]>, compares: bool) -> Body {
        let learned = expected.is_none().then(Vec::new);
        Body {
            length: 0,
            compares,
            differs: false,
            learned,
        }
    }

    pub fn take(&mut self, piece: &[u8], expected: Option<&[u8]>) {
        if let (true, Some(expected)) = (self.compares, expected) {
            self.differs |= expected.get(self.length..self.length + piece.len()) != Some(piece);
        }
        if let Some(learned) = &mut self.learned {
            learned.extend_from_slice(piece);
        }
        self.length += piece.len();
    }

    pub fn is_right(&self, expected: Option<&[u8]>) -> bool {
        !self.differs && expected.is_none_or(|expected| expected.len() == self.length)
    }

    pub fn was_compared(&self) -> bool {
        self.compares
    }

    /// What came, to be expected from now on; none where that was known.
    pub fn into_learned(self) -> Option<Vec<u8>> {
        self.learned
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

    fn judge(expected: &[u8], pieces: &[&[u8]], compares: bool) -> bool {
        let mut body = Body::new(Some(expected), compares);
        for piece in pieces {
            body.take(piece, Some(expected));
        }
        body.is_right(Some(expected))
    }

    #[test]
    fn a_body_in_pieces_is_right() {
        assert!(judge(b"abcdef", &[b"ab", b"", b"cdef"], true));
    }

    #[test]
    fn length_is_always_judged_and_bytes_where_they_are_compared() {
        assert!(!judge(b"abcdef", &[b"abc"], false));
        assert!(!judge(b"abcdef", &[b"abcdefg"], false));
        assert!(!judge(b"abcdef", &[b"abcdefg"], true));
        assert!(!judge(b"abcdef", &[b"ab", b"cXef"], true));
        assert!(judge(b"abcdef", &[b"ab", b"cXef"], false));
    }

    #[test]
    fn the_first_body_is_learned() {
        let mut body = Body::new(None, true);
        body.take(b"ab", None);
        body.take(b"c", None);
        assert!(body.is_right(None));
        assert_eq!(body.into_learned(), Some(b"abc".to_vec()));
    }
}
