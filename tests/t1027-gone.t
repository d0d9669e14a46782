#!/bin/bash
# t1027-gone.t - what a source no longer has: parts that a resource makes no
# more, deletions; and ids and identifiers that two people have.
. "$(dirname "$0")/lib.sh"

fhir() { ch-import fhir --source f "$@" -; } # fhir [OPTION...]: stdin as the feed "f"
counts() { jq -r '"\(.created) \(.updated) \(.unchanged) \(.retired)"'; }
panel() { # panel STATUS LASTUPDATED [CODE...]: a panel of results of 8
	jq -nc '{resourceType: "Observation", id: "o", status: $ARGS.positional[0],
		meta: {lastUpdated: $ARGS.positional[1]}, subject: {reference: "Patient/p"},
		effectiveDateTime: "2026-05-01T08:00:00Z", code: {text: "panel"},
		component: [$ARGS.positional[2:][] | {code: {coding: [{system: "urn:x", code: .}]}, valueQuantity: {value: 8}}]
		} | if .component == [] then del(.component) else . end' --args "$@"
}
parts() { ch-get observation --where 'panel!' | jq -r '"\(.code)=\(.status)"' | sort | paste -sd' '; }

# ---- parts ----

test_expect_success 'a component that does not come again is entered in error; one that does is not' '
	test_store && panel final 2026-05-01T09:00:00Z a b c | fhir >out &&
	test_is "a=final b=final c=final" "$(parts)" &&
	test_is "0 4 0 1" "$(panel corrected 2026-05-02T09:00:00Z a c | fhir | counts)" &&
	test_is "a=corrected b=entered-in-error c=corrected" "$(parts)"'
test_expect_success 'read again, nothing changes; nor does an older version bring it back' '
	want=$(everything) && panel corrected 2026-05-02T09:00:00Z a c | fhir --again >out &&
	test_jq ".updated, .retired" out "0 0" && panel final 2026-05-01T09:00:00Z a b c | fhir >out &&
	test_is "$want" "$(everything)" && test_is "a=corrected b=entered-in-error c=corrected" "$(parts)"'
test_expect_success 'it is back when the resource has it again, as it was before' '
	panel final 2026-05-03T09:00:00Z a b c | fhir >out && test_is "a=final b=final c=final" "$(parts)"'
test_expect_success 'a panel that comes voided and empty takes all along; undo brings them back' '
	want=$(parts) && panel entered-in-error 2026-05-04T09:00:00Z | fhir >out && test_jq .retired out 3 &&
	test_is "a=entered-in-error b=entered-in-error c=entered-in-error" "$(parts)" &&
	ch-import undo last >out && test_is "$want" "$(parts)" && ch-store check'
test_expect_success 'both versions in one load, into an empty store' '
	test_store && { panel final 2026-05-01T09:00:00Z a b; panel final 2026-05-02T09:00:00Z b; } | fhir >out &&
	test_is "a=entered-in-error b=final" "$(parts)" && want=$(parts) && test_store &&
	{ panel final 2026-05-01T09:00:00Z a b; panel final 2026-05-02T09:00:00Z b; } | fhir --chunk 1 >out &&
	test_is "$want" "$(parts)"'
test_expect_success 'what another source made, or somebody here, stays' '
	test_store && panel final 2026-05-01T09:00:00Z a b | fhir >out &&
	o=$(ch-get observation --where origin=o | jq -r .id) && p=$(ch-get patient | jq -r .id) &&
	ch-put >out - <<<"{\"type\":\"observation\",\"patient\":\"$p\",\"panel\":\"$o\",\"status\":\"final\",\"code\":\"mine\"}" &&
	panel final 2026-05-02T09:00:00Z b | fhir >out && test_is "a=entered-in-error b=final mine=final" "$(parts)"'

# ---- contacts: told apart by what they are ----

