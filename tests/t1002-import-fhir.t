#!/bin/bash
# t1002-import-fhir.t - FHIR comes in: whole exports, Bundles, single resources,
# references of every style, and what is refused.
. "$(dirname "$0")/lib.sh"

# ---- a feed of our own: a patient and a visit ----

patient='{"resourceType":"Patient","id":"p1","name":[{"family":"Example","given":["Ada"]}],"birthDate":"1950-02-03","gender":"female"}'
visit='{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p1"},"period":{"start":"2026-01-01T08:00:00-05:00"}}'
condition='{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},"code":{"text":"Gout"}}'
fhir() { # fhir [OPTION...]: standard input as the feed "f"
	ch-import fhir --source f "$@" -
}
bundle() { # bundle TYPE RESOURCE...
	local type=$1
	shift
	printf '%s\n' "$@" | jq -cs --arg type "$type" \
		'{resourceType: "Bundle", type: $type,
		entry: map({fullUrl: ("urn:uuid:" + .id), resource: .})}'
}

test_expect_success 'lines: the batch tells what came' '
	test_store && printf "%s\n" "$patient" "$visit" | fhir >out &&
	test_jq ".type, .status, .read, .created, .updated, .refused" out \
		"batch done 2 2 0 0" &&
	test_jq ".feed, .format, .program, .files[0].name" out \
		"f fhir ch-import fhir <stdin>" &&
	test_jq ".files[0].sha256" out \
		"$(printf "%s\n" "$patient" "$visit" | sha256sum | cut -d" " -f1)" &&
	ch-get encounter >got && test_jq .patient got "$(ch-get patient | jq -r .id)" &&
	test_jq .batch got "$(jq -r .id out)"'
test_expect_success 'the same again: read, and nothing is new' '
	printf "%s\n" "$patient" "$visit" | fhir --again >out &&
	test_jq ".read, .created, .updated, .unchanged" out "2 0 0 2" &&
	test_jq .rev <(ch-get patient) 1'
test_expect_success 'the last line without its newline, CRLF, blank lines, a BOM' '
	test_store && everything >before &&
	printf "\357\273\277%s\r\n\r\n\n%s" "$patient" "$visit" | fhir >out &&
	test_jq ".read, .created" out "2 2"'

for type in collection searchset document message; do
	test_expect_success "a Bundle: $type" '
		test_store && bundle '$type' "$patient" "$visit" | fhir >out &&
		test_jq ".read, .refused" out "2 0" &&
		test_is "1 1" "$(count patient) $(count encounter)"'
done
for type in transaction batch; do
	test_expect_success "a Bundle: $type, with requests" '
		test_store && bundle '$type' "$patient" "$visit" |
			jq -c ".entry[] += {request: {method: \"PUT\", url: \"x\"}}" |
			fhir >out && test_jq ".read, .refused" out "2 0"'
done
for type in transaction-response batch-response; do
	test_expect_success "a Bundle: $type, with responses" '
		test_store && bundle '$type' "$patient" "$visit" |
			jq -c ".entry[] += {response: {status: \"200\"}}" |
			fhir >out && test_jq ".read, .refused" out "2 0"'
done
test_expect_success 'a transaction whose references are urn:uuid' - <<\X
	test_store &&
	bundle transaction "$patient" "${visit/Patient\/p1/urn:uuid:p1}" |
		fhir >out && test_jq ".read, .refused, .stubs" out "2 0 0" &&
	test_is 1 "$(count patient)" &&
	test_jq .patient <(ch-get encounter) "$(ch-get patient | jq -r .id)"
X
test_expect_success 'pretty-printed: one resource, one Bundle' '
	test_store && jq . <<<"$patient" | fhir >out &&
	test_jq ".read, .created" out "1 1" &&
	bundle collection "$patient" "$visit" | jq . | fhir >out &&
	test_jq ".read, .created, .unchanged" out "2 1 1"'
test_expect_success 'several Bundles, one a line' '
	test_store && { bundle searchset "$patient"; bundle searchset "$visit"; } |
		fhir >out && test_jq ".read, .refused" out "2 0"'
