//! The `hegui` program.

fn main() -> std::process::ExitCode {
    hegui::cli::main()
}
