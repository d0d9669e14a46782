#!/bin/bash
# t1004-get-put.t - plumbing: records out by type and field, and in again, all
# or nothing.
. "$(dirname "$0")/lib.sh"

test_expect_success 'everything out, and into an empty store: the same digest' '
	test_sim_store && want=$(everything) && for type in $(types); do
		ch-get "$type"; done >all && test_atleast 5000 "$(wc -l <all)" &&
	test_store && ch-put -q - <all && test_is "$want" "$(everything)" &&
	ch-store check && ch-audit verify'
test_expect_success 'in any order' '
	sort -t, -k3 all >shuffled && test_store && ch-put -q - <shuffled &&
	test_is "$want" "$(everything)"'
test_expect_success 'and once more: found so, and nothing changes' '
	ch-put - <all >out && test_is "$(wc -l <all)" "$(wc -l <out)" &&
	test_is "$want" "$(everything)" && test_is 1 "$(jq .rev out | sort -u)"'
test_expect_success 'lines come out byte for byte as they went in' '
	ch-get observation >got && jq -c "del(.batch)" <got >put &&
	test_store && ch-put -q - <got && ch-get observation |
		jq -c "del(.batch)" >got2 &&
	sed "s/\"recorded\":\"[^\"]*\",//" put >want &&
	sed "s/\"recorded\":\"[^\"]*\",//" got2 >have && test_cmp want have'

# ---- where ----

test_expect_success 'a small ward' - <<\X
	test_store && cat >ward <<-\JSON &&
	{"type":"patient","id":"1111111111111111","family":"Ångström","given":"Zoë","birth":"1950-02-03","sex":"female"}
	{"type":"patient","id":"2222222222222222","family":"Brown","birth":"1950","sex":"male","dead":true}
	{"type":"patient","id":"3333333333333333","family":"Brow","birth":"1985-12"}
	{"type":"observation","id":"4444444444444444","patient":"1111111111111111","code":"4548-4","value":7.5,"at":"2026-03-01T09:00:00-05:00"}
	{"type":"observation","id":"5555555555555555","patient":"1111111111111111","code":"4548-4","value":10,"at":"2026-03-01T15:00:00Z"}
	{"type":"observation","id":"6666666666666666","patient":"2222222222222222","code":"718-7","value":7.49,"at":"2026-02-28"}
	{"type":"note","id":"7777777777777777","text":"=1+1, \"said\" the\nline","patient":"3333333333333333"}
	JSON
	ch-put - <ward >out && test_is 7 "$(wc -l <out)"
X
ids() { ch-get "$@" | jq -r .id | cut -c1 | paste -sd' ' -; }
while IFS='|' read -r want args; do
	test_expect_success "where: $args" '
		eval "set -- $args" && test_is "'"$want"'" "$(ids "$@")"'
done <<\TABLE
2|patient --where family=Brown
1 3|patient --where family!Brown
1 3|patient --where family!=Brown
2 3|patient --where family~brow
1|patient --where family~angstrom
1|patient --where given~ZOE
3|patient --where sex=
1 2|patient --where sex!
2|patient --where dead=true
1|patient --where birth=1950-02-03
1|patient --where birth=1950-02
1 2|patient --where birth=1950
3|patient --where birth=1985
1 2|patient --where "birth<1960"
3|patient --where "birth>=1960"
1 2 3|patient --where "birth<=1985-12-31"
4 5|observation --where code=4548-4
4 5|observation --where "value>7.49"
4 5 6|observation --where "value>=7.49"
6|observation --where "value<7.5"
5|observation --where value=10
4 5|observation --where at=2026-03-01
4|observation --where at=2026-03-01T14:00:00Z
4 5|observation --where at=2026-03
6|observation --where "at<2026-03"
4 5 6|observation --where at=2026
5|observation --where "at>2026-03-01T14:00:00Z"
4|observation --where code=4548-4 --where "value<8"
4 5|observation --patient 1111111111111111
4 5|observation --patient 1111
|observation --patient 3333
6|observation --where patient=2222222222222222
2|patient --where id=2222222222222222
7|note --where "text~SAID"
1 2|patient --limit 2
|patient --limit 0 --where family=Nobody
1 2 3|patient --since -1h
|patient --since +1h
TABLE
test_expect_success 'a condition that cannot be read: 64, with the fields there are' - <<\X
	for w in family nofield=1 '=x' 'birth=never' 'value=x' 'dead=maybe' \
		'id=zz' "family'=x" 'person=12'; do
		type=patient
		[ "$w" != value=x ] || type=observation
		test_expect_code 64 ch-get $type --where "$w" >out 2>err &&
		test_cmp empty out || { echo "at $w"; return 1; }
	done && test_expect_code 64 ch-get patient --where nofield=1 2>err &&
	test_grep family err && test_expect_code 64 ch-get nosuch 2>err &&
	test_grep observation err && test_expect_code 64 ch-get setting --patient 1111
