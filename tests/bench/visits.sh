#!/bin/bash
# visits.sh - the sheet of a day of 60 visits, among a year of others.
#
#   BENCH_BOOKED=100000  appointments of 40 people who visit
. "$(dirname "$0")/lib.sh"
wanted visits || exit 0
booked=${BENCH_BOOKED:-100000}
export CH_NOW=2026-06-01T05:00:00-04:00

fresh
for o in $(seq 0 39); do ch-staff add "Worker $o" --login "worker$o" --role chw; done >"$W/staff"
awk 'BEGIN { for (i = 1; i <= 5000; i++)
	printf "{\"type\":\"patient\",\"id\":\"%016x\",\"family\":\"F%d\",\"zip\":\"00%03d\"}\n", i, i, 100 + i % 90 * 10 }' | ch-put -q -
awk -v n="$booked" 'FNR == NR { id[k++] = $0; next } END {
	for (i = 1; i <= n; i++) {
		day = i <= 60 ? 152 : int((i - 1) * 365 / n) + 1; split("31 28 31 30 31 30 31 31 30 31 30 31", m, " ")
		for (mon = 1; day > m[mon]; mon++) day -= m[mon]
		printf "{\"type\":\"appointment\",\"id\":\"%016x\",\"patient\":\"%016x\",\"status\":\"booked\",\"practitioner\":\"%s\",\"at\":\"2026-%02d-%02dT%02d:%02d:00-04:00\"}\n",
			1000000 + i, i * 7 % 5000 + 1, id[i <= 60 ? 7 : i % 7], mon, day, 8 + i % 10, i % 6 * 10
	} }' <(jq -r .id "$W/staff") /dev/null | ch-put -q -
echo "# $booked appointments, $(ch-book day --for worker7 2>/dev/null | wc -l) of them on the sheet; medians of $runs"
for _ in $(seq "$runs"); do timed visits ch-book day --for worker7; done
plain "the sheet of a day of 60 visits" "$(awk -v s="$(median "$W/visits.times" 1)" 'BEGIN { print s * 1000 }')" ms 50
rm -f "$CH_STORE" "$CH_STORE"-*
verdict_end
