# A file is in as a whole or not at all, whenever its ingest is killed; read again, it is complete.
source "$SOURCE/test/cli/expect.bash"
make_world 20000
expect 0 "$CHOKEPOINT" init killed.case --quiet
for hundredths in 1 3 6 10 15 22; do
  "$CHOKEPOINT" ingest killed.case world/consignments.csv --as consignments --quiet \
    > /dev/null 2>&1 &
  process=$!
  python3 -c "import time; time.sleep($hundredths / 100)"
  kill -9 "$process" 2> /dev/null
  wait "$process" 2> /dev/null
  expect 0 "$CHOKEPOINT" sql killed.case --format csv \
    -c "SELECT count(*) IN (0, 20000) FROM consignment"
  says out.txt true
done
expect 0 "$CHOKEPOINT" ingest killed.case world/consignments.csv --as consignments --quiet
expect 0 "$CHOKEPOINT" sql killed.case -c "SELECT count(*) FROM consignment" --format csv
says out.txt 20000
