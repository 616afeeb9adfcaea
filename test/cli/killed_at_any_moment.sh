# After kill -9 the case file opens, and a repeated run completes with the same result.
source "$SOURCE/test/cli/expect.bash"
make_world 4000
feed whole.case
expect 0 "$CHOKEPOINT" run whole.case --quiet
export_tables whole.case whole

feed killed.case
kills=0
for hundredths in 2 5 10 20 35 50 80; do
  "$CHOKEPOINT" run killed.case --batch 500 --quiet > /dev/null 2>&1 &
  process=$!
  python3 -c "import time; time.sleep($hundredths / 100)"
  kill -9 "$process" 2> /dev/null && kills=$((kills + 1))
  wait "$process" 2> /dev/null
  expect 0 "$CHOKEPOINT" sql killed.case -c "SELECT count(*) FROM consignment" --format csv
  says out.txt 4000
done
[ "$kills" -gt 0 ] || { echo "nothing was killed: the run is too short for this test" >&2; exit 1; }
expect 0 "$CHOKEPOINT" run killed.case --quiet
export_tables killed.case killed
same_tables whole killed
echo "$kills kills"
