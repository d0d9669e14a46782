#!/bin/bash
# t1009-simulate.t - a made-up population: deterministic, streaming, complete
# enough to practise on, and marked as made up.
. "$(dirname "$0")/lib.sh"

sim=$(test_sim 40)
test_expect_success 'it tells what it made' '
	ch-simulate --patients 3 --seed 1 --to a >out &&
	test_jq ".type, .patients, .seed, .dir" out "simulation 3 1 a" &&
	test_is "$(jq .resources out)" "$(cat a/*.ndjson | wc -l)" &&
	test_is "$(jq .bytes out)" "$(cat a/* | wc -c)"'
test_expect_success 'the same seed makes the same bytes, at any time, in any zone' '
	TZ=Asia/Tokyo LC_ALL=C CH_NOW=2001-01-01 ch-simulate -q --patients 3 --seed 1 --to b &&
	diff -r a b && ch-simulate -q --patients 3 --seed 2 --to c && ! diff -rq a c'
test_expect_success 'a person is the same however many others there are' '
	ch-simulate -q --patients 2 --seed 7 --to two && for file in two/*.ndjson; do
		name=${file#two/}
		grep -v "\"resourceType\":\"\(Organization\|Location\|Practitioner\|PractitionerRole\)\"" "$file" >few || :
		sort few >few.sorted && sort "$sim/$name" | comm -23 few.sorted - >odd &&
		test_cmp empty odd || { echo "in $name"; return 1; }
	done && test_is 2 "$(wc -l <two/Patient.ndjson)" &&
	head -n 2 "$sim/Patient.ndjson" | cmp - two/Patient.ndjson'
test_expect_success 'a directory that is not empty is refused: 73, and left as it is' '
	mkdir full && echo x >full/x && test_expect_code 73 ch-simulate --patients 1 --to full &&
	test_is x "$(ls full)" && mkdir bare && ch-simulate -q --patients 1 --to bare &&
	test_expect_code 73 ch-simulate --patients 1 --to full/x &&
	test_expect_code 73 ch-simulate --patients 1 --to nowhere/there &&
	test_expect_code 64 ch-simulate --patients 1 && test_expect_code 64 ch-simulate --to x &&
	test_expect_code 64 ch-simulate --patients 0 --to x && test_expect_code 64 ch-simulate --patients x --to x &&
	test_expect_code 64 ch-simulate --patients 1 --to x --end never && ! test -e x'
if [ -w /dev/full ]; then
	test_expect_success 'no room: not 0' '
		ln -s /dev/full none && { ch-simulate --patients 1 --to none; got=$?; test $got = 73 || test $got = 74; }'
fi

# ---- what it holds ----

test_expect_success 'every line is FHIR that comes in whole, every reference leads somewhere' '
	cat "$sim"/*.ndjson | jq -c . | wc -l >n && test_atleast 5000 "$(cat n)" && test_store &&
	ch-import fhir --source s "$sim" >out && test_jq ".refused, .stubs" out "0 0" &&
	test_jq ".skipped, .unknown | length" out "0 0" && ch-store check -v 2>err && ! grep note err'
test_expect_success 'every patient is marked as made up' '
	test_is 40 "$(count patient --where test=true)"'
test_expect_success 'it ends when it should, and nothing happened before birth or after death' - <<\X
	test_is 0 "$(ch-sql "SELECT 1 AS x FROM encounter e JOIN patient p ON p.id = e.patient
		WHERE e.at > moment('2026-07-01T12:00:00Z') AND e.status <> 'planned'
		OR day_of(e.at) < day_of(p.birth)
		OR p.died IS NOT NULL AND e.at > p.died + 33554432 * 86400" | wc -l)" &&
	ch-simulate -q --patients 5 --end 2000-01-01 --to old && test_store &&
	ch-import fhir -q --source s old && test_is 0 "$(count encounter --where 'at>2000-01-02')"
X
test_expect_success 'a hundred people: what a hub is for' - <<\X
	ch-simulate -q --patients 150 --seed 3 --to many && test_store && ch-import fhir -q --source s many &&
	for type in encounter condition observation medication procedure immunization allergy report \
		plan goal team appointment staff organization location; do
		test_atleast 1 "$(count $type --limit 1)" || { echo "no $type"; return 1; }
	done && for class in AMB EMER IMP; do
		test_atleast 1 "$(count encounter --where class=$class)" || return 1
	done && test_atleast 1 "$(count patient --where dead=true)" &&
	test_atleast 1 "$(count appointment --where status=noshow)" &&
	test_atleast 1 "$(count appointment --where status=fulfilled)" &&
	test_atleast 2 "$(ch-sql "SELECT DISTINCT disposition FROM encounter WHERE disposition IS NOT NULL" | wc -l)" &&
	for c in diabetes hypertension asthma copd heart-failure 65-and-over frequent-ed; do
		CH_NOW=2026-06-30T12:00:00Z ch-patient list --cohort $c | wc -l
	done >sizes && awk '$1 == 0' sizes >odd && test_cmp empty odd &&
	test_atleast 1 "$(ch-sql "SELECT 1 AS x FROM observation WHERE flag IN ('HH', 'LL')" | wc -l)"
X
test_expect_success 'readmissions and visits of the social kind' - <<\X
	test_atleast 1 "$(ch-sql "SELECT 1 AS x FROM encounter a JOIN encounter b ON b.patient = a.patient
		AND a.class = 'IMP' AND b.class = 'IMP' AND b.at > a.until
		AND days_between(a.until, b.at) BETWEEN 1 AND 30" | wc -l)" &&
	test_atleast 1 "$(ch-sql "SELECT 1 AS x FROM observation WHERE category = 'survey'
		OR category = 'social-history'" | wc -l)"
X
test_expect_success 'CSV: the layout of Synthea, the same people' '
	csv=$(test_sim 40 --csv) && for t in patients encounters conditions observations medications \
		procedures careplans allergies immunizations; do
		test -s "$csv/$t.csv" || return 1
	done && test_is 41 "$(wc -l <"$csv/patients.csv")" &&
	if [ -e "$data/csv-synthea/patients.csv" ]; then
		for t in patients encounters conditions medications; do
			head -n 1 "$data/csv-synthea/$t.csv" | tr -d "\r" | tr , "\n" | sort >theirs
			head -n 1 "$csv/$t.csv" | tr -d "\r" | tr , "\n" | grep -vx TEST | sort >ours
			comm -13 theirs ours >odd; test_cmp empty odd || return 1
		done
	fi'
test_done
