#!/bin/bash
# t1006-patient.t - people are found, shown on a page, listed by cohort; what
# they prefer is kept.
. "$(dirname "$0")/lib.sh"

people() { # a small town, made by hand
	cat <<-\JSON
	{"type":"patient","id":"1111111111111111","family":"Ångström","given":"Zoë Marie","birth":"1950-02-03","sex":"female","source":"hub"}
	{"type":"patient","id":"2222222222222222","family":"Angstrom","given":"Bo","source":"hub"}
	{"type":"patient","id":"3333333333333333","family":"O'Brien-Straße","given":"José","source":"hub"}
	{"type":"patient","id":"4444444444444444","family":"Nguyễn","given":"Thị Hà","source":"hub"}
	{"type":"identifier","patient":"1111111111111111","system":"urn:x:mrn","value":"MRN-0042","kind":"MR"}
	JSON
}
found() { ch-patient find "$@" | jq -r .id | cut -c1 | sort | paste -sd' ' -; }

# ---- find ----

test_expect_success 'a small town' 'test_store && people | ch-put -q -'
while IFS='|' read -r want words; do
	test_expect_success "find $words" 'test_is "'"$want"'" "$(found '"$words"')"'
done <<'TABLE'
1 2|angstrom
1 2|ÅNGSTRÖM
1 2|ang
1|zoe
1|angstrom zoe
1|zoe ang
1|marie
2|bo ang
3|strasse
3|jose
3|brien
4|nguyen
4|ha thi
|gstrom
|angstrom nobody
|%
|'*'
TABLE
test_expect_success 'each line of standard input is a search of its own' '
	test_is "1 2 3" "$(printf "angstrom\njose\n" | ch-patient find - | jq -r .id | cut -c1 | sort | paste -sd" " -)" &&
	test_expect_code 65 ch-patient find - <<<"{\"type\":\"patient\",\"id\":\"1111111111111111\"}"'
test_expect_success 'no name: 64 in a pipe, asked for on a terminal' '
	test_expect_code 64 ch-patient find && ch-patient find -e zoe >out &&
	test_expect_code 1 ch-patient find -e nobody &&
	{ (echo zoe; sleep 1) | script -qec "ch-patient find" /dev/null >out || :; } &&
	test_grep "Name:" out && test_grep "Zoë" out'
test_expect_success 'a new name is found, the old one no more' - <<\X
	echo '{"type":"patient","id":"2222222222222222","family":"Berg"}' | ch-put -q - &&
	test_is 2 "$(found berg)" && test_is 1 "$(found angstrom)"
X

# ---- show ----

test_expect_success 'a page, as it was agreed on' '
	test_sim_store && id=$(ch-patient list --cohort heart-failure | jq -r .id | sed -n 1p) &&
	ch-patient show "$id" -o table >page && test_golden page page'
test_expect_success 'the page has what a nurse looks for' '
	for section in Contact Numbers Team Problems Medicines Allergies "Latest results" Visits; do
		test_grep "^$section" page || return 1
	done && test_grep "TEST PATIENT" page && test_grep "from [0-9.]* on" page &&
	test_grep "high\|low" page'
test_expect_success 'in other formats the same comes as records' '
	ch-patient show "$id" >out && test_atleast 50 "$(wc -l <out)" &&
	test_is patient "$(sed -n 1p out | jq -r .type)" &&
	test_is "$id" "$(jq -r "if .type == \"patient\" then .person else .patient end" out | sort -u)"'
test_expect_success 'anything about a patient names one' '
	for type in encounter observation condition; do
		ch-get $type --patient "$id" --limit 1 | ch-patient show - -o table | cmp - page || return 1
	done && ch-patient list --cohort heart-failure | sed -n 1p |
		ch-patient show - -o table | cmp - page &&
	echo "$id" | ch-patient show - -o table | cmp - page'
test_expect_success 'a number of theirs names one on standard input, not as an argument' '
	mrn=$(ch-get identifier --patient "$id" --where kind=MR | jq -r .value) &&
	echo "$mrn" | ch-patient show - -o table | cmp - page &&
	{ ch-patient show "$mrn" 2>err; got=$?; test $got = 64 || test $got = 66; } &&
	! grep "$mrn" err'
test_expect_success 'nobody: 66, on a line of input 65; about nobody: 65; no operand: 64' '
	test_expect_code 66 ch-patient show 0000000000000001 &&
	test_expect_code 65 ch-patient show - <<<"no such number" 2>err && test_grep "<stdin>:1: no " err &&
	test_expect_code 65 ch-patient show - <<<"{\"type\":\"location\",\"id\":\"1111111111111111\"}" &&
	test_expect_code 65 ch-patient show - <<<"{\"type\":\"note\"}" &&
	test_expect_code 64 ch-patient show && ch-patient show - </dev/null >out && test_cmp empty out'
