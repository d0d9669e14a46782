#!/bin/bash
# t1007-staff-audit.t - who works with the hub, and who did what.
. "$(dirname "$0")/lib.sh"

me=$(id -un)
test_expect_success 'who: nobody yet, and what an admin types' '
	test_store && test_expect_code 66 ch-staff who 2>err &&
	test_grep "ch-staff add .*--login $me" err'
test_expect_success 'add: a person, a service; the same login again is the same record' '
	ch-staff add Moss Robin --login robin --role nurse >out &&
	test_jq ".family, .given, .login, .role, .kind, .active" out \
		"Moss Robin robin nurse person true" && id=$(jq -r .id out) &&
	ch-staff add "Nightly jobs" --kind service --login care-hub >out &&
	test_jq .kind out service && ch-staff add Moss Robyn --login robin >out &&
	test_jq ".id, .given, .role" out "$id Robyn nurse" && test_is 2 "$(count staff)"'
test_expect_success 'who you are is your Unix login' '
	ch-staff add Me --login "$me" >out && ch-staff who | jq -r .login >got &&
	test_is "$me" "$(cat got)"'
test_expect_success 'role, by login and by id' '
	ch-staff role robin care-manager >out && test_jq .role out care-manager &&
	ch-staff role "$id" nurse >out && test_jq .role out nurse &&
	test_expect_code 66 ch-staff role nobody nurse 2>err && test_expect_code 64 ch-staff role robin &&
	ch-staff list --role nurse >out && test_jq .login out robin'
test_expect_success 'away, covered, and back' '
	ch-staff away robin --from 2026-01-05 --until 2026-01-19 --cover care-hub >out &&
	test_jq ".away_from[:10], .away_until[:10], .cover" out \
		"2026-01-05 2026-01-19 $(ch-get staff --where login=care-hub | jq -r .id)" &&
	ch-staff away robin --back >out && test_jq "has(\"away_from\"), has(\"cover\")" out "false false" &&
	test_expect_code 64 ch-staff away robin --until never &&
	test_expect_code 66 ch-staff away robin --cover nobody'
test_expect_success 'an unknown kind or no login: 64; -n writes nothing' '
	test_expect_code 64 ch-staff add X --login x --kind robot &&
	test_expect_code 64 ch-staff add X && ch-staff add -n X --login x >out &&
	test_jq .login out x && test_is 0 "$(ch-get staff --where login=x | wc -l)"'
test_expect_success 'list: those who use the hub, by name; --all: also those outside' '
	test_sim_store && ch-staff add Zed --login zed >out && ch-staff add Ada --login ada >out &&
	test_is "ada zed" "$(ch-staff list | jq -r .login | paste -sd" ")" &&
	test_atleast 5 "$(ch-staff list --all | wc -l)"'

# ---- the trail ----

test_expect_success 'every change by hand is a row: who, which program, what, was and is' '
	test_store && ch-staff add A --login a >out && id=$(jq -r .id out) && ch-staff role a nurse >out &&
	ch-audit trail staff/$id >trail && test_jq .action trail "create update" &&
	test_is "$me" "$(jq -r .actor trail | sort -u | cut -d" " -f1)" &&
	test_jq .program trail "ch-staff add ch-staff role" &&
	test_is "[null,\"nurse\"]" "$(jq -c .fields.role trail | tail -n 1)" &&
	ch-audit trail "$id" | cmp - trail'
test_expect_success 'a load is one row, and one for each record that it changed' - <<\X
	test_store && patient() { echo '{"resourceType":"Patient","id":"p'$1'","gender":"'$2'"}'; } &&
	{ patient 1 male; patient 2 male; } | ch-import fhir -q --source f - &&
	ch-audit trail >trail && test_jq .action trail "init batch" &&
	{ patient 1 female; patient 2 male; } | ch-import fhir -q --source f - &&
	ch-audit trail >trail && test_is "1 2 1" "$(for a in init batch update; do
		jq -r .action trail | grep -c $a; done | paste -sd' ')" &&
	jq -c 'select(.action == "update").fields.sex' trail >got &&
	test_is '["male","female"]' "$(cat got)"
X
test_expect_success 'a load that changed nothing is a row, too; a refused one changes none' - <<\X
	n=$(ch-audit trail | wc -l) && patient 1 female | ch-import fhir -q --source f --again - &&
	m=$(ch-audit trail | wc -l) && test_atleast $((n)) $m &&
	{ ch-import fhir -q --source f - <<<'{' || :; } && ch-audit verify
X
test_expect_success 'by patient: whichever of their records it was' - <<\X
	id=$(ch-get patient --where origin=p1 | jq -r .id) &&
	echo '{"type":"note","patient":"'$id'","text":"x"}' | ch-put -q - &&
	echo '{"type":"note","patient":"'$(ch-get patient --where origin=p2 | jq -r .id)'","text":"y"}' | ch-put -q - &&
	ch-audit trail --patient "${id:0:6}" >out && test_grep note out && test_is 0 "$(grep -c '"y"' out)" &&
	test_is "$id" "$(jq -r '.patient // empty' out | sort -u)"
X
test_expect_success 'by actor and period' - <<\X
	test_store && for day in 01 02 03; do
		CH_NOW=2026-01-${day}T10:00:00Z ch-staff add A$day --login a$day >out || return 1
	done && ch-audit trail --from 2026-01-02 --to 2026-01-03 >out && test_is 1 "$(wc -l <out)" &&
	ch-audit trail --actor "$me" --from 2026-01-01 --to 2026-02-01 >out && test_is 3 "$(wc -l <out)" &&
	test_expect_code 1 ch-audit trail --actor nobody -e >out && test_expect_code 64 ch-audit trail --from never
X
test_expect_success 'recorded follows the real clock, not --as-of' - <<\X
	test_real_store && CH_NOW=1999-01-01 ch-staff add A --login a --as-of 1999-01-01 >out &&
	test_atleast 2026 "$(jq -r '.recorded[:4]' out)" &&
	ch-audit trail >trail && test_is 1999-01-01 "$(jq -r '.as_of // empty' trail | cut -c1-10 | tail -n 1)" &&
	test_atleast 2026 "$(jq -r '.at[:4]' trail | tail -n 1)"
X
test_expect_success 'time that runs backwards does not turn the chain around' '
	test_store && CH_NOW=2026-02-02 ch-staff add A --login a >out &&
	CH_NOW=2025-01-01 ch-staff add B --login b >out && ch-audit verify &&
	sqlite3 hub.db "SELECT hlc FROM journal ORDER BY seq" >hlc && sort -n -c hlc'
test_expect_success 'verify: rows and head; a table, too' '
	ch-audit verify >out && test_jq ".type, .rows, (.head | length)" out "chain 3 64" &&
	ch-audit verify -o table >out && test_grep 3 out'
test_expect_success 'what the journal says is the hash`s recipe: recomputed by others' '
	test_is 3 "$(sqlite3 hub.db "SELECT count(DISTINCT hash) FROM journal WHERE length(hash) = 64")" &&
	test_is 3 "$(sqlite3 hub.db "SELECT count(*) FROM journal WHERE seq = n AND v = 2 AND length(total) = 32 AND length(site) = 16")"'
test_done
