#!/bin/bash
# t5013-odd.t - two nights of a hospital where odd things happen: nobody hears
# what they should not, nothing is kept that is gone, nothing is whose it is not.
. "$(dirname "$0")/lib.sh"

odd=$(test_sim 40 --odd)
night1=2026-06-30T18:00:00-04:00 night2=2026-07-01T09:00:00-04:00
p() { # p STORY [WHO]: the patient of a story, p or q
	ch-get identifier --where "value=$1-${2:-p}-1" | jq -r .patient
}
of() { # of TYPE STORY [WHO]: their records
	ch-get "$1" --where "patient=$(p "$2" "${3-}")"
}
due() { # due STORY [WHO]: what they are to hear, where
	of notice "$@" | jq -r 'select(.status == "scheduled") | .address' | sort | uniq -c |
		awk '{ print $1 "x" $2 }' | paste -sd' '
}
ids() { jq -r "$1" | sed 's/.*\///' | sort; }
cases() { # cases MEASURE REASON: what was left out for it
	ch-report cases "$1" --period 2026 --as-of 2026-06-30 |
		ids "select(.outcome == \"excluded\" and .reason == \"$2\") | .about"
}

# ---- what is made ----

test_expect_success 'the others are as they are without it; the same seed, the same bytes' '
	ch-simulate --patients 40 --seed 7 --odd --to again >out && diff -r "$odd" again &&
	test_is "$(jq .resources out)" "$(cat again/*/*.ndjson | wc -l)" && rm again/night-1/Odd.ndjson &&
	diff -r again/night-1 "$(test_sim 40)" && test_is Odd.ndjson "$(ls again/night-2)" &&
	cat "$odd"/*/Odd.ndjson | jq -c . >/dev/null && test_expect_code 64 ch-simulate --patients 1 --odd --csv --to x &&
	test_expect_code 73 ch-simulate --patients 1 --odd --to again'
test_expect_success 'each story once for 500 people' - <<\X
	for n in 1 500 501; do
		ch-simulate -q --patients $n --odd --to n$n && grep -c '"died-p-' n$n/night-1/Odd.ndjson || return 1
	done >n && test_is "1 1 2" "$(paste -sd' ' n)" && jq -r .id n501/*/Odd.ndjson | sort -u | wc -l >n &&
	test_is "$(cat n)" "$(($(jq -r .id n1/*/Odd.ndjson | sort -u | wc -l) * 2))"
X

# ---- the first night ----

test_expect_success 'it comes in whole, with nothing left out' '
	test_store && export CH_NOW=$night1 && ch-import fhir --source s "$odd/night-1" >out 2>err &&
	test_jq ".refused, .stubs, (.skipped, .unknown | length)" out "0 0 0 0" && test_cmp empty err &&
	ch-store check -v 2>err && test_no_grep note: err'
test_expect_success 'a nurse marks a number; plans and reminders are made; some go out' '
	of contact numbers | jq -c "select(.value == \"555-0112\") | {type, id, rev, safe: false}" | ch-put -q - &&
	ch-patient list --cohort hypertension | ch-plan apply -q hypertension - && ch-plan run -q --until +30d &&
	ch-remind run -q --within 3d && test_is "4x555-0111" "$(due numbers)" && test_is "2x555-0114" "$(due inactive)" &&
	test_is "2x555-0124" "$(due one-minute)" && test_is "2x555-0129" "$(due offset)" &&
	for story in moved cancelled deleted; do of notice $story || return 1; done |
		jq -c "{type, id, rev, status: \"sent\"}" | ch-put -q -'
test_expect_success 'not to who declined, is out of use or dead from the beginning; who declined is called' '
	test_is "" "$(due declined q)$(due inactive q)$(due died)" &&
	test_is care-manager "$(of task declined q | jq -r .role)"'
