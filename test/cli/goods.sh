# goods check: one item, a file, and questions that cannot be answered.
source "$SOURCE/test/cli/checks.bash"

exits 0 "one item" "$CHOKEPOINT" goods check \
  --cas 39742-60-4 --origin CN --destination US --date 2023-11-16
holds out.txt '"verdict":"controlled"' "it is controlled"
holds out.txt '"missing":["registration"' "a paper is missing"
exits 0 "in words" "$CHOKEPOINT" goods check \
  --cas 39742-60-4 --destination US --date 2023-11-16 --format table
holds out.txt "missing: " "what is missing stands out"
exits 0 "as rows" "$CHOKEPOINT" goods check --cas 39742-60-4 --date 2023-11-16 --format csv
holds out.txt "controlled,npp,39742-60-4,cas,named,US,List I,in_force" "a row a list"
exits 0 "innocent goods" "$CHOKEPOINT" goods check \
  --text "cotton t-shirts" --origin CN --destination US
holds out.txt '"verdict":"clear"' "they are clear"
exits 4 "a finding, where asked for" "$CHOKEPOINT" goods check \
  --cas 39742-60-4 --fail-on controlled
holds error.txt "1 item is controlled" "it says so"

cat > items.csv <<'ITEMS'
id,text,cas,hs,origin,destination,date,mass_kg,role
a,N-phenethyl-4-piperidone,39742-60-4,,CN,US,2023-11-16,1.5,importer
b,cotton t-shirts,,610910,CN,US,2023-11-16,20,
c,unreadable "quote,,,CN,US,2023-11-16,,
d,,39742-60-5,,CN,US,2023-11-16,,
ITEMS
exits 0 "a file" "$CHOKEPOINT" goods check items.csv
[ "$(grep -c '"verdict"' out.txt)" = 4 ]; ok "an answer a row"
holds out.txt '{"id":"a","findings":[{"substance":"npp"' "with its id"
holds out.txt 'check digit does not hold' "an impossible CAS number is told"
holds error.txt "4 items: 1 controlled, 0 watched, 2 clear, 1 unknown" "counts on stderr"
exits 4 "a file with a finding" "$CHOKEPOINT" goods check items.csv --fail-on watched

exits 0 "a day before the catalogue" "$CHOKEPOINT" goods check --cas 39742-60-4 --date 1900-01-01
holds out.txt '"verdict":"unknown"' "is unknown"
exits 0 "a country that is none" "$CHOKEPOINT" goods check \
  --cas 39742-60-4 --origin QQ --destination US
holds out.txt "is no country of ISO 3166" "is told"
exits 0 "a structure that does not parse" "$CHOKEPOINT" goods check --structure "C1CC("
holds out.txt '"verdict":"unknown"' "is unknown too"
exits 0 "a licence without a quantity" "$CHOKEPOINT" goods check \
  --cas 39742-60-4 --destination US --date 2023-11-16 --papers US:registration
holds out.txt "states no quantity" "counts without a limit, and says so"
exits 2 "no word" "$CHOKEPOINT" goods
exits 2 "a flag beside a file" "$CHOKEPOINT" goods check items.csv --cas 39742-60-4
exits 1 "a file that is not there" "$CHOKEPOINT" goods check absent.csv
printf 'sku,colour\n1,red\n' > other.csv
exits 1 "a file without a column we know" "$CHOKEPOINT" goods check other.csv
holds error.txt "none of the columns text, cas, hs, structure" "is told which"
finish
