#!/bin/bash
# t1013-import-undo.t - what was refused waits, and is read again; a batch is
# taken back, unless later work has built on it.
. "$(dirname "$0")/lib.sh"

fhir() { # fhir [OPTION...]: standard input as the feed "f"
	ch-import fhir --source f "$@" -
}
good='{"resourceType":"Patient","id":"p1","name":[{"family":"Good"}]}'
bad='{"resourceType":"Patient","id":"p2","birthDate":"SECRETVALUE"}'
odd='{"resourceType":"Appointment","id":"a1","status":"SECRETVALUE","participant":[{"actor":{"reference":"Patient/p1"},"status":"accepted"}],"start":"2026-01-01T10:00:00Z","end":"2026-01-01T10:20:00Z"}'

# ---- refused ----

test_expect_success 'a refused load waits, too: nothing is lost' '
	test_store && printf "%s\n" "$good" "$bad" >in &&
	test_expect_code 65 fhir <in >out && ch-import rejects >rejects &&
	test_jq ".file, .line, .kind, .field, .reason" rejects \
		"<stdin> 2 Patient birth bad-date" &&
	test_is 0 "$(count patient)" &&
	test_jq .load rejects "$(jq -r .id out)"'
test_expect_success 'the same file tomorrow is the same refusal, not another' '
	test_expect_code 65 fhir <in && test_expect_code 65 fhir <in &&
	test_is 1 "$(ch-import rejects | wc -l)"'
test_expect_success 'the waiting text is kept, but never shown' '
	! ch-import rejects | grep SECRET && ! ch-import rejects -o table | grep SECRET &&
	ch-status >out && ! grep SECRET out'
test_expect_success 'rejects of one batch, by reason; last' '
	test_is 1 "$(ch-import rejects last | wc -l)" &&
	test_is 1 "$(ch-import rejects --reason bad-date | wc -l)" &&
	test_is 0 "$(ch-import rejects --reason other | wc -l)" &&
	test_expect_code 66 ch-import rejects 0000000000000001 &&
	test_expect_code 64 ch-import rejects last last'
test_expect_success 'retry with a mended map takes what waited' - <<\X
	test_store && printf '%s\n' "$good" "$odd" >in &&
	test_expect_code 65 fhir -k <in && test_is 1 "$(count patient)" && test_is 1 "$(ch-import rejects | wc -l)" &&
	mkdir -p site/maps/fhir &&
	sed 's,^\(  status  *\)/status\(.*\)$,\1/status {SECRETVALUE=booked *},' \
		"$tree/share/maps/fhir/Appointment.map" >site/maps/fhir/Appointment.map &&
	! cmp -s "$tree/share/maps/fhir/Appointment.map" site/maps/fhir/Appointment.map &&
	{ test_expect_code 65 ch-import retry last || return 1; } &&
	test_is 1 "$(ch-import rejects | wc -l)" &&
	CH_SHARE=$PWD/site ch-import fhir --source f -n - <<<"$odd" >out &&
	CH_SHARE=$PWD/site ch-import retry last >out &&
	test_jq '.created, .refused, .feed' out "1 0 f" &&
	test_jq .status <(ch-get appointment) booked &&
	test_is "" "$(ch-import rejects)"
X
test_expect_success 'a site`s folder does the same' - <<\X
	test_store --site site && fhir -q <<<"$odd" &&
	test_jq .status <(ch-get appointment) booked &&
	ch-import maps >out && test_jq "select(.name == \"Appointment\" and .format == \"fhir\").file" out "$PWD/site/maps/fhir/Appointment.map"
X
test_expect_success 'CSV that was refused is read again with its heading' - <<\X
	test_store && printf 'origin,family,birth\n1,A,1950-01-01\n2,B,someday\n' >p.csv &&
	test_expect_code 65 ch-import csv --source l --map patient -k p.csv >out &&
	test_jq .created,.refused out "1 1" && { test_expect_code 65 ch-import retry last || return 1; } &&
	mkdir -p site/maps/csv && printf 'map csv patient\nabsent keep\nrecord patient\n  origin origin\n  family family\n' \
		>site/maps/csv/patient.map && CH_SHARE=$PWD/site ch-import retry last >out &&
	test_jq .created,.refused out "1 0" && test_is "A B" "$(ch-get patient | jq -r .family | paste -sd' ')"