test_expect_success 'another now: what was to come, and how old somebody was' '
	ch-patient show "$id" -o table --as-of 1990-01-01 >then && ! cmp -s page then'
test_expect_success 'joined records are one person on the page' - <<\X
	test_store && people | ch-put -q - && printf '%s\n' \
		'{"type":"condition","patient":"1111111111111111","name":"Gout","status":"active"}' \
		'{"type":"condition","patient":"2222222222222222","name":"Asthma","status":"active"}' |
		ch-put -q - && ch-patient show 1111 -o table >out && ! grep Asthma out &&
	echo '{"type":"patient","id":"2222222222222222","person":"1111111111111111"}' | ch-put -q - &&
	ch-patient show 1111 -o table >out && test_grep Asthma out && test_grep Gout out &&
	ch-patient show 2222 -o table >out && test_grep Asthma out && test_grep Gout out
X
test_expect_success 'a page of somebody of whom nothing is known' '
	ch-patient show 4444 -o table >out && test_grep "none recorded" out &&
	test_grep "ask" out'
test_expect_success 'what is over, cancelled or an error is not on the page' - <<\X
	printf '%s\n' '{"type":"condition","patient":"4444444444444444","name":"OLDONE","status":"resolved"}' \
		'{"type":"condition","patient":"4444444444444444","name":"WRONGONE","status":"active","verified":"entered-in-error"}' \
		'{"type":"condition","patient":"4444444444444444","name":"REFUTEDONE","status":"active","verified":"refuted"}' \
		'{"type":"medication","patient":"4444444444444444","name":"STOPPEDONE","status":"stopped"}' \
		'{"type":"allergy","patient":"4444444444444444","name":"NOALLERGY","verified":"entered-in-error"}' \
		'{"type":"task","patient":"4444444444444444","title":"DONEONE","status":"completed"}' \
		'{"type":"task","patient":"4444444444444444","title":"OPENONE","status":"ready"}' \
		'{"type":"condition","patient":"4444444444444444","name":"ACTIVEONE","status":"active"}' |
		ch-put -q - && ch-patient show 4444 -o table >out &&
	test_grep OPENONE out && test_grep ACTIVEONE out &&
	! grep -e OLDONE -e WRONGONE -e REFUTEDONE -e STOPPEDONE -e NOALLERGY -e DONEONE out
X

# ---- timeline, team ----

test_expect_success 'timeline: everything dated, oldest first' '
	test_sim_store && ch-patient timeline "$id" >out && test_atleast 100 "$(wc -l <out)" &&
	jq -r ".at // .birth // empty" out >at && test_is "$(wc -l <out)" "$(wc -l <at)" &&
	while read -r at; do date -d "$at" +%s; done <at >seconds && sort -n -c seconds'
test_expect_success 'team: who cares for somebody now' '
	ch-patient team "$id" >out && test_is team "$(jq -r .type out | sort -u)" &&
	ch-patient team "$id" -o table >out && test_grep "Dr\\." out'

test_expect_success 'timeline: what was voided, not done or called off says so' - <<\X
	test_store && echo '{"type":"patient","id":"4444444444444444","family":"Four"}' | ch-put -q - && for f in \
		observation:status:entered-in-error observation:status:cancelled condition:verified:entered-in-error \
		condition:verified:refuted allergy:verified:entered-in-error medication:status:entered-in-error \
		medication:prohibited:true procedure:status:not-done immunization:status:not-done encounter:status:cancelled \
		appointment:status:cancelled appointment:status:noshow document:status:entered-in-error; do
		IFS=: read -r type field word <<<"$f"
		case $word in true) v=true;; *) v="\"$word\"";; esac
		name=name; [ $type = appointment ] && name=kind; [ $type = encounter ] && name=name
		echo "{\"type\":\"$type\",\"patient\":\"4444444444444444\",\"at\":\"2026-01-01\",\"$name\":\"NOTSO\",\"$field\":$v}"
	done | ch-put -q - && ch-patient timeline 4444 -o table >out && test_is 13 "$(grep -c NOTSO out)" &&
	test_is 0 "$(grep NOTSO out | grep -vciE 'error|cancelled|refuted|not.done|not to be done|no.show|missed')" &&
	echo '{"type":"observation","patient":"4444444444444444","at":"2026-01-02","name":"SO","status":"final"}' | ch-put -q - &&
	ch-patient timeline 4444 -o table >out && test_grep "SO .*[Ff]inal" out
