#!/bin/bash
# t9001-examples.t - every example in the manual pages, run.
. "$(dirname "$0")/lib.sh"

# A page's examples follow one another in one shell, in a folder with a
# practice store, and the same people as FHIR (sim) and CSV (simcsv).
prepare() {
	rm -rf page && mkdir page && cd page && test_sim_store &&
	cp -R "$(test_sim 40)" sim && cp -R "$(test_sim 40 --csv)" simcsv
}
for page in "$tree"/man/*.[1-8]; do
	name=$(basename "$page")
	awk -f "$tree/man/examples.awk" "$page" >examples
	case $name in
	*.1)
		test_expect_success "$name has examples" 'test -s examples' ;;
	esac
	[ -s examples ] || continue
	cp examples "$scratch/$name.sh"
	test_expect_success "$name: all $(grep -c . examples) lines of them run" '
		here=$PWD && prepare && script=$scratch/'$name'.sh && {
		timeout 120 bash -e -o pipefail -x "$script" </dev/null >out 2>err; got=$?; :; } && {
		[ $got = 0 ] || { echo "exit $got"; tail -n 5 err; }; cd "$here"; test $got = 0; }'
done
test_expect_success 'each page`s examples begin with one of its own program' '
	for page in "$tree"/man/ch-*.1; do
		name=$(basename "$page" .1)
		awk -f "$tree/man/examples.awk" "$page" | grep -q "$name" || echo "$name"
	done >odd && test_cmp empty odd'
test_done
