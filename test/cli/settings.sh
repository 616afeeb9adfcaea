# Which place wins: flag, environment, chokepoint.toml here, chokepoint.toml of the user, default.
source "$SOURCE/test/cli/checks.bash"
export HOME=$PWD/home
unset XDG_CONFIG_HOME
mkdir -p home/.config/chokepoint
value() {
  "$CHOKEPOINT" config explain --format csv "$@" 2> /dev/null |
    sed -n 's/^threads,\([^,]*\),.*/\1/p'
}

[ "$(value)" = 2 ]; ok "the default"
echo 'threads = 3' > home/.config/chokepoint/chokepoint.toml
[ "$(value)" = 3 ]; ok "the user's file wins over the default"
echo 'threads = 4' > chokepoint.toml
[ "$(value)" = 4 ]; ok "the file here wins over the user's"
[ "$(CHOKEPOINT_THREADS=5 value)" = 5 ]; ok "the environment wins over files"
[ "$(CHOKEPOINT_THREADS=5 value --threads 6)" = 6 ]; ok "the flag wins over all"
exits 0 "config explain" env CHOKEPOINT_THREADS=5 "$CHOKEPOINT" config explain
holds out.txt '"from": "CHOKEPOINT_THREADS"' "it says which won"
holds out.txt 'chokepoint.toml line 1 (4)' "and what was overridden"
echo 'threeds = 4' > chokepoint.toml
exits 0 "a name that is no setting" "$CHOKEPOINT" config explain
holds error.txt "chokepoint.toml line 1: threeds" "is told on stderr"
echo 'threads = ' > chokepoint.toml
exits 1 "a file that is no TOML" "$CHOKEPOINT" config explain
holds error.txt "chokepoint.toml line 1" "is told with its line"
finish