X
test_expect_success 'a page says one language, whether the record is in use, and numbers as people write them' - <<\X
	echo '{"type":"patient","id":"4444444444444444","language":"en","active":false,"replaced":"5555555555555555"}' | ch-put -q - &&
	echo '{"type":"preference","patient":"4444444444444444","kind":"language","value":"ES","at":"2026-01-01"}' | ch-put -q - &&
	echo '{"type":"observation","patient":"4444444444444444","at":"2026-01-03","name":"Temperature","value":37.27777777777778,"unit":"Cel","status":"final"}' | ch-put -q - &&
	ch-patient show 4444 -o table >out && test_grep "speaks Spanish" out && test_no_grep "speaks English" out &&
	test_grep "INACTIVE RECORD" out && test_grep "REPLACED by the record of .* 55555555" out && test_grep "37.28 °C" out
X

# ---- cohorts ----

test_expect_success 'the cohorts there are, and a file for each' '
	ch-patient list >out && for c in diabetes heart-failure copd hypertension asthma \
		discharged-30d frequent-ed 65-and-over; do
		test_is "$tree/share/cohorts/$c.sql" \
			"$(realpath "$(jq -r "select(.name == \"$c\").file" out)")" || return 1
	done && test_expect_code 66 ch-patient list --cohort nosuch &&
	test_expect_code 64 ch-patient list x'
# One of each kind in, and one out who is nearly it.
now=2026-06-30T12:00:00-04:00
planted() {
	local n=0 kind code
	one() { # one N FAMILY [JSON-FIELDS]
		printf '{"type":"patient","id":"%016x","family":"%s","birth":"1980-01-01","source":"hub"%s}\n' "$@"
	}
	has() { # has N CODE SYSTEM [FIELDS]
		printf '{"type":"condition","patient":"%016x","code":"%s","system":"%s","status":"active"%s}\n' "$1" "$2" "$3" "${4-}"
	}
	s=http://snomed.info/sct i=http://hl7.org/fhir/sid/icd-10-cm
	one 17 Icd; has 17 "$1" $i
	one 18 Snomed; has 18 "$2" $s
	one 19 Dead ',"dead":true'; has 19 "$1" $i
	one 20 Died ',"died":"2020-01-01"'; has 20 "$1" $i
	one 21 Test ',"test":true'; has 21 "$1" $i
	one 22 Over; has 22 "$1" $i ',"until":"2015-01-01"'
	one 23 Error; has 23 "$1" $i ',"verified":"entered-in-error"'
	one 24 Refuted; has 24 "$1" $i ',"verified":"refuted"'
	one 25 Other; has 25 Z00.00 $i
	one 26 Both; has 26 "$1" $i; has 26 "$2" $s
	one 27 Dotless; has 27 "${1//./}" $i
}
while read -r cohort icd snomed; do
	test_expect_success "cohort $cohort: by ICD-10 $icd and SNOMED $snomed, once each" '
		test_real_store && planted '$icd' '$snomed' | ch-put -q - &&
		ch-patient list --cohort '$cohort' --as-of '$now' | jq -r .family | sort >got &&
		printf "%s\n" Both Icd Snomed >want && grep -vx -e Dotless -e Over got | diff want -'
	test_expect_success "cohort $cohort: a practice store counts test people" '
		test_store && planted '$icd' '$snomed' | ch-put -q - &&
		CH_NOW='$now' ch-patient list --cohort '$cohort' | jq -r .family >got &&
		test_grep Test got && ! grep -e Dead -e Died got'
done <<'TABLE'
diabetes E11.9 44054006
heart-failure I50.22 88805009
copd J44.9 185086009
hypertension I10 59621000
asthma J45.909 195967001
TABLE
test_expect_success '65-and-over: on the birthday, by year, and not the dead' - <<\X
	test_real_store && printf '%s\n' \
		'{"type":"patient","family":"Today","birth":"1961-06-30"}' \
		'{"type":"patient","family":"Tomorrow","birth":"1961-07-01"}' \
		'{"type":"patient","family":"Year","birth":"1950"}' \
		'{"type":"patient","family":"Young","birth":"2000-01-01"}' \
		'{"type":"patient","family":"Dead","birth":"1930-01-01","dead":true}' \
		'{"type":"patient","family":"Unknown"}' | ch-put -q - &&
	ch-patient list --cohort 65-and-over --as-of 2026-06-30 | jq -r .family | sort >got &&
	printf '%s\n' Today Year >want && test_cmp want got
