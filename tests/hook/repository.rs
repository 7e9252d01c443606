//! A throw-away repository, with drafts in it and a hook before its commits.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with the repository, a folder with the program, and what pre-commit keeps.
pub struct Repository {
    all: TempDir,
}

impl Repository {
    /// An empty one.
    pub fn new() -> Repository {
        let all = tempfile::tempdir().expect("a temporary folder");
        for folder in ["repository", "programs", "hooks"] {
            fs::create_dir(all.path().join(folder)).expect("a folder");
        }
        symlink(env!("CARGO_BIN_EXE_hegui"), all.path().join("programs/hegui")).expect("a link to the program");
        let repository = Repository { all };
        repository.git(&["init", "--quiet"]);
        repository
    }

    pub fn folder(&self) -> PathBuf {
        self.all.path().join("repository")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).expect("a file")
    }

    pub fn stage(&self, name: &str, content: impl AsRef<[u8]>) {
        self.write(name, content);
        self.git(&["add", "--", name]);
    }

    /// Runs a program in the repository, away from the settings and hooks of whoever runs the tests.
    pub fn run(&self, program: &str, arguments: &[impl AsRef<OsStr>]) -> Output {
        self.run_with(&self.path(), program, arguments)
    }

    /// The same, with programs found elsewhere.
    pub fn run_with(&self, path: &OsStr, program: &str, arguments: &[impl AsRef<OsStr>]) -> Output {
        self.command(&self.folder(), path, program).args(arguments).output().expect("the program starts")
    }

    fn command(&self, folder: &Path, path: &OsStr, program: &str) -> Command {
        let mut command = Command::new(program);
        let inherited = std::env::vars_os().map(|(name, _)| name);
        for name in inherited.filter(|name| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "tests").env(format!("GIT_{name}_EMAIL"), "tests@example.invalid");
        }
        command
            .current_dir(folder)
            .stdin(Stdio::null())
            .env("PATH", path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("PRE_COMMIT_HOME", self.all.path().join("pre-commit"))
            .env_remove("PRE_COMMIT_COLOR")
            .env_remove("SKIP");
        command
    }

    /// Where programs are found: ours before others.
    fn path(&self) -> std::ffi::OsString {
        let others = std::env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(self.all.path().join("programs")).chain(std::env::split_paths(&others));
        std::env::join_paths(all).expect("folders without colons")
    }

    /// What git says when it does as it is told.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = self.run("git", arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Tries to commit what is staged.
    pub fn commit(&self) -> Output {
        self.run("git", &["commit", "--quiet", "-m", "稿件"])
    }

    /// How many commits there are.
    pub fn commits(&self) -> usize {
        self.git(&["rev-list", "--all"]).lines().count()
    }

    /// Sets pre-commit up with these hooks of ours. They are those of the project, but for the language: `rust` would build
    /// the program anew.
    pub fn pre_commit(&self, hooks: &str) {
        let manifest = include_str!("../../.pre-commit-hooks.yaml").replace("language: rust", "language: system");
        let hooks_folder = self.all.path().join("hooks");
        fs::write(hooks_folder.join(".pre-commit-hooks.yaml"), manifest).expect("a file");
        for arguments in [&["init", "--quiet"][..], &["add", "-A"], &["commit", "--quiet", "-m", "hooks"]] {
            let output = self.command(&hooks_folder, &self.path(), "git").args(arguments).output().expect("git starts");
            assert!(output.status.success(), "git {arguments:?}: {}", said(&output));
        }
        let head = self.command(&hooks_folder, &self.path(), "git").args(["rev-parse", "HEAD"]).output().expect("git starts");
        let head = String::from_utf8_lossy(&head.stdout).trim().to_owned();
        let repository = hooks_folder.display();
        let config = format!("repos:\n  - repo: '{repository}'\n    rev: {head}\n    hooks:\n{hooks}");
        self.stage(".pre-commit-config.yaml", config);
        let output = self.run("python3", &["-m", "pre_commit", "install"]);
        assert!(output.status.success(), "{}", said(&output));
    }
}

/// Everything a program said, for both readers and failing tests.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
