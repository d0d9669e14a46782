#!/bin/bash
# t5011-plan-run.t - plans make their tasks: once each, when their windows open,
# whatever was killed, moved, missed or reached meanwhile.
. "$(dirname "$0")/lib.sh"

ada=1111111111111111
town() {
	test_store && export CH_NOW=2026-01-02T10:00:00-05:00 &&
		echo "{\"type\":\"patient\",\"id\":\"$ada\",\"family\":\"Adams\"}" | ch-put -q - &&
		mkdir -p site/plans && export CH_SHARE=$PWD/site
}
# template ACTIVITY-FIELDS: one goal, and one activity of a care manager
template() {
	cat >site/plans/mine.json <<-JSON
	{"template":"mine","title":"Mine","version":"1","status":"draft","source":"site","for":["hypertension"],"review_days":90,
	"goals":[{"item":"g","title":"G","measure":"8480-6","compare":"<","value":130,"unit":"mm[Hg]","source":"site","status":"our-choice"}],
	"activities":[{"item":"a","title":"A","kind":"call","role":"care-manager","source":"site","status":"our-choice",$1}],
	"examples":[{"start":"2026-01-02"}]}
	JSON
	ch-plan check site/plans/mine.json
}
mine() { town && template "$1" && ch-plan apply -q mine $ada; }
dues() { jq -r .due "${1:-out}" | sort | paste -sd' ' -; }

# ---- windows and chains ----

test_expect_success 'a task when its window opens, not before, and once' '
	mine "\"at_days\":30,\"opens\":10" && ch-plan run --until 2026-01-21 >out && test_cmp empty out &&
	ch-plan run --until 2026-01-22 >out && test_jq ".due, .start, .until, .status, .role, .kind" out \
		"2026-02-01 2026-01-22 2026-03-03 requested care-manager call" &&
	test_jq ".patient, .plan, .activity" out "$ada $(ch-get plan | jq -r .id) $(ch-get activity | jq -r .id)" &&
	test_is "activity/$(ch-get activity | jq -r .id)" "$(jq -r .about out)" &&
	ch-plan run --until 2026-01-22 >again && test_cmp out again && ch-plan run --until +2y >again && test_cmp out again && test_is 1 "$(count task)"'
test_expect_success 'without --until: what is open now' '
	mine "\"at_days\":0" && ch-plan run >out && test_is 2026-01-02 "$(dues)" && mine "\"at_days\":1" && ch-plan run >out && test_cmp empty out'
test_expect_success 'a chain, month by month from the first, to its end' '
	mine "\"at_days\":29,\"every\":\"1m\",\"until_days\":120" && ch-plan run --until +1y >out &&
	test_is "2026-01-31 2026-02-28 2026-03-31 2026-04-30" "$(dues)" && ch-plan run --until +1y >again && test_cmp out again'
test_expect_success 'piece by piece it makes what it makes at once' '
	mine "\"at_days\":10,\"every\":\"3w\",\"opens\":5" && ch-plan run -q --until +200d && ch-get task | jq -r .id | sort >want &&
	mine "\"at_days\":10,\"every\":\"3w\",\"opens\":5" && for d in 1 8 15 40 41 42 100 170 200; do ch-plan run -q --until +${d}d || return 1; done &&
	ch-get task | jq -r .id | sort >got && test_cmp want got && test_atleast 9 "$(wc -l <got)"'
test_expect_success 'after a gap: from the one that is still open' '
	mine "\"at_days\":0,\"every\":\"4w\"" && ch-plan run --as-of 2027-02-10 >out && test_is 2027-01-29 "$(dues)" &&
	mine "\"at_days\":0,\"every\":\"4w\",\"closes\":3" && ch-plan run --as-of 2027-02-10 --until 2027-02-26 >out && test_is 2027-02-26 "$(dues)" &&
	mine "\"at_days\":0" && ch-plan run --as-of 2026-02-02 >out && test_cmp empty out && ch-plan run --as-of 2026-02-01 >out && test_is 2026-01-02 "$(dues)"'
test_expect_success 'a task that somebody moved moves those after it; a cancelled one does not come again' '
	mine "\"at_days\":0,\"every\":\"4w\"" && ch-plan run >out && id=$(jq -r .id out) &&
	echo "{\"type\":\"task\",\"id\":\"$id\",\"due\":\"2026-01-09\"}" | ch-put -q - && ch-plan run --until 2026-02-28 >out && test_is "2026-01-09 2026-02-06" "$(dues)" &&
	ch-get task --where due=2026-02-06 | jq -c "{type,id,status:\"cancelled\"}" | ch-put -q - && ch-plan run --until 2026-02-28 >out && test_is 2026-01-09 "$(dues)" && test_is 2 "$(count task)"'