test_expect_success 'an empty Bundle is nothing, and no complaint; a feed of nothing is one that failed' '
	test_store && fhir <<<"{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}" >out &&
	test_jq ".read, .created, .status" out "0 0 done" && for nothing in "" "\n" "\n  \n"; do
		test_expect_code 65 fhir >out 2>err < <(printf "$nothing") && test_grep "nothing is in" err && test_jq .status out refused || return 1
	done'
test_expect_success 'an empty file among others is fine' '
	mkdir -p some && : >some/Goal.ndjson && echo "$patient" >some/Patient.ndjson && test_store && ch-import fhir --source f some >out &&
	test_jq ".read, .created, .status" out "1 $(jq .created out) done"'
test_expect_success 'what a folder has besides is named, but for what is hidden' '
	mkdir -p some/more && : >some/a.ndjson.gz && : >some/B.NDJSON && : >some/.hidden && test_store && ch-import fhir --source f some >out 2>err &&
	test_is "3" "$(grep -c "passed over" err)" && test_grep "some/a.ndjson.gz: passed over" err && ! grep hidden err'
test_expect_success 'types mixed in a file, and those without a map counted' '
	test_store &&
	printf "%s\n" "$patient" "{\"resourceType\":\"Specimen\",\"id\":\"s\"}" \
		"$visit" "{\"resourceType\":\"Specimen\",\"id\":\"t\"}" \
		"{\"resourceType\":\"Basic\",\"id\":\"b\"}" "$condition" | fhir >out &&
	test_jq ".read, .created, .skipped.Specimen, .skipped.Basic" out "6 3 2 1"'

test_expect_success 'no resource, no type, no id: refused by line and reason' - <<\X
	test_store && for bad in '[]' '"x"' '12' '{}' '{"resourceType":5}' \
		'{"resourceType":""}' '{"resourceType":"Patient"}' \
		'{"resourceType":"Patient","id":""}' '{"id":"p"}'; do
		printf '%s\n%s\n' "$patient" "$bad" >in &&
		test_expect_code 65 fhir <in >out 2>err &&
		test_grep "^ch-import: <stdin>:2:" err &&
		test_jq .refused,.created out "1 0" &&
		test_is 0 "$(count patient)" || { echo "at $bad"; return 1; }
	done
X
test_expect_success 'all that is bad is named, not only the first' - <<\X
	test_store &&
	printf '%s\n' "$patient" '{"resourceType":"Patient","id":"p2","birthDate":"x"}' \
		'{' "$visit" '{"resourceType":"Encounter","id":"e2","status":"odd","subject":{"reference":"Patient/p1"}}' >in &&
	test_expect_code 65 fhir <in >out 2>err &&
	cut -d' ' -f2,3 err >got && printf '%s\n' '<stdin>:2: birth:' >want &&
	sed -n 1p got | diff want - && test_grep '^ch-import: <stdin>:3:' err &&
	test_grep '^ch-import: <stdin>:5:.* status: ' err &&
	test_is 3 "$(grep -c "<stdin>:[0-9]" err)" &&
	test_jq ".read, .refused, .status" out "5 3 refused"
X
test_expect_success '-k: the good are in, the bad wait; 65 all the same' '
	test_expect_code 65 fhir -k <in >out 2>err &&
	test_jq ".created, .refused, .status" out "2 3 done" &&
	test_is "1 1" "$(count patient) $(count encounter)" &&
	test_is "3 waiting" "$(ch-import rejects | jq -r .status | uniq -c | xargs)"'
test_expect_success '-n: the same words, and nothing is written' '
	test_store && before=$(everything) &&
	test_expect_code 65 fhir -n -k <in >out 2>err &&
	test_jq ".created, .refused" out "2 3" &&
	test_is "$before" "$(everything)" && test_is 0 "$(count batch)" &&
	test_is 0 "$(count reject)" && printf "%s\n" "$patient" | fhir -n >out &&
	test_jq .created out 1 && test_is 0 "$(count patient)"'
test_expect_success '-q: nothing but counts, on standard error' '
	test_store && fhir -q <<<"$patient" >out 2>err && test_cmp empty out &&
	test_grep "1 read, 1 created, 0 updated, 0 unchanged, 0 refused" err'
# ---- references ----