X
test_expect_success 'retry of nothing is nothing' '
	test_store && test_expect_code 66 ch-import retry last && fhir <<<"$good" &&
	ch-import retry last >out'

test_expect_success 'drop sets aside what nobody will mend; retry passes it over' '
	test_store && printf "%s\n" "$bad" "{" >in && test_expect_code 65 fhir -k <in &&
	ch-import drop --reason bad-date last && test_is 1 "$(ch-import rejects | wc -l)" &&
	ch-import drop last && test_is "" "$(ch-import rejects)" &&
	test_is 1 "$(ch-import rejects --all --reason bad-date | wc -l)" &&
	test_is dropped "$(ch-import rejects --all | jq -r .status | sort -u)" &&
	ch-status | jq -r .what >out && ! grep refused out &&
	ch-import retry last >out && test_expect_code 66 ch-import drop 0000000000000001'

# ---- undo ----

test_expect_success 'undo: the store as it was' '
	test_sim_store && want=$(everything) && fhir <<<"$good" >batch &&
	test_is "$((40 + 1))" "$(count patient)" && ch-import undo last >out &&
	test_jq ".type, .status" out "batch undone" && test_jq .id out "$(jq -r .id batch)" &&
	test_is "$want" "$(everything)" && ch-store check && ch-audit verify'
test_expect_success 'undo brings back what the batch changed' '
	patients=$(test_sim 40)/Patient.ndjson &&
	head -n 3 "$patients" | sed "s/\"gender\":\"[a-z]*\"/\"gender\":\"other\"/" |
		ch-import fhir --source demo - >out && test_jq .updated out 3 &&
	! test "$want" = "$(everything)" && ch-import undo last >out &&
	test_is "$want" "$(everything)" && ch-store check'
test_expect_success 'and the same load afterwards is as if it were the first' '
	fhir <<<"$good" >out && with=$(everything) && ch-import undo last &&
	fhir <<<"$good" >out && test_jq .created out "$(jq .records out)" &&
	test_is "$with" "$(everything)"'
test_expect_success 'a whole first load can be taken back' '
	test_store && empty=$(everything) && ch-import fhir -q --source s "$(test_sim 40)" &&
	ch-import undo last >out && test_is "$empty" "$(everything)" &&
	test_is "0 0" "$(count patient) $(count observation)" && ch-store check'
test_expect_success '-n says what would go, and takes nothing' '
	test_store && fhir <<<"$good" >out && before=$(everything) &&
	ch-import undo -n last >out && test_is "$before" "$(everything)" &&
	test_is done "$(ch-get batch | jq -r .status)"'
test_expect_success 'refused when a record of it was written since: says what' - <<\X
	ch-get patient | jq -c '{type, id, given: "Hand"}' | ch-put -q - &&
	before=$(everything) && test_expect_code 65 ch-import undo \
		"$(jq -r .id out)" 2>err >got && test_grep patient err && test_cmp empty got &&
	test_is "$before" "$(everything)"
X
test_expect_success 'refused when a later record refers to one that would go' - <<\X
	test_store && fhir <<<"$good" >out && ch-get patient |
		jq -c '{type: "note", patient: .id, text: "x"}' | ch-put -q - &&
	test_expect_code 65 ch-import undo "$(jq -r .id out)" 2>err &&
	test_grep note err && test_is 1 "$(count patient)"
X
test_expect_success 'the latest first: then the earlier one can go, too' - <<\X
	ch-import undo last && ch-import undo "$(jq -r .id out)" &&
	test_is "0 0" "$(count patient) $(count note)"
X
test_expect_success 'a refused or undone batch cannot be undone' '
	test_expect_code 65 ch-import undo "$(jq -r .id out)" 2>err && test -s err &&
	{ fhir <<<"$bad" >refused || :; } && test_expect_code 65 ch-import undo "$(jq -r .id refused)"'
test_expect_success 'the last to be undone is the last that wrote, and it says whose that is' '
	test_store && fhir <<<"$good" >wrote && fhir --again <<<"$good" >out && { fhir <<<"$bad" >out2 || :; } &&
	ch-import undo last >got 2>err && test_cmp <(jq .id wrote) <(jq .id got) && test_grep "of f, by $(id -un)" err &&
	test_expect_code 66 ch-import undo last 2>err'

