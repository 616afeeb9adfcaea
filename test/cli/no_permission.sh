# Files that may not be read or written.
source "$SOURCE/test/cli/expect.bash"
as_nobody=()
if [ "$(id -u)" -eq 0 ]; then
  # Root may do everything, so somebody else tries.
  command -v setpriv > /dev/null || skip "root without setpriv"
  as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  chmod 755 "$folder"
  cp "$CHOKEPOINT" "$folder/chokepoint"
  cp "$SOURCE"/build/duckdb/libduckdb.so "$folder/" 2> /dev/null
  export LD_LIBRARY_PATH=$folder
  CHOKEPOINT=$folder/chokepoint
  work=$folder/work
else
  work=$PWD/work
fi
mkdir -p "$work/closed"
"$CHOKEPOINT" init "$work/a.case" --quiet || exit 1
echo "item_id" > "$work/secret.csv"
chmod 000 "$work/secret.csv"
chmod 666 "$work/a.case"
chmod 555 "$work/closed"
[ ${#as_nobody[@]} -eq 0 ] || chmod 777 "$work"
"${as_nobody[@]}" "$CHOKEPOINT" --help > /dev/null 2>&1 ||
  skip "somebody else cannot run the binary"
expect 1 "${as_nobody[@]}" "$CHOKEPOINT" init "$work/closed/b.case"
grep -qi permission err.txt || { cat err.txt >&2; exit 1; }
expect 1 "${as_nobody[@]}" "$CHOKEPOINT" ingest "$work/a.case" "$work/secret.csv" \
  --as consignments
grep -qiE 'permission|not be read|cannot be read' err.txt || { cat err.txt >&2; exit 1; }
