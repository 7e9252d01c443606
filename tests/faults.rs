//! Whatever happens to the machine meanwhile, no input loses data, nothing is waited for without end, and every run ends with a
//! sentence and the status that was promised. `HEGUI_KILLS=500` is the long run; docs/reliability.md has its figures.
#![cfg(unix)]

#[path = "faults/desk.rs"]
mod desk;
#[path = "faults/disk.rs"]
mod disk;
#[path = "faults/killed.rs"]
mod killed;
#[path = "faults/limits.rs"]
mod limits;
#[path = "faults/meanwhile.rs"]
mod meanwhile;
#[path = "docx/pack.rs"]
#[allow(dead_code, reason = "the tests of reading need more of it")]
mod pack;
#[path = "faults/paths.rs"]
mod paths;
