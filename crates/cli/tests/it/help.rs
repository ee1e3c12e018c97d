//! What `--help` says.

use super::run;

#[test]
fn help_names_every_command() {
    let (status, text, _) = run(&["--help"]);
    assert_eq!(status, 0);
    insta::assert_snapshot!(text);
}

#[test]
fn help_of_match_names_every_option() {
    let (status, text, _) = run(&["match", "--help"]);
    assert_eq!(status, 0);
    insta::assert_snapshot!(text);
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, text, _) = run(&["completions", shell]);
        assert!(status == 0 && text.contains("apply") && text.contains("keywords"), "{shell}");
    }
}
