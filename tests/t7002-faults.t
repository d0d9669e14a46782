#!/bin/bash
# t7002-faults.t - memory, disks and space that fail: the exit code says so, no
# half record is left, and the same command afterwards finishes the job. A few
# places of each kind; CH_FULL=1: every one.
. "$(dirname "$0")/lib.sh"

shim=$build/chfault.so
[ -e "$shim" ] || skip_all "no $shim: make faults"
nm -D "$build/bin/ch-store" 2>/dev/null | grep asan >/dev/null &&
	skip_all 'the shim and the sanitizers both want malloc'
most="-m 24"
[ -z "$full" ] || most=

# Half of it is there already; the rest comes, changes, and is counted.
sim=$(test_sim 40)
mkdir feed && for f in Patient Encounter Condition AllergyIntolerance; do
	head -n 60 "$sim/$f.ndjson" >feed/$f.ndjson
done
test_store 2>"$scratch/log"
head -n 20 feed/Patient.ndjson | sed 's/"gender":"[a-z]*"/"gender":"other"/' |
	ch-import fhir -q --source s - 2>"$scratch/log"
rm -f hub.db-*
cp hub.db half.db
ch-import fhir -q --source s feed 2>"$scratch/log"
for type in patient condition identifier; do ch-get $type; done >records
rm -f hub.db hub.db-*
test_store 2>"$scratch/log"
rm -f hub.db-*
cp hub.db fresh.db
unset CH_STORE

. "$tree/tests/fault/lib.sh"

sweep 'a first import' "$PWD/fresh.db" /dev/null ch-import fhir --source s "$PWD/feed"
sweep 'an import that changes' "$PWD/half.db" /dev/null ch-import fhir --source s "$PWD/feed"
sweep 'ch-put' "$PWD/fresh.db" /dev/null ch-put "$PWD/records"

# A disk that is really full, where one may be mounted.
room() { # room KIB: so much is left
	mount -o remount,size=$(($(df -k --output=used small | tail -n 1) + $1))k small
}
if mkdir small && mount -t tmpfs -o size=64m tmpfs small 2>/dev/null; then
	trap 'umount "$scratch/here/small"; at_exit' EXIT
	test_expect_success 'a full disk: 73 or 74, nothing half, and room mends it' '
		export CH_STORE=$PWD/small/hub.db && ch-store init --zone UTC && room 300 && {
		ch-import fhir -q --source s "$sim" 2>err; got=$?
		test $got = 73 || test $got = 74 || test_is "73 or 74" $got; } && test_grep "full\|space" err &&
		room 60000 && ch-store check && test_is 0 "$(count patient)" &&
		ch-import fhir -q --source s "$sim" && test_is 40 "$(count patient)"'
	test_expect_success 'a backup onto a full disk: refused, and no file left' '
		room 300 && { ch-store backup small/copy.db 2>err; got=$?
		test $got = 73 || test $got = 74; } &&
		test -z "$(ls small | grep copy)" && ch-store check'
	test_expect_success 'ch-simulate onto a full disk: 73' '
		test_expect_code 73 ch-simulate --patients 500 --to small/sim'
else
	test_skip 'a full disk' 'no tmpfs may be mounted here'
fi
test_done
