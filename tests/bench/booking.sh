#!/bin/bash
# booking.sh - hours expanded, and times taken by eight at once, none twice.
#
#   BENCH_BOOKERS=1000  who book
. "$(dirname "$0")/lib.sh"
wanted booking || exit 0
bookers=${BENCH_BOOKERS:-1000}

make -s -C "$here/../.." B="$B" example SOURCE="$here/available.c" TO="$W/available"
for _ in $(seq "$runs"); do "$W/available"; done >"$W/available.times"
echo "# a year of the hours of 1,000 resources; $bookers bookers, of whom each ninth asks for somebody's time"
plain "hours of 1,000 resources, a year" "$(median "$W/available.times" 1)" ms 1000

# fill: so many people, and as many times of 100 resources.
fill() {
	fresh
	awk -v n="$bookers" 'BEGIN {
		for (i = 0; i < 100; i++)
			printf "{\"type\":\"resource\",\"id\":\"%016x\",\"name\":\"Room %d\",\"status\":\"available\"}\n", 4096 + i, i
		for (i = 0; i < n; i++) {
			printf "{\"type\":\"patient\",\"id\":\"%016x\",\"family\":\"Booker\"}\n", 1048576 + i
			t = systime() + 86400 + int(i / 100) * 1800
			printf "{\"type\":\"slot\",\"id\":\"%016x\",\"resource\":\"%016x\",\"status\":\"free\",\"at\":\"%s\",\"until\":\"%s\"}\n", 2097152 + i, 4096 + i % 100,
				strftime("%Y-%m-%dT%H:%M:%SZ", t, 1), strftime("%Y-%m-%dT%H:%M:%SZ", t + 1800, 1)
		}
	}' | ch-put -q - 2>"$W/err"
}
# asks PART: an eighth of the bookers, each with the time that they want.
asks() {
	awk -v n="$bookers" -v part="$1" 'BEGIN { for (i = part; i < n; i += 8)
		printf "{\"type\":\"appointment\",\"patient\":\"%016x\",\"slot\":\"%016x\"}\n", 1048576 + i, 2097152 + (i % 9 ? i : (i + 1) % n) }'
}
batch() { ch-book add -k - <"$W/asks.$1" 2>"$W/err.$1" || [ $? = 65 ]; }
# From one turn's last booking of a process to its next one's: what whoever is
# last to be asked for in it waits, in milliseconds.
waits() {
	for part in 0 1 2 3 4 5 6 7; do
		jq -r .recorded "$W/out.$part" | sort | awk -F'[:.Z]' -v turn=8 '{
			at = (substr($1, 12) * 3600 + $2 * 60 + $3) * 1000 + $4 }
			NR % turn == 0 { if (last) print at - last; last = at }'
	done
}
all_eight() { for part in 0 1 2 3 4 5 6 7; do "$1" "$part" >"$W/out.$part" & done; wait; }
export -f batch all_eight
export bookers
# Counted by somebody else: times held twice, and bookings that are not there.
holds() {
	[ -z "$(sqlite3 "$CH_STORE" "SELECT slot FROM appointment WHERE status = 'booked' GROUP BY slot HAVING count(*) > 1")" ] || echo "# held twice!" >&2
	sqlite3 "$CH_STORE" "SELECT count(*) FROM appointment WHERE status = 'booked'"
}
for part in 0 1 2 3 4 5 6 7; do asks $part >"$W/asks.$part"; done
for _ in $(seq "$runs"); do
	fill
	timed booking bash -c "all_eight batch"
	n=$(holds)
	[ "$n" = "$(cat "$W"/out.? | wc -l)" ] || echo "# bookings printed and there differ" >&2
done
plain "ms of one booking, 8 at once" "$(awk -v s="$(median "$W/booking.times" 1)" -v n="$n" 'BEGIN { print s * 1000 / n }')" ms 2
plain "ms that one waits, 99 of 100" "$(waits | sort -g | awk '{ t[NR] = $1 } END { print t[int(NR * 0.99)] }')" ms 100
verdict_end
