//! What the reading of any text promises: it goes forward, covers the text, and leads back.

use hegui::source::{Format, Source};
use hegui::span::{Read, Span};

/// What must hold for the reading of any text.
pub fn check(source: &Source) {
    let (text, reading) = (source.text(), source.reading());
    let of_code = matches!(source.format(), Format::Html | Format::Markdown);
    let (mut written, mut read) = (0, 0);
    for piece in reading.pieces() {
        let (w, r) = (piece.written.range(), piece.read.range());
        assert!(!w.is_empty() && written <= w.start && read <= r.start);
        assert_eq!(text.get(written..w.start).unwrap(), reading.text().get(read..r.start).unwrap());
        // Lines of a page are none of its text.
        assert!(of_code || !text[w.clone()].contains(['\n', '\r']));
        (written, read) = (w.end, r.end);
    }
    assert_eq!(text.get(written..).unwrap(), reading.text().get(read..).unwrap());
    if reading.pieces().is_empty() {
        assert_eq!(text.as_ptr(), reading.text().as_ptr(), "an undamaged text is shared");
    }
    let mut last = 0;
    let places = reading.text().char_indices().map(|(at, c)| (at, at + c.len_utf8()));
    for (start, end) in places {
        let span = reading.written(Span::<Read>::new(start, end));
        assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()));
        assert!(span.end as usize >= last, "goes back");
        last = span.end as usize;
        let empty = reading.written(Span::new(start, start));
        assert!(empty.is_empty() && text.is_char_boundary(empty.start as usize));
        let back = reading.read_of(span);
        assert!(back.start as usize <= start && end <= back.end as usize);
        if reading.pieces().is_empty() {
            assert_eq!((span.range(), back.range()), (start..end, start..end), "and every place is its own");
        }
    }
}