X
test_expect_success 'a patient that is not there: 66; a prefix of several: 64' '
	test_expect_code 66 ch-get note --patient 6999999999999999 &&
	ch-put -q - <<<"{\"type\":\"patient\",\"id\":\"1111222222222222\"}" &&
	test_expect_code 64 ch-get note --patient 1111 2>err && test -s err'
test_expect_success '-e: 1 when nothing was found' '
	ch-get patient -e >out && test_expect_code 1 ch-get patient -e --where family=X'
test_expect_success 'values are values: no SQL, no wildcard' '
	test_is "" "$(ids patient --where "family~%")" &&
	test_is "" "$(ids patient --where "family=x'"'"' OR 1=1 --")" &&
	test_is "" "$(ids patient --where "family~_rown")"'
test_expect_success '--fields: these, in this order, in every format' - <<\X
	ch-get patient --fields given,id --limit 1 >out &&
	test_is '{"type":"patient","v":1,"given":"Zoë","id":"1111111111111111"}' "$(cat out)" &&
	ch-get patient --fields given,id --limit 1 -o csv >out &&
	printf '%s\n' given,id Zoë,1111111111111111 >want && test_cmp want out &&
	test_expect_code 64 ch-get patient --fields nope
X
test_expect_success 'CSV: quoted where it must be, and it comes in again' - <<\X
	ch-get note -o csv >n.csv && test_grep "\"'=1+1, \"\"said\"\" the" n.csv &&
	ch-get note -o csv --raw >raw.csv && test_grep '"=1+1, ""said"" the' raw.csv &&
	text=$(ch-get note | jq .text) &&
	ch-get patient -o csv >p.csv && want=$(everything) &&
	ch-get observation -o csv >o.csv && test_is 5 "$(wc -l <p.csv)" &&
	test_store && for type in note patient observation; do
		ch-import csv -q --source hub --map $type ${type:0:1}.csv || return 1
	done && ch-get patient >got && test_is 'Brow Brown null Ångström' "$(jq -r .family got | sort | paste -sd' ')" &&
	test_is "$text" "$(ch-get note | jq .text)"
X

# ---- put ----

test_expect_success 'one line is bad: nothing is written, and it is named' - <<\X
	test_store && for bad in '{"type":"note","nofield":1}' '{"type":"nosuch"}' \
		'{"id":"1111111111111111"}' '{"type":"note","id":"xyz"}' \
		'{"type":"note","text":5}' '{"type":"observation","value":"5"}' \
		'{"type":"patient","sex":"SECRET"}' '{"type":"patient","birth":"2023-02-30"}' \
		'{"type":"patient","dead":"yes"}' '{"type":"note","patient":"12"}' \
		'{"type":"note","about":"patient/1"}' '{"type":"batch","status":"done"}' \
		'{"type":"journal"}' '{"type":"setting"}' '{"type":"note","v":2}' \
		'{"type":"note","id":"0000000000000000"}' '{"type":"slot","status":5}' \
		'{"type":"note","text":{"a":1}}' '{"type":"observation","value":1e999}' \
		'{"type":"contact","rank":1.5}' '{"type":"contact","rank":99999999999999999999}'; do
		printf '{"type":"note","text":"good"}\n%s\n{"type":"note"}\n' "$bad" >in &&
		test_expect_code 65 ch-put - <in >out 2>err &&
		test_grep '^ch-put: <stdin>:2:' err && ! grep SECRET err &&
		test_cmp empty out && test_is 0 "$(count note)" ||
			{ echo "at $bad"; return 1; }
	done
X
test_expect_success '-k: the rest is written; -n: nothing is' '
	test_expect_code 65 ch-put -k - <in >out && test_is 2 "$(wc -l <out)" &&
	test_is 2 "$(count note)" && test_store &&
	sed 2d in | ch-put -n - >out && test_is 2 "$(wc -l <out)" &&
	test_is 0 "$(count note)"'
