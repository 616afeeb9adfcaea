# stdout is data and stderr is log; a reader that goes away is no failure worth a stack trace.
source "$SOURCE/test/cli/expect.bash"
expect 0 "$CHOKEPOINT" init a.case
[ ! -s out.txt ] || { echo "init wrote to stdout" >&2; exit 1; }
expect 0 "$CHOKEPOINT" sql a.case -c "SELECT 1 AS one, NULL AS nothing"
python3 -c "import json; json.load(open('out.txt'))" || exit 1
expect 0 "$CHOKEPOINT" sql a.case -c "SELECT 1 AS one" --format csv
printf 'one\n1\n' | cmp - out.txt || exit 1
"$CHOKEPOINT" sql a.case -c "SELECT range FROM range(200000)" --format csv 2> err.txt |
  head -n 1 > /dev/null
grep -qiE 'broken rule|terminate|Sanitizer' err.txt && { cat err.txt >&2; exit 1; }
# No colour and no progress where nobody looks.
expect 0 "$CHOKEPOINT" run a.case
if grep -q $'\x1b' out.txt err.txt; then echo "escape codes off a terminal" >&2; exit 1; fi
exit 0
