#!/bin/bash
# t1024-plan-life.t - plans through what happens to people: stays that go on,
# records that turn out to be one person, days that are moved, ends.
. "$(dirname "$0")/lib.sh"

now=2026-03-10T10:00:00-04:00
ada=1111111111111111 bo=2222222222222222 stay=4444444444444444
town() {
	test_store && export CH_NOW=$now && ch-put -q - <<-JSON
	{"type":"patient","id":"$ada","family":"Adams","given":"Ada"}
	{"type":"patient","id":"$bo","family":"Berg","given":"Bo"}
	JSON
}
say() { ch-put -q - <<<"$1"; }
# stayed STATUS UNTIL: Ada came on 20 February
stayed() {
	say '{"type":"encounter","id":"'$stay'","patient":"'$ada'","class":"IMP","status":"'$1'","at":"2026-02-20T09:00:00-05:00","until":'$2'}'
}
hf() { ch-get encounter | ch-plan apply heart-failure-discharge - "$@"; }
plan_of() { ch-get plan --where template=$1 | jq -r .id; }
activity() { ch-get activity --where item=$1 | jq -r .id; }
pressure() {
	say '{"type":"observation","patient":"'$ada'","code":"'$1'","system":"http://loinc.org","status":"final","value":'$2',"unit":"mm[Hg]","at":"'$3'"}'
}
# mine FIELDS: Ada's plan of a template with one goal and one activity
mine() {
	town && mkdir -p site/plans && export CH_SHARE=$PWD/site && cat >site/plans/mine.json <<-JSON && ch-plan check site/plans/mine.json &&
	{"template":"mine","title":"Mine","version":"1","status":"${2-draft}","source":"site","for":["hypertension"],"review_days":90,
	"goals":[{"item":"g","title":"G","measure":"8480-6","compare":"<","value":130,"unit":"mm[Hg]","source":"site","status":"our-choice"}],
	"activities":[{"item":"a","title":"A","kind":"call","role":"care-manager","source":"site","status":"our-choice",$1}],
	"examples":[{"start":"2026-01-02"}]}
	JSON
	ch-plan apply -q mine $ada 2>err && act=$(activity a) && plan=$(plan_of mine)
}
move() { ch-plan edit - <<<'{"type":"activity","id":"'$act'",'"$1"'}'; }
dues() { ch-get task | jq -r 'select(.status != "entered-in-error").due' | sort | paste -sd' ' -; }

# ---- stays ----

test_expect_success 'a stay that is not over: no plan (65); after the discharge one, from that day' '
	town && stayed in-progress null && test_expect_code 65 hf 2>err && test_grep "encounter: not over" err && test_is 0 "$(count plan)" &&
	test_expect_code 65 hf -k >out 2>err && test_cmp empty out && stayed finished "\"2026-03-09T15:00:00-04:00\"" && hf >out 2>/dev/null &&
	test_jq "select(.type==\"plan\").at" out 2026-03-09 && ch-plan run --until +7d >tasks &&
	test_jq "select(.title | test(\"within 7 days\")) | .due" tasks 2026-03-16'
test_expect_success 'what came in may be part of the record: the store knows when they left' '
	town && stayed finished "\"2026-03-09T15:00:00-04:00\"" && ch-get encounter | jq -c "{type,id,patient}" | ch-plan apply heart-failure-discharge - >out 2>/dev/null &&
	test_jq "select(.type==\"plan\").at" out 2026-03-09'
test_expect_success 'a discharge that is put on another day is told; one still to come, cancelled, or of nobody is none' '
	stayed finished "\"2026-03-08T15:00:00-04:00\"" && hf -q 2>err && test_grep "does not begin on the day" err && test_is 1 "$(count plan)" &&
	for s in "in-progress|\"2026-03-12\"" "cancelled|\"2026-03-09\""; do
		town && stayed "${s%|*}" "${s#*|}" && test_expect_code 65 hf || return 1
	done && test_expect_code 65 ch-plan apply heart-failure-discharge - <<<"{\"type\":\"encounter\",\"id\":\"0000000000000009\",\"patient\":\"$ada\"}"'
test_expect_success 'a plan after a discharge is about a visit, or --at says when; others begin today' '
	town && test_expect_code 65 ch-plan apply asthma-after-ed $ada 2>err && test_grep "name the visit" err && ch-plan apply -q asthma-after-ed $ada --at 2026-03-01 &&
	stayed in-progress null && ch-get encounter | ch-plan apply copd - >out 2>/dev/null && test_jq "select(.type==\"plan\").at" out 2026-03-10'
