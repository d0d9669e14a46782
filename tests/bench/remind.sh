#!/bin/bash
# remind.sh - the reminders of a hundred thousand appointments.
. "$(dirname "$0")/lib.sh"
wanted remind || exit 0

# Fifty thousand people, three months of appointments, in no order.
export CH_NOW=2026-06-01T05:00:00-04:00
[ -e "$W/appointments" ] || awk 'BEGIN {
	srand(1)
	for (i = 1; i <= 50000; i++) {
		printf "{\"type\":\"patient\",\"id\":\"%016x\",\"family\":\"F%d\"}\n", i, i
		printf "{\"type\":\"contact\",\"id\":\"%016x\",\"patient\":\"%016x\",\"system\":\"phone\",\"use\":\"mobile\",\"value\":\"555%07d\"}\n", 100000 + i, i, i
	}
	for (i = 1; i <= 100000; i++)
		printf "{\"type\":\"appointment\",\"id\":\"%016x\",\"patient\":\"%016x\",\"status\":\"booked\",\"at\":\"2026-%02d-%02dT%02d:%02d:00-04:00\"}\n",
			1000000 + i, 1 + int(rand() * 50000), 6 + int(rand() * 3), 1 + int(rand() * 30), 8 + int(rand() * 10), 15 * int(rand() * 4)
}' >"$W/appointments"

for _ in $(seq "$runs"); do
	fresh
	ch-put -q "$W/appointments" 2>/dev/null
	timed remind ch-remind run -q --within 2d
	timed remind-again ch-remind run -q --within 2d
	timed remind-all ch-remind run -q --within 100d
done
plain 'reminders of 2 days, 100 k' "$(median "$W/remind.times" 1)" s 2
plain 'the same again' "$(median "$W/remind-again.times" 1)" s 2
plain 'reminders of all, 100 k' "$(median "$W/remind-all.times" 1)" s 8
verdict_end
