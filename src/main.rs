//! The `demarche` command; everything it does is in the library.

fn main() -> std::process::ExitCode {
    demarche::cli::main()
}