test_expect_success 'every_met: seldom while the goal is reached, often again when it is not' '
	mine "\"at_days\":0,\"every\":\"4w\",\"every_met\":\"12w\",\"goal\":\"g\"" && ch-plan run -q &&
	p() { echo "{\"type\":\"observation\",\"patient\":\"$ada\",\"code\":\"8480-6\",\"status\":\"final\",\"value\":$1,\"unit\":\"mm[Hg]\",\"at\":\"$2\"}" | ch-put -q -; } &&
	p 110 2025-10-01 && ch-plan run -n --until 2026-02-15 >out && test_is "2026-01-02 2026-01-30" "$(dues)" && p 120 2026-01-05 &&
	ch-plan run --until 2026-02-15 --as-of 2026-01-06 >out && test_is 2026-01-02 "$(dues)" && test_is 1 "$(count task)" &&
	ch-plan run --until 2026-03-31 --as-of 2026-01-06 >out && test_is "2026-01-02 2026-03-27" "$(dues)" && p 150 2026-03-28 &&
	ch-plan run --until 2026-04-24 --as-of 2026-03-29 >out && test_is "2026-01-02 2026-03-27 2026-04-24" "$(ch-get task | dues /dev/stdin)"'
test_expect_success 'the day is the hub`s: an evening in New York is not yet tomorrow; a DST night is a day' '
	mine "\"at_days\":1" && ch-plan run --as-of 2026-01-03T03:00:00Z >out && test_cmp empty out && ch-plan run --as-of 2026-01-03T05:00:00Z >out && test_is 2026-01-03 "$(dues)" &&
	mine "\"at_days\":64,\"every\":\"1d\",\"until_days\":67" && ch-plan run --until 2026-03-10 >out && test_is "2026-03-07 2026-03-08 2026-03-09 2026-03-10" "$(dues)"'

# ---- who makes none ----

