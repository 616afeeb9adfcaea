# Completion and the man page, as their readers take them.
source "$SOURCE/test/cli/checks.bash"

"$CHOKEPOINT" completion bash > completion.bash; ok "bash"
bash -n completion.bash; ok "bash takes the script"
# completes WORD...: what bash offers for the last word
completes() {
  bash -c '
    source completion.bash
    COMP_WORDS=(chokepoint "$@") COMP_CWORD=$#
    _chokepoint
    printf "%s\n" "${COMPREPLY[@]}"' completes "$@"
}
completes targ | grep -qx targets; ok "commands"
completes targets a.case --cap | grep -qx -- --capacity; ok "flags"
completes ingest a.case --as not | grep -qx notifications; ok "choices of a flag"
completes audit a.case ver | grep -qx verify; ok "choices of an argument"
touch feed.csv
completes ingest a.case fee | grep -qx feed.csv; ok "files"
"$CHOKEPOINT" completion zsh > completion.zsh; ok "zsh"
if command -v zsh > /dev/null; then zsh -n completion.zsh; ok "zsh takes the script"; fi
"$CHOKEPOINT" completion fish > completion.fish; ok "fish"
if command -v fish > /dev/null; then fish -n completion.fish; ok "fish takes the script"; fi
exits 2 "another shell" "$CHOKEPOINT" completion tcsh
"$CHOKEPOINT" man > chokepoint.1; ok "the man page"
if command -v groff > /dev/null; then
  groff -man -Tutf8 -ww chokepoint.1 > page.txt 2> complaints.txt
  [ ! -s complaints.txt ]; ok "groff has nothing to say"
  holds page.txt "interrupted; the case file is intact" "exit codes are told"
fi
finish
