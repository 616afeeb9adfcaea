# resolve: clusters of a table, what is said on stderr, and what a person gets wrong.
source "$SOURCE/test/cli/expect.bash"
cat > people.csv <<'END'
id,first_name,surname,dob,street,city,gender
a,Harley,McCarthy,1908-04-19,177 Pridham Street,Marsden,m
b,Harley,MacCarthy,1908-04-19,177 Pridham Street,Marsden,f
c,Madeline,Mason,1951-11-28,12 Hoseason Street,Granville,f
d,Mason,Madeline,1951-11-28,12 Hoseason Street,Granville,f
e,Oskar,Lindqvist,1987-03-05,4 Mill Lane,Burford,m
END
expect 0 "$CHOKEPOINT" resolve people.csv --out clusters.csv
says err.txt "people.csv: first_name is given_name (by its name)"
says err.txt "people.csv: gender is ignored (not understood)"
[ ! -s out.txt ] || exit 1
[ "$(head -n 1 clusters.csv)" = "record_id,cluster_id,probability" ] || exit 1
[ "$(cut -d, -f1,2 clusters.csv | tail -n +2 | tr '\n' ' ')" = "a,1 b,1 c,2 d,2 e,3 " ] || exit 1
expect 0 "$CHOKEPOINT" resolve people.csv --out again.csv --threads 1 --quiet
cmp clusters.csv again.csv || exit 1
[ ! -s err.txt ] || exit 1
# The pairs that hold clusters, and the same clusters with them.
expect 0 "$CHOKEPOINT" resolve people.csv --out again.csv --pairs pairs.csv --weights
cmp clusters.csv again.csv || exit 1
[ "$(head -n 1 pairs.csv)" = "record_id_1,record_id_2,log_odds,probability,why" ] || exit 1
[ "$(cut -d, -f1,2 pairs.csv | tail -n +2 | tr '\n' ' ')" = "a,b c,d " ] || exit 1
says pairs.csv 'surname ""mccarthy"" / ""maccarthy"" slip +'
says pairs.csv 'given_name ""madeline"" / ""mason"" swapped'
says err.txt "surname same: +"
expect 1 "$CHOKEPOINT" resolve people.csv --out again.csv --pairs no_such_folder/pairs.csv
# Labels teach; what is wrong in them is told with its line and field.
printf 'record_id_1,record_id_2,label\na,b,1\na,e,0\n' > labels.csv
expect 0 "$CHOKEPOINT" resolve people.csv --labels labels.csv --out labelled.csv
says err.txt "2 labels learnt from"
printf 'record_id_1,record_id_2,label\na,b,1\na,zz,0\n' > labels.csv
expect 1 "$CHOKEPOINT" resolve people.csv --labels labels.csv --out none.csv
says err.txt 'labels.csv: line 3: record_id_2: no record has the id "zz"'
printf 'record_id_1,record_id_2,label\na,b,maybe\n' > labels.csv
expect 1 "$CHOKEPOINT" resolve people.csv --labels labels.csv --out none.csv
says err.txt 'labels.csv: line 2: label: "maybe" is neither 0 nor 1'
expect 1 "$CHOKEPOINT" resolve people.csv --labels absent_labels.csv --out none.csv
says err.txt absent_labels.csv
# A mapping that names no name, and one whose column is not there.
printf '[columns]\ncity = "city"\n' > no_name.toml
expect 1 "$CHOKEPOINT" resolve people.csv --mapping no_name.toml --out none.csv
says err.txt "no_name.toml: no usable name column"
printf '[columns]\nsurname = "Nachname"\n' > absent.toml
expect 1 "$CHOKEPOINT" resolve people.csv --mapping absent.toml --out none.csv
says err.txt "people.csv: line 1: the mapping takes surname from the column \"Nachname\""
# Bad values are told with their place, and the rest goes on.
printf 'id,name\n1,Ann Lee\n2,%s\n3,An\001n Lee\n4,\n' "$(printf '%010000d' 0 | tr 0 x)" > bad.csv
expect 0 "$CHOKEPOINT" resolve bad.csv --out bad_clusters.csv
says err.txt "bad.csv: line 3: name: 10000 bytes long"
says err.txt "bad.csv: line 4: name: holds a control character"
[ "$(wc -l < bad_clusters.csv)" -eq 5 ] || exit 1
# One name many times costs little and joins nobody; without any name nothing is joined either.
{ echo id,name; seq -f '%.0f,John Smith' 200000; } > smiths.csv
expect 0 "$CHOKEPOINT" resolve smiths.csv --out smiths_clusters.csv
says err.txt "200,000 records are 200,000 clusters"
[ "$(sed -n 's/.*; \([0-9,]*\) pairs compared/\1/p' err.txt | tr -d ,)" -le 4000000 ] || exit 1
printf 'id,name\n1,\n2,\n3,  \n4,n/a\n' > nameless.csv
expect 0 "$CHOKEPOINT" resolve nameless.csv --out nameless_clusters.csv
says err.txt "4 records are 4 clusters"
says err.txt "4 records have no value that can be compared"
printf 'id,colour\n1,red\n' > colours.csv
expect 1 "$CHOKEPOINT" resolve colours.csv --out none.csv
says err.txt "colours.csv: line 1: no column names a person"
expect 1 "$CHOKEPOINT" resolve absent.csv --out none.csv
says err.txt absent.csv
expect 1 "$CHOKEPOINT" resolve people.csv --out no_such_folder/clusters.csv
expect 2 "$CHOKEPOINT" resolve people.csv
[ ! -e none.csv ] || exit 1
[ ! -e none.csv.part ] || exit 1