test_expect_success 'references in every style are the same person' - <<\X
	test_store && fhir <<<'{"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:x:mrn","value":"77"}]}' &&
	id=$(ch-get patient | jq -r .id) && n=0 &&
	for how in '"reference":"Patient/p1"' '"reference":"https://ehr.example/fhir/Patient/p1"' \
		'"reference":"Patient/p1/_history/3"' \
		'"reference":"urn:uuid:p1"' \
		'"reference":"Patient?identifier=urn:x:mrn|77"' \
		'"identifier":{"system":"urn:x:mrn","value":"77"},"type":"Patient"'; do
		n=$((n + 1))
		fhir <<<'{"resourceType":"Condition","id":"c'$n'","subject":{'"$how"'}}' &&
		who=$(ch-get condition --where "origin=c$n" | jq -r .patient) &&
		test_is "$id" "$(ch-get patient --where "id=$who" | jq -r .person)" "$how" &&
		test_is $n "$(count condition --patient "$id")" || return 1
	done
X
test_expect_success 'a contained resource is no patient of the hub' - <<\X
	test_store && fhir <<<'{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","contained":[{"resourceType":"Medication","id":"med","code":{"coding":[{"code":"1191","system":"rx","display":"Aspirin"}]}}],"medicationReference":{"reference":"#med"},"subject":{"reference":"Patient/p1"}}' >out &&
	test_jq '.name, .code' <(ch-get medication) "Aspirin 1191"
X
test_expect_success 'no patient yet: a stub, which the patient becomes' '
	test_store && fhir <<<"$visit" >out && test_jq ".stubs, .created" out "1 1" &&
	test_jq .known_by_reference <(ch-get patient) true &&
	id=$(ch-get patient | jq -r .id) && fhir <<<"$patient" >out &&
	test_is 1 "$(count patient)" &&
	test_jq ".id, .family, .known_by_reference" <(ch-get patient) \
		"$id Example null"'
test_expect_success 'whatever the order: the same store' '
	test_store && printf "%s\n" "$patient" "$visit" "$condition" | fhir &&
	want=$(everything) && for order in 132 213 231 312 321; do
		test_store && printf "%s\n" "$patient" "$visit" "$condition" >in &&
		for i in 1 2 3; do sed -n "${order:i-1:1}p" in; done | fhir >out &&
		test_is "$want" "$(everything)" $order || return 1
	done && for one in "$condition" "$visit" "$patient"; do
		[ "$one" != "$condition" ] || test_store
		fhir <<<"$one" || return 1
	done && test_is "$want" "$(everything)" "one by one"'

# ---- how it is read ----

test_expect_success '--parser=jansson: the same store' '
	sim=$(test_sim 40) && test_store && ch-import fhir -q --source s "$sim" &&
	want=$(everything) && test_store &&
	ch-import fhir -q --source s --parser=jansson "$sim" &&
	test_is "$want" "$(everything)" &&
	test_expect_code 64 ch-import fhir --source s --parser=x "$sim"'
test_expect_success '--chunk: the same store, whatever its size' '
	for chunk in 1 7 1000 1000000; do
		[ $chunk != 1 ] || sim=$sim/Patient.ndjson
		test_store && ch-import fhir -q --source s --chunk $chunk "$sim" &&
		[ $chunk = 1 ] || test_is "$want" "$(everything)" "chunk $chunk" ||
			return 1
		sim=${sim%/Patient.ndjson}
	done && test_expect_code 64 ch-import fhir --source s --chunk x "$sim"'