test_expect_success 'a time without an offset is the hub`s' '
	test_is 2 "$(of notice offset | jq -r .body | grep -c "2:30 PM")" &&
	test_is "2026-07-02T11:30:00-04:00" "$(of notice offset | jq -r .at | sort | tail -n 1)"'
test_expect_success 'the coding that matters is found where it is' '
	ch-patient list --cohort hypertension | jq -r .id | grep -qx "$(p codings)" &&
	test_is hypertension "$(of plan codings | jq -r .template)"'
test_expect_success 'what is not to be done is nobody`s work, and said to be so' '
	test_is "true true true true" "$(for type in referral medication task activity; do
		of $type not-to-do | jq -r "select(.prohibited) | .prohibited"; done | paste -sd" ")" &&
	ch-task list >out && test_no_grep "Do not weigh\|Bed rest" out && ch-remind list >out && test_no_grep "Bed rest" out &&
	ch-patient show "$(p not-to-do)" -o table >page && test_grep "DO NOT: Echocardiography" page &&
	test_grep "DO NOT GIVE: Aspirin" page && test_grep "DO NOT: Do not weigh" page'
test_expect_success 'two steps of a medicine are two' '
	test_is "1 2" "$(of dosage dosages | jq -r .dose | sort | paste -sd" ")" &&
	test_is null "$(of medication dosages | jq -r .dose)" && ch-patient show "$(p dosages)" -o table >page &&
	test_grep "1 tablet with dinner for a week; then 2 tablets with dinner" page'
test_expect_success 'units as people write them: a critical result is one, in a panel too' '
	ch-report cases critical-result-response --period 2026-06 | jq -r .patient >out && test_grep "$(p units)" out &&
	test_grep "$(p voided)" out && test_grep "$(p corrected)" out'
test_expect_success 'an address that is over is not gone by' '
	test_is "3 Present Lane" "$(ch-get patient --where "id=$(p moved-house)" | jq -r .line)"'

# ---- the second ----

all() { ch-get identifier --where 'system=https://care-hub.example/odd' | jq -r .patient | sort -u; }
test_expect_success 'it comes in, and again changes nothing' '
	export CH_NOW=$night2 && before=$(everything) && ch-import fhir --source s "$odd/night-2" >out 2>err &&
	test_jq ".refused, .retired, (.skipped | length)" out "0 7 0" && batch=$(jq -r .id out) && after=$(everything) &&
	test "$before" != "$after" && ch-import fhir --source s --again "$odd/night-2" >out &&
	test_jq ".created, .updated, .retired" out "0 0 0" && test_is "$after" "$(everything)" && ch-store check'
test_expect_success 'undone, all is as it was after the first; and it comes in once more' '
	ch-import undo -q "$batch" && test_is "$before" "$(everything)" && ch-store check &&
	ch-import fhir -q --source s --again "$odd/night-2" && test_is "$after" "$(everything)"'
test_expect_success 'a mark stays with its number, whatever order they come in' '
	test_is "555-0111:null 555-0112:false 555-0113:null" \
		"$(of contact numbers | jq -r "\"\(.value):\(.safe)\"" | sort | paste -sd" ")"'
test_expect_success 'anew: nothing to an unsafe number, the dead, the replaced, who is out of use or declined' '
	ch-plan run -q --until +30d && ch-remind run -q --within 3d && test_grep "^4x555-011[13]$" <(due numbers) &&
	for who in "inactive p" "inactive q" "replaced p" "declined p" "declined q" "died p" "died q"; do
		test_is "" "$(due $who)" "$who" || return 1
	done && test_is 0 "$(of notice numbers | jq -r .address | grep -c 0112)" &&
	test_is "declined died inactive inactive" "$(for who in "declined p" "died q" "inactive p" "replaced p"; do
		of notice $who | jq -r .reason | sort -u; done | paste -sd" ")"'
