# Checks for the scripts beside this file: each prints a line, and a failed one makes the script fail at its end.
failed=0

# ok NAME: the last command's exit code was 0.
ok() {
  local code=$?
  if [ "$code" -eq 0 ]; then echo "ok      $1"; else echo "FAILED  $1 (exit $code)"; failed=1; fi
}

# exits CODE NAME COMMAND...: the command's exit code; its streams are kept in out.txt and error.txt.
exits() {
  local wanted=$1 name=$2 code=0
  shift 2
  "$@" > out.txt 2> error.txt < /dev/null || code=$?
  if [ "$code" -eq "$wanted" ]; then
    echo "ok      $name"
  else
    echo "FAILED  $name: exit $code, not $wanted: $*"
    sed 's/^/        /' error.txt
    failed=1
  fi
}

# holds FILE TEXT NAME: the file has that text.
holds() {
  if grep -qF -- "$2" "$1"; then
    echo "ok      $3"
  else
    echo "FAILED  $3: no \"$2\" in $1:"
    head -n 20 "$1" | sed 's/^/        /'
    failed=1
  fi
}

finish() { exit "$failed"; }
