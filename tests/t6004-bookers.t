#!/bin/bash
# t6004-bookers.t - many book, cancel and move at once: no time is held twice,
# and nobody loses one that they were given.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2026-11-02T09:00:00-05:00
together() { # together N COMMAND...: all end, well or refused
	local n=$1 pid=() i rc
	rm -f out.* err.*
	shift
	for i in $(seq "$n"); do
		"$@" "$i" >"out.$i" 2>"err.$i" &
		pid+=($!)
	done
	for i in "${pid[@]}"; do
		rc=0
		wait "$i" || rc=$?
		[ $rc = 0 ] || [ $rc = 65 ] || return 1
	done
}
{
	echo '{"type":"resource","id":"00000000000000e1","name":"Room","status":"available"}'
	echo '{"type":"slot","id":"00000000000000f1","resource":"00000000000000e1","status":"free","at":"2026-11-30T10:00:00-05:00","until":"2026-11-30T10:30:00-05:00"}'
	jq -nc 'range(100; 164) | {type: "patient", id: "0000000000000\(.)", family: "Booker"}'
	# every second one overlaps the one before
	jq -nc 'range(10; 30) | {type: "slot", id: "00000000000000\(.)", resource: "00000000000000e1", status: "free",
		at: "2026-11-\(.)T10:00:00-05:00", until: "2026-11-\(.)T10:30:00-05:00"},
		{type: "slot", id: "00000000000001\(.)", resource: "00000000000000e1", status: "free",
		at: "2026-11-\(.)T10:15:00-05:00", until: "2026-11-\(.)T10:45:00-05:00"}'
} | ch-put -q - 2>log

# Counted by somebody else: slots held twice, times of one resource that
# overlap, slots that do not say what their appointments do.
twice() {
	sqlite3 hub.db "SELECT 'twice', slot FROM appointment WHERE status IN ('booked', 'pending') GROUP BY slot HAVING count(*) > 1;
		SELECT 'overlap', a.id FROM slot a JOIN slot b ON a.resource = b.resource AND a.id < b.id AND a.at < b.until AND b.at < a.until WHERE a.status LIKE 'busy%' AND b.status LIKE 'busy%';
		SELECT 'status', s.id FROM slot s WHERE (s.status = 'busy') <> EXISTS (SELECT 1 FROM appointment WHERE slot = s.id AND status = 'booked');"
}
one_slot() { ch-book add --slot "00000000000000$day" "0000000000000$((100 + $1))"; }
test_expect_success 'sixteen for one slot, five times over: one each' '
	for day in 10 11 12 13 14; do together 16 one_slot || return 1; test_is 1 "$(cat out.* | wc -l)" || return 1; done &&
	test_is 15 "$(grep -l taken err.* | wc -l)" && test_is 5 "$(count appointment --where status=booked)" && test_is "" "$(twice)"'
either() { ch-book add --slot "0000000000000$(($1 % 2))15" "0000000000000$((100 + $1))"; }
test_expect_success 'two slots of a resource that overlap: one of sixteen' '
	together 16 either && test_is 1 "$(cat out.* | wc -l)" && test_is "" "$(twice)"'
# Each books a day of its own, then moves and cancels at random.
mixed() {
	local i=$1 n day id p="0000000000000$((116 + $1))" rc
	for n in 1 2 3 4 5 6; do
		day=$((16 + (i * 7 + n * 5) % 14))
		rc=0
		id=$(ch-book list -p "$p" --status booked | jq -r .id | head -1)
		case $id,$((n % 3)) in
		,*) ch-book add --slot "00000000000000$day" "$p" || rc=$? ;;
		*,0) ch-book cancel --reason other "$id" || rc=$? ;;
		*) ch-book move --slot "0000000000000$((i % 2))$day" "$id" || rc=$? ;;
		esac
		[ $rc = 0 ] || [ $rc = 65 ] || return 1
	done
}
test_expect_success 'sixteen who book, move and cancel at once: none held twice, none lost' '
	together 16 mixed && cat err.* | { grep -v taken || :; } >err && test_is "" "$(cat err)" && test_is "" "$(twice)" &&
	test_is 0 "$(sqlite3 hub.db "SELECT count(*) FROM appointment WHERE status = '\''booked'\'' AND (slot IS NULL OR at IS NOT (SELECT at FROM slot WHERE id = appointment.slot))")" &&
	ch-store check >log && ch-audit verify >log'
fill() { ch-book fill 00000000000000f1; }
test_expect_success 'eight who fill one slot: one offer, and all print it' '
	for i in 40 41 42; do ch-book waitlist "00000000000001$i" || return 1; done >log && together 8 fill && test_is 8 "$(cat out.* | wc -l)" &&
	test_is 1 "$(cat out.* | jq -r .id | sort -u | wc -l)" && test_is 1 "$(count appointment --where status=pending)" && test_is "" "$(twice)"'
test_done