test_expect_success 'last is the last batch; a prefix of an id names it; others are 66' '
	test_store && test_expect_code 66 ch-import undo last &&
	fhir <<<"$good" >out && ch-import undo "$(jq -r ".id[:6]" out)" >got &&
	test_cmp <(jq .id out) <(jq .id got) &&
	test_expect_code 66 ch-import undo 0000000000000001 &&
	test_expect_code 64 ch-import undo'
test_expect_success 'an undone file is read again: it is not passed over' '
	test_store && echo "$good" >p.ndjson && ch-import fhir -q --source f p.ndjson &&
	ch-import undo last && ch-import fhir --source f p.ndjson >out &&
	test_jq .created out 1'
test_expect_success 'batches lists them all, oldest first' '
	ch-import batches >out && test_jq ".status" out "undone done" &&
	test_expect_code 64 ch-import batches x'

# ---- refusals that are answered ----

one() { printf '{"resourceType":"Patient","id":"%s","birthDate":"%s"}\n' "$@"; } # one ID BIRTH
waiting() { ch-import rejects | jq -r '"\(.file):\(.line)"' | paste -sd' '; }
test_expect_success 'a retry names file and line where they were read first, and keeps them' '
	test_store && { one a 1950-01-01; one b bad; one c 1950-01-01; one d worse; } >monday.ndjson &&
	{ ch-import fhir -k --source f monday.ndjson >out 2>err && return 1; test_is "monday.ndjson:2 monday.ndjson:4" "$(waiting)"; } &&
	{ ch-import retry last >out 2>err && return 1; test_grep "monday.ndjson:4: birth" err; } &&
	test_is "monday.ndjson:2 monday.ndjson:4" "$(waiting)"'
test_expect_success 'a later load that takes the record settles its refusal, under whatever name; another does not' '
	{ one b 1950-01-01; one c 1950-01-01; } >tuesday.ndjson && ch-import fhir --source other tuesday.ndjson >out &&
	test_is "monday.ndjson:2 monday.ndjson:4" "$(waiting)" &&
	ch-import fhir --source f tuesday.ndjson >out && test_is "monday.ndjson:4" "$(waiting)" &&
	test_is "done waiting" "$(ch-import rejects --all | jq -r .status | sort | paste -sd" ")"'
test_expect_success 'the same of a CSV file, by its origin' '
	test_store && printf "origin,birth\na,1950-01-01\nb,x\n" >p.csv && { ch-import csv -k --source c --map patient p.csv >out 2>err && return 1; :; } &&
	test_is p.csv:3 "$(waiting)" && printf "origin,birth\nb,1950-02-01\n" >q.csv && ch-import csv --source c --map patient q.csv >out &&
	test_is "" "$(waiting)"'
test_expect_success 'what a rule made of it, and nobody touched, is not in the way: the next run takes it back' '
	test_store && export CH_NOW=2026-11-01T09:00:00Z && { echo "{\"resourceType\":\"Patient\",\"id\":\"u1\",\"birthDate\":\"1960-02-03\"}"
	echo "{\"resourceType\":\"Observation\",\"id\":\"u2\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"2823-3\"}]},\"subject\":{\"reference\":\"Patient/u1\"},\"effectiveDateTime\":\"2026-11-01T08:00:00Z\",\"valueQuantity\":{\"value\":7.1,\"unit\":\"mmol/L\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mmol/L\"}}"; } >f &&
	ch-staff add Kim --login kim --role nurse >log && head -n 1 f >first && ch-import fhir -q --source s first 2>log && ch-import fhir --source s f >b && ch-rule run >out && test_atleast 1 "$(count alert)" && ch-alert escalate >log &&
	ch-import undo -q "$(jq -r .id b)" 2>log && test_is 0 "$(count observation)" && at=$CH_NOW && export CH_NOW=2026-11-01T09:01:00Z && ch-rule run >out &&
	test_is "resolved voided" "$(ch-get alert --where rule=critical-lab | jq -r "[.status, .reason] | join(\" \")")" &&
	test_is alert-settled "$(ch-get notice --where status=scheduled | jq -r .kind)" && ch-store check >log'
test_expect_success 'acknowledged, it is somebody`s work, and stays in the way' '
	export CH_NOW=2026-11-01T09:02:00Z && ch-import fhir --source s --again f >b && ch-rule run >out &&
	ch-alert ack --read-back - "$(ch-get alert --where status=new | jq -r "select(.rule == \"critical-lab\").id")" <<<7.1 >log &&
	test_expect_code 65 ch-import undo "$(jq -r .id b)" 2>err && test_grep "nothing was undone" err'
test_done
