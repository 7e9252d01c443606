//! What the fuzz targets share: the promises they hold hegui to, and drafts that are taken apart and put together anew.
//!
//! The promises are those of the tests, from the same files.

pub mod dialogue;
pub mod linters;
pub mod markup;
pub mod model;
pub mod outputs;
pub mod seeds;
pub mod splice;
pub mod yaml;

#[path = "../../tests/promises/drafts.rs"]
pub mod drafts;
#[path = "../../tests/promises/encoded.rs"]
pub mod encoded;
#[path = "../../tests/promises/mending.rs"]
pub mod mending;
#[path = "../../tests/docx/pack.rs"]
pub mod pack;
#[path = "../../tests/promises/pages.rs"]
pub mod pages;
#[path = "../../tests/promises/reading.rs"]
pub mod reading;

/// A target: what is done with an input, and what its inputs are made of.
///
/// `HEGUI_SEEDS=<folder>` writes its seeds there and ends.
#[macro_export]
macro_rules! target {
    ($seeds:expr, $splice:expr, $run:expr) => {
        libfuzzer_sys::fuzz_target!(init: $crate::seeds::write($seeds), |data: &[u8]| { $run(data) });
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::splice::mutated(data, size, max_size, seed, $splice)
        });
    };
}