test_expect_success 'two records of a stay: one plan' '
	town && stayed finished "\"2026-03-09T15:00:00-04:00\"" && hf -q && say "{\"type\":\"encounter\",\"id\":\"5555555555555555\",\"patient\":\"$ada\",\"class\":\"IMP\",\"status\":\"finished\",\"at\":\"2026-02-20\",\"until\":\"2026-03-09\",\"same_as\":\"$stay\"}" &&
	hf -q && test_is 1 "$(count plan)" && say "{\"type\":\"encounter\",\"id\":\"5555555555555555\",\"same_as\":null}" &&
	say "{\"type\":\"encounter\",\"id\":\"$stay\",\"same_as\":\"5555555555555555\"}" && hf -q && test_is 1 "$(count plan)"'

# ---- people ----

test_expect_success 'two records that are one person: one plan, whichever is named' '
	town && ch-plan apply -q hypertension $bo && say "{\"type\":\"patient\",\"id\":\"$bo\",\"person\":\"$ada\"}" &&
	ch-plan apply hypertension $ada >a 2>/dev/null && ch-plan apply hypertension $bo >b 2>/dev/null && test_cmp a b && test_is 1 "$(count plan)"'
test_expect_success 'after one that ended another may begin, when somebody says from when; twice the same' '
	ch-plan close -q $(plan_of hypertension) --as completed --reason done && ch-plan apply hypertension $ada >out 2>err && test_grep "1 of the plans found have ended" err &&
	test_jq "select(.type==\"plan\").status" out completed && ch-plan apply hypertension $ada --at 2026-03-10 >out 2>err && test_is 1 "$(count plan)" &&
	ch-plan apply hypertension $ada --at 2026-09-01 >out 2>/dev/null && test_jq "select(.type==\"plan\") | .status, .at" out "active 2026-09-01" &&
	ch-plan apply hypertension $ada --at 2026-09-01 2>/dev/null | cmp - out && ch-plan apply hypertension $ada 2>/dev/null | cmp - out && test_is 2 "$(count plan)" &&
	ch-plan close -q $(jq -r "select(.type==\"plan\").id" out) --as revoked --reason away && ch-plan apply -q hypertension $ada --at 2026-09-01 && test_is 2 "$(count plan)"'
