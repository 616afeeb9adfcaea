# Who is one party and who is not, by a person's word: decided, applied by the next run, taken back.
source "$SOURCE/test/cli/checks.bash"
json() { python3 -c "import json, sys; document = json.load(open('out.txt')); print($1)"; }
same() { [ "$1" = "$2" ]; ok "$3"; }
party() { "$CHOKEPOINT" party port.case "$@"; }

columns=item_id,posted_at,sender_name,sender_country,recipient_name,recipient_street,
columns+=recipient_city,recipient_postcode,recipient_country,recipient_phone,description
mill="Jan Nowak,1 Mill Lane,Leeds,LS1 1AA,GB"
cat > parcels.csv << END
$columns
A1,2024-02-01,Harbour Trading,CN,$mill,+44 113 555 0101,lamp
A2,2024-02-02,Harbour Trading,CN,$mill,+44 113 555 0202,lamp
A3,2024-02-03,Harbour Trading,CN,Canal Works,3 Pier Street,Miami,33101,US,,lamp
END
columns=payment_id,booked_at,amount,currency,payer_name,payer_country,payer_account,
columns+=payee_name,payee_country,payee_account,channel
cat > payments.csv << END
$columns
A1,2024-02-02,900,USD,Canal Holdings,US,US-ACC-1,Golden Cedar,CN,CN-ACC-9,wire
END
exits 0 "init" "$CHOKEPOINT" init port.case
exits 0 "parcels" "$CHOKEPOINT" ingest port.case parcels.csv --as consignments
exits 0 "payments" "$CHOKEPOINT" ingest port.case payments.csv --as payments
exits 1 "a party before the first run" party show A2:consignee
holds error.txt "chokepoint run CASE" "says what to do"
exits 0 "run" "$CHOKEPOINT" run port.case

exits 0 "show" party show A2:consignee
same "$(json "[mention['record'] for mention in document['mentions']]")" \
  "['consignment:A1', 'consignment:A2']" "tells its mentions"
party_id=$(json "document['party_id']")
exits 0 "show by its id" party show "$party_id"
exits 0 "show as a table" party show A2:consignee --format csv
same "$(wc -l < out.txt)" 3 "a line each and the columns"

exits 2 "no reason" party apart consignment:A1:consignee A2:consignee
holds error.txt "--reason is missing" "asks for it"
exits 1 "a record that is not there" party apart A9:consignee A2:consignee --reason x
holds error.txt "no record that names a party has the id A9" "names it"
exits 1 "a role that is not there" party apart A3:declarant A2:consignee --reason x
holds error.txt "consignment:A3:consignee (Canal Works)" "says which there are"
exits 2 "an id of two records" party same A1 A2:consignee --reason x
holds error.txt "payment:A1:payer (Canal Holdings)" "says which there are"
exits 2 "one mention twice" party same A3:consignee consignment:A3:consignee --reason x
exits 2 "one mention alone" party same A3:consignee --reason x
exits 1 "a decision that is not there" party undo D1 --reason x
exits 2 "another verdict" party perhaps A1:consignee A2:consignee --reason x

exits 0 "apart" \
  party apart consignment:A1:consignee A2:consignee --reason "father and son" --actor "A. Person"
decision=$(json "document['decision_id']")
exits 0 "show before the run" party show A2:consignee
same "$(json "document['decisions'][0]['effect']")" "waits for the next run" "says that it waits"
exits 0 "run" "$CHOKEPOINT" run port.case
exits 0 "show" party show A2:consignee
same "$(json "[mention['record'] for mention in document['mentions']]")" "['consignment:A2']" \
  "is a party of its own"
same "$(json "document['kept_apart_from'][0]['party_id']")" "$party_id" "kept apart from the other"
exits 0 "show in words" party show A2:consignee --format table
holds out.txt "Never one with" "under its heading"
holds out.txt "father and son" "with the reason"

exits 0 "same" party same A3:consignee payment:A1:payer --reason "one register number"
exits 0 "undo" party undo "$decision" --reason "a slip"
exits 2 "undo twice" party undo "$decision" --reason "a slip"
holds error.txt "was taken back before" "says so"
exits 0 "run" "$CHOKEPOINT" run port.case
exits 0 "show" party show A2:consignee
same "$(json "document['party_id']")" "$party_id" "is one again"
same "$(json "len(document['mentions'])")" 2 "with both mentions"
exits 0 "show" party show payment:A1:payer
same "$(json "document['name']")" "Canal Holdings" "by the older name"
same "$(json "document['merges'][0]['basis']")" decision "and why"

columns=decision_id,verdict,record_kind_1,record_id_1,role_1,record_kind_2,record_id_2,role_2,
columns+=undoes,reason,actor,decided_at
cat > bad.csv << END
$columns
X1,apart,consignment,A1,consignee,consignment,A2,consignee,,,ann,2024-02-10
X2,apart,consignment,A1,payer,consignment,A2,consignee,,why,ann,2024-02-10
END
exits 0 "a feed of decisions" "$CHOKEPOINT" ingest port.case bad.csv --as party_decisions
same "$(json "document[0]['rejected']")" 2 "without a reason, with a wrong role: rejects"
exits 0 "audit" "$CHOKEPOINT" audit port.case show --format csv
holds out.txt "father and son" "the decision is in it"
holds out.txt "A. Person" "with its person"
exits 0 "audit verify" "$CHOKEPOINT" audit port.case verify
finish
