#!/bin/bash
# t0301-moments-ids.t - a moment comes out as it was said, what no calendar has is
# refused, and ids are what the manual says they are.
. "$(dirname "$0")/lib.sh"

born() { # born DATE: as a feed says it, and as it comes out
	test_store && ch-import fhir -q --source x - <<<"{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"$1\"}" &&
	ch-get patient | jq -r .birth
}
seen() { # seen DATETIME
	test_store && ch-import fhir -q --source x - <<<"{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/p\"},\"effectiveDateTime\":\"$1\"}" &&
	ch-get observation | jq -r .at
}
for day in 1980 1980-02 1980-02-29 1899-12-31 1914-06-01 0001-01-01 2000-02-29; do
	test_expect_success "a date as said: $day" 'test_is '$day' "$(born '$day')"'
done
for at in 1980 1980-02 1980-02-29 1899-12-31T23:59:59-05:00 2026-11-01T01:30:00-04:00 \
	2026-11-01T01:30:00-05:00 2026-01-01T00:00:00Z 2026-01-01T00:00:00+00:00 \
	2026-01-01T00:00:00.125Z 2026-01-01T00:00:00.000+13:00 1901-01-01T00:00:00+12:00 \
	2026-01-01T10:00:00 2026-01-01T10:00Z 2026-01-01T10:00-09:30 9999-12-30 2040-01-01T00:00:00Z; do
	test_expect_success "a time as said: $at" 'test_is '$at' "$(seen '$at')"'
done
test_expect_success 'finer than a thousandth is cut off' '
	test_is 2026-01-01T00:00:00.123Z "$(seen 2026-01-01T00:00:00.123999Z)"'
for bad in 0000-00-00 0000-01-01 1900-02-29 2023-02-29 2023-02-30 2023-04-31 2023-00-01 \
	2023-13-01 2023-01-00 2023-1-1 23-01-01 20230101 2023/01/01 01/02/2023 \
	2023-01-01T24:00:00Z 2023-01-01T23:60:00Z 2023-01-01T23:59:60Z 2023-01-01T1:00:00Z \
	2023-01-01T00:00:00+25:00 2023-01-01T00:00:00+05 10000-01-01 -001-01-01 \
	2023-01-01Z 2023-01-01T 2023-01-01T10 x 2023-01-01Tx '2023-01-01 x'; do
	test_expect_success "refused: $bad" '
		test_store && { printf "%s\n" "{\"type\":\"observation\",\"at\":\"'"$bad"'\"}" |
		test_expect_code 65 ch-put - 2>err; } && test_grep "<stdin>:1: at: " err &&
		test_expect_code 65 ch-import fhir --source x - 2>err <<<"{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/p\"},\"effectiveDateTime\":\"'"$bad"'\"}"'
done
test_expect_success 'somebody born in the future: refused' '
	next=$(($(date +%Y) + 2)) && test_store &&
	for day in $next-01-01 9999-12-31; do
		test_expect_code 65 ch-import fhir --source x - 2>err \
			<<<"{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"$day\"}" &&
		test_grep "birth" err || return 1
	done'
test_expect_success 'a birth date with a time is no birth date' '
	test_store && test_expect_code 65 ch-import fhir --source x - \
		<<<"{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"1980-01-01T10:00:00Z\"}"'

test_expect_success 'moments sort as instants, whatever their offset' - <<\X
	test_store && n=0 && for at in 2026-01-01T10:00:00+02:00 2026-01-01T09:00:00Z \
		2026-01-01T05:00:00-05:00 2026-01-01T08:59:59Z 1899-01-01 1950-06; do
		n=$((n + 1)) && echo '{"type":"note","kind":"'$n'","at":"'$at'"}' | ch-put -q - || return 1
	done && test_is "5 6 1 4 2 3" "$(ch-sql 'SELECT kind FROM note ORDER BY at' | jq -r .kind | paste -sd' ')"
X
test_expect_success 'dates that people type' - <<\X
	test_store && export CH_NOW=2026-03-08T12:00:00-04:00 &&
	echo '{"type":"note","text":"x"}' | ch-put -q - && seen=1 &&
	for when in now today yesterday monday 2026-03-08 -1d today-1m 2026-01-31+1m; do
		ch-get note --as-of "$when" >out || { echo "at $when"; return 1; }
	done && ch-get note --since -1h >out && test -s out &&
	ch-get note --since now+1min >out && test_cmp empty out &&
	ch-get note --since NOW-1min >out && test -s out
X
unset CH_NOW

# ---- ids ----

test_expect_success 'an id is what ch-ids(7) says it is' '
	test_store && ch-import fhir -q --source synthea - \
		<<<"{\"resourceType\":\"Patient\",\"id\":\"p1\"}" &&
	test_is 0c19ba7832b9ae27 "$(ch-get patient | jq -r .id)"'
test_expect_success 'two stores, the same feed: the same ids; another source: others' '
	test_store && ch-import fhir -q --source s "$(test_sim 40)" && ch-get encounter |
		jq -r .id | sort >a && test_store && ch-import fhir -q --source s "$(test_sim 40)" &&
	ch-get encounter | jq -r .id | sort >b && test_cmp a b && test_store &&
	ch-import fhir -q --source t "$(test_sim 40)" && ch-get encounter | jq -r .id | sort >c &&
	test_is 0 "$(comm -12 a c | wc -l)" && test_is "$(wc -l <a)" "$(sort -u a | wc -l)"'
test_expect_success 'with the store`s own key they are others' '
	test_store && sqlite3 hub.db "INSERT OR REPLACE INTO setting VALUES (\"idkey\", \"secret\")" &&
	ch-import fhir -q --source synthea - <<<"{\"resourceType\":\"Patient\",\"id\":\"p1\"}" &&
	! test 0c19ba7832b9ae27 = "$(ch-get patient | jq -r .id)" &&
	ch-get patient | jq -e ".id | test(\"^[0-7][0-9a-f]{15}$\")"'
test_expect_success 'a prefix names it, capitals too; less than four digits do not' '
	test_store && ch-import fhir -q --source synthea - \
		<<<"{\"resourceType\":\"Patient\",\"id\":\"p1\"}" &&
	for id in 0c19 0C19BA 0c19ba7832b9ae27; do
		ch-patient show "$id" >out && test_jq .id out 0c19ba7832b9ae27 || return 1
	done && for id in 0c1 "" g c19b 0c19ba7832b9ae270; do
		{ ch-patient show "$id" >out 2>err && echo "found: $id" && return 1; } || :
	done && test_expect_code 66 ch-patient show 0d19'
test_expect_success 'an id of one type is no id of another' '
	{ ch-audit trail encounter/0c19ba7832b9ae27 >out || test_is 66 $?; } &&
	test_cmp empty out'
test_expect_success 'references are checked for what they are' - <<\X
	test_store && for bad in '"patient":"0"' '"patient":"zz19ba7832b9ae27"' \
		'"patient":"patient/0c19ba7832b9ae27"' '"about":"0c19ba7832b9ae27"' \
		'"about":"nosuch/0c19ba7832b9ae27"' '"about":"note/"' '"about":"/0c19ba7832b9ae27"' \
		'"id":"0000000000000000"' '"id":"8c19ba7832b9ae27"'; do
		{ echo '{"type":"note",'"$bad"'}' | test_expect_code 65 ch-put - >out; } ||
			{ echo "at $bad"; return 1; }
	done
X
test_done
