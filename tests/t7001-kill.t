#!/bin/bash
# t7001-kill.t - killed at any moment, a command leaves all or nothing, and the
# same command again finishes the job. CH_FULL=1: a thousand moments.
. "$(dirname "$0")/lib.sh"

kills=40
[ -z "$full" ] || kills=1000
sim=$(test_sim 40)

# Kills the command at random moments of its life, which `took` microseconds
# measure. After each, `holds` says what must be so.
took() { # took COMMAND...: how long it takes, in microseconds
	local begin=${EPOCHREALTIME/./} end
	"$@" >/dev/null 2>&1
	end=${EPOCHREALTIME/./}
	echo $((end - begin))
}
kill_at() { # kill_at MICROSECONDS COMMAND...
	local us=$1 pid
	shift
	"$@" >/dev/null 2>&1 &
	pid=$!
	sleep "$(printf '%d.%06d' $((us / 1000000)) $((us % 1000000)))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	return 0
}
afresh() { rm -f hub.db hub.db-* && cp "$1" hub.db; }
RANDOM=17

test_expect_success 'what it should come to' '
	test_real_store && cp hub.db fresh.db && empty=$(everything) &&
	span=$(took ch-import fhir --source s "$sim") && want=$(everything) &&
	test_is 40 "$(count patient)"'
sweep() { # sweep KILLS COMMAND...: from fresh.db to $want, nothing in between
	local kills=$1 n now whole=0 none=0
	shift
	for n in $(seq "$kills"); do
		afresh fresh.db &&
		kill_at $(((RANDOM * 32768 + RANDOM) % (span * 5 / 4 + 1))) "$@" &&
		ch-store check -q && now=$(everything) || return 1
		case $now in
		"$empty") none=$((none + 1)) ;;
		"$want") whole=$((whole + 1)) ;;
		*) echo "kill $n: neither all nor nothing"; return 1 ;;
		esac
		"$@" >/dev/null 2>again || { cat again; return 1; }
		[ "$(everything)" = "$want" ] || { echo "kill $n: not finished"; return 1; }
	done
	echo "# $kills kills: $none times nothing, $whole times all" >&3
	# Both must have been met, or the moments were none.
	[ $none -gt 0 ]
}
test_expect_success "an import, $kills times" '
	sweep $kills ch-import fhir --source s "$sim"'
test_expect_success "records by ch-put, $((kills / 4)) times" '
	for type in $(types); do ch-get $type; done >all && afresh fresh.db &&
	span=$(took ch-put -q all) && want=$(everything) && sweep $((kills / 4)) ch-put -q all'
test_expect_success "a chunked import: whole chunks, and then all, $((kills / 4)) times" '
	afresh fresh.db && span=$(took ch-import fhir --source s "$sim") && want=$(everything) &&
	for n in $(seq $((kills / 4))); do
		afresh fresh.db && kill_at $((RANDOM * 32768 % span)) \
			ch-import fhir --source s --chunk 500 "$sim" && ch-store check -q &&
		ch-import fhir -q --source s --chunk 500 "$sim" && test_is "$want" "$(everything)" &&
		ch-audit verify -q || return 1
	done'
test_expect_success "an undo, $((kills / 4)) times" '
	afresh fresh.db && ch-import fhir -q --source s "$sim" && cp hub.db loaded.db && rm -f hub.db-* &&
	span=$(took ch-import undo last) && for n in $(seq $((kills / 4))); do
		afresh loaded.db && kill_at $((RANDOM * 32768 % (span + 1))) ch-import undo last &&
		ch-store check -q && now=$(everything) && case $now in
		"$want") ch-import undo -q last && test_is "$empty" "$(everything)" ;;
		"$empty") ;;
		*) false ;;
		esac || return 1
	done'
test_expect_success "alerts that climb, $((kills / 4)) times: whole parts, and then all" '
	afresh fresh.db && ch-staff add Kim --login kim --role nurse >log && {
	echo "{\"type\":\"patient\",\"id\":\"00000000000000a1\"}"
	for n in $(seq 700); do
		printf "{\"type\":\"alert\",\"id\":\"%016x\",\"patient\":\"00000000000000a1\",\"status\":\"new\",\"level\":\"critical\",\"title\":\"A\",\"at\":\"2026-11-02T13:00:00Z\"}\n" $((n + 4096))
	done; } | ch-put -q - && cp hub.db alerts.db && rm -f hub.db-* && now=2026-11-02T13:01:00Z &&
	span=$(took ch-alert escalate --as-of $now) && want=$(everything) && for n in $(seq $((kills / 4))); do
		afresh alerts.db && kill_at $((RANDOM * 32768 % (span + 1))) ch-alert escalate --as-of $now &&
		ch-store check -q && ch-alert escalate -q --as-of $now && test_is "$want" "$(everything)" &&
		ch-audit verify -q || return 1
	done'
