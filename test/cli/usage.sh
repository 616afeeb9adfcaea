# Calls that make no sense: exit 2, a message on stderr that says what to do, nothing on stdout.
source "$SOURCE/test/cli/checks.bash"

exits 2 "no command" "$CHOKEPOINT"
exits 2 "an unknown command" "$CHOKEPOINT" targts a.case
holds error.txt "did you mean targets?" "the nearest command is named"
[ ! -s out.txt ]; ok "nothing on stdout"
exits 2 "an unknown flag" "$CHOKEPOINT" targets a.case --capcity 4
holds error.txt "did you mean --capacity?" "the nearest flag is named"
exits 2 "a missing argument" "$CHOKEPOINT" explain a.case
exits 2 "a choice that is none" "$CHOKEPOINT" ingest a.case b.csv --as parcels
exits 2 "a number that is none" "$CHOKEPOINT" demo --consignments many
exits 2 "a share that is none" "$CHOKEPOINT" evaluate a.case --truth t.csv --at 1%,x
exits 2 "a format that is none" "$CHOKEPOINT" doctor --format xml
exits 1 "a case file that is not there" "$CHOKEPOINT" targets absent.case
exits 1 "a data folder that is not there" "$CHOKEPOINT" doctor --data absent
exits 1 "a format that cannot be exported yet" "$CHOKEPOINT" export a.case --as graphml --out x
[ ! -e a.case ]; ok "no case file came into being"
exits 0 "help" "$CHOKEPOINT" --help
exits 0 "help of a command" "$CHOKEPOINT" help ingest
holds out.txt "--as KIND" "its flags are told"
exits 0 "version" "$CHOKEPOINT" --version
finish