test_expect_success 'the patient`s own, the ended, the held, the dead`s make none' '
	mine "\"at_days\":0,\"every\":\"1w\"" && act=$(ch-get activity | jq -r .id) && plan=$(ch-get plan | jq -r .id) &&
	none() { echo "$1" | ch-put -q - && ch-plan run --until +60d >out && test_cmp empty out && ch-plan run --until +60d $plan >out && test_cmp empty out; } &&
	none "{\"type\":\"activity\",\"id\":\"$act\",\"role\":\"patient\"}" && none "{\"type\":\"activity\",\"id\":\"$act\",\"role\":\"nurse\",\"status\":\"cancelled\"}" &&
	none "{\"type\":\"activity\",\"id\":\"$act\",\"status\":\"not-started\",\"at\":null}" && none "{\"type\":\"activity\",\"id\":\"$act\",\"at\":\"2026-01-02\"}
{\"type\":\"plan\",\"id\":\"$plan\",\"status\":\"on-hold\"}" && none "{\"type\":\"plan\",\"id\":\"$plan\",\"status\":\"active\",\"until\":\"2025-12-31\"}" &&
	none "{\"type\":\"plan\",\"id\":\"$plan\",\"until\":null}
{\"type\":\"patient\",\"id\":\"$ada\",\"died\":\"2026-01-01\"}" && echo "{\"type\":\"patient\",\"id\":\"$ada\",\"died\":\"2026-06-01\"}" | ch-put -q - &&
	ch-plan run >out && test_is 1 "$(wc -l <out)"'
test_expect_success 'plans that came with a feed are not ours to run' '
	unset CH_SHARE && test_sim_store && ch-get plan >p && test_atleast 1 "$(wc -l <p)" && ch-plan run --until +1y >out && test_cmp empty out &&
	ch-plan run --until +1y - <p >out && test_cmp empty out'

# ---- operands ----

test_expect_success 'by id, by record, by part, by patient: each plan once; what is none is refused' '
	mine "\"at_days\":0" && ch-plan run >want && plan=$(ch-get plan | jq -r .id) && for type in plan goal activity task patient; do
		ch-get $type | ch-plan run - | cmp - want || return 1; done &&
	{ ch-get plan; ch-get goal; ch-get activity; } | ch-plan run - | cmp - want && ch-plan run $plan ${plan:0:8} | cmp - want &&
	test_expect_code 66 ch-plan run 0000000000000001 && test_expect_code 65 ch-plan run - <<<"{\"type\":\"note\"}" &&
	test_expect_code 65 ch-plan run - <<<"{\"type\":\"plan\",\"id\":\"0000000000000001\"}" &&
	{ echo "{\"type\":\"note\"}"; ch-get plan; } >both && test_expect_code 65 ch-plan run -k - <both >out 2>err && test_cmp want out && test_grep "stdin>:1" err &&
	ch-plan run - </dev/null >out && test_cmp empty out && test_expect_code 64 ch-plan run --until never'
test_expect_success '-n makes none and prints the same; -q counts' '
	mine "\"at_days\":0" && ch-plan run -n | jq -r .id >n && test_is 0 "$(count task)" && ch-plan run | jq -r .id | cmp - n &&
	ch-plan run -q 2>err >out && test_cmp empty out && test_grep "0 made, 0 changed, 1 found" err'

# ---- the pipeline ----

line='ch-patient list --cohort hypertension | ch-plan apply hypertension - 2>/dev/null | ch-plan run --until +30d -'
test_expect_success 'a cohort, its plans, their tasks; twice the same' '
	unset CH_SHARE && test_sim_store && bash -o pipefail -c "$line" >out && n=$(ch-patient list --cohort hypertension | wc -l) && test_atleast 2 "$n" &&
	test_is "$n" "$(ch-get plan --where template=hypertension | wc -l)" && test_is $((5 * n)) "$(wc -l <out)" && before=$(everything) &&
	bash -o pipefail -c "$line" >again && test_cmp out again && test_is "$before" "$(everything)" && jq -r .title out | grep -c . >titles && ch-store check && ch-audit verify'
kills=12
[ -z "$full" ] || kills=300
test_expect_success "killed anywhere, $kills times: the same line ends with the same" '
	jq -r .id out | sort >want && cp hub.db whole.db && RANDOM=5 && for i in $(seq $kills); do
		test_sim_store && { timeout -s KILL 0.0$(printf "%02d" $((RANDOM % 60))) bash -o pipefail -c "$line" >o; :; } 2>/dev/null &&
		bash -o pipefail -c "$line" >o && jq -r .id o | sort | cmp - want && test_is "$(wc -l <want)" "$(count task)" && ch-store check -q || { echo "kill $i"; return 1; }
	done'
test_expect_success 'eight at once make them once' '
	test_sim_store && ch-patient list --cohort hypertension | ch-plan apply -q hypertension - && for i in 1 2 3 4 5 6 7 8; do ch-plan run --until +30d >run.$i & done && wait &&
	for i in 2 3 4 5 6 7 8; do cmp <(jq -r .id run.1 | sort) <(jq -r .id run.$i | sort) || return 1; done && test_is "$(wc -l <want)" "$(count task)"'

# ---- whom nothing is to be done for ----

test_expect_success 'tasks of somebody who died are cancelled, with the reason; nothing new is made' '
	mine "\"at_days\":0,\"every\":\"4w\"" && ch-plan run -q --until +60d && test_is 3 "$(ch-task list --ahead | wc -l)" &&
	echo "{\"type\":\"patient\",\"id\":\"$ada\",\"dead\":true}" | ch-put -q - && ch-plan run --until +90d >out &&
	test_is "cancelled died" "$(jq -r "[.status, .reason] | join(\" \")" out | sort -u)" && test_is 3 "$(wc -l <out)" &&
	ch-audit trail "task/$(jq -r .id out | head -n 1)" | tail -n 1 >row && test_jq ".reason, .program" row "died ch-plan run" &&
	ch-plan run --until +90d >out && test_cmp empty out && test_is 3 "$(count task)"'
test_expect_success 'an activity that is not to be done makes no task' '
	mine "\"at_days\":0,\"every\":\"4w\"" && ch-get activity | jq -c "{type,id,prohibited:true}" | ch-put -q - && ch-plan run --until +60d >out && test_cmp empty out'
test_expect_success 'how far ahead is bounded, and said' '
	mine "\"at_days\":0,\"every\":\"4w\"" && for until in 9999-12-31 +3y 2029; do
		test_expect_code 64 ch-plan run --until $until 2>err && test_grep "until: 2 years ahead at most" err || return 1
	done && test_is 0 "$(count task)"'
test_expect_success 'of many plans a part at a time: others have a turn, and the sum is one' '
	town && template "\"at_days\":0" && seq -f "{\"type\":\"patient\",\"id\":\"000000000000%04g\",\"family\":\"P\"}" 1000 1249 | ch-put -q - &&
	ch-get patient | ch-plan apply -q mine - && ch-plan run -q 2>err && test_grep "251 made, 0 changed, 0 found" err &&
	test_is 251 "$(count task)" && ch-plan run -q -n 2>err && test_grep "0 made, 0 changed, 251 found" err'
test_done
