#!/bin/bash
# t1014-codings.t - a record's further codes: kept, corrected, dropped, taken
# back and told of with the record that they are of.
. "$(dirname "$0")/lib.sh"

told= snomed=http://snomed.info/sct icd=http://hl7.org/fhir/sid/icd-10-cm
# condition ID CODING...: SYSTEM|CODE|NAME each; $told is when it was said
condition() {
	local id=$1 all= meta=
	shift
	[ -z "$told" ] || meta="\"meta\":{\"lastUpdated\":\"$told\"},"
	for c; do
		IFS='|' read -r s k n <<<"$c"
		all+=${all:+,}{\"system\":\"$s\",\"code\":\"$k\"${n:+,\"display\":\"$n\"}}
	done
	printf '{"resourceType":"Condition","id":"%s",%s"code":{"coding":[%s]},"subject":{"reference":"Patient/p1"}}\n' \
		"$id" "$meta" "$all"
}
import() { ch-import fhir --source s "$@" >batch 2>err; }
did() { test_jq '"\(.created)c \(.updated)u \(.unchanged)s \(.older)o"' batch "$1"; }
codes() { # what the store has, a line each
	ch-get coding "$@" | jq -r '"\(.record | split("/")[0]) \(.field) \(.place) \(.code)\(if .name then " " + .name else "" end)"' | sort
}
is() { codes >got && printf '%s\n' "$@" | sed '/^$/d' >want && test_cmp want got; }

test_expect_success 'every further code of a concept is kept, once' '
	test_store && condition c1 "$icd|E11.9|Diabetes" "$snomed|44054006|DM" "local|d2" "$icd|E11.9" "|x" >1.ndjson &&
	import 1.ndjson && did "1c 0u 0s 0o" &&
	is "condition code 1 E11.9 Diabetes" "condition code 3 d2" "condition code 5 x" &&
	test_is "44054006 E11.9" "$(ch-get condition | jq -r "\"\(.code) \(.icd10)\"")"'
test_expect_success 'they name their record, its patient, who said it, and when' '
	ch-get condition >c && ch-get coding >g && jq -c "[\"condition/\(.id)\", .patient, .batch, .source]" c | sed "p;p" >want &&
	jq -c "[.record, .patient, .batch, .source]" g >got && test_cmp want got'
test_expect_success 'the same again is unchanged, and asks the store for no coding' '
	want=$(everything) && import --again 1.ndjson && did "0c 0u 1s 0o" &&
	test_is "$want" "$(everything)"'
test_expect_success 'a correction that drops one removes it; a new one comes; the others stay as they were' '
	before=$(everything) && condition c1 "$snomed|44054006|DM" "$icd|E11.9|Diabetes" "local|d3" >2.ndjson &&
	import 2.ndjson && did "0c 1u 0s 0o" && is "condition code 2 E11.9 Diabetes" "condition code 3 d3" &&
	test_is "2 1" "$(ch-get coding | jq -r .batch | sort | uniq -c | awk "{ print \$1 }" | wc -l) $(ch-get condition | wc -l)"'
test_expect_success 'the journal tells it in the record`s own story, and the chain holds' - <<\X
	ch-audit trail | jq -c 'select(.record // "" | startswith("condition/")) | .fields.coding | map(map(.code))' >out &&
	test_is '[["E11.9","d2","x"],["E11.9","d3"]]' "$(cat out)" && ch-audit verify >out && ch-store check
X
test_expect_success 'undo takes the correction back, codes and all; and undo of the first all of it' '
	ch-import undo last >out 2>err && test_is "$before" "$(everything)" &&
	is "condition code 1 E11.9 Diabetes" "condition code 3 d2" "condition code 5 x" &&
	first=$(ch-import batches | jq -r "select(.status == \"done\" and .created == 1).id") &&
	ch-import undo "$first" >out && test_is 0 "$(count coding)" && test_is 0 "$(count condition)"'
test_expect_success 'a record without a further code, then with one, then without' '
	test_store && condition c1 "$snomed|1" >a && condition c1 "$snomed|1" "local|d" >b && import a && is "" &&
	import b && did "0c 1u 0s 0o" && is "condition code 2 d" &&
	import --again a && did "0c 1u 0s 0o" && is ""'
test_expect_success 'older news change nothing' '
	test_store && told=2026-02-01T00:00:00Z condition c1 "$snomed|1" "local|new" >a && import a &&
	told=2026-01-01T00:00:00Z condition c1 "$snomed|1" "local|old" >b && import b && did "0c 0u 0s 1o" &&
	is "condition code 2 new"'
