#!/bin/bash
# t1010-known.t - what the hub knew on a past day: later data and corrections
# change nothing of it, not one byte.
. "$(dirname "$0")/lib.sh"

sim=$(test_sim 40)
day1=2026-07-01T12:00:00-04:00
then=2026-07-01T18:00:00-04:00
day2=2026-07-02T12:00:00-04:00

# Everything that a question about the past can be: by type, and by page.
answers() { # answers DIR
	rm -rf "$1" && mkdir "$1" && for type in patient identifier address alias staff \
		encounter condition observation note goal; do
		ch-get "$type" --known $then >"$1/$type" || return 1
	done && ch-patient show --known $then --as-of $then -o table \
		$(cat ids) >"$1/pages" && ch-patient show --known $then --as-of $then \
		$(cat ids) >"$1/records" && ch-patient timeline --known $then $(cat ids) >"$1/timelines" &&
	ch-patient list --cohort hypertension --known $then --as-of $then >"$1/cohort" &&
	ch-sql --known $then "SELECT type, n FROM (SELECT 'e' AS type, count(*) AS n FROM encounter
		UNION ALL SELECT 'o', count(*) FROM observation_once)" >"$1/sql" &&
	ch-store digest --known $then >"$1/digest"
}
test_expect_success 'day 1: half the feed, a correction by hand, an answer' - <<\X
	test_store && export CH_NOW=$day1 && for f in Patient Encounter Condition Practitioner; do
		head -n "$([ $f = Patient ] && echo 30 || echo 300)" "$sim/$f.ndjson" |
			ch-import fhir -q --source s - || return 1
	done && ch-get patient --where known_by_reference! --limit 1 | jq -c '{type, id, city: "Handtown"}' | ch-put -q - &&
	ch-get patient | jq -r .id | sed -n 1,6p >ids && export CH_NOW=$then && answers before &&
	test_atleast 200 "$(wc -l <before/encounter)" && test_atleast 80 "$(wc -l <before/pages)" &&
	ch-get encounter | cmp - before/encounter && ch-get patient | cmp - before/patient
X
test_expect_success 'day 2: the rest, corrections by the source and by hand, new people' - <<\X
	export CH_NOW=$day2 && ch-import fhir -q --source s "$sim" &&
	sed 's/"gender":"female"/"gender":"other"/; s/"city":"[^"]*"/"city":"Newtown"/' "$sim/Patient.ndjson" |
		ch-import fhir -q --source s - &&
	sed 's/"status":"finished"/"status":"cancelled"/' "$sim/Encounter.ndjson" | ch-import fhir -q --source s - &&
	ch-get patient --limit 25 | jq -c '{type, id, given: "Corrected", line: null}' | ch-put -q - &&
	ch-get condition --limit 50 | jq -c '{type, id, status: "resolved", name: "changed"}' | ch-put -q - &&
	ch-get patient --limit 3 | jq -c '{type: "note", patient: .id, text: "new"}' | ch-put -q - &&
	! ch-get patient | cmp -s - before/patient && ! ch-get encounter | cmp -s - before/encounter
X
test_expect_success 'the same answers, byte for byte' '
	answers after && diff -r before after'
test_expect_success 'and again later, after more of the same' - <<\X
	export CH_NOW=2026-09-01T12:00:00Z && ch-get patient | jq -c '{type, id, given: "Again"}' | ch-put -q - &&
	ch-get condition --limit 50 | jq -c '{type, id, status: "active"}' | ch-put -q - &&
	answers later && diff -r before later
X
test_expect_success 'day 2 as it was known on day 2' '
	ch-get patient --known 2026-07-02T13:00:00-04:00 >out && test_grep Corrected out &&
	! grep Again out && ch-get patient >out && test_grep Again out'
test_expect_success 'before there was anything: nothing' '
	ch-get patient --known 2020-01-01 >out && test_cmp empty out &&
	test_expect_code 66 ch-patient show --known 2020-01-01 "$(sed -n 1p ids)"'
test_expect_success 'conditions, persons and limits hold for what was known' '
	ch-get patient --known $then --where city=Handtown >out && test_is 1 "$(wc -l <out)" &&
	ch-get patient --known $then --where city=Newtown >out && test_cmp empty out &&
	ch-get patient --known $then --limit 2 | cmp - <(head -n 2 before/patient) &&
	id=$(sed -n 1p ids) && ch-get encounter --known $then --patient "$id" >out &&
	grep "\"patient\":\"$id\"" before/encounter | cmp - out'
test_expect_success 'what was joined later was not joined then' - <<\X
	a=$(sed -n 1p ids) b=$(sed -n 2p ids) && echo '{"type":"patient","id":"'$b'","person":"'$a'"}' | ch-put -q - &&
	answers joined && diff -r before joined
X
test_expect_success 'when a batch was undone since, nobody can say any more: 65' - <<\X
	test_store && echo '{"resourceType":"Patient","id":"gone"}' |
		CH_NOW=$day1 ch-import fhir -q --source g - &&
	CH_NOW=$day2 ch-get patient --known $then >out && test_is 1 "$(wc -l <out)" &&
	CH_NOW=$day2 ch-import undo last && export CH_NOW=$day2 &&
	test_expect_code 65 ch-get patient --known $then 2>err >out && test_cmp empty out && test_grep undo err
X
test_expect_success 'a nonsense date: 64' 'test_expect_code 64 ch-get patient --known never'
test_done
