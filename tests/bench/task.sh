#!/bin/bash
# task.sh - one owner's open tasks among 100,000, next to taskwarrior's.
#
#   BENCH_TASKS=100000  open tasks of 400 owners
. "$(dirname "$0")/lib.sh"
wanted task || exit 0
tasks=${BENCH_TASKS:-100000}

# rows N: i, whose, days until it is due; the same for both.
rows() {
	awk -v n="$1" 'BEGIN { srand(5)
		for (i = 1; i <= n; i++)
			print i, int(rand() * 400), int(rand() * 60) - 20 }'
}
ours() {
	local now
	now=$(date +%s)
	for o in $(seq 0 399); do ch-staff add "Owner $o" --login "owner$o"; done >"$W/staff"
	rows "$tasks" | awk -v now="$now" 'FNR == NR { id[k++] = $0; next } {
		printf "{\"type\":\"task\",\"id\":\"%016x\",\"title\":\"Call about %d\",\"owner\":\"%s\",\"status\":\"%s\",\"due\":\"%s\",\"priority\":\"%s\"}\n",
			$1 + 1000000, $1, id[$2], "ready",
			strftime("%Y-%m-%d", now + $3 * 86400), $1 % 7 ? "routine" : "urgent"
	}' <(jq -r .id "$W/staff") - | ch-put -q -
}
theirs() {
	rm -rf "$W/tw" && mkdir "$W/tw" && {
		echo "data.location=$W/tw"
		echo "confirmation=off"
		echo "verbose=nothing"
		echo "hooks=off"
	} >"$W/taskrc"
	rows "$tasks" | awk -v now="$(date +%s)" '{
		due = strftime("%Y%m%dT%H%M%SZ", now + $3 * 86400, 1)
		printf "{\"uuid\":\"%08x-0000-4000-8000-000000000000\",\"description\":\"Call about %d\",\"entry\":\"20260101T000000Z\",\"status\":\"pending\",\"due\":\"%s\",\"project\":\"owner%d\"}\n",
			$1, $1, due, $2
	}' | TASKRC="$W/taskrc" task import - >/dev/null 2>&1 </dev/stdin
}

fresh
ours
echo "# $tasks open tasks, $(ch-task list --owner owner7 | wc -l) of them one owner's; medians of $runs"
for _ in $(seq "$runs"); do timed task ch-task list --owner owner7; done
plain "one owner's open tasks" "$(awk -v s="$(median "$W/task.times" 1)" 'BEGIN { print s * 1000 }')" ms 10
if command -v task >/dev/null; then
	theirs
	[ "$(TASKRC="$W/taskrc" task project.is:owner7 status:pending count)" = "$(ch-task list --owner owner7 | wc -l)" ] ||
		echo "# taskwarrior has another number of them" >&2
	export TASKRC="$W/taskrc"
	for _ in $(seq "$runs"); do timed tw task project.is:owner7 status:pending list; done
	verdict "one owner's open tasks / taskwarrior" "$(median "$W/task.times" 1)" "$(median "$W/tw.times" 1)" 0.01
	rm -rf "$W/tw"
else
	skip "one owner's open tasks / taskwarrior" taskwarrior
fi
verdict_end
