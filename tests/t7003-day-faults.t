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
} >"$scratch/log" 2>&1 </dev/null || skip_all "no store: $(tail -n 1 "$scratch/log")"
rm -f planned.db-* working.db-*
unset CH_STORE
pwd=$PWD

sweep 'ch-plan apply' "$pwd/planned.db" "$pwd/people" ch-plan apply copd -
sweep 'ch-plan run' "$pwd/planned.db" /dev/null ch-plan run --until +30d
sweep 'ch-plan close' "$pwd/working.db" "$pwd/plans" ch-plan close --as revoked --reason moved -
sweep 'ch-task add' "$pwd/planned.db" "$pwd/people" ch-task add --title Call -
sweep 'ch-task claim' "$pwd/working.db" "$pwd/ids" ch-task claim -
sweep 'ch-remind run' "$pwd/working.db" /dev/null ch-remind run --within 30d
test_done