person() { # person NUMBER...: a patient with these numbers, in order
	jq -nc '{resourceType: "Patient", id: "p", name: [{family: "A"}],
		telecom: [$ARGS.positional[] | {system: "phone", use: "mobile", value: .}]}' --args "$@"
}
numbers() { ch-get contact | jq -r '"\(.value):\(.safe):\(.until != null)"' | sort | paste -sd' '; }
test_expect_success 'a mark stays with its number, in whatever order they come' '
	test_store && person 555-0101 555-0102 | fhir >out &&
	ch-get contact --where value=555-0102 | jq -c "{type, id, rev, safe: false}" | ch-put - >out &&
	person 555-0102 555-0101 | fhir >out && test_is "555-0101:null:false 555-0102:false:false" "$(numbers)" &&
	person 555-0100 555-0101 555-0102 | fhir >out &&
	test_is "555-0100:null:false 555-0101:null:false 555-0102:false:false" "$(numbers)"'
test_expect_success 'a number that goes keeps its mark, and has it when it is back; another does not get it' '
	person 555-0109 | fhir >out && test_is "555-0100:null:true 555-0101:null:true 555-0102:false:true 555-0109:null:false" \
		"$(numbers)" && person 555-0102 | fhir >out && test_grep 555-0102:false:false <(numbers)'

# ---- deletions ----

delete() { # delete URL...: a Bundle of deletions
	jq -nc '{resourceType: "Bundle", type: "transaction",
		entry: [$ARGS.positional[] | {request: {method: "DELETE", url: .}}]}' --args "$@"
}
test_expect_success 'a deleted resource is gone with its parts, once; undo brings it back' '
	test_store && { panel final 2026-05-01T09:00:00Z a; jq -nc "{resourceType: \"Appointment\", id: \"b\", status: \"booked\",
		start: \"2026-06-10T10:00:00Z\", participant: [{actor: {reference: \"Patient/p\"}}]}"; } | fhir >out && want=$(everything) &&
	delete Observation/o Appointment/b >bundle && fhir <bundle >out && test_jq ".read, .retired" out "2 3" &&
	test_is "a=entered-in-error" "$(parts)" && test_jq .status <(ch-get appointment) entered-in-error &&
	fhir --again <bundle >out2 && test_jq ".updated, .retired" out2 "0 0" &&
	ch-import undo "$(jq -r .id out)" >out2 && test_is "final" "$(ch-get observation --where origin=o | jq -r .status)"'
test_expect_success 'what was never here, no map knows or nobody names is counted, not made' '
	test_store && delete Observation/x Claim/c "Patient?identifier=a|b" http://h/fhir/Appointment/z | fhir >out &&
	test_jq ".created, .updated" out "0 0" && test_is "{\"DELETE Claim\":1,\"DELETE by search\":1}" "$(jq -c .skipped out)" &&
	ch-get observation >out && test_cmp empty out'

# ---- who is meant ----

mrn() { jq -nc '{resourceType: "Patient", id: $ARGS.positional[0], identifier: [{system: "urn:x", value: $ARGS.positional[1]}]}' --args "$@"; }
by_mrn='{"resourceType":"Condition","id":"c","subject":{"identifier":{"system":"urn:x","value":"7"}},"code":{"text":"x"}}'
whose() { # the family of whom the condition is about, or "nobody"
	ch-sql "SELECT coalesce(q.origin, 'nobody') AS who FROM condition c JOIN patient s ON s.id = c.patient JOIN patient q ON q.id = s.person" -o jsonl | jq -r '.who // "nobody"'
}
test_expect_success 'an identifier of two patients names neither, in any order, and both are told' - <<\X
	a=$(mrn p1 7) b=$(mrn p2 7) && for order in "$a $b $by_mrn" "$by_mrn $b $a" "$b $by_mrn $a"; do
		test_store && printf '%s\n' $order | fhir >out && test_jq '.unknown|keys[]' out 'identifier that two patients have' &&
		test_is nobody "$(whose)" && want=$(everything) && printf '%s\n' $order | fhir --again >out &&
		test_jq '.created, .updated' out '0 0' && test_is "$want" "$(everything)" &&
		ch-status >out && test_grep '"shared"' out || return 1
	done &&
	test_store && printf '%s\n' "$a" "$by_mrn" | fhir >out && test_is p1 "$(whose)" &&
	fhir <<<"$b" >out && test_is nobody "$(whose)"
