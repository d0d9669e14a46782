#!/bin/bash
# t7003-day-faults.t - plans, tasks and reminders while memory, disks and space
# fail: nothing half, and the same command afterwards finishes the job. A few
# places of each kind; CH_FULL=1: every one.
. "$(dirname "$0")/lib.sh"

shim=$build/chfault.so
[ -e "$shim" ] || skip_all "no $shim: make faults"
nm -D "$build/bin/ch-store" 2>/dev/null | grep asan >/dev/null &&
	skip_all 'the shim and the sanitizers both want malloc'
most="-m 12"
[ -z "$full" ] || most=

. "$tree/tests/fault/lib.sh"

# Three people, their plans, tasks to step on, and appointments.
{
	test_sim_store
	export CH_NOW=2026-06-30T18:00:00-04:00
	ch-patient list --cohort hypertension | head -n 3 >people
	ch-plan apply -q hypertension - <people
	ch-store backup planned.db && cp planned.db work.db
	export CH_STORE=$PWD/work.db
	ch-plan run --until +30d >tasks
	jq -r .id tasks >ids
	ch-get plan --where status=active >plans
	jq -c '{type: "appointment", patient, status: "booked", at: "2026-07-02T10:00:00-04:00"}' \
		tasks | head -n 3 | ch-put -q -
	ch-store backup working.db
	# Alerts to climb: told, expired, and one with a result to read back.
	ch-staff add Kim --login kim --role nurse
	patient=$(ch-get patient --limit 1 | jq -r .id)
	result=$(ch-get observation | jq -c 'select(.value)' | head -n 1)
	for n in 1 2 3 4; do
		echo '{"type":"alert","id":"00000000000000b'$n'","patient":"'$patient'","status":"new","level":"critical","title":"A","at":"2026-06-30T21:00:00Z","about":"observation/'$(jq -r .id <<<"$result")'"}'
	done | sed '2s/critical/info/;2s/2026/2025/' | ch-put -q -
	ch-alert list --level critical >alerts
	jq .value <<<"$result" >said
	ch-store backup alerts.db
	# Somebody home from a stay, with two medicines that do not go together,
	# a critical result, and a plan that nobody has seen.
	jq -nc '{type: "patient", id: "00000000000000a1", birth: "1960-01-01"},
		{type: "observation", id: "00000000000000c1", patient: "00000000000000a1", status: "final", code: "2823-3", system: "http://loinc.org", at: "2026-06-30T17:00:00-04:00", value: 6.8, unit: "mmol/L", value_std: 6.8, unit_std: "mmol/L", flag: "HH"},
		{type: "encounter", id: "00000000000000e1", patient: "00000000000000a1", status: "finished", class: "IMP", at: "2026-06-20T10:00:00-04:00", until: "2026-06-29T10:00:00-04:00"},
		("warfarin 5 MG", "amiodarone 200 MG" | {type: "medication", id: ("00000000000000d" + (length % 10 | tostring)), patient: "00000000000000a1", status: "active", name: ., at: "2026-06-28"})' |
		ch-put -q -
	ch-staff add Me --login "$(id -un)" --role nurse
	ch-store backup results.db
	ch-rule run -q
	ch-safety reconcile 00000000000000a1 >lines
	finding=$(ch-safety meds 00000000000000a1 | jq -r .id)
	plan=$(head -n 1 plans | jq -r .id)
	ch-store backup safety.db
} >"$scratch/log" 2>&1 </dev/null || skip_all "no store: $(tail -n 1 "$scratch/log")"
rm -f planned.db-* working.db-* alerts.db-* results.db-* safety.db-*
unset CH_STORE
pwd=$PWD

sweep 'ch-plan apply' "$pwd/planned.db" "$pwd/people" ch-plan apply copd -
sweep 'ch-plan run' "$pwd/planned.db" /dev/null ch-plan run --until +30d
sweep 'ch-plan close' "$pwd/working.db" "$pwd/plans" ch-plan close --as revoked --reason moved -
sweep 'ch-task add' "$pwd/planned.db" "$pwd/people" ch-task add --title Call -
sweep 'ch-task claim' "$pwd/working.db" "$pwd/ids" ch-task claim -
sweep 'ch-alert escalate' "$pwd/alerts.db" /dev/null ch-alert escalate
sweep 'ch-alert ack' "$pwd/alerts.db" "$pwd/said" ch-alert ack --read-back - 00000000000000b1
sweep 'ch-alert hand-over' "$pwd/alerts.db" "$pwd/alerts" ch-alert hand-over --to kim -
sweep 'ch-staff on-call' "$pwd/alerts.db" /dev/null ch-staff on-call kim --from 2026-07-01 --until 2026-07-02
sweep 'ch-remind run' "$pwd/working.db" /dev/null ch-remind run --within 30d
[ -z "$most" ] || most="-m 4"
sweep 'ch-rule run' "$pwd/results.db" /dev/null ch-rule run critical-lab
sweep 'ch-safety override' "$pwd/safety.db" /dev/null ch-safety override --reason known "$finding" 00000000000000a1
sweep 'ch-safety decide' "$pwd/safety.db" "$pwd/lines" ch-safety decide -
sweep 'ch-plan ack' "$pwd/working.db" /dev/null ch-plan ack "$plan"
test_done
