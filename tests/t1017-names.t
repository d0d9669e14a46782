#!/bin/bash
# t1017-names.t - people are found by every name they have or had, and go by
# those of now.
. "$(dirname "$0")/lib.sh"

found() { ch-patient find "$@" 2>err | jq -r .origin | sort | paste -sd' '; }
import() { ch-import fhir --source s "$@" >batch 2>err; }
patient() { printf '{"resourceType":"Patient","id":"%s",%s}\n' "$1" "$2"; }

test_expect_success 'a name that is over, or of use old, is not gone by' '
	test_store && {
		patient a "\"name\":[{\"use\":\"official\",\"family\":\"Before\",\"period\":{\"end\":\"2015-01-01\"}},{\"use\":\"official\",\"family\":\"After\",\"given\":[\"Ana\"]}]"
		patient b "\"name\":[{\"use\":\"old\",\"family\":\"Gone\"},{\"use\":\"nickname\",\"family\":\"Stays\"}]"
		patient c "\"name\":[{\"use\":\"official\",\"family\":\"Later\",\"period\":{\"start\":\"2099-01-01\"}},{\"family\":\"Today\"}]"
		patient d "\"name\":[{\"use\":\"old\",\"family\":\"Only\"}]"
		patient e "\"name\":[{\"use\":\"maiden\",\"family\":\"Born\"},{\"family\":\"Wed\"}]"
	} >in && import in &&
	test_is "After Only Stays Today Wed" "$(ch-get patient | jq -r .family | sort | paste -sd" ")"'
test_expect_success 'an address that is over is nobody`s address; one to come is not yet' '
	{ patient f "\"address\":[{\"use\":\"home\",\"postalCode\":\"1\",\"period\":{\"end\":\"2020\"}},{\"use\":\"home\",\"postalCode\":\"2\",\"period\":{\"start\":\"2020\"}}]"
		patient g "\"address\":[{\"use\":\"old\",\"postalCode\":\"3\"}]"
		patient h "\"address\":[{\"use\":\"home\",\"postalCode\":\"4\",\"period\":{\"start\":\"2099-07-01\"}},{\"use\":\"temp\",\"postalCode\":\"5\"}]"
	} >in && import in && test_is "2 5 null" "$(ch-get patient | jq -r "select(.origin > \"e\") | .zip" | sort | paste -sd" ")" &&
	test_is "1 2 3 4 5" "$(ch-get address | jq -r .zip | sort | paste -sd" ")"'
test_expect_success 'every name finds them; who has one name has no record of it' '
	test_is "a a b e" "$(found before) $(found ana) $(found gone) $(found born)" && test_is d "$(found only)" &&
	test_is 0 "$(ch-get name | jq -r .family | grep -c Only)" && test_is 8 "$(count name)"'
test_expect_success 'a name that is no more said finds them still; one corrected does not' '
	patient a "\"name\":[{\"use\":\"official\",\"family\":\"After\",\"given\":[\"Ana\"]}]" >in && import in &&
	test_is "a a" "$(found before) $(found after)" &&
	ch-get name --where family=Before | jq -c "{type, v, id, family: \"Berfore\"}" | ch-put - >out &&
	test_is " a a a" "$(found before) $(found berfore) $(found ana) $(found after)"'
test_expect_success 'a word of two names goes with the second only' '
	test_store && patient a "\"name\":[{\"family\":\"One\",\"given\":[\"Eva\"]},{\"use\":\"old\",\"family\":\"Two\",\"given\":[\"Eva\"]}]" >in && import in &&
	ch-get name --where family=Two | jq -c "{type, v, id, given: \"Ada\"}" | ch-put - >out && test_is "a a" "$(found eva) $(found ada)" &&
	ch-get name --where family=One | jq -c "{type, v, id, given: \"Ada\"}" | ch-put - >out && test_is a "$(found eva)" &&
	ch-get patient | jq -c "{type, v, id, given: \"Ada\"}" | ch-put - >out && test_is "" "$(found eva)"'
test_expect_success 'undo takes what it found back, and leaves the words of who stays' '
	test_store && patient a "\"name\":[{\"family\":\"One\"}]" >in && import in &&
	patient a "\"name\":[{\"family\":\"One\"},{\"use\":\"old\",\"family\":\"Two\"}]" >in && import in && test_is "a a" "$(found one) $(found two)" &&
	ch-import undo last >out 2>err && test_is "a" "$(found one)" && test_is "" "$(found two)" && ch-store check'
test_done
