# Another process holds the case file: 5. Ctrl-C: 130, and the file is as it was.
source "$SOURCE/test/cli/checks.bash"
export CHOKEPOINT_THREADS=1

exits 0 "init" "$CHOKEPOINT" init port.case
# Counts for far longer than the checks take.
long_query="SELECT sum(hash(a.range + b.range) % 7) FROM range(1000000) a, range(1000000) b"
"$CHOKEPOINT" sql port.case -c "$long_query" > /dev/null 2> holder.txt &
holder=$!
# The first to come holds the file: wait until it is the one that counts.
for _ in $(seq 100); do
  ls -l "/proc/$holder/fd" 2> /dev/null | grep -q port.case && break
  sleep 0.1
done
code=0
for _ in $(seq 100); do
  code=0
  "$CHOKEPOINT" run port.case > out.txt 2> error.txt < /dev/null || code=$?
  [ "$code" -ne 0 ] && break
  sleep 0.1
done
[ "$code" -eq 5 ]; ok "a second process gets 5"
holds error.txt "$holder" "and is told which process holds the file"
kill -INT "$holder"
code=0
wait "$holder" || code=$?
[ "$code" -eq 130 ]; ok "Ctrl-C gives 130"
exits 0 "the file opens again" "$CHOKEPOINT" audit port.case verify
finish
