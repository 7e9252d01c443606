//! How much a document may hold. A report has some 30 pages: 300 KB of XML, 2,000 runs, ten levels.

/// Parts in the archive.
pub const ENTRIES: usize = 4096;
/// Bytes of one part, decompressed.
pub const PART: usize = 32 << 20;
/// Bytes of all parts that are read.
pub const TOTAL: usize = 64 << 20;
/// How much larger than its compressed bytes a part may be, when it is large at all.
pub const RATIO: u64 = 200;
/// Up to this size the ratio does not matter: small parts of blanks compress well.
pub const SMALL: u64 = 1 << 20;
/// Levels of elements.
pub const DEPTH: usize = 256;
/// Paragraphs.
pub const PARAGRAPHS: usize = 100_000;
/// Runs.
pub const RUNS: usize = 500_000;
/// Stretches of text: runs, and signs and entities within them.
pub const STRETCHES: usize = 1_000_000;
/// Styles, lists and shapes of lists.
pub const NAMED: usize = 20_000;
/// Characters of what a number is made of, `第%1章`, and of what a field is told.
pub const SHAPE: usize = 64;
/// Steps from a style to the one it is based on.
pub const STYLES: usize = 16;
