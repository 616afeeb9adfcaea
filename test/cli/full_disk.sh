# A full disk is said as such, and the case file stays whole.
source "$SOURCE/test/cli/expect.bash"
make_world 20000
expect 0 "$CHOKEPOINT" init roomy.case --quiet
"$CHOKEPOINT" sql roomy.case -c "SELECT range FROM range(1000000)" --format csv \
  > /dev/full 2> err.txt
[ $? -eq 1 ] || { echo "writing to a full device went unnoticed" >&2; exit 1; }

mkdir small
mount -t tmpfs -o size=4m tmpfs small 2> /dev/null || skip "no right to mount a small disk"
trap 'umount small' EXIT
expect 0 "$CHOKEPOINT" init small/a.case --quiet
expect 1 "$CHOKEPOINT" ingest small/a.case world/consignments.csv --as consignments --quiet
grep -qiE 'room|space|full' err.txt || { cat err.txt >&2; exit 1; }
# Nothing is shown from a full disk, for the showing could not be logged. Elsewhere the file opens,
# whole and empty.
mkdir large
cp small/a.case* large/
expect 0 "$CHOKEPOINT" sql large/a.case -c "SELECT count(*) FROM consignment" --format csv
says out.txt 0
