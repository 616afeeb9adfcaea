# The first command that anybody types, small.
source "$SOURCE/test/cli/checks.bash"

exits 0 "demo" "$CHOKEPOINT" demo --consignments 4000 --seed 2 --out demo --format table
for text in "Lift over random at 1 %" "95 % interval" "What the numbers mean" "synthetic" \
  "chokepoint explain"; do
  holds out.txt "$text" "says: $text"
done
[ -s demo/report.html ]; ok "report.html is there"
grep -c '<article class="target"' demo/report.html | grep -q '[1-9]'; ok "with targets in full"
! grep -qE '<script|<link|<img|@import|url\(' demo/report.html; ok "it stands alone"
cp demo/report.html first.html
exits 0 "the same demo again" "$CHOKEPOINT" demo --consignments 4000 --seed 2 --out demo
python3 -c "
import json
document = json.load(open('out.txt'))
assert document['targets']['targets'] and document['evaluation']['at']
"
ok "json when piped"
# The audit chain tells the time, and its last hash stands on the page.
hashless() { sed -E 's/[0-9a-f]{16,64}//g' "$1"; }
[ "$(hashless first.html)" = "$(hashless demo/report.html)" ]; ok "gives the same page"
mkdir other && touch other/file
exits 2 "a folder of something else is left alone" \
  "$CHOKEPOINT" demo --consignments 2000 --out other
finish
