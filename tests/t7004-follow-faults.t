#!/bin/bash
# t7004-follow-faults.t - needs, referrals, bookings and the directory while
# memory, disks and space fail: nothing half, and the same command afterwards
# finishes the job. A few places of each kind; CH_FULL=1: every one.
. "$(dirname "$0")/lib.sh"

shim=$build/chfault.so
[ -e "$shim" ] || skip_all "no $shim: make faults"
nm -D "$build/bin/ch-store" 2>/dev/null | grep asan >/dev/null &&
	skip_all 'the shim and the sanitizers both want malloc'
most="-m 4"
[ -z "$full" ] || most=

. "$tree/tests/fault/lib.sh"

# Somebody with a need, who agrees; referrals made, and one served; a directory.
{
	test_store
	export CH_NOW=2026-11-02T09:00:00-05:00
	ch-staff add Me --login "$(id -un)" --role chw
	p=00000000000000a1
	jq -nc --arg p $p '{type: "patient", id: $p, family: "Aster", zip: "12345"},
		{type: "consent", patient: $p, status: "active", decision: "permit"},
		{type: "condition", id: "00000000000000f1", patient: $p, status: "active", code: "Z59.82", system: "http://hl7.org/fhir/sid/icd-10-cm", recorded_on: "2026-10-01"} | del(.recorded_on),
		{type: "service", id: "00000000000000c1", name: "Drivers", category: "transport", active: true},
		{type: "service", id: "00000000000000c2", name: "Food", category: "food", active: true}' | ch-put -q -
	ch-store backup needy.db
	ch-need run >needs
	ch-need list >need
	ch-refer add --category transport - <need >ride
	ch-refer add --category food $p >food
	ch-refer send - <food
	ch-refer accept - <food
	ch-refer serve - <food
	ch-task add --title Call - <food
	ch-store backup referred.db
	jq -nc '{type: "resource", id: "00000000000000d1", name: "Room", status: "available", category: "food", minutes: 30,
		availability: "BEGIN:VEVENT\nDTSTART:20261103T090000\nDTEND:20261103T110000\nEND:VEVENT\n"}' | ch-put -q -
	ch-store backup open.db
	ch-book run >slots
	slot=$(jq -r .id slots | head -n 1)
	other=$(jq -r .id slots | tail -n 1)
	jq -nc '{type: "patient", id: "00000000000000a1"}' >who
	ch-book waitlist --category food - <who
	ch-store backup waiting.db
	ch-book add --slot "$slot" - <who >booked
	ch-store backup booked.db
	ch-book cancel --reason patient - <booked >freed
	ch-store backup freed.db
	mkdir -p directory
	printf 'id,name\n1,Helpers\n' >directory/organizations.csv
	printf 'id,organization_id,name,status\n1,1,Meals,active\n2,1,Rides,active\n' >directory/services.csv
} >"$scratch/log" 2>&1 </dev/null || skip_all "no store: $(tail -n 1 "$scratch/log")"
rm -f ./*.db-*
unset CH_STORE
pwd=$PWD

sweep 'ch-need run' "$pwd/needy.db" /dev/null ch-need run
sweep 'ch-refer add' "$pwd/referred.db" "$pwd/need" ch-refer add --category legal -
sweep 'ch-refer send' "$pwd/referred.db" "$pwd/ride" ch-refer send -
sweep 'ch-refer close' "$pwd/referred.db" "$pwd/food" ch-refer close --outcome got-help -
sweep 'ch-refer cancel' "$pwd/referred.db" "$pwd/ride" ch-refer cancel --reason duplicate -
sweep 'ch-import hsds' "$pwd/referred.db" /dev/null ch-import hsds --source d "$pwd/directory"
sweep 'ch-book run' "$pwd/open.db" /dev/null ch-book run
sweep 'ch-book add' "$pwd/waiting.db" "$pwd/who" ch-book add --slot "$slot" -
sweep 'ch-book move' "$pwd/booked.db" "$pwd/booked" ch-book move --slot "$other" -
sweep 'ch-book cancel' "$pwd/booked.db" "$pwd/booked" ch-book cancel --reason patient -
sweep 'ch-book fill' "$pwd/freed.db" "$pwd/freed" ch-book fill -
test_done
