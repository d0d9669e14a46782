#!/bin/bash
# t1012-import-again.t - the same feed night after night: versions, corrections,
# identities that change, names by which records are known.
. "$(dirname "$0")/lib.sh"

fhir() { # fhir [OPTION...]: standard input as the feed "f"; prints the counts
	ch-import fhir --source f "$@" - |
		jq -r '"\(.created) \(.updated) \(.unchanged) \(.older) \(.refused)"'
}
patient() { # patient FAMILY [BIRTH [SEX [LASTUPDATED]]]
	jq -nc '{resourceType: "Patient", id: "p1",
		meta: (if $ARGS.positional[3] then {lastUpdated: $ARGS.positional[3]} else null end),
		name: [{family: $ARGS.positional[0], given: ["Ada"]}],
		birthDate: ($ARGS.positional[1] // "1950-02-03"),
		gender: ($ARGS.positional[2] // "female")} | del(..|nulls)' --args "$@"
}
is() { test_jq "$1" <(ch-get patient) "$2"; } # is FILTER WANT

test_expect_success 'something new is said: the record is updated' '
	test_store && test_is "1 0 0 0 0" "$(patient Old | fhir)" &&
	test_is "0 0 1 0 0" "$(patient Old | fhir --again)" &&
	test_is "0 1 0 0 0" "$(patient New | fhir)" && is ".family, .rev" "New 2"'
test_expect_success 'what is not said any more is gone, when the map says so' '
	test_is "0 1 0 0 0" "$(patient New | jq -c "del(.gender)" | fhir)" &&
	is .sex null'
test_expect_success 'an older word never overwrites a newer one' '
	test_store && patient Newer 1950-02-03 female 2026-02-01T00:00:00Z | fhir &&
	test_is "0 0 0 1 0" \
		"$(patient Older 1950-02-03 female 2026-01-01T00:00:00Z | fhir)" &&
	is .family Newer &&
	test_is "0 1 0 0 0" \
		"$(patient Newest 1950-02-03 female 2026-03-01T00:00:00Z | fhir)" &&
	is .family Newest'
test_expect_success 'two versions in one file, with their times: the newer one stays, always' '
	test_store && { patient B 1950-02-03 female 2026-02-01T00:00:00Z
		patient A 1950-02-03 female 2026-01-01T00:00:00Z; } >two &&
	fhir <two && is .family B && want=$(everything) &&
	tac two | fhir --again >out && test_is "$want" "$(everything)" &&
	test_is "0 0 1 1 0" "$(fhir --again <two)" &&
	test_is "$want" "$(everything)" && test_store && tac two | fhir &&
	test_is "$want" "$(everything)"'
test_expect_success 'two versions in one file without times: the last one stays, always' '
	test_store && { patient A; patient B; patient C; } >three && fhir <three &&
	is .family C && want=$(everything) && for i in 1 2 3; do
		fhir --again <three >out && test_is "$want" "$(everything)" || return 1
	done && test_store && fhir --chunk 1 <three && test_is "$want" "$(everything)"'

# ---- a nurse's correction ----

test_expect_success 'a correction outlives tonight`s unchanged feed' - <<\X
	test_store && patient Smyth | fhir && ch-get patient |
		jq -c '{type, id, rev, family: "Smith"}' | ch-put - >out &&
	is .family Smith && test_is "0 0 1 0 0" "$(patient Smyth | fhir --again)" &&
	is .family Smith
X
test_expect_success 'it gives way when the source says something new, and that is journaled' - <<\X
	test_is "0 1 0 0 0" "$(patient Smythe | fhir)" && is .family Smythe &&
	ch-audit trail --patient "$(ch-get patient | jq -r .id)" >trail &&
	jq -c '.fields.family // empty' trail >got &&
	printf '%s\n' '["Smyth","Smith"]' '["Smith","Smythe"]' >want && test_cmp want got
X
test_expect_success 'a field the nurse added stays when the source is silent about it' - <<\X
	test_store && patient Ash | fhir && ch-get patient |
		jq -c '{type, id, interpreter: true}' | ch-put -q - &&
	test_is "0 0 1 0 0" "$(patient Ash | fhir --again)" && is .interpreter true
X
test_expect_success 'a correction of the same thing the source then says is no conflict' - <<\X
	test_store && patient Ax | fhir && ch-get patient |
		jq -c '{type, id, family: "Axe"}' | ch-put -q - &&
	patient Axe | fhir && is .family Axe && patient Axe | fhir --again >out &&
	test_is "0 0 1 0 0" "$(cat out)"
X

# ---- identity ----

test_expect_success 'one of family, birth and sex may change' '
	test_store && patient Old 1950-01-01 female | fhir &&
	test_is "0 1 0 0 0" "$(patient New 1950-01-01 female | fhir)" &&
	test_is "0 1 0 0 0" "$(patient New 1951-01-01 female | fhir)" &&
	test_is "0 1 0 0 0" "$(patient New 1951-01-01 male | fhir)"'
test_expect_success 'two at once are refused as identity-changed, and queued' '
	before=$(everything) && test_expect_code 65 ch-import fhir --source f - \
		<<<"$(patient Other 1960-06-06 male)" >out 2>err &&
	test_grep "^ch-import: <stdin>:1:" err && ! grep -e Other -e 1960 err &&
	test_jq .refused out 1 && test_is "$before" "$(everything)" &&
	ch-import rejects >rejects && test_jq ".reason, .status, .kind" rejects \
		"identity-changed waiting Patient" &&
	test_jq .about rejects "$(ch-get patient | jq -r .id)" &&
	! grep Other rejects'
test_expect_success 'retry refuses it again, unless it is accepted' '
	{ test_expect_code 65 ch-import retry last || return 1; } &&
	is .family New && ch-import retry --accept last >out &&
	test_jq ".updated, .refused" out "1 0" && is ".family, .sex" "Other male" &&
	ch-import rejects >out && test_cmp empty out &&
	test_is done "$(ch-import rejects --all | jq -r .status | sort -u)"'
test_expect_success 'a first name, a fuller date, a first sex are no change of identity' '
	test_store && patient X 1950 | jq -c "del(.name,.gender)" | fhir &&
	test_is "0 1 0 0 0" "$(patient New 1950-05-05 female | fhir)"'
test_expect_success 'a stub that becomes somebody is no change of identity' - <<\X
	test_store && fhir <<<'{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p1"}}' &&
	test_is "0 1 0 0 0" "$(patient Real | fhir)"
X

# ---- names ----

mrn='{"resourceType":"Patient","id":"p7","identifier":[{"system":"urn:x:mrn","value":"77"}]}'
by_mrn='{"resourceType":"Condition","id":"c7","subject":{"reference":"Patient?identifier=urn:x:mrn|77"}}'
persons() { ch-get patient | jq -r .person | sort -u | wc -l; }
test_expect_success 'known by an identifier first, then by name: one person' '
	test_store && fhir <<<"$by_mrn" && fhir <<<"$mrn" && test_is 1 "$(persons)" &&
	id=$(ch-get patient --where origin=p7 | jq -r .id) &&
	test_is 1 "$(count condition --patient "$id")" && want=$(everything) &&
	test_store && fhir <<<"$mrn" && fhir <<<"$by_mrn" && test_is 1 "$(persons)" &&
	test_is "$want" "$(everything)" && test_store &&
	printf "%s\n" "$by_mrn" "$mrn" | fhir && test_is "$want" "$(everything)"'
test_expect_success 'a patient replaced by another says so' - <<\X
	test_store && patient A | jq -c '.link = [{type: "replaced-by", other: {reference: "Patient/p2"}}]' | fhir &&
	ch-get patient --where origin=p1 >got && test_jq .replaced got \
		"$(patient A | jq -c '.id = "p2"' | fhir >out2; ch-get patient --where origin=p2 | jq -r .id)"
X
test_done
