#!/bin/bash
# t1029-left-out.t - what measures say that they leave out, a case each: who died,
# what cannot have been, who was not born.
. "$(dirname "$0")/lib.sh"

# stay P FROM TO DISPOSITION [FIELDS]: an inpatient stay in 2025 of person P
n=0
one() { # one CLASS P FROM TO [FIELDS]
	n=$((n + 1))
	printf '{"type":"encounter","id":"%016x","patient":"%s","class":"%s","status":"finished","at":"2025-%sT10:00:00-05:00",%s%s"source":"hub"}\n' \
		$((n + 4096)) "$(person "$2")" "$1" "$3" \
		"${4:+\"until\":\"2025-$4T12:00:00-05:00\",}" "${5:+$5,}"
}
stay() { one IMP "$1" "$2" "$3" "${4:+\"disposition\":\"$4\"}${5:+,$5}"; }
person() { printf '%016x' $((16#$1 + 256)); }
people() { # people P...
	for p; do
		printf '{"type":"patient","id":"%s","family":"P%s","birth":"1950-01-01","sex":"female","zip":"02139","source":"hub"}\n' "$(person "$p")" "$p"
	done
}

# What each measure says it leaves out, a case each: person, measure, outcome and
# reason of the one case of 2025.
left_out() {
	people 1 2 3 4 5 6 7 8 9 a b c d e f
	dead() { printf '{"type":"patient","id":"%s",%s}\n' "$(person "$1")" "$2"; }
	stay 1 03-01 03-05 home && dead 1 '"died":"2025-03-05"'
	stay 2 03-01 03-05 home && dead 2 '"died":"2025-03-06"'
	stay 3 03-01 03-05 home && dead 3 '"died":"2025-02-20"'
	stay 4 03-01 03-05 home && dead 4 '"dead":true'
	stay 5 03-01 03-05 && one AMB 5 03-20 03-20 && dead 5 '"dead":true'
	stay 6 03-05 03-04 home
	printf '{"type":"encounter","patient":"%s","class":"IMP","status":"finished","at":"2025-03-05T10:00:00-05:00","until":"2025-03-05T09:00:00-05:00"}\n' "$(person 7)"
	stay 8 03-01 03-05 home && one hospice 8 03-07
	one EMER 9 03-05 03-04
	stay a 03-01 03-05 home && dead a '"died":"2025-03"'
	stay b 03-01 03-05 home && stay b 03-08 03-07 home
	stay c 03-01 03-05 home && one hospice c 02-01
	stay d 03-01 03-05 snf && stay e 03-01 03-05 aadvice && stay f 03-01 03-05 home '"reason_code":"Z51.11"'
}
test_expect_success 'what measures leave out' 'test_store && left_out | ch-put -q -'
while IFS='|' read -r name p measure want; do
	test_expect_success "$name" "test_is '$want' \"\$(ch-report cases $measure --period 2025 --as-of 2026-01-15 |
		jq -r 'select(.patient == \"$(person "$p")\") | [.outcome, .reason // empty] | join(\" \")' | sort | paste -sd, -)\""
done <<'TABLE'
died on the day of discharge|1|readmission-30d|excluded died
died the day after: discharged alive|2|readmission-30d|met
died, it says, before the stay|3|readmission-30d|excluded died
dead since nobody knows when, last seen in that stay|4|readmission-30d|excluded died
dead since nobody knows when, seen after the stay|5|readmission-30d|met
a stay that ends a day before it begins: readmission|6|readmission-30d|excluded impossible-dates
a stay that ends a day before it begins: follow-up|6|followup-7d|excluded impossible-dates
a stay that ends a day before it begins: length|6|length-of-stay|excluded impossible-dates
a stay that ends an hour before it begins|7|length-of-stay|excluded impossible-dates
an emergency visit that ends before it begins|9|ed-visits-per-1000|excluded impossible-dates
who died a day after is no miss of follow-up|2|followup-7d|excluded died
who came into hospice|8|followup-7d|excluded hospice
who had been in hospice long before|c|followup-7d|missed
no readmission by an impossible stay|b|readmission-30d|excluded impossible-dates,met
no length of one, and none that touches|b|length-of-stay|excluded impossible-dates,met
who went on to a nursing facility|d|followup-7d|excluded nursing-facility
who left against advice|e|readmission-30d|excluded against-advice
who was in for treatment of cancer|f|readmission-30d|excluded treatment
TABLE
test_expect_success 'impossible stays are in no cohort and remind nobody' - <<\X
	ch-patient list --cohort discharged-30d --as-of 2025-03-10 >out && jq -r .id out >ids && test_grep "$(person 8)" ids &&
	test_no_grep "$(person 6)" ids && test_no_grep "$(person 7)" ids && ch-remind run --as-of 2025-03-06 -n --within 3d >out && test_no_grep "$(person 6)" out
X
test_expect_success 'members are none before they were born' - <<\X
	test_store && for p in 1 2 3; do echo '{"type":"coverage","patient":"'$(person $p)'","status":"active","at":"2025-01-01"}'; done | ch-put -q - &&
	{ echo '{"type":"patient","id":"'$(person 1)'","birth":"2025-07-20"}'; echo '{"type":"patient","id":"'$(person 2)'","birth":"2025-07"}'
	echo '{"type":"patient","id":"'$(person 3)'","birth":"1950-01-01"}'; } | ch-put -q - &&
	ch-report run ed-visits-per-1000 --period 2025 --as-of 2026-01-15 >out && test_jq .denominator out $((5 + 6 + 12))
X
test_expect_success 'a hospice stay of a feed is one' - <<\X
	test_store && printf '%s\n' Id,START,STOP,PATIENT,ORGANIZATION,PROVIDER,PAYER,ENCOUNTERCLASS,CODE,DESCRIPTION,BASE_ENCOUNTER_COST,TOTAL_CLAIM_COST,PAYER_COVERAGE,REASONCODE,REASONDESCRIPTION \
		e1,2025-03-01T10:00:00Z,2025-03-05T10:00:00Z,p1,o1,d1,x,inpatient,1,a,0,0,0,, \
		e2,2025-03-06T10:00:00Z,2025-03-09T10:00:00Z,p1,o1,d1,x,hospice,1,a,0,0,0,, >in.csv &&
	ch-import csv --source s --map synthea-encounters in.csv -q && ch-report cases followup-7d --period 2025 --as-of 2026-01-15 >out &&
	test_jq ".outcome, .reason" out "excluded hospice"
X
test_expect_success 'an import counts them' - <<\X
	test_store && echo '{"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2025-03-05T10:00:00Z","end":"2025-03-05T09:00:00Z"}}' >in.ndjson &&
	ch-import fhir --source s in.ndjson >log 2>err && ch-get batch >batch && test_grep "encounter that ends before it begins\":1" batch && test_is 1 "$(count encounter)"
X
test_done
