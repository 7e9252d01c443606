//! The command line.

/// Runs the program and gives its exit status.
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(2)
}
