# names and screen: what they print, and what they say of files that are none.
source "$SOURCE/test/cli/checks.bash"

cat > pairs.csv << 'CSV'
id,schema,name_1,name_2
1,Person,Владимир Петров,Vladimir Petrov
2,Company,"ООО ""Ромашка""",Romashka LLC
3,Company,Acme Iran,Acme Dubai
4,Person,,John Smith
5,Person,unknown,unknown
CSV
exits 0 "names" "$CHOKEPOINT" names pairs.csv
holds out.txt 'id,schema,name_1,name_2,similarity,match,why' "the columns and three more"
holds out.txt 'Петров,Vladimir Petrov,0.9' "one person in two alphabets"
holds out.txt '2,Company,"ООО ""Ромашка""",Romashka LLC,0.9' "quotes are kept as CSV has them"
[ "$(grep -c ',true,' out.txt)" = 2 ]; ok "two pairs match"
holds out.txt 'nothing to compare' "an empty name says so"
holds out.txt 'a placeholder, not a name' "a placeholder says so"
holds error.txt '5 pairs compared, 2 match' "the summary"
cp out.txt once.txt
exits 0 "names by one thread" "$CHOKEPOINT" names pairs.csv --threads 1
cmp -s out.txt once.txt; ok "threads change nothing"
exits 0 "a higher threshold" "$CHOKEPOINT" names pairs.csv --threshold 0.999
[ "$(grep -c ',true,' out.txt)" = 0 ]; ok "fewer match"
printf 'id,first,second\n1,a,b\n' > other.csv
exits 1 "names without its columns" "$CHOKEPOINT" names other.csv
holds error.txt 'name_1 and name_2' "the columns are named"
exits 1 "names of a file that is not there" "$CHOKEPOINT" names absent.csv
printf '\x00\xff\xfe\x01' > bytes.csv
exits 1 "names of bytes" "$CHOKEPOINT" names bytes.csv
letters() { head -c 10000 /dev/zero | tr '\0' "$1"; }
{
  echo 'id,name_1,name_2'
  printf '1,%s,%s\n' "$(letters x)" "$(letters y)"
} > long.csv
exits 0 "names of ten thousand letters" timeout 10 "$CHOKEPOINT" names long.csv

cat > sdn.csv << 'CSV'
101,"ROSENBAUM, Viktor","individual","SDNTK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 09 Mar 1951."
102,"HENGXIN CHEMICAL CO., LTD.",-0- ,"SDNTK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 
CSV
exits 0 "screen of one name" "$CHOKEPOINT" screen "Rosenbaum Victor" --list sdn.csv
holds out.txt '"list_entry_id":"101"' "its entry"
holds out.txt '"match":true' "is a hit"
exits 0 "screen of a name without a hit" "$CHOKEPOINT" screen "Jane Doe" --list sdn.csv
holds out.txt '"hits":[]' "comes out too"
printf 'id,name\n7,恒信化工有限公司\n8,\n9,Hengxin Chemicals Limited\n' > names.csv
exits 0 "screen of a file" "$CHOKEPOINT" screen names.csv --list sdn.csv
[ "$(wc -l < out.txt)" = 3 ]; ok "one line a name"
[ "$(grep -c '"list_entry_id":"102"' out.txt)" = 2 ]; ok "in Chinese and in English"
holds out.txt 'no letters to compare' "an empty name says so"
exits 2 "screen without a list" "$CHOKEPOINT" screen "Jane Doe"
exits 1 "a list that is not there" "$CHOKEPOINT" screen "Jane Doe" --list absent.csv
holds error.txt 'absent.csv' "is named"
printf 'colour,size\nred,4\n' > colours.csv
exits 1 "a list that is none" "$CHOKEPOINT" screen "Jane Doe" --list colours.csv
holds error.txt 'colours.csv' "is named"
exits 1 "names without a column name" "$CHOKEPOINT" screen colours.csv --list sdn.csv
holds error.txt 'column name' "says which column is missing"
none='-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
wallet=12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h
{
  echo "201,\"ARTAVIL\",\"vessel\",\"IRAN\",$none,\"Vessel Registration Identification" \
    "IMO 9187629.\""
  echo "202,\"ZHENG, Some\",\"individual\",\"SDNTK\",$none,\"Digital Currency Address - XBT" \
    "$wallet; Email Address a@b-harbour.com.\""
} > vessels.csv
exits 0 "screen of a vessel" "$CHOKEPOINT" screen "M/T Artavil" --list vessels.csv
holds out.txt '"list_entry_id":"201"' "meets the vessel"
exits 0 "screen of an IMO number" "$CHOKEPOINT" screen "IMO 9187629" --list vessels.csv
holds out.txt 'the list has this IMO number: 9187629' "says what it met"
exits 0 "screen of a wallet" "$CHOKEPOINT" screen $wallet --list vessels.csv
holds out.txt '"matched_name":"ZHENG, Some"' "whose it is"
exits 0 "screen of an e-mail address" "$CHOKEPOINT" screen A@B-Harbour.com --list vessels.csv
holds out.txt 'the list has this email' "is found in capitals too"
exits 0 "screen of another IMO number" "$CHOKEPOINT" screen "IMO 9187620" --list vessels.csv
holds out.txt '"hits":[]' "finds nobody"

{
  echo 'id,name'
  printf '1,%s\n2,\n3,"  "\n4,\x01\x02\x7f\n5,\xe2\x80\xae\xe2\x80\x8b\n' "$(letters x)"
  printf '6,Ros\x01enbaum\xe2\x80\x8b Vik\xc2\xadtor\n7,!?;%%\n'
} > hostile.csv
exits 0 "screen of hostile names" timeout 10 "$CHOKEPOINT" screen hostile.csv --list sdn.csv
[ "$(wc -l < out.txt)" = 7 ]; ok "one line a name"
[ "$(grep -c '"match":true' out.txt)" = 1 ]; ok "control and invisible characters hide nothing"
[ "$(grep -c 'no letters to compare' out.txt)" = 5 ]; ok "names without letters say so"
printf 'id,name\n1,Rosenbaum \xff Viktor\n' > odd.csv
exits 0 "screen of bytes that are no UTF-8" "$CHOKEPOINT" screen odd.csv --list sdn.csv
exits 0 "screen of an empty name" "$CHOKEPOINT" screen "" --list sdn.csv
turned=$(printf 'Viktor \xe2\x80\xaeRosenbaum')
exits 0 "a right-to-left override" "$CHOKEPOINT" screen "$turned" --list sdn.csv
holds out.txt '"match":true' "hides nothing"
finish