test_expect_success 'who was told hears that it is moved, cancelled or gone' '
	test_is 1 "$(of notice moved | jq -r "select(.status == \"scheduled\") | .text_name" | grep -cx appointment-moved)" &&
	for story in cancelled deleted; do
		test_is appointment-cancelled "$(of notice $story | jq -r "select(.status == \"scheduled\") | .kind")" $story || return 1
	done && test_is entered-in-error "$(of appointment deleted | jq -r .status)" &&
	test_is entered-in-error "$(of observation deleted | jq -r .status)"'
test_expect_success 'parts of a voided panel are no results; nor is one that was taken out' '
	test_is 0 "$(of observation voided | jq -r "select(.status != \"entered-in-error\") | .status" | wc -l)" &&
	test_is "2823-3=entered-in-error 2951-2=corrected 51990-0=corrected" \
		"$(of observation corrected | jq -r "\"\(.code)=\(.status)\"" | sort | paste -sd" ")" &&
	for story in voided corrected; do
		ch-patient show "$(p $story)" -o table >page && test_no_grep "8\.[89]" page || return 1
	done && ch-report cases critical-result-response --period 2026-06 | jq -r .patient >out &&
	test_no_grep "$(p voided)\|$(p corrected)" out && test_grep "$(p units)" out'
test_expect_success 'who left a team and what left a plan is gone; the others stay' '
	test_is "Odd Stayer" "$(ch-patient team "$(p left)" | jq -r .name)" &&
	test_is "Swim=entered-in-error Walk=in-progress" \
		"$(of activity left | jq -r "\"\(.title)=\(.status)\"" | sort | paste -sd" ")"'
test_expect_success 'a number that two have moves nobody`s results' '
	test_is 92 "$(of observation shared | jq -r .value)" && test_is 0 "$(of observation shared q | wc -l)" &&
	test "$(p shared)" != "$(p shared q)" && ch-status >out && test_grep "\"shared\"" out'
test_expect_success 'next of kin are on the page, with the number of now' '
	ch-patient show "$(p kin)" -o table >page && test_grep "Oddkin, Iris.*555-0126" page && test_no_grep 0125 page'
test_expect_success 'everybody has a page, and it says who is out of use' '
	for id in $(all); do
		ch-patient show "$id" -o table >page && test_grep "TEST PATIENT" page || return 1
	done && ch-patient show "$(p replaced)" -o table >page && test_grep REPLACED page &&
	test_is "$(grep -c "\"resourceType\":\"Patient\"" "$odd/night-1/Odd.ndjson")" "$(($(all | wc -l) - 1))"'

# ---- numbers, by another way ----

stays="SELECT e.id FROM encounter e JOIN patient p ON p.id = e.patient
	WHERE e.class = 'IMP' AND e.status = 'finished' AND NOT (e.until < e.at)
	AND local_day(e.until) BETWEEN local_day(moment('2026-01-01')) AND local_day(moment('2026-06-30')) AND"
test_expect_success 'who was dead by discharge is no readmission`s index' - <<\X
	ch-sql "$stays (p.dead = 1 AND p.died IS NULL OR local_day(p.died) <= local_day(e.until) OR e.disposition = 'exp')" |
		ids .id >want && test_atleast 2 "$(wc -l <want)" && test_cmp want <(cases readmission-30d died)
X
test_expect_success 'who goes into hospice is out of the follow-up' - <<\X
	ch-sql "$stays (e.disposition = 'hosp' OR EXISTS (SELECT 1 FROM encounter h WHERE h.patient = e.patient
		AND h.class = 'hospice' AND days_between(e.until, h.at) BETWEEN 1 AND 7))" |
		ids .id >want && test_atleast 2 "$(wc -l <want)" && test_cmp want <(cases followup-7d hospice)
X
test_expect_success 'a stay that ends before it begins is in neither' '
	want=$(of encounter impossible | jq -r .id) && for m in readmission-30d followup-7d; do
		test_is "$want" "$(cases $m impossible-dates)" || return 1
	done'
test_expect_success 'the store is whole, and its journal' 'ch-store check && ch-audit verify'
test_done