test_expect_success "a backup, $((kills / 4)) times: whole, or not there" '
	afresh loaded.db && for n in $(seq $((kills / 4))); do
		kill_at $((RANDOM % 20000)) ch-store backup copy.db
		[ ! -e copy.db ] || CH_STORE=copy.db ch-store check -q || return 1
		rm -f copy.db*
	done && ch-store backup copy.db && CH_STORE=copy.db ch-store check -q'
test_expect_success 'and of a refused load nothing but its refusals' '
	cat "$sim/Patient.ndjson" >bad && echo "{" >>bad && afresh fresh.db && for n in 1 2 3 4 5 6 7 8; do
		kill_at $((RANDOM % 15000)) ch-import fhir --source s bad && ch-store check -q &&
		test_is 0 "$(count patient)" || return 1
	done'
# What runs beside people: rules, and what they answer. The clock stands still.
test_expect_success 'a day: critical results, a stay that is over, a plan' '
	test_store && export CH_NOW=2026-11-02T09:00:00-05:00 && ch-staff add Me --login "$(id -un)" --role nurse >log && jq -nc "
		{type: \"patient\", id: \"00000000000000a1\", birth: \"1960-01-01\"},
		{type: \"encounter\", id: \"00000000000000e1\", patient: \"00000000000000a1\", status: \"finished\", class: \"IMP\", at: \"2026-10-20T10:00:00-04:00\", until: \"2026-10-29T10:00:00-04:00\"},
		(range(10; 40) | {type: \"observation\", id: \"00000000000001\(.)\", patient: \"00000000000000a1\", status: \"final\", code: \"2823-3\", system: \"http://loinc.org\", at: \"2026-11-02T08:\(.):00-05:00\", value: 6.8, unit: \"mmol/L\", value_std: 6.8, unit_std: \"mmol/L\", flag: \"HH\"}),
		(\"warfarin 5 MG\", \"amiodarone 200 MG\" | {type: \"medication\", id: \"00000000000000d\(length % 10)\", patient: \"00000000000000a1\", status: \"active\", name: ., at: \"2026-10-28\"})" | ch-put -q - &&
	ch-plan apply hypertension 00000000000000a1 >plan && cp hub.db day.db && ch-rule run -q && ch-safety reconcile 00000000000000a1 >lines && cp hub.db ran.db &&
	finding=$(ch-safety meds 00000000000000a1 | jq -r .id) && plan=$(jq -r "select(.type == \"plan\").id" plan) && test_is 16 "${#plan}" && test_is 16 "${#finding}"'
some=$((kills / 8))
test_expect_success "rules, $some times: whole rules, and then all" '
	afresh day.db && span=$(took ch-rule run) && want=$(everything) && for n in $(seq $some); do
		afresh day.db && kill_at $((RANDOM * 32768 % (span + 1))) ch-rule run && ch-store check -q &&
		ch-rule run -q && test_is "$want" "$(everything)" && ch-audit verify -q || return 1
	done'
killed() { # killed COMMAND...: all or nothing each time, and then all
	local empty span want n now
	afresh ran.db && empty=$(everything) && span=$(took "$@") && want=$(everything) && [ "$empty" != "$want" ] && for n in $(seq $some); do
		afresh ran.db && kill_at $((RANDOM * 32768 % (span + 1))) "$@" && ch-store check -q && now=$(everything) &&
		{ [ "$now" = "$empty" ] || [ "$now" = "$want" ]; } && "$@" >/dev/null && test_is "$want" "$(everything)" || return 1
	done
}
test_expect_success "decisions, $some times" 'killed ch-safety override --reason known "$finding" 00000000000000a1 && killed sh -c "exec ch-safety decide - <lines"'
test_expect_success "a plan that was seen, $some times" 'killed ch-plan ack "$plan"'
unset CH_NOW
test_done
