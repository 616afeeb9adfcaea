# stdout is data, stderr is progress and notes; colour on a terminal alone.
source "$SOURCE/test/cli/checks.bash"
escape=$(printf '\033')

exits 0 "piped" "$CHOKEPOINT" doctor
holds out.txt '"check": "store"' "json when piped"
! grep -q "$escape" out.txt error.txt; ok "no escape sequence when piped"
exits 0 "table" "$CHOKEPOINT" doctor --format table
holds out.txt "───" "a table when asked for"
exits 0 "csv" "$CHOKEPOINT" doctor --format csv
holds out.txt "check,state,found,advice" "csv when asked for"
exits 0 "parquet" "$CHOKEPOINT" doctor --format parquet
[ "$(head -c 4 out.txt)" = PAR1 ]; ok "parquet when asked for"
"$CHOKEPOINT" man | head -n 1 > first.txt
holds first.txt ".TH CHOKEPOINT 1" "a reader that leaves early is no harm"
if [ -e /dev/full ]; then
  code=0
  "$CHOKEPOINT" man > /dev/full 2> error.txt || code=$?
  [ "$code" -eq 1 ]; ok "a full disk is an error"
fi
ranking="$CHOKEPOINT targets demo/demo.case --capacity 3"
if command -v script > /dev/null; then
  # What a person sees: `script` gives the program a terminal.
  export TERM=xterm
  unset NO_COLOR
  mkdir -p world
  script -qec "$CHOKEPOINT doctor" /dev/null < /dev/null > terminal.txt 2>&1
  holds terminal.txt "───" "a table on a terminal"
  script -qec "$CHOKEPOINT doctor --format parquet" /dev/null < /dev/null > terminal.txt 2>&1
  holds terminal.txt "not for a terminal" "no parquet on a terminal"
  "$CHOKEPOINT" demo --consignments 2000 --out demo > /dev/null 2>&1; ok "a small demo"
  script -qec "$ranking" /dev/null < /dev/null > terminal.txt 2>&1
  grep -q "$escape\[1m" terminal.txt; ok "strong letters on a terminal"
  NO_COLOR=1 script -qec "$ranking" /dev/null < /dev/null > terminal.txt 2>&1
  ! grep -q "$escape\[[12]m" terminal.txt; ok "none with NO_COLOR"
  TERM=dumb script -qec "$ranking" /dev/null < /dev/null > terminal.txt 2>&1
  ! grep -q "$escape\[" terminal.txt; ok "none on a dumb terminal"
fi
finish