test_expect_success 'one said in one file twice: the last counts' '
	test_store && { condition c1 "$snomed|1" "local|a"; condition c1 "$snomed|1" "local|b"; condition c2 "$snomed|2" "local|c"; } >a &&
	import a && is "condition code 2 b" "condition code 2 c" && ch-store check'
test_expect_success '--known: what was known then, codes that came and went since' '
	test_store && export CH_NOW=2026-01-01T12:00:00Z && condition c1 "$snomed|1" "local|a|A" "local|b" >1 && import 1 &&
	CH_NOW=2026-01-02T12:00:00Z && condition c1 "$snomed|1" "local|b" "local|c" >2 && import 2 &&
	CH_NOW=2026-01-03T12:00:00Z && condition c1 "$snomed|1" "local|a|Anew" "local|c" >3 && import 3 &&
	CH_NOW=2026-01-04T12:00:00Z && codes --known 2026-01-01 >got &&
	printf "condition code %s\n" "2 a A" "3 b" >want && test_cmp want got &&
	codes --known 2026-01-02 >got && printf "condition code %s\n" "2 b" "3 c" >want && test_cmp want got &&
	codes --known 2026-01-03 >got && printf "condition code %s\n" "2 a Anew" "3 c" >want && test_cmp want got &&
	test_is 0 "$(count coding --known 2025-12-31)" && unset CH_NOW'
test_expect_success 'ch-get | ch-put carries them; a feed leaves alone what somebody else said' '
	test_store && condition c1 "$snomed|1" "local|a" >1 && import 1 && want=$(everything) && for t in $(types); do
		ch-get $t; done >all && test_store && ch-put -q all && test_is "$want" "$(everything)" &&
	id=$(ch-get condition | jq -r .id) &&
	echo "{\"type\":\"coding\",\"record\":\"condition/$id\",\"field\":\"code\",\"code\":\"mine\"}" | ch-put -q - &&
	condition c1 "$snomed|1" "local|b" >2 && import 2 && is "condition code 2 b" "condition code null mine"'
test_expect_success 'what its own words allow is held first, wherever it stands' - <<\X
	test_store && echo '{"resourceType":"Condition","id":"c9","clinicalStatus":{"coding":[{"system":"local","code":"A1"},{"code":"active"}]},"code":{"coding":[{"code":"1"}]},"subject":{"reference":"Patient/p1"}}' >1 &&
	import 1 && test_is active "$(ch-get condition | jq -r .status)" && is "condition status 1 A1"
X
test_expect_success 'all kinds of coded fields: a value, a component, a reason, a medicine elsewhere' - <<\X
	test_store && cat >1 <<-\J &&
	{"resourceType":"Observation","id":"o1","status":"final","code":{"coding":[{"system":"local","code":"bp"},{"system":"http://loinc.org","code":"85354-9"}]},"valueCodeableConcept":{"coding":[{"system":"a","code":"v1"},{"system":"b","code":"v2"}]},"component":[{"code":{"coding":[{"system":"local","code":"sys"},{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":120}}],"subject":{"reference":"Patient/p1"}}
	{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"AMB"},"type":[{"coding":[{"system":"a","code":"t1"}]},{"coding":[{"system":"a","code":"t2"}]}],"reasonCode":[{"coding":[{"system":"a","code":"r1"},{"system":"http://snomed.info/sct","code":"r2"}]}],"subject":{"reference":"Patient/p1"}}
	{"resourceType":"MedicationRequest","id":"m1","contained":[{"resourceType":"Medication","id":"a","code":{"coding":[{"system":"a","code":"d1"},{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"d2"}]}}],"status":"active","intent":"order","medicationReference":{"reference":"#a"},"subject":{"reference":"Patient/p1"}}
	J
	import 1 && is "encounter code 2 t2" "encounter reason_code 1 r1" "medication code 1 d1" \
		"observation code 1 bp" "observation code 1 sys" "observation vcode 2 v2"
X
test_expect_success 'jansson`s road gives the same' '
	want=$(everything) && test_store && ch-import fhir --source s --parser jansson -q 1 && test_is "$want" "$(everything)"'
test_expect_success 'hundreds of codes for one thing' '
	test_store && condition c1 $(seq -f "local|%g" 700) >1 && import 1 && test_is 699 "$(count coding)" &&
	condition c1 $(seq -f "local|%g" 700 -1 1) >2 && import 2 && test_is 699 "$(count coding)" && ch-store check'
test_done