test_expect_success 'work for those it is about: nothing after an ED visit or a discharge that nobody had' '
	town && for t in asthma copd depression; do ch-plan apply $t $ada 2>/dev/null | ch-plan run --until +1y - || return 1; done >tasks &&
	test_is 0 "$(jq -r "select(.title | test(\"emergency|exacerbation|Reassess oxygen|drug was begun|rehabilitation\")).title" tasks | wc -l)" &&
	test_jq "select(.title | test(\"^Item 9\")) | .role, .due" tasks "behavioral-health 2026-03-10"'
test_expect_success 'one pressure changes no interval; oxygen and lows are nobody`s to judge by one value' - <<\X
	town && ch-plan apply -q hypertension $ada && pressure 8480-6 118 2026-03-10 && pressure 8462-4 115 2026-03-10 && ch-plan run -q --until +60d &&
	test_is "2026-04-07 2026-05-05" "$(ch-get task | jq -r 'select(.title=="Blood pressure visit").due' | paste -sd' ' -)" &&
	test_is "null null" "$(jq -r '.goals[] | select(.item | IN("oxygen","no-lows")).measure' "$tree"/share/plans/{copd,diabetes}.json | paste -sd' ' -)"
X

# ---- days that are moved ----

test_expect_success 'an activity put on a later day: its open task goes along, no second one' '
	mine "\"at_days\":6,\"opens\":2,\"closes\":3" && ch-plan run -q --until +30d && move "\"at\":\"2026-05-20\"" >out && test_jq "select(.type==\"task\") | .start, .due, .until" out "2026-05-18 2026-05-20 2026-05-23" &&
	ch-plan run -q --until +90d && test_is 2026-05-20 "$(dues)" && move "\"at\":\"2026-04-01\"" >out && test_is 2026-04-01 "$(dues)" && ch-plan run -q --until +90d && test_is 1 "$(count task)"'
test_expect_success 'when what was made is done, the new day has a task of its own' '
	mine "\"at_days\":6" && ch-plan run -q --until +30d && say "$(ch-get task | jq -c "{type,id,status:\"completed\"}")" && move "\"at\":\"2026-05-20\"" >out && test_is 1 "$(wc -l <out)" &&
	ch-plan show $plan -o table >page && test_grep "2026-05-20" page && ch-plan run -q --until +90d && test_is "2026-03-16 2026-05-20" "$(dues)" && ch-plan run -q --until +1y && test_is 2 "$(count task)" &&
	mine "\"at_days\":6,\"every\":\"4w\"" && ch-plan run -q --until +30d && say "$(ch-get task | jq -c "{type,id,status:\"completed\"}")" && move "\"at\":\"2026-06-01\"" >out &&
	ch-plan run -q --until 2026-07-01 && test_is "2026-03-16 2026-06-01 2026-06-29" "$(dues)"'
test_expect_success 'a first task that somebody put forward is not made again' '
	mine "\"at_days\":6" && ch-plan run -q --until +30d && say "$(ch-get task | jq -c "{type,id,due:\"2026-03-12\"}")" && ch-plan run -q --until +90d && test_is 2026-03-12 "$(dues)" &&
	mine "\"at_days\":6,\"every\":\"2w\"" && ch-plan run -q --until +10d && say "$(ch-get task | jq -c "{type,id,due:\"2026-03-12\"}")" && ch-plan run -q --until 2026-04-01 && test_is "2026-03-12 2026-03-26" "$(dues)"'
test_expect_success 'a voided task, or one far after the end, does not end the series' '
	for gone in "\"status\":\"entered-in-error\"" "\"title\":\"x\""; do
		mine "\"at_days\":6,\"every\":\"1w\",\"until_days\":84" && ch-plan run -q --until +7d && say "$(ch-get task | jq -c "{type,id,due:\"2062-03-09\",$gone}")" &&
		ch-plan run -q --until +22d && test_is "2026-03-23 2026-03-30" "$(dues | tr " " "\n" | grep -v 2062 | paste -sd" " -)" || return 1
	done'
test_expect_success 'days beyond the year 9999 are refused, and never made' '
	town && test_expect_code 65 ch-plan apply copd $ada --at 9999-12-31 2>err && test_grep "9999" err && test_is 0 "$(count plan)" &&
	mine "\"at_days\":0,\"every\":\"90y\"" && ch-plan run -q --as-of 9990-01-01 --until 9991-12-31 && test_is "9999-12-31" "$(ch-get task | jq -r .until)"'

# ---- ends ----

test_expect_success 'close: only what was done is said to be done' - <<\X
	mine '"at_days":0,"every":"1w"' && pressure 8480-6 120 2026-03-09 && ch-plan run -q && say "$(ch-get task | jq -c '{type,id,status:"completed"}')" && cp hub.db done.db &&
	ch-plan close $plan --as completed --reason goal-reached >out && test_jq 'select(.type=="goal" or .type=="activity").status' out 'completed completed' &&
	cp done.db hub.db && ch-plan run -q --until +10d && ch-plan close $plan --as completed --reason x >out && test_jq 'select(.type=="activity").status' out stopped && test_jq 'select(.type=="task").status' out cancelled &&
	cp done.db hub.db && pressure 8480-6 150 2026-03-10 && ch-plan close $plan --as completed --reason x >out && test_jq 'select(.type=="goal").status' out cancelled &&
	cp done.db hub.db && ch-plan close $plan --as revoked --reason x >out && test_jq 'select(.type=="goal" or .type=="activity").status' out 'cancelled stopped' && ch-audit verify
X
test_expect_success 'review is of active plans, and of the living' '
	mine "\"at_days\":0" && ch-plan review --until +1y >out && test_is 1 "$(wc -l <out)" && ch-plan hold -q $plan --reason away && before=$(everything) &&
	test_expect_code 65 ch-plan review $plan 2>err && test_grep "status:" err && test_is "$before" "$(everything)" && ch-plan show $plan -o table >page && test_grep "on hold: away   from 2026-03-10" page &&
	ch-plan resume -q $plan && say "{\"type\":\"patient\",\"id\":\"$ada\",\"died\":\"2026-03-09\"}" && ch-plan review --until +1y >out && test_cmp empty out'
test_expect_success 'a reason is a word (64)' - <<\X
	for r in 'mother has HIV' $'a\nb' '' 'é' 12345678901234567890123456789012345678901; do
		test_expect_code 64 ch-plan hold $plan --reason "$r" && test_expect_code 64 ch-plan close $plan --as revoked --reason "$r" &&
		test_expect_code 64 ch-plan review $plan --reason "$r" && test_expect_code 64 ch-plan resume $plan --reason "$r" || return 1
	done
X
test_expect_success 'a retired template says so; approve is all or nothing; check tells what it cannot read' '
	mine "\"at_days\":0" retired && test_grep retired err && ch-plan templates >out && test_jq "select(.name==\"mine\").status" out retired &&
	test_expect_code 66 ch-plan approve ckd nosuch && ch-plan templates >out && test_jq "select(.name==\"ckd\").status" out DRAFT &&
	ch-plan approve ckd copd >out && test_jq .status out "approved approved" && head -c 2000000 /dev/zero | tr "\0" " " >big.json && test_expect_code 65 ch-plan check big.json 2>err && test_grep "larger" err'

# ---- the editor, and the pipe ----

test_expect_success 'what show prints, edit reads: nothing changes; achievement is never stored' '
	mine "\"at_days\":0" && unset CH_SHARE && ch-plan apply -q hypertension $ada && plan=$(plan_of hypertension) && pressure 8480-6 120 2026-03-09 && ch-plan run -q --until +30d && before=$(everything) && ch-plan show $plan >all && test_grep achieved all &&
	ch-plan edit - <all >out && test_is "$(wc -l <all)" "$(wc -l <out)" && test_is "$before" "$(everything)" &&
	jq -c "if .type==\"teaching\" then .item=\"x\" else . end" all >odd && test_expect_code 65 ch-plan edit - <odd && test_is "$before" "$(everything)"'
test_expect_success 'long titles: whole characters, and two of them are two' '
	long=$(printf "é%.0s" $(seq 400)) && for end in a b; do ch-plan edit -q - <<<"{\"type\":\"goal\",\"plan\":\"$plan\",\"title\":\"xx$long$end\"}" || return 1; done &&
	test_is 2 "$(ch-get goal | grep -c "$long")" && ch-plan diff $plan --template >out && iconv -f UTF-8 -t UTF-8 out >/dev/null && test_is 2 "$(jq -r .was out | grep -c "^xx$long[ab]$")"'
test_expect_success '^C is the editor`s; what was refused can be read again; nothing else is left' - <<\X
	export TMPDIR=$PWD/tmp && mkdir tmp && printf '#!/bin/bash\ntrap : INT\nkill -INT 0\nsleep 0.2\nsed -i s/150.minutes/210.minutes/ "$1"\n' >ed && chmod +x ed &&
	VISUAL=$PWD/ed setsid -w ch-plan edit $plan >out 2>err && test_grep '210.minutes' out && test_is 0 "$(ls tmp | wc -l)" &&
	VISUAL='sed -i -e s/210.minutes/220.minutes/ -e s/mm.Hg./kPa/' test_expect_code 65 ch-plan edit $plan >out 2>err && kept=$(sed -n 's/.*is kept in //p' err) && test_grep '220.minutes' "$kept" &&
	sed -i 's/kPa/mm[Hg]/' "$kept" && ch-plan edit - <"$kept" >out && test_grep '220.minutes' out && rm "$kept"
X
test_expect_success 'a signal that ends it takes the file along' - <<\X
	for sig in TERM HUP; do
		printf '#!/bin/bash\necho $$ >pid\nexec sleep 60\n' >ed && rm -f pid && { VISUAL=$PWD/ed env --default-signal=HUP,TERM ch-plan edit $plan >out 2>err & } && while [ ! -s pid ]; do sleep 0.02; done &&
		test_is 1 "$(ls tmp | wc -l)" && kill -$sig $! && { wait $!; test $? -gt 128; } && test_is 0 "$(ls tmp | wc -l)" && kill "$(cat pid)" || return 1
	done
X
test_expect_success 'what it is said to become is what it becomes, or nothing' '
	echo "{\"type\":\"plan\",\"id\":\"00000000000000d1\",\"status\":\"draft\",\"title\":\"Drafted\"}" | ch-put -q - &&
	test_expect_code 65 ch-plan close --as completed --reason met 00000000000000d1 2>err &&
	test_grep "cannot close what is draft" err &&
	test_is draft "$(ch-get plan --where id=00000000000000d1 | jq -r .status)" &&
	ch-plan close --as revoked --reason wrong 00000000000000d1 >out &&
	test_is revoked "$(ch-get plan --where id=00000000000000d1 | jq -r .status)"'
test_done
