# A case from feeds to a report, one command at a time.
source "$SOURCE/test/cli/checks.bash"
json() { python3 -c "import json, sys; document = json.load(open('out.txt')); print($1)"; }
same() { [ "$1" = "$2" ]; ok "$3"; }

exits 0 "world" "$CHOKEPOINT" world --seed 3 --consignments 3000 --out world
exits 0 "init" "$CHOKEPOINT" init port.case
exits 2 "init never replaces a file" "$CHOKEPOINT" init port.case
exits 0 "a list" "$CHOKEPOINT" ingest port.case world/watchlist.csv --as list --list watchlist
for kind in licences notifications listings consignments items payments outcomes; do
  exits 0 "$kind" "$CHOKEPOINT" ingest port.case "world/$kind.csv" --as "$kind"
done
exits 0 "the same file again" \
  "$CHOKEPOINT" ingest port.case world/consignments.csv --as consignments
same "$(json "document[0]['added']")" 0 "adds nothing"
printf 'what,is,this\n1,2,3\n' > strange.csv
exits 1 "a file that no preset fits" "$CHOKEPOINT" ingest port.case strange.csv --as consignments
exits 1 "a file that is not there" "$CHOKEPOINT" ingest port.case absent.csv --as consignments
head -n 21 world/consignments.csv | sed '2,$s/^\([^,]*\),[^,]*,/,bad,/' > bad.csv
exits 3 "a file of bad rows" "$CHOKEPOINT" ingest port.case bad.csv --as consignments

exits 0 "run" "$CHOKEPOINT" run port.case
exits 0 "run again" "$CHOKEPOINT" run port.case
same "$(json "document[0]['events']")" 0 "has nothing to do"
exits 0 "targets" "$CHOKEPOINT" targets port.case --capacity 20 --random 10%
same "$(json "len(document['targets'])")" 20 "as many as the capacity"
well_formed="target['reasons'] is not None and target['score'] >= 0"
same "$(json "all($well_formed for target in document['targets'])")" True \
  "each with reasons and a score"
subject=$(json "document['targets'][0]['subject_id']")
exits 0 "targets as csv" "$CHOKEPOINT" targets port.case --capacity 20 --format csv
same "$(wc -l < out.txt)" 21 "a line each and the columns"
exits 0 "places" "$CHOKEPOINT" targets port.case --capacity 5 --subject place
exits 2 "a capacity that is none" "$CHOKEPOINT" targets port.case --capacity lots
exits 0 "explain" "$CHOKEPOINT" explain port.case "$subject"
same "$(json "document['subject_id']")" "$subject" "the subject asked for"
exits 0 "explain in words" "$CHOKEPOINT" explain port.case "$subject" --format table
holds out.txt "Chance of a find" "tells the chance"
exits 1 "a subject that is not there" "$CHOKEPOINT" explain port.case NOBODY
exits 0 "evaluate" "$CHOKEPOINT" evaluate port.case --truth world/truth/consignments.csv --at 1%,10%
same "$(json "[at['share'] for at in document['at']]")" "[0.01, 0.1]" "at the shares asked for"
exits 2 "a decision without a reason" "$CHOKEPOINT" decide port.case "$subject" --verdict inspect
exits 0 "a decision" \
  "$CHOKEPOINT" decide port.case "$subject" --verdict inspect --reason "try it" --actor "A. Person"

exits 0 "sql" "$CHOKEPOINT" sql port.case -c "SELECT count(*) AS n FROM consignment"
same "$(json "document[0]['n'] >= 3000")" True "answers"
exits 2 "sql that writes" "$CHOKEPOINT" sql port.case -c "DELETE FROM consignment"
exits 0 "audit verify" "$CHOKEPOINT" audit port.case verify
exits 0 "audit show" "$CHOKEPOINT" audit port.case show --format csv
holds out.txt "A. Person" "the decision is in it with its person"
exits 0 "tables as csv" "$CHOKEPOINT" export port.case --as csv --out tables
[ -s tables/consignment.csv ]; ok "a file a table"
exits 0 "tables as parquet" "$CHOKEPOINT" export port.case --as parquet --out parquet
[ "$(head -c 4 parquet/item.parquet)" = PAR1 ]; ok "are parquet"
exits 0 "a report" \
  "$CHOKEPOINT" export port.case --as report --capacity 12 --top 3 \
  --truth world/truth/consignments.csv --out report.html
[ "$(grep -c '<article class="target"' report.html)" -eq 3 ]; ok "has three targets in full"
! grep -qE '(src|href)="(https?:)?//' report.html; ok "and needs nothing from elsewhere"
finish
