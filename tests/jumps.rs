//! Vim and Emacs read `--format short` and jump to the very character. Skipped, loudly, where the editor is not installed.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Characters of one, two, three and four bytes before the faults, some of two cells, one of none.
const TEXT: &str = "一、a全年工作éé𠮷𠮷情况\n\u{3000}\u{3000}ab\t𠮷e\u{301}é办事3 件，占50%，（一)件。\n三、x\n";
const PATH: &str = "稿 子:1.txt";

/// A folder with a draft, what hegui says about it, and where: line and column.
fn folder() -> (tempfile::TempDir, String, Vec<(usize, usize)>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(PATH), TEXT).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .current_dir(folder.path())
        .args(["check", PATH, "--format", "short", "--quiet", "--profile", "general"])
        .output()
        .expect("the program starts");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let places = out.lines().map(|line| {
        let mut parts = line.strip_prefix(PATH).expect("the path").split(':').skip(1).map(str::parse::<usize>);
        let mut next = || parts.next().expect("a place").expect("a number");
        (next(), next())
    });
    let places: Vec<_> = places.collect();
    // What is to be proved: some stand behind characters that are not one byte and one cell.
    assert!(places.iter().filter(|(_, column)| *column > 8).count() >= 2, "{out}");
    (folder, out, places)
}

/// Whether a program is there; if not, that is said.
fn installed(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("\n!! SKIPPED: no {program}, its jumps were not tried");
    }
    there
}

fn editors(below: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors").join(below).display().to_string()
}

#[test]
fn vim_jumps_to_the_very_character() {
    if !installed("vim") {
        return;
    }
    let (folder, _, places) = folder();
    let script = format!(
        "set encoding=utf-8\nset shellpipe=>%s\\ 2>&1\nlet &runtimepath .= ',' . '{}'\ncompiler hegui\n\
         let &makeprg = '{} check --format short --quiet --profile general'\nsilent make! '{PATH}'\nlet told = []\n\
         for entry in getqflist()\n  if !entry.valid\n    continue\n  endif\n\
         execute 'buffer' entry.bufnr\n  call cursor(entry.lnum, entry.col)\n\
         call add(told, printf('%d %d %s %s', line('.'), col('.'), entry.type, entry.text))\n\
         endfor\ncall writefile(told, 'told.txt')\nqall!\n",
        editors("vim"),
        env!("CARGO_BIN_EXE_hegui")
    );
    fs::write(folder.path().join("try.vim"), script).expect("a file");
    let mut vim = Command::new("vim");
    vim.current_dir(folder.path()).args(["-Nu", "NONE", "-i", "NONE", "-n", "-es", "-S", "try.vim"]);
    let output = vim.stdin(std::process::Stdio::null()).output().expect("vim starts");
    let told = fs::read_to_string(folder.path().join("told.txt"));
    let told = told.unwrap_or_else(|fault| panic!("{fault}: {}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(told.lines().count(), places.len(), "{told}");
    for (told, (line, column)) in told.lines().zip(&places) {
        let words = TEXT.lines().nth(line - 1).expect("the line is there");
        let byte: usize = words.chars().take(column - 1).map(char::len_utf8).sum();
        let place = format!("{line} {} ", byte + 1);
        let kind = told.strip_prefix(&place).unwrap_or_else(|| panic!("{told} is not at {place}"));
        assert!(["E [", "W [", "N ["].iter().any(|kinds| kind.starts_with(kinds)), "{told}");
    }
}

#[test]
fn emacs_jumps_to_the_very_character() {
    if !installed("emacs") {
        return;
    }
    let (folder, out, places) = folder();
    // Above the findings stands the command.
    fs::write(folder.path().join("out.txt"), format!("hegui check\n\n{out}")).expect("a file");
    let lisp = "(progn (set-language-environment \"UTF-8\") (find-file \"out.txt\") (hegui-mode) (font-lock-ensure)\
                (let ((list (current-buffer)) told)\
                  (setq next-error-last-buffer list compilation-skip-threshold 0) (goto-char (point-min))\
                  (condition-case nil (while t (next-error)\
                    (with-current-buffer (window-buffer (selected-window))\
                      (push (format \"%d %d\" (line-number-at-pos) (1+ (- (point) (line-beginning-position)))) told)))\
                    (user-error nil) (error nil))\
                  (let ((coding-system-for-write 'utf-8)) (write-region (mapconcat #'identity (nreverse told) \"\\n\") nil \"told.txt\"))))";
    let output = Command::new("emacs")
        .current_dir(folder.path())
        .args(["--batch", "-Q", "-l", &editors("emacs/hegui-compile.el"), "--eval", lisp])
        .output()
        .expect("emacs starts");
    let told = fs::read_to_string(folder.path().join("told.txt"));
    let told = told.unwrap_or_else(|fault| panic!("{fault}: {}", String::from_utf8_lossy(&output.stderr)));
    let expected: Vec<String> = places.iter().map(|(line, column)| format!("{line} {column}")).collect();
    assert_eq!(told.lines().collect::<Vec<_>>(), expected, "{}", String::from_utf8_lossy(&output.stderr));
}
