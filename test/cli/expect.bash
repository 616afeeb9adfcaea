# Sourced by the scripts here.
set -uo pipefail

# expect CODE COMMAND...: the command must end with CODE; its output goes to out.txt and err.txt.
expect() {
  local code=$1 status
  shift
  "$@" > out.txt 2> err.txt < /dev/null
  status=$?
  [ "$status" -eq "$code" ] && return 0
  echo "expected exit code $code, got $status: $*" >&2
  tail -n 20 out.txt err.txt >&2
  exit 1
}

# says FILE TEXT: the file must hold the text.
says() {
  grep -qF -- "$2" "$1" && return 0
  echo "$1 does not say \"$2\":" >&2
  head -n 20 "$1" >&2
  exit 1
}

skip() {
  echo "skipped: $*"
  exit 77
}

# feed CASE: a small world, ingested; the world is made once.
make_world() {
  [ -d world ] || expect 0 "$CHOKEPOINT" world --seed 5 --consignments "$1" --out world --quiet
}
feed() {
  local case=$1 kind
  expect 0 "$CHOKEPOINT" init "$case" --quiet
  for kind in ${2:-consignments items payments listings licences notifications outcomes}; do
    expect 0 "$CHOKEPOINT" ingest "$case" "world/$kind.csv" --as "$kind" --quiet
  done
  expect 0 "$CHOKEPOINT" ingest "$case" world/watchlist.csv --as list --list watchlist --quiet
}
export_tables() { expect 0 "$CHOKEPOINT" export "$1" --as csv --out "$2" --quiet; }

# same_tables A B: every exported table but the audit chain, which is dated by the clock.
same_tables() {
  diff -rq --exclude='audit*' "$1" "$2" && return 0
  exit 1
}
