# The same feeds give the same bytes: in another order of files, with other batches and threads.
source "$SOURCE/test/cli/expect.bash"
make_world 3000
feed first.case
expect 0 "$CHOKEPOINT" run first.case --threads 1 --quiet
export_tables first.case first
feed second.case "outcomes notifications licences listings payments items consignments"
expect 0 "$CHOKEPOINT" run second.case --batch 77 --threads 8 --quiet
export_tables second.case second
same_tables first second

# And the world itself is the same for the same seed.
expect 0 "$CHOKEPOINT" world --seed 5 --consignments 3000 --out again --threads 8 --quiet
diff -rq world again || exit 1
