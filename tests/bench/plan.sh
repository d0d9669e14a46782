#!/bin/bash
# plan.sh - ch-plan run over 10,000 plans, 100,000 activities and 90,000 tasks
# with nothing to do: 1 s at most.
. "$(dirname "$0")/lib.sh"

people() {
	seq 10000 | awk '{ printf "{\"type\":\"patient\",\"id\":\"%016x\"," \
		"\"family\":\"P%d\"}\n", $1 + 4096, $1 }'
}
if wanted 'ch-plan run, nothing to do'; then
	rm -f "$CH_STORE" "$CH_STORE"-*
	ch-store init --zone America/New_York >/dev/null
	people >"$W/people"
	ch-put -q "$W/people" 2>/dev/null
	ch-plan apply -q diabetes - <"$W/people" 2>/dev/null
	ch-plan run -q --until +60d 2>/dev/null
	for _ in $(seq "$runs"); do
		timed plan-run ch-plan run -q --until +60d
	done
	plain 'ch-plan run, nothing to do' "$(median "$W/plan-run.times" 1)" s 1
fi
verdict_end
