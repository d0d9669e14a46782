#!/bin/bash
# t6003-rules-at-once.t - rules and ladders run by many at once, beside who
# writes results: each is noticed once, and none is missed.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2026-11-02T09:00:00-05:00
results() { # results FROM TO: critical ones, all within a minute
	jq -nc "range($1; $2) | {type: \"observation\", id: \"000000000001\(.)\", patient: \"00000000000000a1\", status: \"final\", code: \"2823-3\", system: \"http://loinc.org\", at: \"2026-11-02T08:30:00-05:00\", value: 6.8, unit: \"mmol/L\", value_std: 6.8, unit_std: \"mmol/L\", flag: \"HH\"}"
}
together() { # together N COMMAND...: all end well
	local n=$1 pid=() i
	shift
	for i in $(seq "$n"); do
		"$@" >"out.$i" 2>"err.$i" &
		pid+=($!)
	done
	for i in "${pid[@]}"; do wait "$i" || return 1; done
}
{ echo '{"type":"patient","id":"00000000000000a1","birth":"1960-01-01"}'; results 1000 1500; } | ch-put -q - 2>log
ch-staff add Kim --login kim --role nurse >log

test_expect_success 'eight at once: one alert each, and one of them says so' '
	together 8 ch-rule run critical-lab && test_is 500 "$(cat out.* | jq -r "select(.type == \"alert\").about" | sort -u | wc -l)" &&
	test_is 500 "$(cat out.* | wc -l)" && test_is 500 "$(count alert)" && test_is 500 "$(count occurrence)" &&
	test_is 8 "$(ch-rule log critical-lab | jq -s "map(.times) | add")"'
test_expect_success 'a ladder, climbed by eight: each is told once' '
	together 8 ch-alert escalate && test_is 500 "$(count notice)" && test_is 500 "$(ch-get alert --where status=notified | jq "select(.step == 1)" | jq -s length)"'
test_expect_success 'rules run while results come: none is missed' '
	for i in $(seq 15 24); do results "${i}00" "${i}20" | ch-put -q - || return 1; done 2>log & writer=$! &&
	while kill -0 $writer 2>kill.err; do together 2 ch-rule run || return 1; done && wait $writer && ch-rule run >out &&
	test_is 700 "$(ch-get alert --where rule=critical-lab | jq -r .about | sort -u | wc -l)" && test_is 700 "$(count alert --where rule=critical-lab)" && ch-audit verify >log'
test_done
