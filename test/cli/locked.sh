# Another process holds the case file: exit code 5, and who holds it.
source "$SOURCE/test/cli/expect.bash"
expect 0 "$CHOKEPOINT" init held.case --quiet
mkfifo held release
python3 - << 'END' &
import fcntl
file = open("held.case", "r+b")
fcntl.lockf(file, fcntl.LOCK_EX)
open("held", "w").write("yes")
open("release").read()
END
holder=$!
read -r _ < held
expect 5 "$CHOKEPOINT" run held.case --quiet
says err.txt "locked"
says err.txt "$holder"
echo > release
wait "$holder"
expect 0 "$CHOKEPOINT" run held.case --quiet