X
test_expect_success 'discharged-30d: stays that ended, not those that last or ended before' - <<\X
	test_real_store && n=16 && while read -r family class at until; do
		n=$((n + 1))
		printf '{"type":"patient","id":"%016x","family":"%s","source":"hub"}\n' $n $family
		printf '{"type":"encounter","patient":"%016x","class":"%s","status":"finished","at":"%s"%s}\n' \
			$n $class $at "${until:+,\"until\":\"$until\"}"
	done <<-\TABLE | ch-put -q - &&
	In IMP 2026-06-01T10:00:00-04:00 2026-06-10T10:00:00-04:00
	Long IMP 2026-01-01T10:00:00-05:00 2026-06-02T10:00:00-04:00
	Before IMP 2026-05-01T10:00:00-04:00 2026-05-20T10:00:00-04:00
	Still IMP 2026-06-20T10:00:00-04:00
	Ambulatory AMB 2026-06-20T10:00:00-04:00 2026-06-20T11:00:00-04:00
	Future IMP 2026-06-28T10:00:00-04:00 2026-07-04T10:00:00-04:00
	TABLE
	ch-patient list --cohort discharged-30d --as-of 2026-06-30T12:00:00-04:00 |
		jq -r .family | sort >got && printf '%s\n' In Long >want && test_cmp want got
X
test_expect_success 'frequent-ed: four within a year, whoever they were joined to' - <<\X
	test_real_store && { for who in 17:4 18:3 19:4 20:2 21:2; do
		printf '{"type":"patient","id":"%016x","family":"P%s","source":"hub"}\n' ${who%:*} ${who%:*}
		for k in $(seq ${who#*:}); do
			year=2026; [ ${who%:*}$k != 194 ] || year=2024
			printf '{"type":"encounter","patient":"%016x","class":"EMER","status":"finished","at":"%s-0%s-01T10:00:00-05:00"}\n' ${who%:*} $year $k
		done
	done; printf '{"type":"patient","id":"%016x","person":"%016x"}\n' 21 20; } | ch-put -q - &&
	ch-patient list --cohort frequent-ed --as-of 2026-06-30 | jq -r .family | sort >got &&
	test_grep P17 got && ! grep -e P18 -e P19 got && test_grep 'P20\|P21' got &&
	test_is 2 "$(wc -l <got)"
X
test_expect_success 'a site`s cohort; one that writes, or gives no patient, is refused' - <<\X
	test_sim_store && mkdir -p site/cohorts && cat >site/cohorts/mine.sql <<-\SQL &&
	-- cohort: mine
	-- title: Everybody
	-- version: 1
	SELECT id AS patient FROM patient
	SQL
	CH_SHARE=$PWD/site ch-patient list --cohort mine >out &&
	test_is 40 "$(wc -l <out)" && for sql in 'DELETE FROM patient' 'SELECT 1 AS patient; SELECT 2' \
		'SELECT id FROM patient' 'SELEC' 'PRAGMA user_version' "ATTACH 'x' AS y"; do
		printf -- '-- cohort: mine\n-- title: x\n-- version: 1\n%s\n' "$sql" >site/cohorts/mine.sql
		CH_SHARE=$PWD/site ch-patient list --cohort mine >out 2>err; got=$?
		test -s err && case $got in
		64 | 65 | 77) test_cmp empty out ;;
		*) false ;;
		esac || { echo "at $sql: exit $got"; return 1; }
	done && test_is 40 "$(count patient)"
X

# ---- prefer ----

test_expect_success 'a preference: one of a kind, from standard input, cleared by nothing' '
	test_store && people | ch-put -q - && echo es | ch-patient prefer 1111 language - >out &&
	test_jq ".kind, .value" out "language es" && echo fr | ch-patient prefer 1111 language - >out &&
	test_is 1 "$(count preference)" && test_jq .value <(ch-get preference) fr &&
	ch-patient prefer 1111 >out && test_jq .value out fr &&
	echo | ch-patient prefer 1111 language - >out && test_jq .value out null'
test_expect_success 'goals are several; an unknown kind is refused; -n writes nothing' '
	for goal in "Walk to church" "See Ada married"; do
		echo "$goal" | ch-patient prefer 1111 goal - >out || return 1
	done && test_is 2 "$(count preference --where kind=goal)" &&
	test_expect_code 65 ch-patient prefer 1111 nosuch - <<<x &&
	test_expect_code 64 ch-patient prefer 1111 language x &&
	test_expect_code 64 ch-patient prefer 1111 language </dev/null &&
	echo de | ch-patient prefer -n 1111 language - >out &&
	test_jq .value <(ch-get preference --where kind=language) null &&
	ch-patient show 1111 -o table >out && test_grep "Walk to church" out'
test_done