test_expect_success 'a record without an id is a new one each time' '
	test_store && echo "{\"type\":\"note\",\"text\":\"x\"}" >in && ch-put -q in &&
	ch-put -q in && test_is 2 "$(ch-get note | jq -r .id | sort -u | wc -l)"'
test_expect_success 'a patch: what is not said stays, null clears' - <<\X
	test_store && echo '{"type":"patient","id":"00000000000000aa","family":"A","given":"B","city":"C"}' | ch-put -q - &&
	echo '{"type":"patient","id":"00000000000000aa","given":null,"city":"D"}' | ch-put - >out &&
	test_jq '.family, .given, .city, .rev' out "A null D 2" &&
	echo '{"type":"patient","id":"00000000000000aa","city":"D"}' | ch-put - >out &&
	test_jq .rev out 2
X
test_expect_success 'a rev that is not the store`s own is stale, unless nothing changes' - <<\X
	echo '{"type":"patient","id":"00000000000000aa","rev":1,"city":"E"}' >in &&
	test_expect_code 65 ch-put in 2>err && test_grep 'in:1: rev: somebody else' err &&
	test_jq .city <(ch-get patient) D &&
	echo '{"type":"patient","id":"00000000000000aa","rev":1,"city":"D"}' | ch-put - >out &&
	echo '{"type":"patient","id":"00000000000000aa","rev":2,"city":"E"}' | ch-put - >out &&
	test_jq .rev,.city out "3 E"
X
test_expect_success 'recorded, batch and rev are the hub`s own' - <<\X
	echo '{"type":"note","id":"00000000000000bb","recorded":"1990-01-01T00:00:00Z","batch":"00000000000000cc","rev":77}' >in &&
	ch-put in >out && ch-get note --where id=00000000000000bb >out && jq -e '.rev == 1 and .recorded > "2000" and .batch != "00000000000000cc"' out
X
test_expect_success 'an id of another source or type`s origin: id-clash' - <<\X
	test_store && echo '{"type":"note","id":"00000000000000aa","source":"a","origin":"1"}' | ch-put -q - &&
	echo '{"type":"note","id":"00000000000000aa","source":"b","origin":"2","text":"x"}' >in &&
	test_expect_code 65 ch-put in 2>err && test_grep 'in:1: id: .*another origin' err
X
test_expect_success 'the same id twice in one input: both, in order' - <<\X
	test_store && printf '%s\n' '{"type":"note","id":"00000000000000aa","text":"1"}' \
		'{"type":"note","id":"00000000000000aa","text":"2"}' | ch-put -q - &&
	test_jq .text,.rev <(ch-get note) "2 2"
X
test_expect_success 'several files and folders; - counts once' - <<\X
	test_store && mkdir -p in.d && echo '{"type":"note","text":"1"}' >in.d/a.jsonl &&
	echo '{"type":"note","text":"2"}' >in.d/b.jsonl && echo x >in.d/readme.txt &&
	echo '{"type":"note","text":"3"}' | ch-put in.d - >out &&
	test_is "1 2 3" "$(jq -r .text out | paste -sd' ' -)" &&
	test_expect_code 64 ch-put
X
test_expect_success 'a pipe of get into put on one store does not lock up' '
	test_sim_store && ch-get observation | timeout 60 ch-put -q - &&
	ch-get patient | timeout 60 ch-put - | timeout 60 ch-patient show - >out &&
	test_atleast 40 "$(wc -l <out)"'
test_expect_success 'a clock that is put back takes nothing back: --since misses nothing' '
	test_store && export CH_NOW=2026-06-08T12:00:00-04:00 && p=4444444444444444 &&
	echo "{\"type\":\"patient\",\"id\":\"$p\",\"family\":\"A\"}" | ch-put -q - && seen=$(ch-get patient | jq -r .recorded) &&
	export CH_NOW=2026-06-01T12:00:00-04:00 && echo "{\"type\":\"patient\",\"id\":\"$p\",\"family\":\"B\"}" | ch-put -q - &&
	ch-get patient --since "$seen" >out && test_jq .family out B && ch-audit trail | tail -n +2 | jq -r .at >at && sort -c at &&
	test_is 0 "$(ch-get patient --known 2026-06-05 | wc -l)" && ch-audit verify >log &&
	export CH_NOW=2026-06-09T12:00:00-04:00 && echo "{\"type\":\"patient\",\"id\":\"$p\",\"family\":\"C\"}" | ch-put -q - &&
	test_is 2026-06-09T16:00:00.000Z "$(ch-get patient | jq -r .recorded)"'
test_done
