#!/bin/bash
# t1020-plan.t - templates are checked and approved; plans are made from them,
# shown, edited, told apart, reviewed and closed.
. "$(dirname "$0")/lib.sh"

now=2026-03-02T10:00:00-05:00
ada=1111111111111111 bo=2222222222222222 dora=3333333333333333
people() {
	cat <<-JSON
	{"type":"patient","id":"$ada","family":"Adams","given":"Ada","birth":"1950-02-03"}
	{"type":"patient","id":"$bo","family":"Berg","given":"Bo","birth":"1960-02-03"}
	{"type":"patient","id":"$dora","family":"Dead","given":"Dora","died":"2026-01-01"}
	JSON
}
town() { test_store && export CH_NOW=$now && people | ch-put -q -; }
# pressure ID VALUE DAY [FIELDS]
pressure() {
	echo '{"type":"observation","patient":"'$1'","code":"8480-6","system":"http://loinc.org","status":"final","value":'$2',"unit":"mm[Hg]","at":"'$3'"'${4-}'}'
}
standing() { # standing: the achievement of the systolic goal
	ch-plan show "$@" $plan | jq -r 'select(.item=="systolic" and .type=="goal") | .achievement // "none"'
}

# ---- templates ----

test_expect_success 'the nine templates are there, hold, and are drafts' '
	town && ch-plan check "$tree"/share/plans/*.json && ch-plan templates >out &&
	test_jq .name out "asthma asthma-after-ed ckd copd copd-after-discharge depression diabetes heart-failure-discharge hypertension" &&
	test_jq .status out "DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT" &&
	test_is "$(sha256sum "$tree/share/plans/copd.json" | cut -d" " -f1)" \
		"$(jq -r "select(.name==\"copd\").hash" out)"'
test_expect_success 'every value keeps its source and how far it is to be trusted' - <<\X
	jq -r '(.goals + .activities + .red_flags)[] | select((.source | length) < 3 or (.status | IN("verified","secondary","general-knowledge","our-choice") | not)) | (.item // .text)' \
		"$tree"/share/plans/*.json >odd && test_cmp empty odd
X
# Each breaks the good one in one place: the place, the reason, the jq.
mkdir -p bad && while IFS='|' read -r place reason filter; do
	test_expect_success "check: $place: $reason" '
		jq '"'$filter'"' "$tree/share/plans/hypertension.json" >bad/hypertension.json &&
		test_expect_code 65 ch-plan check bad/hypertension.json 2>err &&
		test_grep "bad/hypertension.json: '"$(sed 's/[][]/\\&/g' <<<"$place")"': .*'"$reason"'" err'
done <<'TABLE'
goals[0].colour|unknown key|.goals[0].colour="red"
surprise|unknown key|.surprise=1
title|missing|del(.title)
goals[1].unit|standard unit|.goals[1].unit="kPa"
goals[1].unit|standard unit|.goals[1].unit="furlong"
goals[1].unit|missing|del(.goals[1].unit)
goals[0].measure|LOINC|.goals[0].measure="8480-7"
goals[0].measure|LOINC|.goals[0].measure="8480"
for[0]|no such code set|.for=["nosuch"]
activities[1].goal|no goal|.activities[1].goal="nosuch"
activities[1].every|not an interval|.activities[1].every="4 weeks"
activities[1].every_met|not an interval|.activities[1].every_met="0d"
activities[0].timing|event-timing|.activities[0].timing="LUNCH"
activities[1].item|was there before|.activities[1].item="home-bp"
goals[1].item|was there before|.goals[1].item="systolic"
goals[0].value|not a number|.goals[0].value="130"
goals[0].compare|go together|del(.goals[0].value)
activities[2].at_days|0 or more|.activities[2].at_days=-1
activities[1].needs|TYPE|.activities[1].needs="nosuch x=1"
red_flags[0].level|not 911|.red_flags[0].level="911!"
red_flags[0].status|not verified|.red_flags[0].status="sure"
begins|not discharge|.begins="birth"
activities[1].role|no such role|.activities[1].role="pcpp"
activities[1].every|not an interval|.activities[1].every="9999y"
education[0].code|unknown key|.education[0].code="I10"
activities|nothing in it|.goals=[]|.activities=[]|.examples=[{"start":"2026-01-02"}]
template|name of its file|.template="other"
examples[0].due.labs|another day|.examples[0].due.labs="2026-01-17"
examples[0].closes.visit|another day|.examples[0].closes.visit="2026-02-07"
examples[0].review|another day|.review_days=181
examples[1].reached.systolic|says otherwise|.goals[0].compare="<="|.goals[0].value=129
examples|one example|.examples=[]
TABLE
test_expect_success 'check: a duplicate key, no JSON, an empty file, no file; all that is wrong, at once' '
	echo "{\"template\":\"x\",\"template\":\"x\"}" >x.json && test_expect_code 65 ch-plan check x.json 2>err &&
	test_grep "said before" err && echo "{" >x.json && test_expect_code 65 ch-plan check x.json 2>err &&
	test_grep "x.json: line [0-9]*, column [0-9]*: not JSON" err && : >x.json &&
	test_expect_code 65 ch-plan check x.json && test_expect_code 66 ch-plan check nosuch.json &&
	jq ".goals[0].unit=\"x\"|.goals[1].unit=\"x\"|.z=1" "$tree/share/plans/copd.json" >copd.json &&
	test_expect_code 65 ch-plan check copd.json "$tree/share/plans/ckd.json" 2>err && test_atleast 2 "$(wc -l <err)"'
test_expect_success 'approve: journaled with the hash; again: found; a change makes it a draft again' '
	town && ch-plan approve copd >out && test_jq ".status, .by" out "approved $(id -un)" && n=$(ch-audit trail | wc -l) &&
	ch-audit trail | tail -n 1 >row && test_jq ".action, .reason" row "approve plans/copd" &&
	test_is "$(sha256sum "$tree/share/plans/copd.json" | cut -d" " -f1)" "$(jq -r .cause row)" &&
	ch-plan approve copd >again && test_cmp out again && test_is "$n" "$(ch-audit trail | wc -l)" &&
	ch-audit verify && mkdir -p site/plans && jq ".version=\"2\"" "$tree/share/plans/copd.json" >site/plans/copd.json &&
	CH_SHARE=$PWD/site ch-plan templates >out && test_jq "select(.name==\"copd\") | .status, .version" out "DRAFT 2" &&
	ch-plan approve -n ckd >out && test_jq .status out approved && ch-plan templates >out &&
	test_jq "select(.name==\"ckd\").status" out DRAFT && test_expect_code 66 ch-plan approve nosuch'
test_expect_success 'ch-status counts the drafts that are left' '
	ch-status >out && test_jq "select(.what==\"drafts\" and .name==\"plans\").count" out 8'

# ---- apply ----

test_expect_success 'apply: a plan with its parts, everything pinned' '
	town && ch-plan apply hypertension $ada >out 2>err && test_grep DRAFT err && test_is 1 "$(wc -l <err)" &&
	test_is "$(jq -r ".hash" <(ch-plan templates | grep hypertension))" "$(jq -r ".template_hash // empty" out)" &&
	jq -c "select(.type==\"plan\")" out >p && plan=$(jq -r .id p) &&
	test_jq ".patient, .status, .intent, .at, .review, .about, .template, .template_version" p \
		"$ada active plan 2026-03-02 2026-08-29 patient/$ada hypertension 1" &&
	test_jq "select(.item==\"systolic\") | .measure, .compare, .high, .unit, .due" out "8480-6 < 130 mm[Hg] 2026-08-29" &&
	test_jq "select(.item==\"visit\") | .role, .every, .every_met, .at" out "pcp 4w null 2026-03-30" &&
	test_is 3 "$(count teaching)" && test_is 1 "$(jq -r "select(.plan) | .plan" out | sort -u | wc -l)"'
test_expect_success 'twice: the same plan, found; quiet: no warning, a count' '
	before=$(everything) && ch-plan apply hypertension $ada >again 2>/dev/null && test_cmp out again &&
	test_is "$before" "$(everything)" && ch-plan apply -q hypertension $ada >o 2>err && test_cmp empty o &&
	test_no_grep DRAFT err && test_grep "0 made, 0 changed, 14 found" err'
test_expect_success 'a newer template does not rewrite the plan, nor add to it' '
	mkdir -p site/plans && jq ".version=\"2\"|.title=\"New\"|.goals+=[{item:\"new\",title:\"x\",source:\"abc\",status:\"our-choice\"}]" \
		"$tree/share/plans/hypertension.json" >site/plans/hypertension.json &&
	CH_SHARE=$PWD/site ch-plan apply hypertension $ada >again 2>/dev/null && test_cmp out again &&
	test_is "$before" "$(everything)"'
test_expect_success 'diff --template says what it would be now' '
	CH_SHARE=$PWD/site ch-plan diff $plan --template >d && test_jq "select(.record==\"plan\").field" d "title template_version template_hash" &&
	test_jq "select(.change==\"added\") | .record, .item" d "goal new" &&
	ch-plan diff $plan --template >d && test_cmp empty d && test_expect_code 1 ch-plan diff $plan --template -e'
test_expect_success 'who died gets none: 65, nothing written; -k leaves them out' '
	n=$(count plan) && test_expect_code 65 ch-plan apply -q copd $bo $dora 2>err && test_grep died err &&
	test_is "$n" "$(count plan)" && test_expect_code 65 ch-plan apply -k copd $bo $dora >out 2>err &&
	test_grep died err && test_is "$((n + 1))" "$(count plan)" && test_jq "select(.type==\"plan\").patient" out $bo &&
	ch-plan apply copd $dora --as-of 2025-12-31 >out 2>/dev/null && test_atleast 1 "$(wc -l <out)"'
test_expect_success 'about a discharge: from that day, as the facts have it' - <<\X
	town && echo '{"type":"encounter","id":"4444444444444444","patient":"'$ada'","class":"IMP","status":"finished","at":"2025-03-24T09:00:00-04:00","until":"2025-03-28T23:30:00-04:00"}' | ch-put -q - &&
	ch-get encounter | ch-plan apply -q heart-failure-discharge - && ch-get plan >p &&
	test_jq '.at, .encounter, .about, .review' p "2025-03-28 4444444444444444 encounter/4444444444444444 2025-04-27" &&
	ch-plan run -q --as-of 2025-03-28 --until 2025-06-01 "$(jq -r .id p)" && ch-get task >t &&
	test_jq 'select(.kind=="call") | .start, .due' t "2025-03-30 2025-03-31" &&
	test_is 2025-04-04 "$(jq -r 'select(.title | test("within 7")).due' t)" &&
	test_is 2025-04-27 "$(jq -r 'select(.role=="pharmacist").until' t)" &&
	test_is 0 "$(jq -r 'select(.role=="patient").id' t | wc -l)"
X
test_expect_success '--at; -n; the same about several records; CSV; nobody' '
	town && ch-plan apply -n copd $ada --at 2026-04-01 >out 2>/dev/null &&
	test_jq "select(.type==\"plan\") | .at" out 2026-04-01 && test_is 0 "$(count plan)" &&
	ch-plan apply -q copd $ada --at 2026-04-01 && test_jq .at <(ch-get plan) 2026-04-01 &&
	ch-plan apply copd $ada $bo -o csv 2>/dev/null >out && test_is 3 "$(wc -l <out)" &&
	ch-plan apply copd - </dev/null >out 2>/dev/null && test_cmp empty out &&
	test_expect_code 64 ch-plan apply copd && test_expect_code 66 ch-plan apply nosuch $ada &&
	test_expect_code 66 ch-plan apply copd 0000000000000001 && test_expect_code 65 ch-plan apply copd - <<<"{"'
test_expect_success 'a broken template makes nothing' '
	jq ".goals[0].unit=\"furlong\"" "$tree/share/plans/hypertension.json" >site/plans/hypertension.json && n=$(count plan) &&
	CH_SHARE=$PWD/site test_expect_code 65 ch-plan apply hypertension $ada 2>err && test_grep "goals.0..unit" err &&
	test_is "$n" "$(count plan)"'

# ---- show ----

test_expect_success 'where they stand: no result, not reached, improving, reached, kept up' '
	town && ch-plan apply -q hypertension $ada && plan=$(ch-get plan | jq -r .id) && test_is none "$(standing)" &&
	ch-plan show $plan -o table >page && test_grep "goal < 130 mm.Hg. by 2026-08-29: no result yet" page &&
	pressure $ada 146 2026-01-05 | ch-put -q - && test_is in-progress "$(standing)" &&
	pressure $ada 138 2026-02-05 | ch-put -q - && test_is improving "$(standing)" &&
	ch-plan show $plan -o table >page &&
	test_grep "138 mm.Hg. on 2026-02-05, goal < 130 by 2026-08-29: not reached, improving (before: 146)" page &&
	pressure $ada 150 2026-02-06 | ch-put -q - && test_is worsening "$(standing)" &&
	pressure $ada 129 2026-02-07 | ch-put -q - && test_is achieved "$(standing)" &&
	pressure $ada 120 2026-02-08 | ch-put -q - && test_is sustaining "$(standing)" &&
	test_is improving "$(standing --as-of 2026-02-05T12:00:00-05:00)" && test_is null "$(ch-get goal | jq -r .achievement | sort -u)"'
test_expect_success 'not reached in time; what is to come does not count; what was taken back neither' '
	pressure $ada 160 2026-02-28 | ch-put -q - && test_is not-achieved "$(standing --as-of 2026-09-01)" &&
	pressure $ada 110 2026-03-03 | ch-put -q - && test_is worsening "$(standing)" &&
	test_is achieved "$(standing --as-of 2026-03-04)" &&
	pressure $ada 100 2026-03-01 ",\"status\":\"entered-in-error\"" | sed "s/\"status\":\"final\",//" | ch-put -q - && test_is worsening "$(standing)"'
test_expect_success 'another unit, or none, is not compared; one that is converted is; less than says what it can' '
	town && ch-plan apply -q hypertension $ada && plan=$(ch-get plan | jq -r .id) &&
	pressure $ada 16 2026-02-01 | sed "s/mm\\[Hg\\]/kPa/" | ch-put -q - && test_is none "$(standing)" &&
	ch-plan show $plan -o table >page && test_grep "16 kPa on 2026-02-01, goal < 130.*: not comparable" page &&
	pressure $ada 17 2026-02-02 ",\"value_std\":127.5,\"unit_std\":\"mm[Hg]\"" | sed "s/\"unit\":\"mm\\[Hg\\]\"/\"unit\":\"kPa\"/" | ch-put -q - && test_is achieved "$(standing)" &&
	pressure $ada 130 2026-02-03 ",\"compare\":\"<\"" | ch-put -q - && test_is sustaining "$(standing)" &&
	pressure $ada 140 2026-02-04 ",\"compare\":\"<\"" | ch-put -q - && test_is none "$(standing)"'
test_expect_success 'results of all records of the person count' '
	town && ch-plan apply -q hypertension $ada && plan=$(ch-get plan | jq -r .id) && pressure $bo 120 2026-02-01 | ch-put -q - &&
	test_is none "$(standing)" && echo "{\"type\":\"patient\",\"id\":\"$bo\",\"person\":\"$ada\"}" | ch-put -q - &&
	test_is achieved "$(standing)"'
test_expect_success 'the page: name, draft, what matters to them, red flags, late review; by patient, too' '
	echo "Walk to church" | ch-patient prefer $ada goal - >/dev/null && ch-plan show $plan -o table --as-of 2026-09-01 >page &&
	for words in "Adams, Ada" DRAFT "Walk to church" "^Red flags" "^Education" "(LATE)" "Blood pressure visit"; do
		test_grep "$words" page || return 1
	done && ch-plan show $ada -o table --as-of 2026-09-01 | cmp - page &&
	ch-get goal | ch-plan show - -o table --as-of 2026-09-01 | cmp - page &&
	ch-plan approve -q hypertension 2>/dev/null && ch-plan show $plan -o table >page && test_no_grep DRAFT page &&
	test_expect_code 66 ch-plan show 0000000000000001 && test_expect_code 65 ch-plan show - <<<"{\"type\":\"note\"}"'
test_expect_success '--known: as it was heard then' '
	town && ch-plan apply -q hypertension $ada && plan=$(ch-get plan | jq -r .id) && pressure $ada 146 2026-01-05 | ch-put -q - &&
	export CH_NOW=2026-03-05 && echo "{\"type\":\"goal\",\"id\":\"$(ch-get goal --where item=systolic | jq -r .id)\",\"high\":125}" | ch-plan edit -q - &&
	pressure $ada 120 2026-02-05 | ch-put -q - && test_is achieved "$(standing)" && test_is in-progress "$(standing --known 2026-03-03)" &&
	test_jq "select(.item==\"systolic\" and .type==\"goal\").high" <(ch-plan show --known 2026-03-03 $plan) 130 &&
	test_expect_code 66 ch-plan show --known 2026-03-01 $plan && export CH_NOW=$now'

# ---- edit, diff ----

test_expect_success 'edit -: a field, a new goal, once each; held to rev, checks and steps' '
	town && ch-plan apply -q hypertension $ada && plan=$(ch-get plan | jq -r .id) && goal=$(ch-get goal --where item=systolic | jq -r .id) &&
	export CH_NOW=2026-03-03T10:00:00-05:00 && echo "{\"type\":\"goal\",\"id\":\"$goal\",\"rev\":1,\"high\":125}" | ch-plan edit - >out && test_jq ".high, .rev" out "125 2" &&
	test_expect_code 65 ch-plan edit - <<<"{\"type\":\"goal\",\"id\":\"$goal\",\"rev\":1,\"high\":120}" 2>err && test_grep "somebody else" err &&
	for i in 1 2; do echo "{\"type\":\"goal\",\"plan\":\"$plan\",\"title\":\"Walk to church\"}" | ch-plan edit - >out || return 1; done &&
	test_jq ".patient, .status" out "$ada active" && test_is 5 "$(count goal)"'
while IFS='|' read -r what record; do
	test_expect_success "edit - refuses $what" '
		before=$(everything) && test_expect_code 65 ch-plan edit - 2>err <<<"'"$(sed 's/"/\\"/g' <<<"$record")"'" &&
		test -s err && test_is "$before" "$(everything)"'
done <<'TABLE'
a record of nobody's plan|{"type":"goal","plan":"0000000000000001","title":"x"}
an id that is not there|{"type":"goal","id":"0000000000000001","title":"x"}
another type|{"type":"note","text":"x"}
a plan without an id|{"type":"plan","title":"x"}
an interval that is none|{"type":"activity","plan":"$plan","title":"x","every":"often"}
a unit that is not comparable|{"type":"goal","id":"$goal","unit":"kPa"}
another patient|{"type":"goal","id":"$goal","patient":"$bo"}
two ends and a sign|{"type":"goal","id":"$goal","low":100}
a sign against the other end|{"type":"goal","id":"$goal","compare":">"}
a measure that is no code|{"type":"goal","id":"$goal","measure":"8480-7"}
a status that is taken out|{"type":"goal","id":"$goal","status":null}
a plan without a status|{"type":"plan","id":"$plan","status":null}
a task that is not so|{"type":"task","id":"0000000000000001","title":"x"}
a step that is not there|{"type":"goal","id":"$goal","status":"proposed"}
TABLE
test_expect_success 'edit ID: through an editor; what is taken out is cleared; nothing changed, nothing written' '
	VISUAL="sed -i s/150.minutes/200.minutes/" ch-plan edit $plan >out && test_grep "200.minutes of activity" out &&
	VISUAL="sed -i s/,.due.:.2026-05-31.//" ch-plan edit $plan >out && test_jq "select(.item==\"sodium\" and .type==\"goal\").due" <(ch-get goal) null &&
	before=$(everything) && VISUAL=true ch-plan edit $plan 2>err >out && test_cmp empty out && test_grep "nothing changed" err &&
	test_expect_code 74 env VISUAL=false ch-plan edit $plan && VISUAL="echo oops >>" test_expect_code 65 ch-plan edit $plan 2>err && test_grep "edited:[0-9]*:" err &&
	test_is "$before" "$(everything)" && kept=$(sed -n "s/.*is kept in //p" err) && test_is 600 "$(stat -c %a "$kept")" && test_grep oops "$kept" && rm "$kept" &&
	test_is 0 "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name "ch-plan-*" -user "$(id -un)" -newer out | wc -l)"'
test_expect_success 'diff: since it was applied; between two days; -e' '
	ch-plan diff $plan >d && test_jq "select(.item==\"systolic\") | .field, .was, .is" d "high 130 125" &&
	test_jq "select(.change==\"added\") | .item" d "Walk to church" && test_jq "select(.item==\"sodium\") | .field, .was, .is" d "due 2026-05-31 null" &&
	ch-plan diff $plan --to 2026-03-03 >d && test_cmp empty d && ch-plan diff $plan --from 2026-03-03 >d && test_atleast 4 "$(wc -l <d)" &&
	test_expect_code 1 ch-plan diff $plan --from 2026-03-04 -e && test_expect_code 64 ch-plan diff $plan --from 2026-03-04 --to 2026-03-03 &&
	test_expect_code 64 ch-plan diff $plan --template --to 2026-03-04 && export CH_NOW=$now'

# ---- review, hold, close ----

test_expect_success 'review: who is due; reviewed today, and again as the template says, or --next' '
	town && ch-plan apply -q hypertension $ada && ch-plan apply -q depression $bo && plan=$(ch-get plan --where template=hypertension | jq -r .id) &&
	test_expect_code 1 ch-plan review -e && ch-plan review --until 2026-06-01 >out && test_jq .template out depression &&
	ch-plan review --until 2027-01-01 >out && test_jq .template out "depression hypertension" &&
	ch-plan review --as-of 2026-08-29T23:59:00-04:00 >out && test_is 2 "$(wc -l <out)" &&
	ch-plan review $plan --as-of 2026-08-01 --reason ok >out && test_jq ".reviewed, .review" out "2026-08-01 2027-01-28" &&
	test_jq "select(.action==\"update\").reason" <(ch-audit trail plan/$plan) ok &&
	ch-plan review $plan --next 2026-04-01 >out && test_jq .review out 2026-04-01 &&
	test_expect_code 64 ch-plan review $plan --next 2026-03-02 && test_expect_code 64 ch-plan review --next 2026-04-01'
test_expect_success 'hold and resume: a plan that waits makes no tasks' '
	ch-plan hold $plan --reason away >out && test_jq ".status, .closing" out "on-hold away" && ch-plan run --until +60d $plan >out && test_cmp empty out &&
	ch-plan resume $plan >out && test_jq ".status, .closing" out "active null" && ch-plan run --until +60d $plan >out && test_atleast 1 "$(wc -l <out)" &&
	test_expect_code 64 ch-plan hold $plan'
test_expect_success 'close: its goals, activities and open tasks end with it; again: found; not the other way' '
	ch-plan close $plan --as completed --reason goal-reached >out && test_jq "select(.type==\"plan\") | .status, .until, .closing" out "completed 2026-03-02 goal-reached" &&
	test_is cancelled "$(jq -r "select(.type==\"goal\" or .type==\"activity\").status" out | sort -u)" &&
	test_is "cancelled plan-closed" "$(jq -r "select(.type==\"task\") | .status + \" \" + .reason" out | sort -u)" && before=$(everything) &&
	ch-plan close $plan --as completed --reason goal-reached >again && test_cmp out again && test_is "$before" "$(everything)" &&
	test_expect_code 65 ch-plan close $plan --as revoked --reason x && ch-plan run --until +60d >out && test_is 0 "$(grep -c "$plan" out)" &&
	ch-plan apply hypertension $ada >again 2>/dev/null && test_jq "select(.type==\"plan\").status" again completed'
test_expect_success 'close --as revoked --keep-tasks; -k; what it needs' '
	other=$(ch-get plan --where template=depression | jq -r .id) && ch-plan run -q --until +60d $other && ch-plan close $other --as revoked --reason moved --keep-tasks >out &&
	test_is cancelled "$(jq -r "select(.type==\"activity\").status" out | sort -u)" && test_atleast 1 "$(ch-get task --where status=requested | wc -l)" &&
	test_expect_code 64 ch-plan close $other --as gone --reason x && test_expect_code 64 ch-plan close $other --as revoked &&
	test_expect_code 65 ch-plan close -k --as completed --reason goal-reached $other $plan >out 2>err && test_jq "select(.type==\"plan\").id" out $plan'
test_expect_success 'no value of a record in a message' '
	goal=$(ch-get goal --where item=systolic | jq -r .id) &&
	test_expect_code 65 ch-plan edit - <<<"{\"type\":\"goal\",\"id\":\"$goal\",\"unit\":\"SECRET\"}" 2>err && test_grep unit err &&
	test_no_grep SECRET err'
test_done