test_expect_success 'a pipe is read as a file is' '
	test_store && cat "$sim"/*.ndjson | ch-import fhir -q --source s - &&
	test_is "$want" "$(everything)"'
test_expect_success 'a file that was read is passed over, unless --again' '
	test_store && ch-import fhir -q --source s "$sim" &&
	ch-import fhir --source s "$sim" >out && test_jq ".created, .updated" out "0 0" &&
	ch-import fhir --source s --again "$sim" >out2 &&
	test_jq ".created, .updated" out2 "0 0" &&
	test_jq .unchanged out2 "$(jq .records out2)" &&
	test_is "$want" "$(everything)"'
test_expect_success 'another source is another record' '
	test_store && fhir <<<"$patient" && ch-import fhir --source g - <<<"$patient" &&
	test_is 2 "$(count patient)" &&
	test_is "f g" "$(ch-get patient | jq -r .source | paste -sd" ")"'
test_expect_success 'no source, an empty one: 64' '
	test_expect_code 64 ch-import fhir - <<<"$patient" &&
	test_expect_code 64 ch-import fhir --source "" - <<<"$patient" &&
	test_expect_code 64 ch-import fhir --source x'

# ---- what others made ----

for set in fhir-ndjson-10 fhir-ndjson-100.tar.xz us-core sdoh; do
	[ -e "$data/$set" ] || test_skip "$set" "no $set in $data"
done
if [ -e "$data/fhir-ndjson-10" ]; then
	test_expect_success 'ten patients: what the export holds is there' '
		test_real_store && ch-import fhir --source synthea "$data/fhir-ndjson-10" >out &&
		test_jq ".read, .refused" out "3537 0" &&
		test_is "10 295 216 806 100" "$(for t in patient encounter condition \
			procedure medication; do count $t; done | paste -sd" ")" &&
		test_is 5 "$(count encounter --where class=IMP)" &&
		test_is 9 "$(count encounter --where class=EMER)" &&
		test_is 0 "$(ch-get patient --where known_by_reference=true | wc -l)"'
	test_expect_success 'ten patients: again, 0 0; the store checks' '
		ch-import fhir --source synthea "$data/fhir-ndjson-10" >out &&
		test_jq ".created, .updated" out "0 0" &&
		ch-import fhir --source synthea --again "$data/fhir-ndjson-10" >out &&
		test_jq ".read, .created, .updated" out "3537 0 0" &&
		ch-store check && ch-audit verify'
fi
if [ -e "$data/fhir-ndjson-100.tar.xz" ]; then
	test_expect_success 'a hundred patients' '
		tar -xf "$data/fhir-ndjson-100.tar.xz" && test_real_store &&
		ch-import fhir --source synthea synthea-ndjson-100 >out &&
		test_jq .refused out 0 &&
		test_is "100 3697 639 2386 2351 1287 38" "$(for t in patient encounter \
			condition medication procedure immunization allergy; do
			count $t; done | paste -sd" ")" &&
		test_is 101 "$(count encounter --where class=IMP)"'
	test_expect_success 'a hundred patients: again, 0 0' '
		ch-import fhir --source synthea --again synthea-ndjson-100 >out &&
		test_jq ".created, .updated, .refused" out "0 0 0" &&
		rm -r synthea-ndjson-100 && ch-store check'
fi
for set in fhir-ndjson-1 us-core sdoh; do
	[ -e "$data/$set" ] || continue
	test_expect_success "$set: all in, twice the same" '
		test_real_store && ch-import fhir --source x "$data/'$set'" >out &&
		test_jq .refused out 0 && before=$(everything) &&
		ch-import fhir --source x --again "$data/'$set'" >out &&
		test_jq ".created, .updated" out "0 0" &&
		test_is "$before" "$(everything)" && ch-store check'
done
# ---- what no map reads ----

test_expect_success 'every element with content that went nowhere is counted by its path' - <<\X
	printf '%s\n' '{"resourceType":"Location","id":"l","name":"A","physicalType":{"text":"x"},"mode":"","alias":[],"description":null,"address":{"city":"Q","district":"D"},"telecom":[{"system":"fax","value":"1"},{"system":"phone","value":"2"}]}' \
		'{"resourceType":"Location","id":"m","name":"B","physicalType":{"text":"\u0041"}}' >in &&
	test_store && ch-import fhir --source s --explain in -o jsonl >out && jq -r 'select(.path) | "\(.path) \(.count)"' out | sort >got &&
	printf '%s\n' 'Location.address.district 1' 'Location.physicalType 2' 'Location.telecom.system 1' 'Location.telecom.value 1' >want &&
	test_cmp want got && ch-get batch | jq -c .unread >got && test_is 2 "$(jq '."Location.physicalType"' got)"
X
test_expect_success 'both parsers count the same; a load without --explain prints the batch alone' - <<\X
	ch-simulate -q --patients 5 --seed 4 --to sim 2>err && for p in fast jansson; do
		test_store && ch-import fhir --source s --parser=$p sim >out && test_is 1 "$(wc -l <out)" && test_jq .unread out null &&
			ch-get batch | jq -c .unread >$p || return 1
	done && test_cmp fast jansson && test_atleast 20 "$(wc -c <fast)"
X
test_done