X
said() { # said PATIENT [LASTUPDATED]
	jq -nc '{resourceType: "Condition", id: "c", subject: {reference: $ARGS.positional[0]}} +
		if $ARGS.positional[1] then {meta: {lastUpdated: $ARGS.positional[1]}} else {} end' --args "$@"
}
test_expect_success 'an id used again for another patient is refused, in one load or the next; not with a later word' - <<\X
	test_store && { test_expect_code 65 fhir < <(said Patient/p1; said Patient/p2) >out 2>err || return 1; } &&
	test_grep ':2: patient: ' err && test_jq .created out 0 &&
	{ test_expect_code 65 fhir -k < <(said Patient/p1; said Patient/p2) >out 2>err || return 1; } &&
	test_jq '.created, .refused' out '1 1' && ch-store check &&
	{ test_expect_code 65 fhir < <(said Patient/p2) >out 2>err || return 1; } &&
	said Patient/p2 | fhir --accept >out && test_jq .updated out 1 && said Patient/p2 2026-01-01T00:00:00Z | fhir >out &&
	said Patient/p3 2026-01-02T00:00:00Z | fhir >out && test_jq .updated out 1
X
test_expect_success 'blanks that nobody sees make no other id, number or name' - <<\X
	test_store && printf '{"resourceType":"Patient","id":"%s","identifier":[{"system":"urn:x","value":"%s"}],"name":[{"family":"%s"}]}\n' \
		p1 7 Aster $'p1\u00a0' $'7\u200b' $'\ufeffAster' $'\u2007p1' $'\u202f7 ' $'Aster\u3000' '\u200dp1' ' 7' ' Aster ' | fhir >out &&
	test_jq '.created, .refused' out '3 0' && test_is 1 "$(count patient)" && test_is 1 "$(count identifier)" &&
	test_jq .family <(ch-get patient) Aster
X
# ---- what one resource says for another ----

medicine='{"resourceType":"Medication","id":"m","code":{"coding":[{"system":"urn:x","code":"7","display":"Made-up"}]}}'
order='{"resourceType":"MedicationRequest","id":"o","status":"active","intent":"order","medicationReference":{"reference":"Medication/m"},"subject":{"reference":"Patient/p"}}'
while read -r name first second; do
	test_expect_success "$name: an order has the code and name of the medicine that it refers to" '
		test_store && fhir <<<"$first" >out && fhir <<<"$second" >out && test_jq ".code, .name, .system" <(ch-get medication) "7 Made-up urn:x" &&
		want=$(everything) && { fhir --again <<<"$first" && fhir --again <<<"$second"; } >out && test_is "$want" "$(everything)" &&
		test_store && printf "%s\n" "$first" "$second" | fhir >out && test_jq .code <(ch-get medication) 7'
done <<TABLE
before $medicine $order
after $order $medicine
TABLE
test_expect_success 'a goal has the plan that names it' - <<\X
	test_store && fhir >out <<<'{"resourceType":"Goal","id":"g","lifecycleStatus":"active","description":{"text":"walk"},"subject":{"reference":"Patient/p"}}
{"resourceType":"CarePlan","id":"w","status":"active","intent":"plan","goal":[{"reference":"Goal/g"}],"subject":{"reference":"Patient/p"}}' &&
	test_is "$(ch-get plan | jq -r .id)" "$(ch-get goal | jq -r .plan)"
X
test_done
