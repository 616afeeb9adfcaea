# What a person or a disk gets wrong: exit code, and a sentence that says what to do.
source "$SOURCE/test/cli/expect.bash"
expect 2 "$CHOKEPOINT" no_such_command
expect 2 "$CHOKEPOINT" targets
expect 2 "$CHOKEPOINT" run --no-such-flag
expect 1 "$CHOKEPOINT" run absent.case
says err.txt absent.case
expect 0 "$CHOKEPOINT" init a.case --quiet
expect 2 "$CHOKEPOINT" init a.case
expect 2 "$CHOKEPOINT" sql a.case -c "DROP TABLE item"
echo "no case file, only some text that is longer than a header of a database file" > text.case
expect 1 "$CHOKEPOINT" run text.case
says err.txt "text.case"
header="item_id,posted_at,sender_name,sender_country,recipient_name,recipient_street"
header="$header,recipient_postcode,recipient_country,description,gross_weight_kg"
header="$header,declared_value,currency"
echo "$header" > bad.csv
for number in $(seq 12); do
  echo "Q$number,yesterday,Ann,CN,Bea,1 North Street,10001,US,lamp,1,20,USD" >> bad.csv
done
expect 3 "$CHOKEPOINT" ingest a.case bad.csv --as consignments
expect 0 "$CHOKEPOINT" sql a.case -c "SELECT count(*) FROM consignment" --format csv
says out.txt 0
: > empty.csv
expect 1 "$CHOKEPOINT" ingest a.case empty.csv --as consignments
says err.txt empty
expect 0 "$CHOKEPOINT" doctor
