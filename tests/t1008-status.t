#!/bin/bash
# t1008-status.t - the hub's `git status`: what stands how, and what somebody
# should look at.
. "$(dirname "$0")/lib.sh"

look() { ch-status | jq -r 'select(.look).what' | sort -u | paste -sd' ' -; }
line() { ch-status | jq -c "select(.what == \"$1\")"; }

test_expect_success 'a fresh store: never backed up; -e says so' '
	test_real_store && test_is backup "$(look)" && test_expect_code 1 ch-status -e >out &&
	test_expect_code 1 ch-status -e -q 2>err >out && test_cmp empty out && test_grep "1 to look at" err'
test_expect_success 'after a backup there is nothing to look at' '
	ch-store backup copy.db && test_is "" "$(look)" && ch-status -e >out &&
	ch-status -q 2>err && test_grep "0 to look at" err'
test_expect_success 'two days and more without a backup' '
	test_is backup "$(ch-status --as-of +3d | jq -r "select(.look).what")"'
test_expect_success 'a practice store needs none, and counts its test people' '
	test_sim_store && test_is "" "$(look)" && line test >out && test_jq .count out 40 &&
	test_grep counted out'
test_expect_success 'a real one says that they are left out' '
	test_real_store && ch-import fhir -q --source s "$(test_sim 40)" && line test >out &&
	test_jq .count out 40 && test_grep "left out" out'
test_expect_success 'each source: its last load; a refused one is to be looked at' - <<\X
	test_store && echo '{"resourceType":"Patient","id":"p"}' | ch-import fhir -q --source good - &&
	{ echo '{' | ch-import fhir -q --source bad - || :; } &&
	ch-status | jq -c 'select(.what == "source") | [.name, .look]' | sort >got &&
	printf '["bad",true]\n["good",false]\n' >want && test_cmp want got &&
	line refused >out && test_jq .count,.look out "1 true" && test_grep bad out
X
test_expect_success 'what waits goes away when it is retried or comes in well' - <<\X
	test_store && { echo '{"resourceType":"Patient","id":"p","birthDate":"x"}' | ch-import fhir -q -k --source s - || :; } &&
	test_jq .count <(line refused) 1 && mkdir -p site && cp -R "$tree/share/." site &&
	sed -i '/^  birth  /d' site/maps/fhir/Patient.map &&
	CH_SHARE=$PWD/site ch-import retry last >out && test_is "" "$(line refused)"
X
test_expect_success 'a feed that has gone silent' - <<\X
	test_store && for day in 01 02 03 04; do
		echo '{"resourceType":"Patient","id":"p'$day'"}' |
			CH_NOW=2026-03-${day}T02:00:00Z ch-import fhir -q --source nightly - || return 1
	done && CH_NOW=2026-03-05T01:00:00Z look >got && ! grep source got &&
	CH_NOW=2026-03-07T12:00:00Z look >got && test_grep source got &&
	CH_NOW=2026-03-07T12:00:00Z ch-status | jq -r 'select(.what == "source").words' >out && test_grep silent out
X
test_expect_success 'a scheduled line: a service that wrote' '
	test_store && ch-staff add Cron --kind service --login "$(id -un)" >out &&
	echo "{\"resourceType\":\"Patient\",\"id\":\"p\"}" | ch-import fhir -q --source s - &&
	line scheduled >out && test_grep "ch-import" out'
test_expect_success 'notices that are due and not sent; held sending' - <<\X
	test_store && echo '{"type":"notice","status":"pending","at":"2026-01-01T10:00:00Z","kind":"task"}' | ch-put -q - &&
	line notices >out && test_jq .look,.count out "true 1" &&
	ch-store backup b.db && ch-store restore b.db && test_jq .look <(line sending) true
X
test_expect_success 'versions; a table; nothing in it names a patient' '
	test_sim_store && line version >out && test_grep "$(cat "$tree/VERSION")" out &&
	ch-status -o table >table && ch-get patient | jq -r ".family, .id" | sort -u >names &&
	! grep -F -f names table && ch-status >all && ! grep -F -f names all'
test_expect_success 'it changes nothing' '
	test_store && before=$(sha256sum hub.db) && ch-status >out && test_is "$before" "$(sha256sum hub.db)"'
test_expect_success 'a clock behind the journal is looked at, and not before' '
	test_store && export CH_NOW=2026-06-08T12:00:00Z && ch-staff add A --login a >out && ch-status >out && ! grep "\"clock\"" out &&
	export CH_NOW=2026-06-01T12:00:00Z && ch-status >out && test_is true "$(jq -r "select(.what == \"clock\") | .look" out)" && unset CH_NOW'
test_done
